using System.Globalization;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms;

/// <summary>What to run.</summary>
public sealed record RunOptions
{
    public const string Help = """
        Searches for wrong derivatives in random programs.

          --count N        how many programs (1000)
          --seed S         where to begin (1)
          --skip N         leave out the first ones
          --only SEED      this one program, with what was generated for it
          --without A,B    leave constructs out
          --with A,B       these constructs only
          --order N        ask for derivatives up to this order, 1 to 3, of all programs that can have them
          --lanes          allow sums of all programs to be reordered, so that loops run in lanes
          --edges          let functions be infinitely steep where inputs are 0 or 1, and try that
          --bits FILE      write a line for each program with a sum of its derivatives' bits: no machine's width changes it
          --coverage       print how often each pair of constructs occurred
          --faults         plant each fault in the generator and see that it is found
          --fault PREFIX   these faults only
          --limit N        programs to try for each fault (3000)
          --threads N      1 or 2 (2)
          --no-shrink      report failures as they are
          --list KIND      a line for each failure whose kind begins so
          --quiet          no progress

        Constructs:
        """;

    /// <summary>The order of derivatives that programs ask for; by default a few ask for the second and the third.</summary>
    public int? Order { get; init; }

    /// <summary>How many of the <see cref="Count"/> programs were searched before.</summary>
    public int Skip { get; init; }

    /// <summary>All programs allow sums to be reordered.</summary>
    public bool Lanes { get; init; }

    /// <summary>All programs are tried where they are infinitely steep.</summary>
    public bool Edges { get; init; }

    /// <summary>Where to write the seeds of programs with their <see cref="Checking.Verdict.Bits"/>.</summary>
    public string? BitsFile { get; init; }

    public int Count { get; init; } = 1000;

    public ulong Seed { get; init; } = 1;

    public ulong? Only { get; init; }

    public Construct Constructs { get; init; } = Construct.All;

    public bool Coverage { get; init; }

    public bool Faults { get; init; }

    public string? FaultPrefix { get; init; }

    public int Limit { get; init; } = 3000;

    public int Threads { get; init; } = 2;

    public int BatchSize { get; init; } = 30;

    public bool Shrink { get; init; } = true;

    public bool Quiet { get; init; }

    /// <summary>Failures to list one by one: the beginning of their <see cref="Execution.Failure.Key"/>.</summary>
    public string? List { get; init; }

    public static RunOptions Parse(string[] args)
    {
        var options = new RunOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string option = args[i];
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{option} needs a value.");
            int Number() => int.Parse(Value(), CultureInfo.InvariantCulture);
            ulong Seed() => ulong.Parse(Value(), CultureInfo.InvariantCulture);
            options = option switch
            {
                "--count" => options with { Count = Number() },
                "--seed" => options with { Seed = Seed() },
                "--skip" => options with { Skip = Number() },
                "--only" => options with { Only = Seed() },
                "--without" => options with { Constructs = options.Constructs & ~Set(Value()) },
                "--with" => options with { Constructs = Set(Value()) },
                "--order" => options with { Order = Math.Clamp(Number(), 1, 3) },
                "--lanes" => options with { Lanes = true },
                "--edges" => options with { Edges = true },
                "--bits" => options with { BitsFile = Value() },
                "--coverage" => options with { Coverage = true },
                "--faults" => options with { Faults = true },
                "--fault" => options with { Faults = true, FaultPrefix = Value() },
                "--limit" => options with { Limit = Number() },
                "--threads" => options with { Threads = Math.Clamp(Number(), 1, 2) },
                "--no-shrink" => options with { Shrink = false },
                "--list" => options with { List = Value() },
                "--quiet" => options with { Quiet = true },
                _ => throw new ArgumentException($"Unknown option {option}."),
            };
        }
        return options;
    }

    /// <summary>The program of a seed.</summary>
    public RandomProgram Generate(ulong seed)
    {
        RandomProgram program = ProgramGenerator.Generate(seed, Constructs, Edges);
        if (Lanes)
            program = program with { AllowsReassociation = true };
        return Order is { } order
            ? program with { WantsSecondOrder = order >= 2, WantsThirdOrder = order == 3, AllowsReassociation = order == 1 && program.AllowsReassociation }
            : program;
    }

    private static Construct Set(string names) => names.Split(',').Aggregate(Construct.None, (set, name) => set | Enum.Parse<Construct>(name.Trim(), ignoreCase: true));
}
