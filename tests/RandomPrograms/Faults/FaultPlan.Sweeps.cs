namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of the two sweeps: branches, loops, what is kept, memory, calls.</summary>
public static partial class FaultPlan
{
    private static Fault[] Branches =>
    [
        new(
            "branch.order", "The adjoints of a block in a branch or a loop run in the order of the primal.", "Differentiation/ReverseSweep.Branches.cs",
            "for (int i = forward.Length - 1; i >= 0; i--)",
            "for (int i = 0; i < forward.Length; i++)"),
        new(
            "branch.swapped", "The reverse of an if runs the adjoint of the other branch.", "Differentiation/ReverseSweep.Branches.cs",
            "() => ReverseBranch(branch.Then, seeds), () => ReverseBranch(branch.Else, seeds)",
            "() => ReverseBranch(branch.Else, seeds), () => ReverseBranch(branch.Then, seeds)"),
        new(
            "branch.else-dropped", "What the else branch adds to adjoints from before the if is dropped.", "Differentiation/ReverseSweep.Branches.cs",
            "Get(otherwise.Bars, value) ?? Zero(value)",
            "Get(before, value) ?? Zero(value)"),
        new(
            "branch.shared-slot", "Two values kept from one side of a branch share a place.", "Differentiation/ReverseSweep.Values.cs",
            "e.Branch == branch && e.From != from && ",
            "e.Branch == branch && "),
        new(
            "branch.idle", "What overflows and is not used has a part in the derivative.", "Differentiation/ReverseSweep.Idle.cs",
            "!_idle.MayBeIdle(result)",
            "true"),
        new(
            "branch.not-falling", "Where one branch leaves, the reverse takes the one that does not go on.", "Differentiation/ReverseSweep.Branches.cs",
            "ReverseBranch(branch.Then.Terminator.FallsThrough ? branch.Then : branch.Else, seeds);",
            "ReverseBranch(branch.Then.Terminator.FallsThrough ? branch.Else : branch.Then, seeds);"),
    ];

