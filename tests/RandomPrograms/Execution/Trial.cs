using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>Compiles programs together and checks each: the one way in which programs are tried.</summary>
public sealed class Trial(ICompanionSource companions)
{
    private static readonly TimeSpan CompileLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromMinutes(1);

    public BatchCompiler Compiler { get; } = new(companions);

    public Verdict[] Run(IReadOnlyList<RandomProgram> programs)
    {
        if (!Watched.TryRun(stop => Compiler.Compile(programs, stop), CompileLimit, out Batch? batch))
            return Hung(programs);
        using (batch)
        {
            var verdicts = new Verdict[programs.Count];
            for (int i = 0; i < verdicts.Length; i++)
                verdicts[i] = batch!.Failures.TryGetValue(i, out Failure? failure) ? new Verdict(failure, 0, 0) : Check(programs[i], batch.Drivers[i]!);
            return verdicts;
        }
    }

    private static Verdict Check(RandomProgram program, IProgramDriver driver)
    {
        return Watched.TryRun(_ => Checked(), CheckLimit, out Verdict verdict)
            ? verdict
            : new Verdict(new Failure(FailureKind.Hang, "companion", "a companion did not return"), 0, 0);

        Verdict Checked()
        {
            Turns.Reset();
            return new Checker(program, driver).Check();
        }
    }

    /// <summary>Finds the program at which the generator does not end.</summary>
    private Verdict[] Hung(IReadOnlyList<RandomProgram> programs) => programs.Count == 1
        ? [new Verdict(new Failure(FailureKind.Hang, "generator", "the generator did not end"), 0, 0)]
        : [.. Run([.. programs.Take(programs.Count / 2)]), .. Run([.. programs.Skip(programs.Count / 2)])];
}
