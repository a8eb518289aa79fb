using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary><c>Objective_F</c>: the method as a function of one flat point, and the way back to the parameters' own types.</summary>
internal sealed class ObjectiveWriter
{
    private const string Buffers = Prologue.Buffers;

    private readonly Declaration _declaration;
    private NameScope _scope;
    private readonly List<string> _lines = [];
    private readonly Dictionary<Parameter, Slot> _slots = [];
    private readonly Dictionary<Parameter, string[]> _leaves = [];
    private string _self = "";

    /// <summary>Where a parameter lies in the point: its offset and length, and its shape, in C#.</summary>
    private sealed record Slot(string Offset, string Length, string Block, string Zeros);

    private ObjectiveWriter(Declaration declaration)
    {
        _declaration = declaration;
        _scope = NameScope.For(declaration);
    }

    public static IEnumerable<string> Body(Declaration declaration, Signature signature) => new ObjectiveWriter(declaration).Write(signature);

    private List<string> Write(Signature signature)
    {
        string start = _scope.Local("start"), point = _scope.Local("point"), gradient = _scope.Local("gradient");
        string count = Layout();
        _lines.Add($"double[] {start} = new double[{count}];");
        foreach (Parameter p in _declaration.Differentiated)
            FillStart(p, start);

        if (_declaration.IsInstance && _declaration.This is not { IsDifferentiated: true })
        {
            _self = _scope.Local("self");
            _lines.Add($"{_declaration.Containers[_declaration.Containers.Count - 1].Name} {_self} = this;");
        }

        _lines.Add($"return new {signature.ReturnType}(");
        _lines.Add($"    {Text.Literal(_declaration.Name)},");
        _lines.Add($"    [{string.Join(", ", _declaration.Differentiated.Select(p => _slots[p].Block))}],");
        _lines.Add($"    start: {start},");
        Lambda("value", point, _declaration.IsLocalFunction ? GradientBody(point, null) : ValueBody(point), ",");
        Lambda("gradient", $"({point}, {gradient})", GradientBody(point, gradient), ",");
        Lambda("parameters", point, ParametersBody(point), ");");
        return _lines;
    }

    // Offsets are sums of constants and of the lengths of buffers, which are read once.
    private string Layout()
    {
        int constant = 0;
        var lengths = new List<string>();
        foreach (Parameter p in _declaration.Differentiated)
        {
            string offset = Offset();
            if (p.Shape is { } shape)
            {
                // Each number of a struct is a parameter of its own.
                string[] blocks = [.. shape.Numbers.Select(leaf => $"new global::Fluxion.ParameterBlock({Text.Literal(p.IsThis ? leaf.Path.Substring(1) : p.Name + leaf.Path)})")];
                _slots[p] = new Slot(offset, Formatting.Invariant(blocks.Length), string.Join(", ", blocks), "");
                _leaves[p] = [.. shape.Numbers.Select((_, i) => Offset(i))];
                constant += blocks.Length;
                continue;
            }

            if (!p.IsBuffer)
            {
                _slots[p] = new Slot(offset, "1", $"new global::Fluxion.ParameterBlock({Text.Literal(p.Name)})", "");
                constant++;
                continue;
            }

            string length = _scope.Local(p.Name + "Length"), name = p.Identifier, scalar = p.Type.Scalar.Name;
            string block, zeros;
            if (p.Type.IsJagged)
            {
                _lines.Add($"int {length} = {Buffers}.TotalLength({name});");
                block = $"{Buffers}.RowLengths({name})";
                zeros = $"{Buffers}.ZerosLike({name})";
            }
            else if (p.Type.Shape == MemoryShape.Rectangular)
            {
                string rows = _scope.Local(p.Name + "Rows"), columns = _scope.Local(p.Name + "Columns");
                _lines.Add($"int {length} = {name}.Length, {rows} = {name}.GetLength(0), {columns} = {name}.GetLength(1);");
                block = $"{rows}, {columns}";
                zeros = $"new {scalar}[{rows}, {columns}]";
            }
            else
            {
                _lines.Add($"int {length} = {Numbers.Times(p, p.Length)};");
                block = p.IsOfStructs ? $"{name}.Length, {Formatting.Invariant(p.Width)}" : length;
                zeros = p.IsOfStructs ? $"new {scalar}[{length} / {Formatting.Invariant(p.Width)}]" : $"new {scalar}[{length}]";
            }

            _slots[p] = new Slot(offset, length, $"new global::Fluxion.ParameterBlock({Text.Literal(p.Name)}, {block})", zeros);
            lengths.Add(length);
        }

        return Offset();

        string Offset(int more = 0) =>
            lengths.Count == 0 ? Formatting.Invariant(constant + more) : string.Join(" + ", lengths) + (constant + more == 0 ? "" : " + " + Formatting.Invariant(constant + more));
    }

