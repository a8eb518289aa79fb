using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>What holds the derivatives of an object, at zero: an object of its own, with arrays as long as those of the first.</summary>
internal static class ObjectZeros
{
    /// <param name="type">The type of the object, or of an array of objects.</param>
    /// <param name="expression">The object, as C# that something can follow.</param>
    public static string Like(IrType type, string expression)
    {
        if (type.IsJagged && type.HoldsObjects)
            return $"global::System.Array.ConvertAll({expression}, static element => {Like(type.Element!, "element")})";
        IEnumerable<string> arrays = type.Adjoint.Element!.Fields
            .Where(field => field.Type.IsMemory)
            .Select(field => $"{field.Name} = {Field(type.Element!.Fields.First(primal => primal.Name == field.Name).Type, $"{expression}.{field.Name}")}");
        string initializer = string.Join(", ", arrays);
        return $"new {type.Gradient}{(initializer.Length == 0 ? "()" : $" {{ {initializer} }}")}";
    }

    private static string Field(IrType type, string expression) => type switch
    {
        { HoldsObjects: true } => Like(type, expression),
        { IsPlain: false } => $"global::System.Array.ConvertAll({expression}, static row => {Field(type.Element!, "row")})",
        { IsJagged: true } or { Shape: MemoryShape.Rectangular } => $"global::Fluxion.CompilerServices.Buffers.ZerosLike({expression})",
        _ => $"new {type.Element!.Name}[{expression}.Length]",
    };
}
