using Fluxion.CompilerServices;

namespace Fluxion;

/// <summary>
/// Residuals as functions of flattened parameters. As an objective it is half the sum of their squares, ½ Σ rᵢ², whose gradient is Jᵀ r: what
/// methods for least squares minimise, and half of what statistics calls the residual sum of squares. The companion <c>LeastSquares_F</c> of a marked
/// method that returns an array makes one.
/// </summary>
/// <typeparam name="T">The type of the parameters: a tuple of the differentiated parameters, or the single one.</typeparam>
public partial class LeastSquares<T> : Objective<T>
{
    private readonly LeastSquaresResiduals _residuals;
    private readonly LeastSquaresTangent _tangent;
    private readonly Func<double[], double> _halfSumOfSquares;
    private readonly double[] _direction;
    private int? _residualCount;

    /// <summary>Makes an objective.</summary>
    /// <param name="name">What is evaluated; used in printed results.</param>
    /// <param name="blocks">The parameters, in the order in which they are flattened.</param>
    /// <param name="start">The start, flattened; as many elements as the blocks have together. It is copied.</param>
    /// <param name="residuals">Evaluates the residuals.</param>
    /// <param name="tangent">Evaluates the residuals and how they change in a direction.</param>
    /// <param name="gradient">Evaluates half the sum of squares and overwrites its gradient.</param>
    /// <param name="parameters">Turns a flattened point into the parameters' own types.</param>
    /// <param name="flatten">The way back, for <see cref="Objective{T}.Flatten"/>, bounds and fixed values; objectives that generated code makes have it.</param>
    /// <exception cref="ArgumentException"><paramref name="start"/> does not have as many elements as <paramref name="blocks"/>.</exception>
    public LeastSquares(
        string name,
        ReadOnlySpan<ParameterBlock> blocks,
        ReadOnlySpan<double> start,
        LeastSquaresResiduals residuals,
        LeastSquaresTangent tangent,
        ObjectiveGradient gradient,
        ObjectiveParameters<T> parameters,
        ObjectiveFlattening<T>? flatten = null)
        : this(name, blocks, start, residuals, tangent, gradient, parameters, flatten, Buffers.HalfSumOfSquares)
    {
    }

