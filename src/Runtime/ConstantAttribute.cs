namespace Fluxion;

/// <summary>
/// Marks a parameter as data: there is no derivative with respect to what it holds on entry. Values that depend on other
/// parameters and are written into such a buffer (scratch space) still carry derivatives.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field, Inherited = false)]
public sealed class ConstantAttribute : Attribute;
