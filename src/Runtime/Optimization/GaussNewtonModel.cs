namespace Fluxion.Optimization;

/// <summary>
/// The model of Levenberg and Marquardt: residuals that change as their Jacobian says, ½·|r + J·p|², minimised within an ellipsoid (J. J. Moré, <i>The
/// Levenberg–Marquardt algorithm: implementation and theory</i>, in G. A. Watson (ed.), Numerical Analysis, Lecture Notes in Mathematics 630, 1978,
/// 105–116). Jᵀ·J is never formed: R of the factorisation J = Q·R is decomposed into singular values, which turn the problem into one equation of one
/// unknown, also where the Jacobian does not have full rank.
/// </summary>
/// <remarks>The axes of the ellipsoid follow the largest columns that the Jacobian has had so far, as Moré has it.</remarks>
internal sealed class GaussNewtonModel(Evaluations evaluations, int count) : QuadraticModel(count)
{
    /// <summary>A singular value, relative to the largest, that counts as 0.</summary>
    private const double Smallest = 1e-14;

    /// <summary>One so small that the residuals all but do not depend on its direction.</summary>
    private const double Weak = 1e-4;

    /// <summary>
    /// The part of the residuals that a step may still take away: the relative offset of D. M. Bates and D. G. Watts, <i>A relative offset orthogonality
    /// convergence criterion for nonlinear least squares</i>, Technometrics 23 (1981) 179–183, which is free of units.
    /// </summary>
    private const double Offset = 1e-9;

    /// <summary>The part of the residuals at the start that counts as nothing, so that a part of it means nothing either.</summary>
    private const double Vanished = 1e-8;

    private readonly double[] _scales = new double[count];
    private double _value;
    private double _firstValue = double.NaN;
    private double[] _residuals = [];
    private double[] _jacobian = [];

    /// <summary>R·D⁻¹, column by column, and Qᵀ·r: as many rows as matter.</summary>
    private double[] _triangle = [];
    private double[] _right = [];
    private SingularValues? _values;
    private SingularValues? _lastValues;
    private int[] _lastFree = [];

    public override bool TryMove(ReadOnlySpan<double> point, Span<double> gradient, out double value)
    {
        if (!evaluations.TryJacobian(point, ref _residuals, ref _jacobian, gradient, out value))
            return false;
        int rows = _residuals.Length, kept = Math.Min(rows, Count);
        var columns = new double[rows * Count];
        for (int j = 0; j < Count; j++)
        {
            Span<double> column = columns.AsSpan(j * rows, rows);
            for (int i = 0; i < rows; i++)
                column[i] = _jacobian[i * Count + j];
            _scales[j] = Math.Max(_scales[j], Vectors.Norm(column));
        }
        _value = value;
        _firstValue = double.IsNaN(_firstValue) ? value : _firstValue;
        double[] right = [.. _residuals];
        Householder.Reduce(columns, right);
        _right = right[..kept];
        _triangle = new double[kept * Count];
        for (int j = 0; j < Count; j++)
        {
            for (int i = 0; i < kept; i++)
                _triangle[j * kept + i] = columns[j * rows + i] / Scale(j);
        }
        _values = null;
        return true;
    }

    public override ModelStep Solve(ReadOnlySpan<double> gradient, int[] free, double radius, Span<double> step)
    {
        double[] right = [.. _right];
        for (int j = 0, next = 0; j < Count; j++)
        {
            if (next < free.Length && free[next] == j)
                next++;
            else if (step[j] != 0)
                Vectors.AddScaled(right, step[j] * Scale(j), Column(j));
        }
        SingularValues values = Decompose(free);
        var slopes = new double[free.Length];
        for (int k = 0; k < free.Length; k++)
            slopes[k] = Vectors.Dot(values.Image(k), right);

        var parts = new double[free.Length];
        double smallest = Smallest * Smallest * values.Squares[^1];
        for (int k = 0; k < free.Length; k++)
            parts[k] = values.Squares[k] > smallest ? slopes[k] / values.Squares[k] : 0;
        bool isNewton = Vectors.Norm(parts) <= radius;
        if (!isNewton)
        {
            var equation = new SecularEquation(values.Squares, slopes);
            double multiplier = equation.Multiplier(radius);
            for (int k = 0; k < free.Length; k++)
                parts[k] = equation.Part(k, multiplier);
        }

        double reduction = 0;
        foreach (int j in free)
            step[j] = 0;
        for (int k = 0; k < free.Length; k++)
        {
            reduction += parts[k] * (slopes[k] - 0.5 * values.Squares[k] * parts[k]);
            ReadOnlySpan<double> vector = values.Vector(k);
            for (int i = 0; i < free.Length; i++)
                step[free[i]] -= parts[k] * vector[i] / Scale(free[i]);
        }
        return new ModelStep(reduction, Vectors.Norm(parts), isNewton);
    }

    public override double Reduction(ReadOnlySpan<double> gradient, ReadOnlySpan<double> step)
    {
        var change = new double[_right.Length];
        for (int j = 0; j < Count; j++)
            Vectors.AddScaled(change, step[j] * Scale(j), Column(j));
        return -Vectors.Dot(change, _right) - 0.5 * Vectors.Dot(change, change);
    }

    public override bool TryWeakDirection(Span<double> direction)
    {
        if (_lastValues is not { } values || values.Squares.Length == 0 || values.Squares[0] > Weak * Weak * values.Squares[^1])
            return false;
        direction.Clear();
        for (int i = 0; i < _lastFree.Length; i++)
            direction[_lastFree[i]] = values.Vector(0)[i] / Scale(_lastFree[i]);
        return true;
    }

    public override bool CanBeRefined(ModelStep step) => _value > Vanished * Vanished * _firstValue && step.Reduction > Offset * Offset * _value;

    public override double Scale(int element) => _scales[element] > 0 ? _scales[element] : 1;

    private ReadOnlySpan<double> Column(int j) => _triangle.AsSpan(j * _right.Length, _right.Length);

    /// <summary>The singular values of the free columns. Those of all are asked for at every radius that is tried.</summary>
    private SingularValues Decompose(int[] free)
    {
        _lastFree = free;
        if (free.Length == Count)
            return _lastValues = _values ??= SingularValues.Of([.. _triangle], _right.Length, Count);
        var columns = new double[free.Length * _right.Length];
        for (int i = 0; i < free.Length; i++)
            Column(free[i]).CopyTo(columns.AsSpan(i * _right.Length));
        return _lastValues = SingularValues.Of(columns, _right.Length, free.Length);
    }
}
