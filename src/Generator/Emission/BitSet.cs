namespace Fluxion.Generator.Emission;

/// <summary>A set of small numbers.</summary>
internal sealed class BitSet
{
    private readonly ulong[] _words;

    public BitSet(int capacity) => _words = new ulong[(capacity + 63) / 64];

    private BitSet(ulong[] words) => _words = words;

    public BitSet Clone() => new((ulong[])_words.Clone());

    public bool Contains(int item) => (_words[item >> 6] >> (item & 63) & 1) != 0;

    public void Add(int item) => _words[item >> 6] |= 1UL << (item & 63);

    public void Remove(int item) => _words[item >> 6] &= ~(1UL << (item & 63));

    /// <returns>Whether anything was added.</returns>
    public bool UnionWith(BitSet other)
    {
        bool changed = false;
        for (int i = 0; i < _words.Length; i++)
        {
            ulong union = _words[i] | other._words[i];
            changed |= union != _words[i];
            _words[i] = union;
        }

        return changed;
    }

    /// <summary>The smallest item from a number on, or −1.</summary>
    public int Next(int from)
    {
        for (int i = from >> 6; i < _words.Length; i++)
        {
            ulong rest = i == from >> 6 ? _words[i] >> (from & 63) << (from & 63) : _words[i];
            if (rest == 0)
                continue;
            int bit = i * 64;
            for (; (rest & 255) == 0; rest >>= 8)
                bit += 8;
            for (; (rest & 1) == 0; rest >>= 1)
                bit++;
            return bit;
        }

        return -1;
    }
}
