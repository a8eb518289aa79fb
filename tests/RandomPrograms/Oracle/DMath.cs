namespace Fluxion.RandomPrograms.Oracle;

/// <summary>The functions of <c>Math</c> and of <c>double</c> over dual numbers.</summary>
public static class DMath
{
    public static Dual Sin(Dual x) => Dual.Chain(Math.Sin(x.V), x, Partials.Sin(x.V));

    public static Dual Cos(Dual x) => Dual.Chain(Math.Cos(x.V), x, Partials.Cos(x.V));

    public static Dual Tan(Dual x) => Dual.Chain(Math.Tan(x.V), x, Partials.Tan(x.V));

    public static Dual Asin(Dual x) => Dual.Chain(Math.Asin(x.V), x, Partials.Asin(x.V));

    public static Dual Acos(Dual x) => Dual.Chain(Math.Acos(x.V), x, Partials.Acos(x.V));

    public static Dual Atan(Dual x) => Dual.Chain(Math.Atan(x.V), x, Partials.Atan(x.V));

    public static Dual Sinh(Dual x) => Dual.Chain(Math.Sinh(x.V), x, Partials.Sinh(x.V));

    public static Dual Cosh(Dual x) => Dual.Chain(Math.Cosh(x.V), x, Partials.Cosh(x.V));

    public static Dual Tanh(Dual x) => Dual.Chain(Math.Tanh(x.V), x, Partials.Tanh(x.V));

    public static Dual Asinh(Dual x) => Dual.Chain(Math.Asinh(x.V), x, Partials.Asinh(x.V));

    public static Dual Acosh(Dual x) => Dual.Chain(Math.Acosh(x.V), x, Partials.Acosh(x.V));

    public static Dual Atanh(Dual x) => Dual.Chain(Math.Atanh(x.V), x, Partials.Atanh(x.V));

    public static Dual Exp(Dual x) => Dual.Chain(Math.Exp(x.V), x, Partials.Exp(x.V));

    public static Dual Log(Dual x) => Dual.Chain(Math.Log(x.V), x, Partials.Log(x.V));

    public static Dual Log2(Dual x) => Dual.Chain(Math.Log2(x.V), x, Partials.Log2(x.V));

    public static Dual Log10(Dual x) => Dual.Chain(Math.Log10(x.V), x, Partials.Log10(x.V));

    public static Dual Sqrt(Dual x) => Dual.Chain(Math.Sqrt(x.V), x, Partials.Sqrt(x.V));

    public static Dual Cbrt(Dual x) => Dual.Chain(Math.Cbrt(x.V), x, Partials.Cbrt(x.V));

    public static Dual Exp2(Dual x) => Dual.Chain(double.Exp2(x.V), x, Partials.Exp2(x.V));

    public static Dual SinPi(Dual x) => Dual.Chain(double.SinPi(x.V), x, Partials.SinPi(x.V));

    public static Dual CosPi(Dual x) => Dual.Chain(double.CosPi(x.V), x, Partials.CosPi(x.V));

    public static Dual Abs(Dual x) => Dual.Chain(Math.Abs(x.V), x, Trace.Decide((int)Partials.Sign(x.V)));

    public static int Sign(Dual x) => Trace.Decide(Math.Sign(x.V));

    public static Dual Floor(Dual x) => (double)Trace.Decide(Math.Floor(x.V));

    public static Dual Ceiling(Dual x) => (double)Trace.Decide(Math.Ceiling(x.V));

    public static Dual Round(Dual x) => (double)Trace.Decide(Math.Round(x.V));

    public static Dual Truncate(Dual x) => (double)Trace.Decide(Math.Truncate(x.V));

    public static Dual Pow(Dual x, Dual y)
    {
        var p = Partials.Pow(x.V, y.V);
        return Dual.Chain(Math.Pow(x.V, y.V), x, p.X, y, p.Y);
    }

    public static Dual Atan2(Dual y, Dual x)
    {
        var p = Partials.Atan2(y.V, x.V);
        return Dual.Chain(Math.Atan2(y.V, x.V), y, p.Y, x, p.X);
    }

    public static Dual Hypot(Dual x, Dual y)
    {
        var p = Partials.Hypot(x.V, y.V);
        return Dual.Chain(double.Hypot(x.V, y.V), x, p.X, y, p.Y);
    }

    public static Dual Log(Dual x, Dual b)
    {
        var p = Partials.Log(x.V, b.V);
        return Dual.Chain(Math.Log(x.V, b.V), x, p.X, b, p.B);
    }

    public static Dual CopySign(Dual x, Dual y) =>
        Dual.Chain(Math.CopySign(x.V, y.V), x, Trace.Decide(Math.Sign(x.V) * Math.Sign(Math.CopySign(1.0, y.V))));

    public static Dual FusedMultiplyAdd(Dual x, Dual y, Dual z)
    {
        Dual sum = (x * y) + z;
        return new(Math.FusedMultiplyAdd(x.V, y.V, z.V), sum.D, sum.M);
    }

    public static Dual Clamp(Dual x, double low, double high)
    {
        if (x.V == low || x.V == high)
            Trace.Ambiguous();
        return Trace.Decide(x.V < low) ? low : Trace.Decide(x.V > high) ? high : x;
    }

    public static Dual Max(Dual a, Dual b) => Choose(Math.Max(a.V, b.V), Partials.Larger(a.V, b.V), a, b);

    public static Dual Min(Dual a, Dual b) => Choose(Math.Min(a.V, b.V), Partials.Larger(-a.V, -b.V), a, b);

    public static Dual Max(Dual a, Literal64 b) => Trace.Decide(a.V > b.Value) ? a : Math.Max(a.V, b.Value);

    public static Dual Max(Literal64 a, Dual b) => Max(b, a);

    public static Dual Min(Dual a, Literal64 b) => Trace.Decide(a.V < b.Value) ? a : Math.Min(a.V, b.Value);

    public static Dual Min(Literal64 a, Dual b) => Min(b, a);

    /// <summary>The value without its derivative.</summary>
    public static Dual Stop(Dual x) => x.V;

    public static DualF Stop(DualF x) => x.V;

    /// <summary>Marks an operand that is a literal in the source.</summary>
    public static Literal64 L(double value) => new(value);

    public static LiteralF L(float value) => new(value);

    /// <summary>A tie between a number that varies and one that does not is left to the generator.</summary>
    private static Dual Choose(double value, (double A, double B) share, Dual a, Dual b)
    {
        if (share.A == 0.5 && (a.M == 0) != (b.M == 0))
            Trace.Ambiguous();
        return Dual.Chain(value, a, share.A, b, share.B);
    }
}

/// <summary>A literal operand of a maximum or minimum, at which a tie has derivative 0.</summary>
public readonly record struct Literal64(double Value);

/// <inheritdoc cref="Literal64"/>
public readonly record struct LiteralF(float Value);
