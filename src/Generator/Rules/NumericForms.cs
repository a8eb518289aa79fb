using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The structs of <c>System.Numerics</c> whose parts are numbers.</summary>
internal static class NumericForms
{
    private const string Namespace = "global::System.Numerics.";

    public static readonly StructForm Complex = StructForm.Of(Namespace + "Complex", IrType.Double, "Real", "Imaginary");

    public static readonly StructForm Quaternion = Vector("Quaternion", "X", "Y", "Z", "W");

    public static readonly StructForm Matrix3x2 = StructForm.Of(Namespace + "Matrix3x2", IrType.Float, "M11", "M12", "M21", "M22", "M31", "M32");

    private static readonly Dictionary<string, StructForm> ByName = new[]
    {
        Complex,
        Vector("Vector2", "X", "Y"),
        Vector("Vector3", "X", "Y", "Z"),
        Vector("Vector4", "X", "Y", "Z", "W"),
        Quaternion,
        StructForm.Of(Namespace + "Plane", IrType.Float, "Normal.X", "Normal.Y", "Normal.Z", "D"),
        Matrix3x2,
    }.ToDictionary(form => form.Type.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, IrType> Matrices = new[]
    {
        IrType.Matrix(Namespace + "Matrix4x4", "M11", "M12", "M13", "M14", "M21", "M22", "M23", "M24", "M31", "M32", "M33", "M34", "M41", "M42", "M43", "M44"),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Whether an operation makes one of them, or belongs to one, by its name: <c>Complex.Exp</c>.</summary>
    public static bool IsKnown(string displayName) =>
        ByName.ContainsKey(displayName) || displayName.StartsWith("Vector.", StringComparison.Ordinal) || displayName.StartsWith("Matrix", StringComparison.Ordinal) || ByName.ContainsKey(Namespace + displayName.Split('.')[0]);

    /// <param name="type">The fully qualified name.</param>
    public static IrType? FindMatrix(string type) => Matrices.TryGetValue(type, out IrType? matrix) ? matrix : null;

    /// <param name="type">The fully qualified name.</param>
    public static StructForm? Find(string type) => ByName.TryGetValue(type, out StructForm? form) ? form : null;

    private static StructForm Vector(string name, params string[] parts) => StructForm.Of(Namespace + name, IrType.Float, parts) with { IsIndexed = true };
}
