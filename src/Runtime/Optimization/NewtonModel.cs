namespace Fluxion.Optimization;

/// <summary>
/// The quadratic model with the whole Hessian, minimised exactly within an ellipsoid, also where it is not convex (J. J. Moré and D. C. Sorensen,
/// <i>Computing a trust region step</i>, SIAM J. Sci. Stat. Comput. 4 (1983) 553–572). Where Newton's step does not do, the eigenvalues of the
/// Hessian turn the problem into one equation of one unknown, the multiplier of the region; a shorter step then costs next to nothing.
/// </summary>
/// <remarks>The axes of the ellipsoid follow the scales of the parameters, which the diagonal of the Hessian tells.</remarks>
internal sealed class NewtonModel(Evaluations evaluations, int count) : TrustRegionModel
{
    /// <summary>The smallest pivot, relative to the diagonal, of a matrix that counts as positive definite; eigenvalues as small count as 0.</summary>
    private const double Smallest = 1e-13;

    /// <summary>An eigenvalue, relative to the largest, so small that rounding errors of the Hessian may have made it.</summary>
    private const double Weak = 1e-8;

    private readonly double[] _hessian = new double[count * count];
    private readonly double[] _factor = new double[count * count];
    private readonly double[] _scales = new double[count];
    private readonly double[] _slopes = new double[count];
    private readonly double[] _scaled = new double[count];
    private readonly double[] _newton = new double[count];
    private SymmetricEigen? _eigen;
    private bool _isConvex;
    private double _newtonLength;
    private double _value;

    /// <summary>The largest eigenvalue that counts as 0.</summary>
    private double Zero => Smallest * Math.Max(Math.Abs(_eigen!.Values[0]), Math.Abs(_eigen.Values[count - 1]));

    public override bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value)
    {
        // Into other memory than the model's: outside the domain, the old one is still needed.
        if (!evaluations.TryHessian(point, gradient, _factor, out value))
            return false;
        _factor.CopyTo(_hessian, 0);
        _value = value;
        SetScales();
        // The model in scaled parameters: everything below is about the unit ball.
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                _hessian[i * count + j] /= _scales[i] * _scales[j];
        }
        _eigen = null;
        _hessian.CopyTo(_factor, 0);
        _isConvex = Cholesky.TryFactor(_factor, count, Smallest);
        if (_isConvex)
        {
            for (int i = 0; i < count; i++)
                _newton[i] = -gradient[i] / _scales[i];
            Cholesky.Solve(_factor, _newton);
            _newtonLength = Math.Sqrt(Vectors.Dot(_newton, _newton));
            _isConvex = double.IsFinite(_newtonLength);
        }
        return true;
    }

    public override ModelStep Solve(ReadOnlySpan<double> gradient, double radius, Span<double> step)
    {
        bool isNewton = _isConvex && _newtonLength <= radius;
        if (isNewton)
        {
            _newton.CopyTo(step);
        }
        else
        {
            Decompose(gradient);
            isNewton = !_isConvex && TrySolveSingular(radius, step);
            if (!isNewton)
                SolveOnBoundary(radius, step);
        }

        double reduction = 0, squared = 0;
        for (int i = 0; i < count; i++)
        {
            double image = Vectors.Dot(_hessian.AsSpan(i * count, count), step);
            reduction -= step[i] * (gradient[i] / _scales[i] + 0.5 * image);
            squared += step[i] * step[i];
        }
        for (int i = 0; i < count; i++)
            step[i] /= _scales[i];
        return new ModelStep(reduction, Math.Sqrt(squared), isNewton);
    }

    public override bool TryWeakDirection(Span<double> direction)
    {
        _eigen ??= SymmetricEigen.Of(_hessian, count);
        if (_eigen.Values[0] < -Zero || _eigen.Values[0] > Weak * _eigen.Values[count - 1])
            return false;
        for (int i = 0; i < count; i++)
            direction[i] = _eigen.Vector(0)[i] / _scales[i];
        return true;
    }

    public override double Length(ReadOnlySpan<double> vector)
    {
        double squared = 0;
        for (int i = 0; i < count; i++)
            squared += _scales[i] * vector[i] * _scales[i] * vector[i];
        return Math.Sqrt(squared);
    }

    /// <summary>
    /// The roots of the curvatures along the axes. Where such a curvature is small by accident, as at an inflection, the mixed derivatives tell more;
    /// for a convex function they never do.
    /// </summary>
    private void SetScales()
    {
        for (int i = 0; i < count; i++)
        {
            double curvature = Math.Abs(_hessian[i * count + i]);
            for (int j = 0; j < count; j++)
            {
                double mixed = Math.Abs(_hessian[i * count + j]);
                if (mixed > 0)
                    curvature = Math.Max(curvature, Math.Min(mixed, mixed / Math.Abs(_hessian[j * count + j]) * mixed));
            }
            _scales[i] = curvature > 0 ? Math.Sqrt(curvature) : 1;
        }
    }

    /// <summary>The eigenvalues, and the gradient in the basis of the eigenvectors.</summary>
    private void Decompose(ReadOnlySpan<double> gradient)
    {
        _eigen ??= SymmetricEigen.Of(_hessian, count);
        for (int i = 0; i < count; i++)
            _scaled[i] = gradient[i] / _scales[i];
        for (int k = 0; k < count; k++)
            _slopes[k] = Vectors.Dot(_eigen.Vector(k), _scaled);
    }

    /// <summary>
    /// The step of least length to the minimum of a model that is convex but does not depend on some directions; false if it is not such a model,
    /// or its minimum is not inside the region.
    /// </summary>
    private bool TrySolveSingular(double radius, Span<double> step)
    {
        double[] values = _eigen!.Values;
        double zero = Zero;
        if (values[0] < -zero)
            return false;
        double ignored = 0;
        step.Clear();
        for (int k = 0; k < count; k++)
        {
            if (values[k] > zero)
                Vectors.AddScaled(step, -_slopes[k] / values[k], _eigen.Vector(k));
            else
                ignored += Math.Abs(_slopes[k]);
        }
        return ignored * radius <= Evaluations.Noise * Math.Max(Math.Abs(_value), 1) && Vectors.Dot(step, step) <= radius * radius;
    }

    /// <summary>Finds the multiplier λ with |(B + λ)⁻¹·g| = radius, B + λ positive semidefinite, in the basis of the eigenvectors.</summary>
    private void SolveOnBoundary(double radius, Span<double> step)
    {
        var equation = new SecularEquation(_eigen!.Values, _slopes);
        double multiplier = equation.Multiplier(radius);
        step.Clear();
        for (int k = 0; k < count; k++)
            Vectors.AddScaled(step, -equation.Part(k, multiplier), _eigen.Vector(k));
        if (_eigen.Values[0] < 0)
            FillUp(radius, step);
    }

    /// <summary>The hard case: the gradient has no part along the direction of most negative curvature, which leads to the boundary.</summary>
    private void FillUp(double radius, Span<double> step)
    {
        double missing = radius * radius - Vectors.Dot(step, step);
        if (missing <= 1e-4 * radius * radius)
            return;
        ReadOnlySpan<double> direction = _eigen!.Vector(0);
        double along = Vectors.Dot(direction, step);
        double root = Math.Sqrt(along * along + missing);
        Vectors.AddScaled(step, _slopes[0] > 0 ? -along - root : -along + root, direction);
    }
}
