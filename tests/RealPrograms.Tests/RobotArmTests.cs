using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>Quaternions against rotation matrices: <c>make_geometry.py</c>.</summary>
public class RobotArmTests
{
    private static readonly ReferenceFile File = ReferenceFile.Read("robot-arm");
    private static readonly double[] Angles = File.Numbers("angles");
    private static readonly double[] Lengths = File.Numbers("lengths");

    [Fact]
    public void Jacobian_of_the_tool()
    {
        var tool = RobotArm.Tool(Angles, Lengths);
        Close.To(File.Numbers("tool"), [tool.X, tool.Y, tool.Z]);
        Close.To(File.Numbers("jacobian"), RobotArm.Jacobian_Tool(Angles, Lengths), rounding: 1e-15);
    }

    [Fact]
    public void Gradient_of_the_misplacement()
    {
        var target = File.Numbers("target") is var t ? new Vec3(t[0], t[1], t[2]) : default;
        var orientation = File.Numbers("orientation") is var q ? new Rotation(q[0], new(q[1], q[2], q[3])) : default;

        var (value, dAngles) = RobotArm.Gradient_Misplacement(Angles, Lengths, target, orientation);

        Assert.Equal(RobotArm.Misplacement(Angles, Lengths, target, orientation), value);
        Close.To(File.Number("misplacement"), value);
        Close.To(File.Numbers("dAngles"), dAngles);
    }
}
