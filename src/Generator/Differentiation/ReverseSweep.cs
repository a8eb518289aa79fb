using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Appends the reverse sweep to a function. The function's own operations become the forward sweep; they change only by handing out
/// what the reverse sweep needs. Every value has one adjoint, a sum over its uses: there is nothing to kill but memory.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly IrFunction _function;
    private readonly Activity _activity;
    private readonly Structure _structure;
    private readonly CalleeDerivatives _callees;
    private readonly Builder _builder;
    private readonly List<Finding> _findings = [];
    private readonly List<Scope> _scopes = [];
    private readonly Duals _duals;
    private readonly LoopSchedules _schedules;
    private readonly ScratchMemory _scratch;
    private readonly Survival _survival;
    private readonly Dictionary<Op, bool> _hasActive = [];
    private readonly Dictionary<Value, int> _uses = [];

    // Terms of divisors, and the quotients that they make vanish; see Saturation.
    private readonly Dictionary<Op, Value> _saturating = [];

    // The adjoints so far of the values of the forward sweep; one that is missing is 0.
    private Dictionary<Value, Value> _bars = [];
    private Scope _scope;

    public ReverseSweep(IrFunction function, Activity activity, CalleeDerivatives callees, IReadOnlyDictionary<Value, Value> shadows, bool isCallee = false)
    {
        _function = function;
        _activity = activity;
        _callees = callees;
        _scratch = new ScratchMemory(function, activity.Memory);
        _schedules = new LoopSchedules(activity, _scratch);
        foreach (Value use in Uses(function.Body))
            _uses[use] = _uses.TryGetValue(use, out int count) ? count + 1 : 1;
        _structure = new Structure(function);
        _survival = new Survival(_structure, activity.Memory);
        _idle = new IdleValues(function, _structure, activity.Memory);
        _builder = new Builder(function.Body) { IsAdjoint = true };
        _duals = new Duals(_structure, activity, "Bar", function.Name, copies: false);
        _scope = new Scope(null, function.Body, null) { IsSamePass = true };
        FindHidden(isCallee);
        foreach (KeyValuePair<Value, Value> shadow in shadows)
        {
            _structure.Define(shadow.Value, function.Body);
            _duals.Add(shadow.Key, shadow.Value);
        }
    }

    /// <summary>Whether loops that run again may keep what scratch arrays held. In lanes it is cheaper to compute it a second time.</summary>
    public bool KeepsScratch { get; init; } = true;

    public IEnumerable<Finding> Findings => _findings.Concat(_duals.Findings);

    /// <summary>Takes up a value that is there from the beginning: a seed.</summary>
    public void Know(Value value) => _structure.Define(value, _function.Body);

    /// <summary>Reverses the function.</summary>
    /// <param name="seeds">The adjoints of its results, in order; null for 0.</param>
    /// <param name="inputs">The values whose adjoints are asked for.</param>
    /// <returns>The adjoints of the inputs.</returns>
    public Value[] Run(IReadOnlyList<Value?> seeds, IReadOnlyList<Value> inputs)
    {
        Block root = _function.Body;
        Value[] results = root.Terminator.Operands;
        Unstack(root, isNested: false);
        List<Op> ends = _duals.OwnArrays(_function);
        foreach (IrParameter parameter in _function.Parameters)
        {
            if (parameter.Content is { } content && _duals.TryGet(content, out Value dual))
                _scope.Shadows[content] = dual;
        }

        AllocateScratchShadows(root);
        PrepareRows(root);
        PrepareLists(root);
        _duals.Prepare(root, all: false);
        PrepareSamePass(root);
        Op[] forward = [.. root.Ops];
        Begin(_scope);
        _seeds = seeds;
        for (int i = 0; i < seeds.Count; i++)
        {
            if (seeds[i] is { Type.IsMemory: true } buffer)
                AddToShadow(results[i], buffer);
            else if (seeds[i] is { } seed)
                AddBar(results[i], seed);
        }

        for (int i = forward.Length - 1; i >= 0; i--)
            Reverse(forward[i]);
        _builder.Site = -1;
        Value[] bars = [.. inputs.Select(input => TakeBar(input) ?? Zero(input))];
        Finish(root);
        root.Ops.AddRange(ends);
        SayWhatIsRestored();
        KeepScratch();
        return bars;
    }

    // The reversal of what an iteration writes first leaves 0 in each adjoint that the iteration has added to.
    private void SayWhatIsRestored()
    {
        foreach (KeyValuePair<Value, Value> shadow in _scopes.SelectMany(scope => scope.Shadows).Concat(_duals.All))
        {
            if (shadow is { Key.Definition: AllocateOp, Value.Definition: AllocateOp adjoints })
                adjoints.RestoredIn = _scratch.LoopsOf(shadow.Key);
        }
    }

    // Stack memory lives as long as the method, but C# lets it leave neither a branch nor a loop; there it becomes an array.
    private static void Unstack(Block block, bool isNested)
    {
        for (int i = 0; i < block.Ops.Count; i++)
        {
            if (isNested && block.Ops[i] is AllocateOp { OnStack: true } allocate)
                block.Ops[i] = new AllocateOp(allocate.Operands, allocate.Result, onStack: false) { Site = allocate.Site };
            foreach (Block inner in block.Ops[i].Blocks)
                Unstack(inner, isNested: true);
        }
    }

    private void Reverse(Op op)
    {
        int site = _builder.Site;
        _builder.Site = op.Site;
        switch (op)
        {
            case IfOp branch:
                ReverseIf(branch);
                break;
            case ForOp loop:
                ReverseFor(loop);
                break;
            case LoopOp loop:
                ReverseLoop(loop);
                break;
            case StoreOp store:
                ReverseStore(store);
                break;
            case CreateOp create:
                ReverseCreate(create);
                break;
            case StoreWholeOp store:
                ReverseStoreWhole(store);
                break;
            case AppendOp append:
                ReverseAppend(append);
                break;
            case ClearOp clear:
                ReverseClear(clear);
                break;
            case AccumulateOp accumulate:
                ReverseAccumulate(accumulate);
                break;
            case SnapshotOp snapshot:
                ReverseSnapshot(snapshot);
                break;
            case TensorMapOp map:
                ReverseTensorMap(map);
                break;
            case DenseOp dense:
                ReverseDense(dense);
                break;
            case TensorReductionOp reduction:
                ReverseTensorReduction(reduction);
                break;
            case CallOp call:
                ReverseCall(call);
                break;
            case LoadOp { Result.Type.IsMemory: false } load:
                if (TakeBar(load.Result) is { } loadBar)
                    ReverseLoad(load, loadBar);
                break;
            case FunctionOp function:
                ReverseFunction(function);
                break;
            default:
                if (op.Results.Length == 1 && TakeBar(op.Result) is { } bar)
                    ReverseScalar(op, bar);
                break;
        }

        _builder.Site = site;
    }

    /// <summary>Adds to the adjoint of a value of the forward sweep.</summary>
    private void AddBar(Value value, Value contribution)
    {
        if (!value.Type.IsFloating || !_activity.IsActive(value))
            return;
        if (_bars.TryGetValue(value, out Value? bar))
        {
            Name(bar, value);
            contribution = _builder.Add(bar, contribution);
        }

        Name(contribution, value);
        _bars[value] = contribution;
    }

    /// <summary>The adjoint of a value whose uses have all been reversed, or null for 0.</summary>
    private Value? TakeBar(Value value)
    {
        if (!_bars.TryGetValue(value, out Value? bar))
            return null;
        _bars.Remove(value);
        return bar;
    }

    // A literal needs no name unless it starts a sum; a value of the forward sweep that serves as an adjoint keeps its own.
    private static void Name(Value bar, Value value)
    {
        if (bar.Name is null && value.Name is not null && bar.Definition is { IsAdjoint: true } and not ConstantOp)
            bar.Name = BarName(value);
    }

    private static string? BarName(Value value) => value.Name is null ? null : value.Name + "Bar";

    // A zero that a sum starts from, or that stands for an adjoint nobody has added to.
    private Value Zero(Value value)
    {
        Value zero = _builder.Constant(0, value.Type);
        zero.Name = BarName(value);
        return zero;
    }

    private bool HasActive(Op op)
    {
        if (!_hasActive.TryGetValue(op, out bool has))
        {
            has = op.Results.Any(IsActive) || op.Blocks.Any(block =>
                block.Parameters.Any(IsActive) || block.Ops.Any(HasActive))
                || (op is WriteOp or CallOp or CreateOp && op.Operands.Any(o => o.Type.IsMemory && IsActive(o)));
            _hasActive.Add(op, has);
        }

        return has;
    }

    private bool IsActive(Value value) => _activity.IsActive(value);
}
