namespace Fluxion.LaneAccuracy;

/// <summary>The functions to some 95 bits, from series and from Newton steps on the framework's results.</summary>
internal static class Exact
{
    public static Scaled Exp(DoubleDouble x)
    {
        if (!(Math.Abs(x.High) < 1000))
            return new(x.High > 0 ? double.PositiveInfinity : x.High < 0 ? 0.0 : double.NaN, 0);
        DoubleDouble small = ExpM1Reduced(x, out int n);
        return new(small + 1, n);
    }

    public static Scaled Exp2(double x)
    {
        int n = (int)Math.Round(x);
        Scaled power = Exp(DoubleDouble.Ln2 * (x - n));
        return power with { Exponent = power.Exponent + n };
    }

    public static Scaled ExpM1(DoubleDouble x)
    {
        if (Math.Abs(x.High) < 1e-40)
            return x;
        if (!(Math.Abs(x.High) < 200))
            return x.High < 0 ? new(-1, 0) : Exp(x);
        DoubleDouble small = ExpM1Reduced(x, out int n);
        return n == 0 ? small : DoubleDouble.Scale(small + 1, n) - 1;
    }

    public static Scaled Sigmoid(DoubleDouble x)
    {
        if (double.IsInfinity(x.High))
            return (DoubleDouble)(x.High > 0 ? 1 : 0);
        Scaled e = Exp(-DoubleDouble.Abs(x));
        DoubleDouble denominator = 1 + Value(e);
        return x.High < 0 ? new Scaled(e.Significand / denominator, e.Exponent) : 1 / denominator;
    }

    public static Scaled Sinh(DoubleDouble x)
    {
        DoubleDouble a = DoubleDouble.Abs(x);
        if (!(a.High < 100))
            return Sign(x, Halved(Exp(a)));
        DoubleDouble e = Value(ExpM1(a));
        return Sign(x, DoubleDouble.Scale(e + e / (e + 1), -1));
    }

    public static Scaled Cosh(DoubleDouble x)
    {
        DoubleDouble a = DoubleDouble.Abs(x);
        if (!(a.High < 100))
            return Halved(Exp(a));
        DoubleDouble e = Value(Exp(a));
        return DoubleDouble.Scale(e + 1 / e, -1);
    }

    public static Scaled Tanh(DoubleDouble x)
    {
        DoubleDouble a = DoubleDouble.Abs(x);
        if (a.High >= 100)
            return Sign(x, (DoubleDouble)1);
        DoubleDouble e = Value(ExpM1(a + a));
        return Sign(x, e / (e + 2));
    }

    public static Scaled Log(double x) => x switch
    {
        0 => (DoubleDouble)double.NegativeInfinity,
        double.PositiveInfinity => (DoubleDouble)x,
        > 0 => LogPositive(x),
        _ => (DoubleDouble)double.NaN,
    };

    public static Scaled Log2(double x) => Log(x).Significand / DoubleDouble.Ln2;

    public static Scaled Log10(double x) => Log(x).Significand / LogPositive(10);

    public static Scaled Log1P(double x) => x switch
    {
        -1 => (DoubleDouble)double.NegativeInfinity,
        double.PositiveInfinity => (DoubleDouble)x,
        > 1e30 => LogPositive(x),
        > -1e-40 and < 1e-40 => (DoubleDouble)x,
        > -0.05 and < 0.05 => Log1PSmall(x),
        > -1 => LogPositive(1 + (DoubleDouble)x),
        _ => (DoubleDouble)double.NaN,
    };

    // For positive bases.
    public static Scaled Pow(double x, double y) => Exp(LogPositive(x) * y);

    public static Scaled Sin(double x) => Turned(x, 0);

    public static Scaled Cos(double x) => Turned(x, 1);

    public static Scaled Tan(double x)
    {
        if (!double.IsFinite(x))
            return (DoubleDouble)double.NaN;
        (DoubleDouble sin, DoubleDouble cos) = SinCos(ExactAngles.Reduce(x, out int quarters));
        return (quarters & 1) == 0 ? sin / cos : -(cos / sin);
    }

