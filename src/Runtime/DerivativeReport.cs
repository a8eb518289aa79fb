using System.Globalization;

namespace Fluxion;

/// <summary>
/// What a marked method gave to <see cref="Derivative.Report(double, string)"/>, with derivatives with respect to all elements of its inputs. <c>Report_F</c>
/// and <see cref="Objective{T}.Report"/> make one.
/// </summary>
public sealed partial class DerivativeReport
{
    private readonly string[] _names;
    private readonly string[] _unnumbered;
    private readonly double[] _values;
    private readonly double[,] _jacobian;

    /// <summary>Makes a report.</summary>
    /// <param name="names">A name for each value.</param>
    /// <param name="values">The values.</param>
    /// <param name="jacobian">A row for each value, a column for each element of the inputs.</param>
    /// <exception cref="ArgumentException">The numbers of names, values and rows are not the same.</exception>
    public DerivativeReport(IEnumerable<string> names, IEnumerable<double> values, double[,] jacobian)
    {
        ArgumentNullException.ThrowIfNull(jacobian);
        (_names, _values, _jacobian) = ([.. names], [.. values], jacobian);
        _unnumbered = _names;
        if (_names.Length != _values.Length || _values.Length != jacobian.GetLength(0))
            throw new ArgumentException(FormattableString.Invariant($"{_names.Length} names, {_values.Length} values and {jacobian.GetLength(0)} rows do not belong together."), nameof(jacobian));
    }

    private DerivativeReport(string[] names, string[] unnumbered, double[] values, double[,] jacobian) =>
        (_names, _unnumbered, _values, _jacobian) = (names, unnumbered, values, jacobian);

    /// <summary>The names, in the order in which the method came by; of those that come again, the second has <c>(2)</c> behind it.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly(_names);

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Values => Array.AsReadOnly(_values);

    /// <summary>The number of elements of the inputs.</summary>
    public int Columns => _jacobian.GetLength(1);

    /// <summary>The value with a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public double this[string name] => Array.IndexOf(_names, name) is var i and >= 0
        ? _values[i]
        : throw new ArgumentException($"'{name}' was not reported. There are: {string.Join(", ", _names)}.", nameof(name));

    /// <summary>The derivative of a value with respect to an element of the inputs.</summary>
    /// <param name="row">The value: its place in <see cref="Values"/>.</param>
    /// <param name="column">The element: its place in the inputs, in order of declaration, matrices row by row.</param>
    /// <returns>The partial derivative.</returns>
    public double Jacobian(int row, int column) => _jacobian[row, column];

    /// <summary>A line for each value, with its name.</summary>
    public override string ToString()
    {
        var table = new TextTable("", "value");
        for (int i = 0; i < _names.Length; i++)
            table.Add(_names[i], _values[i].ToString("G7", CultureInfo.InvariantCulture));
        return table.ToString();
    }

    /// <summary>With respect to other elements, by the derivatives of those in all directions.</summary>
    /// <param name="count">The number of the other elements.</param>
    /// <param name="column">How the elements of this one change with one of those.</param>
    internal DerivativeReport By(int count, Func<int, double[]> column)
    {
        var jacobian = new double[_values.Length, count];
        for (int j = 0; j < count; j++)
        {
            double[] change = column(j);
            for (int i = 0; i < _values.Length; i++)
            {
                for (int k = 0; k < change.Length; k++)
                    jacobian[i, j] += change[k] == 0 ? 0 : _jacobian[i, k] * change[k];
            }
        }

        return new DerivativeReport(_names, _unnumbered, _values, jacobian);
    }

    /// <summary>Makes a report of values whose names may come again: those get a number.</summary>
    internal static DerivativeReport Numbered(string[] names, double[] values, double[,] jacobian)
    {
        var times = new Dictionary<string, int>();
        var numbered = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            int time = times[names[i]] = times.GetValueOrDefault(names[i]) + 1;
            numbered[i] = time == 1 ? names[i] : names[i] + " (" + time.ToString(CultureInfo.InvariantCulture) + ")";
        }

        return new DerivativeReport(numbered, names, values, jacobian);
    }
}
