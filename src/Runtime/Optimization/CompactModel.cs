namespace Fluxion.Optimization;

/// <summary>
/// The Hessian as L-BFGS knows it, θ·I − W·M·Wᵀ with the last few steps and changes of the gradient in W (R. H. Byrd, J. Nocedal and R. B. Schnabel,
/// <i>Representations of quasi-Newton matrices and their use in limited memory methods</i>, Math. Programming 63 (1994) 129–156).
/// </summary>
internal sealed class CompactModel(int count, int memory)
{
    private readonly List<double[]> _steps = [];
    private readonly List<double[]> _changes = [];
    private double[,] _middle = new double[0, 0];

    /// <summary>The multiple of the identity.</summary>
    public double Theta { get; private set; } = 1;

    /// <summary>The number of columns of W.</summary>
    public int Columns => 2 * _steps.Count;

    public void Clear()
    {
        _steps.Clear();
        _changes.Clear();
        _middle = new double[0, 0];
        Theta = 1;
    }

    /// <summary>Adds a step, unless the curvature along it is not safely positive.</summary>
    public void Add(ReadOnlySpan<double> from, ReadOnlySpan<double> fromGradient, ReadOnlySpan<double> to, ReadOnlySpan<double> toGradient)
    {
        double[] step = new double[count], change = new double[count];
        for (int i = 0; i < count; i++)
            (step[i], change[i]) = (to[i] - from[i], toGradient[i] - fromGradient[i]);
        double product = Vectors.Dot(step, change), squared = Vectors.Dot(change, change);
        if (!(product > 2.2e-16 * squared && double.IsFinite(squared / product)))
            return;
        if (_steps.Count == memory)
        {
            _steps.RemoveAt(0);
            _changes.RemoveAt(0);
        }
        _steps.Add(step);
        _changes.Add(change);
        Theta = squared / product;
        SetMiddle();
    }

    /// <summary>Row i of W.</summary>
    public void Row(int i, Span<double> row)
    {
        int pairs = _steps.Count;
        for (int k = 0; k < pairs; k++)
            (row[k], row[pairs + k]) = (_changes[k][i], Theta * _steps[k][i]);
    }

    /// <summary>M times a vector.</summary>
    public double[] Middle(ReadOnlySpan<double> vector)
    {
        var image = new double[Columns];
        for (int i = 0; i < image.Length; i++)
        {
            for (int j = 0; j < image.Length; j++)
                image[i] += _middle[i, j] * vector[j];
        }
        return image;
    }

    /// <summary>M is the inverse of a matrix of products of steps and changes (formula 3.4 of the paper on L-BFGS-B).</summary>
    private void SetMiddle()
    {
        int pairs = _steps.Count;
        var matrix = new double[2 * pairs, 2 * pairs];
        for (int i = 0; i < pairs; i++)
        {
            matrix[i, i] = -Vectors.Dot(_steps[i], _changes[i]);
            for (int j = 0; j < pairs; j++)
            {
                matrix[pairs + i, pairs + j] = Theta * Vectors.Dot(_steps[i], _steps[j]);
                if (i > j)
                    matrix[pairs + i, j] = matrix[j, pairs + i] = Vectors.Dot(_steps[i], _changes[j]);
            }
        }
        _middle = new double[2 * pairs, 2 * pairs];
        for (int i = 0; i < 2 * pairs; i++)
            _middle[i, i] = 1;
        if (!Elimination.TrySolve(matrix, _middle))
            Clear();
    }
}
