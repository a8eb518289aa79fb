namespace Fluxion.Generator.Tests.Lowering;

public class TwinTests
{
    public static TheoryData<string> Names => [.. Snippets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lowered_method_computes_the_same_bits(string name)
    {
        (string expected, string actual) = Twins.Of(name);

        Assert.Equal(expected, actual);
    }
}
