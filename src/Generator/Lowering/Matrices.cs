using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Matrices of the framework. Other than vectors, which are taken apart, a matrix is one value: elements are read out of it, and an
/// element that is assigned to makes another matrix.
/// </summary>
internal static class Matrices
{
    private const string Invertible = "global::Fluxion.CompilerServices.Partials.Invert";

    public static bool IsMatrix(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: SymbolKind.Struct, Arity: 0 } && NumericForms.FindMatrix(TypeMap.Name(type)) is not null;

    /// <summary><c>m.M11</c>, <c>m[0, 0]</c>; null for anything else.</summary>
    public static Content? Element(FunctionScope scope, IMemberReferenceOperation place)
    {
        if (place.Instance is not { } instance || !IsMatrix(scope.Resolve(instance.Type!)))
            return null;
        if (Name(place) is { } name)
        {
            Value matrix = Expressions.Scalar(scope, instance);
            scope.At(place);
            return new Content(Read(scope, matrix, name));
        }

        if (place is not IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var row }, { Value: var column }] })
            return null;
        Value[] operands = [Expressions.Scalar(scope, instance), Expressions.Scalar(scope, row), Expressions.Scalar(scope, column)];
        scope.At(place);
        return new Content(Append(scope, "Matrix.Item", ["", "[", ", ", "]"], IrType.Float, operands));
    }

    /// <summary>An element, or the translation, to assign to; null for anything else.</summary>
    public static Target? Target(FunctionScope scope, IMemberReferenceOperation place)
    {
        if (place.Instance is not { } instance || !IsMatrix(scope.Resolve(instance.Type!)))
            return null;
        string[] names = Names(place);
        if (names.Length > 0)
            return new MatrixTarget(Targets.Evaluate(scope, instance), names, place.Type!);
        scope.Fail(LoweringFindings.Expression, place, SourceText.Of(place.Syntax), "assigning to this part of a matrix is not supported yet. Assign to elements: 'm.M11', or 'm[0, 0]' with constant indices.");
        return new NoTarget(place.Type);
    }

    /// <summary><c>new Matrix4x4(…)</c> from numbers; null for any other constructor.</summary>
    public static Content? Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        IrType type = scope.TypeOf(creation.Type!);
        Value matrix;
        if (creation.Arguments.IsEmpty)
        {
            matrix = scope.Builder.Default(type);
        }
        else
        {
            if (creation.Arguments.Length != type.Fields.Count)
                return null;
            var elements = new Value[type.Fields.Count];
            foreach (IArgumentOperation argument in creation.Arguments)
                elements[argument.Parameter!.Ordinal] = Conversions.Coerce(scope, Expressions.Scalar(scope, argument.Value), IrType.Float);
            scope.At(creation);
            matrix = Append(scope, "Matrix.Create", [$"new {type.Name}(", .. elements.Skip(1).Select(_ => ", "), ")"], type, elements);
        }

        return creation.Initializer is { } initializer ? Initialize(scope, matrix, initializer) : new Content(matrix);
    }

    /// <summary><c>m with { M11 = x }</c></summary>
    public static Content With(FunctionScope scope, IWithOperation with) => Initialize(scope, Expressions.Scalar(scope, with.Operand), with.Initializer);

    /// <summary><c>Matrix4x4.Invert(m, out inverse)</c>; null for any other call.</summary>
    public static Content? Invert(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (method is not { Name: "Invert", Parameters.Length: 2 } || !IsMatrix(method.ContainingType))
            return null;
        Value matrix = Expressions.Scalar(scope, call.Arguments[0].Value);
        Target target = Targets.Evaluate(scope, call.Arguments[1].Value);
        scope.At(call);
        Value exists = new(IrType.Bool), inverse = new(matrix.Type);
        scope.Builder.Append(new FunctionOp("Matrix.Invert", Invertible, [matrix], [exists, inverse]));
        target.Write(scope, new Content(inverse));
        return new Content(exists);
    }

    public static Value Read(FunctionScope scope, Value matrix, string name) => Append(scope, "Matrix.Element", ["", "." + name], IrType.Float, [matrix]);

    /// <summary>The elements that the property <c>Translation</c> stands for.</summary>
    public static string[] Translation { get; } = ["M41", "M42", "M43"];

    // The elements that a member stands for; none where it is something else.
    private static string[] Names(IMemberReferenceOperation place) => Name(place) is { } name ? [name] : place.Member.Name == "Translation" ? Translation : [];

    // A field, or an indexer with constant indices.
    private static string? Name(IMemberReferenceOperation place) => place switch
    {
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: int row } }, { Value.ConstantValue: { HasValue: true, Value: int column } }] }
            when $"M{Formatting.Invariant(row + 1)}{Formatting.Invariant(column + 1)}" is var name && NumericForms.FindMatrix(TypeMap.Name(place.Member.ContainingType))!.Fields.Any(field => field.Name == name) => name,
        _ => null,
    };

    private static Content Initialize(FunctionScope scope, Value matrix, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation member in initializer.Initializers)
        {
            string[] names = member is ISimpleAssignmentOperation { Target: IMemberReferenceOperation place } ? Names(place) : [];
            if (names.Length == 0)
                return scope.Fail(LoweringFindings.Expression, member, SourceText.Of(member.Syntax), "this initialiser is not supported yet. Assign the member afterwards.");
            var assignment = (ISimpleAssignmentOperation)member;
            Content value = Packing.Shaped(scope, Expressions.Lower(scope, assignment.Value), assignment.Target.Type!);
            scope.At(assignment);
            matrix = Change(scope, matrix, names, value);
        }

        return new Content(matrix);
    }

    private static Value Change(FunctionScope scope, Value matrix, string[] names, Content content) =>
        Append(scope, "Matrix.With", MatrixElements.ChangeText(names), matrix.Type, [matrix, .. content.Values.Select(value => Conversions.Coerce(scope, value, IrType.Float))]);

    private static Value Append(FunctionScope scope, string rule, string[] text, IrType type, Value[] operands)
    {
        var form = new CallForm(text, new StructForm?[operands.Length], null);
        return scope.Builder.Append(new FunctionOp(rule, string.Join("·", text), operands, [new Value(type)]) { Form = form }).Result;
    }

    /// <summary>Elements of a matrix.</summary>
    private sealed class MatrixTarget(Target whole, string[] names, ITypeSymbol type) : Target(type)
    {
        public override IEnumerable<Slot> Slots => whole.Slots;

        public override Content Read(FunctionScope scope)
        {
            Value matrix = whole.Read(scope).Value!;
            return names.Length == 1 ? new Content(Matrices.Read(scope, matrix, names[0])) : new Content([.. names.Select(name => new Content(Matrices.Read(scope, matrix, name)))]);
        }

        public override void Write(FunctionScope scope, Content content) =>
            whole.Write(scope, new Content(Change(scope, whole.Read(scope).Value!, names, Packing.Shaped(scope, content, Type!))));
    }
}
