using System.Globalization;
using System.Text;
using OdeFit.Models;

namespace OdeFit;

/// <summary>Observed populations as dots, fitted ones as curves, in a file that browsers show.</summary>
internal static class SvgPlot
{
    private const int Width = 800, Height = 400, Margin = 50;
    private const int PointsPerInterval = 20;
    private const string HareColour = "#1f6fb4", LynxColour = "#d1622b";

    public static void Write(string path, Observation[] data, Rates rates, Populations start)
    {
        double[] times =
        [
            .. data.Zip(data.Skip(1)).SelectMany(pair => Enumerable.Range(0, PointsPerInterval)
                .Select(k => pair.First.Year + (pair.Second.Year - pair.First.Year) * k / PointsPerInterval)),
            data[^1].Year,
        ];
        Populations[] curve = PredatorPrey.Predict(rates, start, times);
        double first = times[0], last = times[^1];
        double top = data.Select(o => Math.Max(o.Hare, o.Lynx)).Concat(curve.Select(y => Math.Max(y.Hare, y.Lynx))).Max();

        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Line($"<path d=\"M{Margin} {Margin}V{Height - Margin}H{Width - Margin}\" fill=\"none\" stroke=\"black\"/>");
        double unit = Unit(top), years = Unit(last - first);
        for (double tick = 0; tick <= top; tick += unit)
            Line($"<text x=\"{Margin - 6}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{tick:G6}</text>");
        for (double tick = Math.Ceiling(first / years) * years; tick <= last; tick += years)
            Line($"<text x=\"{X(tick):F1}\" y=\"{Height - Margin + 18}\" text-anchor=\"middle\">{tick:G6}</text>");
        Species("hare", HareColour, Width - 2 * Margin, o => o.Hare, y => y.Hare);
        Species("lynx", LynxColour, Width - Margin, o => o.Lynx, y => y.Lynx);
        Line($"</svg>");

        try
        {
            File.WriteAllText(path, svg.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path} cannot be written: {e.Message}");
        }

        void Species(string name, string colour, int label, Func<Observation, double> observed, Func<Populations, double> fitted)
        {
            string points = string.Join(' ', times.Zip(curve, (t, y) => FormattableString.Invariant($"{X(t):F1},{Y(fitted(y)):F1}")));
            Line($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            foreach (var o in data)
                Line($"<circle cx=\"{X(o.Year):F1}\" cy=\"{Y(observed(o)):F1}\" r=\"4\" fill=\"{colour}\"/>");
            Line($"<text x=\"{label}\" y=\"{Margin - 20}\" text-anchor=\"end\" fill=\"{colour}\">{name}</text>");
        }

        double X(double year) => Margin + (year - first) / (last - first) * (Width - 2 * Margin);
        double Y(double population) => Height - Margin - population / top * (Height - 2 * Margin);
        void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>1, 2 or 5 times a power of ten, so that there are four to ten ticks.</summary>
    private static double Unit(double range)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(range)));
        return (range / power) switch { < 2 => power / 5, < 5 => power / 2, _ => power };
    }
}
