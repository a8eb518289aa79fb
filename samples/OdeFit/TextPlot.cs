using System.Globalization;
using OdeFit.Models;

namespace OdeFit;

/// <summary>Observed and fitted populations, a line a year, with their places on a logarithmic axis.</summary>
internal static class TextPlot
{
    private const int Width = 57;

    public static void Print(Observation[] data, Populations[] fitted)
    {
        double[] all = [.. data.Select(o => o.Hare), .. data.Select(o => o.Lynx), .. fitted.Select(y => y.Hare), .. fitted.Select(y => y.Lynx)];
        double least = Math.Log(all.Min()), most = Math.Log(all.Max());

        var table = new TextTable("year", "hare", "fitted", "lynx", "fitted", "H L observed, h l fitted, logarithmic".PadRight(Width));
        for (int i = 0; i < data.Length; i++)
        {
            var line = new char[Width];
            Array.Fill(line, ' ');
            // What was observed is drawn last: it covers what was fitted.
            Mark(line, fitted[i].Hare, 'h');
            Mark(line, fitted[i].Lynx, 'l');
            Mark(line, data[i].Hare, 'H');
            Mark(line, data[i].Lynx, 'L');
            table.Add(
                data[i].Year.ToString(CultureInfo.InvariantCulture),
                Text(data[i].Hare), Text(fitted[i].Hare), Text(data[i].Lynx), Text(fitted[i].Lynx), new string(line));
        }
        table.Print();

        void Mark(char[] line, double value, char mark)
        {
            double place = most > least ? (Math.Log(value) - least) / (most - least) : 0;
            if (double.IsFinite(place))
                line[(int)Math.Round(place * (Width - 1))] = mark;
        }
    }

    private static string Text(double number) => number.ToString("F1", CultureInfo.InvariantCulture);
}
