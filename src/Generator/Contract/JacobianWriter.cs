using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// <c>Jacobian_F</c>, a column at a time: <c>Tangent_F</c> in each unit direction. The first run has no direction and works on the
/// caller's arguments, so that they end as the method leaves them; the others work on copies of what it writes to.
/// </summary>
internal sealed class JacobianWriter
{
    private readonly Declaration _declaration;
    private readonly IReadOnlyCollection<string> _written;
    private readonly NameScope _scope;
    private readonly List<string> _lines = [];
    private readonly string _first;
    private readonly string _run;
    private readonly string _tangent;

    // Rows for the returned value only, made into something else; null for all outputs.
    private readonly Func<string, string, string>? _result;

    // The checks that come first where the Jacobian goes into the caller's span; null where it is a new array.
    private readonly IReadOnlyList<string>? _checks;

    private JacobianWriter(Declaration declaration, IReadOnlyCollection<string> written, IReadOnlyList<string>? checks, string tangent, Func<string, string, string>? result)
    {
        (_checks, _tangent, _result) = (checks, tangent, result);
        _declaration = declaration;
        _written = written;
        _scope = NameScope.For(declaration);
        _first = _scope.Local("first");
        _run = _scope.Local("run");
    }

    /// <param name="declaration">The method.</param>
    /// <param name="written">The buffers that it writes to.</param>
    /// <param name="tangent">Begins the name of its tangent.</param>
    /// <param name="result">What is made of the name of its first run and that of the Jacobian of what it returns; by default, the Jacobian of all outputs.</param>
    public static IEnumerable<string> Body(Declaration declaration, IReadOnlyCollection<string> written, string tangent = "Tangent_", Func<string, string, string>? result = null) =>
        new JacobianWriter(declaration, written, null, tangent, result).Write();

    /// <summary>Into the caller's span; the number of rows is known before the method runs.</summary>
    /// <param name="declaration">The method.</param>
    /// <param name="written">The buffers that it writes to.</param>
    /// <param name="checks">Come first.</param>
    public static IEnumerable<string> BodyInto(Declaration declaration, IReadOnlyCollection<string> written, IReadOnlyList<string> checks) =>
        new JacobianWriter(declaration, written, checks, "Tangent_", null).Write();

    /// <summary>Into a new array, by the companion that writes into a span.</summary>
    /// <param name="declaration">The method.</param>
    /// <param name="written">The buffers that it writes to.</param>
    /// <param name="into">That companion.</param>
    public static IEnumerable<string> BodyOf(Declaration declaration, IReadOnlyCollection<string> written, Signature into)
    {
        var writer = new JacobianWriter(declaration, written, [], "Tangent_", null);
        string jacobian = writer._scope.Local("jacobian"), scalar = Signatures.Scalar(declaration).Name;
        string call = $"{into.Name}({string.Join(", ", GradientWriter.Arguments(declaration).Append($"{Prologue.Buffers}.AsSpan({jacobian})"))});";
        return
        [
            $"{scalar}[,] {jacobian} = new {scalar}[{(writer.Rows().Any() ? Sum(writer.Rows()) : "0")}, {Sum(declaration.Differentiated.Select(InputPlaces.Count))}];",
            declaration.Return.Kind == ReturnKind.Void ? call : "_ = " + call,
            $"return {jacobian};",
        ];
    }

    private IEnumerable<Parameter> Kept => _declaration.Parameters.Where(p => p.Mode == PassingMode.Ref || IsWritten(p));

    private IEnumerable<Parameter> BufferOutputs => _declaration.Buffers.Where(p => IsWritten(p) && _result is null);

    private bool IsWritten(Parameter p) => p.IsBuffer && _written.Contains(p.Name);

