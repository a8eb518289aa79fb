using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

internal sealed partial class ObjectiveWriter
{
    private IReadOnlyList<string> ValueBody(string point)
    {
        var body = new List<string>();
        IEnumerable<string> arguments = Arguments(point, body);
        body.Add($"return {MethodCall(point, arguments)};");
        return body;
    }

    private IReadOnlyList<string> GradientBody(string point, string? gradient)
    {
        var body = new List<string>();
        List<string> arguments = [.. Arguments(point, body)];
        var after = new List<string>();
        foreach (Parameter p in _declaration.Buffers)
            arguments.Add(Destination(p, p.Names.Gradient, gradient, after));

        Call(body, $"{Receiver(point)}Gradient_{_declaration.Name}", arguments, Scalars.Select(p => Target(p, p.Names.Gradient, gradient, after)));
        body.AddRange(after);
        body.Add($"return {_result};");
        return body;
    }

    private IReadOnlyList<string> HessianBody(string point, string gradient, string hessian)
    {
        var body = new List<string>();
        List<string> arguments = [.. Arguments(point, body)];
        string call = $"{Receiver(point)}Hessian_{_declaration.Name}";
        if (Signatures.Scalar(_declaration) == IrType.Double)
        {
            body.Add($"return {call}({string.Join(", ", [.. arguments, gradient, hessian])});");
            return body;
        }

        // Made where they are needed first: many objectives never form a Hessian.
        string first = Scratch("gradientValues", name => $"float[]? {name} = null;"), second = Scratch("hessianValues", name => $"float[]? {name} = null;");
        body.Add($"{first} ??= new float[{gradient}.Length];");
        body.Add($"{second} ??= new float[{hessian}.Length];");
        Call(body, call, [.. arguments, first, second], []);
        body.Add($"{Buffers}.Widen({first}, {gradient});");
        body.Add($"{Buffers}.Widen({second}, {hessian});");
        body.Add($"return {_result};");
        return body;
    }

    private IReadOnlyList<string> HessianVectorBody(string point, string direction, string product)
    {
        var body = new List<string>();
        List<string> arguments = [.. Arguments(point, body), .. _declaration.Differentiated.Select(p => Direction(p, direction, body))];
        var after = new List<string>();
        foreach (Parameter p in _declaration.Buffers)
            arguments.Add(Destination(p, p.Names.Gradient, null, after));
        foreach (Parameter p in _declaration.Buffers)
            arguments.Add(Destination(p, p.Names.Product, product, after));

        Call(body, $"{Receiver(point)}HessianVector_{_declaration.Name}", arguments, Scalars.Select(_ => "_").Concat(Scalars.Select(p => Target(p, p.Names.Product, product, after))));
        body.AddRange(after);
        body.Add($"return {_result};");
        return body;
    }

    private IReadOnlyList<string> ReportBody(string point)
    {
        var body = new List<string>();
        string arguments = string.Join(", ", Arguments(point, body));
        body.Add($"return {Receiver(point)}Report_{_declaration.Name}({arguments});");
        return body;
    }

    private static IEnumerable<string> Indented(string head, IReadOnlyList<string> body) => body is [var single]
        ? [$"    {head} {single.Substring("return ".Length).TrimEnd(';')},"]
        : ["    " + head, "    {", .. body.Select(line => "        " + line), "    },"];

    private IReadOnlyList<string> ParametersBody(string point)
    {
        var body = new List<string>();
        string[] parts = [.. _declaration.Differentiated.Select(p => Copy(p, point, body))];
        body.Add(parts.Length == 1 ? $"return {parts[0]};" : $"return ({string.Join(", ", parts)});");
        return body;
    }

    private IReadOnlyList<string> FlattenBody(string parameters, string point)
    {
        var body = new List<string>();
        bool isSingle = _declaration.Differentiated.Count() == 1;
        foreach (Parameter p in _declaration.Differentiated)
        {
            string own = isSingle ? parameters : $"{parameters}.{p.Element}";
            if (p.IsBuffer)
                body.Add(Place(p, own, point));
            else if (p.Shape is { } shape)
                body.AddRange(shape.Numbers.Select((leaf, i) => $"{point}[{_leaves[p][i]}] = {own}{leaf.Path};"));
            else
                body.Add($"{point}[{_slots[p].Offset}] = {own};");
        }

        return body;
    }

