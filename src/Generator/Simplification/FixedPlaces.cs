using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// What a loop of the reverse sweep adds to one element in all iterations, it adds to a local, and what it reads from one element, it reads
/// before: the compiler keeps a local in a register, and an element not, since other stores might be to the same place. Only where the
/// element is known to be there also if the loop has no iterations.
/// </summary>
internal sealed class FixedPlaces
{
    private readonly MemoryClasses _memory;
    private readonly Extents _extents;

    // The loops around, and what has been read or written for certain.
    private readonly Stack<ForOp> _around = new();
    private readonly Stack<Op> _before = new();

    private FixedPlaces(IrFunction function)
    {
        _memory = new MemoryClasses(function);
        _extents = new Extents(function);
    }

    public static void Use(IrFunction function)
    {
        var pass = new FixedPlaces(function);
        pass.Visit(function.Body);
    }

    private void Visit(Block block)
    {
        int outside = _before.Count;
        for (int i = 0; i < block.Ops.Count; i++)
        {
            Op op = block.Ops[i];
            foreach (Block inner in op.Blocks)
            {
                if (op is ForOp around)
                    _around.Push(around);
                Visit(inner);
                if (op is ForOp)
                    _around.Pop();
            }

            if (op is ForOp { Body.Terminator.FallsThrough: true } loop)
            {
                List<Op> before = ReadBefore(loop);
                List<Op> after = [];
                AddAfter(loop, before, after);
                block.Ops.InsertRange(i, before);
                i += before.Count;
                block.Ops.InsertRange(i + 1, after);
            }

            if (op is LoadOp or StoreOp or AccumulateOp)
                _before.Push(op);
        }

        while (_before.Count > outside)
            _before.Pop();
    }

    private List<Op> ReadBefore(ForOp loop)
    {
        var inside = new BlockValues(loop.Body);
        List<Op> reads = [.. loop.Body.Ops.Where(op =>
            op is LoadOp { Result.Type.IsMemory: false } && IsFixed(op, inside) && IsThere(op) && !loop.Body.Ops.Any(other => _memory.IsWrittenBy(other, op.Operands[0])))];
        loop.Body.Ops.RemoveAll(reads.Contains);
        return reads;
    }

    private void AddAfter(ForOp loop, List<Op> before, List<Op> after)
    {
        var inside = new BlockValues(loop.Body);
        foreach (AccumulateOp[] sum in loop.Body.Ops.OfType<AccumulateOp>().Where(op => op.IsAdjoint && op.Added.Type.IsFloating && IsFixed(op, inside)).ToArray()
            .GroupBy(op => _memory.Find(op.Memory)).Select(group => group.ToArray()))
        {
            AccumulateOp first = sum[0];
            if (!sum.All(op => AreSamePlace(op, first)) || !IsThere(first) || loop.Body.AllOps().Any(op => !sum.Contains(op) && UsesElements(op, first.Memory)))
                continue;
            string? name = first.Memory.Name is { } memory ? memory + "Element" : null;
            var zero = new ConstantOp(first.Added.Type.Kind == TypeKind.Float ? 0f : 0.0, new Value(first.Added.Type, name)) { IsAdjoint = true };
            var carried = new Value(first.Added.Type, name);
            Value total = carried;
            foreach (AccumulateOp op in sum)
            {
                var add = new ArithmeticOp(Operator.Add, [total, op.Added], new Value(first.Added.Type, name)) { IsAdjoint = true, Site = op.Site };
                if (op.Added is { Name: null, Definition: ArithmeticOp { Code: Operator.Negate } minus })
                    add = new ArithmeticOp(Operator.Subtract, [total, minus.Operands[0]], new Value(first.Added.Type, name)) { IsAdjoint = true, Site = op.Site };
                loop.Body.Ops[loop.Body.Ops.IndexOf(op)] = add;
                total = add.Result;
            }

            var result = new Value(first.Added.Type, name);
            loop.Operands = [.. loop.Operands, zero.Result];
            loop.Body.Parameters = [.. loop.Body.Parameters, carried];
            loop.Body.Terminator.Operands = [.. loop.Body.Terminator.Operands, total];
            loop.AddResult(result);
            before.Add(zero);
            after.Add(new AccumulateOp(first.Memory, result, first.Indices.ToArray()) { IsAdjoint = true, Site = first.Site });
        }
    }

    private static Value[] Place(Op op) => op switch
    {
        StoreOp store => [store.Memory, .. store.Indices.ToArray()],
        AccumulateOp accumulate => [accumulate.Memory, .. accumulate.Indices.ToArray()],
        _ => op.Operands,
    };

    private static bool IsFixed(Op op, BlockValues inside) => !Place(op).Any(inside.Contains);

    private static bool AreSamePlace(Op a, Op b) => Place(a).Zip(Place(b), (x, y) => x == y || (x.Type.IsMemory ? FieldOp.AreSame(x, y) : Congruence.AreSame(x, y))).All(same => same);

    private bool UsesElements(Op op, Value memory) =>
        op is not (SliceOp or LengthOp or FieldOp) && op.Operands.Any(operand => operand.Type.IsMemory && _memory.Classes(operand).Any(_memory.Classes(memory).Contains));

    // Whether the element exists: it, or one at the same index of something as long, has been used; or the index is that of a loop over all.
    private bool IsThere(Op op)
    {
        Value[] place = Place(op);
        if (place.Length != 2)
            return _before.Any(other => AreSamePlace(other, op));
        return _before.Any(other => Place(other) is [var memory, var index] && Congruence.AreSame(index, place[1]) && (memory == place[0] || _extents.AreEquallyLong(memory, place[0])))
            || _extents.Has(place[0], place[1])
            || _around.Any(loop => loop.Index == place[1] && _extents.RunsOver(loop, place[0]));
    }
}
