using System.Globalization;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Elements that consist of fields, written in part or as a whole.</summary>
internal static class ElementUpdate
{
    /// <summary>Whether C# can assign to the element that a handle stands for.</summary>
    public static bool IsAssignable(Value memory) =>
        memory.Definition is not FieldOp field || (field.Field.Update is null && IsAssignable(field.Memory));

    /// <summary>Whether a write names the element more than once.</summary>
    public static bool RepeatsPlace(WriteOp write) => write is AccumulateWholeOp || !IsAssignable(write.Memory);

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

    /// <summary>The numbers that a struct or object is made of, in the order in which they are written: a constructor may have one of its own.</summary>
    /// <param name="type">The struct.</param>
    /// <param name="count">How many there are.</param>
    public static IEnumerable<int> InOrder(IrType type, int count)
    {
        if (type.Format.Length == 0)
            return Enumerable.Range(0, count);
        const char Mark = '\u0001';
        string text = Make(type, new Queue<string>(Enumerable.Range(0, count).Select(leaf => $"{Mark}{Formatting.Invariant(leaf)}{Mark}")));
        return text.Split(Mark).Where((_, i) => i % 2 == 1).Select(leaf => int.Parse(leaf, CultureInfo.InvariantCulture));
    }

    /// <summary>A struct of its numbers, in order.</summary>
    public static string Make(IrType type, Queue<string> leaves) => type.Kind == TypeKind.Struct
        ? string.Format(CultureInfo.InvariantCulture, type.Format, [.. type.Fields.Select(field => Make(field.Type, leaves))])
        : leaves.Dequeue();
}
