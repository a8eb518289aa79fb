namespace Fluxion.RandomPrograms.Oracle;

/// <summary>What a run over dual numbers reported, in order.</summary>
public static class Reported
{
    [ThreadStatic]
    private static List<(string Name, Dual Value)>? list;

    public static void Reset() => list = [];

    public static IReadOnlyList<(string Name, Dual Value)> Take() => list ?? [];

    public static Dual Report(Dual value, string name)
    {
        (list ??= []).Add((name, value));
        return value;
    }

    public static DualF Report(DualF value, string name)
    {
        Report((Dual)value, name);
        return value;
    }
}
