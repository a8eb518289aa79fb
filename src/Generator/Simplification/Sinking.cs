using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// A function that may be infinitely steep, such as <c>Math.Log(p)</c>, is computed where a branch makes use of it and not before: in <c>p &gt; 0 ? p * log : 0</c>, the branch alone
/// tells that nothing depends on the logarithm at 0, since an adjoint of 0 may also be a weight that is 0 there (<see cref="ZeroAdjoints"/>). What is computed of the function alone goes
/// with it, into each side that uses it. Only the companions do so; the bits stay the same.
/// </summary>
internal sealed class Sinking
{
    private readonly IrFunction _function;
    private readonly bool _isCallee;
    private readonly Dictionary<Value, List<(Block Block, Op? User)>> _uses = [];
    private readonly Dictionary<Block, (Block Block, Op Owner)> _around = [];
    private ZeroAdjoints? _zeros;

    private Sinking(IrFunction function, bool isCallee)
    {
        _function = function;
        _isCallee = isCallee;
        Find(function.Body);
    }

    public static void Run(IrFunction function, bool isCallee)
    {
        if (function.Body.AllOps().Any(IsSteep))
            new Sinking(function, isCallee).Visit(function.Body);
    }

    private static bool IsSteep(Op op) => op is FunctionOp && ZeroAdjoints.IsSteep(op);

    // Nothing that throws: the user's method runs it in any case.
    private static bool IsMovable(Op op) => op switch
    {
        ArithmeticOp or SelectOp or ConvertOp => op.Result.Type.IsFloating,
        FunctionOp function => !RuleBook.Get(function.Rule).MayThrow,
        _ => false,
    };

    private void Find(Block block)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Value operand in op.Operands)
                Use(operand, block, op);
            foreach (Block inner in op.Blocks)
            {
                _around[inner] = (block, op);
                Find(inner);
            }
        }

        foreach (Value operand in block.Terminator.Operands)
            Use(operand, block, null);
    }

    private void Use(Value value, Block block, Op? user)
    {
        if (!_uses.TryGetValue(value, out List<(Block Block, Op? User)>? uses))
            _uses.Add(value, uses = []);
        uses.Add((block, user));
    }

    private void Visit(Block block)
    {
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            if (IsSteep(block.Ops[i]) && IsMovable(block.Ops[i]))
                Sink(block, block.Ops[i]);
        }

        foreach (Block inner in block.Ops.SelectMany(op => op.Blocks).ToArray())
            Visit(inner);
    }

    private void Sink(Block block, Op steep)
    {
        // What is computed of it before any branch, and who uses that: sides of branches, or somebody else in the block.
        HashSet<Op> moved = [steep];
        HashSet<Block> sides = [];
        int first = block.Ops.Count;
        bool isNeeded = false;
        var next = new Stack<Value>(steep.Results);
        while (next.Count > 0)
        {
            if (!_uses.TryGetValue(next.Pop(), out List<(Block Block, Op? User)>? uses))
                continue;
            foreach ((Block place, Op? user) in uses)
            {
                if (place == block && user is not null && IsMovable(user))
                {
                    if (moved.Add(user))
                        Array.ForEach(user.Results, next.Push);
                    continue;
                }

                (Block? side, Op? owner) = place == block ? (null, user) : Under(block, place);
                first = owner is null ? first : Math.Min(first, block.Ops.IndexOf(owner));
                if (side is not null && owner is IfOp)
                    sides.Add(side);
                else
                    isNeeded = true;
            }
        }

        isNeeded |= sides.Any(side => _around[side].Owner.Blocks.All(sides.Contains));
        Op[] chain = [.. block.Ops.Where(moved.Contains)];
        if (isNeeded)
        {
            int start = block.Ops.IndexOf(steep);
            if (block.Ops.Skip(start).Take(first - start).Any(op => op is IfOp && op.Blocks.Any(side => !side.Terminator.FallsThrough)) && MayHide(steep))
                MoveDown(block, [.. block.Ops.Take(first).Where(moved.Contains)], first);
        }
        else if (sides.Count > 0 && MayHide(steep))
        {
            MoveInto(block, chain, sides);
        }
    }

    private (Block Side, Op Owner) Under(Block block, Block place)
    {
        while (_around[place].Block != block)
            place = _around[place].Block;
        return (place, _around[place].Owner);
    }

    // Behind the branches that leave: what they leave makes no use of it.
    private static void MoveDown(Block block, Op[] chain, int place)
    {
        block.Ops.InsertRange(place, chain);
        foreach (Op op in chain)
            block.Ops.RemoveAt(block.Ops.IndexOf(op));
    }

    private void MoveInto(Block block, Op[] chain, HashSet<Block> sides)
    {
        block.Ops.RemoveAll(chain.Contains);
        foreach (Block side in sides)
        {
            var cloner = new Cloner();
            var substitution = new Substitution();
            Op[] needed = NeededIn(side, chain);
            Op[] copies = [.. needed.Select(cloner.Clone)];
            foreach (Value value in needed.SelectMany(op => op.Results))
                substitution.Replace(value, cloner[value]);
            substitution.Apply(side);
            side.Ops.InsertRange(0, copies);
        }

        _uses.Clear();
        Find(_function.Body);
    }

    // Not what is computed of it later, of results of the branch, say.
    private Op[] NeededIn(Block side, Op[] chain)
    {
        HashSet<Op> needed = [];
        foreach (Op op in Enumerable.Reverse(chain))
        {
            if (op.Results.Any(result => _uses.TryGetValue(result, out List<(Block Block, Op? User)>? uses) && uses.Any(use => IsIn(use.Block, side) || (use.User is not null && needed.Contains(use.User)))))
                needed.Add(op);
        }

        return [.. chain.Where(needed.Contains)];
    }

    private bool IsIn(Block? place, Block side)
    {
        while (place is not null && place != side)
            place = _around.TryGetValue(place, out (Block Block, Op Owner) around) ? around.Block : null;
        return place is not null;
    }

    private bool MayHide(Op op) => _isCallee || (_zeros ??= ZeroAdjoints.Of(_function)).MayHide(op, out _);
}
