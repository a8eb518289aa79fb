using System.Globalization;

namespace Fit;

/// <summary>Where numbers are on an axis.</summary>
internal sealed class Axis
{
    private readonly bool _isLogarithmic;
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    /// <param name="values">What must fit.</param>
    /// <param name="isLogarithmic">Whether equal factors are equally long.</param>
    /// <param name="from">Where the axis begins.</param>
    /// <param name="to">Where it ends.</param>
    public Axis(IEnumerable<double> values, bool isLogarithmic, double from, double to)
    {
        double[] all = [.. values.Select(value => isLogarithmic ? Math.Log10(value) : value)];
        (_isLogarithmic, _from, _to) = (isLogarithmic, from, to);
        (_low, _high) = all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
        if (_high == _low)
            _high = _low + 1;
    }

    public double Place(double value) => _from + ((_isLogarithmic ? Math.Log10(value) : value) - _low) / (_high - _low) * (_to - _from);

    /// <summary>Round numbers along the axis: multiples of 1, 2 or 5 times a power of ten, or powers of ten.</summary>
    public IEnumerable<(double Value, string Label)> Ticks()
    {
        double unit = _isLogarithmic ? Math.Max(1, Math.Ceiling((_high - _low) / 8)) : Unit(_high - _low);
        for (double tick = Math.Ceiling(_low / unit); tick * unit <= _high; tick++)
        {
            double at = tick * unit;
            yield return _isLogarithmic
                ? (Math.Pow(10, at), at is >= 0 and <= 4 ? Math.Pow(10, at).ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"1e{at}"))
                : (at, at.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    private static double Unit(double range)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(range)));
        return (range / power) switch { < 2 => power / 5, < 5 => power / 2, _ => power };
    }
}
