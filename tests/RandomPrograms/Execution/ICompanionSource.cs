using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.RandomPrograms.Execution;

/// <summary>What adds the companions to a compilation: the generator, or, in the tests of this project, a stand-in.</summary>
public interface ICompanionSource
{
    /// <summary>Whether it adds second-order companions to programs that ask for them.</summary>
    bool HasSecondOrder => true;

    /// <summary>Whether it adds <c>Report_F</c> to programs that report.</summary>
    bool HasReports => true;

    /// <summary>Adds companions for the chosen programs, whose classes are <c>P0</c>, <c>P1</c>, … by their places in the list.</summary>
    Companions Add(CSharpCompilation compilation, IReadOnlyList<Syntax.RandomProgram> programs, IReadOnlyList<int> chosen, CancellationToken stop);
}

/// <param name="Compilation">The programs with their companions.</param>
/// <param name="Trees">What was generated.</param>
/// <param name="Diagnostics">What the generator reported.</param>
/// <param name="Exception">What it threw, if it did.</param>
public sealed record Companions(Compilation Compilation, IReadOnlyList<SyntaxTree> Trees, IReadOnlyList<Diagnostic> Diagnostics, Exception? Exception);

/// <summary>Runs the real generator, as the compiler would.</summary>
public sealed class GeneratedCompanions(Func<IIncrementalGenerator> create) : ICompanionSource
{
    /// <summary>The generator of this repository, found by name so that this tool builds while it is being changed.</summary>
    public static GeneratedCompanions? TryCreate() => Of(Assembly.Load("Fluxion.Generator"));

    /// <summary>The generator in an assembly.</summary>
    public static GeneratedCompanions? Of(Assembly assembly)
    {
        Type? type = assembly.GetType("Fluxion.Generator.DifferentiableGenerator");
        return type is null ? null : new GeneratedCompanions(() => (IIncrementalGenerator)Activator.CreateInstance(type, nonPublic: true)!);
    }

    public Companions Add(CSharpCompilation compilation, IReadOnlyList<Syntax.RandomProgram> programs, IReadOnlyList<int> chosen, CancellationToken stop)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([create().AsSourceGenerator()], parseOptions: BatchCompiler.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, stop);
        GeneratorRunResult run = driver.GetRunResult().Results[0];
        if (run.Exception is not null)
            return new Companions(updated, [], run.Diagnostics, run.Exception);
        SyntaxTree[] trees = [.. run.GeneratedSources.Select(source => Guards.Add(source.SyntaxTree))];
        updated = updated.RemoveSyntaxTrees(run.GeneratedSources.Select(source => source.SyntaxTree)).AddSyntaxTrees(trees);
        return new Companions(updated, trees, run.Diagnostics, null);
    }
}
