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
    private readonly bool _isGenerated;
    private readonly List<Piece> _outside = [];
    private readonly List<Member> _members = [];
    private readonly List<int> _starts = [];
    private readonly Dictionary<(string, int), int> _numbers = [];
    private Words? _wordsOutside;
    private Words? _words;

    private FileShape(SyntaxTree tree)
    {
        _path = tree.FilePath;
        _options = tree.Options;
        SyntaxNode root = tree.GetRoot();
        // The compiler reads types in generated files without annotations.
        _isGenerated = root.GetLeadingTrivia().ToFullString().IndexOf("<auto", StringComparison.OrdinalIgnoreCase) >= 0;
        Visit(root, "");
    }

    /// <summary>The members with bodies, in order.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>What is outside of bodies, in order.</summary>
    public IReadOnlyList<Piece> Outside => _outside;

    public Words WordsOutside => _wordsOutside ??= new Words(string.Join("\n", _outside.Where(piece => !piece.IsScope).Select(piece => piece.Text)));

    /// <summary>Those of all of the file.</summary>
    public Words Words => _words ??= new Words(string.Join("\n", _outside.Select(piece => piece.Text).Concat(_members.Select(member => member.Text))));

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
        || (IsKin(other) && _outside.Count == other._outside.Count && _outside.Zip(other._outside, (one, two) => one.Text == two.Text).All(same => same) && HasSameFields(other, primary));

    /// <summary>Whether the two are versions of one file, read in the same way.</summary>
    public bool IsKin(FileShape other) => _path == other._path && _isGenerated == other._isGenerated && _options.Equals(other._options);

    /// <summary>Whether the bodies make fields of the same parameters of constructors in other files.</summary>
    public bool HasSameFields(FileShape other, HashSet<string> primary) => MakeFields(primary).SequenceEqual(other.MakeFields(primary));

    /// <summary>Where a member begins, with the comments before it.</summary>
    public int StartOf(int member) => _starts[member];

    /// <summary>The member that holds a piece of the file; -1 for none.</summary>
    public int MemberAt(TextSpan span)
    {
        int index = _starts.BinarySearch(span.Start);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && span.End <= _starts[index] + _members[index].Text.Length ? index : -1;
    }

    /// <summary>The member that has the same declaration as a member of another version of the file; -1 for none.</summary>
    public int MemberLike(Member member) => _numbers.TryGetValue((member.Declaration, member.Ordinal), out int number) ? number : -1;

    private IEnumerable<string> MakeFields(HashSet<string> primary) => _members.Where(member => member.PartialType is { } type && primary.Contains(type)).Select(member => member.Text);

    private void Visit(SyntaxNode node, string around)
    {
        if (!HoldsMembers(node))
        {
            WriteMember(node, around);
            return;
        }

        // Braces are left out: what is inside of them says what it is in.
        var head = new StringBuilder(around);
        string inside = around + Named(node) + ".";
        int place = _outside.Count;
        foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is MemberDeclarationSyntax or UsingDirectiveSyntax or ExternAliasDirectiveSyntax)
                Visit(child.AsNode()!, inside);
            else if (child.AsNode() is AttributeListSyntax list && node is CompilationUnitSyntax)
                _outside.Add(new Piece(Text(new StringBuilder("assembly "), list, []), null));
            else if (child.AsNode() is { } part)
                Text(head, part, []);
            else
                Write(head, child.AsToken());
        }

        if (node is TypeDeclarationSyntax)
            _outside.Insert(place, new Piece(head.ToString(), DeclaredNames.Of(node)));
        else if (node is BaseNamespaceDeclarationSyntax)
            _outside.Insert(place, new Piece(head.ToString(), null, isScope: true));
    }

    private void WriteMember(SyntaxNode node, string around)
    {
        SyntaxNode[] bodies = [.. Bodies(node)];
        var text = new StringBuilder(around);
        Text(text, node, bodies);
        string declaration = text.ToString();
        _outside.Add(new Piece(declaration, DeclaredNames.Of(node), isScope: node is UsingDirectiveSyntax { Alias: null } or ExternAliasDirectiveSyntax));
        if (bodies.Length == 0)
            return;
        int ordinal = 0;
        while (_numbers.ContainsKey((declaration, ordinal)))
            ordinal++;
        _numbers.Add((declaration, ordinal), _members.Count);
        _starts.Add(node.FullSpan.Start);
        _members.Add(new Member(
            declaration, ordinal, node.ToFullString(), node.Parent is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword) ? type.Identifier.ValueText : null));
    }

    private string Text(StringBuilder text, SyntaxNode node, SyntaxNode[] bodies)
    {
        foreach (SyntaxToken token in node.DescendantTokens(inner => !bodies.Contains(inner)))
            Write(text, token);
        foreach (SyntaxNode body in bodies)
        {
            text.Append(body.Parent?.Kind()).Append(" {}\n");
            if (body.ContainsDirectives)
                Directives(body.DescendantTrivia());
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, SyntaxToken token)
    {
        if (token.ContainsDirectives)
            Directives(token.GetAllTrivia());
        if (!(token.IsKind(SyntaxKind.OpenBraceToken) || token.IsKind(SyntaxKind.CloseBraceToken)) || !HoldsMembers(token.Parent!))
            text.Append(token.Text).Append('\n');
    }

    // They reach beyond a body that they stand in.
    private void Directives(IEnumerable<SyntaxTrivia> all) =>
        _outside.AddRange(all.Where(trivia => trivia.IsDirective).Select(trivia => new Piece(trivia.ToFullString(), null, isScope: true)));

    private static string Named(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax type => $"{type.Identifier.ValueText}`{type.TypeParameterList?.Parameters.Count ?? 0}",
        _ => "",
    };

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
