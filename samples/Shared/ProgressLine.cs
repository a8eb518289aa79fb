using System.Globalization;
using Fluxion.Optimization;

namespace Samples;

/// <summary>
/// Shows how far a fit has come: in a terminal on one line that is overwritten, elsewhere on a line of its own for every second that the
/// fit takes. Called on the fit's own thread, so that nothing is printed late.
/// </summary>
internal sealed class ProgressLine : IProgress<FitProgress>, IDisposable
{
    private static readonly bool IsTerminal = !Console.IsOutputRedirected;

    private readonly TimeSpan _interval = IsTerminal ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(1);
    private TimeSpan _next = IsTerminal ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
    private int _shown;

    public void Report(FitProgress value)
    {
        if (value.Elapsed < _next)
            return;
        _next = value.Elapsed + _interval;

        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"   iteration {value.Iteration}, value {value.Value:g10}, largest slope {value.GradientNorm:0.0e0}, {value.Elapsed.TotalSeconds:0.0} s");
        if (!IsTerminal)
        {
            Console.WriteLine(text);
            return;
        }
        Console.Write("\r" + text.PadRight(_shown));
        _shown = text.Length;
    }

    /// <summary>Removes the line, if there is one.</summary>
    public void Clear()
    {
        if (_shown > 0)
            Console.Write("\r" + new string(' ', _shown) + "\r");
        _shown = 0;
    }

    public void Dispose() => Clear();
}
