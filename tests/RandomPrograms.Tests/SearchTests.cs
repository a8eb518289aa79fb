using Fluxion.RandomPrograms.Coverage;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Generation;
using Fluxion.RandomPrograms.Printing;
using Xunit;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>The search itself, with companions that are known to be right, or wrong in a known way.</summary>
public sealed class SearchTests : IDisposable
{
    // Companions that take structs or objects are more than the stand-in can write.
    private const Construct Known = Construct.All & ~(Construct.Struct | Construct.StructArray | Construct.Class);

    public void Dispose() => StandInCalls.Mistake = Mistake.None;

    [Fact]
    public void Right_companions_pass_and_the_oracles_agree()
    {
        RunReport report = new Runner(new StandIn(), new RunOptions { Count = 600, Seed = 7, Constructs = Known }).Run();

        Assert.True(report.Failures == 0, string.Join("\n", report.Findings.Select(Reports.Describe)));
        Assert.True(report.Unusable < 30, $"{report.Unusable} programs could not be checked");
        Assert.True(report.Differenced > 200, $"only {report.Differenced} programs were compared with differences");
    }

    [Theory]
    [InlineData(Mistake.GradientSign, FailureKind.Gradient)]
    [InlineData(Mistake.GradientValue, FailureKind.Value)]
    [InlineData(Mistake.IntoAccumulates, FailureKind.Overload)]
    [InlineData(Mistake.PullbackOverwrites, FailureKind.Pullback)]
    [InlineData(Mistake.PullbackScale, FailureKind.Pullback)]
    [InlineData(Mistake.TangentDrops, FailureKind.Tangent)]
    [InlineData(Mistake.JacobianRows, FailureKind.Jacobian)]
    [InlineData(Mistake.Throws, FailureKind.CompanionThrew)]
    [InlineData(Mistake.Mutates, FailureKind.Contents)]
    [InlineData(Mistake.SharesThreads, FailureKind.CompanionThrew)]
    public void Wrong_companions_are_noticed(Mistake mistake, FailureKind expected)
    {
        StandInCalls.Mistake = mistake;

        RunReport report = new Runner(new StandIn(), new RunOptions { Count = 60, Seed = 3, Shrink = false, Constructs = Known }).Run();

        Assert.Contains(report.Findings, f => f.Failure.Kind == expected);
    }

    // Dual numbers, of which the right ones are made here, do not know limits either, and are NaN where there is one.
    [Theory]
    [InlineData(Mistake.None, false)]
    [InlineData(Mistake.GradientSign, true)]
    public void At_edges_a_finite_gradient_must_be_the_slope(Mistake mistake, bool isFound)
    {
        const Construct WithGradients = Known & ~(Construct.TupleResult | Construct.ArrayResult | Construct.VoidResult | Construct.RefParameter | Construct.OutParameter | Construct.Float | Construct.Mixed | Construct.Stop);
        StandInCalls.Mistake = mistake;

        RunReport report = new Runner(new StandIn(), new RunOptions { Count = 60, Seed = 3, Shrink = false, Edges = true, Constructs = WithGradients }).Run();

        Assert.True(report.Differenced > 30, $"only {report.Differenced} programs were compared with differences");
        Assert.Equal(isFound, report.Findings.Any(f => f.Failure.Kind == FailureKind.Edge));
        Assert.DoesNotContain(report.Findings, f => f.Failure.Kind != FailureKind.Edge);
    }

    [Fact]
    public void A_failure_shrinks_to_a_small_program()
    {
        StandInCalls.Mistake = Mistake.PullbackScale;

        RunReport report = new Runner(new StandIn(), new RunOptions { Count = 1, Seed = 5, Threads = 1, Constructs = Known }).Run();

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(FailureKind.Pullback, finding.Failure.Kind);
        Assert.True(finding.Program.Body.Statements.Count <= 2, Reports.Describe(finding));
        Assert.Empty(finding.Program.Helpers);
    }

    [Fact]
    public void A_seed_gives_one_program()
    {
        string first = ProgramPrinter.Print(ProgramGenerator.Generate(42, Construct.All), dual: false, "0");
        string second = ProgramPrinter.Print(ProgramGenerator.Generate(42, Construct.All), dual: false, "0");

        Assert.Equal(first, second);
    }

    [Fact]
    public void A_long_run_meets_every_pair_of_constructs_often()
    {
        var table = new CoverageTable();
        for (int i = 0; i < 40_000; i++)
            table.Add(ProgramGenerator.Generate(Runner.SeedOf(1, i), Construct.All));

        Assert.True(!table.Below(CoverageTable.Enough).Any(), table.ToString());
    }
}
