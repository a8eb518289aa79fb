using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

// Slopes of hyperbolic functions.
public static partial class Partials
{
    /// <summary>The slope of the hyperbolic tangent, <c>1 / cosh² x = 1 − tanh² x</c>, accurate to a few units in the last place also where it is tiny.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="tanh">Its hyperbolic tangent: up to ¾ the slope is made of it, beyond of an exponential, since 1 − tanh² would lose digits.</param>
    /// <returns>The slope, from 0 to 1; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SechSquared(double x, double tanh) => Math.Abs(tanh) < 0.75 ? (1 - tanh) * (1 + tanh) : SechSquaredOf(x);

    /// <inheritdoc cref="SechSquared(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SechSquared(float x, float tanh) => MathF.Abs(tanh) < 0.75f ? (1 - tanh) * (1 + tanh) : (float)SechSquaredOf(x);

    // 4 e^−2|x| / (1 + e^−2|x|)², which neither overflows nor cancels.
    private static double SechSquaredOf(double x)
    {
        double e = Math.Exp(-2 * Math.Abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }
}
