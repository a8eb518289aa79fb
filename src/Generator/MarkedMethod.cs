using System.Collections.Immutable;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Fluxion.Generator.Simplification;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator;

/// <summary>A lowered method that compares by its canonical text, so that equal bodies are not worked on again.</summary>
internal sealed class LoweredModule(IrModule module, ImmutableDictionary<string, int> callSites) : IEquatable<LoweredModule>
{
    private readonly string _text = Printer.Print(module);

    private readonly Lazy<IrModule> _inlined = new(() => Inliner.Inline(module));

    /// <summary>After inlining, which every stage that follows starts from.</summary>
    public IrModule Module => _inlined.Value;

    /// <summary>For each function of the module, by key: the first site in the marked method that leads to it.</summary>
    public ImmutableDictionary<string, int> CallSites { get; } = callSites;

    public bool Equals(LoweredModule? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as LoweredModule);

    public override int GetHashCode() => _text.GetHashCode();
}

/// <summary>What the companions of a method follow from: no symbols, no positions, equal by value.</summary>
/// <param name="Declaration">What signatures follow from.</param>
/// <param name="Module">The body; null where it could not be lowered.</param>
/// <param name="Findings">Of the declaration and of lowering.</param>
/// <param name="IsChecked">Whether the project checks integer arithmetic for overflow.</param>
internal sealed record MethodModel(Declaration Declaration, LoweredModule? Module, EquatableArray<Finding> Findings, bool IsChecked)
{
    /// <summary>The classes that can hold derivatives of objects that the method deals with.</summary>
    public EquatableArray<GradientClass> Gradients { get; init; }
}

/// <summary>Where things are in the user's files. Only diagnostics read it.</summary>
/// <param name="Declaration">The method's name.</param>
/// <param name="Findings">For the first findings of the model, those of the declaration: their places.</param>
/// <param name="Sites">By site.</param>
/// <param name="SiteInfos">What stands at each site.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Reasons">For calls of methods that could not be lowered: the site of the call, and what is in the way.</param>
internal sealed record Positions(
    Location Declaration,
    EquatableArray<Location> Findings,
    EquatableArray<Location> Sites,
    EquatableArray<SiteInfo> SiteInfos,
    EquatableArray<Location> Parameters,
    EquatableArray<(int Call, Finding Reason)> Reasons)
{
    /// <summary>The same places without the syntax trees they were found in.</summary>
    public Positions Detach() => this with
    {
        Declaration = Detach(Declaration),
        Findings = Findings.Select(Detach).ToEquatableArray(),
        Sites = Sites.Select(Detach).ToEquatableArray(),
        Parameters = Parameters.Select(Detach).ToEquatableArray(),
    };

    /// <summary>The same, of a method that stands elsewhere now; without trees.</summary>
    public Positions MovedTo(IMethodSymbol method, IEnumerable<Location> sites) => this with
    {
        Declaration = Detach(OfName(method)),
        Sites = sites.ToEquatableArray(),
        Parameters = OfParameters(method).Select(Detach).ToEquatableArray(),
    };

    public static Location OfName(IMethodSymbol method) => method.Locations.FirstOrDefault() ?? Location.None;

    public static IEnumerable<Location> OfParameters(IMethodSymbol method) => method.Parameters.Select(parameter => parameter.Locations.FirstOrDefault() ?? Location.None);

    private static Location Detach(Location location) =>
        location.SourceTree is { } tree ? Location.Create(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : location;
}

/// <summary>A marked method as it is read from the compilation.</summary>
internal sealed record MarkedMethod(MethodModel Model, Positions Positions)
{
    /// <summary>Null where the method is not marked.</summary>
    /// <param name="method">The method.</param>
    /// <param name="compilation">With or without generated companions: the result is the same.</param>
    /// <param name="syntax">Receives the syntax in bodies that the result follows from; null where nobody asks.</param>
    /// <param name="cancellation">Somebody typed on.</param>
    public static MarkedMethod? Read(IMethodSymbol method, Compilation compilation, ISet<SyntaxNode>? syntax, CancellationToken cancellation)
    {
        DeclarationResult? read;
        try
        {
            read = DeclarationReader.Read(method, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Location place = Positions.OfName(method);
            var unread = new Declaration("", [], method.Name, "public", [], new ReturnShape(ReturnKind.Void, "void", [])) { IsUsable = false };
            read = new DeclarationResult(unread, null, false, [new LocatedFinding(Defect(method.Name, exception), place)]);
        }

        if (read is not { } declaration)
            return null;
        var findings = declaration.Findings.Select(located => located.Finding).ToList();
        LoweringResult? lowered = null;
        if (declaration.Declaration.IsUsable)
        {
            try
            {
                lowered = MethodLowering.Lower(method.PartialImplementationPart ?? method, declaration.Named, compilation, syntax, cancellation);
                findings.AddRange(lowered.Findings);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                findings.Add(Defect(method.Name, exception));
            }
        }

        EquatableArray<GradientClass> gradients = [];
        try
        {
            gradients = Gradients(method, lowered);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add(Defect(method.Name, exception));
        }

        LoweredModule? module = lowered?.Module is { } ir ? new LoweredModule(ir, lowered.CallSites.ToImmutableDictionary(StringComparer.Ordinal)) : null;
        var positions = new Positions(
            Positions.OfName(method),
            declaration.Findings.Select(located => located.Location).ToEquatableArray(),
            lowered is null ? [] : lowered.Locations.ToEquatableArray(),
            lowered is null ? [] : lowered.Sites.ToEquatableArray(),
            Positions.OfParameters(method).ToEquatableArray(),
            lowered is null ? [] : lowered.Reasons.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Select(reason => (pair.Key, reason))).ToEquatableArray());
        return new MarkedMethod(new MethodModel(declaration.Declaration, module, findings.ToEquatableArray(), compilation.Options.CheckOverflow) { Gradients = gradients }, positions);
    }

    private static EquatableArray<GradientClass> Gradients(IMethodSymbol method, LoweringResult? lowered)
    {
        var aggregates = new Aggregates(method.ContainingAssembly);
        var types = new TypeMap(aggregates, method.ContainingType);
        Dictionary<string, GradientClass> all = new(StringComparer.Ordinal);
        IEnumerable<ITypeSymbol?> candidates = method.Parameters.Select(p => p.Type is IArrayTypeSymbol array ? array.ElementType : p.Type).Append(method.ContainingType).Concat(lowered?.Objects ?? []);
        foreach (INamedTypeSymbol type in candidates.OfType<INamedTypeSymbol>().Where(type => type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Class && GradientClass.Obstacle(type) is null))
            GradientClass.Collect(type, aggregates, types, all);
        return all.Values.OrderBy(type => type.Type, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>An exception that no stage should have let out.</summary>
    public static Finding Defect(string method, Exception exception) =>
        new(DeclarationFindings.Internal.Id, -1, method, $"{exception.GetType().Name}: {exception.Message}".Replace('\r', ' ').Replace('\n', ' '));
}
