using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Local buffers, other names for buffers, and writes to their elements.</summary>
public sealed partial class BufferGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    /// <summary>A write, most often one that reads the element or its neighbours too.</summary>
    public Stmt? Write(int depth, string? wanted = null)
    {
        BufferVar[] writable = [.. context.Scope.Buffers.Where(b => b.IsWritable && b.Type.IsReal())];
        if (writable.Length == 0)
            return null;
        BufferVar b = Rng.Pick(writable);
        Element target = expressions.Element(b);
        Expr Read() => expressions.Element(b);
        int kind = wanted switch
        {
            "element neighbour" => 0,
            "element update" => Rng.Between(2, 4),
            "element write" => 6,
            _ => Rng.Weighted(5, 5, 3, 3, 2, 1.5, 1),
        };
        switch (kind)
        {
            case 0:
                // x[i] = x[i - 1] * x[i] + …
                Expr product = Binary.Of(Read(), "*", target);
                return new Assign(target, "=", Limited(Binary.Of(product, Rng.Chance(0.5) ? "+" : "-", expressions.Leaf(b.Type).Node), b.Type));
            case 1:
                return new Assign(target, Rng.Pick(["+=", "-="]), expressions.Below(1.2, b.Type, depth));
            case 2:
                // a[i] += w * a[i]: no plain accumulation.
                Expr factor = Rng.Chance(0.5) ? context.Number(b.Type, -0.4, 0.2) : Binary.Of(context.Number(b.Type, -0.2, 0.15), "*", expressions.Below(1, b.Type, 1));
                return new Assign(target, "+=", Binary.Of(factor, "*", target));
            case 3:
                return new Assign(target, Rng.Pick(["*=", "*="]), expressions.Below(1.1, b.Type, depth));
            case 4:
                Bounded leaf = expressions.Leaf(b.Type);
                return new Assign(target, "/=", Binary.Of(context.Number(b.Type, 1, 1.7), "+", Binary.Of(leaf.Node, "*", leaf.Node)));
            case 5:
                Element other = expressions.Element(b, allowEffects: true);
                return new Assign(other, "=", expressions.Below(ExpressionGenerator.Cap, b.Type, depth));
            default:
                return new Assign(target, "=", expressions.Below(ExpressionGenerator.Cap, b.Type, depth));
        }
    }

    /// <summary>A new buffer, or a new name.</summary>
    public Stmt? Declare(bool allowStack)
    {
        bool local = context.Allows(Construct.LocalBuffer), alias = context.Allows(Construct.Alias);
        return Rng.Weighted(
            local ? 5 : 0,
            local && allowStack && context.Allows(Construct.Stackalloc) ? 4 : 0,
            local && context.Allows(Construct.Matrix) ? 1 : 0,
            local && context.Allows(Construct.Jagged) ? 1 : 0,
            alias ? 6 : 0,
            context.Allows(Construct.BufferSwap) ? 5 : 0,
            HasState ? 5 : alias && local ? 0.7 : 0,
            0.01) switch
        {
            0 => New(BufferKind.Array),
            1 => New(BufferKind.Span),
            2 => New(BufferKind.Matrix),
            3 => New(BufferKind.Jagged),
            4 => Alias(),
            5 => Swap(),
            6 => HasState ? Next() : State(),
            _ => null,
        };
    }

    public NewBuffer New(BufferKind kind) => New(kind, Rng.Chance(0.8) ? context.Length : Rng.Between(2, 4), context.RealType());

    public NewBuffer New(BufferKind kind, int rows, Scalar type)
    {
        int columns = kind == BufferKind.Jagged && Rng.Chance(0.4) ? context.Length : kind is BufferKind.Matrix or BufferKind.Jagged ? Rng.Between(2, 3) : 1;
        var values = new List<Expr>();
        if (columns == 1 && Rng.Chance(0.4))
            for (int i = 0; i < rows; i++)
                values.Add(expressions.Below(ExpressionGenerator.Cap, type, i < 2 ? 1 : 0));
        BufferVar? sameLength = context.Scope.Buffers.FirstOrDefault(b => b.IsFlat && b.Rows == rows);
        Expr count = sameLength is not null && kind != BufferKind.Jagged && Rng.Chance(0.5)
            ? expressions.Integers.Length(sameLength, 0)
            : IntegerGenerator.Constant(rows);
        string name = context.FreshBuffer();
        context.Scope.Add(new BufferVar(name, kind, type, rows, columns) { IsLocalArray = kind == BufferKind.Array, HasOwnRows = kind == BufferKind.Jagged, IsOnStack = kind == BufferKind.Span });
        return new NewBuffer(type, name, kind, count, columns > 1 ? IntegerGenerator.Constant(columns) : null, values);
    }

    /// <summary>Another array in the place of a row: new, a copy, or what a helper makes.</summary>
    public ReplaceRow? Replace()
    {
        BufferVar[] jagged = [.. context.Scope.Buffers.Where(b => b.HasOwnRows)];
        if (jagged.Length == 0 || !context.Allows(Construct.ArrayReplacement))
            return null;
        BufferVar rows = Rng.Pick(jagged);
        var row = new ReplaceRow(rows.Type, rows.Name, expressions.Integers.Index(rows, 0, false), null, false, [], rows.Columns);
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(b => b.Kind == BufferKind.Array && b.IsWritable && b.Type == rows.Type && b.Rows >= rows.Columns)];
        switch (Rng.Weighted(3, 1, arrays.Length > 0 ? 3 : 0, 2, context.Type == rows.Type ? 6 : 0))
        {
            case 0:
                return row with { Values = [.. Enumerable.Range(0, rows.Columns).Select(i => expressions.Below(ExpressionGenerator.Cap, rows.Type, i == 0 ? 2 : 1))] };
            case 2 when Rng.Pick(arrays) is var copied:
                return copied.Rows == rows.Columns && Rng.Chance(0.5)
                    ? row with { Source = new BufferRef(copied.Name, copied.Kind), Copied = true }
                    : row with { Source = new Slice(copied.Name, BufferKind.Array, IntegerGenerator.Constant(Rng.Below(copied.Rows - rows.Columns + 1)), rows.Columns, true) };
            case 3:
                return row with { Source = new Row(rows.Name, expressions.Integers.Index(rows, 0, false)), Copied = true };
            case 4 when context.Helpers.FirstOrDefault(h => h is { Result: ResultKind.Array, IsLambda: false } && h.Parameters[0].Rows == rows.Columns) is { } helper && expressions.Calls.Of(helper) is { } call:
                return row with { Source = new BufferCall(call) };
            default:
                return row;
        }
    }

    public Stmt? Alias(string? wanted = null)
    {
        BufferVar[] sources = [.. context.Scope.Buffers.Where(b => wanted switch
        {
            "row" => b.Kind == BufferKind.Jagged,
            "array" or "copy" => b.Kind == BufferKind.Array,
            "span" => b.IsFlat || b.Kind.IsMemory(),
            "slice" => b.IsFlat && b.Rows > 2,
            _ => b.IsFlat || b.Kind == BufferKind.Jagged || (b.Kind.IsMemory() && context.Allows(Construct.Span)),
        })];
        if (sources.Length == 0)
            return null;
        BufferVar source = Rng.Pick(sources);
        if (source.Kind == BufferKind.Jagged)
        {
            Expr row = expressions.Integers.Index(source, 0, false);
            return Add(source, BufferKind.Array, source.Columns, new Row(source.Name, row));
        }
        if (source.IsList)
            return Add(source, source.IsWritable ? BufferKind.Span : BufferKind.ReadOnlySpan, source.Rows, new BufferRef(source.Name, source.Kind));
        BufferKind view = !source.IsWritable || Rng.Chance(0.15) ? BufferKind.ReadOnlySpan
            : source.Kind == BufferKind.Array && Rng.Chance(0.4) ? BufferKind.Array
            : BufferKind.Span;
        if (source.Kind == BufferKind.ReadOnlySpan)
            view = BufferKind.ReadOnlySpan;
        if (view != BufferKind.Array && !context.Allows(Construct.Span))
            view = source.Kind;
        bool whole = source.Rows < 3 || !context.Allows(Construct.Slice) || Rng.Chance(0.4);
        if (wanted is "array" or "copy" && source.IsWritable)
            (view, whole) = (BufferKind.Array, wanted == "array");
        else if (wanted is "span" or "slice" && view == BufferKind.Array && context.Allows(Construct.Span))
            view = BufferKind.Span;
        if (wanted is "span" or "slice")
            whole = wanted == "span" || !context.Allows(Construct.Slice);
        if (view == BufferKind.Array)
        {
            if (!whole && context.Allows(Construct.ArrayRange))
            {
                // A range of an array is a copy, not a view.
                int length = Rng.Between(2, source.Rows);
                return Add(null, BufferKind.Array, length, new Slice(source.Name, BufferKind.Array, IntegerGenerator.Constant(Rng.Below(source.Rows - length + 1)), length, true), source.Type);
            }
            return Add(source, BufferKind.Array, source.Rows, new BufferRef(source.Name, source.Kind));
        }
        if (whole)
            return Add(source, view, source.Rows, new BufferRef(source.Name, source.Kind));
        int count = Rng.Between(2, source.Rows - 1);
        ScalarVar[] starts = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0 && v.High + count <= source.Rows)];
        Expr start = starts.Length > 0 && Rng.Chance(0.6)
            ? new Var(Scalar.Int, Rng.Pick(starts).Name)
            : IntegerGenerator.Constant(Rng.Below(source.Rows - count + 1));
        bool asRange = source.Kind != BufferKind.Array && Rng.Chance(0.4);
        return Add(source, view, count, new Slice(source.Name, source.Kind, start, count, asRange));
    }

    private Alias Add(BufferVar? source, BufferKind kind, int rows, BufferExpr value, Scalar? type = null)
    {
        string name = context.FreshBuffer();
        Scalar element = type ?? source!.Type;
        context.Scope.Add(new BufferVar(name, kind, element, rows) { IsWritable = kind != BufferKind.ReadOnlySpan, IsOnStack = source is { IsOnStack: true }, IsPart = source is { IsPart: true } || value is Slice }, source);
        return new Alias(element, name, kind, value);
    }

    public BufferSwap? Swap()
    {
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(b => b.IsLocalArray || b.TakesTurns)];
        if (arrays.Length < 2)
            return null;
        BufferVar left = Rng.Pick(arrays);
        BufferVar[] partners = [.. arrays.Where(b => b != left && b.Kind == left.Kind && b.Rows == left.Rows && b.Type == left.Type)];
        if (partners.Length == 0)
            return null;
        BufferVar right = Rng.Pick(partners);
        context.Scope.Merge(left, right);
        return new BufferSwap(left.Name, right.Name) { OfSpans = left.Kind == BufferKind.Span ? left.Type : null };
    }

    private Expr Limited(Expr e, Scalar type) => expressions.Limit(new(e, 12), ExpressionGenerator.Cap, type);
}
