namespace Fluxion.Optimization;

/// <summary>
/// The directions of L-BFGS-B: towards the minimum of the quadratic model in the variables that are free at the generalized Cauchy point (R. H. Byrd, P. Lu,
/// J. Nocedal and C. Zhu, <i>A limited memory algorithm for bound constrained optimization</i>, SIAM J. Sci. Comput. 16 (1995) 1190–1208, algorithm CP and
/// the direct primal method), projected into the box (J. L. Morales and J. Nocedal, <i>Remark on Algorithm 778</i>, ACM TOMS 38 (2011) 7).
/// </summary>
internal sealed class BoundedDirections(Bounds bounds, CompactModel model, int count)
{
    private readonly double[] _cauchy = new double[count];
    private readonly double[] _path = new double[count];
    private readonly double[] _breaks = new double[count];
    private readonly double[] _target = new double[count];
    private double[] _moved = [];

    /// <summary>Sets the direction from a point in the box; along all of it, the way stays in the box.</summary>
    public void Set(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, Span<double> direction)
    {
        FindCauchyPoint(point, gradient);
        MinimiseInSubspace(point, gradient);
        for (int i = 0; i < count; i++)
            direction[i] = _target[i] - point[i];
        if (Vectors.Dot(direction, gradient) < 0)
            return;
        for (int i = 0; i < count; i++)
            direction[i] = _cauchy[i] - point[i];
    }

    /// <summary>The first minimum of the model along the projected path of steepest descent; <c>_path</c> is 0 afterwards where a bound was met.</summary>
    private void FindCauchyPoint(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient)
    {
        var order = new List<int>();
        for (int i = 0; i < count; i++)
        {
            double room = gradient[i] < 0 ? point[i] - bounds.Upper[i] : point[i] - bounds.Lower[i];
            _breaks[i] = gradient[i] == 0 ? double.PositiveInfinity : room / gradient[i];
            _path[i] = _breaks[i] <= 0 ? 0 : -gradient[i];
            _cauchy[i] = point[i];
            if (_path[i] != 0 && double.IsFinite(_breaks[i]))
                order.Add(i);
        }
        order.Sort((i, j) => _breaks[i].CompareTo(_breaks[j]));

        var row = new double[model.Columns];
        double[] along = ImageOf(_path, row);
        _moved = new double[model.Columns];
        double squared = Vectors.Dot(_path, _path), slope = -squared;
        double curvature = model.Theta * squared - Vectors.Dot(along, model.Middle(along));
        double reached = 0;
        foreach (int b in order)
        {
            double gap = _breaks[b] - reached;
            if (!(slope < 0) || (curvature > 0 && -slope / curvature < gap))
                break;
            double g = gradient[b];
            _cauchy[b] = g < 0 ? bounds.Upper[b] : bounds.Lower[b];
            Vectors.AddScaled(_moved, gap, along);
            model.Row(b, row);
            double[] image = model.Middle(row);
            slope += gap * curvature + g * g + model.Theta * g * (_cauchy[b] - point[b]) - g * Vectors.Dot(image, _moved);
            curvature -= model.Theta * g * g + 2 * g * Vectors.Dot(image, along) + g * g * Vectors.Dot(image, row);
            Vectors.AddScaled(along, g, row);
            _path[b] = 0;
            reached = _breaks[b];
        }

        double rest = slope < 0 && curvature > 0 ? -slope / curvature : 0;
        Vectors.AddScaled(_moved, rest, along);
        for (int i = 0; i < count; i++)
        {
            if (_path[i] != 0)
                _cauchy[i] = point[i] + (reached + rest) * _path[i];
        }
        bounds.Clamp(_cauchy);
    }

    /// <summary>Minimises the model over the variables that are free at the Cauchy point, as if there were no bounds, and projects what comes out.</summary>
    private void MinimiseInSubspace(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient)
    {
        int columns = model.Columns;
        double theta = model.Theta;
        double[] row = new double[columns], residual = new double[count], image = model.Middle(_moved), sum = new double[columns];
        var gram = new double[columns, columns];
        for (int i = 0; i < count; i++)
        {
            if (!IsFree(i))
                continue;
            model.Row(i, row);
            residual[i] = gradient[i] + theta * (_cauchy[i] - point[i]) - Vectors.Dot(row, image);
            Vectors.AddScaled(sum, residual[i], row);
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < columns; k++)
                    gram[j, k] += row[j] * row[k];
            }
        }

        // (I − M·G/θ)·v = M·s, by the formula of Sherman, Morrison and Woodbury.
        double[,] matrix = new double[columns, columns], solution = new double[columns, 1];
        double[] right = model.Middle(sum), column = new double[columns];
        for (int k = 0; k < columns; k++)
        {
            for (int j = 0; j < columns; j++)
                column[j] = gram[j, k];
            double[] product = model.Middle(column);
            for (int j = 0; j < columns; j++)
                matrix[j, k] = (j == k ? 1 : 0) - product[j] / theta;
            solution[k, 0] = right[k];
        }
        bool solved = Elimination.TrySolve(matrix, solution);

        _cauchy.CopyTo(_target, 0);
        for (int i = 0; i < count && solved; i++)
        {
            if (!IsFree(i))
                continue;
            model.Row(i, row);
            double correction = 0;
            for (int k = 0; k < columns; k++)
                correction += row[k] * solution[k, 0];
            _target[i] -= residual[i] / theta + correction / (theta * theta);
        }
        bounds.Clamp(_target);
    }

    private bool IsFree(int i) => _cauchy[i] > bounds.Lower[i] && _cauchy[i] < bounds.Upper[i];

    /// <summary>Wᵀ times a vector.</summary>
    private double[] ImageOf(ReadOnlySpan<double> vector, double[] row)
    {
        var image = new double[row.Length];
        for (int i = 0; i < count; i++)
        {
            if (vector[i] == 0)
                continue;
            model.Row(i, row);
            Vectors.AddScaled(image, vector[i], row);
        }
        return image;
    }
}
