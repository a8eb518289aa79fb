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

    public IEnumerable<int> Items()
    {
        for (int i = 0; i < _words.Length; i++)
        {
            for (int bit = 0; _words[i] >> bit != 0; bit++)
            {
                if ((_words[i] >> bit & 1) != 0)
                    yield return i * 64 + bit;
                if (bit == 63)
                    break;
            }
        }
    }
}
