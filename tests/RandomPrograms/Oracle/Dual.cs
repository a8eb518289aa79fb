namespace Fluxion.RandomPrograms.Oracle;

/// <summary>
/// A forward-mode number: value, derivative along one direction, and <see cref="M"/>, the sum of the absolute values of all terms
/// that were added up to the derivative. What rounding may do to a derivative is in proportion to <see cref="M"/>, which is NaN for what comes of a number that
/// overflowed: what becomes of 0 · ∞ depends on the order in which factors are multiplied. Where nothing comes of it, nothing depends on it.
/// </summary>
public readonly struct Dual(double v, double d, double m) : IEquatable<Dual>
{
    public readonly double V = Trace.Number(v);
    public readonly double D = d;
    public readonly double M = Known(v, d, m);

    public static implicit operator Dual(double value) => new(value, 0, 0);

    public static implicit operator Dual(DualF value) => new(value.V, value.D, value.M);

    public static explicit operator int(Dual value) => Trace.Decide((int)value.V);

    public static Dual operator -(Dual a) => new(-a.V, -a.D, a.M);

    public static Dual operator +(Dual a) => a;

    public static Dual operator +(Dual a, Dual b) => new(a.V + b.V, a.D + b.D, a.M + b.M);

    public static Dual operator -(Dual a, Dual b) => new(a.V - b.V, a.D - b.D, a.M + b.M);

    public static Dual operator *(Dual a, Dual b) => Chain(a.V * b.V, a, b.V, b, a.V);

    public static Dual operator /(Dual a, Dual b) => Chain(a.V / b.V, a, 1 / b.V, b, -(a.V / b.V) / b.V);

    public static Dual operator %(Dual a, Dual b) => Chain(a.V % b.V, a, 1, b, -Trace.Decide(Math.Truncate(a.V / b.V)));

    public static Dual operator ++(Dual a) => a + 1;

    public static Dual operator --(Dual a) => a - 1;

    public static bool operator <(Dual a, Dual b) => Trace.Decide(a.V < b.V);

    public static bool operator >(Dual a, Dual b) => Trace.Decide(a.V > b.V);

    public static bool operator <=(Dual a, Dual b) => Trace.Decide(a.V <= b.V);

    public static bool operator >=(Dual a, Dual b) => Trace.Decide(a.V >= b.V);

    public static bool operator ==(Dual a, Dual b) => Trace.Decide(a.V == b.V);

    public static bool operator !=(Dual a, Dual b) => !(a == b);

    /// <summary>A function of one number, given its value and its derivative.</summary>
    public static Dual Chain(double value, Dual a, double da) => new(value, Times(da, a.D), Math.Abs(Times(da, a.M)));

    /// <summary>A function of two numbers, given its value and its partial derivatives.</summary>
    public static Dual Chain(double value, Dual a, double da, Dual b, double db) =>
        new(value, Times(da, a.D) + Times(db, b.D), Math.Abs(Times(da, a.M)) + Math.Abs(Times(db, b.M)));

    public bool Equals(Dual other) => V == other.V;

    public override bool Equals(object? obj) => obj is Dual other && Equals(other);

    public override int GetHashCode() => V.GetHashCode();

    /// <summary>The magnitude of a number that did not overflow.</summary>
    internal static double Known(double value, double derivative, double magnitude) => double.IsFinite(value) && double.IsFinite(derivative) ? magnitude : double.NaN;

    /// <summary>A constant has no derivative, whatever the partial is.</summary>
    private static double Times(double partial, double dot) => dot == 0 ? 0 : partial * dot;
}

/// <summary>The same for <c>float</c>: the value is rounded as the program's is, the derivative is carried in <c>double</c>.</summary>
public readonly struct DualF(float v, double d, double m) : IEquatable<DualF>
{
    public readonly float V = (float)Trace.Number(v);
    public readonly double D = d;
    public readonly double M = Dual.Known(v, d, m);

    public static implicit operator DualF(float value) => new(value, 0, 0);

    public static explicit operator DualF(Dual value) => new((float)value.V, value.D, value.M);

    public static explicit operator int(DualF value) => Trace.Decide((int)value.V);

    public static DualF operator -(DualF a) => new(-a.V, -a.D, a.M);

    public static DualF operator +(DualF a) => a;

    public static DualF operator +(DualF a, DualF b) => new(a.V + b.V, a.D + b.D, a.M + b.M);

    public static DualF operator -(DualF a, DualF b) => new(a.V - b.V, a.D - b.D, a.M + b.M);

    public static DualF operator *(DualF a, DualF b) => Of(a.V * b.V, (Dual)a * b);

    public static DualF operator /(DualF a, DualF b) => Of(a.V / b.V, (Dual)a / b);

    public static DualF operator %(DualF a, DualF b) => Of(a.V % b.V, (Dual)a % b);

    public static DualF operator ++(DualF a) => a + 1;

    public static DualF operator --(DualF a) => a - 1;

    public static bool operator <(DualF a, DualF b) => Trace.Decide(a.V < b.V);

    public static bool operator >(DualF a, DualF b) => Trace.Decide(a.V > b.V);

    public static bool operator <=(DualF a, DualF b) => Trace.Decide(a.V <= b.V);

    public static bool operator >=(DualF a, DualF b) => Trace.Decide(a.V >= b.V);

    public static bool operator ==(DualF a, DualF b) => Trace.Decide(a.V == b.V);

    public static bool operator !=(DualF a, DualF b) => !(a == b);

    /// <summary>The value as <c>float</c> arithmetic rounds it, with a derivative from <c>double</c> arithmetic.</summary>
    public static DualF Of(float value, Dual wide) => new(value, wide.D, wide.M);

    public bool Equals(DualF other) => V == other.V;

    public override bool Equals(object? obj) => obj is DualF other && Equals(other);

    public override int GetHashCode() => V.GetHashCode();
}
