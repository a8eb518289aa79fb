using System.Numerics;

namespace Fluxion.CompilerServices;

// Derivatives of matrices that are made of axes and angles. They are computed in double precision.
public static partial class Partials
{
    // The framework has for an axis and an angle the matrix of a quaternion since .NET 9, and a formula of its own before. For an axis of
    // length 1 they are the same, but not their derivatives.
    private static readonly bool AxisMakesQuaternion = Matrix4x4.CreateFromAxisAngle(new Vector3(0, 0, 2), MathF.PI).M33 < 2;

    /// <summary>The tangent of <c>Matrix4x4.CreateFromQuaternion</c>.</summary>
    /// <param name="q">The quaternion.</param>
    /// <param name="dot">Its tangent.</param>
    /// <returns>The tangent of the matrix.</returns>
    public static Matrix4x4 RotationTangent(Quaternion q, Quaternion dot) => RotationTangent(new Axis(q.X, q.Y, q.Z), q.W, new Axis(dot.X, dot.Y, dot.Z), dot.W);

    /// <summary>The pullback of <c>Matrix4x4.CreateFromQuaternion</c>.</summary>
    /// <param name="q">The quaternion.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of the quaternion.</returns>
    public static Quaternion RotationPullback(Quaternion q, Matrix4x4 bar) => new(
        Dot(bar, RotationTangent(q, new Quaternion(1, 0, 0, 0))),
        Dot(bar, RotationTangent(q, new Quaternion(0, 1, 0, 0))),
        Dot(bar, RotationTangent(q, new Quaternion(0, 0, 1, 0))),
        Dot(bar, RotationTangent(q, new Quaternion(0, 0, 0, 1))));

    /// <summary>The tangent of <c>Matrix4x4.CreateFromAxisAngle</c> with respect to the axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="dot">The tangent of the axis.</param>
    /// <returns>The tangent of the matrix.</returns>
    public static Matrix4x4 AxisTangent(Vector3 axis, float angle, Vector3 dot)
    {
        Axis a = axis, d = dot;
        if (AxisMakesQuaternion)
        {
            double half = Math.Sin(0.5 * angle);
            return RotationTangent(half * a, Math.Cos(0.5 * angle), half * d, 0);
        }

        // (1 − cos) a aᵀ + cos I + sin [a]
        double sine = Math.Sin(angle), rest = 1 - Math.Cos(angle);
        return Rows(
            (rest * ((a.X * d) + (d.X * a))) + (sine * new Axis(0, d.Z, -d.Y)),
            (rest * ((a.Y * d) + (d.Y * a))) + (sine * new Axis(-d.Z, 0, d.X)),
            (rest * ((a.Z * d) + (d.Z * a))) + (sine * new Axis(d.Y, -d.X, 0)));
    }

    /// <summary>The pullback of <c>Matrix4x4.CreateFromAxisAngle</c> to the axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of the axis.</returns>
    public static Vector3 AxisPullback(Vector3 axis, float angle, Matrix4x4 bar) =>
        new(Dot(bar, AxisTangent(axis, angle, Vector3.UnitX)), Dot(bar, AxisTangent(axis, angle, Vector3.UnitY)), Dot(bar, AxisTangent(axis, angle, Vector3.UnitZ)));

    /// <summary>The tangent of <c>Matrix4x4.CreateFromAxisAngle</c> with respect to the angle.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="dot">The tangent of the angle.</param>
    /// <returns>The tangent of the matrix.</returns>
    public static Matrix4x4 AngleTangent(Vector3 axis, float angle, float dot)
    {
        Axis a = axis;
        double half = 0.5 * angle;
        if (AxisMakesQuaternion)
            return RotationTangent(Math.Sin(half) * a, Math.Cos(half), 0.5 * Math.Cos(half) * dot * a, -0.5 * Math.Sin(half) * dot);
        double sine = Math.Sin(angle) * dot, cosine = Math.Cos(angle) * dot;
        return Rows(
            (sine * ((a.X * a) - new Axis(1, 0, 0))) + (cosine * new Axis(0, a.Z, -a.Y)),
            (sine * ((a.Y * a) - new Axis(0, 1, 0))) + (cosine * new Axis(-a.Z, 0, a.X)),
            (sine * ((a.Z * a) - new Axis(0, 0, 1))) + (cosine * new Axis(a.Y, -a.X, 0)));
    }

    /// <summary>The pullback of <c>Matrix4x4.CreateFromAxisAngle</c> to the angle.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="angle">The angle.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of the angle.</returns>
    public static float AnglePullback(Vector3 axis, float angle, Matrix4x4 bar) => Dot(bar, AngleTangent(axis, angle, 1));

