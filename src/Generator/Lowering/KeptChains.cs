using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Sequences that LINQ makes and that are not used up at once: kept in a variable, or enumerated by <c>foreach</c>.</summary>
internal static class KeptChains
{
    private const string OnlyEnumerated =
        "a sequence that is kept in a variable can be enumerated by 'foreach' and by LINQ that becomes a loop, and not assigned again. Make an array of it with 'ToArray', or declare another variable.";

    /// <summary>Takes up a variable that keeps a chain. Its functions run where it is enumerated, and see the variables around them as they are then.</summary>
    /// <returns>Whether it does.</returns>
    public static bool TryKeep(FunctionScope scope, IVariableDeclaratorOperation declarator, IOperation value)
    {
        ILocalSymbol local = declarator.Symbol;
        if (!Sequences.IsChain(scope, value) || local.Type is not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T })
            return false;
        ILocalReferenceOperation[] uses = [.. Bodies.Around(declarator).Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local))];
        if (uses.FirstOrDefault(use => !IsEnumerated(scope, use)) is { } other)
        {
            // Without functions it is data like any other.
            if (!value.DescendantsAndSelf().Any(part => Closures.IsDelegate(part.Type)))
                return false;
            scope.Declare(local, local.Type, local.Name);
            scope.Fail(LoweringFindings.Expression, other, SourceText.Of(other.Syntax), OnlyEnumerated);
            return true;
        }

        if (Sequences.Of(scope, value) is { } chain)
            scope.Keep(local, new KeptChain(chain, value));
        else
            scope.Declare(local, local.Type, local.Name);
        return true;
    }

    /// <summary><c>foreach</c> over a chain: what is done to an element is done in the loop, before its body.</summary>
    public static Flow Each(FunctionScope scope, IForEachLoopOperation loop, IOperation collection)
    {
        if (Sequences.Of(scope, collection) is not { } chain)
            return Flow.Falling;
        if (chain.Sources.Any(source => source.Type.IsResizable && Resizing.MayDisturb(scope, [loop.Body], source)))
        {
            scope.Fail(LoweringFindings.Expression, loop.Collection, SourceText.Of(loop.Collection.Syntax), "the list may change while 'foreach' runs over it. Use a 'for' loop.");
            return Flow.Falling;
        }

        Sequence sequence = chain.Open();
        ITypeSymbol type = Allocations.ElementType(collection.Type!);
        scope.At(loop.Collection);
        return LoopParts.IsLeftEarly(loop) ? General(scope, loop, sequence, type) : Counted(scope, loop, sequence, type);
    }

    private static Flow Counted(FunctionScope scope, IForEachLoopOperation loop, Sequence sequence, ITypeSymbol type)
    {
        Value lower = scope.Builder.Constant(0);
        Slot[] carried = LoopParts.Carried(scope, loop, []);
        scope.RegionAt(loop.ExitLabel);
        var counted = new CountedLoop(scope, scope.SiteOfLoop(loop), scope.NewSlot(IrType.Int, null), carried);
        Region next = scope.RegionAt(loop.ContinueLabel);
        bool falls = sequence.Each(counted.Index, element =>
        {
            Assign(scope, loop, element, type);
            return Statements.Sequence(scope, [loop.Body], 0, new Tail(next, null), null);
        }).Falls;
        return counted.Close(lower, sequence.Length, 1, inclusive: false, falls);
    }

    private static Flow General(FunctionScope scope, IForEachLoopOperation loop, Sequence sequence, ITypeSymbol type)
    {
        Slot position = scope.NewSlot(IrType.Int, null);
        scope.Bindings[position] = scope.Builder.Constant(0);
        var general = new GeneralLoop(scope, loop, position);
        Value index = scope.Bindings[position]!;
        scope.At(loop.Collection);
        general.ExitUnless(scope.Builder.Compare(Operator.Less, index, sequence.Length));
        bool falls = sequence.Each(index, element =>
        {
            Assign(scope, loop, element, type);
            return general.Body(loop.Body);
        }).Falls;
        if (falls)
        {
            scope.At(loop.Collection);
            scope.Bindings[position] = scope.Builder.Arithmetic(Operator.Add, index, scope.Builder.Constant(1));
        }

        return general.Close(falls);
    }

    private static void Assign(FunctionScope scope, IForEachLoopOperation loop, Content element, ITypeSymbol type)
    {
        scope.At(loop.LoopControlVariable);
        ForEachLoops.Assign(scope, loop, element, type);
    }

    private static bool IsEnumerated(FunctionScope scope, ILocalReferenceOperation use)
    {
        IOperation place = use;
        while (place.Parent is IConversionOperation { IsImplicit: true } or IParenthesizedOperation)
            place = place.Parent;
        return place.Parent switch
        {
            IForEachLoopOperation loop => loop.Collection == place,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } call } => Sequences.IsLinq(method)
                && (method.Name is "Select" or "Where" or "Skip" or "Take" || Reductions.Contains(scope.Resolve(method)) ? call.Arguments[0].Value == place : method.Name == "Zip"),
            _ => false,
        };
    }
}
