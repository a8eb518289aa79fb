using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// <c>for</c>. It counts where an <c>int</c> runs in constant steps to a bound that the loop does not change and nothing leaves early;
/// any other <c>for</c> is a <c>while</c>.
/// </summary>
internal static class ForLoops
{
    public static Flow Lower(FunctionScope scope, IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
            Statements.Sequence(scope, [before], 0, null, null);
        return Counting.Of(scope, loop) is { } count && scope.Find(count.Index)?.Slot is { } slot && scope.Bindings[slot] is { } lower
            ? Lower(scope, loop, count, slot, lower, count.EndOf(scope), [loop.Body], [.. loop.AtLoopBottom.Where(step => step != count.Step)])
            : WhileLoops.Lower(scope, loop);
    }

    /// <summary>A <c>while</c> that counts; what it counts with has a value after it, too.</summary>
    public static Flow Lower(FunctionScope scope, IWhileLoopOperation loop, Counting count, Slot slot, Value first)
    {
        IOperation[] body = loop.Body is IBlockOperation block ? [.. block.Operations.Where(statement => statement != count.Step)] : [loop.Body];
        Value end = count.EndOf(scope);
        Flow flow = Lower(scope, loop, count, slot, first, end, body, []);
        if (count.IsInclusive)
            end = Stepped(scope, end, count.By);
        // From 0 up to a length, or from a length down to 0, it ends at the bound.
        bool reaches = count.By > 0 ? IsLength(end) && first.Definition is ConstantOp { Content: 0 } : IsLength(first) && end.Definition is ConstantOp { Content: 0 };
        Value last = reaches ? end : scope.Builder.Select(scope.Builder.Compare(count.By > 0 ? Operator.Less : Operator.Greater, first, end), end, first);
        scope.Write(slot, count.IsShifted ? Stepped(scope, last, count.By) : last);
        return flow;
    }

    private static Flow Lower(FunctionScope scope, ILoopOperation loop, Counting count, Slot slot, Value lower, Value upper, IOperation[] body, IOperation[] steps)
    {
        // The initial value is the loop's own: it needs no variable before the loop.
        if (lower.Definition is not null && lower.Name == slot.Name)
            lower.Name = null;
        Slot[] carried = [.. LoopParts.Carried(scope, loop, []).Where(s => s != slot)];
        scope.RegionAt(loop.ExitLabel);
        // An index that is stepped before the body sees it is counted from one further on; where that may be beyond all numbers, the body makes it of another one.
        bool isAhead = count is { IsShifted: true, By: -1, IsInclusive: false } && lower.Definition is LengthOp or ConstantOp { Content: int and >= 0 };
        if (isAhead)
            lower = Stepped(scope, lower, count.By);
        bool isApart = count.IsShifted && !isAhead;
        bool isInclusive = count.IsInclusive || isAhead;
        if (isApart && count.By < 0 && !isInclusive && upper.Definition is ConstantOp { Content: int and < int.MaxValue and var bound })
            (upper, isInclusive) = (scope.Builder.Constant(bound + 1), true);
        var counted = new CountedLoop(scope, scope.SiteOfLoop(loop), isApart ? scope.NewSlot(IrType.Int, null) : slot, carried);
        if (isApart)
            scope.Write(slot, Stepped(scope, counted.Index, count.By));
        Region next = scope.RegionAt(loop.ContinueLabel);
        bool falls = Statements.Sequence(scope, body, 0, new Tail(next, null), null).Falls;
        if (falls)
        {
            foreach (IOperation step in steps)
                Statements.Sequence(scope, [step], 0, null, null);
        }

        return counted.Close(lower, upper, count.By, isInclusive, falls);
    }

    private static Value Stepped(FunctionScope scope, Value index, int by) =>
        scope.Builder.Arithmetic(by > 0 ? Operator.Add : Operator.Subtract, index, scope.Builder.Constant(Math.Abs(by)));

    private static bool IsLength(Value value) => value.Definition is LengthOp;
}
