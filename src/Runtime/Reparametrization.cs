namespace Fluxion;

/// <summary>A transform of some consecutive elements of a point; the others stay. Its scratch buffers are those of one objective.</summary>
internal sealed class Reparametrization
{
    private readonly Transform _transform;
    private readonly int _from;
    private readonly int _count;
    private readonly int _free;
    private readonly double[] _x;
    private readonly double[] _xDot;
    private readonly double[] _xBar;
    private readonly double[] _product;
    private double[]? _hessian;
    private double[]? _uDot;

    /// <param name="transform">What is done.</param>
    /// <param name="from">The first element.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="total">The number of all elements.</param>
    public Reparametrization(Transform transform, int from, int count, int total)
    {
        (_transform, _from, _count, _free) = (transform, from, count, transform.FreeCount(count));
        _x = new double[total];
        _xDot = new double[total];
        _xBar = new double[total];
        _product = new double[total];
    }

    private int FreeTotal => _x.Length - _count + _free;

    /// <summary>Each free element.</summary>
    public ParameterBlock[] Blocks(string[] names) =>
    [
        .. names[.._from].Concat(_transform.Names(names[_from..(_from + _count)])).Concat(names[(_from + _count)..]).Select(name => new ParameterBlock(name)),
    ];

    /// <summary>The elements that the objective takes; in a buffer that the next call uses again.</summary>
    public ReadOnlySpan<double> Expand(ReadOnlySpan<double> u)
    {
        Keep(u, _x);
        _transform.Apply(Own(u), Part(_x));
        return _x;
    }

    /// <summary>The free elements for those that the objective takes.</summary>
    public bool TryContract(ReadOnlySpan<double> x, Span<double> u)
    {
        Keep(x, u, isBack: true);
        return _transform.TryInvert(x.Slice(_from, _count), u.Slice(_from, _free));
    }

    /// <summary>The free elements again after some of those that the objective takes may have changed; without numbers, none.</summary>
    public bool TryChange(ReadOnlySpan<double> x, Span<double> u)
    {
        ReadOnlySpan<double> part = x.Slice(_from, _count);
        Span<double> own = u.Slice(_from, _free);
        Keep(x, u, isBack: true);
        if (part.SequenceEqual(Part(_x)))
            return true;
        if (part.IndexOfAnyExcept(double.NaN) < 0)
        {
            own.Fill(double.NaN);
            return true;
        }

        return _transform.TryInvert(part, own);
    }

    /// <summary>Bounds of the elements that stay, and those of the others.</summary>
    public double[] Bounds(ReadOnlySpan<double> bounds, double without)
    {
        var free = new double[FreeTotal];
        free.AsSpan().Fill(without);
        Keep(bounds, free, isBack: true);
        return free;
    }

    public double Gradient(ObjectiveGradient gradient, ReadOnlySpan<double> u, Span<double> result)
    {
        double value = gradient(Expand(u), _xBar);
        PullBack(u, _xBar, result);
        return value;
    }

    /// <summary>Jᵀ H J + Σ gₖ ∇²xₖ, a column at a time.</summary>
    public double Hessian(ObjectiveHessian hessian, ReadOnlySpan<double> u, Span<double> gradient, Span<double> result)
    {
        int total = _x.Length, free = FreeTotal;
        _hessian ??= new double[total * total];
        _uDot ??= new double[free];
        double value = hessian(Expand(u), _xBar, _hessian);
        PullBack(u, _xBar, gradient);
        for (int column = 0; column < free; column++)
        {
            _uDot.AsSpan().Clear();
            _uDot[column] = 1;
            Push(u, _uDot);
            for (int i = 0; i < total; i++)
            {
                double sum = 0;
                for (int j = 0; j < total; j++)
                    sum += _hessian[i * total + j] * _xDot[j];
                _product[i] = sum;
            }

            PullBackProduct(u, _uDot, result.Slice(column * free, free));
        }

        // Rounding leaves the two triangles different in the last digits.
        for (int row = 0; row < free; row++)
        {
            for (int column = 0; column < row; column++)
                result[row * free + column] = result[column * free + row];
        }

        return value;
    }

    public double HessianVector(ObjectiveGradient gradient, ObjectiveHessianVector hessianVector, ReadOnlySpan<double> u, ReadOnlySpan<double> direction, Span<double> result)
    {
        _ = gradient(Expand(u), _xBar);
        Push(u, direction);
        double value = hessianVector(_x, _xDot, _product);
        PullBackProduct(u, direction, result);
        return value;
    }

    /// <summary>The direction of the elements that the objective takes, after <see cref="Expand"/>; in a buffer that the next call uses again.</summary>
    public ReadOnlySpan<double> Push(ReadOnlySpan<double> u, ReadOnlySpan<double> uDot)
    {
        Keep(uDot, _xDot);
        _transform.Tangent(Own(u), Part(_x), Own(uDot), Part(_xDot));
        return _xDot;
    }

    private void PullBack(ReadOnlySpan<double> u, double[] xBar, Span<double> uBar)
    {
        Keep(xBar, uBar, isBack: true);
        _transform.Pullback(Own(u), Part(_x), Part(xBar), uBar.Slice(_from, _free));
    }

    private void PullBackProduct(ReadOnlySpan<double> u, ReadOnlySpan<double> uDot, Span<double> product)
    {
        PullBack(u, _product, product);
        _transform.AddCurvature(Own(u), Part(_x), Own(uDot), Part(_xDot), Part(_xBar), product.Slice(_from, _free));
    }

    // The elements before and behind those of the transform.
    private void Keep(ReadOnlySpan<double> source, Span<double> target, bool isBack = false)
    {
        source[.._from].CopyTo(target);
        source[(_from + (isBack ? _count : _free))..].CopyTo(target[(_from + (isBack ? _free : _count))..]);
    }

    private ReadOnlySpan<double> Own(ReadOnlySpan<double> u) => u.Slice(_from, _free);

    private Span<double> Part(double[] x) => x.AsSpan(_from, _count);
}
