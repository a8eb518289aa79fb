using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Decides which values are written inside the expression that uses them and which become variables. A value moves to its use only
/// if nothing that it could tell apart runs in between, in C#'s order of evaluation.
/// </summary>
internal sealed class Inlining
{
    [Flags]
    private enum Order
    {
        /// <summary>May run anywhere, or not at all.</summary>
        Free = 0,

        /// <summary>Reads memory, or can throw.</summary>
        Reads = 1,
        Writes = 2,
        Tape = 4,
    }

    private readonly record struct Use(Block Block, Op? User, int Operand);

    private readonly Needs _needs;
    private readonly IReadOnlyList<Delivery> _deliveries;
    private readonly Block _root;
    private readonly bool _hasReverseSweep;
    private readonly Lazy<MemoryClasses> _memory;
    private readonly HashSet<Value> _inlined = [];
    private readonly HashSet<Op> _expressions = [];
    private readonly Dictionary<Value, Use> _use = [];
    private readonly HashSet<Value> _nullLookedInto = [];

    public Inlining(IrFunction function, IReadOnlyList<Delivery> deliveries, Needs needs)
    {
        _needs = needs;
        _deliveries = deliveries;
        _root = function.Body;
        _hasReverseSweep = function.Body.Ops.Any(op => op.IsAdjoint);
        _memory = new(() => new MemoryClasses(function));
        FindUses(function.Body, null, null);
        Decide(function.Body);
    }

    public bool IsInlined(Value value) => _inlined.Contains(value);

    /// <summary>Whether a branch is written as <c>?:</c>, <c>&amp;&amp;</c> or <c>||</c>.</summary>
    public bool IsExpression(Op branch) => _expressions.Contains(branch);

    /// <summary>The variables that the expression of a value reads.</summary>
    public void Leaves(Value value, Action<Value> visit)
    {
        if (!IsInlined(value))
            visit(value);
        else
            Leaves(value.Definition!, visit);
    }

    /// <summary>The variables that an operation, written as an expression, reads.</summary>
    public void Leaves(Op op, Action<Value> visit)
    {
        foreach (Value operand in op.Operands)
            Leaves(operand, visit);
        foreach (Block block in op.Blocks)
        {
            foreach (Value operand in block.Terminator.Operands)
                Leaves(operand, visit);
        }
    }

    private void FindUses(Block block, Op? owner, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            if (!_needs.Contains(op))
                continue;
            for (int i = 0; i < op.Operands.Length; i++)
            {
                _use[op.Operands[i]] = new Use(block, op, i);
                if (op is not (CallOp or CreateOp or IfOp or ForOp or LoopOp) && op.Operands[i].Definition is ConstantOp { Content: "null" or "default" })
                    _nullLookedInto.Add(op.Operands[i]);
            }

            foreach (Block inner in op.Blocks)
                FindUses(inner, op, op switch { LoopOp self => self, IfOp => loop, _ => null });
        }

