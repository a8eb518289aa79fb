namespace Fluxion.Statistics;

/// <summary>How the elements of a function come from those of a fit, by their names.</summary>
internal sealed class ElementMap
{
    private readonly double[,] _change;

    private ElementMap(double[] point, int[] places, double[,] change) => (Point, Places, _change) = (point, places, change);

    /// <summary>The point of the function.</summary>
    public double[] Point { get; }

    /// <summary>The elements of the fit that the point depends on.</summary>
    public int[] Places { get; }

    /// <exception cref="ArgumentException">The function has elements that the fit has not, or others than the fit where it has fixed them itself.</exception>
    public static ElementMap Of<T>(Objective<T> function, DerivativeReport fit)
    {
        var rows = new Dictionary<string, int>();
        for (int i = 0; i < fit.Names.Count; i++)
            rows.TryAdd(fit.Names[i], i);
        string[] unknown = [.. function.Names.Where(name => !rows.ContainsKey(name))];
        if (unknown.Length > 0)
        {
            throw new ArgumentException(
                $"{function.Name} is a function of {string.Join(", ", function.Names)}; the fit is one of {string.Join(", ", fit.Names)}. It does not know {string.Join(", ", unknown)}: a function's parameters have the names of those that were fitted, and what is no parameter is marked [Constant].",
                nameof(function));
        }

        int[] own = [.. function.Names.Select(name => rows[name])];
        int[] places = [.. Enumerable.Range(0, fit.Columns).Where(place => Array.Exists(own, row => fit.Jacobian(row, place) != 0))];
        var change = new double[own.Length, places.Length];
        for (int i = 0; i < own.Length; i++)
        {
            for (int j = 0; j < places.Length; j++)
                change[i, j] = fit.Jacobian(own[i], places[j]);
        }

        double[] point = Array.ConvertAll(own, row => fit.Values[row]);
        CheckFixed(function, point, fit, rows);
        return new ElementMap(point, places, change);
    }

    /// <summary>The gradient by the elements in <see cref="Places"/>, from that by the elements of the function.</summary>
    public double[] PullBack(ReadOnlySpan<double> gradient)
    {
        var result = new double[Places.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            for (int j = 0; j < result.Length; j++)
                result[j] += _change[i, j] == 0 ? 0 : gradient[i] * _change[i, j];
        }

        return result;
    }

    // What the function fixes keeps the function's own value, which must not be another one than that of the fit.
    private static void CheckFixed<T>(Objective<T> function, double[] point, DerivativeReport fit, Dictionary<string, int> rows)
    {
        DerivativeReport all = function.AllElements(point);
        for (int i = function.Count; i < all.Names.Count; i++)
        {
            if (!IsFixed(all, i) || !rows.TryGetValue(all.Names[i], out int row))
                continue;
            bool isFixed = IsFixed(fit, row);
            if (!isFixed || !all.Values[i].Equals(fit.Values[row]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{function.Name} fixes {all.Names[i]} at {all.Values[i]}; {(isFixed ? "it is fixed" : "its estimate is")} {(isFixed ? "at " : "")}{fit.Values[row]} in the fit. Do not fix it here: values are those of the fit, also of what is fixed there."),
                    nameof(function));
            }
        }
    }

    private static bool IsFixed(DerivativeReport report, int row) => Enumerable.Range(0, report.Columns).All(column => report.Jacobian(row, column) == 0);
}
