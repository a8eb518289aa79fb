using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    /// <remarks>A polynomial below 1, where the exponentials cancel; (e^|x| − e^−|x|)/2 from there on.</remarks>
    public static Vector256<double> Sinh(Vector256<double> x)
    {
        Vector256<double> z = x * x, p = Vector256.Create(7.759424938679459e-13);
        p = MultiplyAdd(p, z, 1.605723672311252e-10);
        p = MultiplyAdd(p, z, 2.5052123443686543e-08);
        p = MultiplyAdd(p, z, 2.7557319155061894e-06);
        p = MultiplyAdd(p, z, 0.00019841269841438521);
        p = MultiplyAdd(p, z, 0.008333333333333137);
        p = MultiplyAdd(p, z, 0.16666666666666669);
        Vector256<double> small = Vector256.FusedMultiplyAdd(x * z, p, x);

        Vector256<double> magnitude = Vector256.Abs(x);
        Vector256<double> growing = QuarterExp(magnitude, out Vector256<double> low, out Vector256<double> shrinking);
        Vector256<double> sum = growing - shrinking;
        Vector256<double> large = sum + ((growing - sum) - shrinking + low);
        large = CopySign(large + large, x);
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256<double>.One), small, large);
    }

    public static Vector256<double> Cosh(Vector256<double> x)
    {
        Vector256<double> growing = QuarterExp(Vector256.Abs(x), out Vector256<double> low, out Vector256<double> shrinking);
        Vector256<double> sum = growing + shrinking;
        Vector256<double> cosh = sum + ((growing - sum) + shrinking + low);
        return cosh + cosh;
    }

    /// <remarks>
    /// (e^2x − 1)/(e^2x + 1) for |x|, by the sum that <see cref="ExpM1"/> adds up. What the parts lose to rounding is known and corrects the quotient.
    /// </remarks>
    public static Vector256<double> Tanh(Vector256<double> x)
    {
        Vector256<double> magnitude = Vector256.Abs(x), one = Vector256<double>.One;
        Vector256<double> sum = HalfExpM1(Clamp(magnitude + magnitude, 0, 45), out Vector256<double> low);
        Vector256<double> t = sum + low;
        Vector256<double> tLow = low - (t - sum);

        Vector256<double> denominator = one + t;
        Vector256<double> part = denominator - one;
        Vector256<double> lost = (one - (denominator - part)) + (t - part) + tLow;
        Vector256<double> reciprocal = one / denominator;
        Vector256<double> quotient = t * reciprocal;
        Vector256<double> rest = Vector256.FusedMultiplyAdd(-quotient, denominator, t) + tLow - quotient * lost;
        Vector256<double> tanh = Vector256.FusedMultiplyAdd(rest, reciprocal, quotient);
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(1e-9)), x, CopySign(tanh, x));
    }

    // e^x/4 as a sum, and e^−x/4, for x ≥ 0. A quarter, so that 2ⁿ does not overflow where the result does not.
    private static Vector256<double> QuarterExp(Vector256<double> x, out Vector256<double> low, out Vector256<double> inverse)
    {
        Vector256<ulong> bits = ExpReduce(Clamp(x, 0, 710.6), 1021, out Vector256<double> r, out Vector256<double> tail);
        Vector256<double> sum = ExpSum((bits << 52).AsDouble(), r, tail, out low);
        inverse = Vector256.Create(0.0625) / sum;
        return sum;
    }
}
