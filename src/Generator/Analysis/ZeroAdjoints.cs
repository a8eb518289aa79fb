using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// What an adjoint of 0 says where a function is infinitely steep. In <c>m * Math.Sqrt(v)</c>, it is the weight <c>m</c>, and the derivative by <c>v</c> is 0. In
/// <c>Math.Sqrt(v) * Math.Sqrt(v)</c>, it is 0 just because the root is, at the very point where the slope is infinite: 0 · ∞ stands for a limit then, which is 1 here,
/// and must become NaN, not 0. The difference is whether the weight depends on what the function's operands depend on. Branches are taken as they are: what only
/// chooses between them does not count.
/// </summary>
internal sealed class ZeroAdjoints(IrFunction function, MemoryClasses memory, IReadOnlyList<Value> inputs, IReadOnlyList<Value> outputs)
{
    /// <summary>Of a function before it is known which of its parameters count.</summary>
    public static ZeroAdjoints Of(IrFunction function)
    {
        Value[] inputs = [.. function.Parameters.Select(parameter => parameter.Content).OfType<Value>()];
        return new ZeroAdjoints(function, new MemoryClasses(function), inputs, [.. function.Body.Terminator.Operands, .. inputs.Where(input => input.Type.LeadsToMemory)]);
    }

    /// <summary>Whether the slope may be infinite for operands that are not.</summary>
    public static bool IsSteep(Op op) => op switch
    {
        ArithmeticOp { Code: Operator.Divide } => !Signs.IsPositive(op.Operands[1]),
        FunctionOp { Rule: "Pow" } when op.Operands[1].Definition is ConstantOp { Content: >= 1.0 or >= 1f } => false,
        FunctionOp one => IsSteep(RuleBook.Get(one.Rule).Steepness, op.Operands[0]),
        ITensorOp all => IsSteep(TensorBook.Of(all).Steepness, all.Arguments[0]),
        _ => false,
    };

    private static bool IsSteep(Steepness steepness, Value operand) => steepness == Steepness.Anywhere || (steepness == Steepness.AtZero && !Signs.IsPositive(operand));

    /// <summary>Whether an adjoint of 0 may hide that the slope is infinite.</summary>
    /// <param name="op">A function or a quotient, or a function of each element of an array.</param>
    /// <param name="results">
    /// The positions of the function's results that depend on it: where their adjoints are all 0, there is nothing to hide. None where arrays depend on it.
    /// </param>
    public bool MayHide(Op op, out int[] results)
    {
        var before = new Activity(function, memory, inputs, op is ITensorOp tensor ? tensor.Arguments.ToArray() : op.Operands);
        var same = new Activity(function, memory, inputs.Where(before.IsUseful), []);
        var after = new Activity(function, memory, op is TensorMapOp map ? [map.Memory] : op.Results, outputs);
        results = [];
        if (!function.Body.AllOps().Any(use => IsWeightedBy(use, after, same)))
            return false;
        Value[] all = function.Body.Terminator.Operands;
        if (!outputs.Any(output => output.Type.LeadsToMemory && after.IsVaried(output)))
            results = [.. Enumerable.Range(0, all.Length).Where(i => after.IsVaried(all[i]))];
        return true;
    }

    // Whether the operation multiplies what depends on the function with what depends on the same inputs.
    private static bool IsWeightedBy(Op use, Activity after, Activity same)
    {
        if (!use.Operands.Any(after.IsVaried) || (use.Results is [{ Type.IsFloating: true } result] && !after.IsUseful(result)))
            return false;
        switch (use)
        {
            case ArithmeticOp { Code: Operator.Multiply }:
                return AnyPair(use.Operands, (factor, other) => factor != other);
            case ArithmeticOp { Code: Operator.Divide or Operator.Remainder }:
                return AnyPair(use.Operands, (operand, other) => operand + other > 0);
            case FunctionOp { Form: var form } called:
                Rule rule = RuleBook.Get(called.Rule);
                return !Selection.IsPiecewiseLinear(rule)
                    && AnyPair(use.Operands, (operand, other) => form is null ? rule.AreMultiplied(operand, other) : rule.AreMultiplied(form.ArgumentOf(operand), form.ArgumentOf(other)));
            case ITensorOp tensor:
                return AnyPair(tensor.Arguments.ToArray(), TensorBook.Of(tensor).AreMultiplied);
            case CallOp or DenseOp or ExternalOp { IsDerived: true }:
                return true;
            default:
                return false;
        }

        bool AnyPair(Value[] operands, Func<int, int, bool> areMultiplied)
        {
            for (int i = 0; i < operands.Length; i++)
            {
                for (int j = 0; j < operands.Length && after.IsVaried(operands[i]); j++)
                {
                    if (same.IsVaried(operands[j]) && areMultiplied(i, j))
                        return true;
                }
            }

            return false;
        }
    }
}
