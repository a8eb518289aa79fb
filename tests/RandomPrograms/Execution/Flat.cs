using Fluxion.RandomPrograms.Oracle;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>Conversions between the flat arrays that checks work on and the types that programs declare. Called by printed drivers.</summary>
public static class Flat
{
    public static double[] Doubles(double[] values) => [.. values];

    public static float[] Floats(double[] values) => [.. values.Select(v => (float)v)];

    public static Dual[] Duals(double[] values, double[] dots) => [.. values.Zip(dots, (v, d) => new Dual(v, d, Math.Abs(d)))];

    public static DualF[] DualFs(double[] values, double[] dots) => [.. values.Zip(dots, (v, d) => new DualF((float)v, d, Math.Abs(d)))];

    public static T[,] Matrix<T>(T[] values, int columns)
    {
        var m = new T[values.Length / columns, columns];
        for (int i = 0; i < values.Length; i++)
            m[i / columns, i % columns] = values[i];
        return m;
    }

    public static T[][] Jagged<T>(T[] values, int columns) => [.. values.Chunk(columns)];

    /// <summary>Elements made of two numbers each.</summary>
    public static T[] Pairs<TNumber, T>(TNumber[] values, Func<TNumber, TNumber, T> make) => [.. values.Chunk(2).Select(pair => make(pair[0], pair[1]))];

    public static TNumber[] Numbers<T, TNumber>(T[] pairs, Func<T, TNumber> first, Func<T, TNumber> second) => [.. pairs.SelectMany(p => (TNumber[])[first(p), second(p)])];

    /// <summary>An object made of two numbers and an array.</summary>
    public static T Cell<TNumber, T>(TNumber[] values, Func<TNumber, TNumber, TNumber[], T> make) => make(values[0], values[1], values[2..]);

    public static T[] Parts<T>(T first, T second, T[] others) => [first, second, .. others];

    public static T[] Rows<T>(T[,] values) => [.. values.Cast<T>()];

    public static T[] Rows<T>(T[][] values) => [.. values.SelectMany(row => row)];

    public static double[] Of(double[] values) => [.. values];

    public static double[] Of(float[] values) => [.. values.Select(v => (double)v)];

    public static double[] Of(double[,] values) => Rows(values);

    public static double[] Of(float[,] values) => Of(Rows(values));

    public static double[] Of(double[][] values) => Rows(values);

    public static double[] Of(float[][] values) => Of(Rows(values));

    public static double[] Of(double value) => [value];

    public static double[] Of((double, double) values) => [values.Item1, values.Item2];

    public static double[] Of((float, float) values) => [values.Item1, values.Item2];

    public static double[] Of(bool value) => [value ? 1 : 0];

    public static Dual[] Wide(Dual[] values) => values;

    public static Dual[] Wide(DualF[] values) => [.. values.Select(v => (Dual)v)];

    public static Dual[] Wide(Dual[,] values) => Rows(values);

    public static Dual[] Wide(DualF[,] values) => Wide(Rows(values));

    public static Dual[] Wide(Dual[][] values) => Rows(values);

    public static Dual[] Wide(DualF[][] values) => Wide(Rows(values));

    public static Dual[] Wide(Dual value) => [value];

    public static Dual[] Wide((Dual, Dual) values) => [values.Item1, values.Item2];

    public static Dual[] Wide((DualF, DualF) values) => [values.Item1, values.Item2];

    public static Dual[] Wide(bool value) => [value ? 1 : 0];

    public static Dual[] Wide(int value) => [value];

    public static Reply Reply(Dual[] result, params Dual[][] after) => new()
    {
        Result = [.. result.Select(x => x.V)],
        ResultDot = [.. result.Select(x => x.D)],
        ResultMagnitude = [.. result.Select(x => x.M)],
        After = [.. after.Select(p => p.Select(x => x.V).ToArray())],
        Derivatives = [.. after.Select(p => p.Select(x => x.D).ToArray())],
        Magnitudes = [.. after.Select(p => p.Select(x => x.M).ToArray())],
    };

    public static double[,] Wide(double[,] values, int _) => values;

    public static double[,] Wide(float[,] values, int _)
    {
        var wide = new double[values.GetLength(0), values.GetLength(1)];
        for (int i = 0; i < values.GetLength(0); i++)
            for (int j = 0; j < values.GetLength(1); j++)
                wide[i, j] = values[i, j];
        return wide;
    }
}
