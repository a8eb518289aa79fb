using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Differentiation;

// How the reverse sweep comes by values of the forward sweep. What is still in scope is simply used. What is cheap is computed again.
// Otherwise it is kept: a value from a branch leaves it as one more result, a value from the last iteration of a loop leaves with the
// exit, and a value from an iteration of a loop goes on a tape at the end of its block and comes off at the beginning of the block's
// reversal.
internal sealed partial class ReverseSweep
{
    /// <summary>Operations worth recomputing rather than keeping a value.</summary>
    private const int RecomputationBudget = 6;

    /// <summary>Values of outer loops worth keeping rather than one of an inner loop.</summary>
    private const int MostSources = 3;

    private readonly Dictionary<Block, List<Value>> _pushed = [];
    private readonly Dictionary<(object Owner, Value Value), Value> _exported = [];

    // Results that so far only one side of a branch gives.
    private readonly List<(IfOp Branch, Block From, Value Exported)> _fromBranches = [];

    /// <summary>The value at the present point of the reverse sweep.</summary>
    private Value Fetch(Value value)
    {
        if (InScope(value) is { } known)
            return known;
        int budget = RecomputationBudget;
        if (CanRecompute(value, ref budget))
            return Recompute(value);

        var sources = new List<Value>();
        budget = RecomputationBudget;
        if (value.Definition is { } cheap && IsCheap(cheap) && FindSources(value, _structure.BlockOf(value), sources, ref budget))
        {
            foreach (Value source in sources)
                Fetch(source);
            return Recompute(value);
        }

        if (value is { Type.IsSpan: true, Definition: SliceOp } or { Definition: FieldOp })
        {
            // A span or a field cannot be stored, but what it is made of can.
            Op view = value.Definition;
            Op copy = view.With([.. view.Operands.Select(Fetch)], [new Value(value.Type, value.Name)], []);
            _builder.Block.Ops.Add(copy);
            return _scope.Fetched[value] = copy.Result;
        }

        Scope owner = ScopeOf(_structure.BlockOf(value));

        // One number is kept once.
        if (owner.Forward.Ops.FirstOrDefault(op => op is StandInOp && (op.Operands[0] == value || op.Operands[0].Definition!.Operands[0] == value)) is { } standIn)
            return owner.Fetched[value] = Fetch(standIn.Result);

        Value kept = Keep(value, owner);
        owner.Fetched[value] = kept;
        return kept;
    }

    private Value? InScope(Value value)
    {
        Block block = _structure.BlockOf(value);
        for (Scope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Fetched.TryGetValue(value, out Value? known))
                return known;
            if (scope.IsSamePass && scope.Forward == block)
                return value;
        }

