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

    // (e^r − 1 − r)/r² for |r| ≤ ½·ln 2, to 2⁻⁵⁸ of e^r; even and odd powers apart, so that there are two shorter chains.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpTail(Vector256<double> r)
    {
        Vector256<double> z = r * r;
        Vector256<double> even = Vector256.FusedMultiplyAdd(Vector256.Create(2.76312803434162e-07), z, Vector256.Create(2.480148994217131e-05));
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Vector256.Create(2.51178695731022e-08), z, Vector256.Create(2.755721627304302e-06));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.0013888888947015988));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.00019841269917417404));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.04166666666651542));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.008333333333307186));
        even = Vector256.FusedMultiplyAdd(even, z, Vector256.Create(0.5000000000000012));
        odd = Vector256.FusedMultiplyAdd(odd, z, Vector256.Create(0.166666666666667));
        return Vector256.FusedMultiplyAdd(odd, r, even);
    }

    // NaN stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Clamp(Vector256<double> x, double min, double max)
    {
        x = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(min)), Vector256.Create(min), x);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(max)), Vector256.Create(max), x);
    }
}
