namespace Fluxion.Optimization;

/// <summary>
/// Minimises a quadratic approximately within a ball and a box, by conjugate gradients that end at the ball and begin anew at each bound that they meet (after
/// the procedure TRSBOX of M. J. D. Powell, <i>The BOBYQA algorithm for bound constrained optimization without derivatives</i>, DAMTP 2009/NA06).
/// </summary>
internal static class BoxedConjugateGradients
{
    /// <summary>The part of what has been gained so far that another iteration must bring.</summary>
    private const double Worthwhile = 1e-2;

    /// <summary>Sets the step, and returns by how much it lowers the quadratic.</summary>
    /// <param name="gradient">The gradient where the step begins.</param>
    /// <param name="hessian">The Hessian, row by row.</param>
    /// <param name="radius">The longest step.</param>
    /// <param name="lower">How far down each element may go: 0 or less.</param>
    /// <param name="upper">How far up.</param>
    /// <param name="step">Receives the step.</param>
    /// <param name="curvature">The least curvature that was met; 0 if the step ends at the ball.</param>
    /// <returns>The reduction: not negative.</returns>
    public static double Minimize(
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> hessian,
        double radius,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        Span<double> step,
        out double curvature)
    {
        int count = gradient.Length;
        double[] residual = new double[count], direction = new double[count], product = new double[count];
        var isFixed = new bool[count];
        double gained = 0;
        curvature = double.PositiveInfinity;
        step.Clear();
        while (true)
        {
            Multiply(hessian, step, product);
            for (int i = 0; i < count; i++)
            {
                double down = -(gradient[i] + product[i]);
                isFixed[i] |= down > 0 ? step[i] >= upper[i] : step[i] <= lower[i];
                direction[i] = residual[i] = isFixed[i] ? 0 : down;
            }
            bool metBound = false;
            double squared = Vectors.Dot(residual, residual);
            for (int k = 0; k < count && squared > 0 && !metBound; k++)
            {
                Multiply(hessian, direction, product);
                double bend = Vectors.Dot(direction, product), slope = Vectors.Dot(direction, residual);
                double length = ToSphere(step, direction, radius);
                int bound = -1;
                bool atSphere = true;
                if (bend > 0 && slope / bend < length)
                    (length, atSphere) = (slope / bend, false);
                for (int i = 0; i < count; i++)
                {
                    if (direction[i] == 0)
                        continue;
                    double room = ((direction[i] > 0 ? upper[i] : lower[i]) - step[i]) / direction[i];
                    if (room < length)
                        (length, bound) = (room, i);
                }
                Vectors.AddScaled(step, length, direction);
                double gain = length * (slope - 0.5 * length * bend);
                gained += gain;
                curvature = Math.Min(curvature, Math.Max(bend, 0) / Vectors.Dot(direction, direction));
                if (bound >= 0)
                {
                    step[bound] = direction[bound] > 0 ? upper[bound] : lower[bound];
                    metBound = isFixed[bound] = true;
                }
                else if (atSphere || gain <= Worthwhile * gained)
                {
                    curvature = atSphere ? 0 : curvature;
                    return gained;
                }
                for (int i = 0; i < count; i++)
                    residual[i] -= isFixed[i] ? residual[i] : length * product[i];
                double next = Vectors.Dot(residual, residual);
                for (int i = 0; i < count; i++)
                    direction[i] = residual[i] + next / squared * direction[i];
                squared = next;
            }
            if (!metBound)
                return gained;
        }
    }

    private static void Multiply(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (int i = 0; i < vector.Length; i++)
            product[i] = Vectors.Dot(matrix.Slice(i * vector.Length, vector.Length), vector);
    }

    /// <summary>The positive multiple of a direction that leads from a step to the sphere.</summary>
    private static double ToSphere(ReadOnlySpan<double> step, ReadOnlySpan<double> direction, double radius)
    {
        double a = Vectors.Dot(direction, direction), b = Vectors.Dot(step, direction), c = Math.Max(radius * radius - Vectors.Dot(step, step), 0);
        double root = Math.Sqrt(b * b + a * c);
        return b > 0 ? c / (b + root) : (root - b) / a;
    }
}
