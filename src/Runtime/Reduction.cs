namespace Fluxion;

/// <summary>Which elements of a point are fixed, and which are one and the same. Its scratch buffers are those of one objective.</summary>
internal sealed class Reduction
{
    /// <summary>Stands between the names of elements that are one.</summary>
    public const string Equal = " = ";

    private const int Fixed = -1;

    private readonly int[] _places;
    private readonly int[] _first;
    private readonly double[] _full;
    private readonly double[] _direction;
    private readonly double[] _product;
    private double[]? _hessian;

    private Reduction(int[] places, double[] values, string[] names)
    {
        _places = places;
        _full = values;
        _direction = new double[places.Length];
        _product = new double[places.Length];
        int count = places.Length == 0 ? 0 : places.Max() + 1;
        _first = new int[count];
        var common = new string[count];
        for (int i = places.Length - 1; i >= 0; i--)
        {
            if (places[i] == Fixed)
                continue;
            _first[places[i]] = i;
            common[places[i]] = common[places[i]] is { } others ? names[i] + Equal + others : names[i];
        }

        Blocks = [.. common.Select(name => new ParameterBlock(name))];
    }

    /// <summary>Each free element.</summary>
    public ParameterBlock[] Blocks { get; }

    /// <param name="values">The values of the fixed elements, NaN for the others.</param>
    /// <param name="names">The names of all.</param>
    public static Reduction Fixing(double[] values, string[] names)
    {
        int count = 0;
        return new Reduction([.. values.Select(value => double.IsNaN(value) ? count++ : Fixed)], values, names);
    }

    /// <param name="labels">The same for elements that are one, NaN for an element on its own.</param>
    /// <param name="names">The names of all.</param>
    public static Reduction Tying(double[] labels, string[] names)
    {
        var known = new Dictionary<double, int>();
        int count = 0;
        return new Reduction([.. labels.Select(Place)], new double[labels.Length], names);

        int Place(double label)
        {
            if (double.IsNaN(label))
                return count++;
            if (!known.TryGetValue(label, out int place))
                known.Add(label, place = count++);
            return place;
        }
    }

    /// <summary>All elements; in a buffer that the next call uses again.</summary>
    public ReadOnlySpan<double> Expand(ReadOnlySpan<double> point)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] != Fixed)
                _full[i] = point[_places[i]];
        }

        return _full;
    }

    /// <summary>Of elements that are one, the first.</summary>
    public double[] FirstOf(double[] full) => [.. _first.Select(i => full[i])];

    /// <summary>The bound of each free element: the narrowest of those it stands for.</summary>
    public double[] Narrowest(double[] bounds, bool isLower)
    {
        double[] narrowest = FirstOf(bounds);
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] != Fixed)
                narrowest[_places[i]] = isLower ? Math.Max(narrowest[_places[i]], bounds[i]) : Math.Min(narrowest[_places[i]], bounds[i]);
        }

        return narrowest;
    }

    /// <summary>The free elements of a point. Those that are one must have one value; what is fixed does not count.</summary>
    public void Contract(double[] full, Span<double> point, string[] names)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] == Fixed)
                continue;
            int first = _first[_places[i]];
            if (!full[i].Equals(full[first]))
                throw new ArgumentException(FormattableString.Invariant($"{names[first]} and {names[i]} are tied, but here they are {full[first]} and {full[i]}."));
            point[_places[i]] = full[first];
        }
    }

    /// <summary>The gradient by the free elements: the sum over those that are one.</summary>
    public double Gradient(ObjectiveGradient gradient, ReadOnlySpan<double> point, Span<double> result)
    {
        double value = gradient(Expand(point), _product);
        Sum(_product, result);
        return value;
    }

    /// <summary>The Hessian by the free elements: the sum over those that are one, of rows and of columns.</summary>
    public double Hessian(ObjectiveHessian hessian, ReadOnlySpan<double> point, Span<double> gradient, Span<double> result)
    {
        int full = _places.Length, count = _first.Length;
        _hessian ??= new double[full * full];
        double value = hessian(Expand(point), _product, _hessian);
        Sum(_product, gradient);
        result.Clear();
        for (int i = 0; i < full; i++)
        {
            if (_places[i] == Fixed)
                continue;
            for (int j = 0; j <= i; j++)
            {
                if (_places[j] == Fixed)
                    continue;
                double second = _hessian[i * full + j];
                result[_places[i] * count + _places[j]] += second;
                if (i != j)
                    result[_places[j] * count + _places[i]] += second;
            }
        }

        return value;
    }

    /// <summary>The product with a direction of the free elements, in which the fixed ones rest.</summary>
    public double HessianVector(ObjectiveHessianVector hessianVector, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        double value = hessianVector(Expand(point), Push(direction), _product);
        Sum(_product, result);
        return value;
    }

    /// <summary>A direction of all elements; in a buffer that the next call uses again.</summary>
    public ReadOnlySpan<double> Push(ReadOnlySpan<double> direction)
    {
        for (int i = 0; i < _places.Length; i++)
            _direction[i] = _places[i] == Fixed ? 0 : direction[_places[i]];
        return _direction;
    }

    private void Sum(double[] full, Span<double> result)
    {
        result.Clear();
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i] != Fixed)
                result[_places[i]] += full[i];
        }
    }
}
