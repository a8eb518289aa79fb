using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Structs marked <c>[InlineArray(N)]</c>. A variable of one has an array of its own from where it is declared on: elements are read and
/// written there, and assigning to the variable copies into it. What an expression of such a type gives is an array that nothing else refers to.
/// </summary>
internal static class InlineArrays
{
    /// <summary>What is said of one that does not stand in a variable.</summary>
    private const string Elsewhere =
        "an inline array is supported in local variables, in parameters of methods with source, and in fields of structs that stand in variables. Copy its elements into one of these, or pass a span of it.";

    /// <summary>The type of the IR; null for any other than an inline array of numbers.</summary>
    public static IrType? Of(ITypeSymbol type, TypeMap types)
    {
        if (LengthOf(type) is not { } length || ElementOf(type) is not { } element)
            return null;
        IrType item = types[element];
        return item.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer or TypeKind.Bool ? IrType.Inline(TypeMap.Name(type), item, length) : null;
    }

    /// <summary>The type of the elements; null for any other type than an inline array.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type) =>
        type is not null && LengthOf(type) is not null ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => !field.IsStatic)?.Type : null;

    public static bool Is(FunctionScope scope, ITypeSymbol? type) => type is not null && scope.TypeOf(type).Count > 0;

    /// <summary>Whether a value of the type is an inline array or holds one.</summary>
    public static bool IsIn(FunctionScope scope, ITypeSymbol type) =>
        scope.PartsOf(type) is { } parts ? parts.Any(part => IsIn(scope, part.Type)) : Is(scope, type);

    /// <summary>The array of a variable, or of what an expression gives; null for an expression of any other type.</summary>
    public static Value? Handle(FunctionScope scope, IOperation expression)
    {
        if (!Is(scope, expression.Type))
            return null;
        if (Members.Variable(scope, expression) is { Slot: { } slot })
            return scope.ReadOrDefault(slot);
        return Expressions.Lower(scope, expression) is { Value: { Type.IsMemory: true } made } ? made : Fail(scope, expression).Value!;
    }

    /// <summary>The elements seen as a span; null for any other conversion.</summary>
    public static Content? Convert(FunctionScope scope, IConversionOperation conversion)
    {
        if (!TypeMap.IsSpan(conversion.Type) || Handle(scope, conversion.Operand) is not { } handle)
            return null;
        scope.At(conversion);
        return new Content(Elements.Slice(scope, scope.TypeOf(conversion.Type!), handle));
    }

    /// <summary><c>new Buffer()</c></summary>
    public static Content Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        if (creation.Initializer is { } initializer)
            return scope.Fail(LoweringFindings.Expression, initializer, SourceText.Of(creation.Syntax), "this initialiser is not supported yet. Assign the elements afterwards.");
        if (creation.Constructor is { IsImplicitlyDeclared: false } declared && Calls.Source(scope, scope.Resolve(declared), creation) is { } constructor)
            return SourceCalls.Construct(scope, creation, constructor, creation.Arguments);
        if (!creation.Arguments.IsEmpty)
            return Fail(scope, creation);
        scope.At(creation);
        return new Content(Allocate(scope, scope.TypeOf(creation.Type!)));
    }

    /// <summary>Zeros.</summary>
    public static Value Allocate(FunctionScope scope, IrType type) =>
        scope.Builder.Append(new AllocateOp([scope.Builder.Constant(type.Count)], new Value(IrType.Array(type.Element!)), onStack: false)).Result;

    /// <summary>Gives a variable that is declared without a value its arrays.</summary>
    public static void Settle(FunctionScope scope, Variable variable)
    {
        foreach (Slot slot in variable.Slots.Where(slot => slot.Count > 0 && scope.Bindings[slot] is null))
            scope.Write(slot, Allocate(scope, IrType.Inline("", slot.Type.Element!, slot.Count)));
    }

    /// <summary>What a variable holds, copied where it is an inline array.</summary>
    public static Content Copy(FunctionScope scope, Variable variable)
    {
        if (variable.Elements is { } elements)
            return new Content([.. elements.Select(element => Copy(scope, element))]);
        Value value = scope.ReadOrDefault(variable.Slot!);
        return new Content(variable.Slot!.Count == 0 ? value : scope.Builder.Append(new SnapshotOp(value, new Value(value.Type))).Result);
    }

    /// <summary>A local that is returned: nobody is left who could change it, and no copy is needed. Null for any other expression.</summary>
    public static Content? Left(FunctionScope scope, IOperation returned) =>
        returned is ILocalReferenceOperation { Local: { IsRef: false } local } && Is(scope, returned.Type) && IsOwn(returned, local) && Members.Variable(scope, returned) is { Slot: { } slot }
            ? new Content(scope.ReadOrDefault(slot))
            : null;

    // Whether the local belongs to the function that it is used in, and not to one around that.
    private static bool IsOwn(IOperation use, ILocalSymbol local)
    {
        for (IOperation? at = use.Parent; at is not null; at = at.Parent)
        {
            IMethodSymbol? function = (at as IAnonymousFunctionOperation)?.Symbol ?? (at as ILocalFunctionOperation)?.Symbol;
            if (function is not null)
                return SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, function);
        }

        return true;
    }

    /// <summary>Copies all elements.</summary>
    public static void Copy(FunctionScope scope, Value from, Value to, int count)
    {
        if (from == to)
            return;
        Value start = scope.Builder.Constant(0), end = scope.Builder.Constant(count);
        var loop = new CountedLoop(scope, scope.Builder.Site, scope.NewSlot(IrType.Int, null), []);
        scope.Builder.Store(to, scope.Builder.Load(from, [loop.Index]), [loop.Index]);
        loop.Close(start, end, 1, inclusive: false, falls: true);
    }

    /// <summary>One that a caller passes to the marked method as data: a copy, as it is C#'s.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="text">The C# that reads it.</param>
    /// <param name="element">The type of its elements.</param>
    public static Value Passed(FunctionScope scope, string text, IrType element)
    {
        IrType view = IrType.ReadOnlySpan(element);
        var external = new ExternalText();
        external.Add($"(({view.Name}){text})");
        Value elements = external.Append(scope, view, isPure: true, $"'{text}'")!;
        return scope.Builder.Append(new SnapshotOp(elements, new Value(IrType.Array(element)))).Result;
    }

    public static Content Fail(FunctionScope scope, IOperation expression) =>
        scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), Elsewhere);

    /// <summary>The same for the expression that operations are appended for.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="type">That of the value to go on with.</param>
    public static Value Fail(FunctionScope scope, IrType type)
    {
        scope.FailHere(LoweringFindings.Expression, scope.Builder.Site < 0 ? "[InlineArray]" : scope.Module.Sites.Infos[scope.Builder.Site].Expression, Elsewhere);
        return scope.Builder.Default(type);
    }

    private static int? LengthOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct })
            return null;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute is { AttributeClass: { Name: "InlineArrayAttribute" } name, ConstructorArguments: [{ Value: int and > 0 and var length }] }
                && name.ContainingNamespace.ToDisplayString() == "System.Runtime.CompilerServices")
                return length;
        }

        return null;
    }
}
