namespace Fluxion.Optimization.Tests;

/// <summary>
/// Trust-region Newton within bounds: problems of W. Hock and K. Schittkowski, <i>Test Examples for Nonlinear Programming Codes</i>, 1981, by their numbers, and others whose
/// solutions follow by hand.
/// </summary>
public partial class BoundedNewtonTests
{
    private const double Infinity = double.PositiveInfinity;

    [Differentiable(Order = 2)]
    private static double Rosenbrock(double x, double y) => 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);

    [Differentiable(Order = 2)]
    private static double P3(double x, double y) => y + 1e-5 * (y - x) * (y - x);

    [Differentiable(Order = 2)]
    private static double P4(double x, double y) => (x + 1) * (x + 1) * (x + 1) / 3 + y;

    [Differentiable(Order = 2)]
    private static double P5(double x, double y) => Math.Sin(x + y) + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1;

    [Differentiable(Order = 2)]
    private static double P45(double[] x) => 2 - x[0] * x[1] * x[2] * x[3] * x[4] / 120;

    [Differentiable(Order = 2)]
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

    /// <summary>½·xᵀ·A·x − bᵀ·x, with A row by row.</summary>
    [Differentiable(Order = 2)]
    private static double Quadratic(double[] x, [Constant] double[] a, [Constant] double[] b)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum -= b[i] * x[i];
            for (int j = 0; j < x.Length; j++)
                sum += 0.5 * a[i * x.Length + j] * x[i] * x[j];
        }
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Saddle(double x, double y) => x * x - y * y;

    private static FitResult<T> Solved<T>(Objective<T> objective, double value, double[] point, double tolerance = 1e-7)
    {
        FitResult<T> fit = Optimizer.Minimize(objective);
        Assert.Equal(FitMethod.TrustRegionNewton, fit.Method);
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

        // 2: x = 2a·cos(arccos(1/b)/3) with a = √(598/1200), b = 400a³, or the other minimum on the bound, near −√1.5.
        double a = Math.Sqrt(598.0 / 1200), x = 2 * a * Math.Cos(Math.Acos(1 / (400 * a * a * a)) / 3);
        FitResult<(double X, double Y)> second = Optimizer.Minimize(Objective_Rosenbrock(-2, 1.5).WithBounds("y", 1.5, Infinity));
        Assert.True(second.Status == FitStatus.Converged, second.ToString());
        Assert.Equal(1.5, second.Point[1]);
        Assert.Equal(second.Point[0] > 0 ? Rosenbrock(x, 1.5) : 4.941229317998, second.Value, 1e-8);

        Solved(Objective_P3(10, 1).WithBounds("y", 0, Infinity), 0, [0, 0]);
        Solved(Objective_P4(1.125, 0.125).WithBounds((1, 0), (Infinity, Infinity)), 8.0 / 3, [1, 0], 0);
        Solved(Objective_P5(0, 0).WithBounds((-1.5, -3), (4, 3)), -Math.Sqrt(3) / 2 - Math.PI / 3, [0.5 - Math.PI / 3, -0.5 - Math.PI / 3]);
        Solved(Objective_P45([0.5, 0.5, 0.5, 0.5, 0.5]).WithBounds([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]), 1, [1, 2, 3, 4, 5], 0);
        Solved(Objective_P110([.. Enumerable.Repeat(9.0, 10)]).WithBounds("x", 2.001, 9.999), -45.77846971, [.. Enumerable.Repeat(9.350265833, 10)], 1e-6);
    }

    [Fact]
    public void Convex_quadratics_meet_the_conditions_after_few_steps()
    {
        var random = new Random(3);
        for (int run = 0; run < 100; run++)
        {
            int n = 1 + random.Next(10);
            SmoothObjective<double[]> objective = Draw(random, n, shift: 1);
            FitResult<double[]> fit = Optimizer.Minimize(objective);
            Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
            Assert.True(IsStationary(objective, fit, 1e-8), fit.ToString());
            // Once the right bounds are known, one step of Newton's ends it.
            Assert.InRange(fit.Iterations, 0, 6);
        }
    }

    [Fact]
    public void Quadratics_of_any_curvature_meet_them_too()
    {
        var random = new Random(4);
        for (int run = 0; run < 100; run++)
        {
            int n = 1 + random.Next(8);
            SmoothObjective<double[]> objective = Draw(random, n, shift: -3);
            FitResult<double[]> fit = Optimizer.Minimize(objective);
            Assert.True(fit.Status == FitStatus.Converged, fit.ToString());
            Assert.True(IsStationary(objective, fit, 1e-8), fit.ToString());
            Assert.NotEqual(false, KktCheck.Of(fit).IsPositiveDefinite);
        }
    }

    [Fact]
    public void A_bound_stops_the_way_down_from_a_saddle()
    {
        Solved(Objective_Saddle(1, 0.5).WithBounds("y", -1, 2), -4, [0, 2]);
        Solved(Objective_Saddle(1, -0.5).WithBounds("y", -1, 2), -1, [0, -1]);
        // The slope at the start is 0; either bound is a minimum.
        FitResult<(double X, double Y)> top = Optimizer.Minimize(Objective_Saddle(1, 0).WithBounds("y", -1, 1));
        Assert.True(top.Status == FitStatus.Converged, top.ToString());
        Assert.Equal(1, Math.Abs(top.Point[1]));
        Assert.Equal(FitStatus.Unbounded, Optimizer.Minimize(Objective_Saddle(1, 0.5).WithBounds("y", -1, Infinity)).Status);
    }

    [Fact]
    public void Nothing_outside_the_bounds_is_evaluated()
    {
        SmoothObjective<(double X, double Y)> inner = Objective_Rosenbrock(-1.2, 1);
        var guarded = new SmoothObjective<double[]>(
            "Guarded", [new ParameterBlock("x", 2)], [0.4, 1],
            x => { Check(x); return inner.Value(x); },
            (x, g) => { Check(x); return inner.Gradient(x, g); },
            (x, g, h) => { Check(x); return inner.Hessian(x, g, h); },
            inner.HessianVector,
            x => x.ToArray(),
            (x, p) => x.CopyTo(p));
        Assert.Equal([0.5, 0.25], Solved(guarded.WithBounds([-Infinity, 0.1], [0.5, Infinity]), 0.25, []).Point);

        static void Check(ReadOnlySpan<double> x)
        {
            if (x[0] > 0.5 || x[1] < 0.1)
                throw new IndexOutOfRangeException();
        }
    }

    [Fact]
    public void Bounds_that_leave_no_room_are_kept()
    {
        Assert.Equal(0, Solved(Objective_Rosenbrock(2, 3).WithBounds((2, 3), (2, 3)), 101, [2, 3], 0).Iterations);
        Solved(Objective_Rosenbrock(2, 3).WithBounds("x", 2, 2), 1, [2, 4]);
    }

    private static SmoothObjective<double[]> Draw(Random random, int n, double shift)
    {
        double[] root = [.. Enumerable.Range(0, n * n).Select(_ => 2 * random.NextDouble() - 1)], a = new double[n * n], b = new double[n];
        double[] lower = new double[n], upper = new double[n], start = new double[n];
        for (int i = 0; i < n; i++)
        {
            b[i] = 4 * random.NextDouble() - 2;
            lower[i] = 2 * random.NextDouble() - 1.5;
            upper[i] = random.Next(6) == 0 ? lower[i] : lower[i] + random.NextDouble();
            start[i] = random.Next(3) switch { 0 => lower[i], 1 => upper[i], _ => 0.5 * (lower[i] + upper[i]) };
            lower[i] = shift > 0 && random.Next(4) == 0 ? -Infinity : lower[i];
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                    a[i * n + j] += root[i * n + k] * root[j * n + k];
            }
            a[i * n + i] += shift * random.NextDouble();
        }
        return Objective_Quadratic(start, a, b).WithBounds(lower, upper);
    }

    /// <summary>No element of the gradient leads down inside the box.</summary>
    private static bool IsStationary(Objective<double[]> objective, FitResult<double[]> fit, double tolerance)
    {
        for (int i = 0; i < fit.Point.Count; i++)
        {
            double g = fit.Gradient[i];
            bool isBarred = (fit.Point[i] == objective.Lower[i] && g >= 0) || (fit.Point[i] == objective.Upper[i] && g <= 0);
            if (!isBarred && Math.Abs(g) > tolerance)
                return false;
        }
        return true;
    }
}
