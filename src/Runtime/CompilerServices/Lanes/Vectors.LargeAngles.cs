using System.Runtime.Intrinsics;

namespace Fluxion.CompilerServices;

internal static partial class Vectors
{
    // The bits of 2/π after the point, 64 in each word.
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E,
        0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    // Replaces what the other reduction gave for large arguments, and for them only. Infinite ones and NaN are NaN already.
    private static Vector256<ulong> ReduceLargeAngles(
        Vector256<double> x, Vector256<double> large, Vector256<ulong> n, ref Vector256<double> r, ref Vector256<double> low)
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
        {
            double angle = x.GetElement(i);
            if (double.IsNaN(large.GetElement(i)) && double.IsFinite(angle))
            {
                n = n.WithElement(i, ReduceLargeAngle(angle, out double rest, out double restLow));
                r = r.WithElement(i, rest);
                low = low.WithElement(i, restLow);
            }
        }

        return n;
    }

    /// <remarks>
    /// x·2/π in fixed point, without the bits of 2/π that only give whole turns: the method of M. Payne and R. Hanek, described in J.-M. Muller,
    /// Elementary Functions, section 11.4. 190 bits after the point leave more than 70 of the rest where x comes closest to a multiple of π/2.
    /// </remarks>
    private static ulong ReduceLargeAngle(double x, out double rest, out double restLow)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        ulong significand = (bits & ((1UL << 52) - 1)) | (1UL << 52);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1075;

        // |x|·2/π modulo 4, with two bits before the point: the word of weight 2 begins at bit exponent − 2 of 2/π.
        ulong high = TwoOverPiBits(exponent - 2), middle = TwoOverPiBits(exponent + 62), lowest = TwoOverPiBits(exponent + 126);
        ulong carry = Math.BigMul(significand, lowest, out ulong p0);
        UInt128 sum = (UInt128)significand * middle + carry;
        ulong p1 = (ulong)sum, p2 = significand * high + (ulong)(sum >> 64);

        // The nearest integer, and what is left as a number with a sign.
        ulong n = (p2 >> 62) + ((p2 >> 61) & 1);
        UInt128 fraction = new UInt128(p2 << 2 | p1 >> 62, p1 << 2 | p0 >> 62);
        bool above = (p2 >> 61 & 1) != 0;
        if (above)
            fraction = UInt128.Zero - fraction;
        double quarter = (double)(ulong)(fraction >> 75) * Math.ScaleB(1, -53);
        ulong remaining = (ulong)(fraction >> 11);
        double quarterLow = (double)remaining * Math.ScaleB(1, -117);
        if (above)
            (quarter, quarterLow) = (-quarter, -quarterLow);

        rest = quarter * HalfPi;
        restLow = Math.FusedMultiplyAdd(quarter, HalfPi, -rest) + quarter * HalfPiLow + quarterLow * HalfPi;
        if (x < 0)
            (n, rest, restLow) = (0 - n, -rest, -restLow);
        return n;
    }

    // 64 bits of 2/π from one on; before the first they are 0.
    private static ulong TwoOverPiBits(int first)
    {
        int word = first >> 6, shift = first & 63;
        ulong high = word < 0 ? 0 : TwoOverPi[word];
        ulong low = word + 1 < 0 ? 0 : TwoOverPi[word + 1];
        return shift == 0 ? high : high << shift | low >> (64 - shift);
    }
}
