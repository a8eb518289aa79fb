namespace Fluxion.RandomPrograms.Oracle;

/// <summary>Derivatives of the elementary functions, from tables; each is accurate relative to itself.</summary>
internal static class Partials
{
    private const double Ln2 = 0.693147180559945309417232121458;
    private const double Ln10 = 2.302585092994045684017991454684;

    public static double Sin(double x) => Math.Cos(x);

    public static double Cos(double x) => -Math.Sin(x);

    public static double Tan(double x) => 1 / (Math.Cos(x) * Math.Cos(x));

    public static double Asin(double x) => 1 / Math.Sqrt((1 - x) * (1 + x));

    public static double Acos(double x) => -1 / Math.Sqrt((1 - x) * (1 + x));

    public static double Atan(double x) => 1 / (1 + (x * x));

    public static double Sinh(double x) => Math.Cosh(x);

    public static double Cosh(double x) => Math.Sinh(x);

    public static double Tanh(double x) => 1 / (Math.Cosh(x) * Math.Cosh(x));

    public static double Asinh(double x) => 1 / Math.Sqrt((x * x) + 1);

    public static double Acosh(double x) => 1 / Math.Sqrt((x - 1) * (x + 1));

    public static double Atanh(double x) => 1 / ((1 - x) * (1 + x));

    public static double Exp(double x) => Math.Exp(x);

    public static double Log(double x) => 1 / x;

    public static double Log2(double x) => 1 / (x * Ln2);

    public static double Log10(double x) => 1 / (x * Ln10);

    public static double Sqrt(double x) => 0.5 / Math.Sqrt(x);

    public static double Cbrt(double x) => 1 / (3 * Math.Pow(Math.Cbrt(x), 2));

    public static double Exp2(double x) => Ln2 * Math.Pow(2, x);

    public static double SinPi(double x) => Math.PI * double.CosPi(x);

    public static double CosPi(double x) => -Math.PI * double.SinPi(x);

    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    public static (double X, double Y) Pow(double x, double y) =>
        (y == 0 ? 0 : y * Math.Pow(x, y - 1), x == 0 ? 0 : Math.Pow(x, y) * Math.Log(x));

    public static (double Y, double X) Atan2(double y, double x) => (x / ((x * x) + (y * y)), -y / ((x * x) + (y * y)));

    public static (double X, double Y) Hypot(double x, double y)
    {
        double r = double.Hypot(x, y);
        return r == 0 ? (0, 0) : (x / r, y / r);
    }

    /// <summary>Of log(x) to the base b.</summary>
    public static (double X, double B) Log(double x, double b) =>
        (1 / (x * Math.Log(b)), -Math.Log(x) / (b * Math.Log(b) * Math.Log(b)));

    /// <summary>Which share of the derivative each operand of a maximum takes: all, none, or half at a tie.</summary>
    public static (double A, double B) Larger(double a, double b) => Trace.Decide(a.CompareTo(b)) switch
    {
        > 0 => (1, 0),
        < 0 => (0, 1),
        _ => (0.5, 0.5),
    };
}
