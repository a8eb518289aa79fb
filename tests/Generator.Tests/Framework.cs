using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fluxion.Generator.Tests;

/// <summary>
/// What the sources in tests are written for. Two kinds of users are stood in for, one for each leg of the tests: with a current compiler,
/// the framework that the tests run on and the newest C#; with the oldest one, .NET 8 and C# 12, since that compiler refuses part of a newer framework.
/// </summary>
internal static class Framework
{
    public static bool IsOldest { get; } = typeof(CSharpCompilation).Assembly.GetName().Version is { Major: < 5 };

    public static LanguageVersion Language => IsOldest ? LanguageVersion.CSharp12 : LanguageVersion.LatestMajor;

    public static ImmutableArray<MetadataReference> References { get; } = IsOldest
        ? [.. Net80.References.All, Of(Path.Combine(AppContext.BaseDirectory, "net8.0", "Fluxion.dll")), Of(Path.Combine(AppContext.BaseDirectory, "net8.0", "System.Numerics.Tensors.dll"))]
        : [.. Net100.References.All, Of(typeof(DifferentiableAttribute).Assembly.Location), Of(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)];

    private static PortableExecutableReference Of(string path) => MetadataReference.CreateFromFile(path);
}
