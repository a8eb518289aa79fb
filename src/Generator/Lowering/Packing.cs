using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>Values that are taken apart, put together for code that Fluxion does not look into, and what comes from there, taken apart.</summary>
internal static class Packing
{
    /// <summary>One opaque value.</summary>
    public static Value Pack(FunctionScope scope, Content content, ITypeSymbol type)
    {
        if (content.Value is { } value)
            return value.Type.IsMemory && InlineArrays.Is(scope, type) ? InlineArrays.Fail(scope, scope.TypeOf(type)) : value;
        type = scope.Resolve(type);
        var text = new ExternalText();
        if (Write(scope, content, type, text))
            return text.Append(scope, scope.TypeOf(type), isPure: true, type.IsTupleType ? "a tuple" : $"a value of type '{type.Name}'")!;
        scope.FailHere(LoweringFindings.Whole, type.Name);
        return scope.Builder.Default(scope.TypeOf(type));
    }

    /// <summary>The parts of a value that comes from code that Fluxion does not look into.</summary>
    public static Content Unpack(FunctionScope scope, Value value, ITypeSymbol type)
    {
        type = scope.Resolve(type);
        if (scope.PartsOf(type) is not { } parts)
            return new Content(value);
        string what = type.IsTupleType ? "a tuple" : $"a value of type '{type.Name}'";
        var elements = new Content[parts.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            if (parts[i].Member is not { } member || !scope.Module.CanReach(member))
            {
                scope.FailHere(LoweringFindings.Inaccessible, $"{type.Name}.{parts[i].Name}");
                return scope.Placeholder(type);
            }

            var text = new ExternalText();
            text.Add(value);
            text.Add("." + TypeMap.Identifier(member));
            elements[i] = Unpack(scope, text.Append(scope, scope.TypeOf(parts[i].Type), isPure: true, what + " that is kept in an array or in another object")!, parts[i].Type);
        }

        return new Content(elements);
    }

    /// <summary>The values that fill the fields of memory, those of structs in place.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="content">Has the shape of the type.</param>
    /// <param name="type">A field, or all of them.</param>
    public static IEnumerable<Value> Leaves(FunctionScope scope, Content content, IrType type) =>
        type.Kind == Ir.TypeKind.Struct && content.Elements is { } elements
            ? elements.SelectMany((element, i) => Leaves(scope, element, type.Fields[i].Type))
            : [Conversions.Coerce(scope, content.Value ?? scope.FailMismatch(type), type)];

    /// <summary>Content in the shape that a variable of the type has.</summary>
    public static Content Shaped(FunctionScope scope, Content content, ITypeSymbol type)
    {
        Part[]? parts = scope.PartsOf(type);
        if (parts is null && content.Elements is not null)
        {
            scope.FailMismatch();
            return scope.Placeholder(type);
        }

        return parts is null || content.Value is not { } value ? content
            : value.Definition is ConstantOp { Content: "default" } ? scope.Placeholder(type)
            : Unpack(scope, value, type);
    }

    // (a, b), new S(a, b) or new S { A = a, B = b }
    private static bool Write(FunctionScope scope, Content content, ITypeSymbol type, ExternalText text)
    {
        Part[] parts = scope.PartsOf(type)!;
        if (Structs.Construction((INamedTypeSymbol)type, parts, scope.Module.CanReach) is not { } construction)
            return false;
        text.Add(construction.Open);
        for (int i = 0; i < construction.Order.Length; i++)
        {
            int part = construction.Order[i];
            text.Add(construction.Labels[i]);
            text.Add(Pack(scope, content.Elements![part], parts[part].Type));
        }

        text.Add(construction.Close);
        return true;
    }
}
