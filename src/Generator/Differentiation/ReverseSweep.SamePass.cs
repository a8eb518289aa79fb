using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// A loop whose iterations have adjoints that do not depend on each other needs no tape. If the seeds of what it accumulates are known
// before it starts, the adjoint of an iteration follows the iteration itself (same pass). Otherwise a copy of the loop runs in the reverse
// sweep, with the adjoint in it (replay).
internal sealed partial class ReverseSweep
{
    private readonly HashSet<ForOp> _orderFree = [];

    // The bodies of loops that run again.
    private readonly Dictionary<Block, ForOp> _replayed = [];

    private readonly List<(ForOp First, ForOp Again, int Schedule)> _replays = [];

    /// <summary>How loops run and why: lines for the header of the generated file, in the order of the reverse sweep.</summary>
    public List<string> Schedules { get; } = [];

    // Arrays that such loops read get their shadows in the forward sweep, where the adjoints of the loops will be.
    private void PrepareSamePass(Block block)
    {
        foreach (Op op in block.Ops.ToArray())
        {
            if (op is not ForOp loop || !HasActive(loop) || !_schedules.IsOrderFree(loop, block, _ => false))
                continue;
            Value[] arrays = ActivelyRead(loop);
            if (!arrays.All(HasShadowBefore))
                continue;
            _orderFree.Add(loop);
            foreach (Value array in arrays)
                _duals.Dual(array);

            PrepareSamePass(loop.Body);
        }
    }

    private Value[] ActivelyRead(ForOp loop) =>
    [
        .. loop.Body.AllOps().OfType<LoadOp>().Where(load => IsActive(load.Memory)).Select(load => Array(load.Memory)).OfType<Value>()
            .Where(array => !_structure.IsInside(_structure.BlockOf(array), loop.Body)).Distinct(),
    ];

    // The rows of a jagged array are known only when the array is complete, and so is the length of a list.
    private bool HasShadowBefore(Value array) =>
        array is not { Type.IsJagged: true, Definition: not null } && !_rowStores.ContainsKey(array) && !_activity.Memory.IsGrown(array);

    // The array behind views and rows, or null for a handle that comes out of a branch or a loop, which has a dual anyway.
    private static Value? Array(Value handle)
    {
        while (handle.Definition is SliceOp or LoadOp or FieldOp)
            handle = handle.Definition.Operands[0];
        return handle.Definition is IfOp or ForOp or LoopOp ? null : handle;
    }

    private bool TrySamePass(ForOp loop, Value?[] seeds)
    {
        Block block = _scope.Forward;
        if (!_scope.IsSamePass || _structure.Parent(loop.Body) != block || !(_orderFree.Contains(loop) || IsOrderFreeInReplay(loop, block)))
            return false;
        int position = block.Ops.IndexOf(loop);
        var known = new Dictionary<Value, bool>();
        if (seeds.Any(seed => seed is not null && !CanHoist(seed, block, position, known)))
            return false;

        var hoisted = new Block();
        var copies = new Dictionary<Value, Value>();
        Value?[] early = [.. seeds.Select(seed => seed is null ? null : Hoist(seed, block, position, hoisted, copies))];
        Value[] starts = StartsOutside(loop, hoisted);
        block.Ops.InsertRange(position, hoisted.Ops);
        foreach (Op op in hoisted.Ops)
        {
            if (op.Results.Length == 0 || !_structure.Contains(op.Results[0]))
                _structure.Index(op, block);
        }

        (Dictionary<Value, Value> Into, KeyValuePair<Value, Value> Entry)[] late = TakeLate();
        AdjointInBody(loop, loop, early, seeds, starts);
        foreach ((Dictionary<Value, Value> into, KeyValuePair<Value, Value> entry) in late)
            into[entry.Key] = entry.Value;
        Schedules.Add($"Loop over {loop.Index.Name ?? "elements"}: same pass (what it carries only accumulates, and the seed is known before it starts). No tape.");
        return true;
    }

    // In a loop that runs again, the adjoints of what the loop leaves behind are there from the beginning.
    private bool IsOrderFreeInReplay(ForOp loop, Block block) =>
        _replayed.TryGetValue(block, out ForOp? replayed)
        && _schedules.IsOrderFree(loop, block, memory => _schedules.OnlyGives(replayed, memory)) && ActivelyRead(loop).All(HasShadowBefore);