    private void FillStart(Parameter p, string start)
    {
        Slot slot = _slots[p];
        if (p.Shape is { } shape)
        {
            for (int i = 0; i < shape.Numbers.Count; i++)
                _lines.Add($"{start}[{_leaves[p][i]}] = {p.Identifier}{shape.Numbers[i].Path};");
            return;
        }

        if (!p.IsBuffer)
        {
            _lines.Add($"{start}[{slot.Offset}] = {p.Identifier};");
            return;
        }

        bool isFloat = p.Number == IrType.Float;
        string target = $"new global::System.Span<double>({start}, {slot.Offset}, {slot.Length})";
        string source = p.Type switch
        {
            { IsJagged: true } => $"{Buffers}.Flatten({p.Identifier})",
            { Shape: MemoryShape.Rectangular } => $"{Buffers}.AsSpan({p.Identifier})",
            { IsSpan: true } => p.Identifier + ".Span",
            { IsDeferred: true } or { IsList: true } => Collections.Read(p.Type, p.Identifier),
            _ => $"new global::System.ReadOnlySpan<{p.Type.Scalar.Name}>({p.Identifier})",
        };
        if (p.IsOfStructs)
            source = Numbers.Of(p, source);
        _lines.Add(
            isFloat ? $"{Buffers}.Widen({source}, {target});"
            : p.Type.IsJagged ? $"{Buffers}.Flatten({p.Identifier}, {target});"
            : $"{source}.CopyTo({target});");
    }

    private IEnumerable<string> ValueBody(string point)
    {
        NameScope outer = Enter();
        var body = new List<string>();
        IEnumerable<string> arguments = Arguments(point, body);
        body.Add($"return {Receiver(point, body)}{(_declaration.IsInstance ? _declaration.Identifier : _declaration.Callee)}({string.Join(", ", arguments)});");
        _scope = outer;
        return body;
    }

    private IEnumerable<string> GradientBody(string point, string? gradient)
    {
        NameScope outer = Enter();
        var body = new List<string>();
        List<string> arguments = [.. Arguments(point, body)];
        var after = new List<string>();
        foreach (Parameter p in _declaration.Buffers)
            arguments.Add(Destination(p, gradient, body, after));

        string value = _scope.Local("result"), type = _declaration.Return.Text, call = $"{Receiver(point, body)}Gradient_{_declaration.Name}({string.Join(", ", arguments)});";
        Parameter[] scalars = [.. _declaration.Differentiated.Where(p => !p.IsBuffer)];
        Dictionary<Parameter, string> structs = scalars.Where(p => p.Shape is not null && gradient is not null).ToDictionary(p => p, p => _scope.Local(p.Names.Gradient + "Value"));
        foreach (KeyValuePair<Parameter, string> whole in structs)
            after.AddRange(whole.Key.Shape!.Numbers.Select((leaf, i) => $"{gradient}[{_leaves[whole.Key][i]}] = {whole.Value}{leaf.Path};"));
        if (gradient is null && scalars.Length > 0)
            body.Add($"({type} {value}, {string.Join(", ", scalars.Select(_ => "_"))}) = {call}");
        else if (scalars.Length == 0)
            body.Add($"{type} {value} = {call}");
        else
            body.Add($"({type} {value}, {string.Join(", ", scalars.Select(p => structs.TryGetValue(p, out string? whole) ? $"{p.Type.Name} {whole}" : $"{gradient}[{_slots[p].Offset}]"))}) = {call}");
        body.AddRange(after);
        body.Add($"return {value};");
        _scope = outer;
        return body;
    }

    private IEnumerable<string> ParametersBody(string point)
    {
        NameScope outer = Enter();
        var body = new List<string>();
        string[] parts = [.. _declaration.Differentiated.Select(p => Own(p, point, body, keepSpans: false))];
        body.Add(parts.Length == 1 ? $"return {parts[0]};" : $"return ({string.Join(", ", parts)});");
        _scope = outer;
        return body;
    }

    // Each lambda has locals of its own.
    private NameScope Enter()
    {
        NameScope outer = _scope;
        _scope = outer.Inner();
        return outer;
    }

    private IEnumerable<string> Arguments(string point, List<string> body)
    {
        var arguments = new List<string>();
        foreach (Parameter p in _declaration.Own)
        {
            string argument = p.IsDifferentiated ? Own(p, point, body, keepSpans: true) : p.Type.IsSpan ? p.Identifier + ".Span" : p.Identifier;
            // Said to be a span: an array could bind to another overload.
            bool isSpan = argument.StartsWith(point + ".", StringComparison.Ordinal) || (p is { IsOfStructs: true, Type.Shape: MemoryShape.ReadOnlySpan } && p.Number == IrType.Double);
            if (p is { IsDifferentiated: true, Type.IsSpan: true } && !isSpan)
                argument = $"new {p.Type.Name}({argument})";
            arguments.Add(argument);
        }

        return arguments;
    }

