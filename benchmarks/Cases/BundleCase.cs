using Benchmarks.Harness;
using Benchmarks.Models;
using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Cases;

/// <summary>The Jacobian of all reprojection errors: a block of 2 × 15 for each observation. The value is their sum.</summary>
internal sealed class BundleCase : Case
{
    private const int Observations = 1000, Block = 30;
    private readonly Camera[] _cameras = new Camera[21];
    private readonly Vec3[] _points = new Vec3[300];
    private readonly double[] _weights = new double[Observations];
    private readonly Vec2[] _features = new Vec2[Observations];
    private readonly (int Camera, int Point)[] _observations = new (int, int)[Observations];

    public unsafe BundleCase() : base("BA", Text($"{Observations} observations"))
    {
        Add(Contestant.Value, _ =>
        {
            double sum = 0;
            for (int i = 0; i < _observations.Length; i++)
            {
                Vec2 error = BundleAdjustment.ReprojectionError(CameraOf(i), PointOf(i), _weights[i], _features[i]);
                sum += error.X + error.Y;
            }
            return sum;
        });
        Add(Contestant.Fluxion, gradient =>
        {
            double sum = 0;
            for (int i = 0; i < _observations.Length; i++)
            {
                Vec2 error = BundleAdjustment.Jacobian_ReprojectionError(CameraOf(i), PointOf(i), _weights[i], _features[i], gradient.AsSpan(i * Block, Block));
                sum += error.X + error.Y;
            }
            return sum;
        });
        Add("fluxion, a gradient each", gradient =>
        {
            double sum = 0;
            for (int i = 0; i < _observations.Length; i++)
            {
                var x = Reprojection.Gradient_ErrorX(CameraOf(i), PointOf(i), _weights[i], _features[i]);
                Write(gradient.AsSpan(i * Block, 15), x.dCamera, x.dPoint, x.dWeight);
                var y = Reprojection.Gradient_ErrorY(CameraOf(i), PointOf(i), _weights[i], _features[i]);
                Write(gradient.AsSpan(i * Block + 15, 15), y.dCamera, y.dPoint, y.dWeight);
                sum += x.Value + y.Value;
            }
            return sum;
        });
        Add(Contestant.ByHand, gradient =>
        {
            double sum = 0;
            for (int i = 0; i < _observations.Length; i++)
            {
                Vec2 error = Reprojection.JacobianByHand(CameraOf(i), PointOf(i), _weights[i], _features[i], gradient.AsSpan(i * Block, Block));
                sum += error.X + error.Y;
            }
            return sum;
        });
        AddNative("bundle_jacobian", (address, gradient) =>
        {
            fixed (Camera* cameras = _cameras)
            fixed (Vec3* points = _points)
            fixed (Vec2* features = _features)
            fixed ((int, int)* observations = _observations)
            fixed (double* weights = _weights, g = gradient)
            {
                var function = (delegate* unmanaged<Camera*, Vec3*, double*, Vec2*, (int, int)*, int, double*, double>)address;
                return function(cameras, points, weights, features, observations, Observations, g);
            }
        });
    }

    public override int GradientLength => Observations * Block;

    public override void Prepare()
    {
        var random = new Random(20260101);
        foreach (ref Camera camera in _cameras.AsSpan())
            camera = new Camera(Vector(0.3), Vector(0.2), 500 + 10 * Normal(), new Vec2(Normal(), Normal()), 0.05 * Normal(), 0.01 * Normal());
        foreach (ref Vec3 point in _points.AsSpan())
            point = Vector(1) + new Vec3(0, 0, 8);
        for (int i = 0; i < Observations; i++)
        {
            _observations[i] = (i % _cameras.Length, random.Next(_points.Length));
            _weights[i] = 1 + 0.1 * Normal();
            _features[i] = CameraOf(i).Project(PointOf(i)) + new Vec2(Normal(), Normal());
        }

        Vec3 Vector(double scale) => new(scale * Normal(), scale * Normal(), scale * Normal());
        double Normal() => MadeUp.Normal(random);
    }

    private ref readonly Camera CameraOf(int observation) => ref _cameras[_observations[observation].Camera];

    private ref readonly Vec3 PointOf(int observation) => ref _points[_observations[observation].Point];

    private static void Write(Span<double> row, Camera camera, Vec3 point, double weight)
    {
        (row[0], row[1], row[2]) = (camera.Rotation.X, camera.Rotation.Y, camera.Rotation.Z);
        (row[3], row[4], row[5]) = (camera.Center.X, camera.Center.Y, camera.Center.Z);
        (row[6], row[7], row[8]) = (camera.Focal, camera.Principal.X, camera.Principal.Y);
        (row[9], row[10]) = (camera.K1, camera.K2);
        (row[11], row[12], row[13]) = (point.X, point.Y, point.Z);
        row[14] = weight;
    }
}
