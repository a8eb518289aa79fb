using System.Collections.Concurrent;
using System.Runtime.Loader;
using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Faults;

/// <summary>After how many programs a fault was noticed, by which failure, and from which seed.</summary>
public sealed record FaultResult(Fault Fault, int Programs, ulong Seed, Failure? Failure)
{
    public bool IsCaught => Failure is not null;
}

/// <summary>Plants each fault in turn and runs programs until one fails that does not fail without it.</summary>
public sealed class FaultRun(GeneratorSources sources, RunOptions options)
{
    private const int FirstBatch = 10;

    private readonly ConcurrentDictionary<int, RandomProgram> programs = [];

    // Whether a program passes with the generator as it is: many faults are caught by the same ones.
    private readonly ConcurrentDictionary<int, bool> passes = [];
    private readonly Lazy<ICompanionSource> faultless = new(() => Generator(sources, null));

    /// <summary>Results in no particular order, as they come.</summary>
    public IEnumerable<FaultResult> Run(IReadOnlyList<Fault> faults)
    {
        using var results = new BlockingCollection<FaultResult>();
        int next = -1, running = options.Threads;
        Exception? exception = null;
        void Work()
        {
            try
            {
                while (Interlocked.Increment(ref next) is var i && i < faults.Count)
                    results.Add(Run(faults[i]));
            }
            catch (Exception e)
            {
                exception = e;
            }
            if (Interlocked.Decrement(ref running) == 0)
                results.CompleteAdding();
        }

        for (int i = options.Threads; i > 0; i--)
            new Thread(Work) { IsBackground = true }.Start();
        foreach (FaultResult result in results.GetConsumingEnumerable())
            yield return result;
        if (exception is not null)
            throw new InvalidOperationException(exception.Message, exception);
    }

    public FaultResult Run(Fault fault)
    {
        var trial = new Trial(Generator(sources, fault));
        int size = FirstBatch;
        for (int tried = 0; tried < options.Limit; tried += size, size = options.BatchSize)
        {
            int[] chosen = [.. Enumerable.Range(tried, size)];
            Verdict[] verdicts = trial.Run([.. chosen.Select(Program)]);
            int[] failed = [.. chosen.Where(i => verdicts[i - tried].Failure is { Kind: not (FailureKind.InvalidProgram or FailureKind.Oracle) })];
            TryWithout(failed);
            foreach (int i in failed)
                if (passes[i])
                    return new FaultResult(fault, i + 1, Program(i).Seed, verdicts[i - tried].Failure);
        }
        return new FaultResult(fault, options.Limit, 0, null);
    }

    private void TryWithout(int[] indices)
    {
        int[] open = [.. indices.Where(i => !passes.ContainsKey(i))];
        if (open.Length == 0)
            return;
        Verdict[] verdicts = new Trial(faultless.Value).Run([.. open.Select(Program)]);
        for (int i = 0; i < open.Length; i++)
            passes[open[i]] = verdicts[i].Failure is null;
    }

    private RandomProgram Program(int index) => programs.GetOrAdd(index, i => options.Generate(Runner.SeedOf(options.Seed, i)));

    private static GeneratedCompanions Generator(GeneratorSources sources, Fault? fault)
    {
        var context = new AssemblyLoadContext(fault?.Id ?? "no fault");
        return GeneratedCompanions.Of(context.LoadFromStream(new MemoryStream(sources.Compile(fault))))!;
    }
}
