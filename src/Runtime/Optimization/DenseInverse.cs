namespace Fluxion.Optimization;

/// <summary>
/// The inverse Hessian as a matrix, by the update of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright, <i>Numerical Optimization</i>,
/// 2nd ed., 2006, section 6.1), scaled before its first update (D. F. Shanno and K. H. Phua, <i>Matrix conditioning and nonlinear optimization</i>,
/// Math. Programming 14 (1978) 149–160).
/// </summary>
internal sealed class DenseInverse(int count) : DescentModel
{
    private readonly double[] _inverse = new double[count * count];
    private readonly double[] _image = new double[count];
    private bool _isEmpty = true;

    public override bool IsEmpty => _isEmpty;

    public override void Clear() => _isEmpty = true;

    public override void Descent(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int i = 0; i < count; i++)
            direction[i] = _isEmpty ? -gradient[i] : -Vectors.Dot(Row(i), gradient);
    }

    protected override void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> change, double product)
    {
        if (_isEmpty)
        {
            double scale = product / Vectors.Dot(change, change);
            Array.Clear(_inverse);
            for (int i = 0; i < count; i++)
                _inverse[i * count + i] = scale;
            _isEmpty = false;
        }

        for (int i = 0; i < count; i++)
            _image[i] = Vectors.Dot(Row(i), change);
        double square = (1 + Vectors.Dot(_image, change) / product) / product;
        for (int i = 0; i < count; i++)
        {
            // Upper and lower triangle get the same operations, so that the matrix stays exactly symmetric.
            for (int j = 0; j < count; j++)
                _inverse[i * count + j] += square * (step[i] * step[j]) - (_image[i] * step[j] + step[i] * _image[j]) / product;
        }
    }

    private ReadOnlySpan<double> Row(int i) => _inverse.AsSpan(i * count, count);
}
