using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

[assembly: AssemblyFixture(typeof(Fluxion.Package.Tests.PackageFixture))]

namespace Fluxion.Package.Tests;

/// <summary>
/// The package, packed once from the sources into a folder feed, and a place outside the repository where projects restore it from there.
/// </summary>
public sealed partial class PackageFixture : IAsyncLifetime
{
    private readonly string _repository = FindRepository();
    private readonly string _root = Directory.CreateTempSubdirectory("fluxion-package-").FullName;
    private DotNet? _dotnet;

    /// <summary>The packed file.</summary>
    public string Package { get; private set; } = "";

    private string Feed => Path.Combine(_root, "feed");

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;

        // The repository's own restore uses the machine's folders; what is tested here starts from an empty one.
        string machinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string appData = Directory.CreateDirectory(Path.Combine(_root, "appdata")).FullName;
        var packer = new DotNet(machinePackages, appData);
        await packer.Run(_repository, ["pack", "nuget/Fluxion.Package.csproj", "-c", "Release", "-o", Feed], cancel);
        Package = Directory.GetFiles(Feed, "Fluxion.*.nupkg").Single();

        string sources = await packer.Run(_repository, ["nuget", "list", "source"], cancel);
        WriteSettings(SourceName().Matches(sources).Select(match => match.Groups[1].Value), machinePackages);
        File.Copy(Path.Combine(_repository, "global.json"), Path.Combine(_root, "global.json"));
        // Whatever lies above the temporary folder has no say in how these projects are built.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            await File.WriteAllTextAsync(Path.Combine(_root, name), "<Project />", cancel);

        _dotnet = new DotNet(Path.Combine(_root, "packages"), appData);
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // A virus scanner may still hold a file; the system cleans its temporary folder itself.
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>A new folder with the files given, by name.</summary>
    public string Write(string folder, params (string Name, string Text)[] files)
    {
        string path = Directory.CreateDirectory(Path.Combine(_root, folder)).FullName;
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(path, name), text);
        return path;
    }

    /// <summary>The first sample in a page of the repository: what a reader would paste.</summary>
    public string Sample(string page)
    {
        var sample = FirstSample().Match(File.ReadAllText(Path.Combine(_repository, page)).ReplaceLineEndings("\n"));
        Assert.True(sample.Success, $"{page} has no sample.");
        return sample.Groups[1].Value;
    }

    /// <summary>Runs <c>dotnet</c> in a folder and returns what it printed.</summary>
    public Task<string> Run(string folder, params string[] arguments) =>
        _dotnet!.Run(folder, arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs <c>dotnet</c> in a folder where it has to fail, and returns what it printed.</summary>
    public async Task<string> RunFailing(string folder, params string[] arguments)
    {
        var (code, output, _) = await _dotnet!.Start(folder, arguments, TestContext.Current.CancellationToken);
        Assert.True(code != 0, $"dotnet {string.Join(' ', arguments)} succeeded.\n{output}");
        return output;
    }

    /// <summary>
    /// The sources of the machine stay in force, credentials included, for everything but the package under test. That one comes from
    /// its feed only: a package of the same name and version in a cache or on a server must not stand in for it.
    /// </summary>
    private void WriteSettings(IEnumerable<string> machineSources, string machinePackages)
    {
        var sources = new XElement("packageSources", Add("under-test", Feed));
        var mapping = new XElement("packageSourceMapping", Map("under-test", "Fluxion"));
        // The packages that this machine has already are a source too, so that what could be built without a network still can.
        if (Directory.Exists(machinePackages))
        {
            sources.Add(Add("machine-packages", machinePackages));
            mapping.Add(Map("machine-packages", "*"));
        }
        foreach (string name in machineSources)
            mapping.Add(Map(name, "*"));
        new XDocument(new XElement("configuration", sources, mapping)).Save(Path.Combine(_root, "nuget.config"));

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
        static XElement Map(string key, string pattern) =>
            new("packageSource", new XAttribute("key", key), new XElement("package", new XAttribute("pattern", pattern)));
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Fluxion.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"No Fluxion.slnx above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"^\s*\d+\.\s+(.+?) \[Enabled\]", RegexOptions.Multiline)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FirstSample();
}
