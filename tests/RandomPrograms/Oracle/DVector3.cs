using System.Numerics;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>A vector of dual parts: the value is the framework's, the derivative is that of the formula in <c>double</c>.</summary>
public struct DVector3(DualF x, DualF y, DualF z)
{
    public DualF X = x;
    public DualF Y = y;
    public DualF Z = z;

    private readonly Vector3 V => new(X.V, Y.V, Z.V);

    public static DVector3 operator +(DVector3 a, DVector3 b) => Of(a.V + b.V, (Dual)a.X + b.X, (Dual)a.Y + b.Y, (Dual)a.Z + b.Z);

    public static DVector3 operator -(DVector3 a, DVector3 b) => Of(a.V - b.V, (Dual)a.X - b.X, (Dual)a.Y - b.Y, (Dual)a.Z - b.Z);

    public static DVector3 operator -(DVector3 a) => Of(-a.V, -(Dual)a.X, -(Dual)a.Y, -(Dual)a.Z);

    public static DVector3 operator *(DVector3 a, DVector3 b) => Of(a.V * b.V, (Dual)a.X * b.X, (Dual)a.Y * b.Y, (Dual)a.Z * b.Z);

    public static DVector3 operator *(DualF a, DVector3 b) => Of(a.V * b.V, (Dual)a * b.X, (Dual)a * b.Y, (Dual)a * b.Z);

    public static DVector3 operator *(DVector3 a, DualF b) => Of(a.V * b.V, (Dual)a.X * b, (Dual)a.Y * b, (Dual)a.Z * b);

    public static DVector3 operator /(DVector3 a, DualF b) => Of(a.V / b.V, (Dual)a.X / b, (Dual)a.Y / b, (Dual)a.Z / b);

    public static DVector3 Cross(DVector3 a, DVector3 b) => Of(
        Vector3.Cross(a.V, b.V),
        ((Dual)a.Y * b.Z) - ((Dual)a.Z * b.Y),
        ((Dual)a.Z * b.X) - ((Dual)a.X * b.Z),
        ((Dual)a.X * b.Y) - ((Dual)a.Y * b.X));

    public static DVector3 Normalize(DVector3 a)
    {
        Dual length = DMath.Sqrt(Square(a));
        return Of(Vector3.Normalize(a.V), a.X / length, a.Y / length, a.Z / length);
    }

    public static DVector3 Lerp(DVector3 a, DVector3 b, DualF t)
    {
        Dual Between(DualF from, DualF to) => ((Dual)from * (1 - (Dual)t)) + ((Dual)to * t);
        return Of(Vector3.Lerp(a.V, b.V, t.V), Between(a.X, b.X), Between(a.Y, b.Y), Between(a.Z, b.Z));
    }

    public static DualF Dot(DVector3 a, DVector3 b) => DualF.Of(Vector3.Dot(a.V, b.V), ((Dual)a.X * b.X) + ((Dual)a.Y * b.Y) + ((Dual)a.Z * b.Z));

    public static DualF DistanceSquared(DVector3 a, DVector3 b) => DualF.Of(Vector3.DistanceSquared(a.V, b.V), Square(a - b));

    public readonly DualF LengthSquared() => DualF.Of(V.LengthSquared(), Square(this));

    public readonly DualF Length()
    {
        if (V == Vector3.Zero)
            Trace.Ambiguous();
        return DualF.Of(V.Length(), DMath.Sqrt(Square(this)));
    }

    private static Dual Square(DVector3 a) => ((Dual)a.X * a.X) + ((Dual)a.Y * a.Y) + ((Dual)a.Z * a.Z);

    private static DVector3 Of(Vector3 value, Dual x, Dual y, Dual z) => new(DualF.Of(value.X, x), DualF.Of(value.Y, y), DualF.Of(value.Z, z));
}
