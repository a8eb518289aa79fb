using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Factors of 1 and sums with 0 that came to light when other passes replaced values, in the reverse sweep only. Both are exact (but for
/// the sign of a zero adjoint).
/// </summary>
internal static class Peephole
{
    public static bool Tidy(IrFunction function)
    {
        var substitution = new Substitution();
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
}
