namespace Fluxion.Optimization;

/// <summary>
/// The directions of nonlinear conjugate gradients that always lead down (W. W. Hager and H. Zhang, <i>A new conjugate gradient method with guaranteed
/// descent and an efficient line search</i>, SIAM J. Optim. 16 (2005) 170–192), with the truncation of their <i>The limited memory conjugate gradient
/// method</i>, SIAM J. Optim. 23 (2013) 2150–2168, and at the length that the latest curvature suggests.
/// </summary>
internal sealed class ConjugateDirections(int count) : DescentModel
{
    /// <summary>How much of the steepest descent along the last step the truncation leaves.</summary>
    private const double Truncation = 0.4;

    private readonly double[] _step = new double[count];
    private readonly double[] _change = new double[count];
    private double _product;
    private bool _isEmpty = true;

    public override bool IsEmpty => _isEmpty;

    /// <summary>Directions stay conjugate only as long as each line is searched almost exactly.</summary>
    public override double Curvature => 0.01;

    /// <summary>Gradients along conjugate directions go up and down on their way.</summary>
    public override int Patience => 100;

    public override void Clear() => _isEmpty = true;

    public override void Descent(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        double multiple = 0, length = 1;
        if (!_isEmpty)
        {
            // The formulas are homogeneous in the last direction: the step along it is as good.
            double changes = Vectors.Dot(_change, _change), ahead = Vectors.Dot(_step, gradient);
            multiple = (Vectors.Dot(_change, gradient) - 2 * changes * ahead / _product) / _product;
            multiple = Math.Max(multiple, Truncation * (ahead - _product) / Vectors.Dot(_step, _step));
            length = _product / changes;
        }
        for (int i = 0; i < count; i++)
            direction[i] = length * (multiple * _step[i] - gradient[i]);
    }

    protected override void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> change, double product)
    {
        step.CopyTo(_step);
        change.CopyTo(_change);
        _product = product;
        _isEmpty = false;
    }
}
