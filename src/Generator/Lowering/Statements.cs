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
    /// <param name="tail">Regions that end where everything, <paramref name="rest"/> included, ends.</param>
    /// <param name="rest">What follows the last statement: lowered once, if control gets there.</param>
    public static Flow Sequence(FunctionScope scope, IReadOnlyList<IOperation> statements, int start, Tail? tail, Func<Flow>? rest)
    {
        for (int i = start; i < statements.Count; i++)
        {
            scope.Module.Cancellation.ThrowIfCancellationRequested();
            int next = i + 1;
            Func<Flow>? following = next < statements.Count ? () => Sequence(scope, statements, next, tail, rest) : rest;
            if (following is null || HasJump(statements[i]))
                return Branches.Normalise(One(scope, statements[i], tail, following), tail);
            One(scope, statements[i], null, null);
        }

        return rest is null ? Flow.Falling : rest();
    }

    /// <summary>Goes on with what follows where a statement has fallen through.</summary>
    public static Flow Then(FunctionScope scope, Flow flow, Tail? tail, Func<Flow>? rest) =>
        rest is null || !flow.Falls ? Branches.Normalise(flow, tail)
        : flow.OnlyFalls ? rest()
        : Guarded(scope, flow, flow.Skips, tail, rest);

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

    // What cannot be left early needs no knowledge of what follows, and long methods need no deep recursion.
    private static bool HasJump(IOperation statement)
    {
        if (statement is IReturnOperation or IBranchOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation })
            return true;
        if (statement is IExpressionStatementOperation or IVariableDeclarationGroupOperation or ILocalFunctionOperation)
            return false;
        foreach (IOperation child in statement.ChildOperations)
        {
            if (HasJump(child))
                return true;
        }

        return false;
    }

    private static Flow One(FunctionScope scope, IOperation statement, Tail? tail, Func<Flow>? rest) => statement switch
    {
        IBlockOperation block => Sequence(scope, block.Operations, 0, tail, rest),
        IConditionalOperation conditional => Conditionals.Statement(scope, conditional, tail, rest),
        ISwitchOperation choice => Switches.Statement(scope, choice, tail, rest),
        _ => Then(scope, Simple(scope, statement), tail, rest),
    };

    private static Flow Simple(FunctionScope scope, IOperation statement)
    {
        switch (statement)
        {
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