    // What the method is called on: a struct out of the point, or a copy, since lambdas of structs cannot refer to 'this'.
    private string Receiver(string point, List<string> body) =>
        !_declaration.IsInstance ? "" : (_declaration.This is { IsDifferentiated: true } self ? Own(self, point, body, keepSpans: false) : _self) + ".";

    // A parameter in its own type, out of the point.
    private string Own(Parameter p, string point, List<string> body, bool keepSpans)
    {
        Slot slot = _slots[p];
        if (p.Shape is { } shape)
            return shape.MakeOfNumbers(shape.Numbers.Select((leaf, i) => $"{(leaf.Type == IrType.Float ? "(float)" : "")}{point}[{_leaves[p][i]}]"));
        bool isFloat = p.Number == IrType.Float;
        if (!p.IsBuffer)
            return $"{(isFloat ? "(float)" : "")}{point}[{slot.Offset}]";
        string slice = $"{point}.Slice({slot.Offset}, {slot.Length})";
        if (p.IsOfStructs && !isFloat)
            return keepSpans && p.Type.Shape == MemoryShape.ReadOnlySpan ? Numbers.ToElements(p, slice) : Numbers.ToElements(p, slice) + ".ToArray()";
        if (!isFloat && p.Type.Shape == MemoryShape.ReadOnlySpan && keepSpans)
            return slice;
        if (!isFloat && !p.Type.IsJagged && p.Type.Shape != MemoryShape.Rectangular)
        {
            string copy = _scope.Local(p.Name + "Values");
            body.Add($"double[] {copy} = {slice}.ToArray();");
            return Collection(copy);
        }

        string own = _scope.Local(p.Name + "Values");
        body.Add($"{Signatures.GradientType(p.Type)} {own} = {slot.Zeros};");
        if (p.Type.IsJagged && isFloat)
        {
            string flat = _scope.Local(p.Name + "Flat");
            body.Add($"float[] {flat} = new float[{slot.Length}];");
            body.Add($"{Buffers}.Narrow({slice}, {flat});");
            body.Add($"{Buffers}.Unflatten<float>({flat}, {own});");
        }
        else if (p.Type.IsJagged)
        {
            body.Add($"{Buffers}.Unflatten({slice}, {own});");
        }
        else
        {
            string target = p.Type.Shape == MemoryShape.Rectangular ? $"{Buffers}.AsSpan({own})"
                : p.IsOfStructs ? Numbers.Of(p, $"new global::System.Span<{p.Type.Element!.Name}>({own})")
                : own;
            body.Add(isFloat ? $"{Buffers}.Narrow({slice}, {target});" : $"{slice}.CopyTo({target});");
        }

        return Collection(own);

        string Collection(string array) => keepSpans && (p.Type.IsDeferred || p.Type.IsList) ? Collections.FromArray(p.Type, array) : array;
    }

    // Gradients of double spans go straight into the caller's; the others are converted afterwards.
    private string Destination(Parameter p, string? gradient, List<string> body, List<string> after)
    {
        Slot slot = _slots[p];
        bool isFloat = p.Number == IrType.Float;
        string slice = $"{gradient}.Slice({slot.Offset}, {slot.Length})";
        if (gradient is not null && !isFloat && !p.Type.IsJagged)
            return p.IsOfStructs ? Numbers.ToElements(p, slice) : slice;

        string own = _scope.Local(p.Names.Gradient + "Values");
        body.Add(p.Type.IsJagged ? $"{p.Type.Name} {own} = {slot.Zeros};" : $"{p.Type.Scalar.Name}[] {own} = {(p.IsOfStructs ? slot.Zeros : $"new {p.Type.Scalar.Name}[{slot.Length}]")};");
        if (gradient is not null)
            after.Add(isFloat ? $"{Buffers}.Widen({(p.Type.IsJagged ? $"{Buffers}.Flatten({own})" : p.IsOfStructs ? Numbers.Of(p, $"new global::System.Span<{p.Type.Element!.Name}>({own})") : own)}, {slice});" : $"{Buffers}.Flatten({own}, {slice});");
        return p.Type.IsJagged ? own : $"new global::System.Span<{p.Type.Scalar.Name}>({own})";
    }

    private void Lambda(string argument, string parameters, IEnumerable<string> body, string end)
    {
        string[] statements = [.. body];
        if (statements is [var single] && single.StartsWith("return ", StringComparison.Ordinal))
        {
            _lines.Add($"    {argument}: {parameters} => {single.Substring(7).TrimEnd(';')}{end}");
            return;
        }

        _lines.Add($"    {argument}: {parameters} =>");
        _lines.Add($"    {{");
        foreach (string line in statements)
            _lines.Add($"        {line}");
        _lines.Add($"    }}{end}");
    }
}
