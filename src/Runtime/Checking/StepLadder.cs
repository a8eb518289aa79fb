namespace Fluxion;

/// <summary>A function of one argument at x ± h for a geometric ladder of steps h, and what it says about the derivative at x.</summary>
internal sealed class StepLadder
{
    /// <summary>How many rungs one extrapolation uses at most.</summary>
    private const int Window = 6;

    /// <summary>How many rungs a kink must last.</summary>
    private const int KinkWindow = 5;

    /// <summary>A function is taken to be computed to so many units of rounding.</summary>
    private const double Rounding = 4 * 2.220446049250313e-16;

    private readonly double _center;
    private readonly double[] _steps;
    private readonly double[] _right;
    private readonly double[] _left;

    private StepLadder(double center, double[] steps, double[] right, double[] left)
    {
        _center = center;
        _steps = steps;
        _right = right;
        _left = left;
    }

    /// <summary>The derivative, its estimated error, and the side it was taken from (0: both).</summary>
    internal readonly record struct Estimate(double Derivative, double Error, int Side);

    /// <summary>The slopes on both sides of a kink that is no further than the step.</summary>
    internal readonly record struct Kink(double Left, double Right, double Step);

    /// <summary>Evaluates the function on every rung.</summary>
    public static StepLadder Climb(double argument, double center, Func<double, double> function, GradientCheckOptions options)
    {
        // A small argument may stand for a small scale or for almost 0: the ladder then reaches from the one to below the other.
        double scale = argument == 0 ? 1 : Math.Max(Math.Abs(argument), 1e-3);
        double smallest = argument == 0 ? 1 : Math.Abs(argument);
        int rungs = options.Halvings + 1 + (int)Math.Min(30, Math.Ceiling(Math.Log2(scale / smallest)));
        var steps = new double[rungs];
        var right = new double[rungs];
        var left = new double[rungs];
        double step = options.LargestStep * scale;
        for (int k = 0; k < rungs; k++, step *= 0.5)
        {
            // The step that is really taken, after rounding x + h.
            steps[k] = argument + step - argument;
            right[k] = function(argument + steps[k]);
            left[k] = function(argument - steps[k]);
        }
        return new StepLadder(center, steps, right, left);
    }

    /// <summary>
    /// Looks for one-sided differences that disagree however small the step. For a smooth function their difference halves with the step; at a
    /// kink it stays, at a jump or a vertical tangent it grows, down to the steps at which rounding would hide it.
    /// </summary>
    public Kink? FindKink()
    {
        int last = -1;
        for (int k = 0; k < _steps.Length; k++)
        {
            if (Math.Abs(Gap(k)) > 100 * GapNoise(k) && double.IsFinite(Gap(k)))
                last = k;
        }
        if (last < KinkWindow)
            return null;
        for (int k = last - KinkWindow; k <= last; k++)
        {
            if (!double.IsFinite(Gap(k)) || Gap(k) * Gap(last) < 0)
                return null;
        }
        double gap = Math.Abs(Gap(last));
        bool persists = gap >= 0.5 * Math.Abs(Gap(last - KinkWindow));
        bool resolvedBelow = last + 1 < _steps.Length && 100 * GapNoise(last + 1) < 0.25 * gap;
        return persists && !resolvedBelow
            ? new Kink((_center - _left[last]) / _steps[last], (_right[last] - _center) / _steps[last], _steps[last])
            : null;
    }

    /// <summary>Extrapolates the differences to step 0, from every rung, and takes the result with the smallest estimated error.</summary>
    public Estimate? Extrapolate() => Best(0) ?? Best(1) ?? Best(-1);

    /// <summary>The right slope less the left one.</summary>
    private double Gap(int rung) => (_right[rung] - _center + (_left[rung] - _center)) / _steps[rung];

    private double GapNoise(int rung) =>
        Rounding * Math.Max(Math.Abs(_center), Math.Max(Math.Abs(_right[rung]), Math.Abs(_left[rung]))) / _steps[rung];

    private Estimate? Best(int side)
    {
        Estimate? best = null;
        Span<double> column = stackalloc double[Window];
        for (int first = 0; first < _steps.Length; first++)
        {
            int used = 0;
            for (int k = first; k < _steps.Length && used < Window; k++, used++)
            {
                double extrapolated = Difference(k, side);
                if (!double.IsFinite(extrapolated))
                    break;

                // Neville's scheme in place: column[j] turns from what ends at the rung before into what ends here.
                double error = double.PositiveInfinity;
                double factor = 1;
                double above = extrapolated;
                for (int j = 0; j < used; j++)
                {
                    factor *= side == 0 ? 4 : 2;
                    double previous = column[j];
                    column[j] = above;
                    double next = above + (above - previous) / (factor - 1);
                    error = Math.Max(Math.Abs(next - above), Math.Abs(next - previous));
                    above = next;
                    if (Worth(above, error + DifferenceNoise(k, side), side, best) is { } better)
                        best = better;
                }
                column[used] = above;
            }
        }
        return best;
    }

    private static Estimate? Worth(double derivative, double error, int side, Estimate? best) =>
        double.IsFinite(derivative) && (best is null || error < best.Value.Error) ? new Estimate(derivative, error, side) : null;

    private double Difference(int rung, int side) => side switch
    {
        0 => (_right[rung] - _left[rung]) / (2 * _steps[rung]),
        > 0 => (_right[rung] - _center) / _steps[rung],
        _ => (_center - _left[rung]) / _steps[rung],
    };

    private double DifferenceNoise(int rung, int side) => 2 * GapNoise(rung) switch
    {
        double noise when double.IsFinite(noise) => noise,
        _ => Rounding * (Math.Abs(_center) + Math.Abs(side > 0 ? _right[rung] : _left[rung])) / _steps[rung],
    };
}
