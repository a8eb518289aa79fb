using Xunit;

namespace Fluxion.Runtime.Tests;

public class AttributeTests
{
    [Fact]
    public void Stop_passes_the_value() => Assert.Equal(1.5, Derivative.Stop(1.5));
}
