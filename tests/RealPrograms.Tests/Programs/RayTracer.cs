namespace Fluxion.RealPrograms.Tests.Programs;

public readonly record struct Ray(Vec3 Origin, Vec3 Direction)
{
    public Vec3 At(double distance) => Origin + distance * Direction;
}

public readonly record struct Sphere(Vec3 Center, double Radius)
{
    /// <summary>How far away the ray meets the sphere first.</summary>
    public bool Intersects(Ray ray, out double distance)
    {
        distance = double.PositiveInfinity;
        Vec3 offset = ray.Origin - Center;
        double b = Vec3.Dot(offset, ray.Direction);
        double discriminant = b * b - offset.LengthSquared + Radius * Radius;
        if (discriminant <= 0)
            return false;
        distance = -b - Math.Sqrt(discriminant);
        return distance > 0;
    }
}

/// <summary>How much light a surface sends back (Phong 1975, Blinn 1977).</summary>
public readonly record struct Material(double Ambient, double Diffuse, double Specular, double Shininess);

/// <summary>Pictures of a sphere.</summary>
public static partial class RayTracer
{
    /// <summary>The squared difference of the picture from a wanted one, over all pixels.</summary>
    /// <param name="sphere">What is seen from the origin, along the z axis.</param>
    /// <param name="material">Its surface.</param>
    /// <param name="light">Where the light is.</param>
    /// <param name="picture">What is wanted.</param>
    [Differentiable]
    public static double Difference(Sphere sphere, Material material, Vec3 light, [Constant] double[,] picture)
    {
        int height = picture.GetLength(0), width = picture.GetLength(1);
        double sum = 0;
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
            {
                var direction = new Vec3((column + 0.5) / width - 0.5, 0.5 - (row + 0.5) / height, 1);
                double difference = Shade(new Ray(default, direction.Normalized), sphere, material, light) - picture[row, column];
                sum += difference * difference;
            }
        return sum;
    }

    private static double Shade(Ray ray, Sphere sphere, Material material, Vec3 light)
    {
        const double background = 0.1;
        if (!sphere.Intersects(ray, out double distance))
            return background;

        Vec3 point = ray.At(distance);
        Vec3 normal = (point - sphere.Center).Normalized;
        Vec3 toLight = (light - point).Normalized;
        double lambert = Vec3.Dot(normal, toLight);
        if (lambert <= 0)
            return material.Ambient;

        Vec3 halfway = (toLight - ray.Direction).Normalized;
        double highlight = Math.Pow(Math.Max(Vec3.Dot(normal, halfway), 0), material.Shininess);
        return material.Ambient + material.Diffuse * lambert + material.Specular * highlight;
    }
}
