using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

// The errors are the largest that tests/LaneAccuracy finds among 10⁷ arguments of all magnitudes, in units in the last place (ulp), rounded up.
public partial struct Lanes
{
    /// <summary>|x|.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The magnitudes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Abs(Lanes x) => new() { _lower = Vector256.Abs(x._lower), _upper = Vector256.Abs(x._upper) };

    /// <summary>√x, correctly rounded.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The square roots; NaN for negative numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sqrt(Lanes x) => new() { _lower = Vector256.Sqrt(x._lower), _upper = Vector256.Sqrt(x._upper) };

    /// <summary>a·b + c, rounded once.</summary>
    /// <param name="a">The one factor.</param>
    /// <param name="b">The other factor.</param>
    /// <param name="c">The term.</param>
    /// <returns>a·b + c.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes FusedMultiplyAdd(Lanes a, Lanes b, Lanes c) =>
        new()
        {
            _lower = Vector256.FusedMultiplyAdd(a._lower, b._lower, c._lower),
            _upper = Vector256.FusedMultiplyAdd(a._upper, b._upper, c._upper),
        };

    /// <summary>The smaller number, with the rules of <see cref="Math.Min(double, double)"/>: NaN if one is, and −0 below 0.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    /// <returns>The smaller ones.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Min(Lanes a, Lanes b) => new()
    {
        _lower = Vectors.Min(a._lower, b._lower),
        _upper = Vectors.Min(a._upper, b._upper),
    };

    /// <summary>The larger number, with the rules of <see cref="Math.Max(double, double)"/>: NaN if one is, and 0 above −0.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    /// <returns>The larger ones.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes a, Lanes b) => new()
    {
        _lower = Vectors.Max(a._lower, b._lower),
        _upper = Vectors.Max(a._upper, b._upper),
    };

    /// <summary>The magnitude of one number with the sign of another.</summary>
    /// <param name="magnitude">Gives the magnitude.</param>
    /// <param name="sign">Gives the sign.</param>
    /// <returns>The numbers put together.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes CopySign(Lanes magnitude, Lanes sign) =>
        new()
        {
            _lower = Vectors.CopySign(magnitude._lower, sign._lower),
            _upper = Vectors.CopySign(magnitude._upper, sign._upper),
        };

    /// <summary>The largest integer that is not above x.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Floor(Lanes x) => new() { _lower = Vector256.Floor(x._lower), _upper = Vector256.Floor(x._upper) };

    /// <summary>The smallest integer that is not below x.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Ceiling(Lanes x) => new() { _lower = Vector256.Ceiling(x._lower), _upper = Vector256.Ceiling(x._upper) };

    /// <summary>The integer part of x.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Truncate(Lanes x) => new() { _lower = Vectors.Truncate(x._lower), _upper = Vectors.Truncate(x._upper) };

    /// <summary>The integer nearest x, the even one in a tie.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Round(Lanes x) => new() { _lower = Vectors.Round(x._lower), _upper = Vectors.Round(x._upper) };

    /// <summary>eˣ. At most 1.1 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The exponentials.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x) => new() { _lower = Vectors.Exp(x._lower), _upper = Vectors.Exp(x._upper) };

    /// <summary>The natural logarithm. At most 0.9 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>ln x; −∞ at 0, NaN for negative numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x) => new() { _lower = Vectors.Log(x._lower), _upper = Vectors.Log(x._upper) };

    /// <summary>eˣ − 1, accurate near 0. At most 1.3 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>eˣ − 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes ExpM1(Lanes x) => new() { _lower = Vectors.ExpM1(x._lower), _upper = Vectors.ExpM1(x._upper) };

    /// <summary>ln(1 + x), accurate near 0. At most 1.0 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>ln(1 + x); −∞ at −1, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log1P(Lanes x) => new() { _lower = Vectors.Log1P(x._lower), _upper = Vectors.Log1P(x._upper) };

    /// <summary>The logistic function 1/(1 + e⁻ˣ), accurate for very negative x too. At most 0.8 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>Numbers from 0 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sigmoid(Lanes x) => new() { _lower = Vectors.Sigmoid(x._lower), _upper = Vectors.Sigmoid(x._upper) };

