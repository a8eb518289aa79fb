namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of what comes before and after the sweeps.</summary>
public static partial class FaultPlan
{
    private static Fault[] Schedules =>
    [
        new(
            "schedule.later-write", "The adjoint of an iteration runs at once although what it reads is overwritten after the loop.", "Analysis/LoopSchedules.cs",
            "return !WritesAfter(loop, block, read);",
            "return true;"),
        new(
            "schedule.store", "The adjoint of an iteration runs at once although iterations write what outlives them.", "Analysis/LoopSchedules.cs",
            "case WriteOp or SnapshotOp when",
            "case SnapshotOp when"),
        new(
            "schedule.partial-sum", "A sum counts as one that only accumulates although its parts are used.", "Analysis/Accumulation.cs",
            "_uses.Value[link.Key] == link.Value",
            "_uses.Value[link.Key] >= 0"),
        new(
            "schedule.start", "A sum passes nothing to what it starts from.", "Differentiation/ReverseSweep.SamePass.cs",
            "AddBars(initial, seeds);",
            ""),
    ];

    private static Fault[] Facts =>
    [
        new(
            "activity.one-pass", "Activity goes round loops once.", "Analysis/Activity.cs",
            """
            Forward(function.Body, null);
                    }
                    while (_changed);
            """,
            """
            Forward(function.Body, null);
                    }
                    while (false);
            """),
        new(
            "activity.memory", "Only parameters carry activity from a store to a load.", "Analysis/Activity.cs",
            "flow(load.Memory, load.Result);",
            "if (load.Memory.Definition is null) flow(load.Memory, load.Result);"),
        new(
            "activity.accumulate", "x[i] += v makes nothing active.", "Analysis/Activity.cs",
            "flow(accumulate.Added, accumulate.Memory);",
            ""),
        new(
            "activity.exit", "What leaves a loop by an exit is not active.", "Analysis/Activity.cs",
            "Pairs(block.Terminator.Operands, loop!.Results, flow);",
            "_ = flow;"),
    ];

    private static Fault[] Tidying =>
    [
        new(
            "tidy.hoisted", "Of what is moved out of a loop, all functions of one number count as the same.", "Simplification/Hoisting.cs",
            "AreSame(Op a, Op b) => Congruence",
            "AreSame(Op a, Op b) => (a is FunctionOp { Operands.Length: 1 } && b is FunctionOp { Operands.Length: 1 } && a.Result.Type == b.Result.Type) || Congruence"),
        new(
            "tidy.steep", "An adjoint of 0 counts as a weight that has nothing to do with the point, also where it is 0 just there (to be looked for with --edges).", "Analysis/ZeroAdjoints.cs",
            "if (!function.Body.AllOps().Any(use => IsWeightedBy(use, after, same)))",
            "if (function is not null)"),
        new(
            "tidy.constants", "All constants of a type count as one expression.", "Simplification/CommonSubexpressions.cs",
            "(constant.Result.Type.Name, Formatting.Invariant(constant.Content));",
            "(constant.Result.Type.Name, \"\");"),
        new(
            "tidy.factor", "A factor of 2 is left out of adjoints.", "Simplification/Peephole.cs",
            "Operator.Multiply when Builder.IsConstant(a, 1) => b,",
            "Operator.Multiply when Builder.IsConstant(a, 2) => b,"),
        new(
            "tidy.branches", "What one branch yields counts as what both yield.", "Simplification/Invariants.cs",
            "if (yields.Length != 1)",
            "if (yields.Length == 0)"),
    ];