    // What the reverse sweep has come by so far, values read again and views of shadows, is not there yet where the forward sweep is.
    private (Dictionary<Value, Value> Into, KeyValuePair<Value, Value> Entry)[] TakeLate()
    {
        var late = new List<(Dictionary<Value, Value> Into, KeyValuePair<Value, Value> Entry)>();
        bool isInside = true;
        for (Scope? scope = _scope; scope is not null && isInside; scope = scope.Parent)
        {
            Dictionary<Value, Value>[] known = scope.IsSamePass ? [scope.Shadows, scope.Fetched] : [scope.Shadows];
            foreach (Dictionary<Value, Value> values in known)
                late.AddRange(values.Where(entry => !_structure.Contains(entry.Value)).Select(entry => (values, entry)));

            // What is outside of a loop that runs again was there before it.
            isInside = !_replayed.ContainsKey(scope.Forward);
        }

        foreach ((Dictionary<Value, Value> into, KeyValuePair<Value, Value> entry) in late)
            into.Remove(entry.Key);
        return [.. late];
    }

    private bool TryReplay(ForOp loop, Value?[] seeds)
    {
        Block? parent = _structure.Parent(loop.Body);
        if (parent is null || !_schedules.IsIndependent(loop) || !_schedules.CanRunAgain(loop, Survives))
            return false;
        Value[] outside = [.. Uses(loop.Body).Concat(loop.Operands).Distinct().Where(v => !_structure.IsInside(_structure.BlockOf(v), loop.Body))];
        if (outside.Any(v => v.Type.IsSpan && !CanFetchSpan(v)))
            return false;

        var cloner = new Cloner();
        var copy = (ForOp)cloner.Clone(loop);
        foreach (KeyValuePair<Value, Value> pair in cloner.Copies)
        {
            _activity.Alias(pair.Value, pair.Key);
            _scratch.Alias(pair.Value, pair.Key);
            _idle.Alias(pair.Value, pair.Key);
        }

        _structure.Index(copy, parent);
        _replayed.Add(copy.Body, copy);
        HashSet<Op> lasting = [.. copy.Body.AllOps().Where(op => _schedules.Outlives(copy, op))];
        var inputs = new Substitution();
        foreach (Value value in outside)
        {
            Value fetched = Fetch(value);
            if (fetched != value)
                inputs.Replace(value, fetched);
        }

        int forward = copy.Body.Ops.Count;
        var zeros = new Block();
        Value[] starts = StartsOutside(copy, zeros);
        _builder.Block.Ops.AddRange(zeros.Ops);
        _builder.Block.Ops.Add(copy);
        AdjointInBody(copy, loop, seeds, seeds, starts);

        // In the adjoint, too, which may look behind an operation of the copy: a · (−b) is −(a · b).
        inputs.Apply(copy.Operands);
        inputs.Apply(copy.Body);
        Drop(copy.Body, lasting);
        _replays.Add((loop, copy, Schedules.Count));
        Schedules.Add($"Loop over {loop.Index.Name ?? "elements"}: replayed (what it carries only accumulates, and running it again is cheap). No tape.");
        return true;
    }

    // What runs again finds what it would take long to compute a second time.
    private void KeepScratch()
    {
        foreach ((ForOp first, ForOp again, int schedule) in KeepsScratch ? _replays : [])
        {
            if (new KeptScratch(_function, first, again, array => _scratch.IsPrivate(first, array)).Keep() is { Count: > 0 } names)
                Schedules[schedule] = $"Loop over {first.Index.Name ?? "elements"}: replayed, but for what it takes long to compute, which is kept in {string.Join(", ", names)} (what it carries only accumulates). No tape.";
        }
    }

    // The first time has written what lasts.
    private static void Drop(Block block, HashSet<Op> dropped)
    {
        block.Ops.RemoveAll(dropped.Contains);
        foreach (Block inner in block.Ops.SelectMany(op => op.Blocks))
            Drop(inner, dropped);
    }

    private bool CanFetchSpan(Value span)
    {
        int budget = RecomputationBudget;
        return CanRecompute(span, ref budget);
    }

