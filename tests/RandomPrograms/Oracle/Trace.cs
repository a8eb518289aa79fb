namespace Fluxion.RandomPrograms.Oracle;

/// <summary>
/// What a run decided: branches, roundings to integers, which operand a maximum took. Two points with one trace lie on one smooth
/// piece of the program, where differences are derivatives.
/// </summary>
public static class Trace
{
    [ThreadStatic]
    private static ulong hash;

    [ThreadStatic]
    private static bool ambiguous;

    public static ulong Hash => hash;

    /// <summary>
    /// True if a tie was met for which the derivative depends on more than the dual numbers know, or if something was NaN: in an element of an array that
    /// nobody reads, or in an argument of a callee, it has a part in the derivative though it is not used.
    /// </summary>
    public static bool IsAmbiguous => ambiguous;

    public static void Reset()
    {
        hash = 0;
        ambiguous = false;
    }

    public static bool Decide(bool outcome)
    {
        hash = Rng.Mix(hash, outcome ? 2ul : 1ul);
        return outcome;
    }

    public static int Decide(int outcome)
    {
        hash = Rng.Mix(hash, (ulong)outcome + 3);
        return outcome;
    }

    public static double Decide(double outcome)
    {
        hash = Rng.Mix(hash, BitConverter.DoubleToUInt64Bits(outcome + 0.0));
        return outcome;
    }

    public static void Ambiguous() => ambiguous = true;

    public static double Number(double value)
    {
        ambiguous |= double.IsNaN(value);
        return value;
    }

    public static double Scrutinee(Dual value, params double[] constants)
    {
        foreach (double c in constants)
            Decide(value.V.CompareTo(c));
        return value.V;
    }

    public static float Scrutinee(DualF value, params double[] constants)
    {
        Scrutinee((Dual)value, constants);
        return value.V;
    }
}
