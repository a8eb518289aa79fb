using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

// What a loop chooses from the elements that it runs through.
public sealed partial class IdiomGenerator
{
    /// <summary>A running maximum over elements or what is made of them, and sometimes what belonged to it, used afterwards; sometimes one for each turn of a loop around it.</summary>
    private IEnumerable<Stmt> Maximum(BufferVar x)
    {
        Scalar type = x.Type;
        string m = context.FreshReal(), i = context.FreshInt();
        var best = new Var(type, m);
        bool call = context.Allows(Construct.Kinks) && Rng.Chance(0.5), isShifted = context.Allows(Construct.NestedLoop) && Rng.Chance(0.3);
        string turn = context.FreshInt(), sum = context.FreshReal(), companion = context.FreshReal();
        Expr length = expressions.Integers.Length(x, 0);
        Expr element = isShifted ? new Element(type, x.Name, x.Kind, Binary.Of(Binary.Of(new Var(Scalar.Int, i), "+", new Var(Scalar.Int, turn)), "%", length), null) : At(x, i, 0);
        Expr value = Rng.Below(4) switch
        {
            0 => Binary.Of(Number(type), "*", element),
            1 => new MathCall(type, "Sin", [Binary.Of(element, "+", Number(type))]),
            _ => element,
        };
        bool hasCompanion = !call && Rng.Chance(0.4);
        var taken = new List<Stmt> { new Assign(best, "=", value) };
        if (hasCompanion)
            taken.Insert(Rng.Below(2), new Assign(new Var(type, companion), Rng.Chance(0.8) ? "=" : "+=", Binary.Of(element, "*", element)));
        Stmt take = call
            ? new Assign(best, "=", new MathCall(type, Rng.Pick(["Max", "Min"]), Rng.Chance(0.7) ? [best, value] : [value, best]))
            : new If(Binary.Of(value, Rng.Pick([">", "<"]), best), new Block(taken), null);
        var body = new List<Stmt> { take };
        if (Rng.Chance(0.1))
            body.Add(new Assign(best, "*=", new Literal(type, 0.9)));
        For loop = Rng.Below(4) switch
        {
            0 => new For(i, IntegerGenerator.Offset(length, -1), ">=", I(Rng.Below(2)), -1, new Block(body)),
            1 => new For(i, I(0), "<", length, 2, new Block(body)),
            _ => new For(i, I(Rng.Below(2)), "<", length, 1, new Block(body)),
        };
        Expr first = Rng.Chance(0.7) ? new Element(type, x.Name, x.Kind, I(0), null) : Number(type);
        context.Scope.Add(new ScalarVar(hasCompanion ? companion : m, type, IsAssignable: true));
        var start = new List<Stmt> { new Declare(type, [m], [first]), new Declare(type, [companion], [new Literal(type, 0.3)]) };
        if (!isShifted)
            return [.. start, loop, .. Total(type, Binary.Of(best, "*", new Var(type, companion)))];
        Stmt use = new Assign(new Var(type, sum), "=", Binary.Of(new MathCall(type, "Sin", [new Var(type, sum)]), "+", Binary.Of(best, "*", Binary.Of(best, "+", new Var(type, companion)))));
        return [.. start, new Declare(type, [sum], [new Literal(type, 0.5)]), new For(turn, I(0), "<", I(2), 1, new Block([new Assign(best, "=", first), loop, use])), .. Total(type, new Var(type, sum))];
    }

    /// <summary>A new array, to all of whose elements a number is added; one of them is made of another and the number afterwards, and may be used or not.</summary>
    private IEnumerable<Stmt> Filled(BufferVar x)
    {
        if (!context.Allows(Construct.LocalBuffer) || !context.Allows(Construct.ElementWrite))
            return [Sweep(x)];
        Scalar type = x.Type;
        string name = context.FreshBuffer(), i = context.FreshInt(), number = context.FreshReal();
        var filled = new BufferVar(name, BufferKind.Array, type, x.Rows) { IsLocalArray = true };
        int at = Rng.Below(x.Rows);
        Element Of(int index) => new(type, name, BufferKind.Array, I(index), null);
        var added = new Var(type, number);
        Expr length = expressions.Integers.Length(x, 0);
        Expr value = Rng.Below(5) switch
        {
            // One function of what differs from element to element, and of what does not.
            0 => new Conditional(
                type, Binary.Of(At(x, i, 0), ">", Number(type)),
                new MathCall(type, "Tanh", [At(x, i, 0)]),
                new MathCall(type, "Pow", [new MathCall(type, "Tanh", [Binary.Of(added, "*", added)]), new Literal(type, 1.5)])),
            1 => Binary.Of(added, "*", At(x, i, 0)),
            _ => added,
        };
        Stmt fill = new For(i, I(0), "<", length, 1, new Block([new Assign(At(filled, i, 0), "+=", value)]));
        Stmt make = new Assign(Of(at), "=", new MathCall(type, "Tanh", [Binary.Of(Binary.Of(Number(type), "*", Of(Rng.Below(x.Rows))), "+", added)]));
        Expr start = new MathCall(type, "Sin", [expressions.Leaf(type).Node]), other = Number(type);
        Expr used = context.Allows(Construct.Kinks)
            ? new MathCall(type, Rng.Pick(["Min", "Max"]), [Of(at), other])
            : new Conditional(type, Binary.Of(Of(at), "<", other), Of(at), other);
        context.Scope.Add(filled);
        return
        [
            new Declare(type, [number], [start]), new NewBuffer(type, name, BufferKind.Array, length, null, []),
            fill, make, .. Total(type, used),
        ];
    }

    // Where nobody used it, there would be nothing to differentiate.
    private IEnumerable<Stmt> Total(Scalar type, Expr value) => expressions.Assignable(type) is { } total
        ? [new Assign(new Var(total.Type, total.Name), "+=", Binary.Of(new Literal(type, 0.3), "*", value))]
        : [];
}
