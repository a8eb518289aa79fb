namespace Fluxion.Optimization;

/// <summary>
/// The inverse Hessian as L-BFGS knows it: the last few steps and changes of the gradient, applied by the two-loop recursion
/// (J. Nocedal, <i>Updating quasi-Newton matrices with limited storage</i>, Math. Comp. 35 (1980) 773–782; D. C. Liu and J. Nocedal,
/// <i>On the limited memory BFGS method for large scale optimization</i>, Math. Programming 45 (1989) 503–528; Nocedal and Wright,
/// <i>Numerical Optimization</i>, 2nd ed., 2006, algorithm 7.4).
/// </summary>
internal sealed class LimitedMemory(int count, int memory) : DescentModel
{
    /// <summary>What an update leaves of an element at least.</summary>
    private const double SmallestFactor = 1e-8;

    private readonly List<Pair> _pairs = new(Math.Min(memory, 32));

    /// <summary>The Hessian's diagonal, approximately: the matrix that the recursion starts from.</summary>
    private readonly double[] _diagonal = new double[count];
    private bool _hasDiagonal;

    private sealed class Pair(int count)
    {
        public readonly double[] Step = new double[count];
        public readonly double[] Change = new double[count];
        public double InverseProduct;
        public double Coefficient;
    }

    public override bool IsEmpty => _pairs.Count == 0;

    public override void Clear()
    {
        _pairs.Clear();
        _hasDiagonal = false;
    }

    protected override void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> change, double product)
    {
        Pair pair = _pairs.Count < memory ? new Pair(count) : _pairs[0];
        if (_pairs.Count == memory)
            _pairs.RemoveAt(0);
        step.CopyTo(pair.Step);
        change.CopyTo(pair.Change);
        pair.InverseProduct = 1 / product;
        UpdateDiagonal(pair);
        _pairs.Add(pair);
    }

    public override void Descent(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int i = 0; i < count; i++)
            direction[i] = -gradient[i];
        if (IsEmpty)
            return;

        for (int k = _pairs.Count - 1; k >= 0; k--)
        {
            Pair pair = _pairs[k];
            pair.Coefficient = pair.InverseProduct * Vectors.Dot(pair.Step, direction);
            Vectors.AddScaled(direction, -pair.Coefficient, pair.Change);
        }

        for (int i = 0; i < count; i++)
            direction[i] /= _diagonal[i];

        for (int k = 0; k < _pairs.Count; k++)
        {
            Pair pair = _pairs[k];
            double correction = pair.Coefficient - pair.InverseProduct * Vectors.Dot(pair.Change, direction);
            Vectors.AddScaled(direction, correction, pair.Step);
        }
    }

    /// <summary>
    /// The BFGS update of a diagonal matrix, scaled before to the latest curvature, of which the diagonal is kept. It learns the scale of each
    /// parameter, which a multiple of the identity cannot (J. C. Gilbert and C. Lemaréchal, <i>Some numerical experiments with variable-storage
    /// quasi-Newton algorithms</i>, Math. Programming 45 (1989) 407–435, section 4).
    /// </summary>
    private void UpdateDiagonal(Pair pair)
    {
        if (!_hasDiagonal)
            _diagonal.AsSpan().Fill(pair.InverseProduct * Vectors.Dot(pair.Change, pair.Change));
        _hasDiagonal = true;

        double weighted = 0;
        for (int i = 0; i < count; i++)
            weighted += _diagonal[i] * pair.Step[i] * pair.Step[i];
        double scale = 1 / (pair.InverseProduct * weighted);
        for (int i = 0; i < count; i++)
        {
            double old = scale * _diagonal[i];
            double removed = _diagonal[i] * pair.Step[i];
            double updated = old + pair.InverseProduct * pair.Change[i] * pair.Change[i] - scale * removed * removed / weighted;
            // Positive but for rounding.
            _diagonal[i] = Math.Max(updated, SmallestFactor * old);
        }
    }
}
