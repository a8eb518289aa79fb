using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Parts of vectors by index, and vectors from and into memory.</summary>
public sealed partial class NumericGenerator
{
    private const int Parts = 3;

    /// <summary>What <see cref="Vector"/> stays below.</summary>
    public const double Largest = 2 * Cap;

    /// <summary>A variable, or a new vector.</summary>
    public NumericExpr Vector() => Value(0).Node;

    /// <summary>Memory that has room for a vector.</summary>
    private BufferVar[] Roomy => IsComplex ? [] : [.. context.Scope.Buffers.Where(b => b.Type == Scalar.Float && (b.Kind == BufferKind.Jagged ? b.Columns : b.IsFlat || b.Kind.IsMemory() ? b.Rows : 0) >= Parts)];

    /// <summary>A write to a part, or to memory; null where there is nothing to write.</summary>
    private Stmt? Write(string vector)
    {
        BufferVar[] destinations = [.. Roomy.Where(b => b.IsWritable)];
        if (destinations.Length > 0 && context.Allows(Construct.ElementWrite) && Rng.Chance(0.4))
        {
            BufferVar b = Rng.Pick(destinations);
            NumericExpr copied = Rng.Chance(0.6) ? new NumericVar(vector) : Below(ExpressionGenerator.Cap, 1);
            return b.Kind == BufferKind.Array && Rng.Chance(0.4)
                ? new CopyVector(copied, new BufferRef(b.Name, b.Kind), Start(b))
                : new CopyVector(copied, Memory(b), null);
        }
        var place = new VectorItem(Scalar.Float, new NumericVar(vector), PartIndex());
        return Rng.Below(3) switch
        {
            0 => new Assign(place, Rng.Pick(["+=", "-="]), Argument(1)),
            1 => new Assign(place, "*=", expressions.Below(1.1, Scalar.Float, 1)),
            _ => new Assign(place, "=", Argument(1)),
        };
    }

    private BoundedNumeric FromMemory(BufferVar b) => new(new VectorFrom(Memory(b)), 1.8 * ExpressionGenerator.Cap);

    private BufferExpr Memory(BufferVar b) => b.Kind == BufferKind.Jagged ? new Row(b.Name, expressions.Integers.Index(b, 0, false))
        : b.IsFlat && context.Allows(Construct.Slice | Construct.Span) && Rng.Chance(0.4) ? new Slice(b.Name, b.Kind, Start(b), Parts, b.Kind != BufferKind.Array && Rng.Chance(0.4))
        : new BufferRef(b.Name, b.Kind);

    private Expr Start(BufferVar b)
    {
        ScalarVar[] starts = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0 && v.High + Parts <= b.Rows)];
        return starts.Length > 0 && Rng.Chance(0.6) ? new Var(Scalar.Int, Rng.Pick(starts).Name) : IntegerGenerator.Constant(Rng.Below(b.Rows - Parts + 1));
    }

    // A number, a variable that stays below, or what is left of one.
    private Expr PartIndex()
    {
        ScalarVar[] counters = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0)];
        if (counters.Length == 0 || Rng.Chance(0.3))
            return IntegerGenerator.Constant(Rng.Below(Parts));
        ScalarVar counter = Rng.Pick(counters);
        var read = new Var(Scalar.Int, counter.Name);
        return counter.High < Parts ? read : Binary.Of(read, "%", IntegerGenerator.Constant(Parts));
    }
}