    // What an array must have the shape of comes from a scratch buffer where a length does not tell.
    private string Place(Parameter p, string own, string point)
    {
        string place = $"{Buffers}.Place{(p.Number == IrType.Float ? "Singles" : "")}";
        string shape = p.Type.IsJagged || p.Type.Shape == MemoryShape.Rectangular ? $", {Scratch(p, p.Name)}" : "";
        return $"{place}({own}{shape}, {Slice(p, point)}, {Text.Literal(p.Name)});";
    }

    private Parameter[] Scalars => [.. _declaration.Differentiated.Where(p => !p.IsBuffer)];

    private void Call(List<string> body, string callee, IEnumerable<string> arguments, IEnumerable<string> targets)
    {
        string[] all = [.. targets];
        string type = _declaration.Return.Text;
        body.Add($"{(all.Length == 0 ? $"{type} {_result}" : $"({type} {_result}, {string.Join(", ", all)})")} = {callee}({string.Join(", ", arguments)});");
    }

    // What the method is called on: a struct out of the point, or a copy, since lambdas of structs cannot refer to 'this'.
    private string Receiver(string point) =>
        !_declaration.IsInstance ? "" : (_declaration.This is { IsDifferentiated: true } self ? Number(self, point) : _self) + ".";

    private IEnumerable<string> Arguments(string point, List<string> body)
    {
        var arguments = new List<string>();
        foreach (Parameter p in _declaration.Own)
        {
            string own = !p.IsDifferentiated ? p.Type.IsSpan ? p.Identifier + ".Span" : p.Identifier
                : p.IsBuffer ? Argument(p, point, body)
                : Number(p, point);
            arguments.Add(own);
        }

        return arguments;
    }

    // A buffer as the method takes it: a part of the point, or a scratch buffer filled from it.
    private string Argument(Parameter p, string point, List<string> body)
    {
        string slice = Slice(p, point);
        if (p.Type.Shape == MemoryShape.ReadOnlySpan && p.Number == IrType.Double)
            return p.IsOfStructs ? Numbers.ToElements(p, slice) : slice;

        // A list of the framework's class holds the elements itself; all other collections are made around an array.
        bool isList = Collections.IsListClass(p.Type);
        string array = isList ? Scratch(p.Name + "Values", name => $"{p.Type.Name} {name} = {Collections.FromArray(p.Type, _slots[p].Zeros)};") : Scratch(p, p.Name);
        body.Add(Fill(p, slice, array, isList ? Collections.Elements(p.Type, array) : null));
        return isList ? array
            : p.Type.IsDeferred || p.Type.IsList ? Collections.FromArray(p.Type, array)
            // Said to be a span: an array could bind to another overload.
            : p.Type.IsSpan ? $"new {p.Type.Name}({array})"
            : array;
    }

    // The direction of a buffer that the method may write to is writable, too.
    private string Direction(Parameter p, string direction, List<string> body)
    {
        if (!p.IsBuffer)
            return Number(p, direction);
        string slice = Slice(p, direction);
        if (!p.IsWritable && !p.Type.IsJagged && p.Number == IrType.Double)
            return p.IsOfStructs ? Numbers.ToElements(p, slice) : slice;
        string array = Scratch(p, p.Names.Dot);
        body.Add(Fill(p, slice, array));
        return p.Type.IsJagged ? array : AsSpan(p, array);
    }

    // Gradients of double spans go straight into the caller's; the others are converted afterwards. Without a vector nobody reads them.
    private string Destination(Parameter p, string name, string? vector, List<string> after)
    {
        if (vector is not null && p.Number == IrType.Double && !p.Type.IsJagged)
            return p.IsOfStructs ? Numbers.ToElements(p, Slice(p, vector)) : Slice(p, vector);
        string own = Scratch(p, name);
        if (vector is not null)
            after.Add(Drain(p, own, Slice(p, vector)));
        return p.Type.IsJagged ? own : AsSpan(p, own);
    }