    /// <summary>How a rotation changes that is followed by a small one: each row by its cross product with the axis.</summary>
    /// <param name="rotation">The rotation.</param>
    /// <param name="axis">The axis, as long as the angle.</param>
    /// <returns>The change.</returns>
    public static Matrix4x4 Turned(Matrix4x4 rotation, Vector3 axis)
    {
        (Axis x, Axis y, Axis z) = RowsOf(rotation);
        Axis a = axis;
        return Rows(Axis.Cross(a, x), Axis.Cross(a, y), Axis.Cross(a, z));
    }

    /// <summary>The axis about which a pitch turns what a yaw turns afterwards.</summary>
    /// <param name="yaw">The yaw.</param>
    /// <returns>The axis.</returns>
    public static Vector3 PitchAxis(float yaw) => new(MathF.Cos(yaw), 0, -MathF.Sin(yaw));

    /// <summary>The tangent of <c>Matrix4x4.CreateLookAt</c>.</summary>
    /// <param name="position">Where the camera is.</param>
    /// <param name="target">Where it looks at.</param>
    /// <param name="up">What is up.</param>
    /// <param name="positionDot">The tangent of the position.</param>
    /// <param name="targetDot">The tangent of the target.</param>
    /// <param name="upDot">The tangent of what is up.</param>
    /// <returns>The tangent of the matrix.</returns>
    public static Matrix4x4 LookAtTangent(Vector3 position, Vector3 target, Vector3 up, Vector3 positionDot, Vector3 targetDot, Vector3 upDot)
    {
        Axis p = position, d = positionDot;
        Frame(p - target, d - targetDot, up, upDot, out Frame3 at, out Frame3 dot);
        return new Matrix4x4(
            (float)dot.X.X, (float)dot.Y.X, (float)dot.Z.X, 0,
            (float)dot.X.Y, (float)dot.Y.Y, (float)dot.Z.Y, 0,
            (float)dot.X.Z, (float)dot.Y.Z, (float)dot.Z.Z, 0,
            Shift(at.X, dot.X), Shift(at.Y, dot.Y), Shift(at.Z, dot.Z), 0);

        float Shift(Axis axis, Axis axisDot) => (float)-(Axis.Dot(axisDot, p) + Axis.Dot(axis, d));
    }

    /// <summary>The pullback of <c>Matrix4x4.CreateLookAt</c> to the position.</summary>
    /// <param name="position">Where the camera is.</param>
    /// <param name="target">Where it looks at.</param>
    /// <param name="up">What is up.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of the position.</returns>
    public static Vector3 LookAtPositionPullback(Vector3 position, Vector3 target, Vector3 up, Matrix4x4 bar) => new(
        Dot(bar, LookAtTangent(position, target, up, Vector3.UnitX, default, default)),
        Dot(bar, LookAtTangent(position, target, up, Vector3.UnitY, default, default)),
        Dot(bar, LookAtTangent(position, target, up, Vector3.UnitZ, default, default)));

    /// <summary>The pullback of <c>Matrix4x4.CreateLookAt</c> to the target.</summary>
    /// <param name="position">Where the camera is.</param>
    /// <param name="target">Where it looks at.</param>
    /// <param name="up">What is up.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of the target.</returns>
    public static Vector3 LookAtTargetPullback(Vector3 position, Vector3 target, Vector3 up, Matrix4x4 bar) => new(
        Dot(bar, LookAtTangent(position, target, up, default, Vector3.UnitX, default)),
        Dot(bar, LookAtTangent(position, target, up, default, Vector3.UnitY, default)),
        Dot(bar, LookAtTangent(position, target, up, default, Vector3.UnitZ, default)));

    /// <summary>The pullback of <c>Matrix4x4.CreateLookAt</c> to what is up.</summary>
    /// <param name="position">Where the camera is.</param>
    /// <param name="target">Where it looks at.</param>
    /// <param name="up">What is up.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of what is up.</returns>
    public static Vector3 LookAtUpPullback(Vector3 position, Vector3 target, Vector3 up, Matrix4x4 bar) => new(
        Dot(bar, LookAtTangent(position, target, up, default, default, Vector3.UnitX)),
        Dot(bar, LookAtTangent(position, target, up, default, default, Vector3.UnitY)),
        Dot(bar, LookAtTangent(position, target, up, default, default, Vector3.UnitZ)));

    /// <summary>The tangent of <c>Matrix4x4.CreateWorld</c> with respect to its axes.</summary>
    /// <param name="forward">What is in front.</param>
    /// <param name="up">What is up.</param>
    /// <param name="forwardDot">The tangent of what is in front.</param>
    /// <param name="upDot">The tangent of what is up.</param>
    /// <returns>The tangent of the matrix.</returns>
    public static Matrix4x4 WorldTangent(Vector3 forward, Vector3 up, Vector3 forwardDot, Vector3 upDot)
    {
        Frame(-1 * (Axis)forward, -1 * (Axis)forwardDot, up, upDot, out _, out Frame3 dot);
        return Rows(dot.X, dot.Y, dot.Z);
    }

