using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Vectorization;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Inner loops that only add multiples of rows to rows, <c>xBar[j] += t * w[j]</c>, become calls of <c>Buffers.AddScaled</c>, which adds several elements at once. No element
/// meets another one there, so that the bits stay what they are: it needs no leave to reassociate.
/// </summary>
internal sealed class RowUpdates
{
    private const string Call = "global::Fluxion.CompilerServices.Buffers.AddScaled(";

    // Rows that are known to be shorter gain nothing.
    private const int Shortest = 4;

    private readonly ForOp _loop;
    private readonly HashSet<Value> _inside;
    private readonly HashSet<Op> _before = [];
    private readonly Builder _builder = new(new Block());

    private RowUpdates(ForOp loop)
    {
        _loop = loop;
        _inside = [.. loop.Body.AllValues()];
    }

    private bool IsBackwards => _loop.Step < 0;

    public static void Settle(IrFunction function)
    {
        if (!function.IsInLanes)
            Visit(function.Body, null, new Lazy<MemoryClasses>(() => new MemoryClasses(function)));
    }

    // What is computed in the loop around a block differs between its iterations.
    private static void Visit(Block block, BlockValues? varying, Lazy<MemoryClasses> memory)
    {
        bool holdsNest = varying is not null && Loops(block).Any(loop => loop.Blocks.Any(body => Loops(body).Any()));
        for (int i = 0; i < block.Ops.Count; i++)
        {
            Op op = block.Ops[i];
            if (op is ForOp { Results.Length: 0 } loop && !holdsNest && HasRows(loop, varying) && new RowUpdates(loop).TryWrite(memory) is { } calls)
            {
                block.Ops.RemoveAt(i);
                block.Ops.InsertRange(i, calls);
                i += calls.Count - 1;
                continue;
            }

            foreach (Block inner in op.Blocks)
                Visit(inner, op is ForOp or LoopOp ? new BlockValues(inner) : varying, memory);
        }
    }

    private static IEnumerable<Op> Loops(Block block) => block.AllOps().Where(op => op is ForOp or LoopOp);

    // Loops whose bounds differ between iterations of the one around them, as over a triangle, are mostly short, and beside loops that hold others the time goes elsewhere:
    // what a call costs is more than it gains there, since no vector stays in a register over one.
    private static bool HasRows(ForOp loop, BlockValues? varying) =>
        loop is ({ Step: 1, Inclusive: false } or { Step: -1, Inclusive: true }) && loop.Index.Type == IrType.Int && loop.Body.Terminator.FallsThrough
        && loop.Body.Ops.Exists(op => op is AccumulateOp) && !Varies(loop.Lower, varying) && !Varies(loop.Upper, varying)
        && !(loop.Lower.Definition is ConstantOp { Content: int a } && loop.Upper.Definition is ConstantOp { Content: int b } && Math.Abs((long)b - a) < Shortest);

    private static bool Varies(Value value, BlockValues? varying) => varying is not null && varying.Contains(value) && value.Definition switch
    {
        ConstantOp => false,
        LengthOp { Memory.Definition: SliceOp { Length: { } length } } => Varies(length, varying),
        { Blocks.Length: 0, Effects: Effects.None } op => op.Operands.Length == 0 || op.Operands.Any(operand => Varies(operand, varying)),
        _ => true,
    };

    private List<Op>? TryWrite(Lazy<MemoryClasses> memory)
    {
        var updates = new List<(AccumulateOp Op, Value Factor, bool IsNegated, LoadOp Source, Value? TargetOffset, Value? SourceOffset)>();
        HashSet<Op> done = [];
        foreach (AccumulateOp update in _loop.Body.Ops.OfType<AccumulateOp>())
        {
            if (!IsRow(update.Memory) || Product(update.Added) is not var (factor, source, isNegated) || !IsRow(source.Memory)
                || !TryOffset(update.Indices[0], out Value? targetOffset) || !TryOffset(source.Indices[0], out Value? sourceOffset))
                return null;
            updates.Add((update, factor, isNegated, source, targetOffset, sourceOffset));
            done.Add(update);
            done.Add(source);
        }

        var names = new ValueNames();
        IndexSum Place(Value? offset) => offset is null ? IndexSum.Zero : IndexSum.Of(offset, names);
        foreach (var a in updates)
        {
            Value target = memory.Value.Find(a.Op.Memory);
            if (updates.Exists(b => memory.Value.Find(b.Source.Memory) == target)
                || updates.Exists(b => memory.Value.Find(b.Op.Memory) == target && (b.Op.Memory != a.Op.Memory || Place(b.TargetOffset).Plus(Place(a.TargetOffset), -1).Constant is not 0)))
                return null;
        }

        // All else in the loop serves these alone.
        if (!_loop.Body.Ops.TrueForAll(op => done.Contains(op) || _before.Contains(op) || IsPlain(op)))
            return null;
        List<Op> before = [.. _loop.Body.Ops.Where(_before.Contains)];
        foreach (var (op, factor, isNegated, source, targetOffset, sourceOffset) in updates)
            Write(op, isNegated ? _builder.Negate(factor) : factor, source, targetOffset, sourceOffset);
        return [.. before, .. _builder.Block.Ops];
    }

