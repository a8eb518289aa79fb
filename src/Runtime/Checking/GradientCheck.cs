using Fluxion.CompilerServices;

namespace Fluxion;

/// <summary>Compares gradients with extrapolated differences, the independent witness that every derivative has.</summary>
/// <remarks>
/// The step of each argument is scaled to it and halved over many sizes; the differences are extrapolated to step 0 (L. F. Richardson; C. J. F. Ridders,
/// <i>Accurate computation of F′(x) and F′(x)F″(x)</i>, Adv. Eng. Software 4 (1982) 75–76), and the extrapolation with the smallest estimated error counts.
/// A NaN is a verdict, never an exception.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the gradient of an objective at its start.</summary>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <returns>One row a parameter.</returns>
    public static GradientCheckResult Compare<T>(Objective<T> objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Compare(objective, objective.Start);
    }

    /// <summary>Checks the gradient of an objective at a point.</summary>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="point">The point, flattened.</param>
    /// <param name="options">How closely to compare.</param>
    /// <returns>One row a parameter.</returns>
    /// <exception cref="ArgumentException"><paramref name="point"/> is not as long as the objective has parameters.</exception>
    public static GradientCheckResult Compare<T>(Objective<T> objective, ReadOnlySpan<double> point, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Buffers.CheckLength(point.Length, objective.Count, nameof(point), objective.Name);
        return Compare(objective.Name, objective.Names, objective.Value, objective.Gradient, point, options ?? GradientCheckOptions.Default);
    }

    /// <summary>Checks any gradient at a point; the rows are named <c>x[0]</c>, <c>x[1]</c>, ….</summary>
    /// <param name="value">The function.</param>
    /// <param name="gradient">Its value and gradient.</param>
    /// <param name="point">The point.</param>
    /// <param name="options">How closely to compare.</param>
    /// <returns>One row an argument.</returns>
    public static GradientCheckResult CompareFunctions(
        ObjectiveValue value, ObjectiveGradient gradient, ReadOnlySpan<double> point, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        var block = new ParameterBlock("x", point.Length);
        string[] names = [.. Enumerable.Range(0, point.Length).Select(block.ElementName)];
        return Compare("the function", names, value, gradient, point, options ?? GradientCheckOptions.Default);
    }

    private static GradientCheckResult Compare(
        string name, IReadOnlyList<string> names, ObjectiveValue value, ObjectiveGradient gradient, ReadOnlySpan<double> point, GradientCheckOptions options)
    {
        double[] at = point.ToArray();
        var analytic = new double[at.Length];
        double gradientValue = gradient(at, analytic);
        double center = Evaluate(value, at);

        var rows = new GradientComparison[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double argument = at[i];
            int index = i;
            Func<double, double> alongAxis = x =>
            {
                at[index] = x;
                double result = Evaluate(value, at);
                at[index] = argument;
                return result;
            };
            rows[i] = Judge(names[i], argument, analytic[i], center, alongAxis, options);
        }
        return new GradientCheckResult { Name = name, Value = center, GradientValue = gradientValue, Parameters = Array.AsReadOnly(rows) };
    }

    /// <summary>The value; NaN where the function refuses the point.</summary>
    private static double Evaluate(ObjectiveValue value, double[] point)
    {
        try
        {
            return value(point);
        }
        catch (Exception exception) when (exception is ArithmeticException or ArgumentException or InvalidOperationException)
        {
            return double.NaN;
        }
    }

    private static GradientComparison Judge(
        string name, double argument, double analytic, double center, Func<double, double> alongAxis, GradientCheckOptions options)
    {
        GradientComparison Row(double numeric, double error, GradientVerdict verdict, string note)
        {
            double larger = Math.Max(Math.Abs(analytic), Math.Abs(numeric));
            double relative = analytic == numeric ? 0 : Math.Abs(analytic - numeric) / larger;
            return new GradientComparison(name, argument, analytic, numeric, error, relative, verdict, note);
        }

        if (!double.IsFinite(argument) || !double.IsFinite(center))
            return Row(double.NaN, double.NaN, GradientVerdict.Undefined, "the value or the argument is not finite.");

        StepLadder ladder = StepLadder.Climb(argument, center, alongAxis, options);
        if (ladder.FindKink() is { } kink)
        {
            double mean = 0.5 * (kink.Left + kink.Right);
            double jump = Math.Abs(kink.Right - kink.Left);
            string note = FormattableString.Invariant(
                $"kink within {kink.Step:G2} of the point: the slope is {kink.Left:G6} on the left and {kink.Right:G6} on the right.");
            bool between = analytic >= Math.Min(kink.Left, kink.Right) - 0.01 * jump && analytic <= Math.Max(kink.Left, kink.Right) + 0.01 * jump;
            return Row(mean, 0.5 * jump, double.IsNaN(analytic) ? GradientVerdict.Undefined : between ? GradientVerdict.Kink : GradientVerdict.Differs, note);
        }

        if (ladder.Extrapolate() is not { } estimate)
            return Row(double.NaN, double.NaN, GradientVerdict.Undefined, "the function is not finite on either side of the point.");
        string side = estimate.Side switch
        {
            > 0 => "defined on the right only; compared with one-sided differences.",
            < 0 => "defined on the left only; compared with one-sided differences.",
            _ => "",
        };
        if (!double.IsFinite(analytic))
            return Row(estimate.Derivative, estimate.Error, GradientVerdict.Undefined, "the derivative is not finite. " + side);

        double size = Math.Max(Math.Abs(analytic), Math.Abs(estimate.Derivative));
        // Of a derivative that is small against this, the differences cannot show many digits.
        double resolution = (ladder.IsSinglePrecision ? 1e-3 : 1e-6) * Math.Max(Math.Abs(center), 1) / Math.Max(Math.Abs(argument), 1);
        if (estimate.Error > 0.1 * size && estimate.Error > resolution)
            return Row(estimate.Derivative, estimate.Error, GradientVerdict.Undefined, "the differences do not settle as the step shrinks. " + side);

        double allowed = Math.Max(options.RelativeTolerance * size, 8 * estimate.Error);
        bool agrees = Math.Abs(analytic - estimate.Derivative) <= allowed;
        return Row(estimate.Derivative, estimate.Error, agrees ? GradientVerdict.Agrees : GradientVerdict.Differs, side);
    }
}
