namespace Fluxion.Optimization;

/// <summary>
/// A quadratic gᵀ·s + ½·sᵀ·B·s, minimised exactly within a ball, also where it is not convex (J. J. Moré and D. C. Sorensen, <i>Computing a trust region step</i>,
/// SIAM J. Sci. Stat. Comput. 4 (1983) 553–572). Where Newton's step does not do, the eigenvalues of B turn the problem into one equation of one unknown, the
/// multiplier of the region; a shorter step then costs next to nothing.
/// </summary>
/// <param name="matrix">B, row by row.</param>
/// <param name="slopes">g.</param>
/// <param name="rounding">What counts as a rounding error of the value.</param>
internal sealed class RegionProblem(double[] matrix, double[] slopes, double rounding)
{
    /// <summary>The smallest pivot, relative to the diagonal, of a matrix that counts as positive definite; eigenvalues as small count as 0.</summary>
    private const double Smallest = 1e-13;

    /// <summary>An eigenvalue, relative to the largest, so small that rounding errors of the Hessian may have made it.</summary>
    private const double Weak = 1e-8;

    private readonly int _count = slopes.Length;
    private readonly double[] _parts = new double[slopes.Length];
    private SymmetricEigen? _eigen;
    private double[]? _newton;
    private bool _isConvex;
    private double _newtonLength;

    private SymmetricEigen Eigen => _eigen ??= SymmetricEigen.Of(matrix, _count);

    /// <summary>The largest eigenvalue that counts as 0.</summary>
    private double Zero => Smallest * Math.Max(Math.Abs(Eigen.Values[0]), Math.Abs(Eigen.Values[_count - 1]));

    /// <summary>Sets the step.</summary>
    public ModelStep Solve(double radius, Span<double> step)
    {
        FindNewton();
        bool isNewton = _isConvex && _newtonLength <= radius;
        if (isNewton)
        {
            _newton.CopyTo(step);
        }
        else
        {
            for (int k = 0; k < _count; k++)
                _parts[k] = Vectors.Dot(Eigen.Vector(k), slopes);
            isNewton = !_isConvex && TrySolveSingular(radius, step);
            if (!isNewton)
                SolveOnBoundary(radius, step);
        }

        double reduction = 0, squared = 0;
        for (int i = 0; i < _count; i++)
        {
            double image = Vectors.Dot(matrix.AsSpan(i * _count, _count), step);
            reduction -= step[i] * (slopes[i] + 0.5 * image);
            squared += step[i] * step[i];
        }
        return new ModelStep(reduction, Math.Sqrt(squared), isNewton);
    }

    /// <summary>The direction along which a convex quadratic has next to no curvature; false if there is none.</summary>
    public bool TryWeakDirection(Span<double> direction)
    {
        if (Eigen.Values[0] < -Zero || Eigen.Values[0] > Weak * Eigen.Values[_count - 1])
            return false;
        Eigen.Vector(0).CopyTo(direction);
        return true;
    }

    private void FindNewton()
    {
        if (_newton is not null)
            return;
        _newton = new double[_count];
        double[] factor = [.. matrix];
        _isConvex = Cholesky.TryFactor(factor, _count, Smallest);
        if (!_isConvex)
            return;
        for (int i = 0; i < _count; i++)
            _newton[i] = -slopes[i];
        Cholesky.Solve(factor, _newton);
        _newtonLength = Math.Sqrt(Vectors.Dot(_newton, _newton));
        _isConvex = double.IsFinite(_newtonLength);
    }

    /// <summary>
    /// The step of least length to the minimum of a model that is convex but does not depend on some directions; false if it is not such a model,
    /// or its minimum is not inside the region.
    /// </summary>
    private bool TrySolveSingular(double radius, Span<double> step)
    {
        double[] values = Eigen.Values;
        double zero = Zero;
        if (values[0] < -zero)
            return false;
        double ignored = 0;
        step.Clear();
        for (int k = 0; k < _count; k++)
        {
            if (values[k] > zero)
                Vectors.AddScaled(step, -_parts[k] / values[k], Eigen.Vector(k));
            else
                ignored += Math.Abs(_parts[k]);
        }
        return ignored * radius <= rounding && Vectors.Dot(step, step) <= radius * radius;
    }

    /// <summary>Finds the multiplier λ with |(B + λ)⁻¹·g| = radius, B + λ positive semidefinite, in the basis of the eigenvectors.</summary>
    private void SolveOnBoundary(double radius, Span<double> step)
    {
        var equation = new SecularEquation(Eigen.Values, _parts);
        double multiplier = equation.Multiplier(radius);
        step.Clear();
        for (int k = 0; k < _count; k++)
            Vectors.AddScaled(step, -equation.Part(k, multiplier), Eigen.Vector(k));
        if (Eigen.Values[0] < 0)
            FillUp(radius, step);
    }

    /// <summary>The hard case: the gradient has no part along the direction of most negative curvature, which leads to the boundary.</summary>
    private void FillUp(double radius, Span<double> step)
    {
        double missing = radius * radius - Vectors.Dot(step, step);
        if (missing <= 1e-4 * radius * radius)
            return;
        ReadOnlySpan<double> direction = Eigen.Vector(0);
        double along = Vectors.Dot(direction, step);
        double root = Math.Sqrt(along * along + missing);
        Vectors.AddScaled(step, _parts[0] > 0 ? -along - root : -along + root, direction);
    }
}
