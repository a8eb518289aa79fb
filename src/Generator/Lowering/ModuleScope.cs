using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What lowering one marked method shares over all functions that it reaches.</summary>
internal sealed class ModuleScope(
    IMethodSymbol root,
    Compilation compilation,
    SiteTable sites,
    Dictionary<ISymbol, IReadOnlyList<Finding>> failures,
    ISet<SyntaxNode>? read,
    CancellationToken cancellation)
{
    private readonly Dictionary<ISymbol, string> _keys = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Queue<IMethodSymbol> _waiting = new();
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<ISymbol, IBlockOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, bool> _mutating = new(SymbolEqualityComparer.Default);
    private TypeMap? _types;
    private readonly HashSet<ISymbol> _lookedAt = new(SymbolEqualityComparer.Default);

    public Compilation Compilation { get; } = compilation;

    public SiteTable Sites { get; } = sites;

    public CancellationToken Cancellation { get; } = cancellation;

    public TypeMap Types => _types ??= new(Aggregates, root.ContainingType);

    /// <summary>Which types are taken apart.</summary>
    public Aggregates Aggregates { get; } = new(compilation.Assembly);

    public Dictionary<string, int> CallSites { get; } = new(StringComparer.Ordinal);

    public Dictionary<int, IReadOnlyList<Finding>> Reasons { get; } = [];

    /// <summary>Why a callee cannot be lowered, where that is known.</summary>
    public IReadOnlyList<Finding>? FailureOf(IMethodSymbol callee) =>
        failures.TryGetValue(callee, out IReadOnlyList<Finding>? findings) ? findings : null;

    /// <summary>Whether code in the marked method's type may name the symbol.</summary>
    public bool CanReach(ISymbol symbol) =>
        symbol is not IMethodSymbol { MethodKind: MethodKind.LocalFunction }
        && (symbol.DeclaredAccessibility is Accessibility.Public && symbol.ContainingType?.DeclaredAccessibility is null or Accessibility.Public
            || root.ContainingType is null
            || Compilation.IsSymbolAccessibleWithin(symbol, root.ContainingType));

    /// <summary>The key of a callee's function, which is lowered later, once.</summary>
    public string Request(IMethodSymbol callee, int site)
    {
        if (!_keys.ContainsKey(callee))
            _waiting.Enqueue(callee);
        string key = KeyOf(callee);
        if (!CallSites.ContainsKey(key))
            CallSites.Add(key, site);
        return key;
    }

    public bool TryTake(out IMethodSymbol callee)
    {
        bool any = _waiting.Count > 0;
        callee = any ? _waiting.Dequeue() : null!;
        return any;
    }

    public string KeyOf(IMethodSymbol method)
    {
        if (_keys.TryGetValue(method, out string? key))
            return key;
        string text = method.MethodKind == MethodKind.LocalFunction
            ? $"{method.ContainingSymbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}"
            : method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        key = text;
        for (int i = 2; !_taken.Add(key); i++)
            key = $"{text}#{Formatting.Invariant(i)}";
        _keys.Add(method, key);
        return key;
    }

    /// <summary>The body of a method with source; null where there is none, or where it does not compile.</summary>
    public IBlockOperation? BodyOf(IMethodSymbol method)
    {
        if (!_bodies.TryGetValue(method, out IBlockOperation? body))
        {
            body = Bodies.Of(this, method) is { Body: { } block } source && BrokenCode.Find(this, block, source.Declaration, method.Name) is null ? block : null;
            _bodies.Add(method, body);
        }

        return body;
    }

    /// <summary>Whether a method changes its <c>this</c>.</summary>
    public bool IsMutating(IMethodSymbol method, Func<bool> find)
    {
        if (_mutating.TryGetValue(method, out bool known))
            return known;
        // A method that is looked at already adds nothing to those that call it in a circle; what they say of themselves is then known in part only.
        if (!_lookedAt.Add(method))
            return false;
        bool answer = find();
        _lookedAt.Remove(method);
        if (answer || _lookedAt.Count == 0)
            _mutating[method] = answer;
        return answer;
    }

    /// <summary>The semantic model to ask about a piece of syntax, from which the result then follows.</summary>
    public SemanticModel ModelOf(SyntaxNode syntax)
    {
        read?.Add(syntax);
        SyntaxTree tree = syntax.SyntaxTree;
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
#pragma warning disable RS1030 // Callees may be in other files; a model is asked for once a file.
            _models.Add(tree, model = Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
        }

        return model;
    }
}
