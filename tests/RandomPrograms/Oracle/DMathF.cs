namespace Fluxion.RandomPrograms.Oracle;

/// <summary>The functions of <c>MathF</c> and of <c>float</c> over dual numbers.</summary>
public static class DMathF
{
    public static DualF Sin(DualF x) => DualF.Of(MathF.Sin(x.V), Dual.Chain(0, x, Partials.Sin(x.V)));

    public static DualF Cos(DualF x) => DualF.Of(MathF.Cos(x.V), Dual.Chain(0, x, Partials.Cos(x.V)));

    public static DualF Tan(DualF x) => DualF.Of(MathF.Tan(x.V), Dual.Chain(0, x, Partials.Tan(x.V)));

    public static DualF Asin(DualF x) => DualF.Of(MathF.Asin(x.V), Dual.Chain(0, x, Partials.Asin(x.V)));

    public static DualF Acos(DualF x) => DualF.Of(MathF.Acos(x.V), Dual.Chain(0, x, Partials.Acos(x.V)));

    public static DualF Atan(DualF x) => DualF.Of(MathF.Atan(x.V), Dual.Chain(0, x, Partials.Atan(x.V)));

    public static DualF Sinh(DualF x) => DualF.Of(MathF.Sinh(x.V), Dual.Chain(0, x, Partials.Sinh(x.V)));

    public static DualF Cosh(DualF x) => DualF.Of(MathF.Cosh(x.V), Dual.Chain(0, x, Partials.Cosh(x.V)));

    public static DualF Tanh(DualF x) => DualF.Of(MathF.Tanh(x.V), Dual.Chain(0, x, Partials.Tanh(x.V)));

    public static DualF Asinh(DualF x) => DualF.Of(MathF.Asinh(x.V), Dual.Chain(0, x, Partials.Asinh(x.V)));

    public static DualF Acosh(DualF x) => DualF.Of(MathF.Acosh(x.V), Dual.Chain(0, x, Partials.Acosh(x.V)));

    public static DualF Atanh(DualF x) => DualF.Of(MathF.Atanh(x.V), Dual.Chain(0, x, Partials.Atanh(x.V)));

    public static DualF Exp(DualF x) => DualF.Of(MathF.Exp(x.V), Dual.Chain(0, x, Partials.Exp(x.V)));

    public static DualF Log(DualF x) => DualF.Of(MathF.Log(x.V), Dual.Chain(0, x, Partials.Log(x.V)));

    public static DualF Log2(DualF x) => DualF.Of(MathF.Log2(x.V), Dual.Chain(0, x, Partials.Log2(x.V)));

    public static DualF Log10(DualF x) => DualF.Of(MathF.Log10(x.V), Dual.Chain(0, x, Partials.Log10(x.V)));

    public static DualF Sqrt(DualF x) => DualF.Of(MathF.Sqrt(x.V), Dual.Chain(0, x, Partials.Sqrt(x.V)));

    public static DualF Cbrt(DualF x) => DualF.Of(MathF.Cbrt(x.V), Dual.Chain(0, x, Partials.Cbrt(x.V)));

    public static DualF Exp2(DualF x) => DualF.Of(float.Exp2(x.V), Dual.Chain(0, x, Partials.Exp2(x.V)));

    public static DualF SinPi(DualF x) => DualF.Of(float.SinPi(x.V), Dual.Chain(0, x, Partials.SinPi(x.V)));

    public static DualF CosPi(DualF x) => DualF.Of(float.CosPi(x.V), Dual.Chain(0, x, Partials.CosPi(x.V)));

    public static DualF Abs(DualF x) => DualF.Of(MathF.Abs(x.V), Dual.Chain(0, x, Trace.Decide((int)Partials.Sign(x.V))));

    public static int Sign(DualF x) => Trace.Decide(MathF.Sign(x.V));

    public static DualF Floor(DualF x) => (float)Trace.Decide(MathF.Floor(x.V));

    public static DualF Ceiling(DualF x) => (float)Trace.Decide(MathF.Ceiling(x.V));

    public static DualF Round(DualF x) => (float)Trace.Decide(MathF.Round(x.V));

    public static DualF Truncate(DualF x) => (float)Trace.Decide(MathF.Truncate(x.V));

    public static DualF Pow(DualF x, DualF y)
    {
        var p = Partials.Pow(x.V, y.V);
        return DualF.Of(MathF.Pow(x.V, y.V), Dual.Chain(0, x, p.X, y, p.Y));
    }

    public static DualF Atan2(DualF y, DualF x)
    {
        var p = Partials.Atan2(y.V, x.V);
        return DualF.Of(MathF.Atan2(y.V, x.V), Dual.Chain(0, y, p.Y, x, p.X));
    }

    public static DualF Hypot(DualF x, DualF y)
    {
        var p = Partials.Hypot(x.V, y.V);
        return DualF.Of(float.Hypot(x.V, y.V), Dual.Chain(0, x, p.X, y, p.Y));
    }

    public static DualF Log(DualF x, DualF b)
    {
        var p = Partials.Log(x.V, b.V);
        return DualF.Of(MathF.Log(x.V, b.V), Dual.Chain(0, x, p.X, b, p.B));
    }

    public static DualF CopySign(DualF x, DualF y) =>
        DualF.Of(MathF.CopySign(x.V, y.V), Dual.Chain(0, x, Trace.Decide(MathF.Sign(x.V) * Math.Sign(Math.CopySign(1.0, y.V)))));

    public static DualF FusedMultiplyAdd(DualF x, DualF y, DualF z)
    {
        DualF sum = (x * y) + z;
        return new(MathF.FusedMultiplyAdd(x.V, y.V, z.V), sum.D, sum.M);
    }

    public static DualF Clamp(DualF x, float low, float high)
    {
        if (x.V == low || x.V == high)
            Trace.Ambiguous();
        return Trace.Decide(x.V < low) ? low : Trace.Decide(x.V > high) ? high : x;
    }

    public static DualF Max(DualF a, DualF b) => Choose(MathF.Max(a.V, b.V), Partials.Larger(a.V, b.V), a, b);

    public static DualF Min(DualF a, DualF b) => Choose(MathF.Min(a.V, b.V), Partials.Larger(-a.V, -b.V), a, b);

    public static DualF Max(DualF a, LiteralF b) => Trace.Decide(a.V > b.Value) ? a : MathF.Max(a.V, b.Value);

    public static DualF Max(LiteralF a, DualF b) => Max(b, a);

    public static DualF Min(DualF a, LiteralF b) => Trace.Decide(a.V < b.Value) ? a : MathF.Min(a.V, b.Value);

    public static DualF Min(LiteralF a, DualF b) => Min(b, a);

    /// <summary>A tie between a number that varies and one that does not is left to the generator.</summary>
    private static DualF Choose(float value, (double A, double B) share, DualF a, DualF b)
    {
        if (share.A == 0.5 && (a.M == 0) != (b.M == 0))
            Trace.Ambiguous();
        return DualF.Of(value, Dual.Chain(0, a, share.A, b, share.B));
    }
}
