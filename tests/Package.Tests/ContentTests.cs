using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Fluxion.Package.Tests;

/// <summary>What lies where in the package: NuGet and the compiler find things by place.</summary>
public class ContentTests(PackageFixture fixture)
{
    [Fact]
    public void Holds_the_runtime_the_generator_and_the_fixes()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        string[] expected =
        [
            "README.md",
            "analyzers/dotnet/cs/Fluxion.CodeFixes.dll",
            "analyzers/dotnet/cs/Fluxion.Generator.dll",
            "build/Fluxion.props",
            "buildTransitive/Fluxion.props",
            "lib/net10.0/Fluxion.dll",
            "lib/net10.0/Fluxion.xml",
            "lib/net8.0/Fluxion.dll",
            "lib/net8.0/Fluxion.xml",
        ];

        // The rest are parts that every package has.
        var actual = package.Entries.Select(entry => entry.FullName)
            .Where(name => name is not ("[Content_Types].xml" or "_rels/.rels" or "Fluxion.nuspec") && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Has_no_dependencies_and_names_its_license()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        using var stream = package.GetEntry("Fluxion.nuspec")!.Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);

        Assert.Empty(elements["dependency"]);
        Assert.Equal(2, elements["group"].Count());
        Assert.Equal("MIT", elements["license"].Single().Value);
        Assert.Equal("0.1.0", elements["version"].Single().Value);
    }
}
