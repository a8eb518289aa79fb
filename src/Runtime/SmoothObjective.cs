using Fluxion.CompilerServices;

namespace Fluxion;

/// <summary>
/// An objective with second derivatives: the whole Hessian, and its product with a direction, which costs about as much as two gradients however
/// many elements a point has. The companion <c>Objective_F</c> of a method marked with <c>Order = 2</c> makes one.
/// </summary>
/// <typeparam name="T">The type of the parameters: a tuple of the differentiated parameters, or the single one.</typeparam>
public partial class SmoothObjective<T> : Objective<T>
{
    private readonly ObjectiveHessian _hessian;
    private readonly ObjectiveHessianVector _hessianVector;

    /// <summary>Makes an objective.</summary>
    /// <param name="name">What is evaluated; used in printed results.</param>
    /// <param name="blocks">The parameters, in the order in which they are flattened.</param>
    /// <param name="start">The start, flattened; as many elements as the blocks have together. It is copied.</param>
    /// <param name="value">Evaluates the function.</param>
    /// <param name="gradient">Evaluates the function and overwrites the gradient.</param>
    /// <param name="hessian">Evaluates the function and overwrites gradient and Hessian.</param>
    /// <param name="hessianVector">Evaluates the function and overwrites the product of its Hessian with a direction.</param>
    /// <param name="parameters">Turns a flattened point into the parameters' own types.</param>
    /// <param name="flatten">The way back, for <see cref="Objective{T}.Flatten"/>, bounds and fixed values; objectives that generated code makes have it.</param>
    /// <exception cref="ArgumentException"><paramref name="start"/> does not have as many elements as <paramref name="blocks"/>.</exception>
    public SmoothObjective(
        string name,
        ReadOnlySpan<ParameterBlock> blocks,
        ReadOnlySpan<double> start,
        ObjectiveValue value,
        ObjectiveGradient gradient,
        ObjectiveHessian hessian,
        ObjectiveHessianVector hessianVector,
        ObjectiveParameters<T> parameters,
        ObjectiveFlattening<T>? flatten = null)
        : base(name, blocks, start, value, gradient, parameters, flatten)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        ArgumentNullException.ThrowIfNull(hessianVector);
        _hessian = hessian;
        _hessianVector = hessianVector;
    }

    /// <summary>Evaluates the function, its gradient and its Hessian.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="gradient">Receives the partial derivatives, overwritten: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="hessian">Receives the second ones, overwritten: <see cref="Objective{T}.Count"/> squared elements, row by row, exactly symmetric.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A length does not belong to <see cref="Objective{T}.Count"/>, or two of the three overlap; nothing has been written.</exception>
    public double Hessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(gradient.Length, Count, nameof(gradient), Name);
        Buffers.CheckLength(hessian.Length, checked(Count * Count), nameof(hessian), "the Hessian");
        Buffers.CheckNoOverlap<double>(gradient, point, nameof(gradient), nameof(point));
        Buffers.CheckNoOverlap<double>(hessian, point, nameof(hessian), nameof(point));
        Buffers.CheckNoOverlap<double>(hessian, gradient, nameof(hessian), nameof(gradient));
        Enter();
        try
        {
            return _hessian(point, gradient, hessian);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Evaluates the function and the product of its Hessian with a direction, without forming the Hessian.</summary>
    /// <param name="point">The arguments, flattened: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="direction">The direction: <see cref="Objective{T}.Count"/> elements.</param>
    /// <param name="product">Receives how the gradient changes in the direction, overwritten: <see cref="Objective{T}.Count"/> elements apart from the others.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A length is not <see cref="Objective{T}.Count"/>, or <paramref name="product"/> overlaps another; nothing has been written.</exception>
    public double HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> product)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        Buffers.CheckLength(direction.Length, Count, nameof(direction), Name);
        Buffers.CheckLength(product.Length, Count, nameof(product), Name);
        Buffers.CheckNoOverlap<double>(product, point, nameof(product), nameof(point));
        Buffers.CheckNoOverlap<double>(product, direction, nameof(product), nameof(direction));
        Enter();
        try
        {
            return _hessianVector(point, direction, product);
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc/>
    public override SmoothObjective<T> WithStart(T start) => (SmoothObjective<T>)base.WithStart(start);

    /// <inheritdoc/>
    public override SmoothObjective<T> WithStart(ReadOnlySpan<double> start) => (SmoothObjective<T>)base.WithStart(start);

    /// <inheritdoc/>
    public override SmoothObjective<T> WithBounds(T lower, T upper) => (SmoothObjective<T>)base.WithBounds(lower, upper);

    /// <inheritdoc/>
    public override SmoothObjective<T> WithBounds(string name, double lower, double upper) => (SmoothObjective<T>)base.WithBounds(name, lower, upper);

    /// <inheritdoc/>
    public override SmoothObjective<T> Fix(params string[] names) => (SmoothObjective<T>)base.Fix(names);

    /// <inheritdoc/>
    public override SmoothObjective<T> Fix(T values) => (SmoothObjective<T>)base.Fix(values);

    /// <inheritdoc/>
    public override SmoothObjective<T> Tie(params string[] names) => (SmoothObjective<T>)base.Tie(names);

    /// <inheritdoc/>
    public override SmoothObjective<T> Tie(T labels) => (SmoothObjective<T>)base.Tie(labels);

    /// <inheritdoc/>
    public override SmoothObjective<T> Transform(string name, Transform transform) => (SmoothObjective<T>)base.Transform(name, transform);

    private protected override SmoothObjective<T> Reparametrize(Reparametrization reparametrization, double[] start)
    {
        Objective<T> plain = base.Reparametrize(reparametrization, start);
        return new SmoothObjective<T>(
            Name,
            [.. plain.Blocks],
            start,
            plain.Value,
            plain.Gradient,
            hessian: (point, gradient, hessian) => reparametrization.Hessian(_hessian, point, gradient, hessian),
            hessianVector: (point, direction, product) => reparametrization.HessianVector(Gradient, _hessianVector, point, direction, product),
            plain.Parameters,
            Flattening(reparametrization));
    }

    private protected override SmoothObjective<T> Reduce(Reduction reduction)
    {
        Objective<T> plain = base.Reduce(reduction);
        return new SmoothObjective<T>(
            Name,
            reduction.Blocks,
            plain.Start,
            plain.Value,
            plain.Gradient,
            hessian: (point, gradient, hessian) => reduction.Hessian(_hessian, point, gradient, hessian),
            hessianVector: (point, direction, product) => reduction.HessianVector(_hessianVector, point, direction, product),
            plain.Parameters,
            Flattening(reduction));
    }
}
