using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>ADBench's hand with two fingers against <c>make_hand.py</c>.</summary>
public class HandTrackingTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("hand");
    private static readonly int[] Parents = File.Integers("parents");

    private static readonly HandModel Model = new(
        Parents,
        Transforms("baseRelatives"),
        Transforms("inverseBaseAbsolutes"),
        File.Matrix("basePositions", 3),
        File.Matrix("weights", File.Rows("basePositions", 3).Length),
        [.. File.Integers("triangles").Chunk(3)]);

    [Fact]
    public void Jacobian()
    {
        double[] theta = File.Numbers("theta"), us = File.Numbers("us");
        int[] correspondences = File.Integers("correspondences");
        double[][] points = File.Rows("points", 3);

        Close.To(File.Numbers("residuals"), HandTracking.Residuals(theta, us, Model, correspondences, points));
        Close.To(File.Numbers("jacobian"), HandTracking.Jacobian_Residuals(theta, us, Model, correspondences, points), rounding: 1e-15);
    }

    private static double[][,] Transforms(string name) => [.. File.Rows(name, 16).Select(row =>
    {
        var transform = new double[4, 4];
        for (int i = 0; i < row.Length; i++)
            transform[i / 4, i % 4] = row[i];
        return transform;
    })];
}
