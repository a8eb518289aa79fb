namespace Fluxion.CompilerServices;

// How the partials of powers and roots change, for second-order companions.
public static partial class Partials
{
    /// <summary><c>factor · ∂²xᵖ/∂x² = factor · p · (p − 1) · xᵖ⁻²</c>, with the one-sided limits at x = 0, and 0 for p = 0 and p = 1.</summary>
    /// <param name="factor">An adjoint times a tangent of the base.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled derivative; NaN for a negative base with an exponent that is not an integer.</returns>
    public static double PowXX(double factor, double x, double p)
    {
        if (factor == 0 || p == 0 || p == 1)
            return 0;
        if (p >= 1 && p < EvenFrom)
            return factor * (p * (p - 1) * Math.Pow(x, p - 2));

        // Elsewhere p − 2 is rounded; xᵖ/x/x has the digits.
        if (double.IsInfinity(x) && p < 2)
            return 0;
        double power = Math.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 2 ? factor * (p * (p - 1)) * double.PositiveInfinity : 0;
        return factor * (p * (p - 1) * (power / x / x));
    }

    /// <inheritdoc cref="PowXX(double, double, double)"/>
    public static float PowXX(float factor, float x, float p)
    {
        if (factor == 0 || p == 0 || p == 1)
            return 0;
        if (p >= 1 && p < EvenFromSingle)
            return factor * (p * (p - 1) * MathF.Pow(x, p - 2));
        if (float.IsInfinity(x) && p < 2)
            return 0;
        float power = MathF.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 2 ? factor * (p * (p - 1)) * float.PositiveInfinity : 0;
        return factor * (p * (p - 1) * (power / x / x));
    }

    /// <summary><c>factor · ∂²xᵖ/∂x∂p = factor · xᵖ⁻¹ · (1 + p · ln x)</c>, exactly 0 at x = 0 with p &gt; 1.</summary>
    /// <param name="factor">An adjoint times a tangent of the exponent.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled derivative; NaN for a negative base.</returns>
    public static double PowXP(double factor, double x, double p) =>
        factor == 0 || (x == 0 && p > 1) ? 0 : factor * (Math.Pow(x, p - 1) * (1 + p * Math.Log(x)));

    /// <inheritdoc cref="PowXP(double, double, double)"/>
    public static float PowXP(float factor, float x, float p) =>
        factor == 0 || (x == 0 && p > 1) ? 0 : factor * (MathF.Pow(x, p - 1) * (1 + p * MathF.Log(x)));

    /// <summary><c>factor · xᵖ / x</c>: what <c>ln x</c> alone contributes to how <c>xᵖ · ln x</c> changes with x; exactly 0 where xᵖ is 0.</summary>
    /// <param name="factor">An adjoint times a tangent of the base.</param>
    /// <param name="x">The base.</param>
    /// <param name="power">xᵖ.</param>
    /// <returns>The scaled derivative.</returns>
    public static double PowPX(double factor, double x, double power) => factor == 0 || (power == 0 && x >= 0) ? 0 : factor * (power / x);

    /// <inheritdoc cref="PowPX(double, double, double)"/>
    public static float PowPX(float factor, float x, float power) => factor == 0 || (power == 0 && x >= 0) ? 0 : factor * (power / x);

    /// <summary><c>factor · ∂²ⁿ√x/∂x² = factor · (1/n − 1) · ⁿ√x / (n·x²)</c>, with the limits at x = 0 and x = ±∞.</summary>
    /// <param name="factor">An adjoint times a tangent of the radicand.</param>
    /// <param name="x">The radicand.</param>
    /// <param name="n">The degree.</param>
    /// <param name="root">ⁿ√x.</param>
    /// <returns>The scaled derivative.</returns>
    public static double RootNX(double factor, double x, int n, double root)
    {
        if (factor == 0 || n == 1 || (double.IsInfinity(x) && !double.IsNaN(root)))
            return 0;
        double slope = root / n / x;
        return x == 0 && n > 0 ? factor * double.NegativeInfinity : factor * (((1 - n) / (double)n) * (slope / x));
    }

    /// <inheritdoc cref="RootNX(double, double, int, double)"/>
    public static float RootNX(float factor, float x, int n, float root)
    {
        if (factor == 0 || n == 1 || (float.IsInfinity(x) && !float.IsNaN(root)))
            return 0;
        float slope = root / n / x;
        return x == 0 && n > 0 ? factor * float.NegativeInfinity : factor * (((1 - n) / (float)n) * (slope / x));
    }
}
