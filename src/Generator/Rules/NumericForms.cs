using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>The structs of <c>System.Numerics</c> whose parts are numbers.</summary>
internal static class NumericForms
{
    private const string Namespace = "global::System.Numerics.";

    public static readonly StructForm Complex = StructForm.Of(Namespace + "Complex", IrType.Double, "Real", "Imaginary");

    public static readonly StructForm Quaternion = StructForm.Of(Namespace + "Quaternion", IrType.Float, "X", "Y", "Z", "W");

    private static readonly Dictionary<string, StructForm> ByName = new[]
    {
        Complex,
        StructForm.Of(Namespace + "Vector2", IrType.Float, "X", "Y"),
        StructForm.Of(Namespace + "Vector3", IrType.Float, "X", "Y", "Z"),
        StructForm.Of(Namespace + "Vector4", IrType.Float, "X", "Y", "Z", "W"),
        Quaternion,
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
}
