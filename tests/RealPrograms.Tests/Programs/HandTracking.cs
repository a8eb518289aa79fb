namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A hand of bones, and a skin that moves with them.</summary>
/// <param name="Parents">The bone that each bone is attached to; -1 for the first.</param>
/// <param name="BaseRelatives">Each bone's transform relative to its parent's at rest.</param>
/// <param name="InverseBaseAbsolutes">The inverse of each bone's transform at rest.</param>
/// <param name="BasePositions">A vertex of the skin at rest in each row.</param>
/// <param name="Weights">How much each bone (row) moves each vertex (column).</param>
/// <param name="Triangles">Three vertices in each row.</param>
public sealed record HandModel(
    int[] Parents, double[][,] BaseRelatives, double[][,] InverseBaseAbsolutes, double[,] BasePositions, double[,] Weights, int[][] Triangles);

/// <summary>The fit of a hand's pose to points that were measured, as in the benchmark ADBench.</summary>
public static partial class HandTracking
{
    private static readonly double[,] Identity = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };

    /// <summary>How far the measured points are from the skin: three coordinates a point.</summary>
    /// <param name="theta">The hand's rotation and place, then four angles a finger.</param>
    /// <param name="us">Where in its triangle each point is: two barycentric coordinates.</param>
    /// <param name="model">The hand.</param>
    /// <param name="correspondences">The triangle of each point.</param>
    /// <param name="points">The points.</param>
    [Differentiable]
    public static double[] Residuals(double[] theta, double[] us, [Constant] HandModel model, [Constant] int[] correspondences, [Constant] double[][] points)
    {
        double[,] vertices = SkinnedVertices(model, theta);
        var residuals = new double[3 * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int[] triangle = model.Triangles[correspondences[i]];
            double u = us[2 * i], v = us[2 * i + 1];
            for (int d = 0; d < 3; d++)
            {
                double onSkin = u * vertices[triangle[0], d] + v * vertices[triangle[1], d] + (1 - u - v) * vertices[triangle[2], d];
                residuals[3 * i + d] = points[i][d] - onSkin;
            }
        }
        return residuals;
    }

    private static double[,] SkinnedVertices(HandModel model, double[] theta)
    {
        int bones = model.Parents.Length, count = model.BasePositions.GetLength(0);
        var absolutes = new double[bones][,];
        var positions = new double[count, 3];
        for (int bone = 0; bone < bones; bone++)
        {
            double[,] relative = Multiply(model.BaseRelatives[bone], EulerRotation(BoneAngles(theta, bone)));
            int parent = model.Parents[bone];
            absolutes[bone] = new double[4, 4];
            if (parent < 0)
                Multiply(Identity, relative, absolutes[bone]);
            else
                Multiply(absolutes[parent], relative, absolutes[bone]);
            double[,] transform = Multiply(absolutes[bone], model.InverseBaseAbsolutes[bone]);
            for (int vertex = 0; vertex < count; vertex++)
                for (int d = 0; d < 3; d++)
                {
                    double moved = transform[d, 3];
                    for (int e = 0; e < 3; e++)
                        moved += transform[d, e] * model.BasePositions[vertex, e];
                    positions[vertex, d] += model.Weights[bone, vertex] * moved;
                }
        }

        double[,] global = AngleAxisRotation(theta[0], theta[1], theta[2]);
        var vertices = new double[count, 3];
        for (int vertex = 0; vertex < count; vertex++)
            for (int d = 0; d < 3; d++)
            {
                vertices[vertex, d] = theta[3 + d];
                for (int e = 0; e < 3; e++)
                    vertices[vertex, d] += global[d, e] * positions[vertex, e];
            }
        return vertices;
    }

    /// <summary>The angles of a bone: about x and z for the first joint of a finger, about x for the two that follow, none for all others.</summary>
    private static (double X, double Z) BoneAngles(double[] theta, int bone)
    {
        if (bone < 2)
            return (0, 0);
        var (finger, joint) = Math.DivRem(bone - 2, 4);
        int first = 6 + 4 * finger;
        return joint switch
        {
            0 => (theta[first], theta[first + 1]),
            1 or 2 => (theta[first + joint + 1], 0),
            _ => (0, 0),
        };
    }

    private static double[,] EulerRotation((double X, double Z) angles)
    {
        double cx = Math.Cos(angles.X), sx = Math.Sin(angles.X), cz = Math.Cos(angles.Z), sz = Math.Sin(angles.Z);
        return new[,]
        {
            { cz, -cx * sz, sx * sz, 0 },
            { sz, cx * cz, -sx * cz, 0 },
            { 0, sx, cx, 0 },
            { 0, 0, 0, 1 },
        };
    }

    private static double[,] AngleAxisRotation(double x, double y, double z)
    {
        double angle = Math.Sqrt(x * x + y * y + z * z);
        if (angle < 0.0001)
            return new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

        x /= angle;
        y /= angle;
        z /= angle;
        double s = Math.Sin(angle), c = Math.Cos(angle);
        return new[,]
        {
            { x * x + (1 - x * x) * c, x * y * (1 - c) - z * s, x * z * (1 - c) + y * s },
            { x * y * (1 - c) + z * s, y * y + (1 - y * y) * c, y * z * (1 - c) - x * s },
            { x * z * (1 - c) - y * s, y * z * (1 - c) + x * s, z * z + (1 - z * z) * c },
        };
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var product = new double[4, 4];
        Multiply(a, b, product);
        return product;
    }

    private static void Multiply(double[,] a, double[,] b, double[,] product)
    {
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
                for (int k = 0; k < 4; k++)
                    product[i, j] += a[i, k] * b[k, j];
    }
}
