using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Typing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Fluxion.Generator.Tests.Incrementality;

/// <summary>Which steps run again after an edit.</summary>
public class CachingTests
{
    private static readonly string Logit = Samples.All["Logit"];

    [Fact]
    public void An_edit_in_another_file_reruns_nothing_after_lowering() =>
        CheckCached([Logit, "class Other;"], [Logit, "class Other { int i; }"]);

    [Fact]
    public void A_line_inserted_above_reruns_nothing_after_lowering() =>
        CheckCached([Logit, "class Other;"], [Logit.Replace("public static partial", "// A comment.\n\npublic static partial", StringComparison.Ordinal), "class Other;"]);

    // The header names the lines of loops, but as they are counted in the method.
    [Fact]
    public void A_line_inserted_above_loops_that_the_header_names_reruns_nothing_after_lowering()
    {
        CheckCached([Refused, "class Other;"], ["// A comment.\n\n" + Refused.Replace("[Diff", "\n[Diff", StringComparison.Ordinal), "class Other;"]);
        GeneratorRunResult result = RunTwice([Refused], [Refused.Replace("for", "\nfor", StringComparison.Ordinal)]);
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.Companions));
        Assert.Contains("line 2 of F", result.GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_marked_method_leaves_this_one_alone()
    {
        string neuron = Samples.All["Neuron"];
        GeneratorRunResult result = RunTwice([Logit, neuron], [Logit, neuron.Replace("double intc", "float intc", StringComparison.Ordinal)]);
        IncrementalStepRunReason[] reasons = [.. Reasons(result, TrackingNames.Companions)];
        Assert.Contains(IncrementalStepRunReason.Cached, reasons);
        Assert.Contains(IncrementalStepRunReason.Modified, reasons);
    }

    [Fact]
    public void A_changed_signature_does_rerun()
    {
        GeneratorRunResult result = RunTwice([Logit], [Logit.Replace("double[] beta, [", "double[] beta, double extra, [", StringComparison.Ordinal)]);
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.Companions));
    }

    private const string Refused = """
        using Fluxion;
        public static partial class Refused
        {
            [Differentiable(AllowReassociation = true)]
            public static double F(double x) { double s = x; for (int i = 0; i < 9; i++) s *= x; return s; }
        }
        """;

    // Only the body of the companions knows the struct and the class.
    private const string Body = """
        using Fluxion;
        public static partial class Body
        {
            [Differentiable]
            public static double F(double x) { var b = new Ball { X = x }; Spot[] s = [new(x, 1)]; return b.X * s[0].X; }
        }
        """;

    private const string Shapes = "public class Ball { public double X; } public record struct Spot(double X, double Y);";

    private const string Second = "using Fluxion; public static partial class Other { [Differentiable] public static double G(Ball b) => b.X * b.X; }";

    [Theory]
    [InlineData("record struct", "readonly record struct")]
    [InlineData("public double X; }", "public double X { get; set; } public double W; }")]
    public void A_change_of_what_memory_consists_of_does_rerun(string before, string after)
    {
        GeneratorRunResult result = RunTwice([Body, Shapes], [Body, Shapes.Replace(before, after, StringComparison.Ordinal)]);
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(result, TrackingNames.Model));
    }

    [Fact]
    public void A_class_for_derivatives_is_written_once_and_not_again()
    {
        CheckCached([Body, Shapes, Second, "class Empty;"], [Body, Shapes, Second, "class Empty { int i; }"]);
        GeneratorRunResult result = RunTwice([Body, Shapes, Second], [Body, Shapes, Second.Replace("b.X * b.X", "2 * b.X", StringComparison.Ordinal)]);
        Assert.All(Reasons(result, TrackingNames.Gradients), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.Single(result.GeneratedSources, source => source.HintName.StartsWith("BallGradient", StringComparison.Ordinal));
    }

    [Fact]
    public void Models_hold_no_symbols_or_trees()
    {
        GeneratorRunResult result = RunTwice([Logit, Body, Shapes, Second], [Logit, Body, Shapes, Second]);
        foreach (string step in new[] { TrackingNames.Lowering, TrackingNames.Model, TrackingNames.Companions, TrackingNames.Gradients })
        {
            foreach ((object value, _) in result.TrackedSteps[step].SelectMany(run => run.Outputs))
                ObjectGraph.AssertFree(value, typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(SemanticModel));
        }
    }

    private static void CheckCached(string[] before, string[] after)
    {
        GeneratorRunResult result = RunTwice(before, after);
        foreach (string step in new[] { TrackingNames.Model, TrackingNames.Companions })
            Assert.All(Reasons(result, step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        Assert.All(Reasons(result, TrackingNames.Companions), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(
            result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step)
    {
        Assert.True(result.TrackedSteps.ContainsKey(step), step);
        return result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
    }

    private static GeneratorRunResult RunTwice(string[] before, string[] after)
    {
        CSharpCompilation first = Harness.Compile(before);
        CSharpCompilation second = first;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] != after[i])
                second = second.ReplaceSyntaxTree(first.SyntaxTrees[i], CSharpSyntaxTree.ParseText(after[i], Harness.Parse, first.SyntaxTrees[i].FilePath));
        }

        GeneratorDriver driver = Harness.Driver(track: true).RunGenerators(first).RunGenerators(second);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }
}
