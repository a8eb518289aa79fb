using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What the kinds of loops have in common.</summary>
internal static class LoopParts
{
    /// <summary>The operation whose text stands for the loop.</summary>
    public static IOperation Head(ILoopOperation loop) => loop switch
    {
        IForLoopOperation { Condition: { } condition } => condition,
        IWhileLoopOperation { Condition: { } condition } => condition,
        IForEachLoopOperation each => each.Collection,
        _ => loop,
    };

    /// <summary>The slots with a value now that the loop assigns, in order of declaration.</summary>
    public static Slot[] Carried(FunctionScope scope, ILoopOperation loop, IEnumerable<Slot> hidden)
    {
        IEnumerable<IOperation> parts = loop is IForLoopOperation counted
            ? [counted.Body, .. counted.AtLoopBottom, .. counted.Condition is { } condition ? (IOperation[])[condition] : []]
            : [loop];
        return Carried(scope, parts, hidden);
    }

    /// <summary>The same for code that is lowered as the body of a loop.</summary>
    public static Slot[] Carried(FunctionScope scope, IEnumerable<IOperation> parts, IEnumerable<Slot> hidden) =>
    [
        .. AssignedVariables.In(scope, parts)
            .SelectMany(symbol => scope.Find(symbol)?.Slots ?? scope.FindReference(symbol)?.Slots ?? [])
            .Concat(hidden)
            .Where(slot => scope.Bindings[slot] is not null && slot.Count == 0)
            .Distinct()
            .OrderBy(slot => slot.Order),
    ];

    /// <summary>Whether the body goes on with the next iteration before its end.</summary>
    public static bool Continues(ILoopOperation loop) =>
        loop.Body.Descendants().Any(operation => operation is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel));

    /// <summary>Whether the body jumps out of the loop other than by throwing.</summary>
    public static bool IsLeftEarly(ILoopOperation loop)
    {
        return Leaves(loop.Body);

        bool Leaves(IOperation operation)
        {
            foreach (IOperation child in operation.ChildOperations)
            {
                if (child is ILocalFunctionOperation or IAnonymousFunctionOperation)
                    continue;
                if (Leaves(child))
                    return true;
            }

            return operation is IReturnOperation
                || (operation is IBranchOperation branch
                    && (branch.BranchKind == BranchKind.GoTo || SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)));
        }
    }
}
