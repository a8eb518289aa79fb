using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>
/// <c>Hessian_F</c>, a column at a time: <c>HessianVector_F</c> in each unit direction. Value and gradient are those of <c>Gradient_F</c>, which works on
/// the caller's arguments, so that they end as the method leaves them; the products work on copies of what it writes to. A vector of all inputs has the
/// elements of each in its place, so that a slice of it is what a parameter needs.
/// </summary>
internal sealed class HessianWriter
{
    // Beyond, the workspace is on the heap.
    private const int LargestOnStack = 256;

    private readonly Declaration _declaration;
    private readonly IReadOnlyCollection<string> _written;
    private readonly NameScope _scope;
    private readonly List<string> _lines = [];
    private readonly string _gradient;
    private readonly string _hessian;
    private readonly string _count;
    private readonly string _scalar;
    private InputPlaces? _places;

    private HessianWriter(Declaration declaration, IReadOnlyCollection<string> written)
    {
        _declaration = declaration;
        _written = written;
        (_gradient, _hessian) = HessianSignatures.Destinations(declaration);
        _scope = NameScope.For(declaration);
        _ = (_scope.Local(_gradient), _scope.Local(_hessian));
        _count = _scope.Local("count");
        _scalar = Signatures.Scalar(declaration).Name;
    }

    /// <summary>Into arrays of its own.</summary>
    public static IEnumerable<string> Body(Declaration declaration, Signature into) => new HessianWriter(declaration, []).WriteAllocating(into);

    /// <summary>Into the caller's.</summary>
    /// <param name="declaration">The method.</param>
    /// <param name="written">The buffers that it writes to.</param>
    /// <param name="columns">What gives eight columns at once; null where it has to be one at a time.</param>
    public static IEnumerable<string> BodyInto(Declaration declaration, IReadOnlyCollection<string> written, Signature? columns = null) =>
        new HessianWriter(declaration, written).WriteInto(columns);

    private Parameter[] Inputs => [.. _declaration.Differentiated];

    private Parameter[] Rows => [.. _declaration.Buffers.Where(p => p.Type.IsJagged)];

    private Parameter[] Kept => [.. _declaration.Parameters.Where(p => p.Mode == PassingMode.Ref || (p.IsBuffer && _written.Contains(p.Name)))];

    private InputPlaces Places => _places ?? throw new InvalidOperationException("Places are known from the declaration of the inputs on.");

    private IEnumerable<string> WriteAllocating(Signature into)
    {
        string value = _scope.Local("value");
        return
        [
            $"int {_count} = {JacobianWriter.Sum(Inputs.Select(InputPlaces.Count))};",
            $"{_scalar}[] {_gradient} = new {_scalar}[{_count}];",
            $"{_scalar}[,] {_hessian} = new {_scalar}[{_count}, {_count}];",
            $"{_declaration.Return.Text} {value} = {into.Name}({string.Join(", ", [.. GradientWriter.Arguments(_declaration), $"new global::System.Span<{_scalar}>({_gradient})", $"{Prologue.Buffers}.AsSpan({_hessian})"])});",
            $"return ({value}, {_gradient}, {_hessian});",
        ];
    }

