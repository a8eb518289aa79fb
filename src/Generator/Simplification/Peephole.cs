using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Factors of 1, sums with 0 and decided choices that came to light when other passes replaced values, in the reverse sweep only. All are
/// exact (but for the sign of a zero adjoint).
/// </summary>
internal static class Peephole
{
    public static bool Tidy(IrFunction function)
    {
        var substitution = new Substitution();
        foreach (SelectOp select in function.Body.AllOps().OfType<SelectOp>())
        {
            if (select.IsAdjoint && Chosen(select, substitution) is { } chosen)
                substitution.Replace(select.Result, chosen);
        }

        foreach (ArithmeticOp op in function.Body.AllOps().OfType<ArithmeticOp>())
        {
            if (!op.IsAdjoint || !op.Result.Type.IsFloating || op.Operands.Length != 2)
                continue;
            Value a = substitution[op.Operands[0]];
            Value b = substitution[op.Operands[1]];
            Value? same = op.Code switch
            {
                Operator.Multiply when Builder.IsConstant(a, 1) => b,
                Operator.Multiply or Operator.Divide when Builder.IsConstant(b, 1) => a,
                Operator.Add when Builder.IsConstant(a, 0) => b,
                Operator.Add or Operator.Subtract when Builder.IsConstant(b, 0) => a,
                _ => null,
            };
            if (same is null)
                continue;
            if (same.Name is null && same.Definition is { IsAdjoint: true } and not ConstantOp)
                same.Name = op.Result.Name;
            substitution.Replace(op.Result, same);
        }

        if (substitution.IsEmpty)
            return false;
        substitution.Apply(function.Body);
        return true;
    }

    // 2 == 0 ? a : b; and c ? 0 : (c ? 0 : a), which guards twice.
    private static Value? Chosen(SelectOp select, Substitution substitution)
    {
        Value condition = substitution[select.Condition];
        if (condition.Definition is ArithmeticOp { Code: Operator.Equal } test && Constant(substitution[test.Operands[0]], substitution) is { } left
            && Builder.IsConstant(substitution[test.Operands[1]], 0))
        {
            return substitution[Builder.IsConstant(left.Result, 0) ? select.WhenTrue : select.WhenFalse];
        }

        if (substitution[select.WhenFalse].Definition is SelectOp { IsAdjoint: true } inner && substitution[inner.Condition] == condition)
        {
            select.Operands = [select.Condition, select.WhenTrue, substitution[inner.WhenFalse]];
        }

        return null;
    }

    // The number itself, or the one whose negative it is, which is 0 where that is.
    private static ConstantOp? Constant(Value value, Substitution substitution) => value.Definition switch
    {
        ConstantOp { Content: double or float } constant => constant,
        ArithmeticOp { Code: Operator.Negate } negative => Constant(substitution[negative.Operands[0]], substitution),
        _ => null,
    };
}
