namespace Fluxion.Optimization;

/// <summary>
/// The quadratic model of which only Hessian times direction is known, minimised approximately by conjugate gradients, which end at the boundary of the
/// region, where the curvature is not positive, or where the gradient of the model is small enough (T. Steihaug, <i>The conjugate gradient method and
/// trust regions in large scale optimization</i>, SIAM J. Numer. Anal. 20 (1983) 626–637).
/// </summary>
/// <remarks>Such a step is never taken for Newton's own: how far it is from that, an ill-conditioned Hessian does not tell.</remarks>
internal sealed class SteihaugModel(Evaluations evaluations, int count) : TrustRegionModel
{
    private readonly double[] _point = new double[count];
    private readonly double[] _residual = new double[count];
    private readonly double[] _direction = new double[count];
    private readonly double[] _product = new double[count];

    public override bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value)
    {
        if (!evaluations.TryGradient(point, gradient, out value))
            return false;
        point.CopyTo(_point);
        return true;
    }

    public override ModelStep Solve(ReadOnlySpan<double> gradient, double radius, Span<double> step)
    {
        step.Clear();
        gradient.CopyTo(_residual);
        for (int i = 0; i < count; i++)
            _direction[i] = -gradient[i];
        double squared = Vectors.Dot(gradient, gradient), first = Math.Sqrt(squared);
        // Superlinear convergence: the closer to the minimum, the more exactly (Nocedal and Wright, section 7.1).
        double enough = Math.Min(0.5, Math.Sqrt(first)) * first;
        double reduction = 0;
        for (int k = 0; k < 2 * count + 10 && Math.Sqrt(squared) > enough && evaluations.Stop is null; k++)
        {
            if (!evaluations.TryProduct(_point, _direction, _product))
                return k == 0 ? default : new ModelStep(reduction, Length(step), IsNewton: false);
            double curvature = Vectors.Dot(_direction, _product);
            double length = squared / curvature;
            double furthest = ToBoundary(step, radius);
            if (!(curvature > 0) || length >= furthest)
            {
                Vectors.AddScaled(step, furthest, _direction);
                return new ModelStep(reduction + furthest * (squared - 0.5 * furthest * curvature), radius, IsNewton: false);
            }
            Vectors.AddScaled(step, length, _direction);
            Vectors.AddScaled(_residual, length, _product);
            reduction += 0.5 * length * squared;
            double next = Vectors.Dot(_residual, _residual);
            for (int i = 0; i < count; i++)
                _direction[i] = next / squared * _direction[i] - _residual[i];
            squared = next;
        }
        return new ModelStep(reduction, Length(step), IsNewton: false);
    }

    public override double Length(ReadOnlySpan<double> vector) => Math.Sqrt(Vectors.Dot(vector, vector));

    /// <summary>The positive multiple of the direction that leads from the step to the boundary.</summary>
    private double ToBoundary(ReadOnlySpan<double> step, double radius)
    {
        double a = Vectors.Dot(_direction, _direction), b = Vectors.Dot(step, _direction), c = radius * radius - Vectors.Dot(step, step);
        double root = Math.Sqrt(Math.Max(b * b + a * c, 0));
        return b > 0 ? c / (b + root) : (root - b) / a;
    }
}
