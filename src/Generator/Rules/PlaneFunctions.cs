using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>Functions of <c>System.Numerics.Plane</c>, whose four numbers are those of its normal and its distance.</summary>
internal static class PlaneFunctions
{
    public static Rule[] Rules { get; } =
    [
        new FormulaRule("Plane.Dot", @"{0} \cdot {1}", ["Plane.Dot(Plane,Vector4)"], f => [f.Sum(4, i => f.Times(f[i], f[4 + i]))]),
        new FormulaRule("Plane.DotCoordinate", @"{0} \cdot ({1}, 1)", ["Plane.DotCoordinate(Plane,Vector3)"], f => [f.Add(f.Sum(3, i => f.Times(f[i], f[4 + i])), f[3])]),
        new FormulaRule("Plane.DotNormal", @"{0} \cdot ({1}, 0)", ["Plane.DotNormal(Plane,Vector3)"], f => [f.Sum(3, i => f.Times(f[i], f[4 + i]))]),
        new FormulaRule("Plane.CreateFromVertices", @"\operatorname{plane}({0}, {1}, {2})", ["Plane.CreateFromVertices(Vector3,Vector3,Vector3)"], Through),
    ];

    // The normal is across b − a and c − a, and of length 1; the distance is that of a, with its sign changed.
    private static Value[] Through(Formula f)
    {
        Value[] a = [f[0], f[1], f[2]];
        Value[] across = VectorFunctions.Cross(f, [.. a.Select((part, i) => f.Subtract(f[3 + i], part))], [.. a.Select((part, i) => f.Subtract(f[6 + i], part))]);
        Value[] normal = VectorFunctions.Normalized(f, across, across);
        Value distance = f.Sum(3, i => f.Add(f.Times(normal[i], f.Fixed(a[i])), f.Times(a[i], f.Fixed(f.Result(i)))));
        return [.. normal, f.Negate(distance)];
    }
}
