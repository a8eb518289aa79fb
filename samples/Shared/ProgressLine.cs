using System.Globalization;
using Fluxion.Optimization;

namespace Samples;

/// <summary>
/// Shows how far a fit has come: in a terminal on one line that is overwritten, elsewhere on a line of its own for every second that the
/// fit takes, or for every iteration. Called on the fit's own thread, so that nothing is printed late.
/// </summary>
/// <param name="everyIteration">Whether, elsewhere than in a terminal, every iteration has its line.</param>
internal sealed class ProgressLine(bool everyIteration = false) : IProgress<FitProgress>, IDisposable
{
    private static readonly bool IsTerminal = !Console.IsOutputRedirected;

    private readonly TimeSpan _interval = IsTerminal ? TimeSpan.FromMilliseconds(50) : everyIteration ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
    private TimeSpan _next = IsTerminal || everyIteration ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
    private FitProgress? _last;
    private int _shown;

    public void Report(FitProgress value)
    {
        _last = value;
        if (value.Elapsed < _next)
            return;
        _next = value.Elapsed + _interval;
        Show(value);
    }

    /// <summary>Leaves the line as the last iteration has it.</summary>
    public void Keep()
    {
        if (!IsTerminal || _last is null)
            return;
        Show(_last);
        Console.WriteLine();
        _shown = 0;
    }

    /// <summary>Removes the line, if there is one.</summary>
    public void Clear()
    {
        if (_shown > 0)
            Console.Write("\r" + new string(' ', _shown) + "\r");
        _shown = 0;
    }

    public void Dispose() => Clear();

    private void Show(FitProgress value)
    {
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
}
