using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// A loop inside another one that runs again in the reverse sweep may fill scratch arrays by loops in loops, as a product of a triangle and a row does: that costs more than to keep what the array
/// held. Then each iteration has a part of a longer array for its own, which the second run finds filled.
/// </summary>
/// <param name="function">With the reverse sweep.</param>
/// <param name="first">The loop in the forward sweep.</param>
/// <param name="again">The copy of it, with the adjoint in it.</param>
/// <param name="isScratch">Whether an array is scratch space of each iteration of the first loop.</param>
internal sealed class KeptScratch(IrFunction function, ForOp first, ForOp again, Func<Value, bool> isScratch)
{
    // Below that an array is filled in about the time that it takes to read it.
    private const int LeastDepth = 2;

    private readonly MemoryClasses _memory = new(function);
    private readonly Dictionary<Block, (Op Owner, Block Parent)> _blocks = [];
    private readonly Dictionary<Op, (int Position, Op[] Loops)> _places = [];

    /// <summary>Rewrites both loops.</summary>
    /// <returns>The names of the arrays that are kept.</returns>
    public IReadOnlyList<string> Keep()
    {
        Index(function.Body);
        if (LoopAround(first) is not { } around || around != LoopAround(again)
            || first is not { Step: 1, Inclusive: false, Lower.Definition: ConstantOp { Content: 0 } } || again is not { Step: 1, Inclusive: false, Lower.Definition: ConstantOp { Content: 0 } })
        {
            return [];
        }

        Number(again.Body, []);
        var names = new List<string>();
        foreach (AllocateOp array in function.Body.AllOps().OfType<AllocateOp>().ToArray())
        {
            if (array.Result.Type is { Rank: 1, IsList: false, Element.IsFloating: true } && !array.IsAdjoint && isScratch(array.Result) && TryKeep(array))
                names.Add(array.Result.Name ?? "scratch space");
        }

        return names;
    }

