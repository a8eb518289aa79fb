using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    /// <remarks>
    /// e^(y·ln |x|) with the logarithm and the product as sums of two numbers, good to 2⁻⁶⁴; then the special cases of IEEE 754, section 9.2.1.
    /// </remarks>
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y)
    {
        Vector256<double> zero = Vector256<double>.Zero, one = Vector256<double>.One, infinity = Vector256.Create(double.PositiveInfinity);
        Vector256<double> a = Vector256.Abs(x);
        Vector256<double> log = LogSum(a, out Vector256<double> logLow);

        // Larger exponents of anything but 1 overflow or underflow all the same.
        Vector256<double> exponent = Clamp(y, -1e21, 1e21);
        Vector256<double> product = exponent * log;
        Vector256<double> productLow = Vector256.FusedMultiplyAdd(exponent, log, -product) + exponent * logLow;
        Vector256<double> power = ExpOfSum(product, productLow);

        Vector256<double> negative = Vector256.LessThan(y, zero);
        power = Vector256.ConditionalSelect(Vector256.Equals(a, zero), infinity & negative, power);
        power = Vector256.ConditionalSelect(Vector256.Equals(a, infinity), Vector256.AndNot(infinity, negative), power);

        Vector256<double> half = Vector256.Create(0.5) * y;
        Vector256<double> isInteger = Vector256.Equals(Round(y), y), isEven = Vector256.Equals(Round(half), half);
        Vector256<double> isUndefined = Vector256.LessThan(x, zero) & Vector256.LessThan(a, infinity) & ~isInteger;
        power ^= x & Sign & Vector256.AndNot(isInteger, isEven);
        power = Vector256.ConditionalSelect(isUndefined | ~Vector256.Equals(x, x) | ~Vector256.Equals(y, y), Vector256.Create(double.NaN), power);
        return Vector256.ConditionalSelect(Vector256.Equals(y, zero) | Vector256.Equals(x, one), one, power);
    }

    // ln a as a sum, for positive finite a; the same method as Log, with the quotient and the first terms of its series as sums.
    private static Vector256<double> LogSum(Vector256<double> a, out Vector256<double> low)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> f = LogReduce(a, out Vector256<double> k);
        Vector256<double> m = f + one, denominator = m + one;
        Vector256<double> part = denominator - m;
        Vector256<double> lost = (m - (denominator - part)) + (one - part);
        Vector256<double> reciprocal = one / denominator;
        Vector256<double> s = f * reciprocal;
        Vector256<double> sLow = (Vector256.FusedMultiplyAdd(-s, denominator, f) - s * lost) * reciprocal;

        // artanh s = s·(1 + z/3 + z²·q(z)), to 2⁻⁶⁵.
        Vector256<double> z = s * s;
        Vector256<double> zLow = Vector256.FusedMultiplyAdd(s, s, -z) + (s + s) * sLow;
        Vector256<double> q = Vector256.Create(0.06598260529597301);
        q = MultiplyAdd(q, z, 0.06628398688553627);
        q = MultiplyAdd(q, z, 0.07693379095293128);
        q = MultiplyAdd(q, z, 0.09090892174401792);
        q = MultiplyAdd(q, z, 0.11111111260064206);
        q = MultiplyAdd(q, z, 0.14285714285049222);
        q = MultiplyAdd(q, z, 0.20000000000001128);
        Vector256<double> third = Vector256.Create(0.3333333333333333), thirdLow = Vector256.Create(1.850371707708594e-17);
        Vector256<double> first = z * third;
        Vector256<double> growth = z * q;
        Vector256<double> second = z * growth;
        Vector256<double> u = first + second;
        Vector256<double> uLow = (second - (u - first)) + (Vector256.FusedMultiplyAdd(z, third, -first) + (z * thirdLow + zLow * (third + growth + growth)));

        s += s;
        sLow += sLow;
        Vector256<double> product = s * u;
        Vector256<double> productLow = Vector256.FusedMultiplyAdd(s, u, -product) + (s * uLow + sLow * u);
        Vector256<double> log = s + product;
        Vector256<double> logLow = (product - (log - s)) + (sLow + productLow);

        Vector256<double> power = k * Vector256.Create(Ln2);
        Vector256<double> powerLow = Vector256.FusedMultiplyAdd(k, Vector256.Create(Ln2), -power) + k * Vector256.Create(Ln2Low);
        Vector256<double> sum = power + log;
        low = (log - (sum - power)) + (powerLow + logLow);
        return Sum(sum, ref low);
    }

    private static Vector256<double> ExpOfSum(Vector256<double> x, Vector256<double> low)
    {
        Vector256<double> clamped = Clamp(x, -746, 710);
        low &= Vector256.Equals(clamped, x);
        Vector256<double> shift = Vector256.Create(RoundingShift + 2046);
        Vector256<double> t = Vector256.FusedMultiplyAdd(clamped, Vector256.Create(1.4426950408889634), shift);
        Vector256<double> n = t - shift;
        Vector256<double> exact = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2), clamped);
        Vector256<double> rest = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), low);
        Vector256<double> r = exact + rest;
        Vector256<double> tail = Vector256.FusedMultiplyAdd(r * r, ExpTail(r), rest - (r - exact));
        Vector256<ulong> half = t.AsUInt64() >>> 1;
        Vector256<double> power = ExpSum((half << 52).AsDouble(), r, tail, out _);
        return power * ((t.AsUInt64() - half) << 52).AsDouble();
    }
}
