using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>foreach</c> over what Fluxion does not look into, element by element: the elements are data.</summary>
internal static class Enumeration
{
    public static Flow Lower(FunctionScope scope, IForEachLoopOperation loop, IOperation collection)
    {
        if (ElementType(scope, loop, collection) is not { } element)
        {
            scope.Fail(LoweringFindings.Collection, loop.Collection, collection.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "");
            return Flow.Falling;
        }

        // By way of the interface: an enumerator that is a struct would be copied.
        string display = $"'{SourceText.Of(loop.Collection.Syntax)}'", name = TypeMap.Name(element);
        Value source = Expressions.Scalar(scope, collection);
        scope.At(loop.Collection);
        var start = new ExternalText();
        if (source.Type.Name != $"global::System.Collections.Generic.IEnumerable<{name}>")
        {
            start.Add($"((global::System.Collections.Generic.IEnumerable<{name}>)(");
            start.Add(source);
            start.Add("))");
        }
        else
        {
            start.Add(source);
        }

        start.Add(".GetEnumerator()");
        Value enumerator = start.Append(scope, IrType.Opaque($"global::System.Collections.Generic.IEnumerator<{name}>"), isPure: false, display)!;
        enumerator.Name = "enumerator";
        var general = new GeneralLoop(scope, loop);
        scope.At(loop.Collection);
        general.ExitUnless(Member(".MoveNext()", IrType.Bool)!);
        scope.At(loop.Collection);
        ForEachLoops.Assign(scope, loop, Packing.Unpack(scope, Member(".Current", scope.TypeOf(element))!, element), element);
        bool falls = general.Body(loop.Body).Falls;
        return general.Close(falls, () => Member(".Dispose()", null));

        Value? Member(string member, IrType? type)
        {
            var text = ExternalText.Of(enumerator);
            text.Add(member);
            return text.Append(scope, type, isPure: false, display);
        }
    }

    // The type of the elements that the collection enumerates as an interface; null where it does that in another way only.
    private static ITypeSymbol? ElementType(FunctionScope scope, IForEachLoopOperation loop, IOperation collection)
    {
        if (loop.IsAsynchronous || collection.Type is not { IsRefLikeType: false } type || loop.Syntax is not CommonForEachStatementSyntax syntax
            || loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: true }
            || scope.Module.ModelOf(syntax).GetForEachStatementInfo(syntax).ElementType is not { IsRefLikeType: false } element)
            return null;
        type = scope.Resolve(type);
        element = scope.Resolve(element);
        return type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Any(own =>
            own.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && SymbolEqualityComparer.Default.Equals(own.TypeArguments[0], element))
            ? element
            : null;
    }
}
