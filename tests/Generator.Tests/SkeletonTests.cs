using Xunit;

namespace Fluxion.Generator.Tests;

public class SkeletonTests
{
    [Fact]
    public void Skeleton() => Assert.Equal(1.5, Derivative.Stop(1.5));
}
