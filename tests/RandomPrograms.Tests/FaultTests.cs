using Fluxion.RandomPrograms.Faults;
using Xunit;

namespace Fluxion.RandomPrograms.Tests;

/// <summary>Faults planted in the generator; the command line runs them all.</summary>
public sealed class FaultTests
{
    private static readonly GeneratorSources Sources = GeneratorSources.Load();

    public static TheoryData<string> Ids => [.. FaultPlan.All.Select(f => f.Id)];

    [Fact]
    public void Faults_have_ids_of_their_own() => Assert.Equal(FaultPlan.All.Count, FaultPlan.All.Select(f => f.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fault_replaces_one_piece_of_the_source(string id) => Assert.Equal(1, Sources.Occurrences(FaultPlan.All.Single(f => f.Id == id)));

    [Theory]
    [InlineData("rule.cos-sign")]
    [InlineData("loop.order")]
    [InlineData("memory.kill-missing")]
    public void A_planted_fault_is_caught(string id)
    {
        FaultResult result = new FaultRun(Sources, new RunOptions { Limit = 300 }).Run(FaultPlan.All.Single(f => f.Id == id));

        Assert.True(result.IsCaught, Reports.Line(result));
    }

    [Fact]
    public void No_fault_is_not_caught()
    {
        var nothing = new Fault("nothing", "Nothing.", "Rules/Trigonometric.cs", "internal static class Trigonometric", "internal static class Trigonometric ");

        Assert.False(new FaultRun(Sources, new RunOptions { Limit = 60 }).Run(nothing).IsCaught);
    }
}
