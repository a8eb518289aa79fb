namespace Fluxion.Optimization;

/// <summary>
/// A quadratic through the values at 2n + 1 points: of all such, the one whose Hessian differs least from that of the model before, in the norm of Frobenius (M. J. D.
/// Powell, <i>Least Frobenius norm updating of quadratic models that satisfy interpolation conditions</i>, Math. Programming 100 (2004) 183–215).
/// </summary>
/// <remarks>
/// With u = (x − base)/scale, a change of the model is c + gᵀ·u + ½·Σ λₖ·(uₖᵀ·u)². Its coefficients solve a linear system with the symmetric matrix [[A, Xᵀ], [X, 0]], where
/// Aₖₗ = ½·(uₖᵀ·uₗ)² and the columns of X are (1, uₖ). The columns of its inverse are the Lagrange polynomials.
/// </remarks>
internal sealed class InterpolationModel
{
    /// <summary>The largest difference between model and values, relative to the differences of the values.</summary>
    private const double Accuracy = 1e-6;

    private readonly int _count;
    private readonly int _size;
    private readonly double[] _base;
    private readonly double[][] _offsets;
    private double[,] _inverse = new double[0, 0];
    private double _scale;

    /// <param name="points">2n + 1 points; the model is 0 before it has seen their values.</param>
    /// <param name="values">The values there.</param>
    public InterpolationModel(double[][] points, double[] values)
    {
        (Points, Values) = (points, values);
        _count = points[0].Length;
        _size = points.Length + 1 + _count;
        _base = new double[_count];
        _offsets = [.. points.Select(point => new double[point.Length])];
        Best = values.AsSpan().IndexOf(values.Min());
        Gradient = new double[_count];
        Hessian = new double[_count * _count];
    }

    /// <summary>The points that it goes through.</summary>
    public double[][] Points { get; }

    /// <summary>The values there.</summary>
    public double[] Values { get; }

    /// <summary>The index of the lowest value.</summary>
    public int Best { get; private set; }

    /// <summary>The point of the lowest value.</summary>
    public double[] BestPoint => Points[Best];

    /// <summary>The model's gradient at that point.</summary>
    public double[] Gradient { get; }

    /// <summary>Its Hessian, row by row.</summary>
    public double[] Hessian { get; }

    /// <summary>Changes the model as little as possible so that it has all values; false where the points do not lie well enough for that.</summary>
    public bool TryUpdate()
    {
        BestPoint.CopyTo(_base, 0);
        _scale = Points.Max(Distance);
        for (int k = 0; k < Points.Length; k++)
            SetOffset(Points[k], _offsets[k]);
        double[,] matrix = new double[_size, _size], inverse = new double[_size, _size];
        for (int k = 0; k < Points.Length; k++)
        {
            double[] column = Column(_offsets[k]);
            for (int i = 0; i < _size; i++)
                matrix[i, k] = matrix[k, i] = column[i];
        }
        for (int i = 0; i < _size; i++)
            inverse[i, i] = 1;
        if (!Elimination.TrySolve(matrix, inverse))
            return false;
        _inverse = inverse;

        var coefficients = new double[_size];
        for (int k = 0; k < Points.Length; k++)
        {
            double residual = Values[k] - Predict(Points[k]);
            for (int i = 0; i < _size; i++)
                coefficients[i] += residual * inverse[i, k];
        }
        Add(coefficients);
        double error = Enumerable.Range(0, Points.Length).Max(k => Math.Abs(Values[k] - Predict(Points[k])));
        return error <= Accuracy * (Values.Max() - Values[Best]) + Evaluations.NoiseOf(Values[Best]);
    }

    /// <summary>Puts a point with its value in the place of another, and changes the model so that it has that value too; false as <see cref="TryUpdate"/>.</summary>
    public bool TryReplace(int index, double[] point, double value)
    {
        if (value < Values[Best])
        {
            double[] step = [.. point.Zip(BestPoint, (to, from) => to - from)];
            Vectors.AddScaled(Gradient, 1, Product(step));
            Best = index;
        }
        Points[index] = point;
        Values[index] = value;
        return TryUpdate();
    }

    /// <summary>The gradient at the best point of the model whose own Hessian is least, without regard to the model before.</summary>
    public double[] LeastGradient()
    {
        double[] coefficients = LeastCoefficients(), gradient = new double[_count];
        AddTo(gradient, [], coefficients);
        return gradient;
    }

