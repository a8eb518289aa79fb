using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>
/// Third derivatives at a point, in two directions: they come with the gradient and the products of the other companions, do not care for the order of
/// the directions, and are what the Hessian times the one direction changes by along the other.
/// </summary>
/// <param name="first">What <c>HessianVector_F</c> gives in the first direction.</param>
public sealed class ThirdDerivative(IProgramDriver driver, double[][] arguments, Reference reference, Reply first)
{
    private static readonly double[] Steps = [1.0 / 256, 1.0 / 4096, 1.0 / 65536];

    public Failure? Check(double[][] v, double[][] w, double tolerance, bool hasDifferences)
    {
        Reply third = driver.ThirdDerivative(arguments, v, w)!, swapped = driver.ThirdDerivative(arguments, w, v)!, second = driver.HessianVector(arguments, w)!;
        double[] thirds = Inputs(third.Thirds);
        double size = 1 + Largest(thirds) + Largest(Inputs(first.Products)) + Largest(Inputs(second.Products)) + Enumerable.Range(0, reference.Layout.Columns).Max(c => reference.Magnitude[0, c]);
        // Behind a norm of 0 they are NaN, which the largest of several is not.
        if (!(size < 1e8) || thirds.Any(double.IsNaN))
            return null;
        return Same("gradient", third.Derivatives, first.Derivatives) ?? Same("first product", third.Products, first.Products) ?? Same("second product", third.SecondProducts, second.Products)
            ?? Same("symmetry", third.Thirds, swapped.Thirds) ?? (hasDifferences ? Differences(v, w, thirds, size) : null);

        Failure? Same(string what, double[][] got, double[][] expected) =>
            Compare.FirstDifference(Inputs(got), Inputs(expected), [.. Inputs(expected).Select(_ => size)], tolerance) is null
                ? null
                : new Failure(FailureKind.ThirdDerivative, what, $"ThirdDerivative_F, {what}\nexpected {Compare.Text(expected)}\ngot {Compare.Text(got)}");
    }

    private Failure? Differences(double[][] v, double[][] w, double[] thirds, double size)
    {
        Failure? failure = null;
        foreach (double step in Steps)
        {
            if (Checking.Differences.Sample(driver, arguments, reference, w, step, moved => Inputs(driver.HessianVector(moved, v)!.Products)) is not { } samples)
                continue;
            failure = null;
            for (int i = 0; i < thirds.Length && failure is null; i++)
            {
                double Central(int k) => (samples[2 * k][i] - samples[(2 * k) + 1][i]) / (2 * step / (1 << k));
                double r1 = ((4 * Central(1)) - Central(0)) / 3, r2 = ((4 * Central(2)) - Central(1)) / 3, r = ((16 * r2) - r1) / 15;
                if (!(Math.Abs(r - thirds[i]) <= (1e-7 * size) + (20 * Math.Abs(r - r2)) + (1e-12 * size / step)))
                    failure = new Failure(FailureKind.ThirdDerivative, "", $"ThirdDerivative_F, entry {i}\ndifferences give {r:R}\ngot {Compare.Text(thirds)}");
            }
            // A smaller step settles whether high derivatives are to blame.
            if (failure is null)
                return null;
        }
        return failure;
    }

    private double[] Inputs(double[][] derivatives) => reference.Layout.Inputs(derivatives);

    private static double Largest(double[] numbers) => numbers.Max(Math.Abs);
}
