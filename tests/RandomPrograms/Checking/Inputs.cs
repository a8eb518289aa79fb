using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>
/// The numbers a program is tried with. They follow from its seed and the parameter's name alone, so that they stay as they are
/// when shrinking drops other parameters.
/// </summary>
public static class Inputs
{
    public const int Points = 3;

    public static double[][] Arguments(RandomProgram program, int point) =>
        [.. program.Parameters.Select(p => p.Type switch
        {
            Scalar.Int => [p.Low],
            Scalar.Bool => [point % 2],
            _ => Numbers(program.Seed, point, p, p.Pass == PassBy.Out ? 0 : 1.4),
        })];

    /// <summary>Numbers above 0, among them 0 and 1 themselves.</summary>
    public static double[][] AtEdge(RandomProgram program, int point) =>
        [.. Arguments(program, point).Zip(program.Parameters, (numbers, p) => p.Type is Scalar.Int or Scalar.Bool ? numbers : Edges(numbers, new Rng(Rng.Mix(Rng.Mix(program.Seed, p.Name), 400ul + (ulong)point))))];

    /// <summary>A direction in the space of the differentiated inputs, zero elsewhere.</summary>
    public static double[][] Direction(RandomProgram program, int point) =>
        [.. program.Parameters.Select(p => p.IsDifferentiated ? Numbers(program.Seed, 100 + point, p, 1) : new double[p.Size])];

    /// <summary>One number for each parameter that has a bar.</summary>
    public static double[][] Bars(RandomProgram program, int point) =>
        [.. program.Parameters.Select(p => p.HasDerivative ? Numbers(program.Seed, 200 + point, p, 1) : new double[p.Size])];

    public static double[] ResultBar(RandomProgram program, int point) =>
        Numbers(program.Seed, 300 + point, new Parameter("result", program.Type, Rows: program.ResultCount, Buffer: BufferKind.Array), 1);

    private static double[] Edges(double[] numbers, Rng rng) => [.. numbers.Select(number => rng.Weighted(4, 1, 3) switch { 0 => 0, 1 => 1, _ => Math.Abs(number) })];

    private static double[] Numbers(ulong seed, int salt, Parameter p, double scale)
    {
        var rng = new Rng(Rng.Mix(Rng.Mix(seed, p.Name), (ulong)salt));
        var values = new double[p.Size];
        for (int i = 0; i < values.Length; i++)
        {
            double value = scale * rng.Uniform(0.12, 1) * (rng.Chance(0.5) ? 1 : -1);
            values[i] = p.Type == Scalar.Float ? (float)value : value;
        }
        return values;
    }
}
