namespace Fluxion;

/// <summary>A function of one argument at x ± h for a geometric ladder of steps h, and what it says about the derivative at x.</summary>
internal sealed class StepLadder
{
    /// <summary>How many rungs one extrapolation uses at most.</summary>
    private const int Window = 6;

    /// <summary>How many rungs a kink must last.</summary>
    private const int KinkWindow = 5;

    /// <summary>How many of the shortest rungs show the noise of the function.</summary>
    private const int NoiseWindow = 5;

    private readonly double _center;
    private readonly double[] _steps;
    private readonly double[] _right;
    private readonly double[] _left;

    /// <summary>The relative error to which the function is taken to be computed: four units of its precision.</summary>
    private readonly double _rounding;

    /// <summary>The error that its values show.</summary>
    private readonly double _noise;

    private StepLadder(double center, double[] steps, double[] right, double[] left, bool single)
    {
        _center = center;
        _steps = steps;
        _right = right;
        _left = left;
        IsSinglePrecision = single;
        _rounding = single ? 4 * 1.1920929e-7 : 4 * 2.220446049250313e-16;
        // On the shortest rungs second differences are noise: of a smooth function nothing else is left of them.
        for (int k = Math.Max(0, steps.Length - NoiseWindow); k < steps.Length; k++)
        {
            double second = Math.Abs(right[k] - center + (left[k] - center));
            _noise = double.IsFinite(second) ? Math.Max(_noise, second) : _noise;
        }
    }

    /// <summary>The derivative, its estimated error, and the side it was taken from (0: both).</summary>
    internal readonly record struct Estimate(double Derivative, double Error, int Side);

    /// <summary>The slopes on both sides of a kink that is no further than the step.</summary>
    internal readonly record struct Kink(double Left, double Right, double Step);

    /// <summary>Whether the function computes in single precision.</summary>
    public bool IsSinglePrecision { get; }

    /// <summary>Evaluates the function on every rung.</summary>
    public static StepLadder Climb(double argument, double center, Func<double, double> function, GradientCheckOptions options)
    {
        StepLadder ladder = Climb(argument, center, function, options, single: false);
        // Values that are all single-precision numbers come from a function that rounds its arguments to single precision, too.
        return IsSingle(argument) && IsSingle(center) && ladder._right.All(IsSingle) && ladder._left.All(IsSingle)
            ? Climb(argument, center, function, options, single: true)
            : ladder;
    }

    private static bool IsSingle(double value) => ((double)(float)value).Equals(value);

    private static StepLadder Climb(double argument, double center, Func<double, double> function, GradientCheckOptions options, bool single)
    {
        // A small argument may stand for a small scale or for almost 0: the ladder then reaches from the one to below the other.
        double scale = Math.Max(Math.Abs(argument), 1);
        double smallest = argument == 0 ? 1 : Math.Abs(argument);
        int rungs = options.Halvings + 1 + (int)Math.Min(30, Math.Ceiling(Math.Log2(scale / smallest)));
        double step = options.LargestStep * scale;
        if (single)
            rungs = Math.Clamp((int)Math.Log2(step / (16 * 1.1920929e-7 * smallest)), 8, rungs);

        var steps = new double[rungs];
        var right = new double[rungs];
        var left = new double[rungs];
        for (int k = 0; k < rungs; k++, step *= 0.5)
        {
            // The step that is really taken, after rounding x + h.
            double moved = single ? (float)(argument + step) : argument + step;
            steps[k] = moved - argument;
            right[k] = function(moved);
            left[k] = function(argument - steps[k]);
        }
        return new StepLadder(center, steps, right, left, single);
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

    private double GapNoise(int rung) => Noise(Math.Max(Math.Abs(_right[rung]), Math.Abs(_left[rung]))) / _steps[rung];

    /// <summary>The error of a value of this size, or of the centre if that is larger.</summary>
    private double Noise(double size) => Math.Max(_noise, _rounding * Math.Max(Math.Abs(_center), size));

    private Estimate? Best(int side)
    {
        var estimates = new Estimate?[_steps.Length];
        for (int first = 0; first < estimates.Length; first++)
            estimates[first] = From(first, side);

        Estimate? best = null;
        for (int first = 0; first < estimates.Length; first++)
        {
            if (estimates[first] is { } own && own with { Error = Math.Max(own.Error, Disagreement(estimates, first)) } is var cautious
                && (best is null || cautious.Error < best.Value.Error))
            {
                best = cautious;
            }
        }
        return best;
    }

    /// <summary>
    /// How far an estimate lies from those of all shorter steps, beyond their own errors: an oscillation can make long steps agree by chance.
    /// </summary>
    private static double Disagreement(Estimate?[] estimates, int index)
    {
        double largest = 0;
        for (int k = index + 1; k < estimates.Length; k++)
        {
            if (estimates[k] is { } other)
                largest = Math.Max(largest, Math.Abs(other.Derivative - estimates[index]!.Value.Derivative) - 3 * other.Error);
        }
        return largest;
    }

    /// <summary>The best extrapolation that starts at a rung.</summary>
    private Estimate? From(int first, int side)
    {
        Estimate? best = null;
        Span<double> column = stackalloc double[Window];
        for (int k = first, used = 0; k < _steps.Length && used < Window; k++, used++)
        {
            double here = Difference(k, side);
            if (!double.IsFinite(here))
                break;

            // Neville's scheme in place: column[j] turns from what ends at the rung before into what ends here.
            double factor = 1;
            for (int j = 0; j < used; j++)
            {
                factor *= side == 0 ? 4 : 2;
                double before = column[j];
                column[j] = here;
                double next = here + (here - before) / (factor - 1);
                double error = Math.Max(Math.Abs(next - here), Math.Abs(next - before)) + DifferenceNoise(k, side);
                here = next;
                if (double.IsFinite(here) && (best is null || error < best.Value.Error))
                    best = new Estimate(here, error, side);
            }
            column[used] = here;
        }
        return best;
    }

    private double Difference(int rung, int side) => side switch
    {
        0 => (_right[rung] - _left[rung]) / (2 * _steps[rung]),
        > 0 => (_right[rung] - _center) / _steps[rung],
        _ => (_center - _left[rung]) / _steps[rung],
    };

    private double DifferenceNoise(int rung, int side)
    {
        double size = side switch
        {
            0 => Math.Max(Math.Abs(_right[rung]), Math.Abs(_left[rung])),
            > 0 => Math.Abs(_right[rung]),
            _ => Math.Abs(_left[rung]),
        };
        return 2 * Noise(size) / _steps[rung];
    }
}
