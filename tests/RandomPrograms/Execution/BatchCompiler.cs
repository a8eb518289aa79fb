using System.Globalization;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Fluxion.RandomPrograms.Printing;
using Fluxion.RandomPrograms.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>Compiles many programs at once, with their companions, and says which of them are to blame when that fails.</summary>
public sealed partial class BatchCompiler(ICompanionSource companions)
{
    private static readonly string[] Needed = ["System.Private.CoreLib", "System.Runtime", "System.Runtime.Numerics", "System.Numerics.Tensors", "System.Numerics.Vectors", "System.Memory", "System.Linq", "System.Collections", "System.Collections.Immutable", "System.Buffers", "System.Runtime.Extensions", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "System.Diagnostics.Tools", "netstandard"];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Needed.Contains(Path.GetFileNameWithoutExtension(p)))
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Append(typeof(BatchCompiler).Assembly.Location)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        // Code runs a handful of times: the quick translation of unoptimised code saves more than it costs.
        optimizationLevel: OptimizationLevel.Debug,
        allowUnsafe: false,
        concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Disable);

    // Compilations that are made from one that has been bound share the symbols of what they refer to.
    private static readonly CSharpCompilation Empty = Bound(CSharpCompilation.Create("Programs", [], References, Options));

    /// <summary>Emitted code is C# 12 at most.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.Parse);

    public Batch Compile(IReadOnlyList<RandomProgram> programs, CancellationToken stop = default)
    {
        if (!companions.HasSecondOrder)
            programs = [.. programs.Select(program => program with { WantsSecondOrder = false })];
        if (!companions.HasReports)
            programs = [.. programs.Select(program => program.WithoutReports())];
        var failures = new Dictionary<int, Failure>();
        int[] left = [.. Enumerable.Range(0, programs.Count)];
        Companions? added = null;
        while (left.Length > 0)
        {
            added ??= Generate(programs, left, stop);
            Attempt attempt = Try(added, stop);
            if (attempt.Image is { } image)
                return Load(programs.Count, left, image, failures);
            foreach ((int index, Failure failure) in attempt.Failures)
                failures.TryAdd(index, failure);
            if (attempt.Failures.Count == 0)
                Bisect(programs, left, attempt.Unattributed!, failures, stop);
            left = [.. left.Where(i => !failures.ContainsKey(i))];
            // What was generated for the others stands.
            added = added.Exception is null ? Without(added, failures) : null;
        }
        return new Batch(new IProgramDriver?[programs.Count], failures, null);
    }

    /// <summary>The companions of one program, for reports.</summary>
    public string Companions(RandomProgram program)
    {
        Companions added = Generate([program], [0], CancellationToken.None);
        return string.Join("\n", added.Trees.Select(Guards.Without));
    }

    // Classes are numbered by the places of their programs, so that diagnostics lead back to them.
    private Companions Generate(IReadOnlyList<RandomProgram> programs, int[] chosen, CancellationToken stop)
    {
        var trees = new List<SyntaxTree>();
        foreach (int i in chosen)
        {
            string id = i.ToString(CultureInfo.InvariantCulture);
            trees.Add(Parse(ProgramPrinter.Print(programs[i], dual: false, id), "P" + id));
            trees.Add(Parse(ProgramPrinter.Print(programs[i], dual: true, id), "D" + id));
            trees.Add(Parse(DriverPrinter.Print(programs[i], id), "R" + id));
        }
        return companions.Add(Empty.AddSyntaxTrees(trees), programs, chosen, stop);
    }

    private static CSharpCompilation Bound(CSharpCompilation compilation)
    {
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }

    // Nullable analysis of what this tool prints would take long and find nothing; generated files ask for it themselves.
    private static SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, ParseOptions, name + ".cs");

    private static Companions Without(Companions added, Dictionary<int, Failure> failures)
    {
        bool IsOut(SyntaxTree tree) => Owner(tree, added.Trees) is { } owner && failures.ContainsKey(owner);
        return added with
        {
            Compilation = added.Compilation.RemoveSyntaxTrees(added.Compilation.SyntaxTrees.Where(IsOut)),
            Trees = [.. added.Trees.Where(t => !IsOut(t))],
            Diagnostics = [.. added.Diagnostics.Where(d => d.Location.SourceTree is not { } tree || !IsOut(tree))],
        };
    }

    private static Attempt Try(Companions added, CancellationToken stop)
    {
        if (added.Exception is { } exception)
            return new Attempt(null, [], new Failure(FailureKind.GeneratorThrew, exception.GetType().Name, exception.ToString()));

        var failures = new Dictionary<int, Failure>();
        Failure? unattributed = null;
        void Blame(Diagnostic d, Failure failure)
        {
            if (Owner(d, added.Trees) is { } owner)
                failures.TryAdd(owner, failure);
            else
                unattributed ??= failure;
        }

        foreach (Diagnostic d in added.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            Blame(d, new Failure(FailureKind.GeneratorError, d.Id, d.ToString()));

        using var stream = new MemoryStream();
        EmitResult result = added.Compilation.Emit(stream, cancellationToken: stop);
        var generated = added.Trees.ToHashSet();
        foreach (Diagnostic d in result.Diagnostics.OrderByDescending(d => d.Severity).ThenBy(d => FileKind(d) == 'R'))
        {
            if (d.Severity == DiagnosticSeverity.Error)
                Blame(d, Explain(d, generated));
            else if (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && generated.Contains(tree))
                Blame(d, new Failure(FailureKind.CompanionWarning, d.Id, Quoted(d)));
        }
        return failures.Count == 0 && unattributed is null
            ? new Attempt(stream.ToArray(), [], null)
            : new Attempt(null, failures, unattributed);
    }

    private static Failure Explain(Diagnostic d, HashSet<SyntaxTree> generated)
    {
        if (d.Location.SourceTree is { } tree && generated.Contains(tree))
            return new Failure(FailureKind.CompanionError, d.Id, Quoted(d));
        if (FileKind(d) is 'P' or 'D')
            return new Failure(FailureKind.InvalidProgram, d.Id, Quoted(d));
        // The driver could not bind: a companion is missing, has another shape, or is marked obsolete with the reason.
        string message = d.GetMessage(CultureInfo.InvariantCulture);
        Match reason = d.Id == "CS0619" ? DiagnosticId().Match(message) : Match.Empty;
        return reason.Success
            ? new Failure(FailureKind.GeneratorError, reason.Value, message)
            : new Failure(FailureKind.CompanionError, d.Id, Quoted(d));
    }

    private static string Quoted(Diagnostic d)
    {
        int line = d.Location.GetLineSpan().StartLinePosition.Line;
        string text = d.Location.SourceTree?.GetText().Lines[line].ToString().Trim() ?? "";
        return $"{Path.GetFileName(d.Location.SourceTree?.FilePath)}: {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}\n    {text}";
    }

    private static char FileKind(Diagnostic d) => d.Location.SourceTree?.FilePath is { Length: > 0 } path ? path[0] : ' ';

    private static int? Owner(Diagnostic d, IReadOnlyList<SyntaxTree> generated)
    {
        if (d.Location.SourceTree is { } tree && Owner(tree, generated) is { } owner)
            return owner;
        Match match = ProgramClass().Match(d.GetMessage(CultureInfo.InvariantCulture));
        return match.Success ? Number(match) : null;
    }

    private static int? Owner(SyntaxTree tree, IReadOnlyList<SyntaxTree> generated)
    {
        Match match = ProgramFile().Match(Path.GetFileName(tree.FilePath));
        if (!match.Success && generated.Contains(tree))
            match = ProgramClass().Match(tree.ToString());
        return match.Success ? Number(match) : null;
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static Batch Load(int count, int[] left, byte[] image, Dictionary<int, Failure> failures)
    {
        var context = new AssemblyLoadContext("Programs", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromStream(new MemoryStream(image));
        var drivers = new IProgramDriver?[count];
        foreach (int i in left)
            drivers[i] = (IProgramDriver)Activator.CreateInstance(assembly.GetType("R" + i.ToString(CultureInfo.InvariantCulture))!)!;
        return new Batch(drivers, failures, context);
    }

    /// <summary>Finds one culprit of a failure that names none.</summary>
    private void Bisect(IReadOnlyList<RandomProgram> programs, int[] suspects, Failure failure, Dictionary<int, Failure> failures, CancellationToken stop)
    {
        while (suspects.Length > 1)
        {
            int[] half = suspects[..(suspects.Length / 2)];
            Attempt attempt = Try(Generate(programs, half, stop), stop);
            suspects = attempt.Image is null ? half : suspects[half.Length..];
            failure = attempt.Failures.Values.FirstOrDefault() ?? attempt.Unattributed ?? failure;
        }
        failures[suspects[0]] = failure;
    }

    [GeneratedRegex(@"\b[PDRQE](\d+)\b")]
    private static partial Regex ProgramFile();

    [GeneratedRegex(@"\b[PQ](\d+)\b")]
    private static partial Regex ProgramClass();

    [GeneratedRegex(@"FLX\d+")]
    private static partial Regex DiagnosticId();

    private sealed record Attempt(byte[]? Image, Dictionary<int, Failure> Failures, Failure? Unattributed);
}

/// <summary>Programs ready to run; those without a driver have a failure. Disposing unloads them.</summary>
public sealed class Batch(IProgramDriver?[] drivers, IReadOnlyDictionary<int, Failure> failures, AssemblyLoadContext? context) : IDisposable
{
    public IReadOnlyList<IProgramDriver?> Drivers => drivers;

    public IReadOnlyDictionary<int, Failure> Failures { get; } = failures;

    public void Dispose()
    {
        Array.Clear(drivers);
        context?.Unload();
    }
}