    public static Scaled Atan(double x) => double.IsInfinity(x) ? (DoubleDouble)(x > 0 ? Math.PI / 2 : -Math.PI / 2) : Angle(x, 1);

    public static Scaled Asin(double x) => Math.Abs(x) <= 1 ? Angle(x, Leg(x)) : (DoubleDouble)double.NaN;

    public static Scaled Acos(double x) => Math.Abs(x) <= 1 ? Angle(Leg(x), x) : (DoubleDouble)double.NaN;

    private static DoubleDouble Leg(double x) => DoubleDouble.Sqrt((1 - (DoubleDouble)x) * (1 + (DoubleDouble)x));

    // The angle a of a point, from one near it: sin(a − a₀) = (y·cos a₀ − x·sin a₀)/r.
    private static DoubleDouble Angle(DoubleDouble y, DoubleDouble x)
    {
        double near = Math.Atan2(y.High, x.High);
        if (near == 0)
            return y;
        DoubleDouble scale = 1.0 / Math.Max(Math.Abs(y.High), Math.Abs(x.High));
        (y, x) = (y * scale, x * scale);
        DoubleDouble reduced = ExactAngles.Reduce(near, out int quarters);
        (DoubleDouble sin, DoubleDouble cos) = SinCos(reduced);
        (sin, cos) = quarters switch { 0 => (sin, cos), 1 => (cos, -sin), -1 => (-cos, sin), _ => (-sin, -cos) };
        return near + (y * cos - x * sin) / DoubleDouble.Sqrt(y * y + x * x);
    }

    private static Scaled Turned(double x, int quarter)
    {
        if (!double.IsFinite(x))
            return (DoubleDouble)double.NaN;
        (DoubleDouble sin, DoubleDouble cos) = SinCos(ExactAngles.Reduce(x, out int quarters));
        DoubleDouble value = ((quarters + quarter) & 1) == 0 ? sin : cos;
        return ((quarters + quarter) & 2) == 0 ? value : -value;
    }

    // Taylor series, for |r| ≤ π/4.
    private static (DoubleDouble Sin, DoubleDouble Cos) SinCos(DoubleDouble r)
    {
        DoubleDouble z = r * r, sin = 1, cos = 1;
        for (int k = 26; k > 0; k -= 2)
        {
            cos = 1 - z * cos / (k * (k - 1.0));
            sin = 1 - z * sin / (k * (k + 1.0));
        }

        return (r * sin, cos);
    }

    private static DoubleDouble LogPositive(DoubleDouble x)
    {
        if (Math.Abs(x.High - 1) < 0.05)
            return Log1PSmall(x - 1);
        double near = Math.Log(x.High);
        Scaled power = Exp(near);

        // x·e^−near = 1 + d; a Newton step on it.
        DoubleDouble d = DoubleDouble.Scale(x, -power.Exponent) / power.Significand - 1;
        return near + Log1PSmall(d);
    }

    // 2·artanh(x/(2 + x)).
    private static DoubleDouble Log1PSmall(DoubleDouble x)
    {
        DoubleDouble s = x / (2 + x), z = s * s, sum = 0;
        for (int k = 21; k >= 1; k -= 2)
            sum = sum * z + (DoubleDouble)1 / k;
        return 2 * (s * sum);
    }

    // e^x = 2ⁿ·(1 + result): a Taylor series of a 256th, squared eight times.
    private static DoubleDouble ExpM1Reduced(DoubleDouble x, out int n)
    {
        n = (int)Math.Round(x.High / Math.Log(2));
        DoubleDouble r = DoubleDouble.Scale(x - DoubleDouble.Ln2 * n, -8), sum = 1;
        for (int k = 11; k > 1; k--)
            sum = 1 + r * sum / k;
        sum = r * sum;
        for (int i = 0; i < 8; i++)
            sum *= sum + 2;
        return sum;
    }

    private static DoubleDouble Value(Scaled x) => DoubleDouble.Scale(x.Significand, x.Exponent);

    private static Scaled Halved(Scaled x) => x with { Exponent = x.Exponent - 1 };

    private static Scaled Sign(DoubleDouble x, Scaled magnitude) => x.High < 0 ? magnitude with { Significand = -magnitude.Significand } : magnitude;
}
