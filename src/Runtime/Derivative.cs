namespace Fluxion;

/// <summary>What a marked method can say about its own derivative.</summary>
public static class Derivative
{
    /// <summary>Passes the value and stops the derivative: the result counts as a constant.</summary>
    /// <param name="value">Any value.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    public static double Stop(double value) => value;

    /// <inheritdoc cref="Stop(double)"/>
    public static float Stop(float value) => value;
}
