using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>The signatures of all companions of a declaration. They follow from it alone, so that a body in mid-edit changes none of them.</summary>
internal static class Signatures
{
    public static IReadOnlyList<Signature> All(Declaration declaration) =>
    [
        .. new[] { Gradient(declaration), GradientInto(declaration), Pullback(declaration), Tangent(declaration) }
            .Concat([Jacobian(declaration), JacobianInto(declaration), Objective(declaration), LeastSquares(declaration)])
            .Concat(DirectionalCompanion.All.SelectMany(one => new[] { HessianSignatures.Directional(declaration, one), HessianSignatures.DirectionalInto(declaration, one) }))
            .Concat([HessianSignatures.Hessian(declaration), HessianSignatures.HessianInto(declaration), HessianSignatures.Columns(declaration), Report(declaration), Reported(declaration)])
            .Where(signature => signature is not null)
            .Select(signature => signature!),
    ];

    /// <summary>Value and gradients in a tuple.</summary>
    public static Signature? Gradient(Declaration declaration)
    {
        if (declaration.Return.Kind != ReturnKind.Scalar)
            return null;
        IEnumerable<string> elements = declaration.Differentiated.Select(p => $"{GradientType(p.Type)} {p.Names.Gradient}");
        return new Signature(
            "Gradient_" + declaration.Name,
            $"({declaration.Return.Text} Value, {string.Join(", ", elements)})",
            Own(declaration, keepDefaults: true));
    }

    /// <summary>The overload that allocates nothing: buffers' gradients go into destinations. Null where no differentiated parameter is a buffer.</summary>
    public static Signature? GradientInto(Declaration declaration)
    {
        if (declaration.Return.Kind != ReturnKind.Scalar || !declaration.Buffers.Any())
            return null;
        string[] scalars = [.. declaration.Differentiated.Where(p => !p.IsBuffer).Select(p => $"{p.Type.Name} {p.Names.Gradient}")];
        return new Signature(
            "Gradient_" + declaration.Name,
            scalars.Length == 0 ? declaration.Return.Text : $"({declaration.Return.Text} Value, {string.Join(", ", scalars)})",
            [.. Own(declaration, keepDefaults: false), .. declaration.Buffers.Select(p => Plain(ShadowType(p.Type), p.Names.Gradient))]);
    }

    public static Signature Pullback(Declaration declaration)
    {
        List<SignatureParameter> parameters = [.. Own(declaration, keepDefaults: false)];
        ReturnShape result = declaration.Return;
        if (result.Active.Any())
            parameters.Add(Plain(result.Kind == ReturnKind.Array ? Span(result.Parts[0], readOnly: true) : result.Text, Declaration.ResultBar));
        foreach (Parameter parameter in declaration.Parameters)
        {
            if (parameter.IsOutput)
                parameters.Add(Plain(parameter.Type.Name, parameter.Names.Bar));
            else if (parameter.IsDifferentiated)
                parameters.Add(Bar(parameter));
        }

        return new Signature("Pullback_" + declaration.Name, "void", parameters.ToEquatableArray());
    }

    public static Signature Tangent(Declaration declaration)
    {
        List<SignatureParameter> parameters = [.. Own(declaration, keepDefaults: false)];
        foreach (Parameter parameter in declaration.Parameters)
        {
            if (parameter.IsOutput)
                parameters.Add(ByReference("out", parameter.Type.Name, parameter.Names.Dot));
            else if (parameter.IsDifferentiated)
                parameters.Add(Dot(parameter));
        }

        ReturnShape result = declaration.Return;
        return new Signature(
            "Tangent_" + declaration.Name,
            result.Kind == ReturnKind.Void ? "void" : $"({result.Text} Value, {result.Text} Dot)",
            parameters.ToEquatableArray());
    }

    /// <summary>Null where the declaration shows one scalar output only.</summary>
    public static Signature? Jacobian(Declaration declaration) =>
        HasSeveralOutputs(declaration) && !declaration.Differentiated.Any(p => p.Type.HoldsObjects)
            ? new Signature("Jacobian_" + declaration.Name, Scalar(declaration).Name + "[,]", Own(declaration, keepDefaults: true))
            : null;

    /// <summary>The same into a span, row by row; it returns what the method does. Null where the number of rows is known only when it has run.</summary>
    public static Signature? JacobianInto(Declaration declaration) => Jacobian(declaration) is { } allocating && declaration.Return.Kind != ReturnKind.Array
        ? new Signature(
            allocating.Name,
            declaration.Return.Kind == ReturnKind.Void ? "void" : declaration.Return.Text,
            [.. Own(declaration, keepDefaults: false), Plain($"global::System.Span<{Scalar(declaration).Name}>", JacobianDestination(declaration))])
        : null;

    /// <summary>The name of the span that <c>Jacobian_F</c> writes to.</summary>
    public static string JacobianDestination(Declaration declaration) => NameScope.For(declaration).Local("jacobian");

    /// <summary>Null where nothing is reported.</summary>
    public static Signature? Report(Declaration declaration) => declaration.HasReports && !declaration.Differentiated.Any(p => p.Type.HoldsObjects)
        ? new Signature("Report_" + declaration.Name, "global::Fluxion.DerivativeReport", Own(declaration, keepDefaults: true))
        : null;

    /// <summary>What <see cref="Report"/> calls: the tangent of the list of all that is reported.</summary>
    public static Signature? Reported(Declaration declaration) => Report(declaration) is null ? null : Tangent(ReportWriter.Listing(declaration)) with { Name = "Reported_" + declaration.Name };

