namespace Fluxion.Generator.Rules;

/// <summary>Where a function is infinitely steep.</summary>
internal enum Steepness
{
    Nowhere,

    /// <summary>Where its first operand is 0 or below, as a root.</summary>
    AtZero,

    /// <summary>For first operands above 0, too, as the arc sine at 1.</summary>
    Anywhere,
}
