using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

/// <summary>The functions of <see cref="Lanes"/> for the four numbers of one vector.</summary>
/// <remarks>
/// Every step is an IEEE operation, a fused multiplication and addition, or one on bits, and there are no branches: so each element
/// depends on its own argument only, and has the same bits on every machine. Polynomials are minimax fits of our own.
/// </remarks>
internal static partial class Vectors
{
    // The sign bit.
    public static Vector256<double> Sign => Vector256.Create(-0.0);

    // Added to a number below 2⁵¹ it leaves the nearest integer in the low bits.
    private const double RoundingShift = 6755399441055744;

    private const double Ln2 = 0.6931471805599453, Ln2Low = 2.3190468138462996e-17;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Min(Vector256<double> a, Vector256<double> b)
    {
        Vector256<double> smaller = Vector256.ConditionalSelect(Vector256.LessThan(a, b) | ~Vector256.Equals(a, a), a, b);
        return Vector256.ConditionalSelect(Vector256.Equals(a, b), a | b, smaller);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Max(Vector256<double> a, Vector256<double> b)
    {
        Vector256<double> larger = Vector256.ConditionalSelect(Vector256.GreaterThan(a, b) | ~Vector256.Equals(a, a), a, b);
        return Vector256.ConditionalSelect(Vector256.Equals(a, b), a & b, larger);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Truncate(Vector256<double> a) => Vector256.Floor(Vector256.Abs(a)) | (a & Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Round(Vector256<double> a)
    {
        // From 2⁵² on all numbers are integers.
        Vector256<double> magnitude = Vector256.Abs(a), shift = Vector256.Create(4503599627370496.0);
        Vector256<double> rounded = magnitude + shift - shift;
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, shift), rounded | (a & Sign), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> CopySign(Vector256<double> magnitude, Vector256<double> sign) =>
        Vector256.AndNot(magnitude, Sign) | (sign & Sign);

    // a + b rounded, and in b what is lost, for |a| ≥ |b|.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Sum(Vector256<double> a, ref Vector256<double> b)
    {
        Vector256<double> sum = a + b;
        b -= sum - a;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, double c) =>
        Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));

#if !NET9_0_OR_GREATER
    extension(Vector256)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> FusedMultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c)
        {
            if (System.Runtime.Intrinsics.X86.Fma.IsSupported)
                return System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, c);
            if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
            {
                return Vector256.Create(
                    System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.FusedMultiplyAdd(c.GetLower(), a.GetLower(), b.GetLower()),
                    System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.FusedMultiplyAdd(c.GetUpper(), a.GetUpper(), b.GetUpper()));
            }

            return Vector256.Create(
                Math.FusedMultiplyAdd(a.GetElement(0), b.GetElement(0), c.GetElement(0)),
                Math.FusedMultiplyAdd(a.GetElement(1), b.GetElement(1), c.GetElement(1)),
                Math.FusedMultiplyAdd(a.GetElement(2), b.GetElement(2), c.GetElement(2)),
                Math.FusedMultiplyAdd(a.GetElement(3), b.GetElement(3), c.GetElement(3)));
        }
    }
#endif
}
