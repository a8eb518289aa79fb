namespace Fluxion.Statistics;

public sealed partial record StandardErrors
{
    /// <summary>Functions of the parameters with their standard errors, by the delta method, as for predictions. Elements at a bound are taken for known.</summary>
    /// <typeparam name="T">The type of the function's parameters.</typeparam>
    /// <param name="function">
    /// The functions over elements of the fit, which they know by their names: <c>LeastSquares_G</c> of a marked method that returns an array, with the same
    /// parameters as what was fitted, or some of them. What is fixed, tied or transformed for the fit need not be so here: values are those of the fit, also of
    /// elements that are fixed there. What it returns is predicted: no squares are taken here.
    /// </param>
    /// <param name="level">The probability of the intervals.</param>
    /// <returns>A value, standard error and interval for each element of the array; for least squares, also an interval of a new observation there.</returns>
    /// <exception cref="ArgumentException">The functions have elements that the fit has not, or fix one at another value, or one that the fit does not fix.</exception>
    public Predictions Predict<T>(LeastSquares<T> function, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(function);
        var map = ElementMap.Of(function, _elements);
        int count = function.ResidualCount, columns = function.Count;
        double[] values = new double[count], jacobian = new double[count * columns], errors = new double[count];
        _ = function.Jacobian(map.Point, values, jacobian);
        for (int i = 0; i < count; i++)
            errors[i] = Math.Sqrt(Variance(map.PullBack(jacobian.AsSpan(i * columns, columns)), map.Places));
        double factor = Factor(level);
        double[]? spread = ResidualVariance is { } variance ? Array.ConvertAll(errors, error => Math.Sqrt(error * error + variance)) : null;
        return new Predictions
        {
            Name = function.Name,
            Values = Array.AsReadOnly(values),
            Errors = Array.AsReadOnly(errors),
            Lower = Ends(errors, -factor),
            Upper = Ends(errors, factor),
            ObservationLower = spread is null ? null : Ends(spread, -factor),
            ObservationUpper = spread is null ? null : Ends(spread, factor),
            Level = level,
        };

        IReadOnlyList<double> Ends(double[] widths, double times) => Array.AsReadOnly([.. values.Zip(widths, (value, width) => value + times * width)]);
    }
}