    private List<string> WriteInto(Signature? columns)
    {
        Dictionary<Parameter, string> starts = Kept.ToDictionary(p => p, p => _scope.Local(p.Name + "Start"));
        string value = _scope.Local("value"), column = _scope.Local("column"), row = _scope.Local("row"), product = _scope.Local("product");
        string direction = _scope.Local("direction"), others = _scope.Local("again");
        _lines.Add($"int {_count} = {JacobianWriter.Sum(Inputs.Select(InputPlaces.Count))};");
        _lines.Add($"{Prologue.Buffers}.CheckLength({_gradient}.Length, {_count}, nameof({_gradient}), \"the gradient\");");
        _lines.Add($"{Prologue.Buffers}.CheckLength({_hessian}.Length, {_count} * {_count}, nameof({_hessian}), \"the Hessian\");");
        _lines.Add($"{Prologue.Buffers}.CheckNoOverlap<{_scalar}>({_hessian}, {_gradient}, nameof({_hessian}), nameof({_gradient}));");
        foreach (KeyValuePair<Parameter, string> kept in starts)
            _lines.Add($"{JacobianWriter.CopyType(kept.Key)} {kept.Value} = {JacobianWriter.CopyOf(kept.Key, kept.Key.Identifier, kept.Key.Type)};");
        _places = new InputPlaces(_declaration, _scope, _lines);

        Dictionary<Parameter, string> gradients = Buffers("Gradient");
        string first = _scope.Local("first");
        string gradientCall = $"Gradient_{_declaration.Name}({string.Join(", ", GradientWriter.Arguments(_declaration).Concat(_declaration.Buffers.Select(p => Destination(p, _gradient, gradients))))})";
        bool isBare = Inputs.All(p => p.IsBuffer);
        _lines.Add(isBare ? $"{_declaration.Return.Text} {value} = {gradientCall};" : $"var {first} = {gradientCall};");
        foreach (Parameter p in Inputs)
            Collect(p, first, p.Names.Gradient, _gradient, gradients);

        if (columns is not null)
        {
            AddColumns(columns.Name, starts, column, others, isBare);
            AddSymmetry(row, column);
            _lines.Add($"return {(isBare ? value : first + ".Value")};");
            return _lines;
        }

        AddVector(direction);
        if (_declaration.Buffers.Any(p => !p.Type.IsJagged))
            AddVector(others);
        Dictionary<Parameter, string> directions = Buffers("Direction"), products = Buffers("Product");
        _lines.Add($"for (int {column} = 0; {column} < {_count}; {column}++)");
        _lines.Add("{");
        int start = _lines.Count;
        _lines.Add($"{direction}.Clear();");
        _lines.Add($"{direction}[{column}] = 1;");
        _lines.Add($"global::System.Span<{_scalar}> {product} = {_hessian}.Slice({column} * {_count}, {_count});");
        var copies = new Dictionary<Parameter, string>();
        foreach (KeyValuePair<Parameter, string> kept in starts)
        {
            copies.Add(kept.Key, _scope.Local(kept.Key.Name + "Copy"));
            _lines.Add($"{JacobianWriter.CopyType(kept.Key)} {copies[kept.Key]} = {JacobianWriter.CopyOf(kept.Key, kept.Value, JacobianWriter.Stored(kept.Key))};");
        }

        foreach (Parameter p in Rows)
            _lines.Add($"{Prologue.Buffers}.Unflatten<{_scalar}>({Slice(p, direction)}, {directions[p]});");
        string run = _scope.Local("run");
        string call = $"HessianVector_{_declaration.Name}({string.Join(", ", Arguments(copies).Concat(Inputs.Select(p => Direction(p, direction, directions))).Concat(_declaration.Buffers.Select(p => Destination(p, others, gradients))).Concat(_declaration.Buffers.Select(p => Destination(p, product, products))))})";
        _lines.Add(isBare ? $"_ = {call};" : $"var {run} = {call};");
        foreach (Parameter p in Inputs)
            Collect(p, run, p.Names.Product, product, products);
        for (int i = start; i < _lines.Count; i++)
            _lines[i] = "    " + _lines[i];
        _lines.Add("}");

        AddSymmetry(row, column);
        _lines.Add($"return {(isBare ? value : first + ".Value")};");
        return _lines;
    }

    // Rounding leaves the two triangles different in the last digits.
    private void AddSymmetry(string row, string column)
    {
        _lines.Add($"for (int {row} = 0; {row} < {_count}; {row}++)");
        _lines.Add("{");
        _lines.Add($"    for (int {column} = 0; {column} < {row}; {column}++)");
        _lines.Add($"        {_hessian}[{row} * {_count} + {column}] = {_hessian}[{column} * {_count} + {row}];");
        _lines.Add("}");
    }

