using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>What is special about objects: how they are made, and which member a call means.</summary>
internal static class Objects
{
    /// <summary>What is said of a field that would come to hold another array or object.</summary>
    public const string Rebound = "a field that holds an array or an object cannot be assigned yet, since derivatives would not follow. Give it to the constructor, or copy the elements.";

    /// <summary>What is said of a call that may run an override.</summary>
    public const string Virtual = "it is virtual, and which override runs is not known here. Seal the method or the class.";

    /// <summary>Whether the class is one that Fluxion looks into.</summary>
    public static bool IsOpen(FunctionScope scope, ITypeSymbol? type) => type is { IsReferenceType: true } && scope.TypeOf(type).IsObject;

    /// <summary>Whether it is known that a member of this type is meant, and not one that overrides it.</summary>
    public static bool IsKnown(FunctionScope scope, ISymbol member, IOperation instance) =>
        !(member.IsVirtual || member.IsAbstract || member.IsOverride) || member.IsSealed || scope.Resolve(instance.Type!).IsSealed
        || instance.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax;

    /// <summary>Why objects of a class of the project are not looked into; null where they are.</summary>
    public static string? Obstacle(FunctionScope scope, ITypeSymbol? type) => type is null ? null : new ObjectTypes(scope.Module.Aggregates, null).Obstacle(scope.Resolve(type));

    /// <summary>Why <c>new</c> cannot be looked into, for a class of the project; null for any other.</summary>
    public static string? CreationObstacle(FunctionScope scope, ITypeSymbol? type) => Obstacle(scope, type)
        ?? (!IsOpen(scope, type) || CanMake(scope, type!) ? null
            : scope.Resolve(type!) is INamedTypeSymbol { IsGenericType: true } ? "it is generic, and generated code cannot set all its fields. Give it a constructor that takes and keeps every field, or make the fields settable."
            : $"it derives from '{new ObjectTypes(scope.Module.Aggregates, null).ForeignBase((INamedTypeSymbol)scope.Resolve(type!))?.Name}', whose fields are not known here. Hold one in a field instead of deriving from it.");

    /// <summary>Whether generated code can make an object of what its fields hold.</summary>
    public static bool CanMake(FunctionScope scope, ITypeSymbol type) => scope.TypeOf(type).Element is { Format.Length: > 0 } or { Maker: not null };

    /// <summary>Whether <c>new</c> can be looked into: generated code can make an object of what its fields hold.</summary>
    public static bool CanCreate(FunctionScope scope, IObjectCreationOperation creation) =>
        creation.Type is { } type && IsOpen(scope, type) && CanMake(scope, type)
        && (creation.Constructor is not { IsImplicitlyDeclared: false } constructor || Calls.Source(scope, scope.Resolve(constructor), creation) is not null);

    /// <summary><c>new C(…) { … }</c></summary>
    public static Content Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        var type = (INamedTypeSymbol)scope.Resolve(creation.Type!);
        Variable fields = NewFields(scope, type);
        if (creation.Constructor is { IsImplicitlyDeclared: false } constructor)
            scope.Write(fields, SourceCalls.Construct(scope, creation, scope.Resolve(constructor), creation.Arguments));
        else
            Constructors.Initialize(scope, fields, type, null, null, creation);
        if (creation.Initializer is { } initializer)
            Structs.Initialize(scope, fields, type, initializer);
        scope.At(creation);
        return Create(scope, type, scope.Read(fields));
    }

    /// <summary>Why a record's copy is not what its fields hold; null where it is.</summary>
    public static string? CopyObstacle(FunctionScope scope, ITypeSymbol? type)
    {
        for (INamedTypeSymbol? at = scope.Resolve(type!) as INamedTypeSymbol; at is { IsReferenceType: true }; at = at.BaseType)
        {
            if (at.InstanceConstructors.Any(constructor => constructor is { IsImplicitlyDeclared: false, Parameters: [{ Type: var copied }] } && SymbolEqualityComparer.Default.Equals(copied, at)))
                return $"'{at.Name}' has a copy constructor of its own, which 'with' would call. Copy it with a method.";
        }

        return null;
    }

    /// <summary><c>c with { … }</c></summary>
    public static Content With(FunctionScope scope, IWithOperation with)
    {
        var type = (INamedTypeSymbol)scope.Resolve(with.Type!);
        Value source = Expressions.Scalar(scope, with.Operand);
        scope.At(with);
        IReadOnlyList<Part> parts = scope.Module.Aggregates.FieldsOf(type);
        Variable fields = NewFields(scope, type);
        for (int i = 0; i < parts.Count; i++)
        {
            Content content = new ElementTarget(scope.Builder.Field(source, source.Type.Element!.Fields[i]), [], parts[i].Type).Read(scope);
            scope.Write(fields.Elements![i], content);
        }

        Structs.Initialize(scope, fields, type, with.Initializer);
        scope.At(with);
        return Create(scope, type, scope.Read(fields));
    }

    /// <summary>A parameter of a primary constructor, which is a field everywhere else.</summary>
    public static ElementTarget? Kept(FunctionScope scope, IOperation expression)
    {
        if (expression is not IParameterReferenceOperation { Parameter: var parameter } || scope.This is not { Slot: { } self } || !Structs.IsKept(parameter) || !IsOpen(scope, parameter.ContainingType))
            return null;
        Value holder = scope.ReadOrDefault(self);
        string name = TypeMap.Identifier(parameter);
        return holder.Type is { IsObject: true } type && type.Element!.Fields.FirstOrDefault(field => field.Name == name) is { } field
            ? new ElementTarget(scope.Builder.Field(holder, field), [], parameter.Type)
            : null;
    }

    /// <summary>The field behind an automatic property.</summary>
    public static IrField Behind(FunctionScope scope, IPropertySymbol property, IrField field)
    {
        IReadOnlyList<Part> fields = scope.Module.Aggregates.FieldsOf(property.ContainingType);
        if (property.ContainingType.IsGenericType)
        {
            // The runtime reaches no private field of a generic class.
            scope.FailHere(LoweringFindings.Inaccessible, $"{property.ContainingType.Name}.{property.Name}");
            return field;
        }

        return field with { Access = ObjectTypes.Access(fields.First(part => part.Is(property)), fields) };
    }

    /// <summary>A variable for each field, at its default.</summary>
    public static Variable NewFields(FunctionScope scope, INamedTypeSymbol type)
    {
        IReadOnlyList<Part> parts = scope.Module.Aggregates.FieldsOf(type);
        var fields = new Variable([.. parts.Select(part => scope.NewVariable(part.Type, FunctionScope.Joined("", part.Name.TrimStart('_') is { Length: > 0 } plain ? plain : part.Name)))]);
        for (int i = 0; i < parts.Count; i++)
            scope.Write(fields.Elements![i], scope.Placeholder(parts[i].Type));
        return fields;
    }

    private static Content Create(FunctionScope scope, INamedTypeSymbol type, Content fields)
    {
        IrType whole = scope.TypeOf(type);
        return new Content(scope.Builder.Append(new CreateOp([.. Packing.Leaves(scope, fields, whole.Element!)], new Value(whole))).Result);
    }
}
