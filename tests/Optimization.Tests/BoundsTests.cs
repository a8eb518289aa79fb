namespace Fluxion.Optimization.Tests;

/// <summary>
/// L-BFGS-B on the problems with bounds only of W. Hock and K. Schittkowski, <i>Test Examples for Nonlinear Programming Codes</i>, 1981, by their numbers
/// and with their solutions, and on others whose solutions follow by hand.
/// </summary>
public partial class BoundsTests
{
    private const double Infinity = double.PositiveInfinity;

    [Differentiable]
    private static double Rosenbrock(double x, double y) => 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);

    [Differentiable]
    private static double P3(double x, double y) => y + 1e-5 * (y - x) * (y - x);

    [Differentiable]
    private static double P4(double x, double y) => (x + 1) * (x + 1) * (x + 1) / 3 + y;

    [Differentiable]
    private static double P5(double x, double y) => Math.Sin(x + y) + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1;

    [Differentiable]
    private static double P45(double[] x) => 2 - x[0] * x[1] * x[2] * x[3] * x[4] / 120;

    [Differentiable]
    private static double P110(double[] x)
    {
        double sum = 0, product = 1;
        foreach (double v in x)
        {
            double a = Math.Log(v - 2), b = Math.Log(10 - v);
            sum += a * a + b * b;
            product *= v;
        }
        return sum - Math.Pow(product, 0.2);
    }

    /// <summary>Σ wᵢ·(xᵢ − cᵢ)², coupled by (Σ xᵢ)².</summary>
    [Differentiable]
    private static double Coupled(double[] x, [Constant] double[] c)
    {
        double sum = 0, total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (i + 1) * (x[i] - c[i]) * (x[i] - c[i]);
            total += x[i];
        }
        return sum + total * total;
    }

    private static FitResult<T> Solved<T>(Objective<T> objective, double value, double[] point, double tolerance = 1e-6)
    {
        FitResult<T> fit = Optimizer.Minimize(objective);
        Assert.Equal(FitMethod.LBfgsB, fit.Method);
        Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
        Assert.Equal(value, fit.Value, 1e-9 * (1 + Math.Abs(value)));
        for (int i = 0; i < point.Length; i++)
            Assert.Equal(point[i], fit.Point[i], tolerance);
        for (int i = 0; i < fit.Point.Count; i++)
            Assert.InRange(fit.Point[i], objective.Lower[i], objective.Upper[i]);
        return fit;
    }

    [Fact]
    public void Problems_of_Hock_and_Schittkowski()
    {
        Solved(Objective_Rosenbrock(-2, 1).WithBounds("y", -1.5, Infinity), 0, [1, 1]);

        // 2: x = 2a·cos(arccos(1/b)/3) with a = √(598/1200), b = 400a³.
        double a = Math.Sqrt(598.0 / 1200), x = 2 * a * Math.Cos(Math.Acos(1 / (400 * a * a * a)) / 3);
        FitResult<(double X, double Y)> second = Optimizer.Minimize(Objective_Rosenbrock(-2, 1.5).WithBounds("y", 1.5, Infinity));
        Assert.True(second.Status == FitStatus.Converged, second.ToString());
        Assert.Equal(1.5, second.Point[1]);
        // There are two minima on the bound, near ±√1.5.
        Assert.Contains(second.Value, [Rosenbrock(x, 1.5), 4.941229317998], new Near(1e-8));

        Solved(Objective_P3(10, 1).WithBounds("y", 0, Infinity), 0, [0, 0]);
        Solved(Objective_P4(1.125, 0.125).WithBounds((1, 0), (Infinity, Infinity)), 8.0 / 3, [1, 0], 0);
        Solved(Objective_P5(0, 0).WithBounds((-1.5, -3), (4, 3)), -Math.Sqrt(3) / 2 - Math.PI / 3, [0.5 - Math.PI / 3, -0.5 - Math.PI / 3]);
        Solved(Objective_P45([0.5, 0.5, 0.5, 0.5, 0.5]).WithBounds([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]), 1, [1, 2, 3, 4, 5], 0);
        Solved(Objective_P110([.. Enumerable.Repeat(9.0, 10)]).WithBounds("x", 2.001, 9.999), -45.77846971, [.. Enumerable.Repeat(9.350265833, 10)]);
    }

    [Fact]
    public void The_solution_meets_the_conditions_on_every_box()
    {
        var random = new Random(5);
        for (int run = 0; run < 60; run++)
        {
            int n = 1 + random.Next(12);
            double[] c = new double[n], lower = new double[n], upper = new double[n], start = new double[n];
            for (int i = 0; i < n; i++)
            {
                (c[i], lower[i]) = (6 * random.NextDouble() - 3, 2 * random.NextDouble() - 2);
                upper[i] = random.Next(6) == 0 ? lower[i] : lower[i] + 2 * random.NextDouble();
                start[i] = random.Next(2) == 0 ? lower[i] : upper[i];
                lower[i] = random.Next(4) == 0 ? -Infinity : lower[i];
            }
            Objective<double[]> objective = Objective_Coupled(start, c).WithBounds(lower, upper);
            FitResult<double[]> fit = Optimizer.Minimize(objective);
            Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
            for (int i = 0; i < n; i++)
            {
                // The function is strictly convex: these conditions are met at its minimum only.
                double g = fit.Gradient[i];
                bool isBarred = (fit.Point[i] == lower[i] && g >= 0) || (fit.Point[i] == upper[i] && g <= 0);
                Assert.True(isBarred || Math.Abs(g) < 1e-8, fit.ToString());
            }
        }
    }

    [Fact]
    public void Nothing_outside_the_bounds_is_evaluated()
    {
        var inner = Objective_Rosenbrock(-1.2, 1);
        var guarded = new Objective<double[]>(
            "Guarded", [new ParameterBlock("x", 2)], [0.4, 1],
            x => throw new InvalidOperationException(),
            (x, g) => x[0] > 0.5 || x[1] < 0.1 ? throw new IndexOutOfRangeException() : inner.Gradient(x, g),
            x => x.ToArray(),
            (x, p) => x.CopyTo(p)).WithBounds("x[0]", -Infinity, 0.5).WithBounds("x[1]", 0.1, Infinity);
        Solved(guarded, 0.25, [0.5, 0.25]);
    }

    [Fact]
    public void Bounds_that_leave_no_room_are_kept()
    {
        FitResult<(double X, double Y)> fit = Solved(Objective_Rosenbrock(2, 3).WithBounds((2, 3), (2, 3)), 101, [2, 3], 0);
        Assert.Equal(0, fit.Iterations);
        Solved(Objective_Rosenbrock(2, 3).WithBounds("x", 2, 2), 1, [2, 4]);
    }

    [Fact]
    public void Bad_starts_and_other_methods_are_refused()
    {
        Objective<(double X, double Y)> bounded = Objective_Rosenbrock(0, 0).WithBounds("x", -1, 1);
        Assert.Throws<ArgumentException>(() => Optimizer.MinimizeFrom(bounded, [2, 0]));
        Assert.Contains("LBfgsB", Assert.Throws<ArgumentException>(() => Optimizer.Minimize(bounded, new FitOptions { Method = FitMethod.LBfgs })).Message);
        Assert.Equal(FitStatus.InvalidStart, Optimizer.MinimizeFrom(bounded, [0, double.NaN]).Status);
        Assert.Equal([FitMethod.LBfgsB, FitMethod.QuadraticInterpolation], Optimizer.Compare(bounded).Fits.Select(fit => fit.Method));
        Assert.All(Optimizer.Multistart(bounded, 5, spread: 10).Fits, fit => Assert.InRange(fit.Point[0], -1, 1));
    }

    [Fact]
    public void Falling_along_an_open_side_is_unbounded()
    {
        FitResult<(double X, double Y)> fit = Optimizer.Minimize(Objective_P4(1.125, 0.125).WithBounds("x", 1, Infinity));
        Assert.Equal(FitStatus.Unbounded, fit.Status);
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double obj) => 0;
    }
}
