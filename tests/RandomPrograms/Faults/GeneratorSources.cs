using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.RandomPrograms.Faults;

/// <summary>The generator's source, compiled in memory with or without a fault.</summary>
public sealed class GeneratorSources
{
    private const string Project = "src/Generator";

    // What the project gets from ImplicitUsings.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None);

    private readonly Dictionary<string, string> texts = [];
    private readonly Dictionary<string, SyntaxTree> trees = [];
    private readonly CSharpCompilation compilation;

    private GeneratorSources(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.StartsWith("obj/", StringComparison.Ordinal) || name.StartsWith("bin/", StringComparison.Ordinal))
                continue;
            texts.Add(name, File.ReadAllText(path).ReplaceLineEndings("\n"));
            trees.Add(name, CSharpSyntaxTree.ParseText(texts[name], ParseOptions, name));
        }
        // Compiled against the running framework, which has all that the older one is given by polyfills.
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("Fluxion.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        compilation = CSharpCompilation.Create(
            "Fluxion.Generator",
            [.. trees.Values, CSharpSyntaxTree.ParseText(Usings, ParseOptions)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The sources of the repository that the program was built in.</summary>
    public static GeneratorSources Load()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string sources = Path.Combine(folder.FullName, Project);
            if (File.Exists(Path.Combine(sources, "Generator.csproj")))
                return new GeneratorSources(sources);
        }
        throw new DirectoryNotFoundException($"No {Project} above {AppContext.BaseDirectory}: faults are planted in its sources.");
    }

    /// <summary>How often the text that a fault replaces occurs in its file; it must be once.</summary>
    public int Occurrences(Fault fault) => texts.TryGetValue(fault.File, out string? text) ? text.Split(Normal(fault.Original)).Length - 1 : 0;

    /// <summary>The generator with a fault, or as it is.</summary>
    public byte[] Compile(Fault? fault)
    {
        CSharpCompilation changed = compilation;
        if (fault is not null)
        {
            if (Occurrences(fault) != 1)
                throw new InvalidOperationException($"{fault.Id}: the text to replace occurs {Occurrences(fault)} times in {fault.File}.");
            string text = texts[fault.File].Replace(Normal(fault.Original), Normal(fault.Replacement), StringComparison.Ordinal);
            changed = compilation.ReplaceSyntaxTree(trees[fault.File], CSharpSyntaxTree.ParseText(text, ParseOptions, fault.File));
        }
        using var image = new MemoryStream();
        Diagnostic[] errors = [.. changed.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Length == 0
            ? image.ToArray()
            : throw new InvalidOperationException($"{fault?.Id ?? "The generator"} does not compile: {errors[0]}");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n");
}
