using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Integer expressions inside a known range: indexes that exist, bounds that end.</summary>
public sealed class IntegerGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    public static Literal Constant(int value) => new(Scalar.Int, value);

    /// <summary>An index into a dimension of a buffer, in range on every input.</summary>
    public Expr Index(BufferVar b, int dimension, bool allowEffects)
    {
        int count = dimension == 0 ? b.Rows : b.Columns;
        ScalarVar[] ints = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int)];
        var candidates = new List<Expr>();
        foreach (ScalarVar v in ints)
        {
            for (int offset = -1; offset <= 1; offset++)
                if (v.Low + offset >= 0 && v.High + offset < count)
                    candidates.Add(Offset(new Var(Scalar.Int, v.Name), offset));
            if (v.Low >= 0 && v.High < count && Rng.Chance(0.3))
                candidates.Add(Binary.Of(Offset(Length(b, dimension), -1), "-", new Var(Scalar.Int, v.Name)));
        }
        if (candidates.Count > 0 && Rng.Chance(0.8))
            return Rng.Pick(candidates);
        ScalarVar[] natural = [.. ints.Where(v => v.Low >= 0)];
        if (natural.Length > 0 && Rng.Chance(0.5))
        {
            ScalarVar v = Rng.Pick(natural);
            Expr value = new Var(Scalar.Int, v.Name);
            if (allowEffects && v.IsAssignable && context.Allows(Construct.Increment) && Rng.Chance(0.4))
                value = new Increment(v.Name, "++", Rng.Chance(0.4));
            else if (Rng.Chance(0.4))
                value = Binary.Of(Binary.Of(value, "*", Constant(Rng.Between(2, 3))), "+", Constant(Rng.Between(1, 3)));
            return Binary.Of(value, "%", Rng.Chance(0.7) ? Length(b, dimension) : Constant(count));
        }
        if (context.Allows(Construct.IntCast) && Rng.Chance(0.08))
            return Binary.Of(FromReal(7), "%", Constant(count));
        return Rng.Chance(0.15) ? Offset(Length(b, dimension), -1) : Constant(Rng.Below(count));
    }

    /// <summary>A number of turns, at most <paramref name="limit"/>, as an expression with its greatest value.</summary>
    public (Expr Node, int High) Bound(int limit, bool preferData = false)
    {
        BufferVar[] buffers = [.. context.Scope.Buffers.Concat(context.Scope.PairBuffers).Concat(context.Scope.CellArrays).Where(b => b.Rows <= limit && b.Rows > 0)];
        ScalarVar[] ints = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0 && v.High <= limit && v.High > 0)];
        switch (Rng.Weighted(buffers.Length > 0 ? 8 : 0, ints.Length > 0 ? 4 : 0, 3, !context.Allows(Construct.IntCast) ? 0 : preferData ? 50 : 1.5))
        {
            case 0:
                BufferVar b = Rng.Pick(buffers);
                return b.HasColumns && b.Columns <= limit && Rng.Chance(0.5) ? (Length(b, 1), b.Columns) : (Length(b, 0), b.Rows);
            case 1:
                ScalarVar v = Rng.Pick(ints);
                return v.High < limit && Rng.Chance(0.3) ? (Offset(new Var(Scalar.Int, v.Name), 1), v.High + 1) : (new Var(Scalar.Int, v.Name), v.High);
            case 3:
                return (FromReal(limit), limit);
            default:
                int n = Rng.Between(1, limit);
                return (Constant(n), n);
        }
    }

    public Expr Length(BufferVar b, int dimension) => new Length(b.Name, b.Kind, dimension);

    /// <summary>An integer that depends on the inputs, from 0 to <paramref name="high"/>.</summary>
    public Expr FromReal(int high)
    {
        Expr bounded = new MathCall(context.Type, "Tanh", [expressions.Exactly(expressions.Leaf(context.Type).Node, context.Type)]);
        Expr scaled = Binary.Of(new Literal(context.Type, high + 0.9), "*", Binary.Of(bounded, "*", bounded));
        return new Cast(Scalar.Int, scaled);
    }

    /// <summary>A small non-negative integer for arithmetic and switches.</summary>
    public Expr Small()
    {
        ScalarVar[] natural = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0)];
        if (natural.Length == 0)
            return context.Allows(Construct.IntCast) ? FromReal(3) : Constant(Rng.Between(0, 3));
        Expr v = new Var(Scalar.Int, Rng.Pick(natural).Name);
        return Rng.Below(5) switch
        {
            0 => Binary.Of(v, "%", Constant(Rng.Between(2, 3))),
            1 => Binary.Of(Binary.Of(v, "+", Constant(Rng.Between(1, 3))), "/", Constant(2)),
            2 => Binary.Of(v, ">>", Constant(1)),
            3 => Binary.Of(v, "&", Constant(3)),
            _ => v,
        };
    }

    public static Expr Offset(Expr e, int offset) => offset switch
    {
        0 => e,
        > 0 => Binary.Of(e, "+", Constant(offset)),
        _ => Binary.Of(e, "-", Constant(-offset)),
    };
}
