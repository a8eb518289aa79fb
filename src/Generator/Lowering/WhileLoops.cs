using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>while</c>, <c>do</c>, and the <c>for</c> loops, that do not count.</summary>
internal static class WhileLoops
{
    public static Flow Lower(FunctionScope scope, IWhileLoopOperation loop)
    {
        if (Counting.Of(scope, loop) is { } count && scope.Find(count.Index)?.Slot is { } slot && scope.Bindings[slot] is { } first)
            return ForLoops.Lower(scope, loop, count, slot, first);
        bool isEndless = IsTrue(loop.Condition);
        var general = new GeneralLoop(scope, loop);
        if (loop.ConditionIsTop && !isEndless)
            Test(scope, general, loop.Condition!);
        bool falls = general.Body(loop.Body).Falls;
        if (falls && !loop.ConditionIsTop && !isEndless)
            Test(scope, general, loop.Condition!);
        return general.Close(falls);
    }

    /// <param name="scope">The function.</param>
    /// <param name="loop">Its initialisers have been lowered.</param>
    public static Flow Lower(FunctionScope scope, IForLoopOperation loop)
    {
        var general = new GeneralLoop(scope, loop);
        if (loop.Condition is { } condition && !IsTrue(condition))
            Test(scope, general, condition);
        bool falls = general.Body(loop.Body).Falls;
        if (falls)
        {
            foreach (IOperation step in loop.AtLoopBottom)
                Statements.Sequence(scope, [step], 0, null, null);
        }

        return general.Close(falls);
    }

    private static void Test(FunctionScope scope, GeneralLoop loop, IOperation condition)
    {
        Value holds = Expressions.Scalar(scope, condition);
        scope.At(condition);
        loop.ExitUnless(holds);
    }

    private static bool IsTrue(IOperation? condition) => condition?.ConstantValue is { HasValue: true, Value: true };
}
