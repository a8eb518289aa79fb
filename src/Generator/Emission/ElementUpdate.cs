using System.Globalization;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Elements that consist of fields, written in part or as a whole.</summary>
internal static class ElementUpdate
{
    /// <summary>Whether C# can assign to the element that a handle stands for.</summary>
    public static bool IsAssignable(Value memory) =>
        memory.Definition is not FieldOp field || (field.Field.Update is null && IsAssignable(field.Memory));

    /// <summary>Assigns to the nearest place around a field that cannot be assigned to: <c>p[i] = p[i] with { X = x }</c>.</summary>
    /// <param name="expressions">Writes the operands.</param>
    /// <param name="memory">The field.</param>
    /// <param name="indices">Of the element.</param>
    /// <param name="content">The new content, from the C# that reads the old one.</param>
    public static string Write(Expressions expressions, Value memory, ReadOnlySpan<Value> indices, Func<string, string> content)
    {
        string text = content(expressions.Element(memory, indices).Text);
        while (memory.Definition is FieldOp field && !IsAssignable(memory))
        {
            memory = field.Memory;
            string element = expressions.Element(memory, indices).Text;
            text = field.Field.Update is { } update
                ? string.Format(CultureInfo.InvariantCulture, update, element, text)
                : $"{element} with {{ {field.Field.Name} = {text} }}";
        }

        return $"{expressions.Element(memory, indices).Text} = {text}";
    }

    /// <summary>A struct of its numbers, in order.</summary>
    public static string Make(IrType type, Queue<string> leaves) => type.Kind == TypeKind.Struct
        ? string.Format(CultureInfo.InvariantCulture, type.Format, [.. type.Fields.Select(field => Make(field.Type, leaves))])
        : leaves.Dequeue();
}