    private void Write(AccumulateOp update, Value factor, LoadOp source, Value? targetOffset, Value? sourceOffset)
    {
        _builder.Site = update.Site;
        _builder.IsAdjoint = update.IsAdjoint;
        (Value from, Value to) = IsBackwards ? (_loop.Upper, Behind(_loop.Lower)) : (_loop.Lower, _loop.Upper);
        Value[] operands = targetOffset is null && sourceOffset is null && from.Definition is ConstantOp { Content: 0 }
            ? [update.Memory, factor, source.Memory, to]
            : [update.Memory, targetOffset ?? _builder.Constant(0), factor, source.Memory, sourceOffset ?? _builder.Constant(0), from, to];
        _builder.Append(new ExternalOp([Call, .. Enumerable.Repeat(", ", operands.Length - 1), ")"], operands, [], isPure: false, "Buffers.AddScaled"));
    }

    // One more than the last index, which itself is often one less than a length.
    private Value Behind(Value last) =>
        last.Definition is ArithmeticOp { IsChecked: false, Code: Operator.Subtract, Operands: [var end, { Definition: ConstantOp { Content: 1 } }] } ? end
        : _builder.Arithmetic(Operator.Add, last, _builder.Constant(1));

    private bool IsRow(Value memory) =>
        !_inside.Contains(memory) && memory.Type is { Rank: 1, Shape: MemoryShape.Array or MemoryShape.Span or MemoryShape.ReadOnlySpan, Element.Kind: TypeKind.Double or TypeKind.Float };

    // What is added, as a product of something that all iterations share and an element; the order of the two factors does not matter, that of three would.
    private (Value Factor, LoadOp Source, bool IsNegated)? Product(Value added)
    {
        switch (added.Definition)
        {
            case ArithmeticOp { Code: Operator.Negate, Operands: [var inner] } when _inside.Contains(added):
                return Product(inner) is var (factor, source, isNegated) ? (factor, source, !isNegated) : null;
            case ArithmeticOp { Code: Operator.Multiply, Operands: [var a, var b] } when _inside.Contains(added):
                return a.Definition is LoadOp left && _inside.Contains(a) && IsShared(b) ? (b, left, false)
                    : b.Definition is LoadOp right && _inside.Contains(b) && IsShared(a) ? (a, right, false)
                    : null;
            default:
                return null;
        }
    }

    // The index less that of the loop; null for 0.
    private bool TryOffset(Value index, out Value? offset)
    {
        offset = null;
        if (index == _loop.Index)
            return true;
        if (index.Definition is not ArithmeticOp { IsChecked: false, Code: Operator.Add or Operator.Subtract, Operands: [var a, var b] } sum || !_inside.Contains(index))
            return false;
        bool isLeft = !IsShared(a);
        if (!IsShared(isLeft ? b : a) || (!isLeft && sum.Code == Operator.Subtract) || !TryOffset(isLeft ? a : b, out Value? inner))
            return false;
        Value shared = isLeft ? b : a;
        offset = sum.Code == Operator.Add ? inner is null ? shared : _builder.Arithmetic(Operator.Add, inner, shared)
            : _builder.Arithmetic(Operator.Subtract, inner ?? _builder.Constant(0), shared);
        return true;
    }

    // Whether a value is the same in all iterations, and can be computed before them, also if there are none.
    private bool IsShared(Value value)
    {
        if (!_inside.Contains(value))
            return true;
        if (value.Definition is not { } op || !IsPlain(op) || !op.Operands.All(IsShared))
            return false;
        _before.Add(op);
        return true;
    }

    // Without effects, and never throws.
    private static bool IsPlain(Op op) => op switch
    {
        ConstantOp => true,
        ConvertOp { IsChecked: false } => true,
        ArithmeticOp { IsChecked: false, Code: Operator.Divide or Operator.Remainder } quotient => quotient.Result.Type.IsFloating,
        ArithmeticOp { IsChecked: false } => true,
        _ => false,
    };
}
