using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Three bodies against <c>make_dynamics.py</c>.</summary>
public class NBodyTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("n-body");
    private static readonly double[] Positions = File.Numbers("positions");
    private static readonly double[] Velocities = File.Numbers("velocities");
    private static readonly double[] Masses = File.Numbers("masses");

    [Fact]
    public void Energy()
    {
        var (value, dPositions, dVelocities, dMasses) = NBody.Gradient_Energy(Positions, Velocities, Masses);

        Assert.Equal(NBody.Energy(Positions, Velocities, Masses), value);
        Close.To(File.Number("energy"), value);
        Close.To(File.Numbers("dPositions"), dPositions);
        Close.To(File.Numbers("dVelocities"), dVelocities);
        Close.To(File.Numbers("dMasses"), dMasses);
    }

    [Fact]
    public void Jacobian_of_moving()
    {
        double[] positions = [.. Positions], velocities = [.. Velocities];
        double[,] jacobian = NBody.Jacobian_Leapfrog(positions, velocities, Masses, File.Number("step"), File.Integers("steps")[0]);

        Close.To(File.Numbers("moved"), [.. positions, .. velocities]);
        Close.To(File.Numbers("jacobian"), jacobian);
    }
}
