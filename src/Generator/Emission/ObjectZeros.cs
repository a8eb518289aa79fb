using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>What holds the derivatives of an object, at zero: an object of its own, with arrays as long as those of the first.</summary>
internal static class ObjectZeros
{
    /// <param name="type">The type of the object, or of an array of objects.</param>
    /// <param name="expression">The object, as C# that something can follow.</param>
    /// <param name="fields">The class with the methods that reach private fields.</param>
    public static string Like(IrType type, string expression, string fields)
    {
        if (type.IsJagged && type.HoldsObjects)
            return $"global::System.Array.ConvertAll({expression}, static element => {Like(type.Element!, "element", fields)})";
        IEnumerable<string> arrays = type.Adjoint.Element!.Fields
            .Where(field => field.Type.IsMemory)
            .Select(field => (field.Name, Primal: type.Element!.Fields.First(primal => primal.Name == field.Name)))
            .Select(pair => $"{pair.Name} = {Field(pair.Primal, pair.Primal.Access is { } access ? $"{fields}.{access.Method}({expression})" : $"{expression}.{pair.Name}", fields)}");
        string initializer = string.Join(", ", arrays);
        return $"new {type.Gradient}{(initializer.Length == 0 ? "()" : $" {{ {initializer} }}")}";
    }

    private static string Field(IrField field, string expression, string fields) =>
        (field.IsNullable ? $"{expression} is null ? null : " : "") + Field(field.Type, expression, fields);

    private static string Field(IrType type, string expression, string fields) => type switch
    {
        { HoldsObjects: true } => Like(type, expression, fields),
        { IsPlain: false } => $"global::System.Array.ConvertAll({expression}, static row => {Field(type.Element!, "row", fields)})",
        { IsJagged: true } or { Shape: MemoryShape.Rectangular } => $"global::Fluxion.CompilerServices.Buffers.ZerosLike({expression})",
        _ => $"new {type.Element!.Name}[{expression}.Length]",
    };
}
