namespace Fluxion.Statistics;

/// <summary>A Hessian, or JᵀJ, scaled to a diagonal of ones, so that units do not matter, by its eigenvalues.</summary>
internal sealed class Curvature
{
    /// <summary>Eigenvalues below this, relative to the largest and by the number of elements, cannot be told from 0.</summary>
    private const double Rounding = 1e-15;

    private readonly double[] _scales;
    private readonly double[] _values;
    private readonly double[,] _vectors;

    public Curvature(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        _scales = new double[n];
        var scaled = new double[n, n];
        bool isFinite = true;
        for (int i = 0; i < n; i++)
            _scales[i] = matrix[i, i] == 0 ? 1 : Math.Sqrt(Math.Abs(matrix[i, i]));
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                scaled[i, j] = matrix[i, j] / _scales[i] / _scales[j];
                isFinite &= double.IsFinite(scaled[i, j]);
            }
        }

        (_values, _vectors) = isFinite ? Matrices.Eigen(scaled) : ([], new double[0, 0]);
        double threshold = n * Rounding * (_values.Length == 0 ? 0 : _values.Max(Math.Abs));
        IsDefinite = isFinite && (n == 0 || _values[0] > threshold);
        if (!isFinite || IsDefinite)
            return;
        Smallest = _values[0] < -threshold ? _values[0] : 0;
        var direction = new double[n];
        for (int i = 0; i < n; i++)
            direction[i] = _vectors[i, 0] / _scales[i];
        double largest = direction.MaxBy(Math.Abs);
        Undetermined = [.. direction.Select(element => element / largest)];
    }

    public bool IsDefinite { get; }

    /// <summary>The smallest eigenvalue, if it is negative beyond rounding.</summary>
    public double Smallest { get; }

    /// <summary>The direction of the smallest eigenvalue, in the units of the elements, if the matrix is not positive definite.</summary>
    public double[]? Undetermined { get; }

    /// <summary>How much an element takes part in that direction, whatever its unit.</summary>
    public double Weight(int i) => Math.Abs(_vectors[i, 0]);

    /// <summary>The inverse times a factor; NaN where there is none.</summary>
    public double[,] Inverse(double factor)
    {
        int n = _scales.Length;
        var inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < n && IsDefinite; k++)
                    sum += _vectors[i, k] * _vectors[j, k] / _values[k];
                inverse[i, j] = inverse[j, i] = IsDefinite ? factor * sum / _scales[i] / _scales[j] : double.NaN;
            }
        }

        return inverse;
    }
}
