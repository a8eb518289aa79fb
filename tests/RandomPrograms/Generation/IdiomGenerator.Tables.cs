using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

// Rows of tables, and scratch arrays that components of a mixture fill.
public sealed partial class IdiomGenerator
{
    /// <summary>s += tanh(Σ x[j] · m[r · n + j]), and m[r · n + j] += c · x[j]: rows of a flat table, of each of which a multiple is added to the adjoint of the other.</summary>
    private IEnumerable<Stmt> Table(BufferVar x)
    {
        if (!context.Allows(Construct.LocalBuffer) || !context.Allows(Construct.ElementWrite))
            return [Sweep(x)];
        Scalar type = x.Type;
        string m = context.FreshBuffer(), k = context.FreshInt(), r = context.FreshInt(), sum = context.FreshReal(), row = context.FreshReal();
        Expr length = expressions.Integers.Length(x, 0), size = Binary.Of(I(2), "*", length);
        var table = new BufferVar(m, BufferKind.Array, type, 2 * x.Rows) { IsLocalArray = true };
        Element Of(Expr at) => new(type, m, BufferKind.Array, at, null);
        Expr Place(string j) => Rng.Chance(0.7) ? Binary.Of(Binary.Of(new Var(Scalar.Int, r), "*", length), "+", new Var(Scalar.Int, j))
            : Binary.Of(new Var(Scalar.Int, j), "+", new Var(Scalar.Int, r));
        Expr from = new Element(type, x.Name, x.Kind, Binary.Of(new Var(Scalar.Int, k), "%", length), null);
        Stmt fill = new For(k, I(0), "<", size, 1, new Block([new Assign(Of(new Var(Scalar.Int, k)), "=", Binary.Of(Number(type), Rng.Pick(["*", "+"]), from))]));
        Stmt add = Over(j => new Assign(new Var(type, row), Rng.Pick(["+=", "-="]), Binary.Of(At(x, j, 0), "*", Of(Place(j)))));
        var body = new List<Stmt> { new Declare(type, [row], [new Literal(type, 0)]), add };
        if (Rng.Chance(0.4))
        {
            Expr factor = Rng.Chance(0.5) ? Number(type) : new MathCall(type, "Sin", [new Var(type, row)]);
            body.Insert(Rng.Chance(0.5) || factor is MathCall ? 2 : 0, Over(j => new Assign(Of(Place(j)), Rng.Pick(["+=", "-="]), Binary.Of(factor, "*", At(x, j, 0)))));
        }

        body.Add(new Assign(new Var(type, sum), "+=", new MathCall(type, "Tanh", [new Var(type, row)])));
        context.Scope.Add(table);
        context.Scope.Add(new ScalarVar(sum, type, IsAssignable: true));
        return [new NewBuffer(type, m, BufferKind.Array, size, null, []), fill, new Declare(type, [sum], [new Literal(type, 0.5)]), new For(r, I(0), "<", I(2), 1, new Block(body))];

        For Over(Func<string, Stmt> make)
        {
            string j = context.FreshInt();
            return Rng.Chance(0.7) ? new For(j, I(0), "<", length, 1, new Block([make(j)])) : new For(j, IntegerGenerator.Offset(length, -1), ">=", I(0), -1, new Block([make(j)]));
        }
    }

