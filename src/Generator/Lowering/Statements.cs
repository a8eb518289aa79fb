using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Sequences and the choice of statements. What follows a statement that may be left early (<c>rest</c>) is lowered where control falls
/// through, so that early returns and <c>continue</c> become nesting; where that would take copies of it, a flag decides.
/// </summary>
internal static class Statements
{
    /// <param name="scope">The function.</param>
    /// <param name="statements">Of a block.</param>
    /// <param name="start">The first to lower.</param>
    /// <param name="tail">Regions that end where <paramref name="rest"/> ends.</param>
    /// <param name="rest">What follows the last statement; lowered at most once.</param>
    public static Flow Sequence(FunctionScope scope, IReadOnlyList<IOperation> statements, int start, Tail? tail, Func<Flow>? rest)
    {
        for (int i = start; i < statements.Count; i++)
        {
            scope.Module.Cancellation.ThrowIfCancellationRequested();
            int next = i + 1;
            Func<Flow>? following = next < statements.Count ? () => Sequence(scope, statements, next, tail, rest) : rest;
            bool isTaken = false;
            Func<Flow>? take = following is null ? null : () =>
            {
                isTaken = true;
                return following();
            };
            Flow flow = Branches.Normalise(One(scope, statements[i], tail, take), isTaken || following is null ? tail : null);
            if (isTaken || following is null || !flow.Falls)
                return flow;
            if (!flow.OnlyFalls)
                return Guarded(scope, flow, flow.Skips, tail, following);
        }

        return rest is null ? Flow.Falling : rest();
    }

    /// <summary>Goes on with what follows where a statement has fallen through.</summary>
    public static Flow Then(FunctionScope scope, Flow flow, Tail? tail, Func<Flow> rest) =>
        !flow.Falls ? flow : flow.OnlyFalls ? rest() : Guarded(scope, flow, flow.Skips, tail, rest);

    public static Flow Jump(FunctionScope scope, Region target)
    {
        if (target.Frame == scope.Frame)
            return Flow.To(target);
        // Out of the loop: what is handed over follows when all exits are known.
        scope.Frame!.Exits.Add(new LoopExit(scope.Block, scope.Bindings, target));
        return Flow.Ending;
    }

    /// <summary>Turns jumps to regions behind the loop that the code is in into exits of that loop.</summary>
    public static Flow LeaveLoop(FunctionScope scope, Flow flow)
    {
        foreach (Region region in flow.Skips)
        {
            if (region.Frame == scope.Frame)
                continue;
            if (!flow.IsUndecided)
                return Jump(scope, region);
            var branches = new Branches(scope, scope.ReadOrDefault(region.Flag));
            Branch leaving = branches.Lower(() => Jump(scope, region));
            branches.Merge(leaving, branches.Empty(), null, isExpression: false, out _);
            flow = flow.Without(region, flow.Falls);
        }

        return flow;
    }

    // if (flag) { } else { rest }
    private static Flow Guarded(FunctionScope scope, Flow flow, Region[] skips, Tail? tail, Func<Flow> rest)
    {
        var branches = new Branches(scope, scope.ReadOrDefault(skips[0].Flag));
        Branch skipping = branches.Lower(() => Flow.To(skips[0]));
        Branch going = branches.Lower(() => skips.Length == 1 ? rest() : Guarded(scope, flow, [.. skips.Skip(1)], tail, rest));
        return branches.Merge(skipping, going, tail, isExpression: false, out _);
    }

    private static Flow One(FunctionScope scope, IOperation statement, Tail? tail, Func<Flow>? rest)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return Sequence(scope, block.Operations, 0, tail, rest);
            case IConditionalOperation conditional:
                return Conditionals.Statement(scope, conditional, tail, rest);
            case ISwitchOperation choice:
                return Switches.Statement(scope, choice, tail, rest);
            case IForLoopOperation loop:
                return ForLoops.Lower(scope, loop);
            case IForEachLoopOperation loop:
                return ForEachLoops.Lower(scope, loop);
            case IWhileLoopOperation loop:
                return WhileLoops.Lower(scope, loop);
            case IReturnOperation { Kind: OperationKind.Return } @return:
                return Exits.Return(scope, @return);
            case IBranchOperation branch:
                return Exits.Branch(scope, branch);
            case IThrowOperation @throw:
                return Exits.Throw(scope, @throw);
            case IExpressionStatementOperation { Operation: IThrowOperation @throw }:
                return Exits.Throw(scope, @throw);
            case IExpressionStatementOperation expression:
                Expressions.Statement(scope, expression.Operation);
                return Flow.Falling;
            case IVariableDeclarationGroupOperation group:
                Declarations.Group(scope, group);
                return Flow.Falling;
            case IEmptyOperation or ILocalFunctionOperation:
                return Flow.Falling;
            default:
                Exits.Unsupported(scope, statement);
                return Flow.Falling;
        }
    }
}