        Terminator end = block.Terminator;
        for (int i = 0; i < end.Operands.Length; i++)
        {
            if (Needs.Target(end, i, owner, loop) is not { } target || _needs.Contains(target))
                _use[end.Operands[i]] = new Use(block, null, i);
        }
    }

    private void Decide(Block block)
    {
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            Op op = block.Ops[i];
            if (!_needs.Contains(op))
                continue;
            foreach (Block inner in op.Blocks)
                Decide(inner);
            if (op is IfOp { IsExpression: true } branch && branch.Blocks.All(IsOneExpression))
                _expressions.Add(op);
            if (op.Results.Length == 1 && _needs.Contains(op.Result) && CanInline(op, block, i))
                _inlined.Add(op.Result);
        }
    }

    private bool IsOneExpression(Block block) =>
        block.Terminator is { Kind: TerminatorKind.Yield, Operands.Length: 1 } &&
        block.Ops.TrueForAll(op => !_needs.Contains(op) || (op.Results.Length == 1 && _inlined.Contains(op.Result)));

    private bool CanInline(Op op, Block block, int position)
    {
        Value value = op.Result;
        if (op is FieldOp)
            return true;
        // What is null can be handed on, but C# does not look into the word, and warns of what it never reaches.
        if (op is ConstantOp)
            return (value.Name is null || op.IsAdjoint) && !_nullLookedInto.Contains(value);
        if (value.Name is not null)
            return false;
        bool isShared = _needs.Uses(value) != 1;
        if (isShared && !IsTrivial(op))
            return false;

        // C# would fold if (1 > 2), and warn of what it never reaches.
        if (value.Type.Kind == TypeKind.Bool && IsLiteral(value))
            return false;
        switch (op)
        {
            case TapeOp or AllocateOp { OnStack: true }:
            case IfOp or ForOp or LoopOp when !_expressions.Contains(op):
                return false;
        }

        Order order = OrderOf(op);
        if (isShared)
            return order == Order.Free;
        Use use = _use[value];
        if (IsInHeader(use))
            return IsCheapInHeader(op);
        if (IsInRepeatedPlace(use) && !IsTrivial(op))
            return false;
        if (use.Block != block)
            return order == Order.Free && !CrossesLoop(block, position, use);
        if (IsResultOfForwardSweep(op, use))
            return false;
        return order == Order.Free || CanMoveTo(op, order, block, position, use);
    }

    private static bool IsLiteral(Value value) => value.Definition switch
    {
        ConstantOp op => value.Name is null || op.IsAdjoint,
        ArithmeticOp or ConvertOp or StopOp or SelectOp => value.Definition.Operands.All(IsLiteral),
        _ => false,
    };

    // x.Length, a number that C# converts by itself, i - 1, a parameter as a whole: nothing is saved by a variable.
    private static bool IsTrivial(Op op) => op is ExternalOp { IsPure: true, Operands: [], Text: [var parameter] } ? Names.IsIdentifier(parameter) :
        op is LengthOp or ConvertOp { IsImplicit: true, IsChecked: false }
            or ArithmeticOp
            {
                IsChecked: false,
                Code: Operator.Add or Operator.Subtract,
                Operands: [_, { Definition: ConstantOp, Name: null }],
                Result.Type.Kind: TypeKind.Integer,
            } &&
        (op.Operands[0].Definition is not { } operand || IsLeafLike(operand));

    private static bool IsLeafLike(Op op) => op.Results[0].Name is not null || op is ForOp or LoopOp or ConstantOp;

    // The value of the method is computed where the user did, and returned after the reverse sweep.
    private bool IsResultOfForwardSweep(Op op, Use use) =>
        _hasReverseSweep && !op.IsAdjoint && use.Block == _root && use.User is null && op is not (ConvertOp or LengthOp or StopOp);

    /// <summary>Whether a value would stand in the condition of a <c>for</c>, which runs once an iteration.</summary>
    private bool IsInHeader(Use use)
    {
        while (use.User is { } user)
        {
            if (user is ForOp)
                return use.Operand == 1;
            if (user.Results.Length != 1 || !_inlined.Contains(user.Result))
                return false;
            use = _use[user.Result];
        }

        return false;
    }

    /// <summary>Whether a value would stand in the place of a write that names its place more than once.</summary>
    private bool IsInRepeatedPlace(Use use)
    {
        while (use.User is { } user)
        {
            if (user is WriteOp write)
                return ElementUpdate.RepeatsPlace(write) && !write.Written.ToArray().Contains(write.Operands[use.Operand]);
            if (user.Results.Length != 1 || !_inlined.Contains(user.Result))
                return false;
            use = _use[user.Result];
        }

        return false;
    }

    private bool IsCheapInHeader(Op op) => OrderOf(op) == Order.Free && op is LengthOp or ArithmeticOp or ConvertOp;

    /// <summary>Whether the use stands in a loop that the operation does not stand in.</summary>
    private static bool CrossesLoop(Block block, int position, Use use)
    {
        for (int i = position + 1; i < block.Ops.Count; i++)
        {
            if (Contains(block.Ops[i], use.Block) is { } crosses)
                return crosses;
        }

        return true;
    }

    private static bool? Contains(Op op, Block target)
    {
        foreach (Block block in op.Blocks)
        {
            if (block == target)
                return op is not IfOp;
            foreach (Op inner in block.Ops)
            {
                if (Contains(inner, target) is { } crosses)
                    return crosses || op is not IfOp;
            }
        }

        return null;
    }

    private Order OrderOf(Op op)
    {
        switch (op)
        {
            case IfOp or ForOp or LoopOp:
                Order order = Order.Free;
                foreach (Block block in op.Blocks)
                {
                    if (block.Terminator.Kind is TerminatorKind.Exit or TerminatorKind.Throw)
                        order |= Order.Writes;
                    foreach (Op inner in block.Ops)
                        order |= OrderOf(inner);
                }

                return order;
            case LengthOp length when !length.Memory.Type.IsResizable || !_memory.Value.IsResized(length.Memory):
                return Order.Free;
            case ArithmeticOp { IsChecked: true }:
            case ConvertOp { IsChecked: true }:
            case ArithmeticOp { Code: Operator.Divide or Operator.Remainder, Result.Type.Kind: TypeKind.Integer }:
            case SliceOp or AllocateOp or CreateOp:
                return Order.Reads;
            case ExternalOp { IsPure: true }:
                return op.Operands.Any(operand => operand.Type.IsMemory) ? Order.Reads : Order.Free;
        }

        Effects effects = op.Effects;
        return ((effects & (Effects.WritesMemory | Effects.External)) != 0 ? Order.Writes : Order.Free)
            | ((effects & (Effects.ReadsMemory | Effects.Allocates)) != 0 ? Order.Reads : Order.Free)
            | ((effects & Effects.Tape) != 0 ? Order.Tape : Order.Free);
    }

    private static bool Conflict(Order a, Order b) =>
        ((a & Order.Writes) != 0 && (b & (Order.Reads | Order.Writes)) != 0) ||
        ((b & Order.Writes) != 0 && (a & (Order.Reads | Order.Writes)) != 0) ||
        (a & b & Order.Tape) != 0;

    private bool CanMoveTo(Op op, Order order, Block block, int position, Use use)
    {
        Op? root = use.User;
        while (root is { Results.Length: 1 } && _inlined.Contains(root.Result))
        {
            Use next = _use[root.Result];
            if (next.Block != block)
                return false;
            root = next.User;
        }

        // Operands of a terminator or of a loop are read together, in no certain order.
        bool isReadTogether = root is ForOp or LoopOp || (root is null && block != _root);
        if (isReadTogether && order != Order.Reads)
            return false;
        var tree = new HashSet<Op>();
        Order before = Order.Free;
        if (!Precede(root, block, op.Result, tree, ref before) || Conflict(order, before))
            return false;
        for (int i = position + 1; i < block.Ops.Count && block.Ops[i] != root; i++)
        {
            Op other = block.Ops[i];
            if (_needs.Contains(other) && !tree.Contains(other) && Conflict(order, OrderOf(other)))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Collects what is evaluated before the value in the expression of a root (null: the terminator). False if the value is evaluated
    /// only sometimes.
    /// </summary>
    private bool Precede(Op? root, Block block, Value value, HashSet<Op> tree, ref Order before)
    {
        bool isCertain = true;
        bool isFound = false;
        if (root is null)
            VisitTerminator(block, value, tree, ref before, ref isFound, ref isCertain);
        else
            Visit(root, value, tree, ref before, ref isFound, ref isCertain, isRoot: true);
        return isCertain;
    }

    private void VisitTerminator(Block block, Value value, HashSet<Op> tree, ref Order before, ref bool isFound, ref bool isCertain)
    {
        Value[] operands = block.Terminator.Operands;
        bool isFunction = block == _root && _deliveries.Count == operands.Length;
        for (int pass = isFunction ? 0 : 1; pass < 2; pass++)
        {
            for (int i = 0; i < operands.Length; i++)
            {
                bool isDelivered = isFunction && _deliveries[i].Kind != DeliveryKind.Return;
                if (isDelivered != (pass == 0))
                    continue;
                Visit(operands[i], value, tree, ref before, ref isFound, ref isCertain);
                if (isDelivered && !isFound)
                    before |= Order.Writes;
            }
        }
    }

    private void Visit(Value operand, Value value, HashSet<Op> tree, ref Order before, ref bool isFound, ref bool isCertain)
    {
        if (operand == value)
            isFound = true;
        else if (_inlined.Contains(operand))
            Visit(operand.Definition!, value, tree, ref before, ref isFound, ref isCertain, isRoot: false);
    }

    private void Visit(Op op, Value value, HashSet<Op> tree, ref Order before, ref bool isFound, ref bool isCertain, bool isRoot)
    {
        tree.Add(op);
        foreach (int i in InOrder(op))
        {
            if (op is AccumulateOp && i == 1 && !isFound)
                before |= Order.Reads;
            bool wasFoundBefore = isFound;
            Visit(op.Operands[i], value, tree, ref before, ref isFound, ref isCertain);
            if (op is SelectOp && i > 0 && isFound && !wasFoundBefore)
                isCertain = false;
        }

        if (!isFound && !isRoot)
            before |= OrderOf(op);
    }

    /// <summary>The positions of an operation's operands as C# evaluates them: what is stored comes last.</summary>
    private static IEnumerable<int> InOrder(Op op)
    {
        int count = op.Operands.Length;
        if (op is StoreWholeOp or AccumulateWholeOp or CreateOp || op is AppendOp { Memory.Type.IsStructured: true })
        {
            int first = op is CreateOp ? 0 : op is AppendOp ? 1 : 1 + op.Operands[0].Type.Rank;
            IrType whole = (op is CreateOp ? op.Result : op.Operands[0]).Type.Element!;
            return [.. Enumerable.Range(0, first), .. ElementUpdate.InOrder(whole, count - first).Select(leaf => first + leaf)];
        }

        if (op is DenseOp dense)
            return dense.InOrder();
        if (op is TensorMapOp)
            return [.. Enumerable.Range(1, count - 1), 0];
        if (op is not (StoreOp or AccumulateOp))
            return Enumerable.Range(0, count);
        return [0, .. Enumerable.Range(2, count - 2), 1];
    }
}
