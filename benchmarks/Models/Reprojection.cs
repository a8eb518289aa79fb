using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Models;

/// <summary>The two residuals of an observation in a bundle adjustment, each with its gradient.</summary>
internal static partial class Reprojection
{
    [Differentiable]
    public static double ErrorX(in Camera camera, in Vec3 point, double weight, [Constant] Vec2 feature) =>
        BundleAdjustment.ReprojectionError(camera, point, weight, feature).X;

    [Differentiable]
    public static double ErrorY(in Camera camera, in Vec3 point, double weight, [Constant] Vec2 feature) =>
        BundleAdjustment.ReprojectionError(camera, point, weight, feature).Y;

    /// <summary>The Jacobian by the formulas of the textbook, row by row.</summary>
    public static Vec2 JacobianByHand(in Camera camera, in Vec3 point, double weight, Vec2 feature, Span<double> jacobian)
    {
        Vec3 p = point - camera.Center, r = camera.Rotation;
        double angle = Math.Sqrt(r.LengthSquared);
        var (s, c) = Math.SinCos(angle);
        Vec3 a = r / angle, cross = Vec3.Cross(a, p);
        double along = Vec3.Dot(a, p), z = 1 - c;
        Vec3 y = c * p + s * cross + along * z * a;
        Vec3 byAngle = c * cross - s * p + s * along * a;

        double depth = 1 / y.Z, u = y.X * depth, v = y.Y * depth, r2 = u * u + v * v;
        double distortion = 1 + camera.K1 * r2 + camera.K2 * r2 * r2, slope = 2 * (camera.K1 + 2 * camera.K2 * r2), wf = weight * camera.Focal;
        double duu = wf * (distortion + slope * u * u), duv = wf * slope * u * v, dvv = wf * (distortion + slope * v * v);
        var error = new Vec2(
            camera.Focal * distortion * u + camera.Principal.X - feature.X, camera.Focal * distortion * v + camera.Principal.Y - feature.Y);
        Row(jacobian[..15], new Vec3(duu * depth, duv * depth, -(duu * u + duv * v) * depth), u, 1, 0, error.X);
        Row(jacobian.Slice(15, 15), new Vec3(duv * depth, dvv * depth, -(duv * u + dvv * v) * depth), v, 0, 1, error.Y);
        return weight * error;

        void Row(Span<double> row, Vec3 q, double image, double x, double y, double unweighted)
        {
            Vec3 byAxis = s * Vec3.Cross(p, q) + z * along * q + z * Vec3.Dot(a, q) * p;
            Vec3 byRotation = Vec3.Dot(q, byAngle) * a + (byAxis + -Vec3.Dot(a, byAxis) * a) / angle;
            Vec3 byPoint = c * q + -s * Vec3.Cross(a, q) + z * Vec3.Dot(a, q) * a;
            (row[0], row[1], row[2]) = (byRotation.X, byRotation.Y, byRotation.Z);
            (row[3], row[4], row[5]) = (-byPoint.X, -byPoint.Y, -byPoint.Z);
            row[6] = weight * distortion * image;
            (row[7], row[8]) = (weight * x, weight * y);
            (row[9], row[10]) = (wf * r2 * image, wf * r2 * r2 * image);
            (row[11], row[12], row[13]) = (byPoint.X, byPoint.Y, byPoint.Z);
            row[14] = unweighted;
        }
    }
}
