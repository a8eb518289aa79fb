using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Fluxion.Generator.Caching;

/// <summary>
/// A file, divided into the members with bodies and what is outside of bodies. What C# makes of other code, and which symbols there are, follows from
/// the latter alone, so that the typing of a body matters to nothing but what reads that body. Holds no syntax.
/// </summary>
internal sealed class FileShape
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileShape> Known = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> KnownPrimary = new();

    private readonly string _path;
    private readonly ParseOptions _options;
    private readonly StringBuilder _text = new();
    private readonly string _outside;
    private readonly bool _isGenerated;
    private readonly List<string> _members = [];
    private readonly List<int> _starts = [];
    private readonly List<string?> _types = [];

    private FileShape(SyntaxTree tree)
    {
        _path = tree.FilePath;
        _options = tree.Options;
        SyntaxNode root = tree.GetRoot();
        // The compiler reads types in generated files without annotations.
        _isGenerated = root.GetLeadingTrivia().ToFullString().IndexOf("<auto", StringComparison.OrdinalIgnoreCase) >= 0;
        Visit(root);
        _outside = _text.ToString();
        _text.Clear();
    }

    /// <summary>The text of each member with a body, with the comments and attributes before it, in order.</summary>
    public IReadOnlyList<string> Members => _members;

    public static FileShape Of(SyntaxTree tree) => Known.GetValue(tree, static one => new FileShape(one));

    /// <summary>The types in a file that are partial and whose bodies make fields of the parameters of a constructor, which may be those in other files.</summary>
    public static IEnumerable<string> PrimaryIn(SyntaxTree tree) => KnownPrimary.GetValue(tree, static one =>
    [
        .. one.GetRoot().DescendantNodes(HoldsMembers).OfType<TypeDeclarationSyntax>()
            .Where(type => HasFields(type) && type.Modifiers.Any(SyntaxKind.PartialKeyword)).Select(type => type.Identifier.ValueText),
    ]);

    /// <summary>Whether all is the same but bodies.</summary>
    /// <param name="other">Another file, or another version of this one.</param>
    /// <param name="primary">All of <see cref="PrimaryIn"/>.</param>
    public bool IsLike(FileShape other, HashSet<string> primary) =>
        ReferenceEquals(this, other)
        || (_path == other._path && _isGenerated == other._isGenerated && _options.Equals(other._options) && _members.Count == other._members.Count && _outside == other._outside
            && Enumerable.Range(0, _members.Count).All(i => _types[i] is not { } type || !primary.Contains(type) || _members[i] == other._members[i]));

    /// <summary>Where a member begins, with the comments before it.</summary>
    public int StartOf(int member) => _starts[member];

    /// <summary>The member that holds a piece of the file; -1 for none.</summary>
    public int MemberAt(TextSpan span)
    {
        int index = _starts.BinarySearch(span.Start);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && span.End <= _starts[index] + _members[index].Length ? index : -1;
    }

    private void Visit(SyntaxNode node)
    {
        if (HoldsMembers(node))
        {
            foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } inner)
                    Visit(inner);
                else
                    Write(child.AsToken());
            }

            return;
        }

        SyntaxNode[] bodies = [.. Bodies(node)];
        if (bodies.Length > 0)
        {
            _starts.Add(node.FullSpan.Start);
            _members.Add(node.ToFullString());
            _types.Add(node.Parent is TypeDeclarationSyntax around && around.Modifiers.Any(SyntaxKind.PartialKeyword) ? around.Identifier.ValueText : null);
        }

        foreach (SyntaxToken token in node.DescendantTokens(inner => !bodies.Contains(inner)))
            Write(token);
        foreach (SyntaxNode body in bodies)
        {
            _text.Append(body.Parent?.Kind()).Append(" {}\n");
            if (body.ContainsDirectives)
                Directives(body.DescendantTrivia());
        }
    }

    private void Write(SyntaxToken token)
    {
        if (token.ContainsDirectives)
            Directives(token.GetAllTrivia());
        _text.Append(token.Text).Append('\n');
    }

    // They reach beyond a body that they stand in.
    private void Directives(IEnumerable<SyntaxTrivia> all)
    {
        foreach (SyntaxTrivia trivia in all)
        {
            if (trivia.IsDirective)
                _text.Append(trivia.ToFullString()).Append('\n');
        }
    }

    private static bool HoldsMembers(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    // Of parameters that bodies use. Those of records are properties.
    private static bool HasFields(TypeDeclarationSyntax type) => type is { ParameterList: not null } and not RecordDeclarationSyntax;

    // Constructors are read for what they assign, and the bodies of a type with a primary constructor, or with 'field' in them, make fields.
    private static IEnumerable<SyntaxNode> Bodies(SyntaxNode node)
    {
        if (node.Parent is TypeDeclarationSyntax type && HasFields(type))
            return [];
        SyntaxNode?[] bodies = node switch
        {
            MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => [((BaseMethodDeclarationSyntax)node).Body, ((BaseMethodDeclarationSyntax)node).ExpressionBody],
            BasePropertyDeclarationSyntax property when !property.DescendantTokens().Any(token => token.Text == "field") =>
            [
                (property as PropertyDeclarationSyntax)?.ExpressionBody, (property as IndexerDeclarationSyntax)?.ExpressionBody,
                .. property.AccessorList?.Accessors.SelectMany(accessor => new SyntaxNode?[] { accessor.Body, accessor.ExpressionBody }) ?? [],
            ],
            _ => [],
        };
        return bodies.OfType<SyntaxNode>();
    }
}
