using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Lowering;

/// <summary>A place for one scalar or handle, which has a value, its present one, at every point of the program.</summary>
/// <param name="name">The user's name for it; null for what has none.</param>
/// <param name="type">The type of its values.</param>
/// <param name="order">Slots declared later have higher numbers: a branch forgets those that are declared inside it.</param>
internal sealed class Slot(string? name, IrType type, int order)
{
    public string? Name { get; } = name;

    public IrType Type { get; } = type;

    public int Order { get; } = order;

    /// <summary>Of an inline array: the number of elements. Its array stays the same; what is assigned is copied into it. 0 for all others.</summary>
    public int Count { get; init; }
}

/// <summary>A user's variable: one slot, or, for a tuple, a variable for each element.</summary>
internal sealed class Variable
{
    public Variable(Slot slot) => Slot = slot;

    public Variable(Variable[] elements) => Elements = elements;

    public Slot? Slot { get; }

    public Variable[]? Elements { get; }

    /// <summary>All slots, in order.</summary>
    public IEnumerable<Slot> Slots => Slot is not null ? [Slot] : Elements!.SelectMany(element => element.Slots);
}

/// <summary>What an expression gives: one value, or, for a tuple, the content of each element.</summary>
internal sealed class Content
{
    public Content(Value value) => Value = value;

    public Content(Content[] elements) => Elements = elements;

    public Value? Value { get; }

    public Content[]? Elements { get; }

    /// <summary>All values, in order.</summary>
    public IEnumerable<Value> Values => Value is not null ? [Value] : Elements!.SelectMany(element => element.Values);

    /// <summary>The same shape with other values.</summary>
    public Content With(Queue<Value> values) =>
        Value is not null ? new Content(values.Dequeue()) : new Content([.. Elements!.Select(element => element.With(values))]);
}

/// <summary>The present values of slots.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<Slot, Value> _values;

    public Bindings() => _values = [];

    private Bindings(Dictionary<Slot, Value> values) => _values = values;

    public IEnumerable<Slot> Slots => _values.Keys;

    public Value? this[Slot slot]
    {
        get => _values.TryGetValue(slot, out Value? value) ? value : null;
        set
        {
            if (value is null)
                _values.Remove(slot);
            else
                _values[slot] = value;
        }
    }

    public Bindings Copy() => new(new Dictionary<Slot, Value>(_values));
}
