using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>ADBench's instance <c>ba1</c> against its hand-written derivative, and a small one against <c>make_bundle_adjustment.py</c>.</summary>
public class BundleAdjustmentTests
{
    private const double Tolerance = 1e-9;

    private static readonly ReferenceFile Ba1 = ReferenceFile.Read("ba1");
    private static readonly ReferenceFile Small = ReferenceFile.Read("bundle-adjustment");

    private static readonly Camera Camera = Ba1.Numbers("camera") is var v
        ? new(new(v[0], v[1], v[2]), new(v[3], v[4], v[5]), v[6], new(v[7], v[8]), v[9], v[10])
        : default;
    private static readonly Vec3 Point = new(Ba1.Numbers("point")[0], Ba1.Numbers("point")[1], Ba1.Numbers("point")[2]);
    private static readonly Vec2 Feature = new(Ba1.Numbers("feature")[0], Ba1.Numbers("feature")[1]);
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
        double[,] cameras = Small.Matrix("cameras", 11);
        double[,] points = Small.Matrix("points", 3);
        double[] weights = Small.Numbers("weights");
        (int, int)[] observations = [.. Small.Integers("observations").Chunk(2).Select(pair => (pair[0], pair[1]))];
        double[,] features = Small.Matrix("features", 2);

        Close.To(Small.Numbers("errors"), BundleAdjustment.Errors(cameras, points, weights, observations, features));
        Close.To(Small.Numbers("jacobian"), BundleAdjustment.Jacobian_Errors(cameras, points, weights, observations, features));
    }
}