    /// <summary>The pullback of <c>Matrix4x4.CreateWorld</c> to what is in front.</summary>
    /// <param name="forward">What is in front.</param>
    /// <param name="up">What is up.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of what is in front.</returns>
    public static Vector3 WorldForwardPullback(Vector3 forward, Vector3 up, Matrix4x4 bar) => new(
        Dot(bar, WorldTangent(forward, up, Vector3.UnitX, default)),
        Dot(bar, WorldTangent(forward, up, Vector3.UnitY, default)),
        Dot(bar, WorldTangent(forward, up, Vector3.UnitZ, default)));

    /// <summary>The pullback of <c>Matrix4x4.CreateWorld</c> to what is up.</summary>
    /// <param name="forward">What is in front.</param>
    /// <param name="up">What is up.</param>
    /// <param name="bar">The adjoint of the matrix.</param>
    /// <returns>What is added to the adjoint of what is up.</returns>
    public static Vector3 WorldUpPullback(Vector3 forward, Vector3 up, Matrix4x4 bar) => new(
        Dot(bar, WorldTangent(forward, up, default, Vector3.UnitX)),
        Dot(bar, WorldTangent(forward, up, default, Vector3.UnitY)),
        Dot(bar, WorldTangent(forward, up, default, Vector3.UnitZ)));

    // What is behind and what is up, made right-angled: z along the first, x across both.
    private static void Frame(Axis back, Axis backDot, Axis up, Axis upDot, out Frame3 frame, out Frame3 dot)
    {
        (Axis z, Axis zDot) = Normalized(back, backDot);
        (Axis x, Axis xDot) = Normalized(Axis.Cross(up, z), Axis.Cross(upDot, z) + Axis.Cross(up, zDot));
        frame = new Frame3(x, Axis.Cross(z, x), z);
        dot = new Frame3(xDot, Axis.Cross(zDot, x) + Axis.Cross(z, xDot), zDot);
    }

    // What is along the vector does not turn it: d(v/|v|) = u × (dv × u) / |v|.
    private static (Axis Unit, Axis Dot) Normalized(Axis v, Axis dot)
    {
        double length = Math.Sqrt(Axis.Dot(v, v));
        Axis unit = (1 / length) * v;
        return (unit, (1 / length) * Axis.Cross(unit, Axis.Cross(dot, unit)));
    }

    // M11 = 1 − 2(yy + zz), M12 = 2(xy + wz) and so on.
    private static Matrix4x4 RotationTangent(Axis q, double w, Axis d, double wDot)
    {
        Axis squares = 2 * new Axis(q.X * d.X, q.Y * d.Y, q.Z * d.Z);
        var products = new Axis((q.Y * d.Z) + (d.Y * q.Z), (q.Z * d.X) + (d.Z * q.X), (q.X * d.Y) + (d.X * q.Y));
        Axis turns = (w * d) + (wDot * q);
        return Rows(
            2 * new Axis(-squares.Y - squares.Z, products.Z + turns.Z, products.Y - turns.Y),
            2 * new Axis(products.Z - turns.Z, -squares.X - squares.Z, products.X + turns.X),
            2 * new Axis(products.Y + turns.Y, products.X - turns.X, -squares.X - squares.Y));
    }

    private static Matrix4x4 Rows(Axis x, Axis y, Axis z) =>
        new((float)x.X, (float)x.Y, (float)x.Z, 0, (float)y.X, (float)y.Y, (float)y.Z, 0, (float)z.X, (float)z.Y, (float)z.Z, 0, 0, 0, 0, 0);

    private static (Axis X, Axis Y, Axis Z) RowsOf(Matrix4x4 m) => (new Axis(m.M11, m.M12, m.M13), new Axis(m.M21, m.M22, m.M23), new Axis(m.M31, m.M32, m.M33));

    private readonly record struct Frame3(Axis X, Axis Y, Axis Z);

    private readonly record struct Axis(double X, double Y, double Z)
    {
        public static implicit operator Axis(Vector3 v) => new(v.X, v.Y, v.Z);

        public static Axis operator +(Axis a, Axis b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Axis operator -(Axis a, Axis b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Axis operator *(double k, Axis a) => new(k * a.X, k * a.Y, k * a.Z);

        public static double Dot(Axis a, Axis b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

        public static Axis Cross(Axis a, Axis b) => new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
    }
}
