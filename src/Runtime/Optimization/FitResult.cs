using System.Globalization;
using System.Text;

namespace Fluxion.Optimization;

/// <summary>What a fit found, and how far it can be trusted: <see cref="Status"/>.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public sealed record FitResult<T>
{
    /// <summary>What was minimised.</summary>
    public required Objective<T> Objective { get; init; }

    /// <summary>The best point found, in the parameters' own types.</summary>
    public required T Parameters { get; init; }

    /// <summary>The best point found, flattened.</summary>
    public required IReadOnlyList<double> Point { get; init; }

    /// <summary>The names of the elements of <see cref="Point"/>.</summary>
    public IReadOnlyList<string> Names => Objective.Names;

    /// <summary>The value there.</summary>
    public required double Value { get; init; }

    /// <summary>The gradient there; NaN where it could not be evaluated.</summary>
    public required IReadOnlyList<double> Gradient { get; init; }

    /// <summary>The largest |gᵢ|, also of elements at a bound.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The scaled gradient, which <see cref="FitOptions.GradientTolerance"/> bounds; without elements that a bound keeps from going down.</summary>
    public required double ScaledGradientNorm { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>The status in a sentence, with the numbers behind it.</summary>
    public required string Message { get; init; }

    /// <summary>The method that was used; never <see cref="FitMethod.Default"/>.</summary>
    public required FitMethod Method { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>How often the value alone was evaluated.</summary>
    public required int ValueEvaluations { get; init; }

    /// <summary>How often value and gradient were evaluated together.</summary>
    public required int GradientEvaluations { get; init; }

    /// <summary>How often value, gradient and Hessian were evaluated together.</summary>
    public required int HessianEvaluations { get; init; }

    /// <summary>How often the Hessian was multiplied by a direction.</summary>
    public required int HessianVectorEvaluations { get; init; }

    /// <summary>How often residuals and their Jacobian were evaluated together.</summary>
    public required int JacobianEvaluations { get; init; }

    /// <summary>All evaluations together.</summary>
    public int Evaluations => ValueEvaluations + GradientEvaluations + HessianEvaluations + HessianVectorEvaluations + JacobianEvaluations;

    /// <summary>The points of the iterations, from the start on; empty without <see cref="FitOptions.KeepPath"/>.</summary>
    public required IReadOnlyList<FitStep> Path { get; init; }

    /// <summary>The time the fit took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Names, estimates, status, evaluations and time as a table of several lines.</summary>
    public override string ToString()
    {
        var table = new TextTable("parameter", "estimate", "gradient");
        for (int i = 0; i < Point.Count; i++)
            table.Add(Names[i], TextTable.Number(Point[i], 10), TextTable.Number(Gradient[i], 3));

        CultureInfo culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(Objective.Name).Append('\n').Append(table);
        text.Append(culture, $"value        {TextTable.Number(Value, 12)}\n");
        text.Append(culture, $"status       {Status}: {Message}\n");
        text.Append(culture, $"method       {MethodName}, {Iterations} iterations\n");
        text.Append(culture, $"evaluations  {EvaluationCounts}\n");
        text.Append(culture, $"time         {TextTable.Duration(Elapsed)}");
        return text.ToString();
    }

    private string EvaluationCounts =>
        FormattableString.Invariant($"{ValueEvaluations} values, {GradientEvaluations} gradients")
        + (HessianEvaluations > 0 ? FormattableString.Invariant($", {HessianEvaluations} Hessians") : "")
        + (HessianVectorEvaluations > 0 ? FormattableString.Invariant($", {HessianVectorEvaluations} Hessians times a direction") : "")
        + (JacobianEvaluations > 0 ? FormattableString.Invariant($", {JacobianEvaluations} Jacobians") : "");

    private string MethodName => NameOf(Method);

    internal static string NameOf(FitMethod method) => method switch
    {
        FitMethod.NelderMead => "Nelder–Mead",
        FitMethod.Bfgs => "BFGS",
        FitMethod.TrustRegionNewton => "trust-region Newton",
        FitMethod.NewtonCG => "Newton-CG",
        FitMethod.LBfgsB => "L-BFGS-B",
        FitMethod.LevenbergMarquardt => "Levenberg–Marquardt",
        FitMethod.QuadraticInterpolation => "quadratic interpolation",
        FitMethod.StochasticGradient => "stochastic gradient",
        FitMethod.ConjugateGradients => "conjugate gradients",
        _ => "L-BFGS",
    };
}