    /// <summary>The hyperbolic sine. At most 0.8 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>sinh x.</returns>
    public static Lanes Sinh(Lanes x) => new() { _lower = Vectors.Sinh(x._lower), _upper = Vectors.Sinh(x._upper) };

    /// <summary>The hyperbolic cosine. At most 0.9 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>cosh x.</returns>
    public static Lanes Cosh(Lanes x) => new() { _lower = Vectors.Cosh(x._lower), _upper = Vectors.Cosh(x._upper) };

    /// <summary>The hyperbolic tangent. At most 1.0 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>tanh x.</returns>
    public static Lanes Tanh(Lanes x) => new() { _lower = Vectors.Tanh(x._lower), _upper = Vectors.Tanh(x._upper) };

    /// <summary>The slope of the hyperbolic tangent. At most 3 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="tanh">Their hyperbolic tangents, which the exponential makes needless here.</param>
    /// <returns>1 / cosh² x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SechSquared(Lanes x, Lanes tanh)
    {
        Lanes magnitude = Abs(x), e = Exp(-(magnitude + magnitude)), sum = 1 + e;
        return 4 * e / (sum * sum);
    }

    /// <summary>The sine. At most 0.8 ulp off.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>sin x; NaN for infinite x.</returns>
    public static Lanes Sin(Lanes x) => new() { _lower = Vectors.Sin(x._lower), _upper = Vectors.Sin(x._upper) };

    /// <summary>The cosine. At most 0.8 ulp off.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>cos x; NaN for infinite x.</returns>
    public static Lanes Cos(Lanes x) => new() { _lower = Vectors.Cos(x._lower), _upper = Vectors.Cos(x._upper) };

    /// <summary>The tangent. At most 0.9 ulp off.</summary>
    /// <param name="x">Angles in radians.</param>
    /// <returns>tan x; NaN for infinite x.</returns>
    public static Lanes Tan(Lanes x) => new() { _lower = Vectors.Tan(x._lower), _upper = Vectors.Tan(x._upper) };

    /// <summary>The inverse sine. At most 0.7 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>Angles from −π/2 to π/2; NaN outside of −1 to 1.</returns>
    public static Lanes Asin(Lanes x) => new() { _lower = Vectors.Asin(x._lower), _upper = Vectors.Asin(x._upper) };

    /// <summary>The inverse cosine. At most 0.7 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>Angles from 0 to π; NaN outside of −1 to 1.</returns>
    public static Lanes Acos(Lanes x) => new() { _lower = Vectors.Acos(x._lower), _upper = Vectors.Acos(x._upper) };

    /// <summary>The inverse tangent. At most 0.7 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>Angles from −π/2 to π/2.</returns>
    public static Lanes Atan(Lanes x) => new() { _lower = Vectors.Atan(x._lower), _upper = Vectors.Atan(x._upper) };

    /// <summary>xʸ, with the special cases of <see cref="Math.Pow(double, double)"/>. At most 0.8 ulp off.</summary>
    /// <param name="x">The bases.</param>
    /// <param name="y">The exponents.</param>
    /// <returns>xʸ.</returns>
    public static Lanes Pow(Lanes x, Lanes y) => new() { _lower = Vectors.Pow(x._lower, y._lower), _upper = Vectors.Pow(x._upper, y._upper) };

    /// <summary>2ˣ. At most 0.8 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>2ˣ, exact for integers x.</returns>
    public static Lanes Exp2(Lanes x) => new() { _lower = Vectors.Exp2(x._lower), _upper = Vectors.Exp2(x._upper) };

    /// <summary>The binary logarithm. At most 0.6 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>log₂ x, exact for powers of 2; −∞ at 0, NaN for negative numbers.</returns>
    public static Lanes Log2(Lanes x) => new() { _lower = Vectors.Log2(x._lower), _upper = Vectors.Log2(x._upper) };

    /// <summary>The decimal logarithm. At most 0.6 ulp off.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>log₁₀ x, exact for powers of 10; −∞ at 0, NaN for negative numbers.</returns>
    public static Lanes Log10(Lanes x) => new() { _lower = Vectors.Log10(x._lower), _upper = Vectors.Log10(x._upper) };
}