    private void Index(Block block)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
            {
                _blocks[inner] = (op, block);
                Index(inner);
            }
        }
    }

    // Where the reversal of that loop comes later, the array would hold what its last iteration left; and outside of loops it may be as long as the data.
    private Op? LoopAround(ForOp loop)
    {
        Block? block = _blocks.TryGetValue(loop.Body, out (Op Owner, Block Parent) own) ? own.Parent : null;
        while (block is not null && _blocks.TryGetValue(block, out (Op Owner, Block Parent) place))
        {
            if (place.Owner is ForOp or LoopOp)
                return place.Owner;
            block = place.Parent;
        }

        return null;
    }

    private void Number(Block block, Op[] loops)
    {
        foreach (Op op in block.Ops)
        {
            _places.Add(op, (_places.Count, loops));
            foreach (Block inner in op.Blocks)
                Number(inner, op is ForOp or LoopOp ? [.. loops, op] : loops);
        }
    }

    private bool TryKeep(AllocateOp array)
    {
        Op[] before = [.. Uses(first, array)], uses = [.. Uses(again, array)];
        Op[] writes = [.. uses.Where(op => op is WriteOp)];
        if (writes.Length == 0 || writes.Length != before.Count(op => op is WriteOp) || writes.Max(DepthOf) < LeastDepth)
            return false;
        if (!before.Concat(uses).All(op => op is LoadOp or StoreOp or AccumulateOp or LengthOp || (op is SliceOp && IsOwn(op.Result))) || !before.Concat(uses).All(op => op.Operands.All(IsKnown)))
            return false;

        // What is read is what the array holds in the end.
        if (!IsWrittenOnce(writes, array) && uses.Any(read => read is LoadOp && writes.Any(write => MayFollow(write, read))))
            return false;
        Block home = BlockOf(array);
        if (Ancestor(first, home) is not { } ancestor || Ancestor(again, home) is null)
            return false;
        int position = home.Ops.IndexOf(ancestor);
        var builder = new Builder(new Block()) { Site = array.Site };
        if (Early(first.Upper, home, position, builder) is not { } count)
            return false;
        if (count.Definition is not (LengthOp or ConstantOp { Content: > 0 }))
            count = builder.External(["global::System.Math.Max(", ", 0)"], IrType.Int, "Math.Max", count);
        string name = array.Result.Name ?? "Scratch";
        var kept = new Value(array.Result.Type, $"kept{char.ToUpperInvariant(name[0])}{name.Substring(1)}");
        builder.Append(new AllocateOp([builder.Arithmetic(Operator.Multiply, count, array.Operands[0])], kept, onStack: false));
        home.Ops.InsertRange(position, builder.Block.Ops);
        Drop(again.Body, [.. writes]);
        foreach (ForOp loop in new[] { first, again })
            Split(loop, array, kept);
        return true;

        bool IsKnown(Value handle) => !handle.Type.IsMemory || _memory.Find(handle) != _memory.Find(array.Result) || handle == array.Result || IsOwn(handle);

        bool IsOwn(Value handle) => handle.Definition is SliceOp view && _memory.Find(handle) == _memory.Find(array.Result) && (_places.ContainsKey(view) || before.Contains(view));
    }

    // Every operation in a loop that has to do with the array.
    private IEnumerable<Op> Uses(ForOp loop, AllocateOp array) => loop.Body.AllOps().Where(op => op.Operands.Concat(op.Results).Concat(op.Blocks.SelectMany(block => block.Terminator.Operands))
        .Any(handle => handle.Type.IsMemory && _memory.Find(handle) == _memory.Find(array.Result)));

    // In how many loops something is computed.
    private int DepthOf(Op write)
    {
        Op[] loops = _places[write].Loops;
        return loops.Length > 0 && loops[loops.Length - 1].Blocks.Any(body => body.AllOps().Any(op => op is ForOp or LoopOp)) ? loops.Length + 1 : loops.Length;
    }

    // Whether a loop over the elements writes them, and nothing else does: whoever reads one, which has been written by then, finds what it holds in the end.
    private bool IsWrittenOnce(Op[] writes, AllocateOp array) =>
        writes is [StoreOp store] && store.Memory == array.Result && _places[store].Loops is [ForOp loop] && store.Indices[0] == loop.Index;

    // Whether something is written after a read in the same iteration of the loop that runs again.
    private bool MayFollow(Op write, Op read) => _places[write].Position > _places[read].Position || _places[write].Loops.Intersect(_places[read].Loops).Any();

    private Block BlockOf(Op op)
    {
        foreach (Block block in _blocks.Keys.Prepend(function.Body))
        {
            if (block.Ops.Contains(op))
                return block;
        }

        throw new InvalidOperationException("an operation that stands nowhere");
    }

    // What stands in a block and holds the loop.
    private Op? Ancestor(Op loop, Block block)
    {
        while (!block.Ops.Contains(loop))
        {
            if (!_blocks.TryGetValue(BlockOf(loop), out (Op Owner, Block Parent) place))
                return null;
            loop = place.Owner;
        }

        return loop;
    }

    // A number before an operation of a block: what is there, or a length, or what is computed of these.
    private Value? Early(Value value, Block block, int position, Builder builder)
    {
        if (IsThere(value, block, position))
            return value;
        switch (value.Definition)
        {
            case ConstantOp { Content: int number }:
                return builder.Constant(number);
            case LengthOp { Memory.Type.IsResizable: false } length when IsThere(length.Memory, block, position):
                return builder.Length(length.Memory, length.Dimension);
            default:
                return null;
        }
    }

    private bool IsThere(Value value, Block block, int position)
    {
        if (function.Parameters.Any(parameter => parameter.Content == value))
            return true;
        while (true)
        {
            if (block.Parameters.Contains(value) || (value.Definition is { } op && block.Ops.IndexOf(op) is >= 0 and var defined && defined < position))
                return true;
            if (!_blocks.TryGetValue(block, out (Op Owner, Block Parent) place))
                return false;
            block = place.Parent;
            position = block.Ops.IndexOf(place.Owner);
        }
    }

    private static void Drop(Block block, HashSet<Op> dropped)
    {
        block.Ops.RemoveAll(dropped.Contains);
        foreach (Block inner in block.Ops.SelectMany(op => op.Blocks))
            Drop(inner, dropped);
    }

    private static void Split(ForOp loop, AllocateOp array, Value kept)
    {
        var builder = new Builder(new Block()) { Site = array.Site };
        Value length = array.Operands[0];
        var part = new Value(IrType.Span(array.Result.Type.Element!), array.Result.Name);
        builder.Append(new SliceOp([kept, builder.Arithmetic(Operator.Multiply, loop.Index, length), length], part));
        var parts = new Substitution();
        parts.Replace(array.Result, part);
        parts.Apply(loop.Body);
        loop.Body.Ops.InsertRange(0, builder.Block.Ops);
    }
}
