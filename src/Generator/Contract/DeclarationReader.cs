using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Contract;

/// <summary>A finding about the declaration, at its place in it.</summary>
internal sealed record LocatedFinding(Finding Finding, Location Location);

/// <param name="Declaration">Everything signatures follow from.</param>
/// <param name="Named">The parameters named in the attribute; null where all are differentiated.</param>
/// <param name="AllowReassociation">What the attribute says.</param>
/// <param name="Findings">What is wrong with it.</param>
internal sealed record DeclarationResult(
    Declaration Declaration, IReadOnlyList<string>? Named, bool AllowReassociation, IReadOnlyList<LocatedFinding> Findings);

/// <summary>Reads the declaration of a marked method: symbols in, a value-equal model and findings out. The body is not looked at.</summary>
internal sealed class DeclarationReader
{
    private readonly IMethodSymbol _method;
    private readonly MarkedAttribute _attribute;
    private readonly List<LocatedFinding> _findings = [];
    private bool _isUsable = true;
    private Aggregates? _aggregates;
    private TypeMap? _types;

    private DeclarationReader(IMethodSymbol method, MarkedAttribute attribute)
    {
        _method = method;
        _attribute = attribute;
    }

    /// <summary>Null where the method is not marked.</summary>
    public static DeclarationResult? Read(IMethodSymbol method, CancellationToken cancellation)
    {
        if (ReadAlone(method) is not { } result)
            return null;
        cancellation.ThrowIfCancellationRequested();
        return ClashReader.Check(method, result);
    }

    /// <summary>Without looking at other members for clashes.</summary>
    public static DeclarationResult? ReadAlone(IMethodSymbol method) =>
        MarkedAttribute.Of(method) is { } attribute ? new DeclarationReader(method, attribute).Read() : null;

    private DeclarationResult Read()
    {
        CheckKind();
        bool isOfSupportedKind = _isUsable;
        EquatableArray<Container> containers = Containers(_method.ContainingType);
        IReadOnlyList<string>? named = _attribute.Names.Count == 0 ? null : Named();
        IReadOnlyList<Parameter> parameters = Contract.Names.Assign(Parameters(named));
        ReturnShape result = Return();
        var declaration = new Declaration(
            _method.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() : "",
            containers,
            _method.Name,
            Accessibility(_method.DeclaredAccessibility),
            parameters.ToEquatableArray(),
            result)
        {
            IsLocalFunction = _method.MethodKind == MethodKind.LocalFunction,
            IsInstance = IsOnStruct || IsOnObject,
            IsOnObject = IsOnObject,
            Order = _attribute.Order,
            HasReports = _method.DeclaringSyntaxReferences.Any(reference => ReportSyntax.IsIn(reference.GetSyntax())),
            HasParameterDocumentation = HasParameterDocumentation(),
            NeedsCaseMark = HasCaseVariant(),
            AllowReassociation = _attribute.AllowReassociation,
        };
        CheckSubject(declaration);
        CheckPartial(declaration);
        if (_isUsable && HessianSignatures.Obstacle(declaration) is { } obstacle)
            Add(DeclarationFindings.UnsupportedFeature, _attribute.Location, $"Order = {Formatting.Invariant(_attribute.Order)}{obstacle}");
        if (_isUsable && declaration is { HasReports: true } && Signatures.Report(declaration) is null)
            Add(DeclarationFindings.UnsupportedFeature, _attribute.Location, $"Derivative.Report, with derivatives of '{declaration.Differentiated.First(p => p.Type.HoldsObjects).Name}', which holds objects,");
        // Of a method that cannot be marked at all, one thing is enough to say.
        return new DeclarationResult(
            declaration with { IsUsable = _isUsable }, named, _attribute.AllowReassociation, isOfSupportedKind ? _findings : [_findings[0]]);
    }