    private List<string> Write()
    {
        string jacobian = _scope.Local("jacobian"), column = _scope.Local("column"), columns = _scope.Local("columns"), seed = _scope.Local("seed");
        string scalar = Signatures.Scalar(_declaration).Name;
        Dictionary<Parameter, string> starts = Kept.ToDictionary(p => p, p => _scope.Local(p.Name + "Start"));
        Dictionary<Parameter, string> copies = Kept.ToDictionary(p => p, p => _scope.Local(p.Name + "Copy"));

        if (_checks is not null)
        {
            _lines.AddRange(_checks);
            _lines.Add($"int {columns} = {Sum(_declaration.Differentiated.Select(InputPlaces.Count))};");
            _lines.Add($"{Prologue.Buffers}.CheckLength({jacobian}.Length, {(Rows().Any() ? Product(Sum(Rows()), columns) : "0")}, nameof({jacobian}), \"the Jacobian\");");
        }

        foreach (KeyValuePair<Parameter, string> kept in starts)
            _lines.Add($"{CopyType(kept.Key)} {kept.Value} = {CopyOf(kept.Key, kept.Key.Identifier, kept.Key.Type)};");
        foreach (Parameter p in _declaration.Differentiated)
            _lines.Add($"{DotType(p)} {p.Names.Dot} = {ZeroDot(p)};");
        Run(_first, p => p.Identifier, _ => "_", isFirst: true);
        if (_checks is null)
            _lines.Add($"int {columns} = {Sum(_declaration.Differentiated.Select(InputPlaces.Count))};");
        if (!Rows().Any())
        {
            // Nothing that the method returns or writes carries a derivative.
            _lines.Add(_checks is null ? $"return new {scalar}[0, {columns}];" : End(jacobian));
            return _lines;
        }

        if (_checks is null)
            _lines.Add($"{scalar}[,] {jacobian} = new {scalar}[{Sum(Rows())}, {columns}];");
        _lines.Add($"for (int {column} = 0; {column} < {columns}; {column}++)");
        _lines.Add("{");
        int start = _lines.Count;
        foreach (KeyValuePair<Parameter, string> copy in copies)
            _lines.Add($"{CopyType(copy.Key)} {copy.Value} = {CopyOf(copy.Key, starts[copy.Key], Stored(copy.Key))};");
        _lines.Add($"int {seed} = {column};");
        foreach (Parameter p in _declaration.Differentiated)
            Seed(p, seed);
        Run(_run, p => copies.TryGetValue(p, out string? copy) ? Argument(p, copy) : p.Identifier, p => $"{p.Type.Name} {p.Names.Dot}", isFirst: false);
        Collect(_checks is null ? output => $"{jacobian}[{output}, {column}]" : output => $"{jacobian}[{output} * {columns} + {column}]");
        for (int i = start; i < _lines.Count; i++)
            _lines[i] = "    " + _lines[i];
        _lines.Add("}");
        _lines.Add(End(jacobian));
        return _lines;
    }

    private string End(string jacobian) =>
        _result is not null ? $"return {_result(_first, jacobian)};"
        : _checks is null ? $"return {jacobian};"
        : _declaration.Return.Kind == ReturnKind.Void ? "return;"
        : $"return {_first}.Value;";

    private void Run(string result, Func<Parameter, string> argument, Func<Parameter, string> outDot, bool isFirst)
    {
        IEnumerable<string> own = _declaration.Own.Select(p => p.Mode switch
        {
            PassingMode.Out => isFirst ? $"out {argument(p)}" : "out _",
            PassingMode.Ref => $"ref {argument(p)}",
            PassingMode.In => $"in {argument(p)}",
            _ => argument(p),
        });
        IEnumerable<string> dots = _declaration.Parameters.Where(p => p.IsOutput || p.IsDifferentiated).Select(p => p switch
        {
            { IsOutput: true } => $"out {outDot(p)}",
            { IsBuffer: false, Mode: PassingMode.Ref } => $"ref {p.Names.Dot}",
            _ => p.Names.Dot,
        });
        string call = $"{_tangent}{_declaration.Name}({string.Join(", ", own.Concat(dots))});";
        string type = _declaration.Return.Text;
        bool isRead = _declaration.Return.Kind is not ReturnKind.Void && (!isFirst || _checks is not null || _declaration.Return.Kind == ReturnKind.Array);
        _lines.Add(isRead ? $"({type} Value, {type} Dot) {result} = {call}" : call);
    }

    // The seed counts down to the element that this column belongs to.
    private void Seed(Parameter p, string seed)
    {
        string dot = p.Names.Dot;
        if (p.Shape is { } shape)
        {
            int count = shape.Numbers.Count;
            _lines.Add($"{dot} = {shape.MakeOfNumbers(Enumerable.Range(0, count).Select(i => $"{seed} == {Formatting.Invariant(i)} ? 1 : 0"))};");
            _lines.Add($"{seed} -= {Formatting.Invariant(count)};");
            return;
        }

        if (!p.IsBuffer)
        {
            _lines.Add($"{dot} = {seed}-- == 0 ? 1 : 0;");
            return;
        }

        if (p.Type.IsJagged)
        {
            string row = _scope.Local("row");
            _lines.Add($"foreach ({p.Type.Element!.Name} {row} in {dot})");
            _lines.Add("{");
            Unit(row, "    ");
            _lines.Add("}");
            return;
        }

        if (p.IsOfStructs)
        {
            string numbers = _scope.Local(dot + "Numbers");
            _lines.Add($"global::System.Span<{p.Number.Name}> {numbers} = {Numbers.Of(p, $"new global::System.Span<{p.Type.Element!.Name}>({dot})")};");
            Unit(numbers, "");
            return;
        }

        Unit(dot, "");

        void Unit(string buffer, string indent)
        {
            _lines.Add(p.IsOfStructs ? $"{buffer}.Clear();" : $"{indent}global::System.Array.Clear({buffer});");
            _lines.Add($"{indent}if ({seed} >= 0 && {seed} < {buffer}.Length)");
            _lines.Add($"{indent}    {buffer}[{seed}] = 1;");
            _lines.Add($"{indent}{seed} -= {buffer}.Length;");
        }
    }

