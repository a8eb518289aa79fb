using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    /// <summary>A counted loop runs backwards over the same indices.</summary>
    private void ReverseFor(ForOp loop)
    {
        if (!HasActive(loop) || !loop.Body.Terminator.FallsThrough)
            return;
        Value?[] seeds = [.. loop.Results.Select(TakeBar)];
        if (TrySamePass(loop, seeds) || TryReplay(loop, seeds))
            return;
        (Value lower, Value upper, int step, bool inclusive, Func<Value, Value> index) = Backwards(loop);
        ReverseIterations(
            loop.Body, loop.Carried.ToArray(), loop.Initial.ToArray(), seeds, lower, upper, step, inclusive,
            (scope, counter) => scope.Fetched[loop.Index] = index(counter),
            BackwardsName(loop),
            TakingTurns(loop));
    }

    private static string? BackwardsName(ForOp loop) => loop.Step is 1 or -1 ? loop.Index.Name : "k";

    private (Value Lower, Value Upper, int Step, bool Inclusive, Func<Value, Value> Index) Backwards(ForOp loop)
    {
        // From x + 1 on is as far back as above x.
        Value? below = loop is { Step: 1, Lower: { Name: null, Definition: ArithmeticOp { Code: Operator.Add, IsChecked: false, Operands: [var x, { Definition: ConstantOp { Content: 1 } }] } } } ? x : null;
        Value lower = Fetch(below ?? loop.Lower);
        Value upper = Fetch(loop.Upper);
        Value one = _builder.Constant(1);
        if (below is not null)
            return (loop.Inclusive ? upper : Integer(Operator.Subtract, upper, one), lower, -1, false, counter => counter);
        if (loop.Step == 1)
            return (loop.Inclusive ? upper : Integer(Operator.Subtract, upper, one), lower, -1, true, counter => counter);
        if (loop.Step == -1)
            return (loop.Inclusive ? upper : Integer(Operator.Add, upper, one), lower, 1, true, counter => counter);

        // Iteration k has the index lower + k · step; the number of iterations is 0 or (distance − 1) / |step| + 1.
        Value distance = loop.Step > 0 ? Integer(Operator.Subtract, upper, lower) : Integer(Operator.Subtract, lower, upper);
        Value steps = loop.Inclusive ? distance : Integer(Operator.Subtract, distance, one);
        Value last = Integer(Operator.Divide, steps, _builder.Constant(Math.Abs(loop.Step)));
        Value isEmpty = _builder.Compare(Operator.Less, steps, _builder.Constant(0));
        Value start = _builder.Select(isEmpty, _builder.Constant(-1), last);
        return (start, _builder.Constant(0), -1, true, counter => Integer(Operator.Add, lower, Integer(Operator.Multiply, counter, _builder.Constant(loop.Step))));
    }

    private Value Integer(Operator code, Value a, Value b)
    {
        if (code is Operator.Add or Operator.Subtract && b.Definition is ConstantOp { Content: 0 })
            return a;
        if (a.Definition is ConstantOp { Content: int left } && b.Definition is ConstantOp { Content: int right })
        {
            switch (code)
            {
                case Operator.Add:
                    return _builder.Constant(unchecked(left + right));
                case Operator.Subtract:
                    return _builder.Constant(unchecked(left - right));
            }
        }

        // n - 1 - 1 reads n - 2.
        if (code == Operator.Subtract && b.Definition is ConstantOp { Content: 1 } &&
            a is { Name: null, Definition: ArithmeticOp { Code: Operator.Subtract, IsChecked: false, Operands: [{ } all, { Definition: ConstantOp { Content: 1 } }] } })
        {
            return _builder.Arithmetic(code, all, _builder.Constant(2));
        }

        return _builder.Arithmetic(code, a, b);
    }

    /// <summary>
    /// Any other loop counts its whole iterations. First the last, partial one is reversed, on the path to the exit taken; then the whole
    /// ones, in which no exit was taken, in a counted loop.
    /// </summary>
    private void ReverseLoop(LoopOp loop)
    {
        if (!HasActive(loop))
            return;
        Value?[] seeds = [.. loop.Results.Select(TakeBar)];
        List<LoopExit> exits = LoopExit.Of(loop);
        if (exits.Count == 0)
            return;

        Value[] carried = loop.Body.Parameters;
        Value[] initial = loop.Operands;
        bool repeats = loop.Body.Terminator.FallsThrough;
        Value? count = repeats ? CountIterations(loop, exits) : null;
        Value? taken = exits.Count > 1 ? IdentifyExit(loop, exits) : null;

        ReverseExits(loop, exits, 0, taken, seeds);
        Value?[] bars = [.. carried.Take(initial.Length).Select(TakeBar)];
        if (!repeats)
        {
            AddBars(initial, bars);
            return;
        }

        Value last = Integer(Operator.Subtract, Fetch(count!), _builder.Constant(1));
        ReverseIterations(
            loop.Body, [.. carried.Take(initial.Length)], initial, bars, last, _builder.Constant(0), -1, inclusive: true, (_, _) => { }, "k", []);
    }

    private void ReverseExits(LoopOp loop, List<LoopExit> exits, int position, Value? taken, Value?[] seeds)
    {
        if (position == exits.Count - 1)
        {
            ReversePath(exits[position], seeds);
            return;
        }

        Value isTaken = _builder.Compare(Operator.Equal, Fetch(taken!), _builder.Constant(exits[position].Terminator.ExitId));
        ReverseBranches(
            isTaken,
            () => ReversePath(exits[position], seeds),
            () => ReverseExits(loop, exits, position + 1, taken, seeds),
            loop.Body.Parameters);
    }

    private void ReversePath(LoopExit exit, Value?[] seeds)
    {
        Scope outer = _scope;
        var scopes = new List<Scope>();
        foreach (Block block in exit.Path)
        {
            Begin(new Scope(_scope, block, exit));
            scopes.Add(_scope);
        }

        AddBars(exit.Terminator.Operands, seeds);
        for (int depth = exit.Path.Count - 1; depth >= 0; depth--)
        {
            _scope = scopes[depth];
            Block block = exit.Path[depth];
            int count = depth == exit.Path.Count - 1
                ? block.Ops.Count
                : block.Ops.FindIndex(op => op.Blocks.Contains(exit.Path[depth + 1]));
            if (count < block.Ops.Count && depth < exit.Path.Count - 1)
                TakeResults(block.Ops[count]);
            ReverseOps(block.Ops, count);
        }

        _scope = outer;
    }

    // Nothing reached here from beyond a branch that left.
    private void TakeResults(Op op)
    {
        foreach (Value result in op.Results)
            TakeBar(result);
    }

    private void ReverseIterations(
        Block body, Value[] carried, Value[] initial, Value?[] seeds, Value lower, Value upper, int step, bool inclusive,
        Action<Scope, Value> enter, string? counterName, List<Turn> turns)
    {
        int[] active = [.. Enumerable.Range(0, carried.Length).Where(i => carried[i].Type.IsFloating && IsActive(carried[i]))];
        List<Value> outside = ActiveFromOutside(body);
        Dictionary<Value, Value> before = _bars;
        Block block = _builder.Block;

        Value[] starts =
        [
            .. active.Select(i => seeds[i] ?? Zero(carried[i])),
            .. outside.Select(value => Get(before, value) ?? Zero(value)),
            .. turns.Select(turn => Fetch(turn.End)),
        ];
        var counter = new Value(IrType.Int, counterName);
        Value[] parameters =
        [
            .. active.Select(i => new Value(carried[i].Type, BarName(carried[i]))),
            .. outside.Select(value => new Value(value.Type, BarName(value))),
            .. turns.Select(turn => new Value(turn.Handle.Type, turn.Handle.Name)),
        ];
        var reversed = new Block([counter, .. parameters]);
        _builder.Block = reversed;
        _bars = new Dictionary<Value, Value>(before);
        for (int i = 0; i < outside.Count; i++)
            _bars[outside[i]] = parameters[active.Length + i];

        Scope outer = _scope;
        Begin(new Scope(outer, body, null));
        enter(_scope, counter);
        for (int i = 0; i < turns.Count; i++)
            _scope.Fetched[turns[i].Handle] = parameters[active.Length + outside.Count + i];
        for (int i = 0; i < active.Length; i++)
            AddBar(body.Terminator.Operands[active[i]], parameters[i]);
        ReverseOps(body.Ops, body.Ops.Count);
        Value[] yields =
        [
            .. active.Select(i => TakeBar(carried[i]) ?? Zero(carried[i])),
            .. outside.Select(value => _bars[value]),
            .. turns.Select(turn => _scope.Fetched[turn.Next]),
        ];
        reversed.Terminator = Terminator.Yield(yields);
        _scope = outer;

        _builder.Block = block;
        Value[] results =
        [
            .. active.Select(i => new Value(carried[i].Type, BarName(carried[i]))),
            .. outside.Select(value => new Value(value.Type, BarName(value))),
            .. turns.Select(turn => new Value(turn.Handle.Type)),
        ];
        _builder.Append(new ForOp(lower, upper, starts, step, inclusive, reversed, results));
        _bars = before;
        for (int i = 0; i < outside.Count; i++)
            _bars[outside[i]] = results[active.Length + i];
        for (int i = 0; i < active.Length; i++)
            AddBar(initial[active[i]], results[i]);
    }

    // Arrays of adjoints that change places at the end of each iteration change them back in the reversal, and need no tape.
    private List<Turn> TakingTurns(ForOp loop)
    {
        Value[] carried = loop.Carried.ToArray();
        int[] handles = [.. Enumerable.Range(0, carried.Length).Where(i => carried[i].Type.IsMemory && _duals.Primal(carried[i]) != carried[i])];
        List<Turn> turns = [];
        foreach (int i in handles)
        {
            int place = System.Array.IndexOf(loop.Body.Terminator.Operands, carried[i]);
            if (!handles.Contains(place) || carried[place].Type != carried[i].Type)
                return [];
            turns.Add(new Turn(carried[i], loop.Results[place], carried[place]));
        }

        return turns.Select(turn => turn.Next).Distinct().Count() == turns.Count ? turns : [];
    }

    /// <param name="Handle">At the beginning of an iteration.</param>
    /// <param name="End">Where it is after the loop.</param>
    /// <param name="Next">Where the iteration before, which the reversal comes to next, has it at its end.</param>
    private sealed record Turn(Value Handle, Value End, Value Next);

    // Active values that the body uses and does not define: their adjoints are carried through the reverse loop.
    private List<Value> ActiveFromOutside(Block body) =>
    [
        .. Uses(body).Where(value => value.Type.IsFloating && IsActive(value) && !_structure.IsInside(_structure.BlockOf(value), body))
            .Distinct().OrderBy(_structure.Order),
    ];

    private static IEnumerable<Value> Uses(Block body) =>
        body.AllOps().SelectMany(op => op.Operands.Concat(op.Blocks.SelectMany(b => b.Terminator.Operands))).Concat(body.Terminator.Operands);

    private Value CountIterations(LoopOp loop, List<LoopExit> exits)
    {
        Block outside = _structure.Parent(loop.Body)!;
        Value zero = InsertBefore(loop, outside, new ConstantOp(0, new Value(IrType.Int, "iterations")));
        var iterations = new Value(IrType.Int, "iterations");
        loop.Operands = [.. loop.Operands, zero];
        loop.Body.Parameters = [.. loop.Body.Parameters, iterations];
        _structure.Define(iterations, loop.Body);
        var forward = new Builder(loop.Body);
        Value next = forward.Arithmetic(Operator.Add, iterations, forward.Constant(1));
        next.Name = "iterations";
        _structure.Define(next.Definition!.Operands[1], loop.Body);
        _structure.Define(next, loop.Body);
        loop.Body.Terminator.Operands = [.. loop.Body.Terminator.Operands, next];
        foreach (LoopExit exit in exits)
            exit.Terminator.Operands = [.. exit.Terminator.Operands, iterations];
        return NewResult(loop, outside, "iterations");
    }

    private Value IdentifyExit(LoopOp loop, List<LoopExit> exits)
    {
        foreach (LoopExit exit in exits)
        {
            Block block = exit.Path[exit.Path.Count - 1];
            var forward = new Builder(block);
            Value id = forward.Constant(exit.Terminator.ExitId);
            _structure.Define(id, block);
            exit.Terminator.Operands = [.. exit.Terminator.Operands, id];
        }

        return NewResult(loop, _structure.Parent(loop.Body)!, "exit");
    }

    private Value NewResult(LoopOp loop, Block outside, string name)
    {
        var result = new Value(IrType.Int, name);
        loop.AddResult(result);
        _structure.Define(result, outside);
        return result;
    }

    private Value InsertBefore(Op op, Block block, Op inserted)
    {
        block.Ops.Insert(block.Ops.IndexOf(op), inserted);
        _structure.Define(inserted.Result, block);
        return inserted.Result;
    }
}
