using Basic.Reference.Assemblies;
using Fluxion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Editing;

/// <summary>A project in memory, in which somebody types: files of five marked methods each, and one of functions that many of them call.</summary>
internal sealed class SampleProject
{
    public const string SharedPath = "Shared.cs";

    private static readonly string[] Themes = ["Likelihoods", "Finance", "Mechanics", "Networks", "Series"];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.LatestMajor);

    private SampleProject(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    /// <summary>The marked methods of the first part: no two are alike. Those of other parts are these with other names.</summary>
    public static IReadOnlyList<(string Path, string Method)> Methods { get; } =
    [
        .. Themes.SelectMany(theme => CSharpSyntaxTree.ParseText(Resource(theme), Options).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.Count > 0)
            .Select(method => (PathOf(theme, 1), method.Identifier.Text))),
    ];

    /// <summary>A project of <paramref name="parts"/> times the methods of <see cref="Methods"/>.</summary>
    public static SampleProject Make(int parts) => Make(
    [
        .. Enumerable.Range(1, parts).SelectMany(part => Themes.Select(theme => (PathOf(theme, part), Resource(theme).Replace("Project.Part;", $"Project.Part{part};", StringComparison.Ordinal)))),
        ("Other.cs", "namespace Project;\n\npublic class Other\n{\n    public int Twice(int number) => 2 * number;\n}\n"),
    ]);

    /// <summary>One method of fifty lines.</summary>
    public static SampleProject MakeAlone() => Make([("Alone.cs", Resource("Alone"))]);

    private static SampleProject Make(IEnumerable<(string Path, string Text)> files) => new(CSharpCompilation.Create(
        "Sample",
        files.Append((SharedPath, Resource("Shared"))).Select(file => CSharpSyntaxTree.ParseText(file.Item2, Options, file.Item1)),
        References,
        // On one thread, so that what the compiler does at the same time does not count.
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false)));

    // Each created once, as in an editor: metadata is read again for each new reference.
    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location)];

    /// <summary>The same files, of which nothing is bound yet: what a build starts with.</summary>
    public SampleProject Fresh() => new(CSharpCompilation.Create("Sample", Compilation.SyntaxTrees, References, Compilation.Options));

    public SyntaxTree this[string path] => Compilation.SyntaxTrees.Single(tree => tree.FilePath == path);

    /// <summary>Another number in a method's body; each <paramref name="version"/> is another edit.</summary>
    public SampleProject WithNumber(string path, string method, int version)
    {
        MethodDeclarationSyntax edited = Method(path, method);
        LiteralExpressionSyntax number = ((SyntaxNode?)edited.Body ?? edited.ExpressionBody!).DescendantNodes().OfType<LiteralExpressionSyntax>().First(literal => literal.IsKind(SyntaxKind.NumericLiteralExpression));
        return Replace(path, number.SpanStart, number.Span.Length, FormattableString.Invariant($"{version}.25"));
    }

    /// <summary>A statement of which only the beginning is there.</summary>
    public SampleProject WithHalfStatement(string path, string method, int version) =>
        Replace(path, Method(path, method).Body!.OpenBraceToken.Span.End, 0, FormattableString.Invariant($" double half{version} = "));

    /// <summary>A body whose end is not there yet.</summary>
    public SampleProject WithHalfMethod(string path, string method, int version)
    {
        BlockSyntax body = Method(path, method).Body!;
        return Replace(path, body.Statements[^1].SpanStart, body.Span.End - body.Statements[^1].SpanStart, FormattableString.Invariant($"if ({version} > "));
    }

    /// <summary>A comment in a method's body.</summary>
    public SampleProject WithComment(string path, string method, int version) =>
        Replace(path, Method(path, method).Body!.OpenBraceToken.Span.End, 0, FormattableString.Invariant($" // Version {version}.\n"));

    /// <summary>One more member, so that the compiler may make something else of any body.</summary>
    public SampleProject WithMember(string path, int version) =>
        Replace(path, this[path].GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First().OpenBraceToken.Span.End, 0, FormattableString.Invariant($"\n    public static int Added{version}(int number) => number;\n"));

    /// <summary>Lines at the top of a file.</summary>
    public SampleProject WithLines(string path, int version) => Replace(path, 0, 0, FormattableString.Invariant($"// Version {version}.\n\n"));

    public MethodDeclarationSyntax Method(string path, string method) =>
        this[path].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(one => one.Identifier.Text == method);

    private SampleProject Replace(string path, int start, int length, string text)
    {
        SyntaxTree tree = this[path];
        // As an editor does, which parses again only what changed.
        SyntaxTree changed = tree.WithChangedText(tree.GetText().WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(new(start, length), text)));
        return new SampleProject(Compilation.ReplaceSyntaxTree(tree, changed));
    }

    private static string PathOf(string theme, int part) => $"Part{part}/{theme}.cs";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SampleProject).Assembly.GetManifestResourceStream(name + ".cs")!);
        return reader.ReadToEnd();
    }
}