    private IEnumerable<string> Rows()
    {
        switch (_declaration.Return.Kind)
        {
            case ReturnKind.Scalar:
                yield return "1";
                break;
            case ReturnKind.Struct:
                foreach (IrType _ in _declaration.Return.Active.SelectMany(part => part.Numbers))
                    yield return "1";
                break;
            case ReturnKind.Array:
                yield return _first + ".Value.Length";
                break;
        }

        foreach (Parameter _ in ScalarOutputs)
            yield return "1";
        foreach (Parameter p in BufferOutputs)
            yield return InputPlaces.Count(p);
    }

    private IEnumerable<Parameter> ScalarOutputs => _declaration.Parameters.Where(p => _result is null && (p.IsOutput || (p.IsDifferentiated && p.Mode == PassingMode.Ref)));

    private void Collect(Func<string, string> place)
    {
        string next = _scope.Local("output"), element = _scope.Local("element");
        _lines.Add($"int {next} = 0;");
        ReturnShape result = _declaration.Return;
        switch (result.Kind)
        {
            case ReturnKind.Scalar:
                Store(_run + ".Dot");
                break;
            case ReturnKind.Struct:
                foreach (Leaf leaf in result.Shape!.Numbers.Where(leaf => leaf.Type.IsFloating))
                    Store($"{_run}.Dot{leaf.Path}");

                break;
            case ReturnKind.Array:
                StoreAll(result.Parts[0].Scalar, _run + ".Dot");
                break;
        }

        foreach (Parameter p in ScalarOutputs)
            Store(p.Names.Dot);
        foreach (Parameter p in BufferOutputs)
        {
            if (!p.Type.IsJagged)
            {
                StoreAll(p.Number, p.IsOfStructs ? Numbers.Of(p, $"new global::System.Span<{p.Type.Element!.Name}>({p.Names.Dot})") : p.Names.Dot);
                continue;
            }

            string row = _scope.Local("row");
            _lines.Add($"foreach ({p.Type.Element!.Name} {row} in {p.Names.Dot})");
            _lines.Add("{");
            StoreAll(p.Type.Scalar, row, "    ");
            _lines.Add("}");
        }

        void Store(string value) => _lines.Add($"{place(next + "++")} = {value};");

        void StoreAll(IrType type, string buffer, string indent = "")
        {
            _lines.Add($"{indent}foreach ({type.Name} {element} in {buffer})");
            _lines.Add($"{indent}    {place(next + "++")} = {element};");
        }
    }

    private static string DotType(Parameter p) => !p.IsBuffer ? p.Type.Name : p.Type.IsJagged ? p.Type.Name : p.Type.Scalar.Name + "[]";

    private static string ZeroDot(Parameter p) =>
        p.Shape is not null ? "default" : !p.IsBuffer ? "0" : p.Type.IsJagged ? $"{Prologue.Buffers}.ZerosLike({p.Identifier})" : $"new {p.Type.Scalar.Name}[{p.Length}]";

    public static string CopyType(Parameter p) => Stored(p).Name;

    public static IrType Stored(Parameter p) => p.Type.IsSpan || p.Type.IsDeferred || p.Type.IsList ? IrType.Array(p.Type.Element!) : p.Type;

    public static string CopyOf(Parameter p, string expression, IrType type) =>
        !p.IsBuffer ? expression
        : type.IsSpan ? expression + ".ToArray()"
        : type.IsDeferred || type.IsList ? Collections.ToArray(type, expression)
        : type.IsJagged ? $"{Prologue.Buffers}.Copy({expression})"
        : $"({type.Name}){expression}.Clone()";

    // A list is made of the copy, and stands where the outputs are not read from.
    public static string Argument(Parameter p, string copy) => p.Type.IsList ? Collections.FromArray(p.Type, copy) : copy;

    public static string Product(string a, string b) =>
        int.TryParse(a, out int first) && int.TryParse(b, out int second) ? Formatting.Invariant(first * second) : $"{Factor(a)} * {Factor(b)}";

    private static string Factor(string sum) => sum.IndexOf(" + ", StringComparison.Ordinal) >= 0 ? $"({sum})" : sum;

    public static string Sum(IEnumerable<string> terms)
    {
        string[] all = [.. terms];
        int ones = all.Sum(term => int.TryParse(term, out int count) ? count : 0);
        string[] others = [.. all.Where(term => !int.TryParse(term, out _))];
        return others.Length == 0 ? Formatting.Invariant(ones) : string.Join(" + ", ones == 0 ? others : [.. others, Formatting.Invariant(ones)]);
    }
}
