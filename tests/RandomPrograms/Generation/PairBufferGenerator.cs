using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Local buffers of the program's struct, other names for them and for their elements, and writes to those.</summary>
public sealed class PairBufferGenerator(MethodContext context, ExpressionGenerator expressions, StatementGenerator statements)
{
    private Rng Rng => context.Rng;

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => context.Scope.PairBuffers.Count == 0 ? 0.8 : context.Focus.InPlace == "struct element" ? 24 : 8;

    public Stmt? Statement(bool allowStack)
    {
        if (context.Scope.PairBuffers.Count == 0)
            return New(allowStack);
        return Rng.Weighted(
            context.Scope.PairBuffers.Count < 3 ? 2 : 0.3,
            context.Allows(Construct.ElementWrite) ? 10 : 0,
            context.Allows(Construct.RefLocal) ? 2 : 0,
            context.Allows(Construct.Alias) ? 2 : 0,
            context.Allows(Construct.BufferSwap) ? 2 : 0,
            0.01) switch
        {
            0 => New(allowStack),
            1 => Write(),
            2 => Reference(),
            3 => Alias(),
            4 => Swap(),
            _ => null,
        };
    }

    /// <summary>A buffer of structs, where the program is pushed towards them and has none; two, where buffers are to change places.</summary>
    public IEnumerable<Stmt> Focused()
    {
        if (!context.HasPairBuffers || !context.Allows(Construct.LocalBuffer) || !(context.Focus.InPlace == "struct element" || context.Focus.Call == "struct array"))
            yield break;
        bool swaps = context.Focus.Alias == "buffer swap" && context.Allows(Construct.BufferSwap);
        for (int i = swaps ? 2 : context.Scope.PairBuffers.Any(b => b.IsWritable) ? 0 : 1; i > 0; i--)
            yield return New(allowStack: !swaps, context.Length);
    }

    private NewPairs? New(bool allowStack) => !context.Allows(Construct.LocalBuffer) ? null : New(allowStack, Rng.Chance(0.8) ? context.Length : Rng.Between(2, 4));

    private NewPairs New(bool allowStack, int rows)
    {
        var values = new List<PairExpr>();
        if (Rng.Chance(0.5))
            for (int i = 0; i < rows; i++)
                values.Add(expressions.Pairs.Value(i < 2 ? 1 : 0));
        BufferVar? sameLength = context.Scope.Buffers.FirstOrDefault(b => b.IsFlat && b.Rows == rows);
        Expr count = sameLength is not null && Rng.Chance(0.5) ? expressions.Integers.Length(sameLength, 0) : IntegerGenerator.Constant(rows);
        bool onStack = allowStack && context.Allows(Construct.Stackalloc) && Rng.Chance(0.3);
        BufferKind kind = onStack ? BufferKind.Span : BufferKind.Array;
        string name = context.FreshPairBuffer();
        context.Scope.AddPairs(new BufferVar(name, kind, context.Type, rows) { IsLocalArray = !onStack });
        return new NewPairs(name, kind, count, values, Brackets: !onStack && Rng.Chance(0.5));
    }

    /// <summary>A write to an element, whole or in part.</summary>
    public Stmt? Write()
    {
        BufferVar[] writable = [.. context.Scope.PairBuffers.Where(b => b.IsWritable)];
        return writable.Length == 0 ? null : Write(Rng.Pick(writable));
    }

    public Stmt Write(BufferVar b)
    {
        PairElement target = expressions.Pairs.Element(b);
        bool hasFields = context.PairStyle == PairStyle.Fields;
        switch (Rng.Weighted(5, 3, hasFields ? 7 : 0, hasFields ? 4 : 0, 1.5, 1))
        {
            case 1:
                return new AssignPair(target, "+=", expressions.Pairs.Value(1));
            case 2:
                return statements.Update(expressions.Pairs.Part(target), 1);
            case 3:
                return new TurnPair(target, expressions.Pairs.Number(1));
            case 4:
                return new SwapPairs(target, expressions.Pairs.Element(b));
            case 5:
                return new AssignPair(expressions.Pairs.Element(b, allowEffects: true), "=", expressions.Pairs.Value(1));
            default:
                return new AssignPair(target, "=", expressions.Pairs.Value(2));
        }
    }

    /// <summary>A loop that writes to each element.</summary>
    public For Each(BufferVar b)
    {
        string i = context.FreshInt();
        ScopeMark mark = context.Scope.Mark();
        context.Scope.Add(new ScalarVar(i, Scalar.Int, 0, b.Rows - 1));
        context.LoopDepth++;
        Stmt write = Write(b);
        context.LoopDepth--;
        context.Scope.Release(mark);
        return new For(i, IntegerGenerator.Constant(0), "<", expressions.Integers.Length(b, 0), 1, new Block([write]));
    }

    private RefPair? Reference()
    {
        BufferVar[] writable = [.. context.Scope.PairBuffers.Where(b => b.IsWritable)];
        if (writable.Length == 0)
            return null;
        PairElement place = expressions.Pairs.Element(Rng.Pick(writable));
        string name = context.FreshPair();
        PairGenerator.Declare(context, new PairVariable(name) { IsReference = true });
        return new RefPair(name, place);
    }

    private AliasPairs Alias()
    {
        BufferVar source = Rng.Pick([.. context.Scope.PairBuffers]);
        bool spans = context.Allows(Construct.Span);
        BufferKind view = source.Kind == BufferKind.Array && (!spans || Rng.Chance(0.4)) ? BufferKind.Array
            : !source.IsWritable || Rng.Chance(0.2) ? BufferKind.ReadOnlySpan
            : BufferKind.Span;
        bool whole = source.Rows < 3 || !context.Allows(Construct.Slice) || (view == BufferKind.Array && !context.Allows(Construct.ArrayRange)) || Rng.Chance(0.5);
        string name = context.FreshPairBuffer();
        int count = whole ? source.Rows : Rng.Between(2, source.Rows - 1);
        // A range of an array is a copy, not a view.
        bool isCopy = !whole && view == BufferKind.Array;
        context.Scope.AddPairs(new BufferVar(name, view, context.Type, count) { IsWritable = view != BufferKind.ReadOnlySpan }, isCopy ? null : source);
        return new AliasPairs(name, view, whole
            ? new BufferRef(source.Name, source.Kind)
            : new Slice(source.Name, source.Kind, IntegerGenerator.Constant(Rng.Below(source.Rows - count + 1)), count, isCopy || (source.Kind != BufferKind.Array && Rng.Chance(0.4))));
    }

    public BufferSwap? Swap()
    {
        BufferVar[] arrays = [.. context.Scope.PairBuffers.Where(b => b.IsLocalArray)];
        if (arrays.Length == 0)
            return null;
        BufferVar left = Rng.Pick(arrays);
        BufferVar[] partners = [.. arrays.Where(b => b != left && b.Rows == left.Rows)];
        if (partners.Length == 0)
            return null;
        BufferVar right = Rng.Pick(partners);
        context.Scope.Merge(left, right);
        return new BufferSwap(left.Name, right.Name);
    }
}
