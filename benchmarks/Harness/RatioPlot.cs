using System.Globalization;
using System.Text;

namespace Benchmarks.Harness;

/// <summary>A picture of ratios on a logarithmic axis: a row for each case, a mark for each program. Its colours follow those of the page, light or dark.</summary>
internal sealed class RatioPlot
{
    private const int Width = 960, LabelWidth = 376, Top = 84, RowHeight = 22, Right = 30;
    private static readonly double[] Ticks = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
    private static readonly string[] Shapes =
    [
        "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0", "M-5 -5H5V5H-5Z", "M0 -6L6 5H-6Z", "M0 -6L6 0L0 6L-6 0Z", "M0 6L6 -5H-6Z",
    ];

    private readonly StringBuilder _svg = new();
    private readonly double _first, _last;

    private RatioPlot(double first, double last) => (_first, _last) = (first, last);

    /// <param name="title">What the axis shows.</param>
    /// <param name="series">The programs: the first is drawn above the others.</param>
    /// <param name="rows">For each case its name and the ratio of each program, where it took part.</param>
    public static string Draw(string title, IReadOnlyList<string> series, IReadOnlyList<(string Name, double?[] Ratios)> rows)
    {
        double[] all = [.. rows.SelectMany(row => row.Ratios).OfType<double>(), 1];
        var plot = new RatioPlot(Ticks.Last(tick => tick <= Math.Max(all.Min(), Ticks[0])), Ticks.First(tick => tick >= Math.Min(all.Max(), Ticks[^1])));
        int bottom = Top + rows.Count * RowHeight;
        plot.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {bottom + 34}\" font-family=\"sans-serif\" font-size=\"13\">");
        plot.Style();
        plot.Line($"<text class=\"ink\" x=\"{LabelWidth}\" y=\"22\" font-size=\"15\" font-weight=\"bold\">{title}</text>");
        plot.Legend(series);
        plot.Axis(bottom);
        for (int i = 0; i < rows.Count; i++)
            plot.Row(rows[i].Name, rows[i].Ratios, Top + i * RowHeight + RowHeight / 2);
        plot.Line($"</svg>");
        return plot._svg.ToString();
    }

    // The colours of M. Okabe and K. Ito, which most people can tell apart; marks differ in shape, too.
    private void Style() => _svg.Append(
        """
        <style>
          .ink { fill: #24292f } .faint { stroke: #d0d7de } .one { stroke: #57606a }
          .s0 { fill: #d55e00 } .s1 { fill: #0072b2 } .s2 { fill: #009e73 } .s3 { fill: #8a6fbf } .s4 { fill: #b08600 }
          @media (prefers-color-scheme: dark) {
            .ink { fill: #e6edf3 } .faint { stroke: #3d444d } .one { stroke: #9198a1 }
            .s0 { fill: #ff8c42 } .s1 { fill: #56b4e9 } .s2 { fill: #2dd4a7 } .s3 { fill: #cc99ff } .s4 { fill: #f0e442 }
          }
        </style>

        """);

    private void Legend(IReadOnlyList<string> series)
    {
        double x = LabelWidth;
        for (int i = 0; i < series.Count; i++)
        {
            Mark(i, x + 6, 46);
            Line($"<text class=\"ink\" x=\"{x + 18:F0}\" y=\"50\">{series[i]}</text>");
            x += 36 + 7.2 * series[i].Length;
        }
    }

    private void Axis(int bottom)
    {
        foreach (double tick in Ticks.Where(tick => tick >= _first && tick <= _last))
        {
            Line($"<path class=\"{(tick == 1 ? "one" : "faint")}\" d=\"M{X(tick):F1} {Top}V{bottom}\"/>");
            Line($"<text class=\"ink\" x=\"{X(tick):F1}\" y=\"{Top - 8}\" text-anchor=\"middle\">{tick:G3}</text>");
            Line($"<text class=\"ink\" x=\"{X(tick):F1}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{tick:G3}</text>");
        }
    }

    private void Row(string name, double?[] ratios, int y)
    {
        Line($"<path class=\"faint\" stroke-dasharray=\"1 4\" d=\"M{LabelWidth} {y}H{Width - Right}\"/>");
        Line($"<text class=\"ink\" x=\"{LabelWidth - 12}\" y=\"{y + 4}\" text-anchor=\"end\">{name}</text>");
        for (int i = ratios.Length - 1; i >= 0; i--)
            if (ratios[i] is { } ratio)
                Mark(i, X(ratio), y);
    }

    private void Mark(int series, double x, double y) => Line($"<path class=\"s{series}\" transform=\"translate({x:F1} {y:F1})\" d=\"{Shapes[series]}\"/>");

    private double X(double ratio) =>
        LabelWidth + (Width - LabelWidth - Right) * Math.Log(Math.Clamp(ratio, _first, _last) / _first) / Math.Log(_last / _first);

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
