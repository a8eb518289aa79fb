namespace Fluxion;

/// <summary>The parts of a sum of objectives, which have the same elements.</summary>
/// <typeparam name="TObjective">What the parts are.</typeparam>
/// <typeparam name="T">The type of the parameters.</typeparam>
internal sealed class Summands<TObjective, T> where TObjective : Objective<T>
{
    private readonly int _threads;

    public Summands(IEnumerable<TObjective> parts, int threads)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Parts = [.. parts];
        _threads = threads;
        if (Parts.Length == 0)
            throw new ArgumentException("There must be at least one part.", nameof(parts));
        for (int i = 0; i < Parts.Length; i++)
            Check(i, Parts[i], Parts[0]);
        Units = UnitsOf(Parts);
    }

    public TObjective[] Parts { get; }

    /// <summary>Of those that share scratch buffers, only one may be evaluated at a time: they are one unit of work.</summary>
    public int[][] Units { get; }

    /// <summary>The number of elements of a point.</summary>
    public int Count => Parts[0].Count;

    /// <summary>The parts' common name, or their different names.</summary>
    public string Name => string.Join(" + ", Parts.Select(part => part.Name).Distinct());

    public PartWork Work(Action<int> part) => new(part, Units, _threads);

    public OrderedSum Sum(int width, PartEvaluation evaluate) => new(evaluate, Count, width, Units, _threads);

    public ObjectiveValue Value()
    {
        OrderedSum sum = Sum(0, (part, point, _, _) => Parts[part].Value(point));
        return point => sum.Evaluate(point);
    }

    public ObjectiveGradient Gradient()
    {
        OrderedSum sum = Sum(Count, (part, point, _, result) => Parts[part].Gradient(point, result));
        return (point, gradient) =>
        {
            double value = sum.Evaluate(point);
            sum.Total.CopyTo(gradient);
            return value;
        };
    }

    private static void Check(int place, TObjective part, TObjective first)
    {
        ArgumentNullException.ThrowIfNull(part, "parts");
        if (!part.Names.SequenceEqual(first.Names))
            throw new ArgumentException(FormattableString.Invariant($"parts[{place}] is {part}, parts[0] is {first}: the parts of a sum have the same elements."), "parts");
        for (int i = 0; i < part.Count; i++)
        {
            if (!part.Start[i].Equals(first.Start[i]))
                throw new ArgumentException(FormattableString.Invariant($"{part.Names[i]} starts at {first.Start[i]} in parts[0] and at {part.Start[i]} in parts[{place}]: the parts of a sum have the same start."), "parts");
        }
    }

    private static int[][] UnitsOf(TObjective[] parts)
    {
        // Each part leads to an earlier one of its unit, the first one to itself.
        var leads = new int[parts.Length];
        var owners = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < parts.Length; i++)
        {
            leads[i] = i;
            foreach (object scratch in parts[i].Scratch)
            {
                if (owners.TryAdd(scratch, i))
                    continue;
                int one = First(i), other = First(owners[scratch]);
                leads[Math.Max(one, other)] = Math.Min(one, other);
            }
        }

        return [.. Enumerable.Range(0, parts.Length).GroupBy(First).Select(unit => unit.ToArray())];

        int First(int i) => leads[i] == i ? i : First(leads[i]);
    }
}
