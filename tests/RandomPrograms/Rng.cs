using System.Numerics;

namespace Fluxion.RandomPrograms;

/// <summary>xoshiro256** seeded by SplitMix64: the same seed gives the same program on every machine and runtime.</summary>
public sealed class Rng
{
    private ulong a, b, c, d;

    public Rng(ulong seed)
    {
        a = SplitMix(ref seed);
        b = SplitMix(ref seed);
        c = SplitMix(ref seed);
        d = SplitMix(ref seed);
    }

    public static ulong Mix(ulong x, ulong y)
    {
        ulong state = x ^ BitOperations.RotateLeft(y * 0x9E3779B97F4A7C15, 31);
        return SplitMix(ref state);
    }

    public static ulong Mix(ulong x, string text)
    {
        foreach (char ch in text)
            x = Mix(x, ch);
        return x;
    }

    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(b * 5, 7) * 9, t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>An integer in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>An integer in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Uniform() => (Next() >> 11) * (1.0 / (1ul << 53));

    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    public bool Chance(double probability) => Uniform() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The index of one of the weights, in proportion to it.</summary>
    public int Weighted(params ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double w in weights)
            total += w;
        double left = Uniform() * total;
        for (int i = 0; i < weights.Length; i++)
            if ((left -= weights[i]) < 0)
                return i;
        return weights.LastIndexOfAnyExcept(0.0);
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
