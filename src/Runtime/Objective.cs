using Fluxion.CompilerServices;

namespace Fluxion;

/// <summary>
/// A scalar function of flattened parameters with its gradient, a start, the parameters' names and the way back to their own
/// types. The companion <c>Objective_F</c> of a marked method makes one.
/// </summary>
/// <remarks>
/// The order of elements is that of the parameters' declaration, arrays in place, matrices row by row. An objective reuses scratch
/// buffers from call to call: it must not be called from several threads at once, and throws an <see cref="InvalidOperationException"/> where it is. Each call of <c>Objective_F</c> makes an
/// objective with buffers of its own. A sum of objectives evaluates its parts over several threads: <see cref="Objective.Sum{T}(IEnumerable{Objective{T}}, int)"/>.
/// </remarks>
/// <typeparam name="T">The type of the parameters: a tuple of the differentiated parameters, or the single one.</typeparam>
public partial class Objective<T>
{
    private readonly string[] _names;
    private readonly ParameterBlock[] _blocks;
    private readonly ObjectiveValue _value;
    private readonly ObjectiveGradient _gradient;
    private readonly ObjectiveParameters<T> _parameters;
    private readonly ObjectiveFlattening<T>? _flatten;

    // Copies with another start or other bounds are made and then changed, before anybody sees them.
    private double[] _start;
    private double[]? _lower;
    private double[]? _upper;
    private ObjectiveReport? _reporting;
    private int _isEvaluating;

    /// <summary>Makes an objective.</summary>
    /// <param name="name">What is evaluated; used in printed results.</param>
    /// <param name="blocks">The parameters, in the order in which they are flattened.</param>
    /// <param name="start">The start, flattened; as many elements as the blocks have together. It is copied.</param>
    /// <param name="value">Evaluates the function.</param>
    /// <param name="gradient">Evaluates the function and overwrites the gradient.</param>
    /// <param name="parameters">Turns a flattened point into the parameters' own types.</param>
    /// <param name="flatten">The way back, for <see cref="Flatten"/>, bounds and fixed values; objectives that generated code makes have it.</param>
    /// <exception cref="ArgumentException"><paramref name="start"/> does not have as many elements as <paramref name="blocks"/>.</exception>
    public Objective(
        string name,
        ReadOnlySpan<ParameterBlock> blocks,
        ReadOnlySpan<double> start,
        ObjectiveValue value,
        ObjectiveGradient gradient,
        ObjectiveParameters<T> parameters,
        ObjectiveFlattening<T>? flatten = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        _blocks = blocks.ToArray();
        _names = ElementNames(_blocks);
        Buffers.CheckLength(start.Length, _names.Length, nameof(start), nameof(blocks));
        _start = start.ToArray();
        _value = value;
        _gradient = gradient;
        _parameters = parameters;
        _flatten = flatten;
        _scratch = [this];
    }

    /// <summary>What is evaluated: the name of the marked method.</summary>
    public string Name { get; }

    /// <summary>The names of the elements of a point, such as <c>beta[0]</c> and <c>logSigma</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The parameters with their shapes, in the order in which they are flattened.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>The number of elements of a point.</summary>
    public int Count => _start.Length;

    /// <summary>The start, flattened.</summary>
    public ReadOnlySpan<double> Start => _start;

    /// <summary>The start in the parameters' own types; a copy.</summary>
    public T StartParameters => _parameters(_start);

    /// <summary>Whether some element has a bound.</summary>
    public bool IsBounded => _lower is not null;

    /// <summary>The lower bound of each element, −∞ where there is none; within them, and the upper ones, a method must stay.</summary>
    public ReadOnlySpan<double> Lower => _lower ?? Unbounded(double.NegativeInfinity);

    /// <summary>The upper bound of each element, +∞ where there is none.</summary>
    public ReadOnlySpan<double> Upper => _upper ?? Unbounded(double.PositiveInfinity);

    /// <summary>Evaluates the function.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Count"/> elements.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="point"/> does not have <see cref="Count"/> elements.</exception>
    public double Value(ReadOnlySpan<double> point)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Enter();
        try
        {
            return _value(point);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Evaluates the function and its gradient.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Count"/> elements.</param>
    /// <param name="gradient">Receives the partial derivatives, overwritten: <see cref="Count"/> elements apart from <paramref name="point"/>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A length is not <see cref="Count"/>, or the two overlap; nothing has been written.</exception>
    public double Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(gradient.Length, Count, nameof(gradient), Name);
        Buffers.CheckNoOverlap<double>(gradient, point, nameof(gradient), nameof(point));
        Enter();
        try
        {
            return _gradient(point, gradient);
        }
        finally
        {
            Leave();
        }
    }

    // Two evaluations at once would give wrong numbers: they share buffers.
    private protected void Enter()
    {
        if (Interlocked.Exchange(ref _isEvaluating, 1) != 0)
        {
            throw new InvalidOperationException(
                $"{Name} is being evaluated by another thread, and an objective reuses its buffers. Make an objective for each thread, or use Objective.Sum, which has threads of its own.");
        }
    }

    private protected void Leave() => Volatile.Write(ref _isEvaluating, 0);

    /// <summary>What the method reports by <see cref="Derivative.Report(double, string)"/>; null where it reports nothing. Generated code sets it.</summary>
    public ObjectiveReport? Reporting
    {
        init => _reporting = value;
    }

    /// <summary>What the method reports at a point.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Count"/> elements.</param>
    /// <returns>The values, with derivatives with respect to the elements of the point; empty where the method reports nothing.</returns>
    /// <exception cref="ArgumentException"><paramref name="point"/> does not have <see cref="Count"/> elements.</exception>
    public DerivativeReport Report(ReadOnlySpan<double> point)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        return _reporting?.Invoke(point) ?? new DerivativeReport([], [], new double[0, Count]);
    }

    /// <summary>Turns a flattened point into the parameters' own types.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Count"/> elements.</param>
    /// <returns>The parameters; a copy.</returns>
    /// <exception cref="ArgumentException"><paramref name="point"/> does not have <see cref="Count"/> elements.</exception>
    public T Parameters(ReadOnlySpan<double> point)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        return _parameters(point);
    }

    /// <summary>Flattens parameters: the way back from <see cref="Parameters"/>.</summary>
    /// <param name="parameters">The parameters. An array that is null leaves its elements of <paramref name="point"/> as they are.</param>
    /// <param name="point">Receives the elements: <see cref="Count"/>.</param>
    /// <exception cref="ArgumentException">
    /// An array does not have the shape that the objective was made with, or elements that are tied have different values.
    /// </exception>
    /// <exception cref="NotSupportedException">The objective was made without <c>flatten</c>.</exception>
    public void Flatten(T parameters, Span<double> point)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        if (_flatten is null)
            throw new NotSupportedException($"{Name} does not know how to flatten its parameters: it was made without 'flatten'.");
        _flatten(parameters, point);
    }

    /// <summary>The name with its parameters and their shapes.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", (object[])_blocks)})";

    private double[] Unbounded(double bound)
    {
        var bounds = new double[Count];
        bounds.AsSpan().Fill(bound);
        return bounds;
    }

    private static string[] ElementNames(ParameterBlock[] blocks)
    {
        var names = new List<string>();
        foreach (ParameterBlock block in blocks)
        {
            ArgumentNullException.ThrowIfNull(block, nameof(blocks));
            for (int i = 0; i < block.Count; i++)
                names.Add(block.ElementName(i));
        }
        return [.. names];
    }
}
