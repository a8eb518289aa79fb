using System.Globalization;
using System.Text;
using Fluxion.Optimization;

namespace Fluxion.Statistics;

/// <summary>How far the estimates of a fit are known: their covariance, standard errors and Wald intervals.</summary>
public sealed partial record StandardErrors
{
    private readonly double[,] _covariance;
    private readonly double[] _errors;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly DerivativeReport _elements;

    private StandardErrors(IReadOnlyList<string> names, double[] estimates, double[] lower, double[] upper, DerivativeReport elements, CovarianceSource source, double[,] covariance)
    {
        Names = names;
        Estimates = Array.AsReadOnly(estimates);
        (_lower, _upper, _elements) = (lower, upper, elements);
        Source = source;
        _covariance = covariance;
        _errors = new double[estimates.Length];
        for (int i = 0; i < _errors.Length; i++)
            _errors[i] = Math.Sqrt(covariance[i, i]);
    }

    /// <summary>The names of the elements, in the order of the fit's point.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The estimates.</summary>
    public IReadOnlyList<double> Estimates { get; }

    /// <summary>The standard errors; NaN where there are none, as for elements at a bound, see <see cref="Message"/>.</summary>
    public IReadOnlyList<double> Errors => Array.AsReadOnly(_errors);

    /// <summary>The names of the elements at a bound, which are taken for known: they have no errors, and the others' do not count theirs.</summary>
    public IReadOnlyList<string> AtBounds { get; private init; } = [];

    /// <summary>Where the covariance comes from.</summary>
    public CovarianceSource Source { get; }

    /// <summary>
    /// Whether there are standard errors: the Hessian, or JᵀJ, of the elements that are not at a bound is positive definite, and the residuals tell their variance.
    /// </summary>
    public bool IsDefinite { get; private init; }

    /// <summary>
    /// If it is not positive definite, the direction to blame, scaled to a largest element of 1: along it the function does not rise, so that the data do not
    /// tell this combination of the elements. Otherwise null.
    /// </summary>
    public IReadOnlyList<double>? Undetermined { get; private init; }

    /// <summary>The residual variance s²; null for a likelihood.</summary>
    public double? ResidualVariance { get; private init; }

    /// <summary>The number of residuals less that of elements that are not at a bound; null for a likelihood.</summary>
    public int? DegreesOfFreedom { get; private init; }

    /// <summary>
    /// What the method gives to <see cref="Derivative.Report(double, string)"/> at the estimates, by the delta method with intervals of 95 %; for other levels
    /// see <see cref="Derive"/>.
    /// </summary>
    public IReadOnlyList<DerivedEstimate> Reported { get; private init; } = [];

    /// <summary>Where the errors come from, and what is to be said against them.</summary>
    public string Message { get; private init; } = "";

    /// <summary>
    /// Standard errors from the curvature at the estimates: of a <see cref="SmoothObjective{T}"/>, which is taken for the negative logarithm of a likelihood,
    /// or of <see cref="LeastSquares{T}"/>.
    /// </summary>
    /// <remarks>
    /// Elements at a bound are left out, as <see cref="KktCheck"/> does it: a quadratic function says nothing about them. They have no errors, and those of
    /// the others are what <see cref="Objective{T}.Fix(string[])"/> of the former would give.
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="fit">The fit.</param>
    /// <returns>The standard errors of the elements of the fit's point.</returns>
    /// <exception cref="ArgumentException">The objective has neither second derivatives nor residuals.</exception>
    public static StandardErrors Of<T>(FitResult<T> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        double[] point = [.. fit.Point], lower = fit.Objective.Lower.ToArray(), upper = fit.Objective.Upper.ToArray();
        int[] free = [.. Enumerable.Range(0, point.Length).Where(i => point[i] > lower[i] && point[i] < upper[i])];
        CovarianceSource source;
        double[,] information;
        double? variance = null;
        int? degrees = null;
        if (fit.Objective is LeastSquares<T> squares)
        {
            source = CovarianceSource.LeastSquares;
            (information, double sumOfSquares) = JacobianSquared(squares, point);
            degrees = squares.ResidualCount - free.Length;
            variance = degrees > 0 ? sumOfSquares / degrees.Value : double.NaN;
        }
        else if (fit.Objective is SmoothObjective<T> smooth)
        {
            source = CovarianceSource.Hessian;
            information = new double[point.Length, point.Length];
            smooth.Hessian(point, new double[point.Length], Fluxion.CompilerServices.Buffers.AsSpan(information));
        }
        else
        {
            throw new ArgumentException(
                $"{fit.Objective.Name} has no second derivatives: mark the method with [Differentiable(Order = 2)]. If it adds up squares of residuals, a marked method that returns them as an array has a companion LeastSquares_….",
                nameof(fit));
        }

        var curvature = new Curvature(Matrices.Part(information, free));
        var errors = new StandardErrors(fit.Names, point, lower, upper, fit.Objective.AllElements(point), source, Matrices.Spread(curvature.Inverse(variance ?? 1), free, point.Length, double.NaN))
        {
            AtBounds = [.. Enumerable.Range(0, point.Length).Except(free).Select(i => fit.Names[i])],
            IsDefinite = curvature.IsDefinite && variance is not double.NaN,
            Undetermined = curvature.Undetermined is { } direction ? Array.AsReadOnly(Spread(direction, free, point.Length)) : null,
            ResidualVariance = variance,
            DegreesOfFreedom = degrees,
        };
        return errors with { Message = ErrorMessages.Explain(fit, errors, curvature, free), Reported = errors.DeriveAll(fit.Objective.Report(point)) };
    }

    /// <summary>An element of the covariance matrix.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <returns>The covariance of two elements; NaN if one has no error.</returns>
    public double Covariance(int row, int column) => _covariance[row, column];

