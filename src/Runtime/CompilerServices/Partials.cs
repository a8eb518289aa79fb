using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Fluxion.CompilerServices;

/// <summary>
/// Partial derivatives that take more than an expression, called by generated code. Each returns <c>factor</c> (an adjoint or a
/// tangent) times the partial derivative, and 0 for a factor of 0, also where the partial is infinite.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Partials
{
    // From here on p − 1 may round to p.
    private const double EvenFrom = 9007199254740992;

    private const float EvenFromSingle = 16777216;

    /// <summary><c>factor · ∂xᵖ/∂x = factor · p · xᵖ⁻¹</c>, with the one-sided limits at x = 0, and 0 for p = 0.</summary>
    /// <param name="factor">The adjoint of the power or the tangent of the base.</param>
    /// <param name="x">The base.</param>
    /// <param name="p">The exponent.</param>
    /// <returns>The scaled partial; NaN for a negative base with an exponent that is not an integer.</returns>
    public static double PowX(double factor, double x, double p)
    {
        if (factor == 0 || p == 0)
            return 0;
        if (p == 1)
            return factor;
        if (p >= 0.5 && p < EvenFrom)
            return factor * (p * Math.Pow(x, p - 1));

        // Elsewhere p − 1 is rounded, which costs digits of xᵖ⁻¹ and, for huge p, its sign; xᵖ/x has them.
        if (double.IsInfinity(x) && p < 1)
            return 0;
        double power = Math.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 1 ? factor * double.PositiveInfinity : 0;
        return factor * (p * (power / x));
    }

    /// <inheritdoc cref="PowX(double, double, double)"/>
    public static float PowX(float factor, float x, float p)
    {
        if (factor == 0 || p == 0)
            return 0;
        if (p == 1)
            return factor;
        if (p >= 0.5f && p < EvenFromSingle)
            return factor * (p * MathF.Pow(x, p - 1));
        if (float.IsInfinity(x) && p < 1)
            return 0;
        float power = MathF.Pow(x, p);
        if (power == 0)
            return x == 0 && p < 1 ? factor * float.PositiveInfinity : 0;
        return factor * (p * (power / x));
    }

    /// <summary><c>factor · ∂xᵖ/∂p = factor · xᵖ · ln x</c>, exactly 0 where xᵖ is 0 (x = 0 with p &gt; 0).</summary>
    /// <param name="factor">The adjoint of the power or the tangent of the exponent.</param>
    /// <param name="x">The base.</param>
    /// <param name="power">xᵖ.</param>
    /// <returns>The scaled partial; NaN for a negative base.</returns>
    public static double PowP(double factor, double x, double power) =>
        factor == 0 || (power == 0 && x >= 0) ? 0 : factor * (power * Math.Log(x));

    /// <inheritdoc cref="PowP(double, double, double)"/>
    public static float PowP(float factor, float x, float power) =>
        factor == 0 || (power == 0 && x >= 0) ? 0 : factor * (power * MathF.Log(x));

    /// <summary><c>factor · ∂ⁿ√x/∂x = factor · ⁿ√x / (n·x)</c>, with the limits at x = 0 and x = ±∞.</summary>
    /// <param name="factor">The adjoint of the root or the tangent of the radicand.</param>
    /// <param name="x">The radicand.</param>
    /// <param name="n">The degree.</param>
    /// <param name="root">ⁿ√x.</param>
    /// <returns>The scaled partial.</returns>
    public static double RootN(double factor, double x, int n, double root)
    {
        if (factor == 0)
            return 0;
        if (n == 1)
            return factor;
        if (double.IsInfinity(x) && !double.IsNaN(root))
            return 0;
        return x == 0 && n != 0 ? factor * (n > 0 ? double.PositiveInfinity : double.NegativeInfinity) : factor * (root / n / x);
    }

    /// <inheritdoc cref="RootN(double, double, int, double)"/>
    public static float RootN(float factor, float x, int n, float root)
    {
        if (factor == 0)
            return 0;
        if (n == 1)
            return factor;
        if (float.IsInfinity(x) && !float.IsNaN(root))
            return 0;
        return x == 0 && n != 0 ? factor * (n > 0 ? float.PositiveInfinity : float.NegativeInfinity) : factor * (root / n / x);
    }

    /// <summary>
    /// What an operand gets of <c>factor</c> where a function returned it or another one: everything, half of it in a tie, or nothing.
    /// A NaN that was returned gets everything.
    /// </summary>
    /// <param name="factor">The adjoint of the result or the tangent of the operand.</param>
    /// <param name="operand">The operand asked about.</param>
    /// <param name="other">The other one.</param>
    /// <param name="result">What the function returned.</param>
    /// <returns>The operand's share.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Chosen(double factor, double operand, double other, double result) =>
        operand == result ? (operand == other ? 0.5 * factor : factor) : double.IsNaN(result) && double.IsNaN(operand) ? factor : 0;

    /// <inheritdoc cref="Chosen(double, double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Chosen(float factor, float operand, float other, float result) =>
        operand == result ? (operand == other ? 0.5f * factor : factor) : float.IsNaN(result) && float.IsNaN(operand) ? factor : 0;

    /// <summary>What the clamped value gets of <c>factor</c>: everything between the bounds, an equal part in a tie with one or both.</summary>
    /// <param name="factor">The adjoint of the result or the tangent of the value.</param>
    /// <param name="value">The value clamped.</param>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound.</param>
    /// <returns>The value's share.</returns>
    public static double Clamped(double factor, double value, double min, double max) =>
        value < min || value > max ? 0 : factor / ((value == min ? 2 : 1) + (value == max ? 1 : 0));

    /// <inheritdoc cref="Clamped(double, double, double, double)"/>
    public static float Clamped(float factor, float value, float min, float max) =>
        value < min || value > max ? 0 : factor / ((value == min ? 2 : 1) + (value == max ? 1 : 0));

    /// <summary>What the lower bound gets of <c>factor</c>: everything below it, an equal part in a tie.</summary>
    /// <inheritdoc cref="Clamped(double, double, double, double)"/>
    /// <returns>The lower bound's share.</returns>
    public static double ClampedBelow(double factor, double value, double min, double max) =>
        value < min ? factor : value == min ? factor / (value == max ? 3 : 2) : 0;

    /// <inheritdoc cref="ClampedBelow(double, double, double, double)"/>
    public static float ClampedBelow(float factor, float value, float min, float max) =>
        value < min ? factor : value == min ? factor / (value == max ? 3 : 2) : 0;

    /// <summary>What the upper bound gets of <c>factor</c>: everything above it, an equal part in a tie.</summary>
    /// <inheritdoc cref="Clamped(double, double, double, double)"/>
    /// <returns>The upper bound's share.</returns>
    public static double ClampedAbove(double factor, double value, double min, double max) =>
        value > max && !(value < min) ? factor : value == max ? factor / (value == min ? 3 : 2) : 0;

    /// <inheritdoc cref="ClampedAbove(double, double, double, double)"/>
    public static float ClampedAbove(float factor, float value, float min, float max) =>
        value > max && !(value < min) ? factor : value == max ? factor / (value == min ? 3 : 2) : 0;
}
