namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A point of an image.</summary>
public readonly record struct Vec2(double X, double Y)
{
    public static Vec2 operator +(Vec2 a, Vec2 b) => new(a.X + b.X, a.Y + b.Y);
    public static Vec2 operator -(Vec2 a, Vec2 b) => new(a.X - b.X, a.Y - b.Y);
    public static Vec2 operator *(double k, Vec2 a) => new(k * a.X, k * a.Y);
    public double LengthSquared => X * X + Y * Y;
}

/// <summary>A camera with radial distortion.</summary>
/// <param name="Rotation">The axis of its rotation, as long as the angle.</param>
/// <param name="Center">Where it stands.</param>
/// <param name="Focal">Its focal length in pixels.</param>
/// <param name="Principal">Its principal point.</param>
/// <param name="K1">The distortion by the square of the distance from the principal point.</param>
/// <param name="K2">The distortion by its fourth power.</param>
public readonly record struct Camera(Vec3 Rotation, Vec3 Center, double Focal, Vec2 Principal, double K1, double K2)
{
    public Vec2 Project(Vec3 point)
    {
        Vec3 seen = Rotate(Rotation, point - Center);
        Vec2 image = new(seen.X / seen.Z, seen.Y / seen.Z);
        return Focal * Distort(image) + Principal;
    }

    private Vec2 Distort(Vec2 p)
    {
        double r2 = p.LengthSquared;
        return (1 + K1 * r2 + K2 * r2 * r2) * p;
    }

    /// <summary>Rodrigues' formula.</summary>
    private static Vec3 Rotate(Vec3 rotation, Vec3 p)
    {
        double squared = rotation.LengthSquared;
        if (!(squared > 0))
            return p + Vec3.Cross(rotation, p);

        double angle = Math.Sqrt(squared);
        var (sin, cos) = Math.SinCos(angle);
        Vec3 axis = rotation / angle;
        return cos * p + sin * Vec3.Cross(axis, p) + Vec3.Dot(axis, p) * (1 - cos) * axis;
    }
}

/// <summary>The errors that a bundle adjustment makes small, as in the benchmark ADBench.</summary>
public static partial class BundleAdjustment
{
    /// <summary>How far a point is seen from where it was seen, in pixels.</summary>
    [Differentiable]
    public static Vec2 ReprojectionError(in Camera camera, in Vec3 point, double weight, [Constant] Vec2 feature) =>
        weight * (camera.Project(point) - feature);

    /// <summary>The error that keeps weights near 1.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;

    /// <summary>All errors: two for each observation, then one for each weight.</summary>
    /// <param name="cameras">The cameras.</param>
    /// <param name="points">What they saw.</param>
    /// <param name="weights">The weight of each observation.</param>
    /// <param name="observations">Which camera saw which point.</param>
    /// <param name="features">Where in its picture.</param>
    [Differentiable]
    public static double[] Errors(
        Camera[] cameras, Vec3[] points, double[] weights, [Constant] (int Camera, int Point)[] observations, [Constant] Vec2[] features)
    {
        int count = observations.Length;
        var errors = new double[3 * count];
        for (int i = 0; i < count; i++)
        {
            var (camera, point) = observations[i];
            (errors[2 * i], errors[2 * i + 1]) = ReprojectionError(cameras[camera], points[point], weights[i], features[i]);
            errors[2 * count + i] = WeightError(weights[i]);
        }
        return errors;
    }
}
