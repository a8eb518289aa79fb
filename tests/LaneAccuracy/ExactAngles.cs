using System.Numerics;

namespace Fluxion.LaneAccuracy;

/// <summary>Angles modulo π/2 with integers of as many bits as it takes.</summary>
internal static class ExactAngles
{
    private const int Bits = 1400, Small = 260;

    // π/2·2^Bits, from J. Machin's π/4 = 4·arctan ⅕ − arctan 1/239.
    private static readonly BigInteger HalfPi = 2 * (4 * ArctanOfInverse(5) - ArctanOfInverse(239)) >> 20;

    private static readonly BigInteger HalfPiShort = HalfPi >> (Bits - Small);

    /// <summary>The rest of an angle from −π/4 to π/4, and the number of quarter turns modulo 4, as −1, 0, 1 or 2.</summary>
    public static DoubleDouble Reduce(double angle, out int quarters)
    {
        if (Math.Abs(angle) < 0.7)
        {
            quarters = 0;
            return angle;
        }

        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(angle));
        int exponent = (int)(bits >> 52) - 1075;
        int precision = exponent < 8 ? Small : Bits;
        BigInteger divisor = precision == Small ? HalfPiShort : HalfPi;
        BigInteger n = BigInteger.DivRem(((bits & ((1L << 52) - 1)) | (1L << 52)) * (BigInteger.One << (precision + exponent)), divisor, out BigInteger rest);
        if (2 * rest > divisor)
        {
            rest -= divisor;
            n++;
        }

        quarters = (int)(n & 3);
        DoubleDouble result = FromInteger(rest, -precision);
        if (angle < 0)
            (result, quarters) = (-result, -quarters & 3);
        quarters = quarters == 3 ? -1 : quarters;
        return result;
    }

    private static DoubleDouble FromInteger(BigInteger value, int exponent)
    {
        int length = (int)BigInteger.Abs(value).GetBitLength(), drop = Math.Max(length - 120, 0);
        value >>= drop;
        double high = (double)(value >> 60), low = (double)(value - ((BigInteger)high << 60));
        return (DoubleDouble)Math.ScaleB(high, 60 + drop + exponent) + Math.ScaleB(low, drop + exponent);
    }

    private static BigInteger ArctanOfInverse(int x)
    {
        BigInteger power = (BigInteger.One << (Bits + 20)) / x, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -x * x;
            sum += power / k;
        }

        return sum;
    }
}
