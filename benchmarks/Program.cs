using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

// Usage: dotnet run -c Release --project benchmarks [-- --quick] [--filter *Neuron*]
// --quick takes a minute or two and is precise to a few percent; without it, allow ten.
string[] passedOn = [.. args.Where(arg => arg != "--quick")];
if (!passedOn.Contains("--filter"))
    passedOn = [.. passedOn, "--filter", "*"];

var config = ManualConfig.CreateEmpty()
    .AddJob(args.Contains("--quick") ? Job.ShortRun.WithIterationCount(8) : Job.Default)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .AddValidator(JitOptimizationsValidator.FailOnError);

// A benchmark that failed to run has no results, and this says so to whoever called.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(passedOn, config).ToArray();
return summaries.Length > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
