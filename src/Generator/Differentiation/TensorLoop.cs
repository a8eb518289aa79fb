using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// A loop over the elements that a call of <c>TensorPrimitives</c> works on, into which an adjoint or a tangent is written. What it needs of
/// the arguments and of the result is fetched before it, once, and only if a formula asks.
/// </summary>
internal sealed class TensorLoop : ITensorLoop
{
    private readonly Builder _builder;
    private readonly Block _outside;
    private readonly Block _body;
    private readonly Value[] _arguments;
    private readonly Value? _result;
    private readonly Func<int, Value> _argument;
    private readonly Func<Value> _resultNow;
    private readonly Dictionary<string, Value> _once = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, Value> _elements = [];
    private readonly Value[] _places;
    private readonly Value _resultPlace;
    private Value _index;
    private Value[] _starts = [];
    private Func<Value>? _factor;

    /// <param name="builder">Its present block is where the loop will be.</param>
    /// <param name="op">The call.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="argument">A span as it was at the call, or a scalar.</param>
    /// <param name="result">The destination as the call left it, or the number.</param>
    /// <param name="seeds">See <see cref="RuleContext.Seeds"/>.</param>
    public TensorLoop(Builder builder, ITensorOp op, Value length, Func<int, Value> argument, Func<Value> result, Func<IReadOnlyList<Value>?>? seeds = null)
    {
        _builder = builder;
        _outside = builder.Block;
        Length = length;
        _argument = argument;
        _resultNow = result;
        _index = new Value(IrType.Int, "i");
        _body = new Block(_index);
        _arguments = op.Arguments.ToArray();
        _result = op is TensorReductionOp reduction ? reduction.Result : null;

        // A scalar stands for itself, so that formulas see literals.
        _places = [.. _arguments.Select(value => value.Type.IsMemory ? new Value(value.Type.Element!) : value)];
        _resultPlace = new Value((op is TensorMapOp map ? map.Memory.Type.Element : _result!.Type)!);
        Context = new TensorContext(new RuleContext(builder, _places, [_resultPlace], Element) { Seeds = seeds ?? (() => null) }, this);
    }

    public TensorContext Context { get; }

    public Value Index => _index;

    public Value Length { get; }

    /// <summary>Begins the body.</summary>
    /// <param name="starts">What the loop adds up, before it.</param>
    /// <param name="factor">The adjoint or tangent at the index, as formulas that sum over it want it.</param>
    /// <returns>What the loop has added up so far.</returns>
    public Value[] Begin(Value[] starts, Func<Value> factor)
    {
        _factor = factor;
        _starts = starts;
        Value[] sums = [.. starts.Select(start => new Value(start.Type, start.Name))];
        _body.Parameters = [_index, .. sums];
        _builder.Block = _body;
        return sums;
    }

    /// <summary>Ends the body, and puts the loop where it belongs.</summary>
    /// <param name="sums">What it has added up.</param>
    public Value[] End(Value[] sums)
    {
        _body.Terminator = Terminator.Yield(sums);
        _builder.Block = _outside;
        return Close(_body, _starts);
    }

    public Value Once(string name, Func<Value> compute)
    {
        if (_once.TryGetValue(name, out Value? known))
            return known;
        Block block = _builder.Block;
        _builder.Block = _outside;
        Value value = compute();
        _builder.Block = block;
        _once.Add(name, value);
        return value;
    }

    public Value Span(int argument) => Once("argument" + Formatting.Invariant(argument), () => _argument(argument));

    public Value ElementOf(Value array) => _builder.Load(array, _index);

    public Value Sum(Func<Value, Value, Value> term) => Once("sum", () =>
    {
        // A loop of its own, in which the elements are others.
        (Value Index, Dictionary<Value, Value> Elements) present = (_index, new(_elements));
        _index = new Value(IrType.Int, "i");
        _elements.Clear();
        Value start = _builder.Constant(0, _resultPlace.Type);
        start.Name = "mean";
        var sum = new Value(start.Type, start.Name);
        var body = new Block(_index, sum);
        _builder.Block = body;
        Value added = term(Element(_resultPlace), _factor!());
        body.Terminator = Terminator.Yield(_builder.Add(sum, added));
        _builder.Block = _outside;
        Value result = Close(body, [start])[0];
        _index = present.Index;
        _elements.Clear();
        foreach (KeyValuePair<Value, Value> element in present.Elements)
            _elements.Add(element.Key, element.Value);
        return result;
    });

    private Value[] Close(Block body, Value[] starts)
    {
        Value zero = _builder.Constant(0);
        Value[] results = [.. starts.Select(start => new Value(start.Type, start.Name))];
        _builder.Append(new ForOp(zero, Length, starts, 1, false, body, results));
        return results;
    }

    private Value Element(Value place)
    {
        if (_elements.TryGetValue(place, out Value? known))
            return known;
        int argument = Array.IndexOf(_places, place);
        Value whole = argument >= 0 ? Span(argument) : Once("result", _resultNow);
        if (!whole.Type.IsMemory)
            return whole;
        Value element = _builder.Load(whole, _index);
        _elements.Add(place, element);
        return element;
    }
}
