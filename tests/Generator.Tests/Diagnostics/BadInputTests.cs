using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>Bad input, at build time and at run time.</summary>
public class BadInputTests
{
    // In a project that references an assembly of its own, which Fluxion has not seen.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_into_an_assembly_without_derivatives_is_an_error_at_the_call(bool hasAnalyzers)
    {
        CSharpCompilation rates = Harness.Compile("public static class Fx { public static double Rate(double date) => 1.01 * date; }").WithAssemblyName("Rates");
        using var image = new MemoryStream();
        Assert.True(rates.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        (string source, int start, _) = Marked.Read(Harness.Model("[Differentiable] public static double Loss(double date, double x) { double r = ⟦Fx.Rate(date)⟧; return r * x; }"));
        CSharpCompilation compilation = Harness.Compile(source).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        IEnumerable<Diagnostic> diagnostics = hasAnalyzers
            ? await Harness.AnalyzeAsync(compilation)
            : Harness.Driver(options: new Options(new() { ["build_property.RunAnalyzersDuringBuild"] = "false" })).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Diagnostics;
        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal("FLX0103", diagnostic.Id);
        Assert.StartsWith("'Loss' cannot be differentiated: 'Fx.Rate(date)' in assembly 'Rates' has no derivative.", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
    }

    // A non-partial type, a wrong name, an unsupported construct: side by side with a good method, which loses nothing.
    [Theory]
    [InlineData("FLX0001", "Pricing", "public static class Pricing { [Differentiable] public static double Call(double spot) => spot; }")]
    [InlineData("FLX0004", "\"betas\"", "public static partial class Pricing { [Differentiable(\"betas\")] public static double Call(double beta) => beta; }")]
    [InlineData("FLX0110", "lock (typeof(Pricing)) { }", "public static partial class Pricing { [Differentiable] public static double Call(double beta) { lock (typeof(Pricing)) { } return beta; } }")]
    public void An_error_in_a_build_without_analyzers(string id, string place, string bad)
    {
        CSharpCompilation compilation = Harness.Compile(Harness.File(bad) + "public static partial class Good { [Differentiable] public static double F(double x) => x * x; }");
        GeneratorRunResult result = Harness.Driver(options: new Options(new() { ["build_property.RunAnalyzers"] = "false" }))
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(place, compilation.SyntaxTrees[0].GetText(TestContext.Current.CancellationToken).Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString(), StringComparison.Ordinal);
        Assert.Contains("(double Value, double dX) Gradient_F(double x)", Harness.Signatures(result.GeneratedSources));
        Assert.Contains(result.GeneratedSources, file => file.SourceText.ToString().Contains("double xBar", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Gradient_F(x, 2, dX)", "dX has 3 elements; x has 2. (Parameter 'dX')")]
    [InlineData("Gradient_F(x, 2, dX.AsSpan(0, 1))", "dX has 1 element; x has 2. (Parameter 'dX')")]
    [InlineData("Gradient_F(x, 2, x)", "dX and x overlap; they must not share memory. (Parameter 'dX')")]
    [InlineData("Gradient_F(dX.AsSpan(0, 2).ToArray(), 2, dX)", "dX has 3 elements; x has 2. (Parameter 'dX')")]
    [InlineData("Pullback_F(x, 2, 1, dX, ref s)", "xBar has 3 elements; x has 2. (Parameter 'xBar')")]
    [InlineData("Tangent_F(x, 2, dX, 1)", "xDot has 3 elements; x has 2. (Parameter 'xDot')")]
    public void A_wrong_buffer_throws_before_anything_is_written(string call, string message)
    {
        string[] parts = ((string)Built.Use(
            $$"""
            [Differentiable] public static double F(double[] x, double k) { x[0] *= k; return x[0] * x[1]; }
            public static string Use()
            {
                double[] x = [2, 3], dX = [7, 8, 9];
                double s = 5;
                try { {{call}}; }
                catch (ArgumentException e) { return e.Message + "|" + string.Join(" ", x) + "|" + string.Join(" ", dX) + "|" + s; }
                return "nothing thrown|||";
            }
            """)!).Split('|');
        Assert.Equal([message, "2 3", "7 8 9", "5"], parts);
    }

    [Fact]
    public void A_destination_that_overlaps_a_constant_input_throws_too()
    {
        var exception = Assert.Throws<ArgumentException>(() => Built.Use(
            """
            [Differentiable] public static double F(double[] x, [Constant] ReadOnlySpan<double> y) => x[0] * y[0];
            public static void Use() { double[] all = [1, 2, 3]; Gradient_F([4, 5], all.AsSpan(1), all.AsSpan(0, 2)); }
            """));
        Assert.Equal("dX and y overlap; they must not share memory. (Parameter 'dX')", exception.Message);
    }
}