    // Eight columns at once, the last ones with idle lanes.
    private void AddColumns(string companion, Dictionary<Parameter, string> starts, string column, string others, bool isBare)
    {
        string lanes = IrType.Lanes.Name, directions = _scope.Local("directions"), products = _scope.Local("products"), run = _scope.Local("run");
        if (_declaration.Buffers.Any())
            AddVector(others);
        _lines.Add($"{lanes}[] {directions} = {lanes}.Rent({_count});");
        _lines.Add($"{lanes}[] {products} = {lanes}.Rent({_count});");
        _lines.Add($"for (int {column} = 0; {column} < {_count}; {column} += 8)");
        _lines.Add("{");
        _lines.Add($"    {lanes}.SetDirections(new global::System.Span<{lanes}>({directions}, 0, {_count}), {column});");
        var copies = new Dictionary<Parameter, string>();
        foreach (KeyValuePair<Parameter, string> kept in starts)
        {
            copies.Add(kept.Key, _scope.Local(kept.Key.Name + "Copy"));
            _lines.Add($"    {JacobianWriter.CopyType(kept.Key)} {copies[kept.Key]} = {JacobianWriter.CopyOf(kept.Key, kept.Value, JacobianWriter.Stored(kept.Key))};");
        }

        IEnumerable<string> arguments =
        [
            .. Arguments(copies),
            .. Inputs.Select(p => p.IsBuffer ? Part(directions, p) : $"{directions}[{Places[p]}]"),
            .. _declaration.Buffers.Select(p => Slice(p, others)),
            .. _declaration.Buffers.Select(p => Part(products, p)),
        ];
        _lines.Add($"    {(isBare ? "_" : "var " + run)} = {companion}({string.Join(", ", arguments)});");
        foreach (Parameter p in Inputs.Where(p => !p.IsBuffer))
            _lines.Add($"    {products}[{Places[p]}] = {run}.{p.Names.Product};");
        _lines.Add($"    {lanes}.StoreColumns(new global::System.ReadOnlySpan<{lanes}>({products}, 0, {_count}), {column}, {_hessian});");
        _lines.Add("}");
        _lines.Add($"{lanes}.Return({directions});");
        _lines.Add($"{lanes}.Return({products});");

        string Part(string array, Parameter p) => $"new global::System.Span<{lanes}>({array}, {Places[p]}, {InputPlaces.Count(p)})";
    }

    private void AddVector(string name) => _lines.Add($"global::System.Span<{_scalar}> {name} = " + (_declaration.Buffers.Any()
        ? $"{_count} <= {Formatting.Invariant(LargestOnStack)} ? stackalloc {_scalar}[{_count}] : new {_scalar}[{_count}];"
        : $"stackalloc {_scalar}[{_count}];"));

    private Dictionary<Parameter, string> Buffers(string suffix)
    {
        Dictionary<Parameter, string> buffers = [];
        foreach (Parameter p in Rows)
        {
            buffers.Add(p, _scope.Local(p.Name + suffix));
            _lines.Add($"{p.Type.Name} {buffers[p]} = {Prologue.Buffers}.ZerosLike({p.Identifier});");
        }

        return buffers;
    }

    private string Slice(Parameter p, string vector) => $"{vector}.Slice({Places[p]}, {InputPlaces.Count(p)})";

    private string Destination(Parameter p, string vector, Dictionary<Parameter, string> rows) =>
        p.Type.IsJagged ? rows[p] : p.IsOfStructs ? Numbers.ToElements(p, Slice(p, vector)) : Slice(p, vector);

    private string Direction(Parameter p, string vector, Dictionary<Parameter, string> rows) =>
        p.IsBuffer ? Destination(p, vector, rows)
        : p.Shape is { } shape ? shape.MakeOfNumbers(Enumerable.Range(0, shape.Numbers.Count).Select(i => $"{vector}[{Places.Of(p, i)}]"))
        : $"{Cast(p)}{vector}[{Places[p]}]";

    private string Cast(Parameter p) => p.Type.Name == _scalar ? "" : $"({p.Type.Name})";

    // What has come back in a tuple or in rows goes to its place in the vector.
    private void Collect(Parameter p, string result, string element, string vector, Dictionary<Parameter, string> rows)
    {
        if (p.Type.IsJagged)
        {
            _lines.Add($"{Prologue.Buffers}.Flatten({rows[p]}, {Slice(p, vector)});");
        }
        else if (!p.IsBuffer)
        {
            string[] paths = p.Shape is { } shape ? [.. shape.Numbers.Select(leaf => leaf.Path)] : [""];
            for (int i = 0; i < paths.Length; i++)
                _lines.Add($"{vector}[{Places.Of(p, i)}] = {result}.{element}{paths[i]};");
        }
    }

    private IEnumerable<string> Arguments(Dictionary<Parameter, string> copies) => _declaration.Own.Select(p => p.Mode switch
    {
        PassingMode.Out => "out _",
        PassingMode.Ref => $"ref {copies[p]}",
        PassingMode.In => $"in {p.Identifier}",
        _ => copies.TryGetValue(p, out string? copy) ? JacobianWriter.Argument(p, copy) : p.Identifier,
    });
}
