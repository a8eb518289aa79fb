using Fluxion.CompilerServices;

namespace Fluxion.Runtime.Tests;

/// <summary>Objectives that can be added, with something that happens before each evaluation.</summary>
internal static class Summand
{
    public static readonly ObjectiveFlattening<(double X, double Y)> Flatten = (parameters, point) => (point[0], point[1]) = parameters;

    /// <summary>c·x²·y from (3, 4): gradient c·(2xy, x²), Hessian c·((2y, 2x), (2x, 0)).</summary>
    public static SmoothObjective<(double X, double Y)> Cubic(double c, string name = "Cubic", double[]? start = null, Action? before = null) => new(
        name,
        [new ParameterBlock("x"), new ParameterBlock("y")],
        start ?? [3, 4],
        value: point =>
        {
            before?.Invoke();
            return c * point[0] * point[0] * point[1];
        },
        gradient: (point, gradient) =>
        {
            before?.Invoke();
            (gradient[0], gradient[1]) = (c * 2 * point[0] * point[1], c * point[0] * point[0]);
            return c * point[0] * point[0] * point[1];
        },
        hessian: (point, gradient, hessian) =>
        {
            before?.Invoke();
            (gradient[0], gradient[1]) = (c * 2 * point[0] * point[1], c * point[0] * point[0]);
            (hessian[0], hessian[1], hessian[2], hessian[3]) = (c * 2 * point[1], c * 2 * point[0], c * 2 * point[0], 0);
            return c * point[0] * point[0] * point[1];
        },
        hessianVector: (point, direction, product) =>
        {
            before?.Invoke();
            (product[0], product[1]) = (c * (2 * point[1] * direction[0] + 2 * point[0] * direction[1]), c * 2 * point[0] * direction[0]);
            return c * point[0] * point[0] * point[1];
        },
        parameters: point => (point[0], point[1]),
        Flatten);

    /// <summary>Residuals that do not change with y, each of which has the slope 1 in x.</summary>
    public static LeastSquares<double> Constant(double[] r, Action? before = null) => new(
        "R",
        [new ParameterBlock("x"), new ParameterBlock("y")],
        [1, 1],
        residuals: _ =>
        {
            before?.Invoke();
            return [.. r];
        },
        tangent: (_, direction) =>
        {
            before?.Invoke();
            double change = direction[0];
            return ([.. r], [.. r.Select(_ => change)]);
        },
        gradient: (_, gradient) =>
        {
            (gradient[0], gradient[1]) = (r.Sum(), 0);
            return Buffers.HalfSumOfSquares(r);
        },
        parameters: point => point[0]);

    public static Objective<double> Line(double slope, Action? before = null) => new(
        "Line",
        [new ParameterBlock("x")],
        [1],
        value: point =>
        {
            before?.Invoke();
            return slope * point[0];
        },
        gradient: (point, gradient) =>
        {
            before?.Invoke();
            gradient[0] = slope;
            return slope * point[0];
        },
        parameters: point => point[0]);
}
