namespace Fluxion.Optimization;

/// <summary>Evaluates residuals and their Jacobian into buffers of the right lengths, which it makes where these are not.</summary>
internal delegate double JacobianEvaluation(ReadOnlySpan<double> point, ref double[] residuals, ref double[] jacobian);

/// <summary>
/// The only way in which a method reaches the objective: counts, keeps the best point, knows when to stop, and turns what lies outside
/// the domain (NaN, an infinity, an exception about the arguments) into an answer instead of an end.
/// </summary>
internal sealed class Evaluations(
    int count,
    ObjectiveValue value,
    ObjectiveGradient gradient,
    ObjectiveHessian? hessian,
    ObjectiveHessianVector? product,
    JacobianEvaluation? jacobian,
    Bounds? bounds,
    FitOptions options,
    CancellationToken cancellation)
{
    /// <summary>Relative changes of the value below this count as rounding errors.</summary>
    public const double Noise = 1e-13;

    /// <summary>A value as low as this, relative to max(|f(start)|, 1), counts as falling without limit.</summary>
    private const double BottomlessFactor = -1e20;

    private double _bottom = double.NegativeInfinity;
    private double _lowest = double.PositiveInfinity;
    private bool _started;
    private bool _bottomless;
    private bool _cancelled;

    public int Values { get; private set; }

    public int Gradients { get; private set; }

    public int Hessians { get; private set; }

    public int Products { get; private set; }

    public int Jacobians { get; private set; }

    /// <summary>All of them together.</summary>
    public int Total => Values + Gradients + Hessians + Products + Jacobians;

    /// <summary>How many trial points lay outside the domain.</summary>
    public int Outside { get; private set; }

    /// <summary>What the objective said about the last of them, if it threw.</summary>
    public Exception? LastRefusal { get; private set; }

    /// <summary>The best point so far.</summary>
    public double[] Best { get; } = new double[count];

    /// <summary>The gradient there; NaN where only the value is known.</summary>
    public double[] BestGradient { get; } = NotEvaluated(count);

    /// <summary>The box that points must stay in, or null.</summary>
    public Bounds? Bounds => bounds;

    /// <summary>The scaled gradient there; infinite where it is not known.</summary>
    public double BestScaled { get; private set; } = double.PositiveInfinity;

    public double BestValue { get; private set; } = double.PositiveInfinity;

    /// <summary>Why no further evaluation may be made, or null.</summary>
    public FitStatus? Stop =>
        _cancelled || cancellation.IsCancellationRequested ? FitStatus.Cancelled
        : _bottomless ? FitStatus.Unbounded
        : Total >= options.MaxEvaluations ? FitStatus.EvaluationLimit
        : null;

    /// <summary>Why a fit ends whose start could not be evaluated.</summary>
    public FitStatus EndAtStart => Stop is { } stop and (FitStatus.Cancelled or FitStatus.Unbounded) ? stop : FitStatus.InvalidStart;

    /// <summary>The differences of values that count as rounding errors near a value.</summary>
    public static double NoiseOf(double value) => Noise * Math.Abs(value);

    /// <summary>The highest value that is as good as the lowest one seen, up to rounding.</summary>
    public double AsLowAsAny => _lowest + NoiseOf(_lowest);

    /// <summary>Evaluates value and gradient; false outside the domain, where both mean nothing.</summary>
    public bool TryGradient(ReadOnlySpan<double> point, Span<double> result, out double atPoint)
    {
        Gradients++;
        atPoint = double.NaN;
        try
        {
            atPoint = gradient(point, result);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            return Reject();
        }
        return Accept(atPoint) && AllFinite(result) ? Keep(point, result, atPoint) : Reject();
    }

    /// <summary>Evaluates value, gradient and Hessian; false outside the domain, where all mean nothing.</summary>
    public bool TryHessian(ReadOnlySpan<double> point, Span<double> result, Span<double> second, out double atPoint)
    {
        Hessians++;
        atPoint = double.NaN;
        try
        {
            atPoint = hessian!(point, result, second);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            return Reject();
        }
        return Accept(atPoint) && AllFinite(result) && AllFinite(second) ? Keep(point, result, atPoint) : Reject();
    }

    /// <summary>Evaluates residuals, their Jacobian and the gradient Jᵀ·r; false outside the domain, where all mean nothing.</summary>
    public bool TryJacobian(ReadOnlySpan<double> point, ref double[] residuals, ref double[] first, Span<double> result, out double atPoint)
    {
        Jacobians++;
        atPoint = double.NaN;
        try
        {
            atPoint = jacobian!(point, ref residuals, ref first);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            return Reject();
        }
        result.Clear();
        for (int i = 0; i < residuals.Length; i++)
            Vectors.AddScaled(result, residuals[i], first.AsSpan(i * count, count));
        return Accept(atPoint) && AllFinite(result) && AllFinite(first) ? Keep(point, result, atPoint) : Reject();
    }

    /// <summary>Evaluates the Hessian times a direction; false outside the domain, where it means nothing.</summary>
    public bool TryProduct(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        Products++;
        try
        {
            product!(point, direction, result);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            return Reject();
        }
        return AllFinite(result) || Reject();
    }

    /// <summary>Evaluates the value; +∞ outside the domain.</summary>
    public double Value(ReadOnlySpan<double> point)
    {
        Values++;
        double atPoint;
        try
        {
            atPoint = value(point);
        }
        catch (Exception exception) when (Refuses(exception))
        {
            Reject();
            return double.PositiveInfinity;
        }
        if (!Accept(atPoint))
        {
            Reject();
            return double.PositiveInfinity;
        }
        // A value lower by rounding only does not displace a point whose gradient is known.
        if (atPoint < BestValue - (double.IsFinite(BestScaled) ? NoiseOf(BestValue) : 0))
        {
            point.CopyTo(Best);
            BestGradient.AsSpan().Fill(double.NaN);
            BestValue = atPoint;
            BestScaled = double.PositiveInfinity;
        }
        return atPoint;
    }

    /// <summary>Evaluates the gradient at the best point, if that has not been done; false if it cannot be.</summary>
    public bool TryCompleteBest()
    {
        if (AllFinite(BestGradient))
            return true;
        var result = new double[count];
        double[] point = [.. Best];
        double lowest = BestValue;
        if (!TryGradient(point, result, out _))
            return false;
        // The value stays the one that was compared, whatever the gradient's own run returned.
        result.CopyTo(BestGradient, 0);
        BestValue = lowest;
        return true;
    }

    /// <summary>
    /// Makes a point at which the gradient test holds the best one, where looking around found one that is lower by no more than rounding.
    /// </summary>
    public void Choose(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, double atPoint)
    {
        if (atPoint > BestValue + Noise * Math.Max(Math.Abs(atPoint), 1))
            return;
        point.CopyTo(Best);
        gradient.CopyTo(BestGradient);
        BestValue = atPoint;
        BestScaled = ScaledNorm(point, gradient, atPoint);
    }

    /// <summary>The largest |gᵢ|·max(|xᵢ|, 1), divided by max(|f|, 1), over all elements that no bound keeps from going down.</summary>
    public double ScaledNorm(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, double value)
    {
        double norm = 0;
        for (int i = 0; i < point.Length; i++)
        {
            if (bounds is null || !bounds.Holds(i, point[i], gradient[i]))
                norm = Math.Max(norm, Math.Abs(gradient[i]) * Math.Max(Math.Abs(point[i]), 1));
        }
        return norm / Math.Max(Math.Abs(value), 1);
    }

    public static bool AllFinite(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (!double.IsFinite(number))
                return false;
        }
        return true;
    }

    private static double[] NotEvaluated(int count)
    {
        var gradient = new double[count];
        gradient.AsSpan().Fill(double.NaN);
        return gradient;
    }

    private bool Accept(double atPoint)
    {
        if (double.IsNegativeInfinity(atPoint) || atPoint < _bottom)
            _bottomless = true;
        if (!double.IsFinite(atPoint))
            return false;
        if (!_started)
        {
            _started = true;
            _bottom = BottomlessFactor * Math.Max(Math.Abs(atPoint), 1);
        }
        _lowest = Math.Min(_lowest, atPoint);
        return true;
    }

    /// <summary>Remembers the point if it is the best so far.</summary>
    private bool Keep(ReadOnlySpan<double> point, ReadOnlySpan<double> result, double atPoint)
    {
        double scaled = ScaledNorm(point, result, atPoint);
        // Values that differ by rounding only are told apart by their gradients.
        if (atPoint < BestValue - NoiseOf(BestValue) || !double.IsFinite(BestValue) || (atPoint <= AsLowAsAny && scaled < BestScaled))
        {
            point.CopyTo(Best);
            result.CopyTo(BestGradient);
            BestValue = atPoint;
            BestScaled = scaled;
        }
        return true;
    }

    private bool Reject()
    {
        Outside++;
        return false;
    }

    /// <summary>
    /// An exception about the numbers means that the point is outside the domain. At the start only arithmetic says so: a guard that throws
    /// there is the caller's mistake, and reaches them.
    /// </summary>
    private bool Refuses(Exception exception)
    {
        if (exception is OperationCanceledException)
            return _cancelled = cancellation.IsCancellationRequested;
        if (exception is not (ArithmeticException or ArgumentException or InvalidOperationException))
            return false;
        if (!_started && exception is not ArithmeticException)
            return false;
        LastRefusal = exception;
        return true;
    }
}
