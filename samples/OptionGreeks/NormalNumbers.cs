namespace OptionGreeks;

/// <summary>Standard normal numbers (G. E. P. Box and M. E. Muller, Annals of Mathematical Statistics 29, 1958), the same for the same seed.</summary>
internal sealed class NormalNumbers(int seed)
{
    private readonly Random _random = new(seed);

    public void Fill(Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            numbers[i] = radius * cosine;
            if (i + 1 < numbers.Length)
                numbers[i + 1] = radius * sine;
        }
    }
}
