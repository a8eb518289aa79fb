using Fluxion.RandomPrograms.Execution;
using Xunit;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>The real generator on random programs; the command line runs as many as one wants.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void Three_thousand_programs_have_the_right_derivatives()
    {
        ICompanionSource companions = GeneratedCompanions.TryCreate() ?? throw new InvalidOperationException("The generator is missing.");

        RunReport report = new Runner(companions, new RunOptions { Count = 3000, Seed = 2026 }).Run();

        Assert.True(report.Failures == 0, string.Join("\n", report.Findings.Select(Reports.Describe)));
    }
}
