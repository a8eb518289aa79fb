using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Complex numbers, vectors and quaternions of the framework. What is one IEEE operation a part is lowered to these
/// (<see cref="NumericOperators"/>); any other function that has a rule is called as it is, since its bits are the framework's to decide.
/// </summary>
internal static class Numerics
{
    /// <summary>A call of a method; null for one that is not known.</summary>
    public static Content? Call(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (Matrices.Invert(scope, call, method) is { } inverted)
            return inverted;
        if (!IsKnown(method))
            return null;
        int first = method.IsStatic ? 0 : 1;
        var operands = new Content[first + method.Parameters.Length];
        if (first > 0)
            operands[0] = Packing.Shaped(scope, Expressions.Lower(scope, call.Instance!), method.ContainingType);
        foreach (IArgumentOperation argument in call.Arguments)
            operands[first + argument.Parameter!.Ordinal] = Expressions.Lower(scope, argument.Value);
        return Lower(scope, call, method, operands);
    }

    /// <summary>A property of a value; null for one that is not known.</summary>
    public static Content? Property(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (property.Instance is not { } instance)
            return Constant(scope, property, property.Property);
        return property.Property.GetMethod is { } getter && property.Arguments.IsEmpty && IsKnown(getter)
            ? Lower(scope, property, getter, [Packing.Shaped(scope, Expressions.Lower(scope, instance), getter.ContainingType)])
            : null;
    }

    /// <summary><c>Complex.ImaginaryOne</c>, <c>Vector3.UnitX</c>; null for anything else.</summary>
    public static Content? Constant(FunctionScope scope, IOperation expression, ISymbol member)
    {
        if (member is { IsStatic: true, Name: "Identity" } && Matrices.IsMatrix(member.ContainingType))
        {
            scope.At(expression);
            return new Content(scope.Builder.External([$"{TypeMap.Name(member.ContainingType)}.{member.Name}"], scope.TypeOf(expression.Type!), $"{member.ContainingType.Name}.{member.Name}"));
        }

        if (!member.IsStatic || scope.PartsOf(expression.Type) is not { } parts || Aggregates.FormOf(member.ContainingType) is null
            || !SymbolEqualityComparer.Default.Equals(member.ContainingType, expression.Type)
            || NumericOperators.Constant(member, parts) is not { } numbers)
            return null;
        scope.At(expression);
        return new Content([.. numbers.Select((number, i) => new Content(scope.Builder.Constant(number, scope.TypeOf(parts[i].Type))))]);
    }

    /// <summary><c>new Vector3(…)</c> from numbers and smaller vectors; null for any other constructor.</summary>
    public static Content? Create(FunctionScope scope, IObjectCreationOperation creation, ITypeSymbol type)
    {
        if (VectorItems.Create(scope, creation, type) is { } read)
            return read;
        if (Aggregates.FormOf(type) is not { } form || creation.Constructor is not { } constructor || !constructor.Parameters.All(p => IsNumeric(scope, p.Type)))
            return null;
        var arguments = new Content[constructor.Parameters.Length];
        foreach (IArgumentOperation argument in creation.Arguments)
            arguments[argument.Parameter!.Ordinal] = Shaped(scope, Expressions.Lower(scope, argument.Value), argument.Parameter.Type);
        Value[] values = [.. arguments.SelectMany(argument => argument.Values)];
        if (values.Length == 1)
            values = [.. form.Members.Select(_ => values[0])];
        return values.Length == form.Members.Length ? Whole(scope, type, new Queue<Value>(values)) : null;
    }

    /// <summary>An operator, conversion, method or accessor with its operands, the instance first; null for one that is not known.</summary>
    public static Content? Lower(FunctionScope scope, IOperation site, IMethodSymbol method, IReadOnlyList<Content> operands)
    {
        if (!IsKnown(method))
            return null;
        ITypeSymbol[] types = TypesOf(method);
        Content[] shaped = [.. operands.Select((operand, i) => Shaped(scope, operand, types[i]))];
        scope.At(site);
        if (NumericOperators.Find(method.ContainingType.Name, Key(method)) is { } direct)
            return direct(scope, site, shaped);
        var results = new Queue<Value>();
        Content content = Results(scope, method.ReturnType, results);
        CallForm form = Form(method, types);
        scope.Builder.Append(new FunctionOp(RuleBook.Find(Key(method))!.Key, string.Join("·", form.Text), [.. shaped.SelectMany(operand => operand.Values)], [.. results]) { Form = form });
        return content;
    }

