using System.Globalization;
using System.Text;

namespace Fit;

/// <summary>Curves over two axes, in a file that browsers show.</summary>
/// <param name="name">Of the file, without its extension.</param>
/// <param name="title">Above the curves.</param>
/// <param name="x">What lies to the right.</param>
/// <param name="y">What lies upwards.</param>
internal sealed class Chart(string name, string title, string x, string y)
{
    private const int Width = 800, Height = 450, Left = 70, Right = 190, Top = 40, Bottom = 60;

    // Told apart also by those who do not see all colours (M. Okabe and K. Ito, 2008).
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private readonly List<(string Label, (double X, double Y)[] Points, bool IsDashed)> _curves = [];
    private readonly List<(string Label, double Y)> _lines = [];
    private readonly List<(double X, double Y)> _marks = [];

    /// <summary>Whether the axis to the right is logarithmic.</summary>
    public bool XIsLogarithmic { get; init; }

    /// <summary>Whether the axis upwards is logarithmic.</summary>
    public bool YIsLogarithmic { get; init; }

    /// <summary>Adds a curve.</summary>
    public void Add(string label, (double X, double Y)[] points, bool isDashed = false) =>
        _curves.Add((label, [.. points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))], isDashed));

    /// <summary>Adds a line across.</summary>
    public void Across(string label, double at) => _lines.Add((label, at));

    /// <summary>Adds a dot.</summary>
    public void Mark(double atX, double atY) => _marks.Add((atX, atY));

    /// <summary>Writes the file into a folder and returns its path.</summary>
    public string Write(string folder)
    {
        string path = Path.Combine(folder, name + ".svg");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, Svg());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path} cannot be written: {e.Message}");
        }

        return path;
    }

    private string Svg()
    {
        var across = new Axis(_curves.SelectMany(curve => curve.Points).Select(p => p.X), XIsLogarithmic, Left, Width - Right);
        var up = new Axis(_curves.SelectMany(curve => curve.Points).Select(p => p.Y), YIsLogarithmic, Height - Bottom, Top);
        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Line($"<text x=\"{Left}\" y=\"{Top - 16}\" font-size=\"15\" font-weight=\"bold\">{title}</text>");
        foreach ((double tick, string label) in across.Ticks())
        {
            Line($"<path d=\"M{across.Place(tick):F1} {Top}V{Height - Bottom}\" stroke=\"#e4e4e4\"/>");
            Line($"<text x=\"{across.Place(tick):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{label}</text>");
        }

        foreach ((double tick, string label) in up.Ticks())
        {
            Line($"<path d=\"M{Left} {up.Place(tick):F1}H{Width - Right}\" stroke=\"#e4e4e4\"/>");
            Line($"<text x=\"{Left - 8}\" y=\"{up.Place(tick) + 4:F1}\" text-anchor=\"end\">{label}</text>");
        }

        Line($"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"black\"/>");
        Line($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 16}\" text-anchor=\"middle\">{x}</text>");
        Line($"<text transform=\"translate(18 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{y}</text>");
        foreach ((string label, double at) in _lines)
        {
            Line($"<path d=\"M{Left} {up.Place(at):F1}H{Width - Right}\" stroke=\"#666\" stroke-dasharray=\"2 3\"/>");
            Line($"<text x=\"{Width - Right + 6}\" y=\"{up.Place(at) + 4:F1}\" fill=\"#666\">{label}</text>");
        }

        for (int i = 0; i < _curves.Count; i++)
        {
            string dash = _curves[i].IsDashed ? " stroke-dasharray=\"6 4\"" : "", colour = Colours[i % Colours.Length];
            string points = string.Join(' ', _curves[i].Points.Select(p => FormattableString.Invariant($"{across.Place(p.X):F1},{up.Place(p.Y):F1}")));
            Line($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dash}/>");
            int key = Top + 12 + 20 * i;
            Line($"<path d=\"M{Width - Right + 20} {key - 4}h24\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>");
            Line($"<text x=\"{Width - Right + 50}\" y=\"{key}\">{_curves[i].Label}</text>");
        }

        foreach ((double atX, double atY) in _marks)
            Line($"<circle cx=\"{across.Place(atX):F1}\" cy=\"{up.Place(atY):F1}\" r=\"4\" fill=\"{Colours[0]}\"/>");
        Line($"</svg>");
        return svg.ToString();

        void Line(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
