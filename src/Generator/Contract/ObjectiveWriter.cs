using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// <c>Objective_F</c>: the method as a function of one flat point, with its derivatives, and the way back to the parameters' own types. What the method
/// takes in other memory than the point is put into scratch buffers that all calls share. <c>LeastSquares_F</c> is the same for residuals.
/// </summary>
internal sealed partial class ObjectiveWriter
{
    private const string Buffers = Prologue.Buffers;

    private readonly Declaration _declaration;
    private readonly NameScope _scope;
    private readonly string _result;
    private readonly List<string> _lines = [];
    private readonly List<string> _lambdas = [];
    private readonly Dictionary<Parameter, Slot> _slots = [];
    private readonly Dictionary<Parameter, string[]> _leaves = [];
    private readonly Dictionary<string, (string Name, string Declaration)> _scratch = [];
    private readonly Dictionary<string, string> _locals = [];
    private string _self = "";

    /// <summary>Where a parameter lies in the point: its offset and length, and its shape, in C#.</summary>
    private sealed record Slot(string Offset, string Length, string Block, string Zeros);

    private ObjectiveWriter(Declaration declaration)
    {
        _declaration = declaration;
        _scope = NameScope.For(declaration);
        _result = _scope.Local("result");
    }

    public static IEnumerable<string> Body(Declaration declaration, Signature signature)
    {
        var writer = new ObjectiveWriter(declaration);
        return writer.Write(signature, writer.AddFunctions);
    }

    /// <summary><c>LeastSquares_F</c>: the method returns residuals.</summary>
    /// <param name="declaration">The method.</param>
    /// <param name="signature">Of the companion.</param>
    /// <param name="written">The buffers that the method may write to.</param>
    public static IEnumerable<string> LeastSquares(Declaration declaration, Signature signature, IReadOnlyCollection<string> written)
    {
        var writer = new ObjectiveWriter(declaration);
        return writer.Write(signature, (point, gradient) =>
        {
            string direction = writer._scope.Local("direction");
            writer.Lambda("residuals", point, writer.ResidualsBody(point));
            writer.Lambda("tangent", $"({point}, {direction})", writer.TangentBody(point, direction));
            writer.Lambda("gradient", $"({point}, {gradient})", writer.PullbackBody(point, gradient, written));
        });
    }

    private List<string> Write(Signature signature, Action<string, string> addFunctions)
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

        addFunctions(point, gradient);
        Lambda("parameters", point, ParametersBody(point));
        IReadOnlyList<string> report = Signatures.Report(_declaration) is null ? [] : ["{", .. Indented($"Reporting = {point} =>", ReportBody(point)), "};"];
        string parameters = _scope.Local("parameters");
        Lambda("flatten", $"({parameters}, {point})", FlattenBody(parameters, point));
        return
        [
            .. _lines,
            .. _scratch.Values.Select(scratch => scratch.Declaration),
            $"return new {signature.ReturnType}(",
            $"    {Text.Literal(_declaration.Name)},",
            $"    [{string.Join(", ", _declaration.Differentiated.Select(p => _slots[p].Block))}],",
            $"    start: {start},",
            .. _lambdas.Take(_lambdas.Count - 1),
            _lambdas[_lambdas.Count - 1].TrimEnd(',') + (report.Count == 0 ? ");" : ")"),
            .. report,
        ];
    }

    private void AddFunctions(string point, string gradient)
    {
        Lambda("value", point, _declaration.IsLocalFunction ? GradientBody(point, null) : ValueBody(point));
        Lambda("gradient", $"({point}, {gradient})", GradientBody(point, gradient));
        if (HessianSignatures.Hessian(_declaration) is not null)
        {
            string hessian = _scope.Local("hessian"), direction = _scope.Local("direction"), product = _scope.Local("product");
            Lambda("hessian", $"({point}, {gradient}, {hessian})", HessianBody(point, gradient, hessian));
            Lambda("hessianVector", $"({point}, {direction}, {product})", HessianVectorBody(point, direction, product));
        }
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

    private void Lambda(string argument, string parameters, IReadOnlyList<string> body)
    {
        if (body is [var single] && single.StartsWith("return ", StringComparison.Ordinal))
        {
            _lambdas.Add($"    {argument}: {parameters} => {single.Substring(7).TrimEnd(';')},");
            return;
        }

        _lambdas.Add($"    {argument}: {parameters} =>");
        _lambdas.Add($"    {{");
        foreach (string line in body)
            _lambdas.Add($"        {line}");
        _lambdas.Add($"    }},");
    }
}