    /// <summary>The part that an indexer with constant indices is.</summary>
    public static int? Index(IOperation place)
    {
        if (place is not IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } property || Aggregates.FormOf(instance.Type) is not { } form)
            return null;
        int[] indices = [.. property.Arguments.Select(argument => argument.Value.ConstantValue is { HasValue: true, Value: int index } ? index : -1)];
        return indices switch
        {
            [>= 0 and var index] when form.IsIndexed && index < form.Members.Length => index,
            [>= 0 and <= 2 and var row, 0 or 1] when form == NumericForms.Matrix3x2 => (2 * row) + indices[1],
            _ => null,
        };
    }

    private static bool IsKnown(IMethodSymbol method) =>
        (Aggregates.FormOf(method.ContainingType) is not null || Matrices.IsMatrix(method.ContainingType)) && method.DeclaringSyntaxReferences.IsEmpty && !method.ReturnsVoid
        && (NumericOperators.Find(method.ContainingType.Name, Key(method)) is not null || RuleBook.Find(Key(method)) is not null);

    // Complex.Pow(Complex,double)
    private static string Key(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}({string.Join(",", TypesOf(method).Select(Name))})";

    private static string Name(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        SpecialType.System_Int32 => "int",
        _ => type.Name,
    };

    private static ITypeSymbol[] TypesOf(IMethodSymbol method)
    {
        ITypeSymbol[] types = [.. method.Parameters.Select(parameter => parameter.Type)];
        return method.IsStatic ? types : [method.ContainingType, .. types];
    }

    private static bool IsNumeric(FunctionScope scope, ITypeSymbol type) => Aggregates.FormOf(type) is not null || scope.TypeOf(type).IsFloating;

    private static Content Shaped(FunctionScope scope, Content content, ITypeSymbol type) =>
        scope.PartsOf(type) is null && content.Value is { } value ? new Content(Conversions.Coerce(scope, value, scope.TypeOf(type))) : Packing.Shaped(scope, content, type);

    // The parts of a part in place.
    private static Content Whole(FunctionScope scope, ITypeSymbol type, Queue<Value> numbers) =>
        scope.PartsOf(type) is { } parts ? new Content([.. parts.Select(part => Whole(scope, part.Type, numbers))]) : new Content(numbers.Dequeue());

    private static Content Results(FunctionScope scope, ITypeSymbol type, Queue<Value> results)
    {
        if (scope.PartsOf(type) is { } parts)
            return new Content([.. parts.Select(part => Results(scope, part.Type, results))]);
        var value = new Value(scope.TypeOf(type));
        results.Enqueue(value);
        return new Content(value);
    }

    private static CallForm Form(IMethodSymbol method, ITypeSymbol[] types)
    {
        string[] text = method switch
        {
            { MethodKind: MethodKind.UserDefinedOperator, Parameters.Length: 1 } => ["(" + Symbol(method), ")"],
            { MethodKind: MethodKind.UserDefinedOperator } => ["(", $" {Symbol(method)} ", ")"],
            { MethodKind: MethodKind.PropertyGet } => ["", "." + method.AssociatedSymbol!.Name],
            { IsStatic: false, Parameters.Length: 0 } => ["", $".{method.Name}()"],
            _ => [$"{TypeMap.Name(method.ContainingType)}.{method.Name}(", .. method.Parameters.Skip(1).Select(_ => ", "), ")"],
        };
        return new CallForm(text, [.. types.Select(Aggregates.FormOf)], Aggregates.FormOf(method.ReturnType));
    }

    private static string Symbol(IMethodSymbol method) => method.Name switch
    {
        WellKnownMemberNames.AdditionOperatorName => "+",
        WellKnownMemberNames.SubtractionOperatorName or WellKnownMemberNames.UnaryNegationOperatorName => "-",
        WellKnownMemberNames.MultiplyOperatorName => "*",
        _ => "/",
    };
}
