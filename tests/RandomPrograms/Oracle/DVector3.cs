using System.Numerics;

namespace Fluxion.RandomPrograms.Oracle;

/// <summary>A vector of dual parts: the value is the framework's, the derivative is that of the formula in <c>double</c>.</summary>
public struct DVector3(DualF x, DualF y, DualF z)
{
    public DualF X = x;
    public DualF Y = y;
    public DualF Z = z;

    public DVector3(ReadOnlySpan<DualF> elements)
        : this(elements[0], elements[1], elements[2])
    {
    }

    public DualF this[int index]
    {
        readonly get => index == 0 ? X : index == 1 ? Y : Z;
        set
        {
            if (index == 0)
                X = value;
            else if (index == 1)
                Y = value;
            else
                Z = value;
        }
    }

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

    public static DVector3 Transform(DVector3 a, DMatrix4x4 m)
    {
        Dual Part(int column) => ((Dual)a.X * m[0, column]) + ((Dual)a.Y * m[1, column]) + ((Dual)a.Z * m[2, column]) + m[3, column];
        return Of(Vector3.Transform(a.V, m.V), Part(0), Part(1), Part(2));
    }

    public static DVector3 TransformNormal(DVector3 a, DMatrix4x4 m)
    {
        Dual Part(int column) => ((Dual)a.X * m[0, column]) + ((Dual)a.Y * m[1, column]) + ((Dual)a.Z * m[2, column]);
        return Of(Vector3.TransformNormal(a.V, m.V), Part(0), Part(1), Part(2));
    }

    public static DualF Dot(DVector3 a, DVector3 b) => DualF.Of(Vector3.Dot(a.V, b.V), ((Dual)a.X * b.X) + ((Dual)a.Y * b.Y) + ((Dual)a.Z * b.Z));

    public static DualF DistanceSquared(DVector3 a, DVector3 b) => DualF.Of(Vector3.DistanceSquared(a.V, b.V), Square(a - b));

    public readonly void CopyTo(Span<DualF> destination) => (destination[0], destination[1], destination[2]) = (X, Y, Z);

    public readonly void CopyTo(DualF[] destination, int start) => CopyTo(destination.AsSpan(start));

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