    private static Fault[] Loops =>
    [
        new(
            "selection.tests", "The index that a loop keeps is that of the last element that is not larger.", "Differentiation/RunningSelections.cs",
            "Wins(builder, (FunctionOp)selection.Op, selection.Chosen, held);",
            "builder.Not(Wins(builder, (FunctionOp)selection.Op, selection.Chosen, held));"),
        new(
            "selection.sides", "The index that a loop keeps is that of the last element that was not taken.", "Differentiation/RunningSelections.cs",
            "i == side ? loop.Index : index",
            "i == side ? index : loop.Index"),
        new(
            "selection.first", "What a selection begins with has no derivative.", "Differentiation/RunningSelections.cs",
            "otherwise.Terminator = Terminator.Yield([initial]);",
            "otherwise.Terminator = Terminator.Yield([new Builder(otherwise).Constant(0, initial.Type)]);"),
        new(
            "selection.outputs", "A selection that is returned has no derivative.", "Differentiation/AdjointBuilder.cs",
            "activity = Analyze();\n        var sweep",
            "_ = 0;\n        var sweep"),
        new(
            "selection.used", "The largest element so far may be used in the loop.", "Differentiation/RunningSelections.cs",
            "IsFollowedOnly(loop, held, selection.Op) && IsFollowedOnly(loop, next, null)",
            "true"),
        new(
            "loop.order", "A counted loop is reversed from the first iteration to the last.", "Differentiation/ReverseSweep.Loops.cs",
            "return (loop.Inclusive ? upper : Integer(Operator.Subtract, upper, one), lower, -1, true, counter => counter);",
            "return (lower, loop.Inclusive ? upper : Integer(Operator.Subtract, upper, one), 1, true, counter => counter);"),
        new(
            "loop.first-iteration", "The reverse of a loop that counts down leaves out an iteration.", "Differentiation/ReverseSweep.Loops.cs",
            "return (loop.Inclusive ? upper : Integer(Operator.Add, upper, one), lower, 1, true, counter => counter);",
            "return (loop.Inclusive ? upper : Integer(Operator.Add, upper, one), lower, 1, false, counter => counter);"),
        new(
            "loop.last-index", "A loop with steps is reversed from one index too far where the bound is a whole number of steps away.", "Differentiation/ReverseSweep.Loops.cs",
            "Value last = Integer(Operator.Divide, steps, ",
            "Value last = Integer(Operator.Divide, distance, "),
        new(
            "loop.carried-kept", "The adjoint of a carried value that an iteration does not use stays.", "Differentiation/ReverseSweep.Loops.cs",
            "TakeBar(carried[i]) ?? Zero(carried[i])",
            "TakeBar(carried[i]) ?? parameters[System.Array.IndexOf(active, i)]"),
        new(
            "loop.turns-start", "What takes turns in a loop begins in the reversal where it ended, without changing back first.", "Differentiation/ReverseSweep.Loops.cs",
            "turns.Add(new Turn(carried[i], loop.Results[place], carried[place]));",
            "turns.Add(new Turn(carried[i], loop.Results[i], carried[place]));"),
        new(
            "loop.turns-kept", "What takes turns in a loop does not change back between iterations of the reversal.", "Differentiation/ReverseSweep.Loops.cs",
            ".. turns.Select(turn => _scope.Fetched[turn.Next]),",
            ".. turns.Select(turn => _scope.Fetched[turn.Handle]),"),
        new(
            "loop.initial", "What a loop carries passes the adjoint of its result to the initial value.", "Differentiation/ReverseSweep.Loops.cs",
            "AddBar(initial[active[i]], results[i]);",
            "AddBar(initial[active[i]], starts[i]);"),
        new(
            "loop.whole-iterations", "One whole iteration of a general loop is not reversed.", "Differentiation/ReverseSweep.Loops.cs",
            "Value last = Integer(Operator.Subtract, Fetch(count!), _builder.Constant(1));",
            "Value last = Integer(Operator.Subtract, Fetch(count!), _builder.Constant(2));"),
        new(
            "loop.exit-seeds", "What a loop is left with gets no adjoint.", "Differentiation/ReverseSweep.Loops.cs",
            "AddBars(exit.Terminator.Operands, seeds);",
            ""),
        new(
            "loop.exit-taken", "The exits of a loop are taken for one another.", "Differentiation/ReverseSweep.Loops.cs",
            "_builder.Constant(exits[position].Terminator.ExitId)",
            "_builder.Constant(exits[exits.Count - 1 - position].Terminator.ExitId)"),
        new(
            "loop.partial-whole", "The last iteration is reversed beyond the point where it was left.", "Differentiation/ReverseSweep.Loops.cs",
            "ReverseOps(block.Ops, count);",
            "ReverseOps(block.Ops, block.Ops.Count);"),
    ];

    private static Fault[] Storage =>
    [
        new(
            "store.first-out", "What one iteration keeps is read back in the order in which it was kept.", "Differentiation/ReverseSweep.Values.cs",
            "for (int i = pushed.Count - 1; i >= 0; i--)",
            "for (int i = 0; i < pushed.Count; i++)"),
        new(
            "store.stale-load", "An element is read again in the reverse sweep although it may have been overwritten.", "Differentiation/ReverseSweep.Values.cs",
            "LoadOp load => Survives(load),",
            "LoadOp load => true,"),
        new(
            "store.stale-place", "A result is read where it was put although it may have been overwritten.", "Differentiation/ReverseSweep.Values.cs",
            "&& !_survival.IsWrittenLater(store, block, store.Memory, IsSamePass)",
            ""),
        new(
            "store.next-iteration", "What the next iteration overwrites counts as still there.", "Differentiation/Survival.cs",
            "if (op is ForOp or LoopOp && !IsMadeIn(block, handle) && ",
            "if (op is ForOp or LoopOp && IsMadeIn(block, handle) && "),
        new(
            "store.replay-stale", "A loop that reads what is overwritten later runs again in the reverse sweep.", "Analysis/LoopSchedules.cs",
            "LoadOp load => IsPrivate(loop, load.Memory, inside) || survives(load),",
            "LoadOp load => true,"),
        new(
            "replay.same-element", "Iterations that write to one element count as writing to elements of their own.", "Analysis/LoopSchedules.cs",
            "StoreOp store => IsOnlyAccess(loop, store) && GoesElsewhere(loop, store),",
            "StoreOp store => IsOnlyAccess(loop, store),"),
        new(
            "replay.lasting", "A loop that runs again adds a second time to what lasts.", "Differentiation/ReverseSweep.SamePass.cs",
            "Drop(copy.Body, lasting);",
            ""),
        new(
            "replay.incomplete", "Adjoints count as complete before a loop that is followed by reads.", "Analysis/LoopSchedules.cs",
            "!IsPrivate(loop, memory, Inside(loop)) && !loop.Body.AllOps().Any(op => op is not (AccumulateOp or StoreOp or SliceOp or LengthOp) && UsesElements(op, memory));",
            "true;"),
        new(
            "scratch.read-first", "Scratch space counts as overwritten before it is read whatever is read.", "Analysis/ScratchMemory.cs",
            "                return false;\n            if (op is StoreOp store",
            "                continue;\n            if (op is StoreOp store"),
        new(
            "scratch.left-over", "What a loop leaves in scratch space counts as of no use.", "Analysis/ScratchMemory.cs",
            "if (reads.All(read => inside[loop].Contains(read) || ",
            "if (reads.All(read => true || "),
    ];

