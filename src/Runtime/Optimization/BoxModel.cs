namespace Fluxion.Optimization;

/// <summary>
/// A quadratic model minimised within a region and a box, by an active set: elements that a bound keeps from going down stay; where the step of the others
/// would leave the box, those that meet a bound go as far as that, and the rest are minimised over again. The better of this step and the one along the
/// projected path of steepest descent is taken, so that every step gains what convergence needs (A. R. Conn, N. I. M. Gould and P. L. Toint,
/// <i>Trust-Region Methods</i>, 2000, chapter 12).
/// </summary>
internal sealed class BoxModel(QuadraticModel model, Bounds bounds, int count) : TrustRegionModel
{
    /// <summary>The part of what the slope promises that a step along the projected path must gain.</summary>
    private const double Sufficient = 0.1;

    private readonly double[] _point = new double[count];
    private readonly double[] _path = new double[count];

    public override bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value)
    {
        if (!model.TryMove(point, gradient, out value))
            return false;
        point.CopyTo(_point);
        return true;
    }

    public override ModelStep Solve(ReadOnlySpan<double> gradient, double radius, Span<double> step)
    {
        step.Clear();
        var free = new List<int>();
        for (int i = 0; i < count; i++)
        {
            if (bounds.HasRoom(i) && !bounds.Holds(i, _point[i], gradient[i]))
                free.Add(i);
        }
        if (free.Count == 0)
            return new ModelStep(0, 0, IsNewton: true);

        bool isNewton = TryActiveSet(gradient, free, radius, step);
        double reduction = model.Reduction(gradient, step);
        if (!isNewton)
        {
            FindPathStep(gradient, radius);
            double alongPath = model.Reduction(gradient, _path);
            if (alongPath > reduction)
            {
                _path.CopyTo(step);
                reduction = alongPath;
            }
        }
        return new ModelStep(reduction, model.Length(step), isNewton);
    }

    public override bool TryWeakDirection(Span<double> direction) => model.TryWeakDirection(direction);

    public override bool CanBeRefined(ModelStep step) => model.CanBeRefined(step);

    public override double Length(ReadOnlySpan<double> vector) => model.Length(vector);

    /// <summary>Sets the step of the active set; true if it is Newton's, and no bound was in its way.</summary>
    private bool TryActiveSet(ReadOnlySpan<double> gradient, List<int> free, double radius, Span<double> step)
    {
        bool isFirst = true;
        double room = radius;
        while (true)
        {
            ModelStep part = model.Solve(gradient, [.. free], room, step);
            int before = free.Count;
            for (int k = free.Count - 1; k >= 0; k--)
            {
                int i = free[k];
                double low = bounds.Lower[i] - _point[i], high = bounds.Upper[i] - _point[i];
                if (step[i] >= low && step[i] <= high)
                    continue;
                step[i] = Math.Clamp(step[i], low, high);
                free.RemoveAt(k);
            }
            if (free.Count == before)
                return isFirst && part.IsNewton;
            foreach (int i in free)
                step[i] = 0;
            if (free.Count == 0)
                return false;
            double gone = model.Length(step);
            room = Math.Sqrt(Math.Max(radius - gone, 0)) * Math.Sqrt(radius + gone);
            isFirst = false;
            if (room == 0)
                return false;
        }
    }

    /// <summary>Along the projected path of steepest descent, in the norm of the region: half as far as before until the model gains enough.</summary>
    private void FindPathStep(ReadOnlySpan<double> gradient, double radius)
    {
        double squared = 0;
        for (int i = 0; i < count; i++)
        {
            double slope = bounds.Holds(i, _point[i], gradient[i]) ? 0 : gradient[i] / model.Scale(i);
            squared += slope * slope;
        }
        double far = Math.Min(radius, double.MaxValue) / Math.Sqrt(squared);
        for (int trials = 0; trials < 60; trials++, far *= 0.5)
        {
            for (int i = 0; i < count; i++)
            {
                double free = -far * gradient[i] / (model.Scale(i) * model.Scale(i));
                _path[i] = Math.Clamp(free, bounds.Lower[i] - _point[i], bounds.Upper[i] - _point[i]);
            }
            if (model.Reduction(gradient, _path) >= -Sufficient * Vectors.Dot(gradient, _path))
                return;
        }
        _path.AsSpan().Clear();
    }
}