    /// <summary>Takes that model. Powell does where its gradient has been much smaller than the model's for several steps (BOBYQA, section 6).</summary>
    public void TakeLeast()
    {
        double[] coefficients = LeastCoefficients();
        Array.Clear(Gradient);
        Array.Clear(Hessian);
        Add(coefficients);
    }

    /// <summary>
    /// By what the determinant of the system is multiplied when a point takes the place of each of the others: the larger, the better the points lie
    /// (Powell 2004, equation 4.12).
    /// </summary>
    public double[] Denominators(ReadOnlySpan<double> point)
    {
        var offset = new double[_count];
        SetOffset(point, offset);
        double[] column = Column(offset), image = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j < _size; j++)
                image[i] += _inverse[i, j] * column[j];
        }
        double squared = Vectors.Dot(offset, offset), rest = 0.5 * squared * squared - Vectors.Dot(column, image);
        var denominators = new double[Points.Length];
        for (int k = 0; k < denominators.Length; k++)
            denominators[k] = Math.Abs(image[k] * image[k] + _inverse[k, k] * rest);
        return denominators;
    }

    /// <summary>Gradient at the best point, and Hessian, of the Lagrange polynomial of one point.</summary>
    public (double[] Gradient, double[] Hessian) LagrangeQuadratic(int index)
    {
        var coefficients = new double[_size];
        for (int i = 0; i < _size; i++)
            coefficients[i] = _inverse[i, index];
        double[] gradient = new double[_count], hessian = new double[_count * _count];
        AddTo(gradient, hessian, coefficients);
        return (gradient, hessian);
    }

    /// <summary>How far a point is from the best one.</summary>
    public double Distance(double[] point)
    {
        double squared = 0;
        for (int i = 0; i < _count; i++)
            squared += (point[i] - BestPoint[i]) * (point[i] - BestPoint[i]);
        return Math.Sqrt(squared);
    }

    /// <summary>The value that the model has at a point.</summary>
    public double Predict(double[] point)
    {
        double[] step = [.. point.Zip(BestPoint, (to, from) => to - from)];
        return Values[Best] + Vectors.Dot(Gradient, step) + 0.5 * Vectors.Dot(step, Product(step));
    }

    private double[] Product(double[] step)
    {
        var product = new double[_count];
        for (int i = 0; i < _count; i++)
            product[i] = Vectors.Dot(Hessian.AsSpan(i * _count, _count), step);
        return product;
    }

    private void SetOffset(ReadOnlySpan<double> point, double[] offset)
    {
        for (int i = 0; i < _count; i++)
            offset[i] = (point[i] - _base[i]) / _scale;
    }

    /// <summary>The column of the system that belongs to a point.</summary>
    private double[] Column(double[] offset)
    {
        var column = new double[_size];
        for (int k = 0; k < Points.Length; k++)
        {
            double product = Vectors.Dot(_offsets[k], offset);
            column[k] = 0.5 * product * product;
        }
        column[Points.Length] = 1;
        offset.CopyTo(column, Points.Length + 1);
        return column;
    }

    private double[] LeastCoefficients()
    {
        var coefficients = new double[_size];
        for (int k = 0; k < Points.Length; k++)
        {
            for (int i = 0; i < _size; i++)
                coefficients[i] += (Values[k] - Values[Best]) * _inverse[i, k];
        }
        return coefficients;
    }

    private void Add(double[] coefficients) => AddTo(Gradient, Hessian, coefficients);

    /// <summary>Adds the gradient at the best point, and the Hessian unless it is empty, of what the coefficients describe.</summary>
    private void AddTo(double[] gradient, double[] hessian, double[] coefficients)
    {
        var best = new double[_count];
        SetOffset(BestPoint, best);
        Vectors.AddScaled(gradient, 1 / _scale, coefficients.AsSpan(Points.Length + 1));
        for (int k = 0; k < Points.Length; k++)
        {
            double[] offset = _offsets[k];
            Vectors.AddScaled(gradient, coefficients[k] * Vectors.Dot(offset, best) / _scale, offset);
            for (int i = 0; i < _count && hessian.Length > 0; i++)
                Vectors.AddScaled(hessian.AsSpan(i * _count, _count), coefficients[k] * offset[i] / (_scale * _scale), offset);
        }
    }
}
