namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A rotation as a unit quaternion.</summary>
public readonly record struct Rotation(double W, Vec3 V)
{
    public static Rotation About(Vec3 axis, double angle)
    {
        var (sin, cos) = Math.SinCos(angle / 2);
        return new(cos, sin * axis.Normalized);
    }

    public static Rotation operator *(Rotation a, Rotation b) => new(a.W * b.W - Vec3.Dot(a.V, b.V), a.W * b.V + b.W * a.V + Vec3.Cross(a.V, b.V));

    public static Vec3 operator *(Rotation r, Vec3 p)
    {
        Vec3 t = 2 * Vec3.Cross(r.V, p);
        return p + r.W * t + Vec3.Cross(r.V, t);
    }
}

/// <summary>Where something is, and how it is turned.</summary>
public readonly record struct Pose(Vec3 Position, Rotation Rotation)
{
    public static Pose Identity => new(default, new(1, default));

    public static Pose operator *(Pose a, Pose b) => new(a.Position + a.Rotation * b.Position, a.Rotation * b.Rotation);
}

/// <summary>An arm of rigid links with a joint at the start of each.</summary>
public static partial class RobotArm
{
    private static readonly Vec3 X = new(1, 0, 0);
    private static readonly Vec3 Y = new(0, 1, 0);
    private static readonly Vec3 Z = new(0, 0, 1);

    /// <summary>Where the tool is.</summary>
    /// <param name="angles">Of the joints.</param>
    /// <param name="lengths">Of the links.</param>
    [Differentiable]
    public static Vec3 Tool(double[] angles, double[] lengths) => Forward(angles, lengths).Position;

    /// <summary>How far the tool is from where it should be, and turned away from how it should be.</summary>
    [Differentiable(nameof(angles))]
    public static double Misplacement(double[] angles, double[] lengths, Vec3 target, Rotation orientation, double weight = 0.5)
    {
        var tool = Forward(angles, lengths);
        var away = tool.Rotation * orientation with { V = -orientation.V };
        double turned = 2 * Math.Atan2(away.V.Length, Math.Abs(away.W));
        return (tool.Position - target).LengthSquared + weight * turned * turned;
    }

    private static Pose Forward(double[] angles, double[] lengths)
    {
        var pose = Pose.Identity;
        for (int i = 0; i < angles.Length; i++)
        {
            Vec3 axis = (i % 3) switch { 0 => Z, 1 => Y, _ => X };
            pose *= new Pose(default, Rotation.About(axis, angles[i]));
            pose *= new Pose(lengths[i] * X, new(1, default));
        }
        return pose;
    }
}
