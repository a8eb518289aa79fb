using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolKind = Microsoft.CodeAnalysis.TypeKind;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Implicit and explicit conversions.</summary>
internal static class Conversions
{
    public static Content Lower(FunctionScope scope, IConversionOperation conversion)
    {
        IOperation operand = conversion.Operand;
        if (conversion.Type is null || operand.Type is null)
        {
            return operand is IThrowOperation
                ? scope.Fail(LoweringFindings.Expression, operand, SourceText.Of(operand.Syntax), "a 'throw' here is not supported yet. Throw in a statement.")
                : conversion.Type is null ? Expressions.Lower(scope, operand) : Literals.Default(scope, conversion);
        }

        if (InlineArrays.Convert(scope, conversion) is { } elements)
            return elements;
        Content content = Expressions.Lower(scope, operand);
        if (operand is IInterpolatedStringHandlerCreationOperation)
            return content;
        if (conversion.Type.Equals(operand.Type, SymbolEqualityComparer.Default))
            return content;
        if (Operators.UserDefined(scope, conversion, Operators.Implementation(scope, conversion.OperatorMethod, operand), isLifted: false, content) is { } converted)
            return converted;
        if (content.Elements is not null && conversion.Type.IsTupleType && operand.Type.IsTupleType)
            return Elements(scope, conversion, content, operand.Type, conversion.Type);
        if (content.Value is { Type.IsMemory: true } && InlineArrays.Is(scope, operand.Type))
            return InlineArrays.Fail(scope, conversion);
        Value value = Packing.Pack(scope, content, operand.Type);
        if (scope.PartsOf(conversion.Type) is not null)
            return Packing.Unpack(scope, External(scope, conversion, value), conversion.Type);
        return new Content(Scalar(scope, conversion, value));
    }

    /// <summary>
    /// Fits content to a variable where C# converts without saying so in the operation tree, as deconstruction does.
    /// </summary>
    public static Content Coerce(FunctionScope scope, Content content, Variable target)
    {
        if (target.Elements is { } elements)
        {
            if (content.Elements is { } parts && parts.Length == elements.Length)
                return new Content([.. parts.Select((part, i) => Coerce(scope, part, elements[i]))]);
            scope.FailMismatch();
            return scope.Read(target);
        }

        if (content.Elements is not null)
        {
            scope.FailMismatch();
            return scope.Read(target);
        }

        return new Content(Coerce(scope, content.Value!, target.Slot!.Type));
    }

    public static Value Coerce(FunctionScope scope, Value value, IrType type) =>
        value.Type == type ? value
        : IsNumeric(value.Type) && IsNumeric(type) ? scope.Builder.Convert(value, type, IsWidening(value.Type, type))
        : value.Type.IsMemory && type.IsMemory ? scope.Builder.Append(new SliceOp([value], new Value(type))).Result
        : Cast(scope, value, type, $"the conversion to '{type.Name}'");

    private static Content Elements(FunctionScope scope, IConversionOperation conversion, Content content, ITypeSymbol from, ITypeSymbol to)
    {
        var sources = ((INamedTypeSymbol)from).TupleElements;
        var targets = ((INamedTypeSymbol)to).TupleElements;
        var parts = new Content[targets.Length];
        scope.At(conversion);
        for (int i = 0; i < parts.Length; i++)
        {
            Content part = content.Elements![i];
            ITypeSymbol source = sources[i].Type, target = targets[i].Type;
            parts[i] = part.Elements is not null && target.IsTupleType && source.IsTupleType ? Elements(scope, conversion, part, source, target)
                : SymbolEqualityComparer.Default.Equals(source, target) ? part
                : scope.PartsOf(target) is not null ? Packing.Unpack(scope, Coerce(scope, Packing.Pack(scope, part, source), scope.TypeOf(target)), target)
                : new Content(Coerce(scope, Packing.Pack(scope, part, source), scope.TypeOf(target)));
        }

        return new Content(parts);
    }

    private static Value Scalar(FunctionScope scope, IConversionOperation conversion, Value value)
    {
        IrType type = scope.TypeOf(conversion.Type!);
        if (value.Type == type)
            return value;
        if (conversion.Operand is ICollectionExpressionOperation or { Kind: OperationKind.None } && value.Type.IsMemory && type.IsMemory && value.Type.Element == type.Element)
            return AsSpan(scope, conversion, value, type);
        scope.At(conversion);
        bool isEnum = IsEnum(conversion.Type!) || IsEnum(conversion.Operand.Type!);
        if (conversion.OperatorMethod is null && ((IsNumeric(value.Type) && IsNumeric(type)) || (isEnum && (IsNumeric(value.Type) || IsNumeric(type)))))
        {
            bool isChecked = conversion.IsChecked && type.Kind == TypeKind.Integer;
            return scope.Builder.Append(new ConvertOp(value, new Value(type), conversion.IsImplicit, isChecked)).Result;
        }

        // An object seen as one of a class that its own derives from.
        bool isUpcast = value.Type.IsObject && type.IsObject && conversion is { IsImplicit: true, OperatorMethod: null };
        if (isUpcast && value.Type.IsDifferentiable && !type.IsDifferentiable)
        {
            string named = scope.Resolve(conversion.Type!).Name;
            return scope.Fail(LoweringFindings.Expression, conversion, SourceText.Of(conversion.Syntax), $"'{named}' has no numbers of its own, and derivatives of those that the object holds would be lost. Declare the variable as '{scope.Resolve(conversion.Operand.Type!).Name}'.").Value!;
        }

        bool isSameElements = value.Type.IsMemory && value.Type.Element == type.Element && (type.IsSpan || (conversion.Conversion.IsImplicit && (type.IsList || type.IsDeferred)));
        return isUpcast || isSameElements
            ? AsSpan(scope, conversion, value, type)
            : External(scope, conversion, value);
    }

    private static Value AsSpan(FunctionScope scope, IConversionOperation conversion, Value value, IrType type)
    {
        scope.At(conversion);
        return scope.Builder.Append(new SliceOp([value], new Value(type))).Result;
    }

    private static Value External(FunctionScope scope, IConversionOperation conversion, Value value)
    {
        scope.At(conversion);
        bool isPure = conversion.OperatorMethod is null || conversion.OperatorMethod.DeclaringSyntaxReferences.IsEmpty;
        return Cast(scope, value, scope.TypeOf(conversion.Type!), $"'{SourceText.Of(conversion.Syntax)}'", isPure);
    }

    private static Value Cast(FunctionScope scope, Value value, IrType type, string displayName, bool isPure = true)
    {
        if (value.Definition is ConstantOp { Content: "null" or "default" })
            return scope.Builder.Literal("default", type);
        if (value.Type.Count + type.Count > 0)
            return InlineArrays.Fail(scope, type);
        var text = new ExternalText();
        text.Add($"(({type.Name})(");
        text.Add(value);
        text.Add("))");
        return text.Append(scope, type, isPure, displayName)!;
    }

    private static bool IsWidening(IrType from, IrType to) => to.Kind == TypeKind.Double || (to.Kind == TypeKind.Float && from.Kind == TypeKind.Integer);

    private static bool IsEnum(ITypeSymbol type) => type.TypeKind == SymbolKind.Enum;

    private static bool IsNumeric(IrType type) => type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer;
}
