namespace Fluxion.Optimization;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, cyclic by rows (G. H. Golub and C. F. Van Loan, <i>Matrix
/// Computations</i>, 4th ed., 2013, section 8.5): short, and accurate also for small eigenvalues.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MaxSweeps = 50;

    private readonly int _count;
    private readonly double[] _matrix;

    private SymmetricEigen(ReadOnlySpan<double> matrix, int count)
    {
        _count = count;
        _matrix = matrix.ToArray();
        Values = new double[count];
        Vectors = new double[count * count];
        for (int i = 0; i < count; i++)
            Vectors[i * count + i] = 1;
    }

    /// <summary>The eigenvalues, ascending.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvectors, of length 1: a row for each value.</summary>
    public double[] Vectors { get; }

    /// <summary>The eigenvector of one value.</summary>
    public ReadOnlySpan<double> Vector(int index) => Vectors.AsSpan(index * _count, _count);

    /// <summary>Decomposes a symmetric matrix, which is stored row by row.</summary>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int count)
    {
        var eigen = new SymmetricEigen(matrix, count);
        for (int sweep = 0; sweep < MaxSweeps && eigen.Sweep(); sweep++)
        {
        }
        eigen.Sort();
        return eigen;
    }

    /// <summary>Rotates every element off the diagonal to 0 once; false if none mattered.</summary>
    private bool Sweep()
    {
        bool rotated = false;
        for (int p = 0; p < _count; p++)
        {
            for (int q = p + 1; q < _count; q++)
            {
                double off = _matrix[p * _count + q], first = _matrix[p * _count + p], second = _matrix[q * _count + q];
                if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(first)) * Math.Sqrt(Math.Abs(second)) || Math.Abs(off) < 1e-300)
                    continue;
                double ratio = (second - first) / (2 * off);
                double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
                double cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                if (first + tangent * off == first && second + tangent * off == second)
                    continue;
                rotated = true;
                Rotate(p, q, cosine, tangent * cosine);
                _matrix[p * _count + p] = first - tangent * off;
                _matrix[q * _count + q] = second + tangent * off;
                _matrix[p * _count + q] = _matrix[q * _count + p] = 0;
            }
        }
        return rotated;
    }

    private void Rotate(int p, int q, double cosine, double sine)
    {
        for (int k = 0; k < _count; k++)
        {
            if (k != p && k != q)
            {
                double a = _matrix[p * _count + k], b = _matrix[q * _count + k];
                _matrix[k * _count + p] = _matrix[p * _count + k] = cosine * a - sine * b;
                _matrix[k * _count + q] = _matrix[q * _count + k] = sine * a + cosine * b;
            }
            double u = Vectors[p * _count + k], v = Vectors[q * _count + k];
            Vectors[p * _count + k] = cosine * u - sine * v;
            Vectors[q * _count + k] = sine * u + cosine * v;
        }
    }

    private void Sort()
    {
        var order = new int[_count];
        var keys = new double[_count];
        for (int i = 0; i < _count; i++)
            (order[i], keys[i]) = (i, _matrix[i * _count + i]);
        Array.Sort(keys, order);
        double[] unsorted = [.. Vectors];
        for (int i = 0; i < _count; i++)
        {
            Values[i] = keys[i];
            unsorted.AsSpan(order[i] * _count, _count).CopyTo(Vectors.AsSpan(i * _count));
        }
    }
}