    // A sum adds up each part's squares first.
    private LeastSquares(
        string name,
        ReadOnlySpan<ParameterBlock> blocks,
        ReadOnlySpan<double> start,
        LeastSquaresResiduals residuals,
        LeastSquaresTangent tangent,
        ObjectiveGradient gradient,
        ObjectiveParameters<T> parameters,
        ObjectiveFlattening<T>? flatten,
        Func<double[], double> halfSumOfSquares)
        : base(name, blocks, start, point => halfSumOfSquares(residuals(point)), gradient, parameters, flatten)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(tangent);
        _residuals = residuals;
        _tangent = tangent;
        _halfSumOfSquares = halfSumOfSquares;
        _direction = new double[Count];
    }

    /// <summary>The number of residuals. The first time it is asked for, the function is evaluated at the start.</summary>
    public int ResidualCount => _residualCount ??= _residuals(Start).Length;

    /// <summary>Evaluates the residuals.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="residuals">Receives the residuals, overwritten: <see cref="ResidualCount"/> elements.</param>
    /// <returns>Half the sum of their squares.</returns>
    /// <exception cref="ArgumentException">A length is another; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The function returns more or fewer residuals than at the start.</exception>
    public double Residuals(ReadOnlySpan<double> point, Span<double> residuals)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(residuals.Length, ResidualCount, nameof(residuals), "the vector of residuals");
        return Keep(_residuals(point), residuals);
    }

    /// <summary>Evaluates the residuals and their Jacobian, a column at a time.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="residuals">Receives the residuals, overwritten: <see cref="ResidualCount"/> elements.</param>
    /// <param name="jacobian">
    /// Receives the partial derivatives, overwritten: a row for each residual, a column for each element of the point, <see cref="ResidualCount"/> times
    /// <see cref="Objective{T}.Count"/> elements row by row.
    /// </param>
    /// <returns>Half the sum of the residuals' squares.</returns>
    /// <exception cref="ArgumentException">A length is another, or buffers overlap; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The function returns more or fewer residuals than at the start.</exception>
    public double Jacobian(ReadOnlySpan<double> point, Span<double> residuals, Span<double> jacobian)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(residuals.Length, ResidualCount, nameof(residuals), "the vector of residuals");
        Buffers.CheckLength(jacobian.Length, checked(ResidualCount * Count), nameof(jacobian), "the Jacobian");
        Buffers.CheckNoOverlap<double>(residuals, point, nameof(residuals), nameof(point));
        Buffers.CheckNoOverlap<double>(jacobian, point, nameof(jacobian), nameof(point));
        Buffers.CheckNoOverlap<double>(jacobian, residuals, nameof(jacobian), nameof(residuals));
        if (Count == 0)
            return Keep(_residuals(point), residuals);
        double value = 0;
        for (int column = 0; column < Count; column++)
        {
            _direction.AsSpan().Clear();
            _direction[column] = 1;
            (double[] at, double[] change) = _tangent(point, _direction);
            if (column == 0)
                value = Keep(at, residuals);
            CheckCount(change);
            for (int row = 0; row < change.Length; row++)
                jacobian[row * Count + column] = change[row];
        }

        return value;
    }

    /// <summary>As <see cref="Jacobian(ReadOnlySpan{double}, Span{double}, Span{double})"/>, into buffers that are made where they do not have the right lengths.</summary>
    internal double Jacobian(ReadOnlySpan<double> point, ref double[] residuals, ref double[] jacobian)
    {
        // Not at the start, which may lie outside the domain where the point does not.
        int rows = _residualCount ??= _residuals(point).Length;
        if (residuals.Length != rows)
            (residuals, jacobian) = (new double[rows], new double[checked(rows * Count)]);
        return Jacobian(point, residuals.AsSpan(), jacobian.AsSpan());
    }

    /// <summary>Evaluates the residuals and the product of their Jacobian with a direction, without forming it.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="direction">The direction: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="product">Receives how the residuals change in the direction, overwritten: <see cref="ResidualCount"/> elements.</param>
    /// <returns>Half the sum of the residuals' squares.</returns>
    /// <exception cref="ArgumentException">A length is another; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The function returns more or fewer residuals than at the start.</exception>
    public double JacobianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(direction.Length, Count, nameof(direction), Name);
        Buffers.CheckLength(product.Length, ResidualCount, nameof(product), "the vector of residuals");
        (double[] at, double[] change) = _tangent(point, direction);
        CheckCount(change);
        change.CopyTo(product);
        return _halfSumOfSquares(at);
    }

    /// <inheritdoc/>
    public override LeastSquares<T> WithStart(T start) => (LeastSquares<T>)base.WithStart(start);

    /// <inheritdoc/>
    public override LeastSquares<T> WithStart(ReadOnlySpan<double> start) => (LeastSquares<T>)base.WithStart(start);

    /// <inheritdoc/>
    public override LeastSquares<T> WithBounds(T lower, T upper) => (LeastSquares<T>)base.WithBounds(lower, upper);

    /// <inheritdoc/>
    public override LeastSquares<T> WithBounds(string name, double lower, double upper) => (LeastSquares<T>)base.WithBounds(name, lower, upper);

    /// <inheritdoc/>
    public override LeastSquares<T> Fix(params string[] names) => (LeastSquares<T>)base.Fix(names);

    /// <inheritdoc/>
    public override LeastSquares<T> Fix(T values) => (LeastSquares<T>)base.Fix(values);

    /// <inheritdoc/>
    public override LeastSquares<T> Tie(params string[] names) => (LeastSquares<T>)base.Tie(names);

    /// <inheritdoc/>
    public override LeastSquares<T> Tie(T labels) => (LeastSquares<T>)base.Tie(labels);

    /// <inheritdoc/>
    public override LeastSquares<T> Transform(string name, Transform transform) => (LeastSquares<T>)base.Transform(name, transform);

    private protected override LeastSquares<T> Reduce(Reduction reduction) => Derived(
        base.Reduce(reduction),
        point => _residuals(reduction.Expand(point)),
        (point, direction) => _tangent(reduction.Expand(point), reduction.Push(direction)),
        Flattening(reduction));

    private protected override LeastSquares<T> Reparametrize(Reparametrization reparametrization, double[] start) => Derived(
        base.Reparametrize(reparametrization, start),
        point => _residuals(reparametrization.Expand(point)),
        (point, direction) => _tangent(reparametrization.Expand(point), reparametrization.Push(point, direction)),
        Flattening(reparametrization));

    private LeastSquares<T> Derived(Objective<T> plain, LeastSquaresResiduals residuals, LeastSquaresTangent tangent, ObjectiveFlattening<T>? flatten) =>
        new(Name, [.. plain.Blocks], plain.Start, residuals, tangent, plain.Gradient, plain.Parameters, flatten, _halfSumOfSquares);

    private double Keep(double[] at, Span<double> residuals)
    {
        CheckCount(at);
        at.CopyTo(residuals);
        return _halfSumOfSquares(at);
    }

    private void CheckCount(double[] residuals)
    {
        if (residuals.Length != ResidualCount)
            throw new InvalidOperationException(FormattableString.Invariant($"{Name} returns {residuals.Length} residuals here and {ResidualCount} at the start."));
    }
}
