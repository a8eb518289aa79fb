using Xunit;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>Builds a function by hand, emits it as the method <c>F</c>, and runs it.</summary>
internal sealed class Sketch
{
    private readonly List<IrParameter> _parameters = [];
    private readonly List<SiteInfo> _sites = [];
    private readonly Block _body = new();

    public Sketch() => Builder = new Builder(_body);

    public Builder Builder { get; }

    public List<Delivery> Deliveries { get; } = [];

    public List<string> Prologue { get; } = [];

    public bool IsChecked { get; init; }

    public Value Parameter(string name, IrType type, PassingMode mode = PassingMode.Value)
    {
        var content = new Value(type, name);
        _parameters.Add(new IrParameter(content, name, type, mode, IsConstant: false));
        return content;
    }

    public Value Double(string name) => Parameter(name, IrType.Double);

    public Value Int(string name) => Parameter(name, IrType.Int);

    public void At(string expression, string statement)
    {
        _sites.Add(new SiteInfo(expression, statement, "F", _sites.Count));
        Builder.Site = _sites.Count - 1;
    }

    public Value Number(double value) => Builder.Constant(value, IrType.Double);

    public Value Number(int value) => Builder.Constant(value);

    public static Value Named(Value value, string name)
    {
        value.Name = name;
        return value;
    }

    public Value Math(string function, params Value[] operands) => Builder.Function(function, "global::System.Math." + function, IrType.Double, operands);

    /// <summary>A branch; each side gives the values that become its results, of these names.</summary>
    public Value[] If(Value condition, string?[] names, Func<Value[]?> then, Func<Value[]?> @else, bool isExpression = false)
    {
        (Block thenBlock, Value[]? thenValues) = Inside([], then);
        (Block elseBlock, Value[]? elseValues) = Inside([], @else);
        Value[] shape = thenValues ?? elseValues ?? [];
        Value[] results = [.. names.Select((name, i) => new Value(shape[i].Type, name))];
        Builder.Append(new IfOp(condition, thenBlock, elseBlock, results) { IsExpression = isExpression });
        if (thenValues is null && elseValues is null)
            Builder.Block.Terminator = new Terminator(TerminatorKind.Unreachable);
        return results;
    }

    public Value[] For(string index, Value lower, Value upper, (string? Name, Value Initial)[] carried, Func<Value, Value[], Value[]> body, int step = 1, bool inclusive = false)
    {
        var i = new Value(IrType.Int, index);
        Value[] parameters = [.. carried.Select(c => new Value(c.Initial.Type, c.Name))];
        (Block block, _) = Inside([i, .. parameters], () => body(i, parameters));
        Value[] results = [.. carried.Select(c => new Value(c.Initial.Type, c.Name))];
        Builder.Append(new ForOp(lower, upper, [.. carried.Select(c => c.Initial)], step, inclusive, block, results));
        return results;
    }

    public Value[] Loop((string? Name, Value Initial)[] carried, (string? Name, IrType Type)[] results, Func<Value[], Value[]?> body)
    {
        Value[] parameters = [.. carried.Select(c => new Value(c.Initial.Type, c.Name))];
        (Block block, _) = Inside(parameters, () => body(parameters));
        Value[] values = [.. results.Select(r => new Value(r.Type, r.Name))];
        Builder.Append(new LoopOp([.. carried.Select(c => c.Initial)], block, values));
        return values;
    }

    /// <summary>Ends the current block.</summary>
    public Value[]? Exit(params Value[] values)
    {
        Builder.Block.Terminator = new Terminator(TerminatorKind.Exit, values);
        return null;
    }

    public Value[]? Throw(params string[] text)
    {
        Builder.Block.Terminator = new Terminator(TerminatorKind.Throw) { Text = text };
        return null;
    }

    public Sketch Returns(params Value[] values)
    {
        _body.Terminator = Terminator.Yield(values);
        while (Deliveries.Count < values.Length)
            Deliveries.Add(new Delivery(DeliveryKind.Return));
        return this;
    }

    public IrFunction Function()
    {
        Value[] results = _body.Terminator.Operands;
        var function = new IrFunction("F", "F", _parameters, [.. results.Select(r => new IrResult(r.Type))], _body);
        Assert.Null(Verifier.Verify(function));
        return function;
    }

    /// <summary>The text of the method.</summary>
    public string Emit()
    {
        IrFunction function = Function();
        var returned = function.Results.Where((_, i) => Deliveries[i].Kind == DeliveryKind.Return).Select(r => r.Type.Name).ToList();
        string type = returned.Count switch { 0 => "void", 1 => returned[0], _ => $"({string.Join(", ", returned)})" };
        string parameters = string.Join(", ", _parameters.Select(p => (p.Mode == PassingMode.Ref ? "ref " : "") + $"{p.Type.Name} {p.Name}"));
        var shape = new MethodShape([$"public static {type} F({parameters})"], Prologue, [.. _parameters.Select(p => p.Name)]);
        return string.Join("\n", MethodEmitter.Emit(new Companion(function, Deliveries), shape, _sites, key => key, IsChecked)) + "\n";
    }

    /// <summary>The lines of the body, without indentation of the method.</summary>
    public string Body()
    {
        string[] lines = Emit().Split('\n');
        return string.Join("\n", lines.Skip(2).Take(lines.Length - 4).Select(line => line.Length > 4 ? line[4..] : line));
    }

    public object? Run(params object?[] arguments) => Compiled.Method(Emit(), IsChecked).Invoke(null, arguments);

    private (Block Block, Value[]? Values) Inside(Value[] parameters, Func<Value[]?> fill)
    {
        Block outer = Builder.Block;
        var block = new Block(parameters);
        Builder.Block = block;
        Value[]? values = fill();
        if (values is not null)
            Builder.Block.Terminator = Terminator.Yield(values);
        Builder.Block = outer;
        return (block, values);
    }
}