    /// <summary>Null where the result is not a scalar, or there are further outputs.</summary>
    public static Signature? Objective(Declaration declaration) => declaration.Return.Kind == ReturnKind.Scalar
        ? OfPoint(declaration, "Objective_", HessianSignatures.Hessian(declaration) is null ? "Objective" : "SmoothObjective")
        : null;

    /// <summary>Null where the result is not an array of numbers, or there are further outputs.</summary>
    public static Signature? LeastSquares(Declaration declaration) =>
        declaration.Return is { Kind: ReturnKind.Array, Parts: [{ IsJagged: false, Shape: MemoryShape.Array, IsStructured: false, Scalar: var scalar }] } && (scalar == IrType.Double || scalar == IrType.Float)
            ? OfPoint(declaration, "LeastSquares_", "LeastSquares")
            : null;

    // A function of one flat point: all parameters of the method, spans as memory.
    private static Signature? OfPoint(Declaration declaration, string prefix, string type)
    {
        if (declaration.Parameters.Any(p => p.Mode is PassingMode.Ref or PassingMode.Out) || declaration.Differentiated.Any(p => p.Type.HoldsObjects))
            return null;
        IEnumerable<SignatureParameter> parameters = declaration.Own.Select(p =>
        {
            bool isLast = p == declaration.Parameters[declaration.Parameters.Count - 1];
            string modifier = p.IsReceiver ? "this" : p.IsParams && isLast ? "params" : "";
            if (!p.Type.IsSpan)
                return new SignatureParameter(modifier, p.Text, p.Identifier, p.Type.Name, p.Default);
            string memory = p.IsDifferentiated || p.Type.Shape == MemoryShape.ReadOnlySpan ? "ReadOnlyMemory" : "Memory";
            string span = $"global::System.{memory}<{p.Type.Element!.Name}>";
            return new SignatureParameter(p.IsReceiver ? "this" : "", span, p.Identifier, span, p.Default);
        });
        return new Signature(prefix + declaration.Name, $"global::Fluxion.{type}<{ObjectiveType(declaration)}>", parameters.ToEquatableArray());
    }

    /// <summary>The tuple of the differentiated parameters, or the single one.</summary>
    public static string ObjectiveType(Declaration declaration)
    {
        Parameter[] differentiated = [.. declaration.Differentiated];
        return differentiated.Length == 1
            ? GradientType(differentiated[0].Type)
            : $"({string.Join(", ", differentiated.Select(p => $"{GradientType(p.Type)} {p.Element}"))})";
    }

    /// <summary>The type of a gradient that is returned.</summary>
    public static string GradientType(IrType type) => type switch
    {
        { HoldsObjects: true } => type.Adjoint.Name,
        { IsMemory: false } or { IsJagged: true } or { Shape: MemoryShape.Rectangular } => type.Name,
        _ => type.Element!.Name + "[]",
    };

    /// <summary>The type of a buffer's adjoint or destination: rows of a jagged array, else a span, row by row for a matrix.</summary>
    public static string ShadowType(IrType type) => type.HoldsObjects ? type.Adjoint.Name : type.IsJagged ? type.Name : Span(type, readOnly: false);

    /// <summary>The type of what the method computes with: single precision only where nothing is double.</summary>
    public static IrType Scalar(Declaration declaration) =>
        declaration.Differentiated.Concat(declaration.Outputs).SelectMany(p => p.Scalars).Concat(declaration.Return.Active.SelectMany(part => part.Scalar.Numbers))
            .All(type => type == IrType.Float)
            ? IrType.Float
            : IrType.Double;

    /// <summary>The parameters of the method itself.</summary>
    public static EquatableArray<SignatureParameter> Own(Declaration declaration, bool keepDefaults) =>
        declaration.Own.Select(p => new SignatureParameter(
            p.IsReceiver ? "this" : p.IsParams && keepDefaults && p == declaration.Parameters[declaration.Parameters.Count - 1] ? "params" : Modifier(p.Mode),
            p.Text,
            p.Identifier,
            p.Type.Name,
            keepDefaults ? p.Default : null)).ToEquatableArray();

    public static string Modifier(PassingMode mode) => mode switch
    {
        PassingMode.In => "in",
        PassingMode.Ref => "ref",
        PassingMode.Out => "out",
        _ => "",
    };

    private static bool HasSeveralOutputs(Declaration declaration) =>
        declaration.Return.Kind != ReturnKind.Scalar
        || declaration.Outputs.Any()
        || declaration.Differentiated.Any(p => p.Mode == PassingMode.Ref || p.Type is { IsMemory: true, Shape: MemoryShape.Span or MemoryShape.Memory });

    private static SignatureParameter Bar(Parameter parameter) => parameter.IsBuffer
        ? Plain(ShadowType(parameter.Type), parameter.Names.Bar)
        : ByReference("ref", parameter.Type.Name, parameter.Names.Bar);

    public static SignatureParameter Dot(Parameter parameter) => parameter switch
    {
        { IsBuffer: false, Mode: PassingMode.Ref } => ByReference("ref", parameter.Type.Name, parameter.Names.Dot),
        { IsBuffer: false } => Plain(parameter.Type.Name, parameter.Names.Dot),
        { Type.HoldsObjects: true } => Plain(ShadowType(parameter.Type), parameter.Names.Dot),
        { IsWritable: true } => Plain(ShadowType(parameter.Type), parameter.Names.Dot),
        _ => Plain(Span(parameter.Type, readOnly: true), parameter.Names.Dot),
    };

    private static string Span(IrType type, bool readOnly) => $"global::System.{(readOnly ? "ReadOnlySpan" : "Span")}<{type.Scalar.Name}>";

    public static SignatureParameter Plain(string type, string name) => new("", type, name, type);

    private static SignatureParameter ByReference(string modifier, string type, string name) => new(modifier, type, name, type);
}