    private static Fault[] Memory =>
    [
        new(
            "memory.kill-missing", "The adjoint of an element is not set to zero where the primal overwrote the element.", "Differentiation/ReverseSweep.Memory.cs",
            "_builder.Store(shadow, _builder.Constant(0, shadow.Type.Element!), indices);",
            ""),
        new(
            "memory.kill-early", "The adjoint of an overwritten element is set to zero before it is passed on.", "Differentiation/ReverseSweep.Memory.cs",
            "Value bar = _builder.Load(shadow, indices);",
            """
            _builder.Store(shadow, _builder.Constant(0, shadow.Type.Element!), indices);
                        Value bar = _builder.Load(shadow, indices);
            """),
        new(
            "memory.accumulate-kills", "x[i] += v is reversed as if it were x[i] = v.", "Differentiation/ReverseSweep.Memory.cs",
            "AddBar(accumulate.Added, _builder.Load(shadow, ShadowIndices(accumulate.Memory, shadow, accumulate.Indices)));",
            """
            AddBar(accumulate.Added, _builder.Load(shadow, ShadowIndices(accumulate.Memory, shadow, accumulate.Indices)));
                    _builder.Store(shadow, _builder.Constant(0, shadow.Type.Element!), ShadowIndices(accumulate.Memory, shadow, accumulate.Indices));
            """),
        new(
            "memory.slice-offset", "The adjoint of a slice begins at the start of the buffer.", "Differentiation/ReverseSweep.Memory.cs",
            "[Shadow(slice.Memory), .. slice.Operands.Skip(1).Select(Fetch)]",
            "[Shadow(slice.Memory), .. slice.Operands.Skip(1).Select((o, i) => i == 0 ? _builder.Constant(0) : Fetch(o))]"),
        new(
            "memory.row", "The adjoint of every row is that of the first.", "Differentiation/ReverseSweep.Memory.cs",
            "Value[] indices = [.. row.Indices.ToArray().Select(Fetch)];",
            "Value[] indices = [_builder.Constant(0)];"),
        new(
            "memory.flat-index", "The adjoints of a matrix lie as if it were square.", "Differentiation/ReverseSweep.Memory.cs",
            "_builder.Length(rectangular, i)",
            "_builder.Length(rectangular, i - 1)"),
        new(
            "memory.copy", "The adjoint of a copy is added the wrong way round.", "Differentiation/ReverseSweep.Memory.cs",
            "AddAll(Shadow(snapshot.Memory), Shadow(snapshot.Result));",
            "AddAll(Shadow(snapshot.Result), Shadow(snapshot.Memory));"),
        new(
            "memory.swap", "The adjoints of two buffers do not change places where the buffers do.", "Differentiation/Duals.cs",
            "Value next = View(Dual(body.Terminator.Operands[position]), dual.Type, body);",
            "Value next = dual;"),
        new(
            "memory.class-slice", "A slice counts as a buffer of its own.", "Analysis/MemoryClasses.cs",
            "case SliceOp or LoadOp { Result.Type.IsMemory: true }:",
            "case LoadOp { Result.Type.IsMemory: true }:"),
        new(
            "memory.whole-kill", "The adjoints of an element's fields stay where the primal overwrote the whole element.", "Differentiation/ReverseSweep.Memory.cs",
            "_builder.StoreWhole(shadow, indices, [.. leaves.Select(leaf => _builder.Default(leaf.Type.Element!))]);",
            ""),
        new(
            "memory.whole-field", "Every number written as part of an element gets the adjoint of its first field.", "Differentiation/ReverseSweep.Memory.cs",
            "AddBar(store.Written[i], _builder.Load(leaves[i], indices));",
            "AddBar(store.Written[i], _builder.Load(leaves[0], indices));"),
        new(
            "memory.class-fields", "Where two arrays of structs are one, their fields are not.", "Analysis/MemoryClasses.cs",
            "Union(field.Value, other);",
            "_ = other;"),
        new(
            "memory.whole-flow", "What is written as part of an element is not seen to reach its fields.", "Analysis/Activity.cs",
            "Pairs(((WriteOp)op).Written.ToArray(), [.. Memory.Leaves(op.Operands[0])], flow);",
            ""),
        new(
            "memory.whole-tangent", "An element written as a whole gets a tangent of zeros.", "Differentiation/ForwardSweep.Simple.cs",
            "whole.Written.ToArray().Select(v => Dot(v) ?? _builder.Default(v.Type))",
            "whole.Written.ToArray().Select(v => _builder.Default(v.Type))"),
    ];