        return null;
    }

    private Scope ScopeOf(Block block)
    {
        for (Scope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Forward == block)
                return scope;
        }

        throw new InvalidOperationException("a value is needed outside the block that defines it");
    }

    private bool IsSamePass(Block block)
    {
        for (Scope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.IsSamePass && scope.Forward == block)
                return true;
        }

        return false;
    }

    private bool CanRecompute(Value value, ref int budget)
    {
        if (InScope(value) is not null || value.Definition is ConstantOp)
            return true;
        if (value.Definition is not { } op || --budget < 0)
            return false;
        int left = budget;
        if (!IsCheap(op))
        {
            if (PlaceOf(value) is not { } place)
                return false;
            foreach (Value operand in Where(place))
            {
                if (!CanRecompute(operand, ref left))
                    return false;
            }

            budget = left;
            return true;
        }

        foreach (Value operand in op.Operands)
        {
            if (!CanRecompute(operand, ref left))
                return DualWithLength(op) is not null;
        }

        budget = left;
        return true;
    }

    // What an inner loop computes cheaply is not kept in each of its iterations, where it takes only a few values of the loop around it, which are kept once.
    private bool FindSources(Value value, Block inner, List<Value> sources, ref int budget)
    {
        if (InScope(value) is not null || value.Definition is ConstantOp || sources.Contains(value))
            return true;
        Block block = _structure.BlockOf(value);
        if (block != inner && _structure.IsInside(inner, block) && _structure.IsInLoop(inner, outer => outer == block))
        {
            sources.Add(value);
            return sources.Count <= MostSources && !value.Type.IsMemory;
        }

        if (value.Definition is not { } op || !IsCheap(op) || --budget < 0)
            return false;
        foreach (Value operand in op.Operands)
        {
            if (!FindSources(operand, inner, sources, ref budget))
                return false;
        }

        return true;
    }

    // An array that a loop carries is not at hand in the reversal, but its adjoints are, and there are as many.
    private Value? DualWithLength(Op op) =>
        op is LengthOp { Memory.Type.Rank: 1 } length && _duals.TryGet(length.Memory, out Value dual) && dual.Type.Rank == 1 ? dual : null;

    private bool IsCheap(Op op) => op switch
    {
        ArithmeticOp { IsChecked: true } => false,
        ArithmeticOp { Code: Operator.Divide or Operator.Remainder } division => !division.Result.Type.IsFloating,
        ArithmeticOp or ConvertOp { IsChecked: false } or SelectOp or SliceOp or FieldOp or StopOp => true,
        LengthOp length => !_activity.Memory.IsResized(length.Memory),
        LoadOp { Result.Type.IsMemory: true } row => !_activity.Memory.ChangesRows(row.Memory),
        LoadOp load => Survives(load),
        FunctionOp function => function.Results.Length == 1 && RuleBook.Get(function.Rule).IsCheap,
        ExternalOp external => external.IsPure && external.Operands.Length == 0,
        _ => false,
    };

    // Where a value has been put, if it is still there.
    private StoreOp? PlaceOf(Value value)
    {
        Block block = _structure.BlockOf(value);
        return block.Ops.OfType<StoreOp>().FirstOrDefault(store =>
            store.Stored == value && store.Memory.Type.Element == value.Type && !_survival.IsWrittenLater(store, block, store.Memory, IsSamePass));
    }

    private static IEnumerable<Value> Where(StoreOp place) => place.Indices.ToArray().Prepend(place.Memory);

    // Whether an element can be read again at the present point of the reverse sweep.
    private bool Survives(LoadOp load) =>
        !_activity.Memory.IsWritten(load.Memory) || !_survival.IsWrittenLater(load, _structure.BlockOf(load.Result), load.Memory, IsSamePass);

    private Value Recompute(Value value)
    {
        if (InScope(value) is { } known)
            return known;
        Op op = value.Definition!;
        int budget = RecomputationBudget;
        if (DualWithLength(op) is { } dual && !CanRecompute(op.Operands[0], ref budget))
            return _scope.Fetched[value] = _builder.Length(Fetch(dual));
        if (op is not ConstantOp && !IsCheap(op) && PlaceOf(value) is { } place)
        {
            Value[] where = [.. Where(place).Select(Recompute)];
            return _scope.Fetched[value] = _builder.Append(new LoadOp(where[0], [.. where.Skip(1)], new Value(value.Type, value.Name))).Result;
        }

        Value[] operands = [.. op.Operands.Select(Recompute)];
        Op copy = op.With(operands, [new Value(value.Type, value.Name)], []);
        copy.IsAdjoint = false;
        _builder.Block.Ops.Add(copy);
        _scope.Fetched[value] = copy.Result;
        return copy.Result;
    }

    private Value Keep(Value value, Scope owner)
    {
        if (owner.Exit is { } exit)
            return Fetch(Export((exit.Terminator, value), () => ExportFromExit(exit, value)));
        if (_structure.Owner(owner.Forward) is IfOp branch && !_structure.IsInLoop(owner.Forward, IsSamePass))
            return Fetch(Export((branch, value), () => ExportFromBranch(branch, owner.Forward, value)));

        if (value.Type.IsSpan)
        {
            Op place = value.Definition ?? _structure.Owner(_structure.BlockOf(value));
            _findings.Add(new Finding(AnalysisFindings.SpanChangesInLoop, place.Site, _function.Name, _duals.Primal(value).Name ?? "span"));
            return _builder.Default(value.Type);
        }

        if (!_pushed.TryGetValue(owner.Forward, out List<Value>? pushed))
            _pushed.Add(owner.Forward, pushed = []);
        if (!pushed.Contains(value))
            pushed.Add(value);
        return new Value(value.Type, value.Name);
    }

    private Value Export((object Owner, Value Value) key, Func<Value> export)
    {
        if (!_exported.TryGetValue(key, out Value? exported))
            _exported.Add(key, exported = export());
        return exported;
    }

    private Value ExportFromBranch(IfOp branch, Block from, Value value)
    {
        // Only one side runs, so a value of each can leave by the same result.
        int shared = _fromBranches.FindIndex(e => e.Branch == branch && e.From != from && e.Exported.Type == value.Type && e.Exported.Name == value.Name);
        if (shared >= 0 && from.Terminator.FallsThrough)
        {
            Value result = _fromBranches[shared].Exported;
            _fromBranches.RemoveAt(shared);
            from.Terminator.Operands[System.Array.IndexOf(branch.Results, result)] = value;
            return result;
        }

        var exported = new Value(value.Type, value.Name);
        _fromBranches.Add((branch, from, exported));
        foreach (Block block in branch.Blocks)
        {
            if (block.Terminator.FallsThrough)
                Append(block, block.Terminator, block == from ? value : null, value.Type);
        }

        branch.AddResult(exported);
        _structure.Define(exported, _structure.Parent(from)!);
        return exported;
    }

    private Value ExportFromExit(LoopExit exit, Value value)
    {
        var exported = new Value(value.Type, value.Name);
        foreach (LoopExit other in LoopExit.Of(exit.Loop))
            Append(other.Path[other.Path.Count - 1], other.Terminator, other.Terminator == exit.Terminator ? value : null, value.Type);
        exit.Loop.AddResult(exported);
        _structure.Define(exported, _structure.Parent(exit.Loop.Body)!);
        return exported;
    }

    // One more operand for the end of a forward block: the value, or the default where the block does not have it.
    private void Append(Block block, Terminator terminator, Value? value, IrType type)
    {
        if (value is null)
        {
            var forward = new Builder(block);
            value = forward.Default(type);
            _structure.Define(value, block);
        }

        terminator.Operands = [.. terminator.Operands, value];
    }

    private void Begin(Scope scope)
    {
        _scopes.Add(scope);
        _builder.Block.Ops.Add(scope.Marker);
        _scope = scope;
    }

    // Pushes at the ends of forward blocks, pops where their reversals begin, tapes around everything.
    private void Finish(Block root)
    {
        var tapes = new Dictionary<IrType, Value>();
        var slots = new Dictionary<(Block, Value), TapeSlot>();
        foreach (KeyValuePair<Block, List<Value>> entry in _pushed)
        {
            foreach (Value value in entry.Value)
            {
                if (!tapes.ContainsKey(value.Type))
                    tapes.Add(value.Type, new Value(IrType.Tape(value.Type)));
                slots.Add((entry.Key, value), new TapeSlot());
                entry.Key.Ops.Add(new PushOp(tapes[value.Type], value) { Slot = slots[(entry.Key, value)] });
            }
        }

        Replace(root, _scopes.ToDictionary(scope => scope.Marker), tapes, slots);
        root.Ops.InsertRange(0, tapes.Values.Select(tape => new TapeOp(tape)));
        root.Ops.AddRange(tapes.Values.Select(tape => new ReleaseOp(tape)));
    }

    private void Replace(Block block, Dictionary<MarkerOp, Scope> scopes, Dictionary<IrType, Value> tapes, Dictionary<(Block, Value), TapeSlot> slots)
    {
        var ops = new List<Op>(block.Ops.Count);
        foreach (Op op in block.Ops)
        {
            if (op is MarkerOp marker)
            {
                Scope scope = scopes[marker];
                if (scope.Exit is null && _pushed.TryGetValue(scope.Forward, out List<Value>? pushed))
                {
                    for (int i = pushed.Count - 1; i >= 0; i--)
                    {
                        Value popped = scope.Fetched.TryGetValue(pushed[i], out Value? fetched) ? fetched : new Value(pushed[i].Type, pushed[i].Name);
                        ops.Add(new PopOp(tapes[pushed[i].Type], popped) { Slot = slots[(scope.Forward, pushed[i])] });
                    }
                }

                ops.AddRange(scope.Preamble.Ops);
            }
            else
            {
                ops.Add(op);
                foreach (Block inner in op.Blocks)
                    Replace(inner, scopes, tapes, slots);
            }
        }

        block.Ops = ops;
    }
}
