namespace Fluxion.Numerics;

/// <summary>
/// Elementary functions that keep their digits where the textbook expression overflows or cancels. All are differentiable; errors are
/// about 2 units in the last place.
/// </summary>
public static class Stable
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>ln(1 + eˣ), the softplus function: no overflow for large x, no loss for very negative x.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>ln(1 + eˣ).</returns>
    public static double Log1pExp(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    /// <inheritdoc cref="Log1pExp(double)"/>
    public static float Log1pExp(float x) => (float)Log1pExp((double)x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    /// <remarks>
    /// (u − 1)·x/ln u with u = eˣ rounded, after W. Kahan: the error of u cancels. See N. Higham, Accuracy and Stability of Numerical Algorithms, section 1.14.1.
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ − 1.</returns>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
            return x;
        return Math.Abs(x) < 1 ? (u - 1) * x / Math.Log(u) : u - 1;
    }

    /// <inheritdoc cref="Expm1(double)"/>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    /// <remarks>ln u + c/u with u = 1 + x rounded and c the rounding error, which is known exactly: ln(u + c) to first order in c.</remarks>
    /// <param name="x">At least −1.</param>
    /// <returns>ln(1 + x); NaN for x &lt; −1.</returns>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1)
            return x;
        if (!(u > 0) || double.IsPositiveInfinity(u))
            return Math.Log(u);
        double rounding = x < 1 ? x - (u - 1) : 1 - (u - x);
        return Math.Log(u) + rounding / u;
    }

    /// <inheritdoc cref="Log1p(double)"/>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary>The logistic function 1/(1 + e⁻ˣ), accurate for very negative x too.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double Logistic(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    /// <inheritdoc cref="Logistic(double)"/>
    public static float Logistic(float x) => (float)Logistic((double)x);

    /// <summary>The log-odds ln(p/(1 − p)), the inverse of <see cref="Logistic(double)"/>, accurate near ½ too.</summary>
    /// <param name="p">From 0 to 1.</param>
    /// <returns>ln(p/(1 − p)); −∞ at 0, ∞ at 1, NaN outside.</returns>
    public static double Logit(double p)
    {
        // Between ¼ and ¾ the quotient nears 1; 1 − 2p, and 1 − p above ½, are exact.
        if (p > 0.25 && p < 0.75)
            return p < 0.5 ? -Log1p((1 - 2 * p) / p) : Log1p((2 * p - 1) / (1 - p));
        return Math.Log(p / (1 - p));
    }

    /// <inheritdoc cref="Logit(double)"/>
    public static float Logit(float p) => (float)Logit((double)p);

    /// <summary>ln(eˣ + eʸ) without overflow.</summary>
    /// <param name="x">Any number; −∞ stands for a term of 0.</param>
    /// <param name="y">Any number; −∞ stands for a term of 0.</param>
    /// <returns>ln(eˣ + eʸ).</returns>
    public static double LogAddExp(double x, double y) =>
        x == y ? x + Ln2 : Math.Max(x, y) + Log1p(Math.Exp(-Math.Abs(x - y)));

    /// <inheritdoc cref="LogAddExp(double, double)"/>
    public static float LogAddExp(float x, float y) => (float)LogAddExp((double)x, (double)y);
}
