using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// A handle that comes out of a branch or is carried by a loop (two buffers that change places) may refer to different arrays. Its shadow
// then has to follow in the forward sweep, as a second handle that takes the same way: its dual.
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<Value, Value> _duals = [];

    private void PrepareDuals(Block block)
    {
        foreach (Op op in block.Ops.ToArray())
        {
            foreach (Block inner in op.Blocks)
                PrepareDuals(inner);
            if (op is IfOp or ForOp or LoopOp)
            {
                foreach (Value handle in op.Results.Concat(op is IfOp ? [] : op.Blocks[0].Parameters).ToArray())
                {
                    if (handle.Type.IsMemory && IsActive(handle))
                        Dual(handle);
                }
            }
        }
    }

    private Value Dual(Value handle)
    {
        if (_duals.TryGetValue(handle, out Value? dual))
            return dual;
        Block block = _structure.BlockOf(handle);
        if (handle.Definition is { } op)
        {
            switch (op)
            {
                case SliceOp slice:
                    Value[] operands = [Dual(slice.Memory), .. slice.Operands.Skip(1)];
                    return AddDual(handle, block, new SliceOp(operands, ShadowHandle(handle, IrType.Span(handle.Type.Element!))));
                case LoadOp row:
                    Value rows = Dual(row.Memory);
                    return AddDual(handle, block, new LoadOp(rows, row.Indices.ToArray(), ShadowHandle(handle, rows.Type.Element!)));
                case AllocateOp { Operands.Length: 1 } allocate:
                    return AddDual(handle, block, new AllocateOp(allocate.Operands, ShadowHandle(handle, ShadowType(handle.Type)), onStack: false));
                case AllocateOp or AllocateLikeOp or SnapshotOp when handle.Type.Rank == 1:
                    return AddDual(handle, block, new AllocateLikeOp(handle, ShadowHandle(handle, ShadowType(handle.Type))));
                case IfOp branch:
                    return BranchDual(branch, handle, block);
                case ForOp loop:
                    return CarriedDual(loop, Array.IndexOf(loop.Results, handle), loop.Initial[Array.IndexOf(loop.Results, handle)], handle);
                case LoopOp loop:
                    return ExitDual(loop, handle, block);
            }
        }
        else if (_structure.Parent(block) is not null)
        {
            Op owner = _structure.Owner(block);
            int position = Array.IndexOf(block.Parameters, handle);
            if (owner is ForOp counted)
                return CarriedDual(counted, position - 1, counted.Initial[position - 1], handle);
            if (owner is LoopOp general)
                return CarriedDual(general, position, general.Operands[position], handle);
        }

        _findings.Add(new Diagnostics.Finding(Analysis.AnalysisFindings.UnsupportedMemory, handle.Definition?.Site ?? -1, handle.Name ?? "array"));
        return _duals[handle] = handle;
    }

    private Value AddDual(Value handle, Block block, Op op)
    {
        block.Ops.Insert(block.Ops.IndexOf(handle.Definition!) + 1, op);
        _structure.Define(op.Result, block);
        return _duals[handle] = op.Result;
    }

    // The type that can hold what flows in: an array only if nothing but arrays does.
    private Value NewDual(Value handle, Value source, Block block)
    {
        var dual = new Value(source.Type.IsSpan ? source.Type : ShadowType(handle.Type), handle.Name is null ? null : handle.Name + "Bar");
        _structure.Define(dual, block);
        return _duals[handle] = dual;
    }

    private Value BranchDual(IfOp branch, Value handle, Block block)
    {
        int position = Array.IndexOf(branch.Results, handle);
        Block[] sides = [.. branch.Blocks.Where(side => side.Terminator.FallsThrough)];
        Value[] sources = [.. sides.Select(side => Dual(side.Terminator.Operands[position]))];
        Value dual = NewDual(handle, sources.FirstOrDefault(s => s.Type.IsSpan) ?? sources[0], block);
        for (int i = 0; i < sides.Length; i++)
            sides[i].Terminator.Operands = [.. sides[i].Terminator.Operands, View(sources[i], dual.Type, sides[i])];
        branch.AddResult(dual);
        return dual;
    }

    private Value CarriedDual(Op loop, int position, Value initial, Value asked)
    {
        Block body = loop.Blocks[0];
        Block outside = _structure.Parent(body)!;
        int offset = loop is ForOp ? 1 : 0;
        Value carried = body.Parameters[position + offset];
        Value start = Dual(initial);
        Value dual = NewDual(carried, start, body);
        Value? result = loop is ForOp ? NewDual(loop.Results[position], start, outside) : null;

        loop.Operands = [.. loop.Operands, start];
        body.Parameters = [.. body.Parameters, dual];
        if (body.Terminator.FallsThrough)
        {
            Value next = Dual(body.Terminator.Operands[position]);
            body.Terminator.Operands = [.. body.Terminator.Operands, View(next, dual.Type, body)];
        }

        if (result is not null)
            loop.AddResult(result);
        return _duals[asked];
    }

    private Value ExitDual(LoopOp loop, Value handle, Block block)
    {
        int position = Array.IndexOf(loop.Results, handle);
        List<LoopExit> exits = LoopExit.Of(loop);
        Value[] sources = [.. exits.Select(exit => Dual(exit.Terminator.Operands[position]))];
        Value dual = NewDual(handle, sources.FirstOrDefault(s => s.Type.IsSpan) ?? sources[0], block);
        for (int i = 0; i < exits.Count; i++)
        {
            Block end = exits[i].Path[exits[i].Path.Count - 1];
            exits[i].Terminator.Operands = [.. exits[i].Terminator.Operands, View(sources[i], dual.Type, end)];
        }

        loop.AddResult(dual);
        return dual;
    }

    private Value View(Value dual, IrType type, Block block)
    {
        if (dual.Type == type)
            return dual;
        var view = new SliceOp([dual], new Value(type));
        block.Ops.Add(view);
        _structure.Define(view.Result, block);
        return view.Result;
    }
}
