namespace OdeFit.Models;

/// <summary>How many hares and lynx there are, in thousands of pelts; or how fast that changes.</summary>
public readonly record struct Populations(double Hare, double Lynx)
{
    public static Populations operator +(Populations a, Populations b) => new(a.Hare + b.Hare, a.Lynx + b.Lynx);

    public static Populations operator *(double k, Populations a) => new(k * a.Hare, k * a.Lynx);
}