    /// <summary>
    /// For each observation, components fill a scratch array by loops in loops, y[c] = Σ t[j]², and then s += tanh(y[0] · y[1]): what the components compute is needed again when the
    /// adjoints of y are known. Some read the array before it is complete, or solve for it, or make the observations depend on each other.
    /// </summary>
    private IEnumerable<Stmt> Components(BufferVar x)
    {
        if (!context.Allows(Construct.LocalBuffer | Construct.ElementWrite | Construct.NestedLoop) || context.LoopDepth > 0)
            return [Sweep(x)];
        // What is written to somewhere can often not be read again.
        BufferVar[] constant = [.. context.Scope.Buffers.Where(b => b.IsFlat && !b.IsWritable && b.Rows > 1)];
        if (constant.Length > 0 && Rng.Chance(0.8))
            x = Rng.Pick(constant);
        Scalar type = x.Type;
        string t = context.FreshBuffer(), y = context.FreshBuffer(), sum = context.FreshReal(), q = context.FreshReal();
        string i = context.FreshInt(), c = context.FreshInt(), j = context.FreshInt(), k = context.FreshInt(), r = context.FreshInt();
        Expr length = expressions.Integers.Length(x, 0), count = Rng.Chance(0.5) ? I(2) : length;
        Expr Real(string name) => new Var(type, name);
        Var Int(string name) => new(Scalar.Int, name);
        Element Of(string buffer, Expr at) => new(type, buffer, BufferKind.Array, at, null);
        Expr X(string at) => At(x, at, 0);
        For Over(string index, Expr from, Expr to, params Stmt[] body) => new(index, from, "<", to, 1, new Block(body));
        Stmt Squares()
        {
            string own = context.FreshInt();
            return Over(own, I(0), length, new Assign(Real(q), "+=", Binary.Of(Number(type), "*", Binary.Of(Of(t, Int(own)), "*", Of(t, Int(own))))));
        }

        var component = new List<Stmt> { new Declare(type, [q], [new Literal(type, 0.2)]) };
        if (Rng.Chance(0.3))
        {
            string part = context.FreshReal();
            Stmt less = Over(k, I(0), Int(j), new Assign(Real(part), "-=", Binary.Of(Binary.Of(Number(type), "*", X(k)), "*", Of(t, Int(k)))));
            component.Add(Over(j, I(0), length, new Declare(type, [part], [Binary.Of(X(j), "*", Number(type))]), less, new Assign(Of(t, Int(j)), "=", Binary.Of(Real(part), "*", Number(type)))));
        }
        else
        {
            component.Add(Over(j, I(0), length, new Assign(Of(t, Int(j)), "=", Binary.Of(X(j), "+", Binary.Of(Number(type), "*", new Var(Scalar.Int, c))))));
            if (Rng.Chance(0.25))
                component.Add(Squares());
            Stmt add = new Assign(Of(t, Int(r)), "+=", Binary.Of(Number(type), "*", Binary.Of(X(k), "*", X(r))));
            Stmt read = new Assign(Real(q), "+=", Binary.Of(Of(t, Int(r)), "*", X(k)));
            component.Add(Over(k, I(0), length, Over(r, Rng.Chance(0.5) ? IntegerGenerator.Offset(Int(k), 1) : I(0), length, Rng.Chance(0.2) ? [add, read] : [add])));
        }

        component.Add(Squares());
        component.Add(new Assign(Of(y, Rng.Chance(0.1) ? Binary.Of(Int(c), "%", I(2)) : Int(c)), "=", Rng.Chance(0.9) ? Real(q) : new MathCall(type, "Sin", [Real(q)])));
        Expr both = Binary.Of(Of(y, I(0)), "*", Of(y, I(1)));
        if (Rng.Chance(0.15))
            both = new MathCall(type, "Tanh", [both]);
        Stmt use = Rng.Chance(0.8) ? new Assign(Real(sum), "+=", both) : new Assign(Real(sum), "=", Binary.Of(new MathCall(type, "Sin", [Real(sum)]), "*", both));
        // Where nobody used the sum, there would be nothing to differentiate.
        Stmt[] end = expressions.Assignable(type) is { } total ? [new Assign(new Var(total.Type, total.Name), "+=", Binary.Of(new Literal(type, 0.3), "*", Real(sum)))] : [];
        context.Scope.Add(new ScalarVar(sum, type, IsAssignable: true));
        return
        [
            new NewBuffer(type, t, BufferKind.Array, length, null, []),
            new NewBuffer(type, y, BufferKind.Array, count, null, []),
            new Declare(type, [sum], [new Literal(type, 0.5)]),
            Over(i, I(0), I(2), Over(c, I(0), count, [.. component]), use),
            .. end,
        ];
    }
}
