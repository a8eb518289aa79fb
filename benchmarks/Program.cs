using Benchmarks.Cases;
using Benchmarks.Harness;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;

// Usage: dotnet run -c Release --project benchmarks -- --quick [name …]
//   measures all cases, or those whose names begin with one given, within five minutes, and prints the ratios;
//   all cases also go into results/latest.json and the plots of docs/performance.md.
// Without --quick, BenchmarkDotNet measures the same for as long as it wants, with its own options.
if (args.Contains("--quick"))
{
    string[] names = [.. args.Where(arg => arg != "--quick")];
    var measurements = new List<Measurement>();
    ResultTable.PrintHeader();
    foreach (Case @case in AllCases.Make().Where(c => names.Length == 0 || names.Any(name => c.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase))))
    {
        measurements.Add(QuickRun.Of(@case));
        ResultTable.Print(measurements[^1]);
    }
    if (names.Length == 0)
    {
        ResultFile.Write(measurements);
        ResultPage.Write(measurements);
    }
    return 0;
}

string[] passedOn = args.Contains("--filter") ? args : [.. args, "--filter", "*"];
var config = ManualConfig.CreateEmpty()
    // In this process, because the peers in C++ are built and loaded here.
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .WithSummaryStyle(BenchmarkDotNet.Reports.SummaryStyle.Default.WithMaxParameterColumnWidth(100))
    .AddLogger(ConsoleLogger.Default)
    .AddValidator(JitOptimizationsValidator.FailOnError);

// A benchmark that failed to run has no results, and this says so to whoever called.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(passedOn, config).ToArray();
return summaries.Length > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