    // Where an element of a result's tuple goes.
    private string Target(Parameter p, string name, string? vector, List<string> after)
    {
        if (vector is null)
            return "_";
        if (p.Shape is not { } shape)
            return $"{vector}[{_slots[p].Offset}]";
        string whole = Unique(name + "Value");
        after.AddRange(shape.Numbers.Select((leaf, i) => $"{vector}[{_leaves[p][i]}] = {whole}{leaf.Path};"));
        return $"{p.Type.Name} {whole}";
    }

    // A number or a struct of numbers out of a vector.
    private string Number(Parameter p, string vector) =>
        p.Shape is { } shape ? shape.MakeOfNumbers(shape.Numbers.Select((leaf, i) => $"{(leaf.Type == IrType.Float ? "(float)" : "")}{vector}[{_leaves[p][i]}]"))
        : $"{(p.Number == IrType.Float ? "(float)" : "")}{vector}[{_slots[p].Offset}]";

    // A parameter in its own type, apart from the point.
    private string Copy(Parameter p, string point, List<string> body)
    {
        if (!p.IsBuffer)
            return Number(p, point);
        string slice = Slice(p, point);
        if (p.Number == IrType.Double && !p.Type.IsJagged && p.Type.Shape != MemoryShape.Rectangular)
            return (p.IsOfStructs ? Numbers.ToElements(p, slice) : slice) + ".ToArray()";
        string own = Unique(p.Name + "Copy");
        body.Add($"{Signatures.GradientType(p.Type)} {own} = {_slots[p].Zeros};");
        body.Add(Fill(p, slice, own));
        return own;
    }

    private string Slice(Parameter p, string vector) => $"{vector}.Slice({_slots[p].Offset}, {_slots[p].Length})";

    /// <summary>Elements of a vector into an array in the shape of a parameter.</summary>
    private static string Fill(Parameter p, string slice, string array, string? elements = null)
    {
        bool isFloat = p.Number == IrType.Float;
        if (p.Type.IsJagged)
            return isFloat ? $"{Buffers}.Narrow({slice}, {array});" : $"{Buffers}.Unflatten({slice}, {array});";
        string target = elements ?? NumbersOf(p, array);
        return isFloat ? $"{Buffers}.Narrow({slice}, {target});" : $"{slice}.CopyTo({target});";
    }

    /// <summary>The other way round.</summary>
    private static string Drain(Parameter p, string array, string slice) =>
        p.Number == IrType.Float ? $"{Buffers}.Widen({(p.Type.IsJagged ? array : NumbersOf(p, array))}, {slice});" : $"{Buffers}.Flatten({array}, {slice});";

    private static string NumbersOf(Parameter p, string array) =>
        p.Type.Shape == MemoryShape.Rectangular ? $"{Buffers}.AsSpan({array})"
        : p.IsOfStructs ? Numbers.Of(p, AsSpan(p, array))
        : array;

    private static string AsSpan(Parameter p, string array) =>
        p.Type.Shape == MemoryShape.Rectangular ? $"{Buffers}.AsSpan({array})" : $"new global::System.Span<{p.Type.Scalar.Name}>({array})";

    // An array in the shape of a parameter, for something about it.
    private string Scratch(Parameter p, string subject) => Scratch(subject + "Values", name => $"{Signatures.GradientType(p.Type)} {name} = {_slots[p].Zeros};");

    private string Scratch(string wanted, Func<string, string> declare)
    {
        if (!_scratch.TryGetValue(wanted, out (string Name, string Declaration) scratch))
        {
            string name = _scope.Local(wanted);
            _scratch.Add(wanted, scratch = (name, declare(name)));
        }

        return scratch.Name;
    }

    // Lambdas may have locals of one name, but none of a name around them.
    private string Unique(string wanted)
    {
        if (!_locals.TryGetValue(wanted, out string? name))
            _locals.Add(wanted, name = _scope.Local(wanted));
        return name;
    }
}
