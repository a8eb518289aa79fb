using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>A <see cref="LoopOp"/> while it is lowered: what it carries, how it is left, what it results in.</summary>
internal sealed class GeneralLoop
{
    private readonly FunctionScope _scope;
    private readonly Block _outside;
    private readonly Bindings _before;
    private readonly LoopFrame _frame;
    private readonly Slot[] _carried;
    private readonly Block _body;
    private readonly Region _behind;
    private readonly int _inside;
    private readonly int _site;

    /// <summary>Opens the loop: operations go into its body from here on.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="hidden">Slots that lowering itself assigns in the body.</param>
    public GeneralLoop(FunctionScope scope, ILoopOperation loop, params Slot[] hidden)
        : this(scope, loop, () => scope.RegionAt(loop.ExitLabel), () => scope.RegionAt(loop.ContinueLabel), LoopParts.Carried(scope, loop, hidden))
    {
    }

    /// <summary>Opens a loop that an expression becomes.</summary>
    public GeneralLoop(FunctionScope scope, IOperation expression, params Slot[] hidden)
        : this(scope, expression, scope.NewRegion, scope.NewRegion, LoopParts.Carried(scope, [expression], hidden))
    {
    }

    private GeneralLoop(FunctionScope scope, IOperation loop, Func<Region> behind, Func<Region> next, Slot[] carried)
    {
        _scope = scope;
        _outside = scope.Block;
        _before = scope.Bindings;
        _inside = scope.NextOrder;
        _site = scope.SiteOfLoop(loop);
        _behind = behind();
        _carried = carried;
        _frame = new LoopFrame(scope.Frame);
        _body = new Block([.. _carried.Select(slot => new Value(slot.Type, slot.Name))]);
        scope.Frame = _frame;
        scope.Block = _body;
        scope.Bindings = _before.Copy();
        for (int i = 0; i < _carried.Length; i++)
            scope.Bindings[_carried[i]] = _body.Parameters[i];
        Continue = next();
    }

    /// <summary>The region that <c>continue</c> jumps behind: the user's body.</summary>
    public Region Continue { get; }

    /// <summary>Leaves the loop unless the condition holds.</summary>
    public void ExitUnless(Value condition)
    {
        var branches = new Branches(_scope, condition);
        Branch staying = branches.Empty();
        Branch leaving = branches.Lower(Leave);
        branches.Merge(staying, leaving, null, isExpression: false, out _);
    }

    /// <summary>Leaves the loop.</summary>
    public Flow Leave() => Statements.Jump(_scope, _behind);

    /// <summary>Lowers the user's body, up to its end.</summary>
    public Flow Body(IOperation body) => Statements.Sequence(_scope, [body], 0, new Tail(Continue, null), null);

    /// <summary>Closes the loop; operations go behind it from here on.</summary>
    /// <param name="repeats">Whether control reaches the end of the body.</param>
    /// <param name="behind">Lowers what runs right behind the loop, whichever way it is left.</param>
    public Flow Close(bool repeats, Action? behind = null)
    {
        if (repeats)
            _body.Terminator = Terminator.Yield([.. _carried.Select(slot => _scope.Bindings[slot]!)]);
        _scope.Frame = _frame.Outer;
        _scope.Block = _outside;
        _scope.Builder.Site = _site;

        Flow flow = Flow.Ending;
        foreach (LoopExit exit in _frame.Exits)
            flow |= exit.Target == _behind ? Flow.Falling : Flow.To(exit.Target);
        if (flow.IsUndecided)
            SetFlags(flow);

        Slot[] handed = Handed();
        for (int i = 0; i < _frame.Exits.Count; i++)
        {
            LoopExit exit = _frame.Exits[i];
            exit.Block.Terminator = new Terminator(TerminatorKind.Exit, [.. handed.Select(slot => exit.Bindings[slot] ?? Default(exit, slot))]) { ExitId = i };
        }

        Value[] results = [.. handed.Select(slot => new Value(slot.Type, slot.Name))];
        _scope.Builder.Append(new LoopOp([.. _carried.Select(slot => _before[slot]!)], _body, results));
        _scope.Bindings = _before.Copy();
        for (int i = 0; i < handed.Length; i++)
            _scope.Bindings[handed[i]] = results[i];
        behind?.Invoke();
        if (flow.Ends)
            _outside.Terminator = new Terminator(TerminatorKind.Unreachable);
        return Statements.LeaveLoop(_scope, flow);
    }

    private void SetFlags(Flow flow)
    {
        foreach (LoopExit exit in _frame.Exits)
        {
            foreach (Region region in flow.Skips)
            {
                _scope.Block = exit.Block;
                exit.Bindings[region.Flag] = _scope.Builder.Constant(exit.Target == region);
            }
        }

        _scope.Block = _outside;
    }

    private Slot[] Handed()
    {
        HashSet<Slot> changed = [];
        foreach (LoopExit exit in _frame.Exits)
        {
            foreach (Slot slot in exit.Bindings.Slots)
            {
                if (slot.Order < _inside && exit.Bindings[slot] != _before[slot])
                    changed.Add(slot);
            }
        }

        return [.. changed.OrderBy(slot => slot.Order)];
    }

    private Value Default(LoopExit exit, Slot slot)
    {
        _scope.Block = exit.Block;
        Value value = _scope.Builder.Default(slot.Type);
        _scope.Block = _outside;
        return value;
    }
}
