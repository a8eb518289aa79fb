namespace OptionGreeks;

/// <summary>A mean over paths and its standard error, updated path by path (B. P. Welford, Technometrics 4, 1962).</summary>
internal struct Estimate
{
    private int _count;
    private double _squares;

    public double Mean { get; private set; }

    public readonly double StandardError => Math.Sqrt(_squares / (_count - 1.0) / _count);

    public void Add(double sample)
    {
        double deviation = sample - Mean;
        Mean += deviation / ++_count;
        _squares += deviation * (sample - Mean);
    }
}
