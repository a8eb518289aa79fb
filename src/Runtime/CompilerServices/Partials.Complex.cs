using System.Numerics;

namespace Fluxion.CompilerServices;

public static partial class Partials
{
    // From here on cosh y is ½e^|y| to the last digit.
    private const double LargeImaginary = 20;

    /// <summary><c>factor · ∂zʷ/∂z = factor · w · zʷ⁻¹</c>, on the branch of the power.</summary>
    /// <param name="factor">The tangent of the base, or the conjugate of the adjoint of the power.</param>
    /// <param name="z">The base.</param>
    /// <param name="w">The exponent.</param>
    /// <returns>The scaled partial; at z = 0 its limit from the right.</returns>
    public static Complex ComplexPowX(Complex factor, Complex z, Complex w)
    {
        if (factor == Complex.Zero || w == Complex.Zero)
            return Complex.Zero;
        if (w == Complex.One)
            return factor;
        if (z == Complex.Zero)
            return w.Real > 1 ? Complex.Zero : factor * new Complex(double.PositiveInfinity, 0);

        // Elsewhere w − 1 is rounded, which costs digits of the power.
        return factor * (w * (w.Real is >= 0.5 and < EvenFrom ? Complex.Pow(z, w - 1) : Complex.Pow(z, w) / z));
    }

    /// <summary><c>factor · ∂zʷ/∂w = factor · zʷ · ln z</c>, exactly 0 where zʷ is 0.</summary>
    /// <param name="factor">The tangent of the exponent, or the conjugate of the adjoint of the power.</param>
    /// <param name="z">The base.</param>
    /// <param name="power">zʷ.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexPowP(Complex factor, Complex z, Complex power) =>
        factor == Complex.Zero || power == Complex.Zero || z == Complex.One ? Complex.Zero : factor * (power * Complex.Log(z));

    /// <summary><c>factor / cos² z</c>.</summary>
    /// <param name="factor">The tangent of z, or the conjugate of the adjoint of the tangent.</param>
    /// <param name="z">The argument.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexTan(Complex factor, Complex z)
    {
        if (factor == Complex.Zero)
            return Complex.Zero;
        double y = Math.Abs(z.Imaginary);
        if (y < LargeImaginary)
        {
            Complex secant = 1 / Complex.Cos(z);
            return factor * secant * secant;
        }

        // cos z = ½e^(y ∓ ix), of which the square overflows long before 1 / cos² is 0.
        double scale = 2 * Math.Exp(-y);
        var turned = Complex.FromPolarCoordinates(1, z.Imaginary < 0 ? -2 * z.Real : 2 * z.Real);
        return factor * turned * scale * scale;
    }

    /// <summary><c>factor / cosh² z</c>.</summary>
    /// <param name="factor">The tangent of z, or the conjugate of the adjoint of the hyperbolic tangent.</param>
    /// <param name="z">The argument.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexTanh(Complex factor, Complex z) => ComplexTan(factor, new Complex(-z.Imaginary, z.Real));

    /// <summary><c>factor / √(1 − z²)</c>, on the branch of the value: it is the cosine of it.</summary>
    /// <param name="factor">The tangent of z, or the conjugate of the adjoint of the arcsine.</param>
    /// <param name="z">The argument.</param>
    /// <param name="value">The arcsine.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexAsin(Complex factor, Complex z, Complex value) =>
        factor == Complex.Zero ? factor : OverLeg(factor, z, Complex.Cos(value));

    /// <summary><c>−factor / √(1 − z²)</c>, on the branch of the value: the root is the sine of it.</summary>
    /// <param name="factor">The tangent of z, or the conjugate of the adjoint of the arccosine.</param>
    /// <param name="z">The argument.</param>
    /// <param name="value">The arccosine.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexAcos(Complex factor, Complex z, Complex value) =>
        factor == Complex.Zero ? factor : -OverLeg(factor, z, Complex.Sin(value));

    /// <summary><c>factor / (1 + z²)</c>, as (1 + iz)(1 − iz), in which nothing cancels near ±i.</summary>
    /// <param name="factor">The tangent of z, or the conjugate of the adjoint of the arctangent.</param>
    /// <param name="z">The argument.</param>
    /// <returns>The scaled partial.</returns>
    public static Complex ComplexAtan(Complex factor, Complex z) => factor == Complex.Zero
        ? factor
        : factor / new Complex(1 - z.Imaginary, z.Real) / new Complex(1 + z.Imaginary, -z.Real);

    // √(1 − z)·√(1 + z) has all digits near ±1; which of the two roots is meant, the leg says.
    private static Complex OverLeg(Complex factor, Complex z, Complex leg)
    {
        Complex minus = Complex.Sqrt(1 - z), plus = Complex.Sqrt(1 + z), root = minus * plus;
        bool isSame = (root.Real * leg.Real) + (root.Imaginary * leg.Imaginary) >= 0;
        return (isSame ? factor : -factor) / minus / plus;
    }
}
