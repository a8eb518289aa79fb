using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>Second derivatives at a point: they are symmetric, the columns of one matrix, and what the gradient changes by.</summary>
/// <param name="product">What <c>HessianVector_F</c> gives in the direction that is checked.</param>
public sealed class Curvature(IProgramDriver driver, double[][] arguments, Reference reference, Reply product)
{
    private static readonly double[] Steps = [1.0 / 256, 1.0 / 4096, 1.0 / 65536];

    private readonly double[] products = reference.Layout.Inputs(product.Products);

    // A Hessian may be anything where even the gradient's terms are large.
    private double Size => 1 + products.Max(Math.Abs) + Enumerable.Range(0, reference.Layout.Columns).Max(c => reference.Magnitude[0, c]);

    private bool IsUsable => products.All(p => Math.Abs(p) < 1e8);

    /// <summary><c>Hessian_F</c> times the direction is what <c>HessianVector_F</c> gives.</summary>
    public Failure? Hessian(double[][] direction, double tolerance)
    {
        double[,] hessian = driver.Hessian(arguments)!;
        double[] v = reference.Layout.Inputs(direction);
        for (int i = 0; i < products.Length; i++)
        {
            double sum = 0, scale = 0;
            for (int j = 0; j < v.Length; j++)
            {
                if (!hessian[i, j].Equals(hessian[j, i]))
                    return new Failure(FailureKind.Hessian, "symmetry", $"Hessian_F is not symmetric: {hessian[i, j]:R} and {hessian[j, i]:R}");
                sum += hessian[i, j] * v[j];
                scale += Math.Abs(hessian[i, j] * v[j]);
            }
            if (IsUsable && !(Math.Abs(sum - products[i]) <= tolerance * (scale + Size)))
                return new Failure(FailureKind.Hessian, "", $"Hessian_F times the direction is {sum:R} at {i}; HessianVector_F gives {Compare.Text(products)}");
        }
        return null;
    }

    /// <summary>u · H v = v · H u.</summary>
    public Failure? Symmetry(double[][] direction, double[][] other, double tolerance)
    {
        double[] v = reference.Layout.Inputs(direction), u = reference.Layout.Inputs(other);
        double[] second = reference.Layout.Inputs(driver.HessianVector(arguments, other)!.Products);
        double left = 0, right = 0, scale = 0;
        for (int i = 0; i < u.Length; i++)
        {
            left += u[i] * products[i];
            right += v[i] * second[i];
            scale += Math.Abs(u[i] * products[i]) + Math.Abs(v[i] * second[i]);
        }
        return !IsUsable || Math.Abs(left - right) <= tolerance * (scale + Size)
            ? null
            : new Failure(FailureKind.HessianVector, "symmetry", $"u · H v = {left:R}, v · H u = {right:R}");
    }

    /// <summary>Differences of the gradient along the direction. Steps that change a decision of the program are not used.</summary>
    public Failure? Differences(double[][] direction)
    {
        Failure? failure = null;
        foreach (double step in Steps)
        {
            if (!IsUsable || Checking.Differences.Sample(driver, arguments, reference, direction, step, moved => reference.Layout.Inputs(driver.Gradient(moved)!.Derivatives)) is not { } samples)
                continue;
            failure = null;
            for (int i = 0; i < products.Length && failure is null; i++)
            {
                double Central(int k) => (samples[2 * k][i] - samples[(2 * k) + 1][i]) / (2 * step / (1 << k));
                double r1 = ((4 * Central(1)) - Central(0)) / 3, r2 = ((4 * Central(2)) - Central(1)) / 3, r = ((16 * r2) - r1) / 15;
                if (!(Math.Abs(r - products[i]) <= (1e-7 * Size) + (20 * Math.Abs(r - r2)) + (1e-12 * Size / step)))
                    failure = new Failure(FailureKind.HessianVector, "", $"HessianVector_F, entry {i}\ndifferences give {r:R}\ngot {Compare.Text(products)}");
            }
            // A smaller step settles whether high derivatives are to blame.
            if (failure is null)
                return null;
        }
        return failure;
    }
}
