namespace Fluxion;

/// <summary>Makes objectives: of functions that have no derivatives, and sums of others.</summary>
public static partial class Objective
{
    // The cube root of 2⁻⁵², where the error of a central difference, h² from the cubic term and 2⁻⁵²/h from rounding, is least.
    private const double RelativeStep = 6.055454452393343e-6;

    /// <summary>
    /// An objective whose gradient is by central differences of the value: for functions that cannot be marked. Nothing else in Fluxion takes differences
    /// instead of derivatives.
    /// </summary>
    /// <remarks>
    /// A gradient costs two values for each element, and is right to about ten digits at best, relative to the largest terms of the value, so that fits rarely end with
    /// <see cref="Optimization.FitStatus.Converged"/>. The step is 2^(−52/3) times the element, or 2^(−52/3) for elements within ±1 (J. E. Dennis and R. B.
    /// Schnabel, <i>Numerical Methods for Unconstrained Optimization and Nonlinear Equations</i>, 1983, section 5.4).
    /// </remarks>
    /// <param name="name">What is evaluated; used in printed results.</param>
    /// <param name="start">The start; it is copied.</param>
    /// <param name="value">Evaluates the function. It gets a point of its own, and need not be called at the same place twice.</param>
    /// <returns>The objective, with one array of parameters, <c>x</c>.</returns>
    public static Objective<double[]> ByDifferences(string name, ReadOnlySpan<double> start, ObjectiveValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int count = start.Length;
        return new Objective<double[]>(
            name,
            [new ParameterBlock("x", count)],
            start,
            value,
            gradient: (point, gradient) =>
            {
                double[] moved = point.ToArray();
                for (int i = 0; i < moved.Length; i++)
                {
                    double at = point[i], step = RelativeStep * Math.Max(Math.Abs(at), 1), above = at + step, below = at - step;
                    moved[i] = above;
                    double atAbove = value(moved);
                    moved[i] = below;
                    gradient[i] = (atAbove - value(moved)) / (above - below);
                    moved[i] = at;
                }

                return value(point);
            },
            parameters: point => point.ToArray(),
            flatten: (parameters, point) =>
            {
                if (parameters is null)
                    return;
                CompilerServices.Buffers.CheckLength(parameters.Length, count, nameof(parameters), name);
                parameters.CopyTo(point);
            });
    }
}
