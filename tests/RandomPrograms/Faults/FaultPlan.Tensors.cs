namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of functions of <c>TensorPrimitives</c>.</summary>
public static partial class FaultPlan
{
    private static Fault[] Tensors =>
    [
        new(
            "tensor.in-place", "The adjoint of an element that a call overwrites in place stays that of the result.", "Differentiation/ReverseSweep.Tensors.cs",
            "if (isInPlace && own != bar)",
            "if (isInPlace && own == bar)"),
        new(
            "tensor.overwritten", "What a call got is read where it is, whatever the call writes there itself.", "Differentiation/ReverseSweep.Tensors.cs",
            "(!isAfter && _activity.Memory.IsWrittenBy(op, handle))",
            "(!isAfter && false)"),
        new(
            "tensor.scalar", "A scalar in the place of a span gets the adjoint of the last element.", "Differentiation/ReverseSweep.Tensors.cs",
            "sums[sum] = _builder.Add(sums[sum], contribution);",
            "sums[sum] = contribution;"),
        new(
            "tensor.softmax", "A softmax has the derivative of an exponential.", "Rules/Tensors/TensorFunction.cs",
            "b.Subtract(factor, mean)",
            "factor"),
    ];
}