    private static Fault[] Lowering =>
    [
        new(
            "lower.decrement", "i-- adds 1.", "Lowering/Assignments.cs",
            "step.Kind == OperationKind.Increment ? Operator.Add : Operator.Subtract",
            "step.Kind == OperationKind.Increment ? Operator.Add : Operator.Add"),
        new(
            "lower.postfix", "i++ has the value after the step.", "Lowering/Assignments.cs",
            "return new Content(step.IsPostfix ? before : after);",
            "return new Content(after);"),
        new(
            "lower.inclusive", "i >= n ends a loop one iteration early.", "Lowering/Counting.cs",
            "kind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual, step,",
            "kind is BinaryOperatorKind.LessThanOrEqual, step,"),
        new(
            "lower.stepped", "What a condition counts down is one too high in the body.", "Lowering/ForLoops.cs",
            "lower = Stepped(scope, lower, count.By);",
            ";"),
        new(
            "read.repeated", "An element counts as unchanged although something has been written in between.", "Simplification/RepeatedReads.cs",
            "elements.RemoveAll(element => _memory.IsWrittenBy(op, element.Memory));",
            "elements.RemoveAll(element => op is CallOp && _memory.IsWrittenBy(op, element.Memory));"),
        new(
            "place.others", "What a loop adds to one element is kept in a local although the loop uses other elements.", "Simplification/FixedPlaces.cs",
            "|| loop.Body.AllOps().Any(op => !sum.Contains(op) && UsesElements(op, first.Memory))",
            ""),
        new(
            "place.read", "What a loop reads from one element is read before although the loop writes there.", "Simplification/FixedPlaces.cs",
            " && !loop.Body.Ops.Any(other => _memory.IsWrittenBy(other, op.Operands[0]))",
            ""),
        new(
            "lanes.idle", "What idle lanes have added stays in the sums.", "Vectorization/LaneLoop.cs",
            "builder.Compare(Operator.Less, body.Parameters[0], lower)",
            "builder.Compare(Operator.Greater, body.Parameters[0], lower)"),
        new(
            "lanes.select", "Each lane takes the results of the side that it does not take.", "Vectorization/LaneBody.Branches.cs",
            ": Select(mask, whenTrue, whenFalse, name)",
            ": Select(mask, whenFalse, whenTrue, name)"),
        new(
            "lanes.reads", "What lanes load from an adjoint may be added to it later.", "Ir/ScalarOps.cs",
            "Operands.Any(operand => operand.Type.IsMemory) ? Effects.ReadsMemory : Effects.None",
            "Effects.None"),
        new(
            "lanes.joint", "A function that both sides of a branch call is called once although one of them is the same for all iterations.", "Vectorization/LaneBody.Branches.cs",
            "IsVarying(function.Result) && ",
            ""),
        new(
            "lanes.start", "A sum in lanes loses what it started from.", "Vectorization/LaneLoop.cs",
            "new ArithmeticOp(Operator.Add, [_loop.Initial[i], sum], _loop.Results[i])",
            "new ArithmeticOp(Operator.Add, [sum, sum], _loop.Results[i])"),
        new(
            "emit.block-order", "Values of a block come off the tape in the order in which they went on it.", "Emission/TapeBlocks.cs",
            "new PopBlockOp(first.Tape, [.. results])",
            "new PopBlockOp(first.Tape, [.. Enumerable.Reverse(results)])"),
        new(
            "lower.range", "The length of a range is its end.", "Lowering/Elements.cs",
            "scope.Builder.Arithmetic(Operator.Subtract, end, start)",
            "end"),
        new(
            "lower.pattern-and", "Both patterns of an \"and\" count as one of them.", "Lowering/Patterns.cs",
            "Conditionals.And(scope, expression, left, () => right()",
            "Conditionals.Or(scope, expression, left, () => right()"),
        new(
            "lower.closure", "A loop does not carry what a local function that it calls assigns.", "Lowering/AssignedVariables.cs",
            "IInvocationOperation call => Closures.Capturing(scope.Module, call.TargetMethod),",
            "IInvocationOperation => null,"),
        new(
            "lower.delegate", "A loop does not carry what a lambda that it calls assigns.", "Lowering/AssignedVariables.cs",
            "ILocalReferenceOperation or IParameterReferenceOperation => scope.FindCallee(Symbol(operation)!),",
            "ILocalReferenceOperation or IParameterReferenceOperation => null,"),
        new(
            "lower.argument", "A function that is lowered in place gets no arguments.", "Lowering/InPlaceCalls.cs",
            "if (content is null)",
            "if (content is not null)"),
    ];

    private static Fault[] Emission =>
    [
        new(
            "scratch.shared", "Arrays that iterations make are made once, whatever becomes of them.", "Simplification/SharedScratch.cs",
            "!scratch.IsPrivate(loop, array.Result) || Before(array.Operands[0], inside) is not var (length, made)",
            "Before(array.Operands[0], inside) is not var (length, made)"),
        new(
            "kept.overwritten", "What scratch arrays held is kept, though they have been read before they were complete.", "Differentiation/KeptScratch.cs",
            "_places[write].Position > _places[read].Position || _places[write].Loops.Intersect(_places[read].Loops).Any()",
            "_places[write] == _places[read]"),
        new(
            "kept.reversed-later", "What scratch arrays held is kept also where the loop around is reversed later.", "Differentiation/KeptScratch.cs",
            "LoopAround(first) is not { } around || around != LoopAround(again)",
            "LoopAround(first) is null"),
        new(
            "emit.branch-free", "What is chosen without a branch where a condition holds is left out there.", "Emission/BranchFree.cs",
            "IsZero(choice.WhenTrue) ? \"ZeroIf\" : \"ZeroUnless\"",
            "\"ZeroIf\""),
        new(
            "emit.rows", "Multiples of rows that are taken away are added.", "Emission/RowUpdates.cs",
            "is var (factor, source, isNegated) ? (factor, source, !isNegated)",
            "is var (factor, source, isNegated) ? (factor, source, isNegated)"),
        new(
            "emit.rows-offset", "Rows are taken from where they would be without their offset.", "Emission/RowUpdates.cs",
            "sourceOffset ?? _builder.Constant(0), from, to]",
            "_builder.Constant(0), from, to]"),
        new(
            "emit.moves", "Parallel moves are written one after the other.", "Emission/MoveResolver.cs",
            "!readers.TryGetValue(variables[pair.Key], out int count) || count == 0",
            "true"),
        new(
            "emit.back-edge", "Variables are shared without regard to the next iteration.", "Emission/Interference.cs",
            "while (head.UnionWith(Walk(loop.Body, head, null)));",
            "while (head.UnionWith(Walk(loop.Body, head, null)) && false);"),
        new(
            "emit.past-store", "A load is written where it is used, whatever is stored in between.", "Emission/Inlining.cs",
            "!tree.Contains(other) && Conflict(order, OrderOf(other))",
            "!tree.Contains(other) && Conflict(order & ~Order.Reads, OrderOf(other))"),
        new(
            "emit.push-order", "A value is kept before it is computed.", "Emission/PushOrder.cs",
            " && !read.Contains(value); i--)",
            "; i--)"),
    ];

