using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests.Lowering;

/// <summary>Compiles sources and lowers methods in them.</summary>
internal static class Source
{
    public const string Usings = "using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Runtime.InteropServices; using System.Linq; using System.Numerics; using System.Numerics.Tensors; using Fluxion; using Fluxion.Numerics;\n";

    private static readonly CSharpParseOptions Parse = new(Framework.Language);

    public static CSharpCompilation Compile(params string[] files) => CSharpCompilation.Create(
        "Snippets",
        files.Select((file, i) => CSharpSyntaxTree.ParseText(file, Parse, $"File{i}.cs")),
        Framework.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>Lowers <c>type.F</c>.</summary>
    public static LoweringResult Lower(Compilation compilation, string type, string method = "F") =>
        MethodLowering.Lower(Method(compilation, type, method), null, compilation, CancellationToken.None);

    /// <summary>Lowers <c>F</c> among members of a static class.</summary>
    public static LoweringResult Lower(string members) => Lower(Compile(Usings + $"public static partial class C {{ {members} }}"), "C");

    public static IMethodSymbol Method(Compilation compilation, string type, string method) =>
        compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().First();
}
