using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Which call of a LINQ chain is why the chain is not a loop: the one that is to blame may stand before or behind the one with the lambda.</summary>
internal static class SequenceObstacles
{
    /// <summary>The expression to blame for a function that is given to LINQ, and what is said of it; null where it is not LINQ that is not supported.</summary>
    public static (IOperation Expression, string What)? Of(FunctionScope scope, IInvocationOperation call)
    {
        if (!Sequences.IsLinq(call.TargetMethod))
            return null;
        if (FirstOfSource(scope, call) is { } before)
            return (before, NotSupported(before));
        IInvocationOperation link = call;
        while (Sequences.Contains(scope, link) && Consumer(link) is { } next)
        {
            if (!Sequences.IsLinq(next.TargetMethod))
                return (link, $"a sequence that '{next.TargetMethod.Name}' is given is not supported yet: LINQ would run it there. Make an array of it with 'ToArray', or write a loop.");
            link = next;
        }

        return (link, Sequences.Contains(scope, link)
            ? "a sequence can be enumerated where it is made, or kept in a local that is not assigned again, and nothing else yet. Make an array of it with 'ToArray', or write a loop."
            : NotSupported(link));
    }

    // The innermost call that is no sequence here although what it is called on is one.
    private static IInvocationOperation? FirstOfSource(FunctionScope scope, IInvocationOperation call)
    {
        IInvocationOperation? found = null;
        IOperation? source = First(call);
        while (source is IInvocationOperation inner && Sequences.IsLinq(inner.TargetMethod) && !Sequences.Contains(scope, inner))
        {
            found = inner;
            source = First(inner);
        }

        return found;
    }

    private static IOperation? First(IInvocationOperation call) => call.Arguments.Length == 0 ? null : Sequences.Unwrap(call.Arguments[0].Value);

    // The call whose sequence an expression is.
    private static IInvocationOperation? Consumer(IOperation expression)
    {
        IOperation? at = expression.Parent;
        while (at is IConversionOperation or IParenthesizedOperation or ITranslatedQueryOperation)
            at = at.Parent;
        return at is IArgumentOperation { Parent: IInvocationOperation call } ? call : null;
    }

    private static string NotSupported(IInvocationOperation call) =>
        $"LINQ's '{call.TargetMethod.Name}' is not supported here yet. Write a loop; what is data can be computed before and passed as a [Constant] parameter.";
}
