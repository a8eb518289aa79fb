using Fluxion.RandomPrograms.Execution;
using Xunit;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>The real generator on random programs; the command line runs as many as one wants.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void Programs_have_the_right_derivatives()
    {
        ICompanionSource companions = GeneratedCompanions.TryCreate() ?? throw new InvalidOperationException("The generator is missing.");

        RunReport report = new Runner(companions, new RunOptions { Count = 2000, Seed = 5 }).Run();

        Assert.True(report.Failures == 0, string.Join("\n", report.Findings.Select(Reports.Describe)));
    }
}
