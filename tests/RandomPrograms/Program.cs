using System.Globalization;
using Fluxion.RandomPrograms;
using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Faults;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Printing;
using Fluxion.RandomPrograms.Syntax;

const int SeedsShown = 4;
RunOptions options;
try
{
    options = RunOptions.Parse(args);
}
catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(RunOptions.Help + " " + string.Join(", ", Enum.GetNames<Construct>()));
    return 2;
}
if (GeneratedCompanions.TryCreate() is not { } companions)
{
    Console.Error.WriteLine("Fluxion.Generator.DifferentiableGenerator is not in the generator's assembly.");
    return 2;
}
if (options.Only is { } seed)
    return Single(seed);
return options.Faults ? Faults() : Search();

int Search()
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    TimeSpan last = TimeSpan.Zero;
    RunReport report = new Runner(companions, options).Run(r =>
    {
        if (options.Quiet || clock.Elapsed - last < TimeSpan.FromSeconds(5))
            return;
        last = clock.Elapsed;

        // A process that crashes leaves what it has found.
        IEnumerable<string> kinds = r.FailureSeeds.Select(pair => string.Create(CultureInfo.InvariantCulture, $"; {pair.Value.Count} × {pair.Key} --only {pair.Value[^1]}"));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Programs} programs, {r.PerSecond:F0}/s, {r.Failures} failures{string.Concat(kinds)}"));
    });
    foreach (Finding finding in report.Findings)
        Console.WriteLine(Reports.Describe(finding));
    foreach (Finding finding in report.Listed)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--only {finding.Original.Seed} {finding.Failure.Detail}"));
    foreach ((string key, List<ulong> seeds) in report.FailureSeeds.OrderByDescending(p => p.Value.Count))
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seeds.Count,7} × {key}  --only {string.Join(", ", seeds.Order().Take(SeedsShown))}"));
    if (options.Coverage)
        Console.WriteLine(report.Coverage);
    if (options.BitsFile is { } file)
        File.WriteAllLines(file, report.Bits.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:x16}")));
    Console.WriteLine(Reports.Summary(report));
    return report.Failures == 0 ? 0 : 1;
}

int Single(ulong programSeed)
{
    RandomProgram program = options.Generate(programSeed);
    Console.WriteLine(ProgramPrinter.Print(program, dual: false, "0"));
    var trial = new Trial(companions);
    Verdict verdict = trial.Run([program])[0];
    if (verdict.Failure is not { } failure)
    {
        if (!options.Quiet)
            Console.WriteLine(trial.Compiler.Companions(program));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"No failure; checked at {verdict.Points} points."));
        return 0;
    }
    var finding = new Finding(program, program, failure);
    if (options.Shrink)
    {
        (RandomProgram small, Failure same) = new Fluxion.RandomPrograms.Shrinking.Shrinker(trial, TimeSpan.FromMinutes(2)).Shrink(program, failure);
        finding = finding with { Program = small, Failure = same };
    }
    if (!options.Quiet)
        Console.WriteLine(trial.Compiler.Companions(finding.Program));
    Console.WriteLine(Reports.Describe(finding));
    return 1;
}

int Faults()
{
    Fault[] faults = [.. FaultPlan.All.Where(f => options.FaultPrefix is not { } prefix || f.Id.StartsWith(prefix, StringComparison.Ordinal))];
    var results = new List<FaultResult>();
    foreach (FaultResult result in new FaultRun(GeneratorSources.Load(), options).Run(faults))
    {
        results.Add(result);
        if (!options.Quiet)
            Console.Error.WriteLine(Reports.Line(result));
    }
    foreach (Fault fault in faults)
        Console.WriteLine(Reports.Line(results.Single(r => r.Fault == fault)));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count(r => r.IsCaught)} of {faults.Length} faults caught"));
    return results.All(r => r.IsCaught) ? 0 : 1;
}
