using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    /// <remarks>
    /// e^x = 2ⁿ·e^r with n the integer nearest x/ln 2; the reduction in two steps after W. Cody and W. Waite, Software Manual for the
    /// Elementary Functions, chapter 6. The first step is exact, because the product is not rounded. 2ⁿ is multiplied in two factors:
    /// results below the normal numbers are rounded once, and those that are too large become infinite.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        x = Clamp(x, -746, 710);

        // The low bits of t are n + 2046: the sum of the biased exponents of both factors.
        Vector256<double> shift = Vector256.Create(RoundingShift + 2046);
        Vector256<double> t = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.4426950408889634), shift);
        Vector256<double> n = t - shift;
        Vector256<double> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);

        Vector256<double> p = Vector256.FusedMultiplyAdd(r * r, ExpTail(r), r) + Vector256<double>.One;
        Vector256<ulong> half = t.AsUInt64() >>> 1;
        return p * (half << 52).AsDouble() * ((t.AsUInt64() - half) << 52).AsDouble();
    }

    // (e^r − 1 − r)/r² for |r| ≤ ½·ln 2, to 2⁻⁶⁴ of e^r; even and odd powers apart, so that there are two shorter chains.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpTail(Vector256<double> r)
    {
        Vector256<double> z = r * r;
        Vector256<double> even = Vector256.FusedMultiplyAdd(Vector256.Create(2.0926891993977582e-09), z, Vector256.Create(2.7557233532192866e-07));
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Vector256.Create(2.5112240208462574e-08), z, Vector256.Create(2.7557234235657453e-06));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(2.480158737353028e-05));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.00019841269897060183));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.0013888888888858553));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.008333333333316739));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.04166666666666673));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.16666666666666685));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.5));
        return Vector256.FusedMultiplyAdd(odd, r, even);
    }

    public static Vector256<double> Exp2(Vector256<double> x)
    {
        x = Clamp(x, -1100, 1025);
        Vector256<double> shift = Vector256.Create(RoundingShift + 2046);
        Vector256<double> t = x + shift;
        Vector256<double> f = x - (t - shift);
        Vector256<double> r = f * Vector256.Create(Ln2);
        Vector256<double> low = Vector256.FusedMultiplyAdd(f, Vector256.Create(Ln2), -r) + f * Vector256.Create(Ln2Low);
        Vector256<double> p = ExpSum(Vector256<double>.One, r, Vector256.FusedMultiplyAdd(r * r, ExpTail(r), low), out _);
        Vector256<ulong> half = t.AsUInt64() >>> 1;
        return p * (half << 52).AsDouble() * ((t.AsUInt64() - half) << 52).AsDouble();
    }

    /// <remarks>
    /// With e^r − 1 = r + tail, e^x − 1 = (2ⁿ − 1) + 2ⁿ·r + 2ⁿ·tail; what the sum of the first two loses is kept. All of it is halved: 2ⁿ must
    /// not overflow before the result does.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpM1(Vector256<double> x)
    {
        Vector256<double> half = HalfExpM1(Clamp(x, -40, 710), out Vector256<double> low) + low;
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-17)), x, half + half);
    }

    /// <remarks>
    /// t/(1 + t) for negative arguments and 1/(1 + t) for others, with t = e^−|x|. What the parts lose to rounding is known and corrects the quotient.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sigmoid(Vector256<double> x)
    {
        Vector256<double> negative = Vector256.LessThan(x, Vector256<double>.Zero), one = Vector256<double>.One;
        Vector256<ulong> bits = ExpReduce(Clamp(x | Sign, -746, 0), 2046, out Vector256<double> r, out Vector256<double> tail);
        Vector256<ulong> half = bits >>> 1;
        Vector256<double> scale = ((bits - half) << 52).AsDouble();
        Vector256<double> t = ExpSum((half << 52).AsDouble(), r, tail, out Vector256<double> low);
        Vector256<double> denominator = Vector256.FusedMultiplyAdd(t, scale, one);
        Vector256<double> lost = Vector256.FusedMultiplyAdd(low, scale, Vector256.FusedMultiplyAdd(t, scale, one - denominator));
        Vector256<double> reciprocal = one / denominator;

        Vector256<double> numerator = Vector256.ConditionalSelect(negative, t, one);
        Vector256<double> quotient = numerator * reciprocal;
        Vector256<double> rest = Vector256.FusedMultiplyAdd(-quotient, denominator, numerator) + (low & negative) - quotient * lost;
        return Vector256.FusedMultiplyAdd(rest, reciprocal, quotient) * Vector256.ConditionalSelect(negative, scale, one);
    }

    // (e^x − 1)/2 as a sum, for x from −40 to 710.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> HalfExpM1(Vector256<double> x, out Vector256<double> low)
    {
        Vector256<double> scale = (ExpReduce(x, 1022, out Vector256<double> r, out Vector256<double> tail) << 52).AsDouble();
        Vector256<double> half = Vector256.Create(0.5);
        Vector256<double> power = scale - half;
        Vector256<double> part = power - scale;
        Vector256<double> lost = (scale - (power - part)) - (half + part);
        Vector256<double> sum = Vector256.FusedMultiplyAdd(scale, r, power);
        low = Vector256.FusedMultiplyAdd(scale, tail, Vector256.FusedMultiplyAdd(scale, r, power - sum) + lost);
        return sum;
    }

    // n + bias in the low bits, and e^x = 2ⁿ·(1 + r + tail).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> ExpReduce(Vector256<double> x, double bias, out Vector256<double> r, out Vector256<double> tail)
    {
        Vector256<double> shift = Vector256.Create(RoundingShift + bias);
        Vector256<double> t = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.4426950408889634), shift);
        Vector256<double> n = t - shift;
        Vector256<double> exact = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), exact);
        tail = Vector256.FusedMultiplyAdd(r * r, ExpTail(r), Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), exact - r));
        return t.AsUInt64();
    }

    // scale·(1 + r + tail) as a sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpSum(Vector256<double> scale, Vector256<double> r, Vector256<double> tail, out Vector256<double> low)
    {
        Vector256<double> sum = Vector256.FusedMultiplyAdd(scale, r, scale);
        low = Vector256.FusedMultiplyAdd(scale, tail, Vector256.FusedMultiplyAdd(scale, r, scale - sum));
        return Sum(sum, ref low);
    }

    // NaN stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Clamp(Vector256<double> x, double min, double max)
    {
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(min)), Vector256.Create(min), x);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(max)), Vector256.Create(max), x);
    }
}
