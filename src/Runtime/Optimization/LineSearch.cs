namespace Fluxion.Optimization;

/// <summary>
/// Finds a step along a direction of descent that meets the strong Wolfe conditions, by bracketing and cubic interpolation (Nocedal and
/// Wright, <i>Numerical Optimization</i>, 2nd ed., 2006, algorithms 3.5 and 3.6).
/// </summary>
/// <remarks>
/// Two additions. A trial outside the domain is a high end of the bracket without a value, so the step is shortened. And values are
/// compared with an allowance for rounding, so that close to a minimum the slopes decide (W. W. Hager and H. Zhang, <i>A new conjugate
/// gradient method with guaranteed descent and an efficient line search</i>, SIAM J. Optim. 16 (2005) 170–192, section 4).
/// </remarks>
internal sealed class LineSearch(Evaluations evaluations, int count, double curvature)
{
    private const double SufficientDecrease = 1e-4;
    private const double LongestExtension = 10;
    private const double ShortenOutside = 0.2;
    private const int MaxTrials = 40;

    /// <summary>The number of trials after which any decrease is good enough, once there is a bracket.</summary>
    private const int Patience = 15;

    private readonly record struct Trial(double Step, double Value, double Slope)
    {
        public bool IsInside => !double.IsNaN(Value);
    }

    private double[] _trialPoint = new double[count];
    private double[] _trialGradient = new double[count];

    /// <summary>The point found, or, if none was, where the search began.</summary>
    public double[] Point { get; private set; } = new double[count];

    /// <summary>The gradient there.</summary>
    public double[] Gradient { get; private set; } = new double[count];

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    /// <summary>Searches; false if no lower point was found.</summary>
    public bool Search(double[] origin, double[] gradient, double value, double[] direction, double firstStep)
    {
        double longest = evaluations.Bounds?.LongestStep(origin, direction) ?? double.PositiveInfinity;
        var start = new Trial(0, value, Vectors.Dot(gradient, direction));
        origin.CopyTo(Point, 0);
        gradient.CopyTo(Gradient, 0);
        Value = value;

        Trial low = start, beforeLow = start;
        Trial? high = null;
        double step = Math.Min(firstStep, longest);
        for (int trials = 1; trials <= MaxTrials && evaluations.Stop is null; trials++)
        {
            Trial trial = Evaluate(origin, direction, step);
            bool lowEnough = trial.IsInside && IsLowEnough(trial, start) && trial.Value <= low.Value + Evaluations.NoiseOf(low.Value);
            // At the edge of the box, a slope that still falls cannot be followed.
            bool flatEnough = Math.Abs(trial.Slope) <= curvature * Math.Abs(start.Slope) || (step == longest && trial.Slope < 0);
            if (lowEnough && flatEnough)
            {
                Keep(trial);
                return true;
            }

            double width = high is { } end ? Math.Abs(end.Step - low.Step) : double.PositiveInfinity;
            if (lowEnough)
            {
                // The minimum lies on the side to which the slope falls.
                double towardsHigh = high is { } known ? known.Step - low.Step : 1;
                if (trial.Slope * towardsHigh >= 0)
                    high = low;
                beforeLow = low;
                low = trial;
                Keep(trial);
            }
            else
            {
                high = trial;
            }
            if (trials >= Patience && high is not null && IsProgress(low, start))
                return true;
            step = high is { } bracket ? Between(low, bracket, width) : Math.Min(Beyond(beforeLow, low), longest);
            if (!double.IsFinite(step) || step == low.Step)
                break;
        }
        return IsProgress(low, start);
    }

    /// <summary>Without the Wolfe conditions, a step must at least lower the value or flatten the slope by more than rounding does.</summary>
    private static bool IsProgress(Trial low, Trial start) =>
        low.Step > 0 && (low.Value < start.Value - Evaluations.NoiseOf(start.Value) || Math.Abs(low.Slope) < 0.99 * Math.Abs(start.Slope));

    private static bool IsLowEnough(Trial trial, Trial start) =>
        trial.Value <= start.Value + SufficientDecrease * trial.Step * start.Slope + Evaluations.NoiseOf(start.Value);

    private Trial Evaluate(double[] origin, double[] direction, double step)
    {
        for (int i = 0; i < count; i++)
            _trialPoint[i] = origin[i] + step * direction[i];
        evaluations.Bounds?.Clamp(_trialPoint);
        // An infinite argument is outside every domain, whatever the function makes of it.
        if (!Evaluations.AllFinite(_trialPoint) || !evaluations.TryGradient(_trialPoint, _trialGradient, out double value))
            return new Trial(step, double.NaN, double.NaN);
        return new Trial(step, value, Vectors.Dot(_trialGradient, direction));
    }

    private void Keep(Trial trial)
    {
        (Point, _trialPoint) = (_trialPoint, Point);
        (Gradient, _trialGradient) = (_trialGradient, Gradient);
        Value = trial.Value;
    }

    /// <summary>A step within the bracket: the minimiser of the cubic, kept off the ends; the middle if the bracket shrinks too slowly.</summary>
    private static double Between(Trial low, Trial high, double widthBefore)
    {
        double width = high.Step - low.Step;
        if (!high.IsInside)
            return low.Step + ShortenOutside * width;
        double cubic = CubicMinimiser(low, high);
        if (double.IsNaN(cubic) || Math.Abs(width) > 0.66 * widthBefore)
            return low.Step + 0.5 * width;
        double part = Math.Clamp((cubic - low.Step) / width, 0.05, 0.95);
        return low.Step + part * width;
    }

    /// <summary>A longer step, while the function still falls steeply.</summary>
    private static double Beyond(Trial before, Trial low)
    {
        double gap = low.Step - before.Step;
        double cubic = CubicMinimiser(before, low);
        double furthest = low.Step + LongestExtension * gap;
        return double.IsNaN(cubic) || cubic <= low.Step ? furthest : Math.Clamp(cubic, low.Step + 1.1 * gap, furthest);
    }

    /// <summary>The minimiser of the cubic through two values and slopes (Nocedal and Wright, 3.59); NaN if there is none.</summary>
    private static double CubicMinimiser(Trial a, Trial b)
    {
        double d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        double radicand = d1 * d1 - a.Slope * b.Slope;
        if (!(radicand >= 0))
            return double.NaN;
        double d2 = Math.CopySign(Math.Sqrt(radicand), b.Step - a.Step);
        double minimiser = b.Step - (b.Step - a.Step) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
        return double.IsFinite(minimiser) ? minimiser : double.NaN;
    }
}
