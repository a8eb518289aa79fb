using System.Globalization;
using Fluxion;
using Fluxion.Optimization;

namespace Fit;

/// <summary>The same fit by every method that there is.</summary>
internal static class MethodReport
{
    public static FitComparison<T> Print<T>(Objective<T> objective, CancellationToken cancel)
    {
        Console.WriteLine("2. The same by every method");
        Console.WriteLine();
        var comparison = Optimizer.Compare(objective, options: new FitOptions { KeepPath = true }, cancellationToken: cancel);
        double lowest = comparison.Fits.Min(fit => fit.Value);
        var table = new TextTable("", "above min.", "iterations", "f", "g", "H", "H*v", "status");
        foreach (var fit in comparison.Fits)
        {
            table.Add(
                Name(fit.Method),
                (fit.Value - lowest).ToString("0.0e0", CultureInfo.InvariantCulture),
                Text(fit.Iterations), Text(fit.ValueEvaluations), Text(fit.GradientEvaluations), Text(fit.HessianEvaluations), Text(fit.HessianVectorEvaluations),
                fit.Status.ToString());
        }

        table.Print();
        Console.WriteLine("   f, g, H, H*v: evaluations of value, gradient, Hessian and Hessian times a direction");
        Console.WriteLine();
        return comparison;
    }

    /// <summary>How far above the minimum each method is after each iteration.</summary>
    public static Chart Draw<T>(FitComparison<T> comparison)
    {
        // Differences that are no more than the rounding of the value are drawn as that.
        double lowest = comparison.Fits.Min(fit => fit.Value), rounding = 2e-14 * Math.Abs(lowest);
        var chart = new Chart("convergence", "Convergence", "iteration", "value above the minimum") { XIsLogarithmic = true, YIsLogarithmic = true };
        foreach (var fit in comparison.Fits)
        {
            chart.Add(Name(fit.Method), [.. fit.Path.Where(step => step.Iteration > 0).Select(step => ((double)step.Iteration, Math.Max(step.Value - lowest, rounding)))]);
        }

        return chart;
    }

    private static string Name(FitMethod method) => method switch
    {
        FitMethod.TrustRegionNewton => "trust-region Newton",
        FitMethod.NewtonCG => "Newton-CG",
        FitMethod.ConjugateGradients => "conjugate gradients",
        FitMethod.NelderMead => "Nelder-Mead",
        FitMethod.LBfgs => "L-BFGS",
        FitMethod.LBfgsB => "L-BFGS-B",
        FitMethod.Bfgs => "BFGS",
        FitMethod.LevenbergMarquardt => "Levenberg-Marquardt",
        FitMethod.QuadraticInterpolation => "quadratic interpolation",
        _ => method.ToString(),
    };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
