using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Checking;

/// <summary>Where outputs and inputs lie in flat vectors.</summary>
public sealed class Layout
{
    private readonly RandomProgram program;
    private readonly int[] outputs;
    private readonly int[] inputs;

    public Layout(RandomProgram program)
    {
        this.program = program;
        IEnumerable<int> all = Enumerable.Range(0, program.Parameters.Count);
        outputs = [.. all.Where(p => program.Parameters[p].IsOutput).OrderBy(p => program.Parameters[p].Buffer is not null)];
        inputs = [.. all.Where(p => program.Parameters[p].IsDifferentiated)];
        Rows = program.ResultCount + outputs.Sum(p => program.Parameters[p].Size);
        Columns = inputs.Sum(p => program.Parameters[p].Size);
    }

    public int Rows { get; }

    public int Columns { get; }

    public double[] Outputs(double[] result, double[][] parameters) => [.. result, .. outputs.SelectMany(p => parameters[p])];

    public double[] Inputs(double[][] parameters) => [.. inputs.SelectMany(p => parameters[p])];

    /// <summary>
    /// The choices of rows that <c>Jacobian_F</c> may make. It leaves out buffers that the method never writes. Whether it may write
    /// one is for the generator to say (what cannot be reached does not count), but those in <paramref name="changed"/> must be there.
    /// </summary>
    public IEnumerable<int[]> RowChoices(IReadOnlySet<int> changed)
    {
        int[] free = [.. outputs.Where(p => program.Parameters[p].Buffer is not null && !changed.Contains(p))];
        for (int choice = 0; choice < 1 << free.Length; choice++)
            yield return [.. Rows(p => Array.IndexOf(free, p) is var bit && (bit < 0 || (choice >> bit & 1) == 0))];

        IEnumerable<int> Rows(Func<int, bool> isIn)
        {
            for (int row = 0; row < program.ResultCount; row++)
                yield return row;
            int next = program.ResultCount;
            foreach (int p in outputs)
            {
                int size = program.Parameters[p].Size;
                if (isIn(p))
                    for (int row = next; row < next + size; row++)
                        yield return row;
                next += size;
            }
        }
    }
}