    /// <summary>The correlation of two elements.</summary>
    /// <param name="row">The one.</param>
    /// <param name="column">The other.</param>
    /// <returns>Their covariance by the product of their standard errors.</returns>
    public double Correlation(int row, int column) => row == column && !double.IsNaN(_errors[row]) ? 1 : _covariance[row, column] / (_errors[row] * _errors[column]);

    /// <summary>The estimate and so many standard errors to both sides: by the normal distribution for a likelihood, by Student's t for least squares.</summary>
    /// <remarks>
    /// An end that would lie beyond a bound is the bound: no true value lies there, so that the probability stays the same. <see cref="Message"/> says so for a
    /// level of 95 %.
    /// </remarks>
    /// <param name="name">The element.</param>
    /// <param name="level">The probability with which such intervals hold the true value, if the function is close to quadratic.</param>
    /// <returns>The ends; NaN for an element without an error.</returns>
    /// <exception cref="ArgumentException">There is no such element.</exception>
    public (double Lower, double Upper) WaldInterval(string name, double level = 0.95)
    {
        int i = IndexOf(Names, name);
        double width = Factor(level) * _errors[i];
        return (Math.Max(Estimates[i] - width, _lower[i]), Math.Min(Estimates[i] + width, _upper[i]));
    }

    /// <summary>A function of the parameters with its standard error, by the delta method. Elements at a bound are taken for known.</summary>
    /// <typeparam name="T">The type of the function's parameters.</typeparam>
    /// <param name="function">
    /// The function over elements of the fit, which it knows by their names: <c>Objective_G</c> of a marked method with the same parameters, or some of them. What
    /// is fixed, tied or transformed for the fit need not be so here: values are those of the fit, also of elements that are fixed there.
    /// </param>
    /// <param name="level">The probability of its interval.</param>
    /// <returns>Value, standard error and interval.</returns>
    /// <exception cref="ArgumentException">The function has elements that the fit has not, or fixes one at another value, or one that the fit does not fix.</exception>
    public DerivedEstimate Derive<T>(Objective<T> function, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(function);
        var map = ElementMap.Of(function, _elements);
        var gradient = new double[function.Count];
        double value = function.Gradient(map.Point, gradient);
        return Derived(function.Name, value, map.PullBack(gradient), map.Places, Factor(level));
    }

    private DerivedEstimate Derived(string name, double value, ReadOnlySpan<double> gradient, int[] places, double factor)
    {
        double error = Math.Sqrt(Variance(gradient, places)), width = factor * error;
        return new DerivedEstimate(name, value, error, value - width, value + width);
    }

    private DerivedEstimate[] DeriveAll(DerivativeReport report)
    {
        int[] places = [.. Enumerable.Range(0, Names.Count)];
        double factor = Factor(0.95);
        return [.. report.Names.Select((name, i) => Derived(name, report.Values[i], Array.ConvertAll(places, place => report.Jacobian(i, place)), places, factor))];
    }

    /// <summary>Estimates, standard errors and intervals as a table of several lines; those of what is reported below those of the elements.</summary>
    public override string ToString()
    {
        string[][] rows =
        [
            ["element", "estimate", "std. error", "2.5 %", "97.5 %"],
            .. Names.Select((name, i) => new[] { name, Number(Estimates[i]), Number(_errors[i]), Number(WaldInterval(name).Lower), Number(WaldInterval(name).Upper) }),
            .. Reported.Select(one => new[] { one.Name, Number(one.Estimate), Number(one.StandardError), Number(one.Lower), Number(one.Upper) }),
        ];
        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
            text.Append(row[0].PadRight(widths[0])).Append(string.Concat(row.Skip(1).Select((cell, i) => "  " + cell.PadLeft(widths[i + 1])))).Append('\n');
        return text.Append(Message).ToString();

        static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
    }

    internal static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
                return i;
        }

        throw new ArgumentException($"There is no element '{name}' among {string.Join(", ", names)}.", nameof(name));
    }

    /// <summary>gᵀ Σ g, with those elements for known that are at a bound.</summary>
    internal double Variance(ReadOnlySpan<double> gradient, int[] places)
    {
        double variance = 0;
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = 0; j < places.Length && !IsAtBound(places[i]); j++)
                variance += IsAtBound(places[j]) ? 0 : gradient[i] * _covariance[places[i], places[j]] * gradient[j];
        }

        return variance;
    }

    private bool IsAtBound(int i) => Estimates[i] <= _lower[i] || Estimates[i] >= _upper[i];

    /// <summary>So many standard errors to each side.</summary>
    internal double Factor(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "Must be between 0 and 1.");
        double tail = (1 - level) / 2;
        return DegreesOfFreedom is not { } degrees ? -Normal.Quantile(tail) : degrees > 0 ? -StudentT.Quantile(tail, degrees, 0, 1) : double.NaN;
    }

    // JᵀJ, and the sum of the squares of the residuals.
    private static (double[,] Product, double SumOfSquares) JacobianSquared<T>(LeastSquares<T> squares, double[] point)
    {
        int rows = squares.ResidualCount, n = point.Length;
        double[] residuals = new double[rows], jacobian = new double[rows * n];
        double half = squares.Jacobian(point, residuals, jacobian);
        var product = new double[n, n];
        for (int k = 0; k < rows; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    product[i, j] += jacobian[k * n + i] * jacobian[k * n + j];
            }
        }

        return (product, 2 * half);
    }

    private static double[] Spread(double[] part, int[] places, int count)
    {
        var all = new double[count];
        for (int i = 0; i < part.Length; i++)
            all[places[i]] = part[i];
        return all;
    }
}