    // Adjoints of values from outside start from zero in the loop: their other parts may not be known yet.
    private Value[] StartsOutside(ForOp loop, Block zeros)
    {
        Block block = _builder.Block;
        _builder.Block = zeros;
        Value[] starts = [.. ActiveFromOutside(loop.Body).Select(Zero)];
        _builder.Block = block;
        return starts;
    }

    private void AdjointInBody(ForOp loop, ForOp original, Value?[] early, Value?[] seeds, Value[] starts)
    {
        Block body = loop.Body;
        Value[] initial = loop.Initial.ToArray();
        List<Value> outside = ActiveFromOutside(body);
        Value[] parameters = [.. outside.Select(value => new Value(value.Type, BarName(value)))];
        loop.Operands = [.. loop.Operands, .. starts];
        body.Parameters = [.. body.Parameters, .. parameters];

        (Block Block, Scope Scope, Dictionary<Value, Value> Bars) present = (_builder.Block, _scope, _bars);
        _bars = [];
        for (int i = 0; i < outside.Count; i++)
            _bars[outside[i]] = parameters[i];
        _builder.Block = body;
        int count = body.Ops.Count;
        Begin(new Scope(present.Scope, body, null) { IsSamePass = true });
        AddBars(body.Terminator.Operands, early);
        ReverseOps(body.Ops, count);
        body.Terminator.Operands = [.. body.Terminator.Operands, .. outside.Select(value => _bars[value])];
        (_builder.Block, _scope, _bars) = present;

        for (int i = 0; i < outside.Count; i++)
        {
            var result = new Value(outside[i].Type, BarName(outside[i]));
            loop.AddResult(result);
            AddBar(outside[i], result);
        }

        // The adjoint of an accumulator passes through the loop unchanged.
        AddBars(initial, seeds);
    }

    // Whether a seed can be computed before a loop: from values defined before it, by operations without effects. What the forward sweep computes after the loop,
    // such as the number of observations that a sum is divided by, moves.
    private bool CanHoist(Value seed, Block block, int position, Dictionary<Value, bool> known)
    {
        if (!known.TryGetValue(seed, out bool can))
            known.Add(seed, can = Can());
        return can;

        bool Can()
        {
            bool isForward = _structure.Contains(seed);
            if (isForward && _structure.BlockOf(seed) is var defined && defined != block)
                return _structure.IsInside(block, defined);
            if (isForward && (seed.Definition is null || block.Ops.IndexOf(seed.Definition) < position))
                return seed.Definition is null || block.Ops.Contains(seed.Definition);
            return seed.Definition is { Blocks.Length: 0, Effects: Effects.None } op and not (PopOp or MarkerOp)
                && (!isForward || CanMove(op)) && op.Operands.All(operand => CanHoist(operand, block, position, known));
        }
    }

    // What throws stays behind what comes before it.
    private static bool CanMove(Op op) => op switch
    {
        ArithmeticOp { Code: Operator.Divide or Operator.Remainder } division => division.Result.Type.IsFloating,
        ArithmeticOp arithmetic => !arithmetic.IsChecked,
        ConvertOp conversion => !conversion.IsChecked,
        ConstantOp or FunctionOp or SelectOp or StopOp or LengthOp => true,
        _ => false,
    };

    private Value Hoist(Value seed, Block block, int position, Block hoisted, Dictionary<Value, Value> copies)
    {
        if (copies.TryGetValue(seed, out Value? copy))
            return copy;
        bool isForward = _structure.Contains(seed);
        if (isForward && (_structure.BlockOf(seed) != block || seed.Definition is null || block.Ops.IndexOf(seed.Definition) < position))
            return seed;
        Op op = seed.Definition!;
        Value[] operands = [.. op.Operands.Select(operand => Hoist(operand, block, position, hoisted, copies))];
        if (isForward)
        {
            block.Ops.Remove(op);
            hoisted.Ops.Add(op);
            return seed;
        }

        Op early = op.With(operands, [.. op.Results.Select(r => new Value(r.Type, r.Name))], []);
        hoisted.Ops.Add(early);
        copy = early.Results[System.Array.IndexOf(op.Results, seed)];
        copies.Add(seed, copy);
        return copy;
    }
}
