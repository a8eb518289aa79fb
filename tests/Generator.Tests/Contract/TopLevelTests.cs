using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Fluxion.Generator.Tests.Contract;

public class TopLevelTests
{
    private const string Source = """
        using System;
        using Fluxion;

        Console.WriteLine(Gradient_Loss(1, 2).dA);

        [Differentiable]
        static double Loss(double a, [Constant] double b) => a * b;
        """;

    [Fact]
    public void Companions_of_a_local_function_bind_unqualified()
    {
        var files = Harness.Generate(Harness.Compile(OutputKind.ConsoleApplication, Source), out Compilation complete);
        Assert.Contains("(double Value, double dA) Gradient_Loss(double a, double b)", Harness.Signatures(files));
        Assert.DoesNotContain(Harness.Problems(complete), d => d.Id != "CS8321");
    }

    // It cannot be called from its companions: the residuals come from its tangent.
    [Fact]
    public void Residuals_may_be_a_local_function()
    {
        var files = Harness.Generate(
            Harness.Compile(OutputKind.ConsoleApplication, """
                using System;
                using Fluxion;

                Console.WriteLine(LeastSquares_Residuals([1, 2], 3).Value([1, 2, 3]));

                [Differentiable]
                static double[] Residuals(double[] x, double k) { x[0] *= k; return x; }
                """),
            out Compilation complete);
        Assert.Contains("LeastSquares<(double[] X, double K)> LeastSquares_Residuals(double[] x, double k)", Harness.Signatures(files));
        Assert.DoesNotContain(Harness.Problems(complete), d => d.Id != "CS8321");
    }

    [Fact]
    public async Task A_marked_local_function_counts_as_used()
    {
        Harness.Generate(Harness.Compile(OutputKind.ConsoleApplication, Source), out Compilation complete);
        complete = complete.WithOptions(complete.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        CompilationWithAnalyzers analysis = complete.WithAnalyzers(
            [new DifferentiableAnalyzer(), new UnusedLocalFunctionSuppressor()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAllDiagnosticsAsync();
        Assert.True(Assert.Single(diagnostics, d => d.Id == "CS8321").IsSuppressed);
        Assert.Contains(complete.GetDiagnostics(), d => d.Id == "CS8321");
    }
}
