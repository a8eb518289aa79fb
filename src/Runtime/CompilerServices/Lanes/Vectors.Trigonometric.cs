using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

/// <remarks>
/// x = n·π/2 + r + low with |r| ≤ π/4, in three steps after W. Cody and W. Waite, Software Manual for the Elementary Functions, chapter 8; the
/// first is exact, because the product is not rounded, and the rounding errors of the second are kept in <c>low</c>.
/// </remarks>
internal static partial class Vectors
{
    // Up to here n is exact and three parts of π/2 are enough.
    private const double LargeAngle = 268435456;

    private const double HalfPi = 1.5707963267948966, HalfPiLow = 6.123233995736766e-17, HalfPiLowest = -1.4973849048591698e-33;

    public static Vector256<double> Sin(Vector256<double> x)
    {
        Vector256<ulong> n = ReduceAngle(x, out Vector256<double> r, out Vector256<double> low);
        Vector256<double> sin = SinReduced(r, low, out Vector256<double> sinLow) + sinLow;
        Vector256<double> cos = CosReduced(r, low, out Vector256<double> cosLow) + cosLow;
        Vector256<double> result = Vector256.ConditionalSelect(IsOdd(n), cos, sin) ^ SignOfHalfTurn(n);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-9)), x, result);
    }

    public static Vector256<double> Cos(Vector256<double> x)
    {
        Vector256<ulong> n = ReduceAngle(x, out Vector256<double> r, out Vector256<double> low) + Vector256<ulong>.One;
        Vector256<double> sin = SinReduced(r, low, out Vector256<double> sinLow) + sinLow;
        Vector256<double> cos = CosReduced(r, low, out Vector256<double> cosLow) + cosLow;
        return Vector256.ConditionalSelect(IsOdd(n), cos, sin) ^ SignOfHalfTurn(n);
    }

    /// <remarks>sin/cos or −cos/sin, with what both lose to rounding as a correction of the quotient.</remarks>
    public static Vector256<double> Tan(Vector256<double> x)
    {
        Vector256<ulong> n = ReduceAngle(x, out Vector256<double> r, out Vector256<double> low);
        Vector256<double> sin = Sum(SinReduced(r, low, out Vector256<double> sinLow), ref sinLow);
        Vector256<double> cos = Sum(CosReduced(r, low, out Vector256<double> cosLow), ref cosLow);

        Vector256<double> odd = IsOdd(n), sign = odd & Sign;
        Vector256<double> numerator = Vector256.ConditionalSelect(odd, cos, sin) ^ sign;
        Vector256<double> numeratorLow = Vector256.ConditionalSelect(odd, cosLow, sinLow) ^ sign;
        Vector256<double> denominator = Vector256.ConditionalSelect(odd, sin, cos);
        Vector256<double> denominatorLow = Vector256.ConditionalSelect(odd, sinLow, cosLow);
        Vector256<double> reciprocal = Vector256<double>.One / denominator;
        Vector256<double> quotient = numerator * reciprocal;
        Vector256<double> rest = Vector256.FusedMultiplyAdd(-quotient, denominator, numerator) + numeratorLow - quotient * denominatorLow;
        Vector256<double> tan = Vector256.FusedMultiplyAdd(rest, reciprocal, quotient);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-9)), x, tan);
    }

    // n in the low bits.
    private static Vector256<ulong> ReduceAngle(Vector256<double> x, out Vector256<double> r, out Vector256<double> low)
    {
        Vector256<double> shift = Vector256.Create(RoundingShift);
        Vector256<double> t = Vector256.FusedMultiplyAdd(x, Vector256.Create(0.6366197723675814), shift);
        Vector256<double> n = t - shift;
        Vector256<double> exact = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPi), x);
        Vector256<double> second = n * Vector256.Create(HalfPiLow);
        Vector256<double> secondLow = Vector256.FusedMultiplyAdd(n, Vector256.Create(HalfPiLow), -second);
        r = exact - second;
        Vector256<double> part = r - exact;
        low = (exact - (r - part)) - (second + part) - Vector256.FusedMultiplyAdd(n, Vector256.Create(HalfPiLowest), secondLow);

        Vector256<double> large = Vector256.GreaterThan(Vector256.Abs(x), Vector256.Create(LargeAngle));
        return large.ExtractMostSignificantBits() == 0 ? t.AsUInt64() : ReduceLargeAngles(x, large, t.AsUInt64(), ref r, ref low);
    }

    // sin(r + low) as a sum, for |r| ≤ π/4.
    private static Vector256<double> SinReduced(Vector256<double> r, Vector256<double> low, out Vector256<double> tail)
    {
        Vector256<double> z = r * r, p = Vector256.Create(1.5896666448090405e-10);
        p = MultiplyAdd(p, z, -2.505075596094348e-08);
        p = MultiplyAdd(p, z, 2.7557313678667304e-06);
        p = MultiplyAdd(p, z, -0.00019841269829771186);
        p = MultiplyAdd(p, z, 0.00833333333332237);
        p = MultiplyAdd(p, z, -0.16666666666666632);
        tail = Vector256.FusedMultiplyAdd(r * z, p, MultiplyAdd(z, Vector256.Create(-0.5), 1) * low);
        return r;
    }

    // cos(r + low) as a sum, for |r| ≤ π/4.
    private static Vector256<double> CosReduced(Vector256<double> r, Vector256<double> low, out Vector256<double> tail)
    {
        Vector256<double> z = r * r, p = Vector256.Create(-1.1359559180044144e-11);
        p = MultiplyAdd(p, z, 2.087572162108972e-09);
        p = MultiplyAdd(p, z, -2.755731434064283e-07);
        p = MultiplyAdd(p, z, 2.4801587289443438e-05);
        p = MultiplyAdd(p, z, -0.0013888888888874064);
        p = MultiplyAdd(p, z, 0.0416666666666666);
        Vector256<double> half = Vector256.Create(0.5) * z, one = Vector256<double>.One;
        Vector256<double> sum = one - half;
        Vector256<double> lost = Vector256.FusedMultiplyAdd(r, r, -z) * Vector256.Create(-0.5);
        tail = Vector256.FusedMultiplyAdd(z * z, p, (one - sum) - half + lost) - r * low;
        return sum;
    }

    private static Vector256<double> IsOdd(Vector256<ulong> n) =>
        Vector256.Equals(n & Vector256<ulong>.One, Vector256<ulong>.One).AsDouble();

    private static Vector256<double> SignOfHalfTurn(Vector256<ulong> n) => ((n & Vector256.Create(2UL)) << 62).AsDouble();
}
