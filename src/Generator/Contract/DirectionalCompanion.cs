using Fluxion.Generator.Differentiation;

namespace Fluxion.Generator.Contract;

/// <summary>A companion that takes directions: how its parameters and its results are called. It has an overload into buffers of the caller.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Prefix">Of its name.</param>
/// <param name="Order">The order of derivatives from which on a method has it.</param>
/// <param name="Directions">The directions of a parameter.</param>
/// <param name="Results">The derivatives with respect to a parameter, the gradient first.</param>
internal sealed record DirectionalCompanion(
    CompanionKind Kind, string Prefix, int Order, IReadOnlyList<Func<ParameterNames, string>> Directions, IReadOnlyList<Func<ParameterNames, string>> Results)
{
    public static DirectionalCompanion HessianVector { get; } = new(CompanionKind.HessianVector, "HessianVector_", 2, [n => n.Dot], [n => n.Gradient, n => n.Product]);

    public static DirectionalCompanion ThirdDerivative { get; } = new(
        CompanionKind.ThirdDerivative, "ThirdDerivative_", 3, [n => n.Dot, n => n.SecondDot], [n => n.Gradient, n => n.Product, n => n.SecondProduct, n => n.Third]);

    public static IReadOnlyList<DirectionalCompanion> All { get; } = [HessianVector, ThirdDerivative];
}
