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
    /// <summary>Whether the slope may be infinite for operands that are not.</summary>
    public static bool IsSteep(Op op) => op switch
    {
        ArithmeticOp { Code: Operator.Divide } => !Signs.IsPositive(op.Operands[1]),
        FunctionOp { Rule: "Pow" } when op.Operands[1].Definition is ConstantOp { Content: >= 1.0 or >= 1f } => false,
        FunctionOp one => RuleBook.Get(one.Rule).IsSteep && !Signs.IsPositive(op.Operands[0]),
        _ => false,
    };

    /// <summary>Whether an adjoint of 0 may hide that the slope is infinite.</summary>
    /// <param name="op">A function or a quotient.</param>
    /// <param name="results">
    /// The positions of the function's results that depend on it: where their adjoints are all 0, there is nothing to hide. None where arrays depend on it.
    /// </param>
    public bool MayHide(Op op, out int[] results)
    {
        var before = new Activity(function, memory, inputs, op.Operands);
        var same = new Activity(function, memory, inputs.Where(before.IsUseful), []);
        var after = new Activity(function, memory, op.Results, outputs);
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
                return (after.IsVaried(use.Operands[0]) && same.IsVaried(use.Operands[1])) || (after.IsVaried(use.Operands[1]) && same.IsVaried(use.Operands[0]));
            case ArithmeticOp { Code: Operator.Divide or Operator.Remainder }:
                return after.IsVaried(use.Operands[1]) || same.IsVaried(use.Operands[1]);
            case FunctionOp { Rule: "Abs" or "CopySign" }:
                return false;
            case FunctionOp called:
                return !Selection.IsChoice(called.Rule) && !RuleBook.Get(called.Rule).IsPiecewiseConstant;
            case CallOp or ITensorOp or DenseOp or ExternalOp { IsDerived: true }:
                return true;
            default:
                return false;
        }
    }
}
