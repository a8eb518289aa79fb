namespace Fluxion.CompilerServices;

// How those of second-order companions change, for third-order ones.
public static partial class Partials
{
    /// <summary><c>factor · ∂³xᵖ/∂x³ = factor · p · (p − 1) · (p − 2) · xᵖ⁻³</c>, with the one-sided limits at x = 0, and 0 for p = 0, 1 and 2.</summary>
    /// <param name="factor">An adjoint times two tangents of the base.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled derivative; NaN for a negative base with an exponent that is not an integer.</returns>
    public static double PowXXX(double factor, double x, double p)
    {
        if (factor == 0 || p == 0 || p == 1 || p == 2)
            return 0;
        double falling = p * (p - 1) * (p - 2);
        if (p >= 1.5 && p < EvenFrom)
            return factor * (falling * Math.Pow(x, p - 3));

        // Elsewhere p − 3 is rounded; xᵖ/x/x/x has the digits.
        if (double.IsInfinity(x) && p < 3)
            return 0;
        double power = Math.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 3 ? factor * falling * (double.PositiveInfinity / x) : 0;
        return factor * (falling * (power / x / x / x));
    }

    /// <inheritdoc cref="PowXXX(double, double, double)"/>
    public static float PowXXX(float factor, float x, float p)
    {
        if (factor == 0 || p == 0 || p == 1 || p == 2)
            return 0;
        float falling = p * (p - 1) * (p - 2);
        if (p >= 1.5f && p < EvenFromSingle)
            return factor * (falling * MathF.Pow(x, p - 3));

        // Elsewhere p − 3 is rounded; xᵖ/x/x/x has the digits.
        if (float.IsInfinity(x) && p < 3)
            return 0;
        float power = MathF.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 3 ? factor * falling * (float.PositiveInfinity / x) : 0;
        return factor * (falling * (power / x / x / x));
    }

    /// <summary><c>factor · ∂³xᵖ/∂x²∂p = factor · xᵖ⁻² · (2p − 1 + p · (p − 1) · ln x)</c>, exactly 0 at x = 0 with p &gt; 2.</summary>
    /// <param name="factor">An adjoint times a tangent of the base and one of the exponent.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled derivative; NaN for a negative base.</returns>
    public static double PowXXP(double factor, double x, double p)
    {
        if (factor == 0 || (x == 0 && p > 2))
            return 0;
        double falling = p * (p - 1);
        return factor * (Math.Pow(x, p - 2) * (falling == 0 ? 2 * p - 1 : 2 * p - 1 + falling * Math.Log(x)));
    }

    /// <inheritdoc cref="PowXXP(double, double, double)"/>
    public static float PowXXP(float factor, float x, float p)
    {
        if (factor == 0 || (x == 0 && p > 2))
            return 0;
        float falling = p * (p - 1);
        return factor * (MathF.Pow(x, p - 2) * (falling == 0 ? 2 * p - 1 : 2 * p - 1 + falling * MathF.Log(x)));
    }

    /// <summary><c>factor · ∂³xᵖ/∂x∂p² = factor · xᵖ⁻¹ · ln x · (2 + p · ln x)</c>, exactly 0 at x = 0 with p &gt; 1.</summary>
    /// <param name="factor">An adjoint times two tangents of the exponent.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled derivative; NaN for a negative base.</returns>
    public static double PowXPP(double factor, double x, double p)
    {
        if (factor == 0 || (x == 0 && p > 1))
            return 0;
        double log = Math.Log(x);
        return factor * (Math.Pow(x, p - 1) * log * (2 + p * log));
    }

    /// <inheritdoc cref="PowXPP(double, double, double)"/>
    public static float PowXPP(float factor, float x, float p)
    {
        if (factor == 0 || (x == 0 && p > 1))
            return 0;
        float log = MathF.Log(x);
        return factor * (MathF.Pow(x, p - 1) * log * (2 + p * log));
    }

    /// <summary><c>−factor · xᵖ / x²</c>: how <c>xᵖ / x</c> changes with x alone; exactly 0 where xᵖ is 0.</summary>
    /// <param name="factor">An adjoint times two tangents of the base.</param>
    /// <param name="x">The base.</param>
    /// <param name="power">xᵖ.</param>
    /// <returns>The scaled derivative.</returns>
    public static double PowPXX(double factor, double x, double power) => factor == 0 || (power == 0 && x >= 0) ? 0 : -factor * (power / x / x);

    /// <inheritdoc cref="PowPXX(double, double, double)"/>
    public static float PowPXX(float factor, float x, float power) => factor == 0 || (power == 0 && x >= 0) ? 0 : -factor * (power / x / x);

    /// <summary><c>factor · ∂³ⁿ√x/∂x³ = factor · (1/n − 1) · (1/n − 2) · ⁿ√x / (n·x³)</c>, with the limits at x = 0 and x = ±∞.</summary>
    /// <param name="factor">An adjoint times two tangents of the radicand.</param>
    /// <param name="x">The radicand.</param>
    /// <param name="n">The degree.</param>
    /// <param name="root">ⁿ√x.</param>
    /// <returns>The scaled derivative.</returns>
    public static double RootNXX(double factor, double x, int n, double root)
    {
        if (factor == 0 || n == 1 || (double.IsInfinity(x) && !double.IsNaN(root)))
            return 0;
        double slope = root / n / x;
        return x == 0 && n > 0 ? factor * double.PositiveInfinity : factor * (((1 - n) / (double)n) * ((1 - 2.0 * n) / n) * (slope / x / x));
    }

    /// <inheritdoc cref="RootNXX(double, double, int, double)"/>
    public static float RootNXX(float factor, float x, int n, float root)
    {
        if (factor == 0 || n == 1 || (float.IsInfinity(x) && !float.IsNaN(root)))
            return 0;
        float slope = root / n / x;
        return x == 0 && n > 0 ? factor * float.PositiveInfinity : factor * (((1 - n) / (float)n) * ((1 - 2f * n) / n) * (slope / x / x));
    }
}
