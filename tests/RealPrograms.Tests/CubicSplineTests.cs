using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>A spline against one from its slopes: <c>make_geometry.py</c>.</summary>
public class CubicSplineTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("cubic-spline");
    private static readonly double[] X = File.Numbers("x");
    private static readonly double[] Y = File.Numbers("y");

    [Fact]
    public void Gradient_at_a_point()
    {
        double t = File.Number("t");
        var (value, dX, dY, dT) = CubicSpline.Gradient_Evaluate(X, Y, t);

        Assert.Equal(CubicSpline.Evaluate(X, Y, t), value);
        Close.To(File.Number("value"), value);
        Close.To(File.Numbers("dX"), dX);
        Close.To(File.Numbers("dY"), dY);
        Close.To(File.Number("dT"), dT);
    }

    [Fact]
    public void Gradient_of_the_roughness()
    {
        (double, double)[] data = [.. File.Rows("data", 2).Select(row => (row[0], row[1]))];
        var (value, dX, dY) = CubicSpline.Gradient_Roughness(X, Y, data);

        Assert.Equal(CubicSpline.Roughness(X, Y, data), value);
        Close.To(File.Number("roughness"), value);
        Close.To(File.Numbers("roughnessDX"), dX);
        Close.To(File.Numbers("roughnessDY"), dY);
    }

    [Fact]
    public void Guards_throw_in_the_gradient_as_in_the_method()
    {
        Assert.Throws<ArgumentException>(() => CubicSpline.Gradient_Evaluate(X, Y[1..], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CubicSpline.Gradient_Evaluate(X, Y, -1));
    }
}
