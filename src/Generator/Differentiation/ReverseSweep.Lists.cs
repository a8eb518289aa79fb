using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// Lists that grow. The shadow of one is a list as long as it: where an element was added, the reverse sweep takes the last one off, whose adjoint is
// that of what was added. A list that comes out of a branch or is carried by a loop has a shadow that the forward sweep makes grow with it.
internal sealed partial class ReverseSweep
{
    private void PrepareLists(Block root)
    {
        Value[] grown = [.. Handles(root).Where(handle => IsActive(handle) && _activity.Memory.IsGrown(handle))];
        HashSet<Value> followed = [.. grown.Where(handle => handle.Definition is null or IfOp or ForOp or LoopOp).Select(_activity.Memory.Find)];
        if (followed.Count == 0)
            return;
        foreach (Value handle in grown.Where(handle => followed.Contains(_activity.Memory.Find(handle))))
            _duals.Dual(handle);
        FollowLists(root, followed);
    }

    private void FollowLists(Block block, HashSet<Value> followed)
    {
        foreach (Op op in block.Ops.ToArray())
        {
            foreach (Block inner in op.Blocks)
                FollowLists(inner, followed);
            if (op is not (AppendOp or ClearOp) || !followed.Contains(_activity.Memory.Find(op.Operands[0])))
                continue;
            Value dual = _duals.Dual(op.Operands[0]);
            var added = new Block();
            var forward = new Builder(added) { Site = op.Site };
            if (op is ClearOp)
                forward.Append(new ClearOp(dual));
            else
                forward.Append(new AppendOp(dual, [.. forward.Leaves(dual).Select(leaf => forward.Default(leaf.Type.Element!))]));
            foreach (Op follower in added.Ops)
                _structure.Index(follower, block);
            block.Ops.InsertRange(block.Ops.IndexOf(op) + 1, added.Ops);
        }
    }

    private void ReverseAppend(AppendOp append)
    {
        if (!IsActive(append.Memory))
            return;
        Value shadow = Shadow(append.Memory);
        if (!shadow.Type.IsStructured)
        {
            Value bar = _builder.Append(new RemoveLastOp(shadow, [new Value(shadow.Type.Element!)])).Result;
            AddBar(append.Written[0], bar);
            return;
        }

        Value last = Integer(Operator.Subtract, _builder.Length(shadow), _builder.Constant(1));
        Value[] leaves = [.. _builder.Leaves(shadow)];
        for (int i = 0; i < leaves.Length; i++)
        {
            if (IsActive(append.Written[i]))
                AddBar(append.Written[i], _builder.Load(leaves[i], last));
        }

        _builder.Append(new RemoveLastOp(shadow, []));
    }

    // What the list held before gets its place back; nothing since has been added to it.
    private void ReverseClear(ClearOp clear)
    {
        if (!IsActive(clear.Memory))
            return;
        Value count = InsertBefore(clear, BlockOf(clear, _function.Body)!, new LengthOp(clear.Memory, 0, new Value(IrType.Int, "count")));
        _builder.Append(new ExtendOp(Shadow(clear.Memory), Fetch(count)));
    }
}
