using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Patterns: tests of a value that is evaluated once.</summary>
internal static class Patterns
{
    public static Value Is(FunctionScope scope, IIsPatternOperation expression)
    {
        Content input = Packing.Shaped(scope, Expressions.Lower(scope, expression.Value), expression.Value.Type!);
        return Match(scope, input, expression.Pattern) ?? scope.Builder.Constant(true);
    }

    /// <summary>Whether the input matches; null where it always does.</summary>
    public static Value? Match(FunctionScope scope, Content input, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return null;
            case IConstantPatternOperation constant when input.Value is { } value:
                return Constant(scope, value, constant);
            case IRelationalPatternOperation relational when input.Value is { } value:
                Value bound = Expressions.Scalar(scope, relational.Value);
                scope.At(pattern);
                return value.Type == bound.Type && value.Type.Kind != TypeKind.Opaque
                    ? scope.Builder.Compare(Operators.Code(relational.OperatorKind)!.Value, value, bound)
                    : Operators.External(scope, relational.OperatorKind, value, bound, IrType.Bool, null, SourceText.Of(pattern.Syntax));
            case INegatedPatternOperation negated:
                Value? inner = Match(scope, input, negated.Pattern);
                scope.At(pattern);
                return inner is null ? scope.Builder.Constant(false) : scope.Builder.Not(inner);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return And(scope, pattern, Match(scope, input, both.LeftPattern), () => Match(scope, input, both.RightPattern));
            case IBinaryPatternOperation either:
                return Match(scope, input, either.LeftPattern) is { } left
                    ? Conditionals.Or(scope, pattern, left, () => Match(scope, input, either.RightPattern) ?? scope.Builder.Constant(true))
                    : null;
            case IDeclarationPatternOperation declaration:
                return Declaration(scope, input, declaration);
            case ITypePatternOperation type when input.Value is { } value:
                return OfType(scope, value, type.MatchedType, pattern);
            case IRecursivePatternOperation recursive:
                return Recursive(scope, input, recursive);
            case IListPatternOperation list when input.Value is { Type: { IsMemory: true, Rank: 1 } } memory:
                return List(scope, memory, list);
            default:
                scope.Fail(LoweringFindings.Expression, pattern, SourceText.Of(pattern.Syntax), "this pattern is not supported yet. Write it with comparisons.");
                return scope.Builder.Constant(false);
        }
    }

    /// <summary>Both; null where both always hold.</summary>
    public static Value? And(FunctionScope scope, IOperation expression, Value? left, Func<Value?> right) =>
        left is null ? right() : Conditionals.And(scope, expression, left, () => right() ?? scope.Builder.Constant(true));

    private static Value Constant(FunctionScope scope, Value value, IConstantPatternOperation pattern)
    {
        Value constant = Expressions.Scalar(scope, pattern.Value);
        IOperation test = pattern;
        while (test is IPatternOperation && test.Parent is IPatternOperation or IIsPatternOperation)
            test = test.Parent;
        scope.At(test);
        if (constant.Definition is ConstantOp { Content: double.NaN or float.NaN })
            return scope.Builder.Helper($"{value.Type.Name}.IsNaN", IrType.Bool, value);
        bool isEnum = pattern.Value.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum;
        if (value.Type == constant.Type && (isEnum || value.Type.Kind is not (TypeKind.Opaque or TypeKind.Memory)))
            return scope.Builder.Compare(Operator.Equal, value, constant);
        // C# asks for a constant here, so it cannot be an operand.
        object content = constant.Definition is ConstantOp op ? op.Content : "null";
        var text = new ExternalText();
        text.Add("(");
        text.Add(value);
        text.Add(content is string written ? $" is {written})" : $" is ({constant.Type.Name})({Formatting.Invariant(content is bool flag ? flag ? "true" : "false" : content)}))");
        return text.Append(scope, IrType.Bool, isPure: true, $"'{SourceText.Of(pattern.Syntax)}'")!;
    }

    // What is seen as an object of another class would have derivatives that do not fit.
    private static bool IsNarrowing(FunctionScope scope, IPatternOperation pattern, ITypeSymbol type)
    {
        if (SymbolEqualityComparer.Default.Equals(scope.Resolve(type), scope.Resolve(pattern.InputType)))
            return false;
        scope.Fail(LoweringFindings.Expression, pattern, SourceText.Of(pattern.Syntax), "a test for a class that derives from the other is not supported yet. Use one class with a field that says which kind it is.");
        return true;
    }

    private static Value? Declaration(FunctionScope scope, Content input, IDeclarationPatternOperation pattern)
    {
        if (input.Value is { Type.IsObject: true } && pattern.MatchedType is { } matched && IsNarrowing(scope, pattern, matched))
        {
            if (pattern.DeclaredSymbol is ILocalSymbol other)
                scope.Write(scope.Declare(other, other.Type, other.Name), scope.Placeholder(other.Type));
            return scope.Builder.Constant(false);
        }

        Value? matches = null;
        if (pattern.MatchedType is { } type && input.Value is { } value && !pattern.MatchesNull)
            matches = OfType(scope, value, type, pattern);
        if (pattern.DeclaredSymbol is ILocalSymbol local)
        {
            Variable variable = scope.Declare(local, local.Type, local.Name);
            scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, input, local.Type), variable));
        }

        return matches;
    }

    private static Value? OfType(FunctionScope scope, Value value, ITypeSymbol type, IPatternOperation pattern)
    {
        if (type.IsValueType && value.Type == scope.TypeOf(type))
            return null;
        scope.At(pattern);
        var text = new ExternalText();
        text.Add("(");
        text.Add(value);
        text.Add($" is {TypeMap.Name(type)})");
        return text.Append(scope, IrType.Bool, isPure: true, $"'{SourceText.Of(pattern.Syntax)}'");
    }

    // The length first, then the elements from the left, as C# tests them.
    private static Value? List(FunctionScope scope, Value memory, IListPatternOperation pattern)
    {
        ITypeSymbol type = ((IPatternOperation)pattern).InputType;
        ITypeSymbol element = type is IArrayTypeSymbol array ? array.ElementType : ((INamedTypeSymbol)type).TypeArguments[0];
        int slice = pattern.Patterns.ToList().FindIndex(inner => inner is ISlicePatternOperation);
        int count = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        if (slice >= 0 && ((ISlicePatternOperation)pattern.Patterns[slice]).Pattern is { } rest)
            scope.Fail(LoweringFindings.Expression, rest, SourceText.Of(rest.Syntax), "a pattern for a part of a list is not supported yet. Use a range behind the test.");
        if (pattern.DeclaredSymbol is ILocalSymbol local)
            scope.Write(scope.Declare(local, local.Type, local.Name), new Content(memory));
        Value? some = type.IsReferenceType ? NullTests.IsThere(scope, memory, pattern) : null;
        return And(scope, pattern, some, () =>
        {
            Value length = scope.Builder.Length(memory), least = scope.Builder.Constant(count);
            Value? fits = slice >= 0 && count == 0 ? null : scope.Builder.Compare(slice < 0 ? Operator.Equal : Operator.GreaterOrEqual, length, least);
            return And(scope, pattern, fits, () => From(length, 0));
        });

        Value? From(Value length, int i)
        {
            if (i == pattern.Patterns.Length)
                return null;
            if (i == slice)
                return From(length, i + 1);
            scope.At(pattern);
            Value index = slice < 0 || i < slice
                ? scope.Builder.Constant(i)
                : scope.Builder.Arithmetic(Operator.Subtract, length, scope.Builder.Constant(pattern.Patterns.Length - i));
            Value? matches = pattern.Patterns[i] is IDiscardPatternOperation ? null : Match(scope, new ElementTarget(memory, [index], element).Read(scope), pattern.Patterns[i]);
            return And(scope, pattern, matches, () => From(length, i + 1));
        }
    }

    private static Value? Recursive(FunctionScope scope, Content input, IRecursivePatternOperation pattern)
    {
        // What is looked into has to be there.
        bool isObject = input.Value is { Type.IsObject: true };
        bool canBeNull = input.Value is not null && scope.Resolve(((IPatternOperation)pattern).InputType).IsReferenceType;
        if (isObject && IsNarrowing(scope, pattern, pattern.MatchedType))
        {
            if (pattern.DeclaredSymbol is ILocalSymbol other)
                scope.Write(scope.Declare(other, other.Type, other.Name), scope.Placeholder(other.Type));
            return scope.Builder.Constant(false);
        }

        if (pattern.DeclaredSymbol is ILocalSymbol local)
            scope.Write(scope.Declare(local, local.Type, local.Name), Packing.Shaped(scope, input, local.Type));
        Value? isThere = canBeNull ? NullTests.IsThere(scope, input.Value!, pattern) : null;
        return And(scope, pattern, isThere, () => Members(scope, input, pattern));
    }

    private static Value? Members(FunctionScope scope, Content input, IRecursivePatternOperation pattern)
    {
        if (Parts(scope, input, pattern) is not { } parts)
        {
            scope.Fail(LoweringFindings.Expression, pattern, SourceText.Of(pattern.Syntax), "this pattern is not supported yet. Write it with comparisons.");
            return scope.Builder.Constant(false);
        }

        return From(0);

        Value? From(int i) => i == parts.Count ? null : And(scope, pattern, Match(scope, parts[i].Input(), parts[i].Pattern), () => From(i + 1));
    }

    // What the patterns inside are matched against, to be read when it is their turn; null where that is not known.
    private static List<(Func<Content> Input, IPatternOperation Pattern)>? Parts(FunctionScope scope, Content input, IRecursivePatternOperation pattern)
    {
        List<(Func<Content> Input, IPatternOperation Pattern)> parts = [];
        ITypeSymbol type = scope.Resolve(pattern.MatchedType);
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            Content? positional = type.IsTupleType ? input : pattern.DeconstructSymbol is IMethodSymbol method ? Tuples.Deconstructed(scope, pattern, method, input, type) : null;
            if (positional?.Elements is not { } elements || elements.Length != pattern.DeconstructionSubpatterns.Length)
                return null;
            parts.AddRange(elements.Zip(pattern.DeconstructionSubpatterns, (element, inner) => ((Func<Content>)(() => element), inner)));
        }

        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
            if (property.Member is not IMemberReferenceOperation { Member: var member } || Read(scope, input, type, property, member) is not { } read)
                return null;
            parts.Add((read, property.Pattern));
        }

        return parts;
    }

    private static Func<Content>? Read(FunctionScope scope, Content input, ITypeSymbol type, IPropertySubpatternOperation property, ISymbol member)
    {
        ITypeSymbol memberType = scope.Resolve((member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type);
        if (input.Value is { Type: { IsMemory: true, IsObject: false, Rank: 1 } } memory)
            return member.Name is "Length" or "Count" ? () => new Content(scope.Builder.Length(memory)) : null;
        if (input.Value is { Type: { IsObject: true } whole } value)
        {
            bool isKnown = member is IFieldSymbol or IPropertySymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } || type.IsSealed;
            if (!isKnown)
                return null;
            string name = TypeMap.Identifier(member);
            if ((member is IFieldSymbol || Aggregates.IsAutomatic((IPropertySymbol)member)) && whole.Element!.Fields.FirstOrDefault(field => field.Name == name) is { } held)
                return () => new ElementTarget(scope.Builder.Field(value, held), [], memberType).Read(scope);
        }
        else if (input.Elements is not { } elements)
        {
            return null;
        }
        else if (scope.Module.Aggregates.Position(type, member) is { } position)
        {
            return () => elements[position];
        }

        return member is IPropertySymbol { GetMethod: { } getter } && Calls.Source(scope, scope.Resolve(getter), property) is { } source
            ? () => SourceCalls.Invoke(scope, property, source, null, input, [], [])!
            : null;
    }
}
