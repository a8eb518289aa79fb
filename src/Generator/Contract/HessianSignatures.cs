using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The signatures of the companions that <c>Order = 2</c> asks for, and whether a declaration can have them.</summary>
internal static class HessianSignatures
{
    /// <summary>What is not supported about the order that is asked for, to be said behind <c>Order = 2</c>; null where all is.</summary>
    public static string? Obstacle(Declaration declaration) => declaration switch
    {
        { Order: 1 } => null,
        { Order: not 2 } => "",
        { Return.Kind: not ReturnKind.Scalar } => $", for a method that does not return a number ('{declaration.Name}'),",
        _ when declaration.Differentiated.FirstOrDefault(IsUnsupported) is { } parameter => $", with derivatives of '{parameter.Name}', which holds objects or matrices,",
        _ when declaration.Differentiated.FirstOrDefault(p => p.IsBuffer && p.Number != Signatures.Scalar(declaration)) is { } buffer =>
            $", with derivatives of '{buffer.Name}', which holds numbers of type float beside others of type double,",
        _ => null,
    };

    /// <summary>Value, gradients and products in a tuple.</summary>
    public static Signature? HessianVector(Declaration declaration)
    {
        if (!Applies(declaration))
            return null;
        IEnumerable<string> gradients = declaration.Differentiated.Select(p => $"{Signatures.GradientType(p.Type)} {p.Names.Gradient}");
        IEnumerable<string> products = declaration.Differentiated.Select(p => $"{Signatures.GradientType(p.Type)} {p.Names.Product}");
        return new Signature(Name(declaration, "HessianVector_"), $"({declaration.Return.Text} Value, {string.Join(", ", gradients.Concat(products))})", [.. Directed(declaration)]);
    }

    /// <summary>The overload that allocates nothing; null where no differentiated parameter is a buffer.</summary>
    public static Signature? HessianVectorInto(Declaration declaration)
    {
        if (!Applies(declaration) || !declaration.Buffers.Any())
            return null;
        Parameter[] scalars = [.. declaration.Differentiated.Where(p => !p.IsBuffer)];
        IEnumerable<string> elements = scalars.Select(p => $"{p.Type.Name} {p.Names.Gradient}").Concat(scalars.Select(p => $"{p.Type.Name} {p.Names.Product}"));
        return new Signature(
            Name(declaration, "HessianVector_"),
            scalars.Length == 0 ? declaration.Return.Text : $"({declaration.Return.Text} Value, {string.Join(", ", elements)})",
            [
                .. Directed(declaration),
                .. declaration.Buffers.Select(p => Signatures.Plain(Signatures.ShadowType(p.Type), p.Names.Gradient)),
                .. declaration.Buffers.Select(p => Signatures.Plain(Signatures.ShadowType(p.Type), p.Names.Product)),
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

    private static bool Applies(Declaration declaration) => declaration.Order == 2 && Obstacle(declaration) is null;

    private static bool IsUnsupported(Parameter p) =>
        p.Type.HoldsObjects || (p.Type.IsJagged && !p.Type.IsPlain) || Leaves(p).Any(leaf => leaf.Kind == TypeKind.Matrix);

    private static IEnumerable<IrType> Leaves(Parameter p) => p.Shape is null ? p.Type.Leaves : p.Shape.Leaves.Select(leaf => leaf.Type);

    private static string Name(Declaration declaration, string prefix) => prefix + declaration.Name;

    // The method's own parameters, then the direction. It is passed by value, also of what is passed by reference.
    private static IEnumerable<SignatureParameter> Directed(Declaration declaration) =>
    [
        .. Signatures.Own(declaration, keepDefaults: false),
        .. declaration.Differentiated.Select(p => Signatures.Dot(p) with { Modifier = "" }),
    ];
}
