namespace Fluxion.Generator.Ir;

/// <summary>
/// Elements of matrices in derivatives. The adjoint of an element is a matrix with nothing else in it, and several of those are one
/// <c>new Matrix4x4 { M11 = a, M23 = b }</c>.
/// </summary>
internal static class MatrixElements
{
    /// <summary>A matrix of these elements; the others are 0.</summary>
    public static Value Make(Builder builder, IrType matrix, IReadOnlyList<(string Name, Value Value)> elements)
    {
        string[] text = elements.Select(element => element.Name).SequenceEqual(matrix.Fields.Select(field => field.Name))
            ? [$"new {matrix.Name}(", .. elements.Skip(1).Select(_ => ", "), ")"]
            : [.. elements.Select((element, i) => $"{(i == 0 ? Opening(matrix) : ", ")}{element.Name} = "), " }"];
        return builder.External(text, matrix, matrix.Name, [.. elements.Select(element => element.Value)]);
    }

    /// <summary>An element; null where it is 0 by the way the matrix is made.</summary>
    public static Value? Read(Builder builder, Value matrix, string name)
    {
        if (Parts(matrix) is not { } parts)
            return builder.External(["", "." + name], IrType.Float, matrix.Type.Name, matrix);
        return parts.FirstOrDefault(part => part.Name == name).Value;
    }

    /// <summary>The matrix with other values for some elements; null is 0.</summary>
    public static Value With(Builder builder, Value matrix, string[] names, Value?[] elements)
    {
        if (Parts(matrix) is not { } parts)
            return builder.External(ChangeText(names), matrix.Type, matrix.Type.Name, [matrix, .. elements.Select(element => element ?? builder.Constant(0, IrType.Float))]);
        (string Name, Value Value)[] others = [.. parts.Where(part => !names.Contains(part.Name)), .. Present(names, elements)];
        return others.Length == 0 ? builder.Constant(0, matrix.Type) : Make(builder, matrix.Type, InOrder(matrix.Type, others));
    }

    /// <summary>The elements that are not 0.</summary>
    public static (string Name, Value Value)[] Present(IEnumerable<string> names, IEnumerable<Value?> elements) =>
        [.. names.Zip(elements, (name, element) => (name, element)).Where(pair => pair.element is not null).Select(pair => (pair.name, pair.element!))];

    /// <summary>The C# of a matrix with other values for some elements, cut where the matrix and the values go.</summary>
    public static string[] ChangeText(IReadOnlyList<string> names) => ["", .. names.Select((name, i) => $"{(i == 0 ? " with { " : ", ")}{name} = "), " }"];

    /// <summary>The elements that such C# changes.</summary>
    public static string[] Changed(string[] text) => [.. text.Skip(1).Take(text.Length - 2).Select(piece => piece.Split(' ') is [.., var name, _, _] ? name : "")];

    /// <summary>The sum of two matrices of single elements, as one; null for any others.</summary>
    public static Value? Sum(Builder builder, Value a, Value b)
    {
        if (Parts(a) is not { } left || Parts(b) is not { } right)
            return null;
        var sums = left.ToDictionary(part => part.Name, part => part.Value);
        foreach ((string name, Value value) in right)
            sums[name] = sums.TryGetValue(name, out Value? before) ? builder.Add(before, value) : value;
        return Make(builder, a.Type, InOrder(a.Type, [.. sums.Select(sum => (sum.Key, sum.Value))]));
    }

    // What Make has put together.
    private static (string Name, Value Value)[]? Parts(Value matrix)
    {
        if (matrix.Definition is not ExternalOp { IsPure: true, Operands: { Length: > 0 } operands } made || made.DisplayName != matrix.Type.Name)
            return null;
        if (made.Text[0] == $"new {matrix.Type.Name}(")
            return [.. matrix.Type.Fields.Select((field, i) => (field.Name, operands[i]))];
        return made.Text[0].StartsWith(Opening(matrix.Type), StringComparison.Ordinal)
            ? [.. operands.Select((operand, i) => (made.Text[i].Split(' ') is [.., var name, _, _] ? name : "", operand))]
            : null;
    }

    private static (string Name, Value Value)[] InOrder(IrType matrix, (string Name, Value Value)[] elements) =>
        [.. matrix.Fields.SelectMany(field => elements.Where(element => element.Name == field.Name))];

    private static string Opening(IrType matrix) => $"new {matrix.Name} {{ ";
}
