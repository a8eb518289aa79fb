using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The signatures of the companions that <c>Order = 2</c> and 3 ask for, and whether a declaration can have them.</summary>
internal static class HessianSignatures
{
    /// <summary>What is not supported about the order that is asked for, to be said behind <c>Order = …</c>; null where all is.</summary>
    public static string? Obstacle(Declaration declaration) => declaration switch
    {
        { Order: 1 } => null,
        { Order: not (2 or 3) } => "",
        { Return.Kind: not ReturnKind.Scalar } => $", for a method that does not return a number ('{declaration.Name}'),",
        _ when declaration.Differentiated.FirstOrDefault(IsUnsupported) is { } parameter => $", with derivatives of '{parameter.Name}', which holds objects or matrices,",
        _ when declaration.Differentiated.FirstOrDefault(p => p.IsBuffer && p.Number != Signatures.Scalar(declaration)) is { } buffer =>
            $", with derivatives of '{buffer.Name}', which holds numbers of type float beside others of type double,",
        _ => null,
    };

    /// <summary>Value and derivatives in a tuple.</summary>
    public static Signature? Directional(Declaration declaration, DirectionalCompanion companion)
    {
        if (!Applies(declaration, companion.Order))
            return null;
        IEnumerable<string> elements = companion.Results.SelectMany(result => declaration.Differentiated.Select(p => $"{Signatures.GradientType(p.Type)} {result(p.Names)}"));
        return new Signature(companion.Prefix + declaration.Name, $"({declaration.Return.Text} Value, {string.Join(", ", elements)})", [.. Directed(declaration, companion)]);
    }

    /// <summary>The overload that allocates nothing; null where no differentiated parameter is a buffer.</summary>
    public static Signature? DirectionalInto(Declaration declaration, DirectionalCompanion companion)
    {
        if (!Applies(declaration, companion.Order) || !declaration.Buffers.Any())
            return null;
        Parameter[] scalars = [.. declaration.Differentiated.Where(p => !p.IsBuffer)];
        IEnumerable<string> elements = companion.Results.SelectMany(result => scalars.Select(p => $"{p.Type.Name} {result(p.Names)}"));
        return new Signature(
            companion.Prefix + declaration.Name,
            scalars.Length == 0 ? declaration.Return.Text : $"({declaration.Return.Text} Value, {string.Join(", ", elements)})",
            [
                .. Directed(declaration, companion),
                .. companion.Results.SelectMany(result => declaration.Buffers.Select(p => Signatures.Plain(Signatures.ShadowType(p.Type), result(p.Names)))),
            ]);
    }

    /// <summary>Eight columns of the Hessian at once, for <c>Hessian_F</c>; null for inputs that are not in lanes.</summary>
    public static Signature? Columns(Declaration declaration)
    {
        if (!Applies(declaration) || declaration.IsLocalFunction || !declaration.Differentiated.All(HasLanes))
            return null;
        Parameter[] scalars = [.. declaration.Differentiated.Where(p => !p.IsBuffer)];
        IEnumerable<string> elements = scalars.Select(p => $"double {p.Names.Gradient}").Concat(scalars.Select(p => $"{IrType.Lanes.Name} {p.Names.Product}"));
        return new Signature(
            "HessianColumns_" + declaration.Name,
            scalars.Length == 0 ? "double" : $"(double Value, {string.Join(", ", elements)})",
            [
                .. Signatures.Own(declaration, keepDefaults: false),
                .. declaration.Differentiated.Select(p => Signatures.Plain(
                    !p.IsBuffer ? IrType.Lanes.Name : p.Type.IsReadOnly ? IrType.ReadOnlySpan(IrType.Lanes).Name : IrType.Span(IrType.Lanes).Name, p.Names.Dot)),
                .. declaration.Buffers.Select(p => Signatures.Plain(Signatures.ShadowType(p.Type), p.Names.Gradient)),
                .. declaration.Buffers.Select(p => Signatures.Plain(IrType.Span(IrType.Lanes).Name, p.Names.Product)),
            ]);
    }

    /// <summary>Over the flattened inputs.</summary>
    public static Signature? Hessian(Declaration declaration)
    {
        string scalar = Signatures.Scalar(declaration).Name;
        return Applies(declaration)
            ? new Signature(Name(declaration, "Hessian_"), $"({declaration.Return.Text} Value, {scalar}[] Gradient, {scalar}[,] Hessian)", Signatures.Own(declaration, keepDefaults: true))
            : null;
    }

    /// <summary>The same into spans.</summary>
    public static Signature? HessianInto(Declaration declaration)
    {
        if (!Applies(declaration))
            return null;
        (string gradient, string hessian) = Destinations(declaration);
        string span = $"global::System.Span<{Signatures.Scalar(declaration).Name}>";
        return new Signature(
            Name(declaration, "Hessian_"), declaration.Return.Text, [.. Signatures.Own(declaration, keepDefaults: false), Signatures.Plain(span, gradient), Signatures.Plain(span, hessian)]);
    }

    /// <summary>The names of the spans that <c>Hessian_F</c> writes to.</summary>
    public static (string Gradient, string Hessian) Destinations(Declaration declaration)
    {
        NameScope scope = NameScope.For(declaration);
        return (scope.Local("gradient"), scope.Local("hessian"));
    }

    private static bool Applies(Declaration declaration, int order = 2) => declaration.Order >= order && Obstacle(declaration) is null;

    private static bool HasLanes(Parameter p) => p.Shape is null && !p.IsOfStructs && !p.Type.IsJagged && !p.Type.IsList && !p.Type.IsDeferred && p.Number == IrType.Double;

    private static bool IsUnsupported(Parameter p) =>
        p.Type.HoldsObjects || (p.Type.IsJagged && !p.Type.IsPlain) || Leaves(p).Any(leaf => leaf.Kind == TypeKind.Matrix);

    private static IEnumerable<IrType> Leaves(Parameter p) => p.Shape is null ? p.Type.Leaves : p.Shape.Leaves.Select(leaf => leaf.Type);

    private static string Name(Declaration declaration, string prefix) => prefix + declaration.Name;

    // The method's own parameters, then the directions. They are passed by value, also of what is passed by reference.
    private static IEnumerable<SignatureParameter> Directed(Declaration declaration, DirectionalCompanion companion) =>
    [
        .. Signatures.Own(declaration, keepDefaults: false),
        .. companion.Directions.SelectMany(direction => declaration.Differentiated.Select(p => Signatures.Dot(p) with { Modifier = "", Name = direction(p.Names) })),
    ];
}