    private void CheckKind()
    {
        string? kind = _method switch
        {
            { MethodKind: MethodKind.LocalFunction, IsStatic: false } => "a local function that is not static",
            { MethodKind: MethodKind.LocalFunction, ContainingSymbol: not IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } } =>
                "a local function inside a method",
            { MethodKind: MethodKind.AnonymousFunction } => "a lambda",
            { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => "a constructor",
            { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => "an accessor",
            { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => "an operator",
            { MethodKind: not (MethodKind.Ordinary or MethodKind.LocalFunction) } => "a method of a special kind",
            { IsStatic: false, ContainingType.IsGenericType: false } when !IsOnStruct && ObjectTypes.Obstacle(_method.ContainingType) is { } obstacle =>
                $"an instance method of a class that cannot be looked into ({obstacle.TrimEnd('.')})",
            { IsStatic: false } when !IsOnStruct && !IsOnObject => "an instance method of an interface, a generic class or a ref struct",
            { IsGenericMethod: true } => "a generic method",
            { IsAsync: true } => "an async method",
            { IsAbstract: true } or { IsVirtual: true } => "abstract or virtual",
            { IsExtern: true } => "implemented elsewhere",
            { ContainingType.IsFileLocal: true } => "a member of a file-local type",
            { ContainingType.TypeKind: not (Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct or Microsoft.CodeAnalysis.TypeKind.Interface) } =>
                "a member of an extension block",
            _ => null,
        };
        if (kind is null)
            return;
        _isUsable = false;
        Add(DeclarationFindings.UnsupportedMethod, Place, _method.Name, kind);
    }

    /// <summary>A type and those around it, outermost first.</summary>
    public static EquatableArray<Container> Containers(INamedTypeSymbol? innermost)
    {
        var containers = new Stack<Container>();
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            string keyword = (type.IsRecord ? "record " : "") + (type.TypeKind switch
            {
                Microsoft.CodeAnalysis.TypeKind.Struct => "struct",
                Microsoft.CodeAnalysis.TypeKind.Interface => "interface",
                _ => type.IsRecord ? "" : "class",
            });
            containers.Push(new Container(keyword.TrimEnd(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }

        return containers.ToEquatableArray();
    }

    private List<string> Named()
    {
        var named = new List<string>();
        for (int i = 0; i < _attribute.Names.Count; i++)
        {
            string name = _attribute.Names[i];
            Location place = _attribute.NameLocation(i) ?? _attribute.Location;
            IParameterSymbol? parameter = _method.Parameters.FirstOrDefault(p => p.Name == name);
            if (name == "this" && (IsOnStruct || IsOnObject))
            {
                named.Add(name);
                continue;
            }

            if (parameter is null)
            {
                string? suggestion = Spelling.Nearest(name, _method.Parameters.Select(p => p.Name));
                Add(DeclarationFindings.UnknownParameter, place, _method.Name, name, suggestion is null ? "" : $" Did you mean '{suggestion}'?");
                // The signature of the companions is most likely the one that follows from the name meant.
                if (suggestion is not null)
                    named.Add(suggestion);
                continue;
            }

            string? obstacle =
                MarkedAttribute.IsConstant(parameter) ? "it is marked [Constant]"
                : parameter.RefKind == RefKind.Out ? "it is an 'out' parameter, so it has no value on entry"
                : TypeReader.Parameter(parameter.Type, Types, isData: true) is { IsDifferentiable: false } && StructShape.Of(parameter.Type, _method) is not { IsDifferentiable: true } ? $"it is of type '{Display(parameter.Type)}'"
                : null;
            if (obstacle is null)
                named.Add(name);
            else
                Add(DeclarationFindings.NotDifferentiable, place, name, obstacle);
        }

        return named;
    }

    private List<Parameter> Parameters(IReadOnlyList<string>? named)
    {
        var parameters = new List<Parameter>();
        if (IsOnStruct && This(named) is { } self)
            parameters.Add(self);
        else if (IsOnObject)
            parameters.Add(ThisObject(named));
        foreach (IParameterSymbol symbol in _method.Parameters)
        {
            bool isConstant = MarkedAttribute.IsConstant(symbol) || (named is not null && !named.Contains(symbol.Name));
            PassingMode mode = symbol.RefKind switch
            {
                RefKind.None => PassingMode.Value,
                RefKind.Ref => PassingMode.Ref,
                RefKind.Out => PassingMode.Out,
                _ => PassingMode.In,
            };
            StructShape? shape = StructShape.Of(symbol.Type, _method);
            bool isUsable = shape is { IsDifferentiable: true } || (shape is not null && !shape.Leaves.Any(leaf => leaf.Type.IsDifferentiable) && !TypeReader.IsUnseen(symbol.Type, Aggregates, Types));
            IrType? type = TypeReader.Parameter(symbol.Type, Types, isConstant || isUsable);
            string modifier = mode is PassingMode.Ref or PassingMode.Out ? Signatures.Modifier(mode) + " " : "";
            string display = $"'{modifier}{Display(symbol.Type)}' for '{symbol.Name}'";
            if (type is null)
            {
                _isUsable &= TypeReader.CanName(symbol.Type) && !symbol.Type.IsRefLikeType;
                if (symbol.Type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Error)
                    Add(DeclarationFindings.UnsupportedType, PlaceOf(symbol), display, Advice(symbol.Type, shape));
            }
            else if (mode is PassingMode.Ref or PassingMode.Out && !type.IsFloating)
            {
                Add(DeclarationFindings.UnsupportedType, PlaceOf(symbol), display, "Only single floating-point numbers can be passed that way.");
            }

            else if (symbol.Name == Declaration.ResultBar)
            {
                _isUsable = false;
                Add(DeclarationFindings.NameClash, PlaceOf(symbol), "Pullback_" + _method.Name, "a parameter named 'resultBar'");
            }

            parameters.Add(new Parameter(
                symbol.Name,
                type ?? IrType.Opaque(symbol.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
                TypeReader.Text(symbol.Type),
                mode,
                isConstant,
                DefaultValues.Text(symbol),
                symbol.IsParams && symbol.Type is IArrayTypeSymbol,
                _method.IsExtensionMethod && symbol.Ordinal == 0)
            {
                Shape = shape,
                Reference = symbol.Type is INamedTypeSymbol { IsTupleType: true } tuple
                    ? $"global::System.ValueTuple{{{string.Join(", ", tuple.TupleElements.Select(element => element.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}}}"
                    : type?.Name ?? symbol.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            });
            _isUsable &= symbol.Name.Length > 0;
        }

        return parameters;
    }

    private bool IsOnStruct => _method is { IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { IsValueType: true, IsRefLikeType: false } };

    private bool IsOnObject => _method is { IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { IsGenericType: false, IsFileLocal: false } type } && Types[type].IsObject;

    private Aggregates Aggregates => _aggregates ??= new Aggregates(_method.ContainingAssembly);

    private ObjectTypes ObjectTypes => new(Aggregates, null);

    private TypeMap Types => _types ??= new TypeMap(Aggregates, _method.ContainingType);

    private Parameter ThisObject(IReadOnlyList<string>? named)
    {
        INamedTypeSymbol type = _method.ContainingType;
        IrType whole = Types[type];
        bool isConstant = named is not null && !named.Contains("this");
        return new Parameter("this", whole, TypeReader.Text(type), PassingMode.Value, isConstant, null, false, false) { IsThis = true };
    }

    // What the method is called on, with derivatives where it consists of nothing but floating-point numbers.
    private Parameter? This(IReadOnlyList<string>? named)
    {
        INamedTypeSymbol type = _method.ContainingType;
        if (StructShape.Of(type, _method) is not { } shape)
            return null;
        bool isConstant = !shape.IsDifferentiable || (named is not null && !named.Contains("this"));
        return new Parameter("this", IrType.Opaque(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)), TypeReader.Text(type), PassingMode.In, isConstant, null, false, false) { Shape = shape, IsThis = true };
    }

    private string Advice(ITypeSymbol type, StructShape? shape) => shape switch
    {
        null when type is INamedTypeSymbol { Name: "Tensor" or "TensorSpan" or "ReadOnlyTensorSpan", Arity: 1 } tensor && tensor.ContainingNamespace.ToDisplayString() == "System.Numerics.Tensors" =>
            "Elements of a tensor have no derivatives yet. Take a span: of a dense tensor, 'GetSpan' gives one of its elements, and 'FlattenTo' copies them. A 'Tensor<T>' that is data can be marked [Constant].",
        null when type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate =>
            "Which function it is has to be known. Let a method without the attribute take it, and mark one that calls that method with a lambda or a method's name.",
        null when Types[type].Count > 0 => "An inline array has no derivatives as a parameter yet. Take a span, to which the caller's converts, or mark it [Constant] if it is data.",
        null when ObjectTypes.Obstacle(type) is { } obstacle => obstacle.TrimEnd('.') + ", or mark it [Constant] if it is data.",
        null when OtherNumbers.Instead(TypeReader.Text(type is IArrayTypeSymbol list ? list.ElementType : type)) is { } instead => $"Use {instead}, or mark it [Constant] if it is data.",
        null when type is IArrayTypeSymbol { Rank: > 2 } => "Use an array of one or two dimensions, or mark it [Constant] if it is data.",
        null when TypeMap.IsCollection(type) =>
            $"Collections of numbers have derivatives; of other things, arrays do. Pass {(type is INamedTypeSymbol { TypeArguments: [var element] } ? $"a '{Display(element)}[]'" : "an array")}, or mark it [Constant] if it is data.",
        null when type is IArrayTypeSymbol && Types[type].HoldsObjects =>
            "A table or an array of arrays of objects has no derivatives as a parameter yet. Pass an array of objects that hold them, or mark it [Constant] if it is data.",
        null when type is IArrayTypeSymbol { ElementType.IsValueType: true } || TypeMap.IsSpan(type) =>
            "An array or span of structs has derivatives where all their fields are of one floating-point type. Pass the numbers in arrays of their own, or mark it [Constant] if it is data.",
        null when type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface, DeclaringSyntaxReferences.IsEmpty: false } =>
            "Which methods are called on it has to be known. Take a struct or a sealed class that is declared in the project.",
        null => "Use numbers, arrays, spans, lists, or structs of numbers declared in the project, or mark it [Constant] if it is data.",
        { Format: "" } => "Generated code cannot make one: give it a constructor that takes and keeps every field, or make its fields settable. Or mark it [Constant] if it is data.",
        _ => "Only structs whose fields are all floating-point have derivatives yet. Pass the numbers separately and mark the rest [Constant].",
    };

    private ReturnShape Return()
    {
        if (TypeReader.Return(_method) is { } shape)
            return shape;
        _isUsable = false;
        if (_method.ReturnType.TypeKind != Microsoft.CodeAnalysis.TypeKind.Error)
        {
            Add(
                DeclarationFindings.UnsupportedType, Place, $"The return type '{Display(_method.ReturnType)}'",
                OtherNumbers.Instead(TypeReader.Text(_method.ReturnType)) is { } instead
                    ? $"Return {instead.Split(',')[0]}."
                    : "Return a number, a tuple or struct of numbers, an array of numbers, or write to 'out' parameters or spans.");
        }

        return new ReturnShape(ReturnKind.Void, "void", []);
    }

    private void CheckSubject(Declaration declaration)
    {
        if (!_isUsable)
            return;
        bool hasOutput = declaration.Return.Active.Any() || declaration.Outputs.Any()
            || declaration.Differentiated.Any(p => p.Mode == PassingMode.Ref || p.IsWritable);
        string? reason = !declaration.Differentiated.Any()
            ? declaration.Parameters.Any(p => (p.Type.IsDifferentiable || p.Shape is { IsDifferentiable: true }) && p.Mode != PassingMode.Out)
                ? "every floating-point parameter is constant"
                : "it has no floating-point parameter"
            : hasOutput ? null : "it neither returns nor writes a floating-point number";
        if (reason is null)
            return;
        _isUsable = false;
        // A misspelt or unfit name has been reported, and an unsupported type too: this would only repeat it.
        if (_findings.Count == 0)
            Add(DeclarationFindings.NothingToDifferentiate, Place, _method.Name, reason);
    }

    private void CheckPartial(Declaration declaration)
    {
        if (declaration.IsLocalFunction || PartialTypes.FirstOther(_method.ContainingType) is not { } type)
            return;
        string companion = (declaration.Return.Kind == ReturnKind.Scalar ? "Gradient_" : "Pullback_") + _method.Name;
        _isUsable = false;
        Add(DeclarationFindings.NotPartial, Place, type.Name, companion);
    }

    /// <summary>As C# writes it.</summary>
    public static string Accessibility(Accessibility accessibility) => accessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    private bool HasParameterDocumentation() =>
        _method.MethodKind == MethodKind.Ordinary && _method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().GetLeadingTrivia()
            .Any(trivia => trivia.GetStructure() is DocumentationCommentTriviaSyntax comment
                && comment.Content.OfType<XmlElementSyntax>().Any(element => element.StartTag.Name.LocalName.ValueText == "param")));

    // File systems that ignore case, and the compiler's own table of generated files, would take F for f.
    private bool HasCaseVariant()
    {
        if (_method.ContainingType is not { } type)
            return false;
        bool method = type.GetMembers().Any(m => IsVariant(m.Name, _method.Name));
        for (; !method && type is not null; type = type.ContainingType)
        {
            INamespaceOrTypeSymbol scope = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
            method = scope.GetTypeMembers().Any(t => IsVariant(t.Name, type.Name));
        }

        for (INamespaceSymbol? ns = _method.ContainingNamespace; !method && ns is { IsGlobalNamespace: false }; ns = ns.ContainingNamespace)
            method = ns.ContainingNamespace.GetNamespaceMembers().Any(n => IsVariant(n.Name, ns.Name));
        return method;

        static bool IsVariant(string a, string b) => a != b && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    }

    private Location PlaceOf(IParameterSymbol parameter) => parameter.Locations.FirstOrDefault() ?? Place;

    private Location Place => _method.Locations.FirstOrDefault() ?? Location.None;

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private void Add(FindingDescriptor descriptor, Location place, params string[] arguments) =>
        _findings.Add(new LocatedFinding(new Finding(descriptor.Id, -1, arguments), place));
}
