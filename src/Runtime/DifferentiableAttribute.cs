namespace Fluxion;

/// <summary>
/// Asks for the derivatives of a method. Its companions (<c>Gradient_F</c>, <c>Pullback_F</c>, <c>Tangent_F</c>, …) are generated
/// into the containing type, which must be <c>partial</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Differentiates with respect to every floating-point parameter that is not marked <see cref="ConstantAttribute"/>.</summary>
    public DifferentiableAttribute() => Parameters = [];

    /// <summary>Differentiates with respect to the named parameters only; <c>nameof</c> works.</summary>
    /// <param name="parameters">Names of parameters of the marked method.</param>
    public DifferentiableAttribute(params string[] parameters) => Parameters = parameters;

    /// <summary>The parameters named, or none for all of them.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// The highest order of derivatives to generate: 1 (the default), 2 (<c>HessianVector_F</c> and <c>Hessian_F</c>) or 3 (<c>ThirdDerivative_F</c>).
    /// Those above 1 are there for methods that return a number.
    /// </summary>
    public int Order { get; set; } = 1;

    /// <summary>
    /// Allows sums to be reordered for speed: loops that only add up run eight iterations at once, in a fixed order, so that every machine gives
    /// the same bits. The value may then differ from the method's own in the last bits.
    /// </summary>
    public bool AllowReassociation { get; set; }
}
