using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <param name="Open">What stands before the parts.</param>
/// <param name="Order">The parts as they are written.</param>
/// <param name="Labels">What stands before each of them, commas included.</param>
/// <param name="Close">What stands behind.</param>
internal sealed record Construction(string Open, int[] Order, string[] Labels, string Close)
{
    /// <summary>The whole as a format: braces of its own are doubled.</summary>
    /// <param name="part">The C# of a part.</param>
    public string Format(Func<int, string> part) => Escape(Open) + string.Concat(Order.Select((position, i) => Escape(Labels[i]) + part(position))) + Escape(Close);

    private static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");
}

/// <summary>What is special about values of structs: how they are made, put together again, and which methods change them.</summary>
internal static class Structs
{
    /// <summary>The primary constructor; null where there is none.</summary>
    public static IMethodSymbol? Primary(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax));

    /// <summary><c>new S(…) { … }</c></summary>
    public static Content Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        ITypeSymbol type = scope.Resolve(creation.Type!);
        Content content = (creation.Constructor is { } declared ? scope.Resolve(declared) : null) is not { IsImplicitlyDeclared: false } constructor ? scope.Placeholder(type)
            : Calls.Source(scope, constructor, creation) is not null ? SourceCalls.Construct(scope, creation, constructor, creation.Arguments)
            : Numerics.Create(scope, creation, type) is { } known ? known
            : ExternalCalls.Create(scope, creation, type);
        return creation.Initializer is { } initializer ? Initialize(scope, content, type, initializer) : content;
    }

    /// <summary><c>s with { … }</c></summary>
    public static Content With(FunctionScope scope, IWithOperation with)
    {
        ITypeSymbol type = scope.Resolve(with.Type!);
        Content content = Packing.Shaped(scope, Expressions.Lower(scope, with.Operand), type);
        return Initialize(scope, content, type, with.Initializer);
    }

    /// <summary>Whether a method may assign to <c>this</c> or to its fields.</summary>
    public static bool Mutates(FunctionScope scope, IMethodSymbol method)
    {
        if (method.IsReadOnly || method.IsStatic || method.ContainingType is not { IsValueType: true, IsReadOnly: false })
            return false;
        if (method.MethodKind == MethodKind.PropertyGet && method.AssociatedSymbol is IPropertySymbol property && Aggregates.IsAutomatic(property))
            return false;
        // Of a vector of the framework, only an element can be set.
        if (Aggregates.FormOf(method.ContainingType) is not null)
            return method.MethodKind == MethodKind.PropertySet;
        // In a struct, its type stands for 'this'.
        return scope.Module.IsMutating(method, () => scope.Module.BodyOf(method) is not { } body || AssignedVariables.In(scope, [body]).Any(symbol => symbol is ITypeSymbol));
    }

    /// <summary>Whether the parameter belongs to a primary constructor, and so is a field everywhere else.</summary>
    public static bool IsKept(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>
    /// The C# that makes a value of its parts: a tuple, a constructor that only keeps what it gets, with an initialiser for the rest, or an
    /// initialiser alone; null where there is none.
    /// </summary>
    public static Construction? Construction(INamedTypeSymbol type, Part[] parts, Func<ISymbol, bool> canReach)
    {
        int[] inOrder = [.. Enumerable.Range(0, parts.Length)];
        if (type.IsTupleType)
            return new Construction("(", inOrder, [.. inOrder.Select(Comma)], ")");
        string creation = "new " + TypeMap.Name(type);
        if (Aggregates.FormOf(type) is not null)
            return new Construction(creation + "(", inOrder, [.. inOrder.Select(Comma)], ")");
        if (PlainConstructor(type, parts, canReach) is { } kept)
        {
            int[] rest = [.. inOrder.Except(kept)];
            return rest.Length == 0
                ? new Construction(creation + "(", kept, [.. kept.Select((_, i) => Comma(i))], ")")
                : new Construction(creation + "(", [.. kept, .. rest], [.. kept.Select((_, i) => Comma(i)), .. rest.Select((part, i) => (i == 0 ? ") { " : ", ") + Assigned(part))], " }");
        }

        // An object is made by a constructor, which must not do anything that the initialiser does not.
        bool isMade = type.IsValueType || type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && constructor.IsImplicitlyDeclared);
        return isMade && parts.All(part => IsSettable(part, canReach))
            ? new Construction(creation + " { ", inOrder, [.. inOrder.Select(part => Comma(part) + Assigned(part))], " }")
            : null;

        static string Comma(int position) => position == 0 ? "" : ", ";
        string Assigned(int part) => TypeMap.Identifier(parts[part].Member!) + " = ";
    }

    private static bool IsSettable(Part part, Func<ISymbol, bool> canReach) => part.Member switch
    {
        IFieldSymbol field => !field.IsReadOnly && canReach(field),
        IPropertySymbol { SetMethod: { } setter } => canReach(setter),
        _ => false,
    };

    // The parts in the order in which a constructor takes them that only keeps them, where the others can be set; null where there is none.
    private static int[]? PlainConstructor(INamedTypeSymbol type, Part[] parts, Func<ISymbol, bool> canReach)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors.OrderByDescending(constructor => constructor.Parameters.Length))
        {
            if (constructor.Parameters.Length > 0 && !constructor.IsImplicitlyDeclared && canReach(constructor) && Order(constructor, parts) is { } order
                && parts.Where((_, i) => !order.Contains(i)).All(part => IsSettable(part, canReach)))
                return order;
        }

        return null;
    }

    private static int[]? Order(IMethodSymbol constructor, Part[] parts)
    {
        Dictionary<string, string> kept = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            TypeDeclarationSyntax => parts
                .Select(part => (Part: part.Member?.Name ?? "", Source: PrimarySource(part)))
                .Where(pair => pair.Source is not null)
                .GroupBy(pair => pair.Part.Length == 0 ? pair.Source! : pair.Part)
                .ToDictionary(pairs => pairs.Key, pairs => pairs.First().Source!),
            ConstructorDeclarationSyntax { Initializer: null } declaration => Assignments(declaration),
            _ => [],
        };
        int[] order = new int[constructor.Parameters.Length];
        for (int i = 0; i < order.Length; i++)
        {
            IParameterSymbol parameter = constructor.Parameters[i];
            order[i] = Array.FindIndex(parts, part => kept.TryGetValue(part.Member?.Name ?? (part.Field is IParameterSymbol ? part.Name : ""), out string? source) && source == parameter.Name
                && SymbolEqualityComparer.Default.Equals(part.Type, parameter.Type));
            if (order[i] < 0 || parameter.RefKind is not (RefKind.None or RefKind.In))
                return null;
        }

        return order.Distinct().Count() == order.Length && kept.Count == order.Length ? order : null;
    }

    // The parameter of the primary constructor that a part starts from.
    private static string? PrimarySource(Part part) => part.Field is IParameterSymbol
        ? part.Name
        : (part.Member ?? part.Field).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText,
            VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => null,
        };

    // What a constructor assigns, if that is all it does.
    private static Dictionary<string, string> Assignments(ConstructorDeclarationSyntax declaration)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<ExpressionSyntax?> statements = declaration.ExpressionBody is { } arrow
            ? [arrow.Expression]
            : declaration.Body?.Statements.Select(statement => (statement as ExpressionStatementSyntax)?.Expression) ?? [];
        foreach (ExpressionSyntax? statement in statements)
        {
            if (statement is not AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression } assignment)
                return [];
            (ExpressionSyntax Left, ExpressionSyntax Right)[] pairs = (assignment.Left, assignment.Right) switch
            {
                (TupleExpressionSyntax left, TupleExpressionSyntax right) when left.Arguments.Count == right.Arguments.Count =>
                    [.. left.Arguments.Zip(right.Arguments, (l, r) => (l.Expression, r.Expression))],
                _ => [(assignment.Left, assignment.Right)],
            };
            foreach ((ExpressionSyntax left, ExpressionSyntax right) in pairs)
            {
                string? target = (left as IdentifierNameSyntax ?? (left as MemberAccessExpressionSyntax is { Expression: ThisExpressionSyntax } member ? member.Name as IdentifierNameSyntax : null))?.Identifier.ValueText;
                if (target is null || right is not IdentifierNameSyntax source || kept.ContainsKey(target))
                    return [];
                kept.Add(target, source.Identifier.ValueText);
            }
        }

        return kept;
    }

    private static Content Initialize(FunctionScope scope, Content content, ITypeSymbol type, IObjectOrCollectionInitializerOperation initializer)
    {
        Variable variable = scope.NewVariable(type, null);
        scope.Write(variable, content);
        Initialize(scope, variable, type, initializer);
        return scope.Read(variable);
    }

    /// <summary><c>{ A = a, … }</c> behind something that has been made.</summary>
    public static void Initialize(FunctionScope scope, Variable variable, ITypeSymbol type, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation member in initializer.Initializers)
        {
            IOperation? place = (member as ISimpleAssignmentOperation)?.Target ?? (member as IMemberInitializerOperation)?.InitializedMember;
            ISymbol? symbol = (place as IMemberReferenceOperation)?.Member;
            int? position = symbol is null ? null : type.IsReferenceType ? scope.Module.Aggregates.FieldPosition(type, symbol) : scope.Module.Aggregates.Position(type, symbol);
            if (member is ISimpleAssignmentOperation assignment && position is { } part)
            {
                Variable target = variable.Elements![part];
                Content value = Expressions.Lower(scope, assignment.Value);
                scope.At(assignment);
                scope.Write(target, Conversions.Coerce(scope, Packing.Shaped(scope, value, place!.Type!), target));
            }
            else if (member is IMemberInitializerOperation nested && position is { } inner && scope.PartsOf(place!.Type) is not null)
            {
                Initialize(scope, variable.Elements![inner], scope.Resolve(place!.Type!), nested.Initializer);
            }
            else if (type.IsValueType && member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.SetMethod: { } setter } } set)
            {
                Content value = Expressions.Lower(scope, set.Value);
                scope.At(set);
                SourceCalls.Invoke(scope, set, scope.Resolve(setter), new VariableTarget(variable, type), null, [value], [null]);
            }
            else
            {
                scope.Fail(LoweringFindings.Expression, member, SourceText.Of(member.Syntax), "this initialiser is not supported yet. Assign the member afterwards.");
            }
        }
    }
}
