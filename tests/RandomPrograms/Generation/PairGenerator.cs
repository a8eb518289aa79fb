using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Values of the program's struct. Its members keep their results bounded, whatever they are given.</summary>
public sealed class PairGenerator(MethodContext context, ExpressionGenerator expressions)
{
    /// <summary>What <c>Size</c> stays below, of parts that are.</summary>
    public const double LargestSize = 3.2;

    private Rng Rng => context.Rng;

    private bool IsMutable => context.PairStyle != PairStyle.Record;

    public static void Declare(MethodContext context, string name) => Declare(context, new PairVariable(name));

    public static void Declare(MethodContext context, PairVariable variable)
    {
        context.Take(variable.Name);
        context.Scope.Add(variable);
        foreach (string part in (string[])["A", "B"])
            context.Scope.Add(new ScalarVar($"{variable.Name}.{part}", context.Type, IsAssignable: variable.IsAssignable && context.PairStyle == PairStyle.Fields) { IsReference = variable.IsReference });
    }

    /// <summary>An element of a buffer of the struct.</summary>
    public PairElement Element(BufferVar b, bool allowEffects = false) => new(b.Name, expressions.Integers.Index(b, 0, allowEffects));

    /// <summary>One of the two numbers in an element.</summary>
    public PairMember Part(PairElement element) => new(context.Type, element, Rng.Chance(0.5) ? "A" : "B");

    /// <summary>A number in an element that can be assigned to, or null.</summary>
    public PairMember? Place(ICollection<int>? taken = null)
    {
        BufferVar[] writable = context.PairStyle != PairStyle.Fields ? [] : [.. context.Scope.PairBuffers.Where(b => b.IsWritable && taken?.Contains(b.Root) != true)];
        if (writable.Length == 0)
            return null;
        BufferVar b = Rng.Pick(writable);
        taken?.Add(b.Root);
        return Part(Element(b));
    }

    public Stmt Statement()
    {
        PairVariable[] all = [.. context.Scope.Pairs.Where(p => p.IsAssignable)];
        if (all.Length == 0 || Rng.Chance(0.25))
        {
            PairExpr value = Value(2);
            string name = context.FreshPair();
            Declare(context, name);
            return new DeclarePair(name, value);
        }

        PairVariable target = Rng.Pick(all);
        switch (Rng.Weighted(5, 4, IsMutable ? 5 : 0, 2))
        {
            case 1:
                return new AssignPair(new PairVar(target.Name), "+=", Value(1));
            case 2:
                return new TurnPair(new PairVar(target.Name), Number(1));
            case 3:
                PairExpr taken = Value(1);
                string[] names = [context.FreshReal(), context.FreshReal()];
                foreach (string name in names)
                    context.Scope.Add(new ScalarVar(name, context.Type, IsAssignable: true));
                return new PairParts(context.Type, names, taken);
            default:
                return new AssignPair(new PairVar(target.Name), "=", Value(2));
        }
    }

    public Bounded Number(PairExpr of) => Rng.Below(3) switch
    {
        0 => new(new PairMix(context.Type, of, Number(1)), 2),
        1 => new(new PairMember(context.Type, of, "Size"), LargestSize),
        _ => new(new PairMember(context.Type, of, Rng.Chance(0.5) ? "A" : "B"), ExpressionGenerator.Cap),
    };

    public PairExpr Value(int depth)
    {
        PairVariable[] all = [.. context.Scope.Pairs];
        IReadOnlyList<BufferVar> buffers = context.Scope.PairBuffers;
        switch (Rng.Weighted(all.Length > 0 ? 5 : 0, 5, depth > 0 ? 4 : 0, depth > 0 ? 1.5 : 0, depth > 0 ? 2 : 0, depth > 0 ? 1 : 0, 1, depth > 0 ? 3 : 0, buffers.Count > 0 ? 6 : 0))
        {
            case 0:
                return new PairVar(Rng.Pick(all).Name);
            case 2:
                return new PairOperator("+", Value(depth - 1), Value(depth - 1));
            case 3:
                return new PairOperator("-", Value(depth - 1), null);
            case 4 when context.PairStyle != PairStyle.Primary:
                return new PairWith(Value(depth - 1), Rng.Chance(0.5) ? "A" : "B", Number(depth));
            case 5:
                return new PairChoice(expressions.Conditions.Bool(1), Value(depth - 1), Value(depth - 1));
            case 6:
                return new PairFrom(expressions.Exactly(Number(0), context.Type));
            case 8:
                return Element(Rng.Pick([.. buffers]));
            case 7 when expressions.Calls.Pair() is { } call:
                return new PairCall(call);
            default:
                return new PairNew(Number(depth), Number(depth), context.PairStyle == PairStyle.Fields && Rng.Chance(0.3));
        }
    }

    public Expr Number(int depth) => expressions.Below(ExpressionGenerator.Cap, context.Type, Math.Min(depth, context.LoopDepth > 1 ? 0 : 1));
}
