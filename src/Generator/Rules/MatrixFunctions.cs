using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// Functions of <c>System.Numerics.Matrix4x4</c> and of vectors that it transforms. Vectors are rows: <c>v M</c>. The adjoint of a product
/// <c>A B</c> is <c>bar Bᵀ</c> for A and <c>Aᵀ bar</c> for B.
/// </summary>
internal static class MatrixFunctions
{
    private const string Numerics = "global::System.Numerics.";
    private const string Transposed = Numerics + "Matrix4x4.Transpose";
    private const string Helpers = "global::Fluxion.CompilerServices.Partials.";

    public static Rule[] Rules { get; } =
    [
        new ElementRule(),
        new ElementChangeRule(),
        new ElementsRule(),
        new MatrixRule("Matrix.Item", "{0}_{{1}{2}}", [], P(Helpers + "Element({1}, {2}, {b})", "{d}[{1}, {2}]")),
        new MatrixRule("Matrix.Multiply", "{0} {1}", Of("m,m", "op_Multiply", "Multiply"), P($"({{b}} * {{{Transposed}:1}})", "({d} * {1})"), P($"({{{Transposed}:0}} * {{b}})", "({0} * {d})")),
        new MatrixRule("Matrix.Scale", "{0} {1}", Of("m,float", "op_Multiply", "Multiply"), P("({b} * {1})", "({d} * {1})"), P(Helpers + "Dot({b}, {0})", "({0} * {d})")),
        new MatrixRule("Matrix.Transpose", @"{0}^{\mathsf T}", Of("m", "Transpose"), P(Transposed + "({b})", Transposed + "({d})")),
        new MatrixRule("Matrix.Lerp", "{0} (1 - {2}) + {1} {2}", Of("m,m,float", "Lerp"),
            P("({b} * (1 - {2}))", "({d} * (1 - {2}))"), P("({b} * {2})", "({d} * {2})"), P(Helpers + "Dot({b}, {1} - {0})", "(({1} - {0}) * {d})")),
        new MatrixRule("Matrix.GetDeterminant", @"\det {0}", Of("m", "GetDeterminant"), P($"({{{Helpers}Cofactors:0}} * {{b}})", $"{Helpers}Dot({{{Helpers}Cofactors:0}}, {{d}})")),
        new MatrixRule("Matrix.Invert", "{0}^{-1}", [], P(Helpers + "InversePullback({r}, {b})", Helpers + "InverseTangent({r}, {d})")),
        Transform("Matrix.Transform2", "Vector2.Transform(Vector2,Matrix4x4)", 1),
        Transform("Matrix.Transform3", "Vector3.Transform(Vector3,Matrix4x4)", 1),
        Transform("Matrix.TransformNormal2", "Vector2.TransformNormal(Vector2,Matrix4x4)", 0),
        Transform("Matrix.TransformNormal3", "Vector3.TransformNormal(Vector3,Matrix4x4)", 0),
        new MatrixRule("Matrix.Transform4", "{0} {1}", ["Vector4.Transform(Vector4,Matrix4x4)"],
            P($"{Numerics}Vector4.Transform({{b}}, {Transposed}({{1}}))", Numerics + "Vector4.Transform({d}, {1})"),
            P(Helpers + "OuterProduct({0}, {b})", Numerics + "Vector4.Transform({0}, {d})")),
        new MatrixRule("Matrix.Transform34", "({0}, 1) {1}", ["Vector4.Transform(Vector3,Matrix4x4)"],
            P($"{Helpers}Direction({Numerics}Vector4.Transform({{b}}, {Transposed}({{1}})))", $"{Numerics}Vector4.Transform(new {Numerics}Vector4({{d}}, 0), {{1}})"),
            P($"{Helpers}OuterProduct(new {Numerics}Vector4({{0}}, 1), {{b}})", Numerics + "Vector4.Transform({0}, {d})")),
        new MatrixRule("Matrix.CreateFromQuaternion", "R({0})", Of("Quaternion", "CreateFromQuaternion"), P(Helpers + "RotationPullback({0}, {b})", Helpers + "RotationTangent({0}, {d})")),
        new MatrixRule("Matrix.CreateFromAxisAngle", "R({0}, {1})", Of("Vector3,float", "CreateFromAxisAngle"),
            P(Helpers + "AxisPullback({0}, {1}, {b})", Helpers + "AxisTangent({0}, {1}, {d})"), P(Helpers + "AnglePullback({0}, {1}, {b})", Helpers + "AngleTangent({0}, {1}, {d})")),
        new MatrixRule("Matrix.CreateFromYawPitchRoll", "R({0}, {1}, {2})", Of("float,float,float", "CreateFromYawPitchRoll"),
            About($"{Numerics}Vector3.UnitY"), About(Helpers + "PitchAxis({0})"), About($"new {Numerics}Vector3({{r}}.M31, {{r}}.M32, {{r}}.M33)")),
        new MatrixRule("Matrix.CreateLookAt", "V({0}, {1}, {2})", Of("Vector3,Vector3,Vector3", "CreateLookAt"),
            P(Helpers + "LookAtPositionPullback({0}, {1}, {2}, {b})", Helpers + "LookAtTangent({0}, {1}, {2}, {d}, default, default)"),
            P(Helpers + "LookAtTargetPullback({0}, {1}, {2}, {b})", Helpers + "LookAtTangent({0}, {1}, {2}, default, {d}, default)"),
            P(Helpers + "LookAtUpPullback({0}, {1}, {2}, {b})", Helpers + "LookAtTangent({0}, {1}, {2}, default, default, {d})")),
        new MatrixRule("Matrix.CreateWorld", "W({0}, {1}, {2})", Of("Vector3,Vector3,Vector3", "CreateWorld"),
            P("{b}.Translation", Helpers + "Translation({d})"),
            P(Helpers + "WorldForwardPullback({1}, {2}, {b})", Helpers + "WorldTangent({1}, {2}, {d}, default)"),
            P(Helpers + "WorldUpPullback({1}, {2}, {b})", Helpers + "WorldTangent({1}, {2}, default, {d})")),
        .. MatrixFormulas.Rules,
    ];

    /// <summary>m is the type itself.</summary>
    public static string[] Of(string parameters, params string[] names) =>
        [.. names.Select(name => $"Matrix4x4.{name}({string.Join(",", parameters.Split(',').Select(type => type == "m" ? "Matrix4x4" : type))})")];

    private static MatrixPartial P(string pull, string push) => new(pull, push);

    // With a fourth part of 1 for a point and 0 for a direction.
    private static MatrixRule Transform(string key, string method, int last)
    {
        string type = Numerics + method.Substring(0, method.IndexOf('.')), name = method.Substring(0, method.IndexOf('('));
        return new MatrixRule(key, "{0} {1}", [method],
            P($"{type}.TransformNormal({{b}}, {Transposed}({{1}}))", $"{type}.TransformNormal({{d}}, {{1}})"),
            P($"{Helpers}OuterProduct({{0}}, {Formatting.Invariant(last)}, {{b}})", $"{Numerics}{name}({{0}}, {{d}})"));
    }

    // A rotation is followed by a small one about an axis.
    private static MatrixPartial About(string axis) =>
        P($"{Helpers}Dot({{b}}, {Helpers}Turned({{r}}, {axis}))", $"{Helpers}Turned({{r}}, {axis} * {{d}})");
}
