using Fluxion.RealPrograms.Tests.Programs;

namespace Fluxion.RealPrograms.Tests;

/// <summary>A picture of a sphere against <c>make_geometry.py</c>.</summary>
public class RayTracerTests
{
    [Fact]
    public void Gradient()
    {
        var file = ReferenceFile.Read("ray-tracer");
        double[] s = file.Numbers("sphere"), m = file.Numbers("material"), l = file.Numbers("light");
        var sphere = new Sphere(new(s[0], s[1], s[2]), s[3]);
        var material = new Material(m[0], m[1], m[2], m[3]);
        var light = new Vec3(l[0], l[1], l[2]);
        double[,] picture = file.Matrix("picture", 9);

        var (value, dSphere, dMaterial, dLight) = RayTracer.Gradient_Difference(sphere, material, light, picture);

        Assert.Equal(RayTracer.Difference(sphere, material, light, picture), value);
        Close.To(file.Number("value"), value);
        Close.To(file.Numbers("dSphere"), [dSphere.Center.X, dSphere.Center.Y, dSphere.Center.Z, dSphere.Radius]);
        Close.To(file.Numbers("dMaterial"), [dMaterial.Ambient, dMaterial.Diffuse, dMaterial.Specular, dMaterial.Shininess]);
        Close.To(file.Numbers("dLight"), [dLight.X, dLight.Y, dLight.Z]);
    }
}
