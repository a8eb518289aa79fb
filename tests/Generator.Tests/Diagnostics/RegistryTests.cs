using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fluxion.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic has a category, a page, a place in the release notes, and a test.</summary>
public partial class RegistryTests
{
    public static TheoryData<string> Ids => [.. Registry.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_complete(string id)
    {
        DiagnosticDescriptor descriptor = Registry.Descriptor(id);
        Assert.Matches("^FLX[0-9]{4}$", id);
        Assert.StartsWith("Fluxion.", descriptor.Category, StringComparison.Ordinal);
        Assert.EndsWith($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);

        string page = File.ReadAllText(Path.Combine(Repository(), "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains("```csharp", page, StringComparison.Ordinal);
        Assert.Contains("## What to do", page, StringComparison.Ordinal);

        string severity = descriptor.DefaultSeverity.ToString();
        Assert.Contains($"{id} | {descriptor.Category} | {severity} |", File.ReadAllText(Path.Combine(Repository(), "src", "Generator", "AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);

        Assert.Contains(Tests(), text => text.Contains($"\"{id}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void No_page_without_a_diagnostic() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository(), "docs", "diagnostics"), "FLX*.md"),
        file => Assert.Contains(Path.GetFileNameWithoutExtension(file), Ids.Select(row => row.Data)));

    [Fact]
    public void Every_argument_of_a_format_is_named() =>
        Assert.All(Registry.All, descriptor => Assert.True(Placeholder().Count(descriptor.Format) > 0, descriptor.Id));

    private static IEnumerable<string> Tests() =>
        Directory.EnumerateFiles(Path.Combine(Repository(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("\\obj\\", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static string Repository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();
}
