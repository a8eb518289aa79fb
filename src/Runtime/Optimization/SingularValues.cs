namespace Fluxion.Optimization;

/// <summary>
/// The singular values σₖ of a matrix A, and the orthonormal directions vₖ with |A·vₖ| = σₖ, by Jacobi's rotations of its columns (M. R. Hestenes, J. SIAM 6
/// (1958) 51–90; G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., 2013, section 8.6.3): accurate also for small values, since
/// Aᵀ·A is never formed.
/// </summary>
internal sealed class SingularValues
{
    private const int MaxSweeps = 50;

    /// <summary>The cosine of two columns that count as orthogonal, and the length, relative to the longest, of one that counts as 0.</summary>
    private const double Rounding = 1e-15;

    private readonly int _rows;
    private readonly int _count;
    private readonly double[] _images;
    private readonly double[] _vectors;
    private readonly int[] _order;

    private SingularValues(double[] columns, int rows, int count)
    {
        (_images, _rows, _count) = (columns, rows, count);
        _vectors = new double[count * count];
        _order = new int[count];
        Squares = new double[count];
        for (int i = 0; i < count; i++)
            _vectors[i * count + i] = 1;
    }

    /// <summary>The squares of the singular values, ascending: the eigenvalues of Aᵀ·A.</summary>
    public double[] Squares { get; }

    /// <summary>The direction of one value.</summary>
    public ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(_order[index] * _count, _count);

    /// <summary>A times that direction.</summary>
    public ReadOnlySpan<double> Image(int index) => _images.AsSpan(_order[index] * _rows, _rows);

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="columns">The matrix, column by column; overwritten.</param>
    /// <param name="rows">The number of its rows.</param>
    /// <param name="count">The number of its columns.</param>
    public static SingularValues Of(double[] columns, int rows, int count)
    {
        var values = new SingularValues(columns, rows, count);
        for (int sweep = 0; sweep < MaxSweeps && values.Sweep(); sweep++)
        {
        }
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> image = columns.AsSpan(i * rows, rows);
            (values._order[i], values.Squares[i]) = (i, Vectors.Dot(image, image));
        }
        Array.Sort(values.Squares, values._order);
        return values;
    }

    /// <summary>Makes every pair of columns orthogonal once; false if all were.</summary>
    private bool Sweep()
    {
        bool rotated = false;
        double longest = 0;
        for (int k = 0; k < _count; k++)
            longest = Math.Max(longest, Vectors.Norm(_images.AsSpan(k * _rows, _rows)));
        for (int p = 0; p < _count; p++)
        {
            for (int q = p + 1; q < _count; q++)
            {
                Span<double> first = _images.AsSpan(p * _rows, _rows), second = _images.AsSpan(q * _rows, _rows);
                double a = Vectors.Dot(first, first), b = Vectors.Dot(second, second), mixed = Vectors.Dot(first, second);
                double zero = Rounding * longest;
                if (Math.Abs(mixed) <= Rounding * Math.Sqrt(a) * Math.Sqrt(b) || Math.Sqrt(a) <= zero || Math.Sqrt(b) <= zero)
                    continue;
                rotated = true;
                double ratio = (b - a) / (2 * mixed);
                double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
                double cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                Rotate(first, second, cosine, tangent * cosine);
                Rotate(_vectors.AsSpan(p * _count, _count), _vectors.AsSpan(q * _count, _count), cosine, tangent * cosine);
            }
        }
        return rotated;
    }

    private static void Rotate(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (int k = 0; k < first.Length; k++)
        {
            double a = first[k], b = second[k];
            first[k] = cosine * a - sine * b;
            second[k] = sine * a + cosine * b;
        }
    }
}
