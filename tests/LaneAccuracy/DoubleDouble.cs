namespace Fluxion.LaneAccuracy;

/// <summary>
/// The unevaluated sum of two numbers, good to about 2⁻¹⁰⁴: T. Dekker, A floating-point technique for extending the available precision, 1971.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double high, double e) = TwoSum(a.High, b.High);
        (double low, double f) = TwoSum(a.Low, b.Low);
        (high, e) = FastTwoSum(high, e + low);
        return FastTwoSum(high, e + f);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double high = a.High * b.High;
        double low = Math.FusedMultiplyAdd(a.High, b.High, -high) + (a.High * b.Low + a.Low * b.High);
        return FastTwoSum(high, low);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.High / b.High;
        DoubleDouble rest = a - b * q1;
        double q2 = rest.High / b.High;
        rest -= b * q2;
        return FastTwoSum(q1, q2) + rest.High / b.High;
    }

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High == 0)
            return 0;
        double root = Math.Sqrt(a.High);
        return FastTwoSum(root, (a - (DoubleDouble)root * root).High / (2 * root));
    }

    // By a power of two; exact unless it underflows.
    public static DoubleDouble Scale(DoubleDouble a, int exponent) => new(Math.ScaleB(a.High, exponent), Math.ScaleB(a.Low, exponent));

    private static DoubleDouble TwoSum(double a, double b)
    {
        double sum = a + b, part = sum - a;
        return new(sum, (a - (sum - part)) + (b - part));
    }

    private static DoubleDouble FastTwoSum(double a, double b)
    {
        double sum = a + b;
        return new(sum, b - (sum - a));
    }
}
