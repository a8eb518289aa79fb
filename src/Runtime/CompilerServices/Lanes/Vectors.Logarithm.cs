using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    private const ulong SqrtHalfBits = 0x3FE6A09E667F3BCD, BiasBits = 1023UL << 52, ExponentBits = 0xFFFUL << 52, TwoTo52Bits = 1075UL << 52;

    /// <remarks>
    /// ln x = k·ln 2 + ln(1 + f) with 1 + f from √½ to √2, and ln(1 + f) = 2·artanh s with s = f/(2 + f), arranged so that the rounding of s
    /// touches small terms only: the method of fdlibm, described in J.-M. Muller, Elementary Functions, section 11.3.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<double> f = LogReduce(x, out Vector256<double> k);
        return LogSpecial(x, LogReduced(k, f, k * Vector256.Create(Ln2Low)));
    }

    /// <remarks>The logarithm of 1 + x rounded, and what its rounding error, known exactly, adds.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log1P(Vector256<double> x)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> sum = one + x;
        Vector256<double> part = sum - one;
        Vector256<double> lost = (one - (sum - part)) + (x - part);

        Vector256<ulong> bits = sum.AsUInt64();
        Vector256<ulong> biased = bits + Vector256.Create(BiasBits - SqrtHalfBits);
        Vector256<double> k = ((biased >>> 52) | Vector256.Create(TwoTo52Bits)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023);

        // What is lost counts 1/(1 + f), to first order. Where 2⁻ᵏ leaves the range, it does not count.
        Vector256<ulong> exponent = biased & Vector256.Create(ExponentBits);
        Vector256<double> f = (bits - exponent + Vector256.Create(BiasBits)).AsDouble() - one;
        Vector256<double> scale = (Vector256.Create(2 * BiasBits) - exponent).AsDouble() & Vector256.LessThan(sum, Vector256.Create(1e300));
        lost *= scale * Vector256.FusedMultiplyAdd(f, f, one - f);
        Vector256<double> log = LogSpecial(sum, LogReduced(k, f, Vector256.FusedMultiplyAdd(k, Vector256.Create(Ln2Low), lost)));
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-17)), x, log);
    }

    public static Vector256<double> Log2(Vector256<double> x) => Log(x, 1.4426950408889634, 2.0355273740931033e-17);

    public static Vector256<double> Log10(Vector256<double> x) => Log(x, 0.4342944819032518, 1.098319650216765e-17);

    // The natural logarithm times a factor, both as sums, so that the powers of the base have their integers.
    private static Vector256<double> Log(Vector256<double> x, double factor, double factorLow)
    {
        Vector256<double> log = LogSum(x, out Vector256<double> low), scale = Vector256.Create(factor);
        Vector256<double> product = log * scale;
        Vector256<double> productLow = Vector256.FusedMultiplyAdd(log, scale, -product) + log * Vector256.Create(factorLow) + low * scale;
        return LogSpecial(x, product + productLow);
    }

    // x = 2ᵏ·(1 + f) for positive finite x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogReduce(Vector256<double> x, out Vector256<double> k)
    {
        Vector256<double> subnormal = Vector256.LessThan(x, Vector256.Create(SmallestNormal));
        Vector256<ulong> bits = Vector256.ConditionalSelect(subnormal, x * Vector256.Create(18014398509481984.0), x).AsUInt64();
        Vector256<ulong> biased = bits + Vector256.Create(BiasBits - SqrtHalfBits);
        k = ((biased >>> 52) | Vector256.Create(TwoTo52Bits)).AsDouble()
            - Vector256.ConditionalSelect(subnormal, Vector256.Create(4503599627370496.0 + 1023 + 54), Vector256.Create(4503599627370496.0 + 1023));
        return (bits - (biased & Vector256.Create(ExponentBits)) + Vector256.Create(BiasBits)).AsDouble() - Vector256<double>.One;
    }

    // k·ln 2 + ln(1 + f) + low, with the low part of k·ln 2 in low.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogReduced(Vector256<double> k, Vector256<double> f, Vector256<double> low)
    {
        Vector256<double> s = f / (f + Vector256.Create(2.0));
        Vector256<double> half = f * f * Vector256.Create(0.5);
        Vector256<double> z = s * s;
        Vector256<double> w = z * z;

        // 2·artanh s = 2s + s·z·p(z), to 2⁻⁵⁸ of it.
        Vector256<double> even = Vector256.FusedMultiplyAdd(Vector256.Create(0.1479626035793466), w, Vector256.Create(0.181835654039118));
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Vector256.Create(0.15314021201471403), w, Vector256.Create(0.22222198553853265));
        even = Vector256.FusedMultiplyAdd(even, w, Vector256.Create(0.2857142874256141));
        odd = Vector256.FusedMultiplyAdd(odd, w, Vector256.Create(0.39999999999413965));
        even = Vector256.FusedMultiplyAdd(even, w, Vector256.Create(0.6666666666666734));
        Vector256<double> tail = Vector256.FusedMultiplyAdd(z, Vector256.FusedMultiplyAdd(odd, z, even), half);
        low = Vector256.FusedMultiplyAdd(s, tail, low);
        return Vector256.FusedMultiplyAdd(k, Vector256.Create(Ln2), f - (half - low));
    }

    // The logarithm where x is positive and finite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogSpecial(Vector256<double> x, Vector256<double> log)
    {
        Vector256<double> zero = Vector256<double>.Zero;
        log = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity)), log, x);
        log = Vector256.ConditionalSelect(Vector256.GreaterThan(x, zero), log, Vector256.Create(double.NaN));
        return Vector256.ConditionalSelect(Vector256.Equals(x, zero), Vector256.Create(double.NegativeInfinity), log);
    }
}
