using System.Reflection;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Generated;

/// <summary>Sources, built as a user's project is: generated, compiled without a warning in what is generated, loaded.</summary>
internal static class Built
{
    /// <summary>Members of <c>Model</c>, one of which, <c>Use</c>, calls companions and returns what they return.</summary>
    public static object? Use(string members)
    {
        try
        {
            return Load(Harness.Model(members)).GetType("Model")!.GetMethod("Use")!.Invoke(null, []);
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }

    public static Assembly Load(string source)
    {
        var files = Harness.Generate(Harness.Compile(source), out Compilation complete);
        Diagnostic[] problems = Harness.Problems(complete);
        Assert.True(problems.Length == 0, string.Join("\n", problems.Select(p => p.ToString())) + "\n" + string.Join("\n", files.Select(f => f.SourceText.ToString())));
        using var stream = new MemoryStream();
        var emitted = complete.WithOptions(complete.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>What the analyzer says about members of <c>Model</c>: id and text at the place, infos included.</summary>
    public static async Task<string[]> Findings(string members)
    {
        CSharpCompilation compilation = Harness.Compile(Harness.Model(members));
        return
        [
            .. (await Harness.AnalyzeAsync(compilation)).Select(d => $"{d.Id} {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}"),
        ];
    }
}
