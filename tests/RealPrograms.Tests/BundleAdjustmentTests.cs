using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>ADBench's instance <c>ba1</c> against its hand-written derivative, and a small one against <c>make_bundle_adjustment.py</c>.</summary>
public class BundleAdjustmentTests
{
    private const double Tolerance = 1e-9;

    private static readonly ReferenceFile Ba1 = ReferenceFile.Read("ba1");
    private static readonly ReferenceFile Small = ReferenceFile.Read("bundle-adjustment");

    private static readonly Camera Camera = ToCamera(Ba1.Numbers("camera"));
    private static readonly Vec3 Point = ToVec3(Ba1.Numbers("point"));
    private static readonly Vec2 Feature = ToVec2(Ba1.Numbers("feature"));
    private static readonly double Weight = Ba1.Number("weight");

    [Fact]
    public void Errors_are_those_of_ADBench()
    {
        var error = BundleAdjustment.ReprojectionError(Camera, Point, Weight, Feature);
        Close.To(Ba1.Numbers("errors"), [error.X, error.Y], Tolerance);
        Close.To(Ba1.Number("weightError"), BundleAdjustment.WeightError(Weight), Tolerance);
    }

    [Fact]
    public void Jacobian_is_that_of_ADBench()
    {
        double[,] block = BundleAdjustment.Jacobian_ReprojectionError(Camera, Point, Weight, Feature);
        Close.To(Ba1.Numbers("jacobian"), block.Cast<double>().Take(20), Tolerance);
        Close.To(Ba1.Number("dWeight"), BundleAdjustment.Gradient_WeightError(Weight).dWeight, Tolerance);
    }

    /// <summary>ADBench's Jacobian holds the same block for each of its observations: what is not listed is in the sums over all.</summary>
    [Fact]
    public void Sums_of_the_Jacobian_are_those_of_ADBench()
    {
        int observations = Ba1.Integers("size")[2];
        double[] block = [.. BundleAdjustment.Jacobian_ReprojectionError(Camera, Point, Weight, Feature).Cast<double>()];
        double[] all = [
            .. Enumerable.Repeat(block, observations).SelectMany(row => row),
            .. Enumerable.Repeat(BundleAdjustment.Gradient_WeightError(Weight).dWeight, observations)];

        Close.To(Ba1.Number("jacobianSum"), all.Sum(), Tolerance);
        Close.To(Ba1.Number("jacobianSumOfAbsolutes"), all.Sum(Math.Abs), Tolerance);
        Close.To(Ba1.Number("jacobianSumOfSquares"), all.Sum(d => d * d), Tolerance);
        Close.To(Ba1.Number("jacobianWeightedSum"), all.Select((d, i) => d * (i % 97 + 1)).Sum(), Tolerance);
    }

    [Fact]
    public void Jacobian_of_all_errors()
    {
        Camera[] cameras = [.. Small.Rows("cameras", 11).Select(ToCamera)];
        Vec3[] points = [.. Small.Rows("points", 3).Select(ToVec3)];
        double[] weights = Small.Numbers("weights");
        (int, int)[] observations = [.. Small.Integers("observations").Chunk(2).Select(pair => (pair[0], pair[1]))];
        Vec2[] features = [.. Small.Rows("features", 2).Select(ToVec2)];

        Close.To(Small.Numbers("errors"), BundleAdjustment.Errors(cameras, points, weights, observations, features));
        Close.To(Small.Numbers("jacobian"), BundleAdjustment.Jacobian_Errors(cameras, points, weights, observations, features));
    }

    private static Camera ToCamera(double[] v) => new(ToVec3(v[..3]), ToVec3(v[3..6]), v[6], ToVec2(v[7..9]), v[9], v[10]);

    private static Vec3 ToVec3(double[] v) => new(v[0], v[1], v[2]);

    private static Vec2 ToVec2(double[] v) => new(v[0], v[1]);
}
