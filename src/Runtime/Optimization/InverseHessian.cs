namespace Fluxion.Optimization;

/// <summary>
/// The inverse Hessian as L-BFGS knows it: the last few steps and changes of the gradient, applied by the two-loop recursion
/// (J. Nocedal, <i>Updating quasi-Newton matrices with limited storage</i>, Math. Comp. 35 (1980) 773–782; Nocedal and Wright,
/// <i>Numerical Optimization</i>, 2nd ed., 2006, algorithm 7.4).
/// </summary>
internal sealed class InverseHessian(int count, int memory)
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

    public bool IsEmpty => _pairs.Count == 0;

    public void Clear()
    {
        _pairs.Clear();
        _hasDiagonal = false;
    }

    /// <summary>Adds the step from one point to the next, unless the curvature along it is not safely positive.</summary>
    public void Add(ReadOnlySpan<double> from, ReadOnlySpan<double> fromGradient, ReadOnlySpan<double> to, ReadOnlySpan<double> toGradient)
    {
        double product = 0, squared = 0;
        for (int i = 0; i < count; i++)
        {
            double change = toGradient[i] - fromGradient[i];
            product += (to[i] - from[i]) * change;
            squared += change * change;
        }
        // Without curvature the pair would make the matrix indefinite or huge: skipped (Nocedal and Wright, section 7.2).
        if (!(product > 2.2e-16 * squared && double.IsFinite(squared) && double.IsFinite(1 / product)))
            return;

        Pair pair = _pairs.Count < memory ? new Pair(count) : _pairs[0];
        if (_pairs.Count == memory)
            _pairs.RemoveAt(0);
        for (int i = 0; i < count; i++)
        {
            pair.Step[i] = to[i] - from[i];
            pair.Change[i] = toGradient[i] - fromGradient[i];
        }
        pair.InverseProduct = 1 / product;
        UpdateDiagonal(pair);
        _pairs.Add(pair);
    }

    /// <summary>The direction −H·gradient; without any pair, −gradient.</summary>
    public void Descent(ReadOnlySpan<double> gradient, Span<double> direction)
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
