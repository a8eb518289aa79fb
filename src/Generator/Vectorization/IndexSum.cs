using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>A whole number as a sum of products of values: what differs in form only is equal. Arithmetic wraps around, here as there.</summary>
internal sealed class IndexSum
{
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);

    private IndexSum()
    {
    }

    public static IndexSum Zero { get; } = new();

    public static IndexSum Of(int number) => Single("", number);

    /// <summary>Whether it is the same whatever the values are.</summary>
    public int? Constant => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms.TryGetValue("", out int only) ? only : null;

    /// <param name="value">An <c>int</c>.</param>
    /// <param name="names">Gives each value that is no sum, difference or product a name of its own.</param>
    public static IndexSum Of(Value value, ValueNames names) => value.Definition switch
    {
        ConstantOp { Content: int number } => Single("", number),
        ArithmeticOp { IsChecked: false, Code: Operator.Add, Operands: [var a, var b] } => Of(a, names).Plus(Of(b, names), 1),
        ArithmeticOp { IsChecked: false, Code: Operator.Subtract, Operands: [var a, var b] } => Of(a, names).Plus(Of(b, names), -1),
        ArithmeticOp { IsChecked: false, Code: Operator.Multiply, Operands: [var a, var b] } => Of(a, names).Times(Of(b, names)),
        _ => Single(names[value], 1),
    };

    /// <summary>The sum of this and a multiple of another one.</summary>
    public IndexSum Plus(IndexSum other, int factor)
    {
        var sum = new IndexSum();
        foreach (KeyValuePair<string, int> term in _terms)
            sum.Add(term.Key, term.Value);
        foreach (KeyValuePair<string, int> term in other._terms)
            sum.Add(term.Key, unchecked(factor * term.Value));
        return sum;
    }

    /// <summary>How often a value is in it, by itself.</summary>
    public int Count(string name) => _terms.TryGetValue(name, out int count) ? count : 0;

    /// <summary>Whether a value is in it, be it in a product.</summary>
    public bool Contains(string name) => _terms.Keys.Any(key => key.Split('*').Contains(name));

    /// <summary>Whether it is another one, which is not 0, once, twice or more often, or less than nothing times.</summary>
    public bool IsMultipleOf(IndexSum other)
    {
        if (_terms.Count == 0 || other._terms.Count == 0)
            return false;
        KeyValuePair<string, int> first = other._terms.First();
        int own = Count(first.Key);
        return own != 0 && own % first.Value == 0 && Plus(other, -(own / first.Value))._terms.Count == 0;
    }

    private static IndexSum Single(string key, int count)
    {
        var single = new IndexSum();
        single.Add(key, count);
        return single;
    }

    private IndexSum Times(IndexSum other)
    {
        var product = new IndexSum();
        foreach (KeyValuePair<string, int> a in _terms)
        {
            foreach (KeyValuePair<string, int> b in other._terms)
            {
                string[] factors = [.. $"{a.Key}*{b.Key}".Split('*').Where(factor => factor.Length > 0).OrderBy(factor => factor, StringComparer.Ordinal)];
                product.Add(string.Join("*", factors), unchecked(a.Value * b.Value));
            }
        }

        return product;
    }

    private void Add(string key, int count)
    {
        count = unchecked(Count(key) + count);
        if (count == 0)
            _terms.Remove(key);
        else
            _terms[key] = count;
    }
}

/// <summary>A name for each value; lengths of one memory have one.</summary>
internal sealed class ValueNames
{
    private readonly Dictionary<Value, int> _numbers = [];

    public string this[Value value]
    {
        get
        {
            if (value.Definition is LengthOp { Memory.Type.IsResizable: false } length)
                return $"{this[length.Memory]}.{Formatting.Invariant(length.Dimension)}";
            if (!_numbers.TryGetValue(value, out int number))
                _numbers.Add(value, number = _numbers.Count);
            return Formatting.Invariant(number);
        }
    }
}