    private static Fault[] Contract =>
    [
        new(
            "contract.columns", "Eight columns of a Hessian at once are taken at what the method has left.", "Contract/HessianWriter.cs",
            "            .. Arguments(copies),\n            .. Inputs.Select(p => p.IsBuffer ? Part(directions, p)",
            "            .. Arguments([]),\n            .. Inputs.Select(p => p.IsBuffer ? Part(directions, p)"),
        new(
            "widening.constant", "The zero that a sum of eight directions begins with counts for nothing.", "Vectorization/Widening.cs",
            "if (IsWide(from[i]))\n                Widen(to[i]);",
            "if (IsWide(from[i]) && !IsWide(to[i]))\n                Widen(from[i]);"),
        new(
            "lanes.backwards", "A loop that takes values back in lanes forgets what idle lanes have summed.", "Vectorization/LaneLoop.cs",
            """["", ".ActiveOr(", ", ", ")"], IrType.Lanes, Lanes, value, body.Parameters[i + 1], start)""",
            """["", ".Active(", ")"], IrType.Lanes, Lanes, value, start)"""),
        new(
            "lanes.apart", "Elements a fixed distance apart are taken for different ones in all iterations that run at once.", "Vectorization/LaneMemory.cs",
            "distance.Constant is 0 ||",
            "distance.Constant is not null ||"),
        new(
            "tapes.joined", "What is put on a joined tape comes off it in the same order.", "Emission/JoinedTapes.cs",
            "run.OrderByDescending(op",
            "run.OrderBy(op"),
        new(
            "rows.seed", "The rows of a Jacobian that are computed at once have the seeds of each other.", "Vectorization/SeedRows.cs",
            "Unit(new Builder(start) { IsAdjoint = true }, 1 << row, seed.Name)",
            "Unit(new Builder(start) { IsAdjoint = true }, 1 << (_rows - 1 - row), seed.Name)"),
        new(
            "rows.guard", "What an adjoint of 0 is divided by counts in the rows of a Jacobian that are computed at once.", "Vectorization/SeedRows.cs",
            "[Builder.IsConstant(test.Operands[0], 0) ? test.Operands[1] : test.Operands[0], guard.WhenFalse]",
            "[guard.WhenFalse, Builder.IsConstant(test.Operands[0], 0) ? test.Operands[1] : test.Operands[0]]"),
        new(
            "contract.into-accumulates", "The overload of Gradient that writes into spans does not clear them.", "Contract/PrologueWriter.cs",
            """
                    .. declaration.Buffers.Select(p => Prologue.Clear(p, p.Names.Gradient)),

            """,
            ""),
        new(
            "contract.pullback-overwrites", "Pullback overwrites the bars of scalars.", "Differentiation/AdjointBuilder.cs",
            "inputs.Modes[i] == PassingMode.Ref ? DeliveryKind.Assign : DeliveryKind.Accumulate",
            "DeliveryKind.Assign"),
        new(
            "contract.jacobian-columns", "Columns of Jacobian after a buffer are one off.", "Contract/JacobianWriter.cs",
            "{seed} -= {buffer}.Length;",
            "{seed} -= {buffer}.Length - 1;"),
        new(
            "contract.jacobian-starts", "Columns of Jacobian after the first are taken where the method left its arguments.", "Contract/JacobianWriter.cs",
            "copies.TryGetValue(p, out string? copy) ? Argument(p, copy) : p.Identifier",
            "p.Identifier"),
        new(
            "contract.report-stops", "What is reported has no derivative.", "Differentiation/Reports.cs",
            "builder.Convert(report.Operands[0], IrType.Double, isImplicit: true)",
            "builder.Convert(builder.Append(new StopOp(report.Operands[0], new Value(report.Operands[0].Type))).Result, IrType.Double, isImplicit: true)"),
        new(
            "contract.report-names", "What is reported has the names of each other.", "Differentiation/Reports.cs",
            "builder.Constant(names.ToList().IndexOf(report.Name), IrType.Double)",
            "builder.Constant(names.Count - 1 - names.ToList().IndexOf(report.Name), IrType.Double)"),
    ];
}
