using System.Reflection;
using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Faults;

/// <summary>Switches a fault in the generator on and off.</summary>
public interface IFaultHook
{
    /// <summary>False where the generator under test has no faults to plant.</summary>
    bool IsAvailable { get; }

    /// <summary>Plants one fault, or none.</summary>
    void Activate(string? id);
}

/// <summary>The switch inside the generator, which only tests set.</summary>
public sealed class GeneratorFaultHook : IFaultHook
{
    private readonly MemberInfo? member = Assembly.Load("Fluxion.Generator")
        .GetType("Fluxion.Generator.Differentiation.PlantedFault")?
        .GetMember("Active", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .FirstOrDefault();

    public bool IsAvailable => member is not null;

    public void Activate(string? id)
    {
        if (member is FieldInfo field)
            field.SetValue(null, id);
        else if (member is PropertyInfo property)
            property.SetValue(null, id);
    }
}

/// <summary>After how many programs a fault was noticed, by which failure, and from which seed.</summary>
public sealed record FaultResult(Fault Fault, int Programs, ulong Seed, Failure? Failure)
{
    public bool IsCaught => Failure is not null;
}

/// <summary>Plants each fault in turn and runs programs until one fails that does not fail without it.</summary>
public sealed class FaultRun(ICompanionSource companions, IFaultHook hook, RunOptions options)
{
    private const int Together = 25;

    public IEnumerable<FaultResult> Run(IEnumerable<Fault>? faults = null)
    {
        foreach (Fault fault in faults ?? FaultPlan.All)
            yield return Run(fault);
    }

    public FaultResult Run(Fault fault)
    {
        var trial = new Trial(companions);
        try
        {
            for (int tried = 0; tried < options.Limit; tried += Together)
            {
                hook.Activate(fault.Id);
                RandomProgram[] programs = [.. Enumerable.Range(tried, Together).Select(i => ProgramGenerator.Generate(Runner.SeedOf(options.Seed, i), options.Constructs))];
                Verdict[] verdicts = trial.Run(programs);
                hook.Activate(null);
                for (int i = 0; i < Together; i++)
                    if (verdicts[i].Failure is { Kind: not (FailureKind.InvalidProgram or FailureKind.Oracle) } failure && trial.Run([programs[i]])[0].Failure is null)
                        return new FaultResult(fault, tried + i + 1, programs[i].Seed, failure);
            }
            return new FaultResult(fault, options.Limit, 0, null);
        }
        finally
        {
            hook.Activate(null);
        }
    }
}