    private static Fault[] Calls =>
    [
        new(
            "call.seed", "A callee that runs again is seeded with 1.", "Differentiation/ReverseSweep.Calls.cs",
            "arguments.Add(TakeBar(result) ?? Zero(result));",
            "arguments.Add(TakeBar(result) is null ? Zero(result) : _builder.Constant(1, result.Type));"),
        new(
            "call.arguments", "The adjoints of a callee's arguments come back in reverse order.", "Differentiation/ReverseSweep.Calls.cs",
            "AddBar(scalars[i], bars[i]);",
            "AddBar(scalars[i], bars[bars.Length - 1 - i]);"),
        new(
            "call.late-argument", "A callee that runs again reads buffers as they are at the end, not as they were at the call.", "Differentiation/ReverseSweep.Calls.cs",
            "if (!_activity.Memory.IsWritten(handle) && !_activity.Memory.IsResized(handle))",
            "if (!handle.Type.IsJagged)"),
        new(
            "call.tuple-element", "Every result of an inlined callee is its first.", "Simplification/Inliner.cs",
            "Value result = body.Terminator.Operands[i];",
            "Value result = body.Terminator.Operands[0];"),
        new(
            "call.tangent-order", "The tangents of a callee's arguments are passed in reverse order.", "Differentiation/ForwardSweep.Simple.cs",
            ".Where((o, i) => active[i] && !o.Type.IsMemory).Select(DotOrZero)",
            ".Where((o, i) => active[i] && !o.Type.IsMemory).Select(DotOrZero).Reverse()"),
    ];

    private static Fault[] Tangents =>
    [
        new(
            "tangent.product", "The tangent of a product lacks its second term.", "Differentiation/ForwardSweep.Simple.cs",
            """
            bDot is null ? null : _builder.Multiply(a, bDot));
                        case Operator.Divide when bDot is null
            """,
            """
            null);
                        case Operator.Divide when bDot is null
            """),
        new(
            "third.derived", "What the tangent of a forward sweep calls counts as if the user had called it: its derivatives are lost.", "Ir/Builder.cs",
            "external.IsDerived = IsDerived || IsAdjoint;",
            "external.IsDerived = IsAdjoint;"),
        new(
            "third.direction", "The third derivative is in the first direction twice.", "Differentiation/DirectionalBuilder.cs",
            "[names => names.Dot, names => names.SecondDot]",
            "[names => names.Dot, names => names.Dot]"),
        new(
            "tangent.store", "Storing what does not vary leaves the element's old tangent.", "Differentiation/ForwardSweep.Simple.cs",
            "_builder.Store(stored, dot, Indices(store.Memory, stored, store.Indices));",
            """
            if (Dot(store.Stored) is not null)
                                _builder.Store(stored, dot, Indices(store.Memory, stored, store.Indices));
            """),
        new(
            "tangent.copy", "The tangents of a copy are zero.", "Differentiation/Duals.cs",
            "case SnapshotOp snapshot when copies && activity.IsActive(snapshot.Memory):",
            "case SnapshotOp snapshot when !copies:"),
        new(
            "tangent.slice", "The tangents of a slice begin at the start of the buffer.", "Differentiation/Duals.cs",
            "[Dual(slice.Memory), .. slice.Operands.Skip(1)]",
            "[Dual(slice.Memory)]"),
    ];
}
