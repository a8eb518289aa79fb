using System.Globalization;

namespace Fluxion.Generator.Ir;

internal static class Formatting
{
    /// <summary>Text that does not depend on the machine's culture and, for floating-point numbers, gives the same bits when read back.</summary>
    public static string Invariant(object value) => value switch
    {
        double d when d == 0 && BitConverter.DoubleToInt64Bits(d) < 0 => "-0.0",
        double d => Shortest(d.ToString("R", CultureInfo.InvariantCulture), text => Same(double.Parse(text, CultureInfo.InvariantCulture), d), d, "G17"),
        float f when f == 0 && 1 / f < 0 => "-0.0",
        float f => Shortest(f.ToString("R", CultureInfo.InvariantCulture), text => Same(float.Parse(text, CultureInfo.InvariantCulture), f), f, "G9"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // "R" gives the shortest text on .NET, but on .NET Framework (inside an IDE) it may not read back as the same number.
    private static string Shortest(string text, Func<string, bool> readsBack, IFormattable value, string exact) =>
        readsBack(text) ? text : value.ToString(exact, CultureInfo.InvariantCulture);

    private static bool Same(double a, double b) => a.Equals(b);
}
