using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>What asks a sequence for an element, and stops where it has found one: <c>Any</c>, <c>All</c>, <c>First</c>, <c>Last</c>, and the latter two with a default.</summary>
internal static class Searches
{
    private const string NoMatch = "Sequence contains no matching element";

    public static bool Contains(IMethodSymbol method) => method is { TypeArguments: [var element], Parameters: [_] or [_, { Type.TypeKind: TypeKind.Delegate }] } && IsTakenApart(element)
        && method.Name is "Any" or "All" or "First" or "Last" or "FirstOrDefault" or "LastOrDefault";

    public static Content Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Sequence sequence)
    {
        IOperation? predicate = call.Arguments.Length > 1 ? call.Arguments[1].Value : null;
        Value Holds(Content element) => Sequences.Apply(scope, call, predicate!, element).Value!;
        return method.Name switch
        {
            "Any" when predicate is null && !sequence.IsFiltered => HasElements(scope, call, sequence),
            "Any" => Found(scope, call, sequence, predicate is null ? null : Holds, true),
            "All" => Found(scope, call, sequence, element => Not(scope, call, Holds(element)), false),
            _ => Element(scope, call, method, sequence, predicate is null ? null : Holds),
        };
    }

    // Other elements are data, which LINQ itself can be asked about.
    private static bool IsTakenApart(ITypeSymbol element) =>
        element.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 || element is { IsValueType: true, IsTupleType: true } or { IsValueType: true, DeclaringSyntaxReferences.IsEmpty: false };

    private static Content HasElements(FunctionScope scope, IOperation call, Sequence sequence)
    {
        scope.At(call);
        return new Content(scope.Builder.Compare(Operator.Greater, sequence.Length, scope.Builder.Constant(0)));
    }

    private static Value Not(FunctionScope scope, IOperation call, Value value)
    {
        scope.At(call);
        return scope.Builder.Not(value);
    }

    private static Content Found(FunctionScope scope, IInvocationOperation call, Sequence sequence, Func<Content, Value>? isFound, bool answer)
    {
        Slot found = Flag(scope, call, answer ? "any" : "all", !answer);
        Until(scope, call, sequence, isFound, _ => scope.Write(found, scope.Builder.Constant(answer)));
        return new Content(scope.ReadOrDefault(found));
    }

    private static Content Element(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Sequence sequence, Func<Content, Value>? isFound)
    {
        bool isFirst = method.Name.StartsWith("First", StringComparison.Ordinal), throws = method.Name is "First" or "Last";
        ITypeSymbol type = scope.Resolve(call.Type!);
        Variable element = scope.NewVariable(type, isFirst ? "first" : "last");
        scope.At(call);
        foreach (Slot slot in element.Slots)
            scope.Bindings[slot] = scope.Builder.Default(slot.Type);
        if (isFound is null && !sequence.IsFiltered)
            return AtEnd(scope, call, sequence, element, type, isFirst, throws);

        Slot found = Flag(scope, call, "found", false);
        void Take(Content given)
        {
            Assign(scope, element, given, type);
            scope.Write(found, scope.Builder.Constant(true));
        }

        if (isFirst)
            Until(scope, call, sequence, isFound, Take);
        else
            Reductions.Run(scope, call, sequence, [found, .. element.Slots], given => When(scope, call, isFound?.Invoke(given), () => Take(given)));
        if (throws)
            Reductions.Throw(scope, call, Not(scope, call, scope.ReadOrDefault(found)), isFound is null ? "Sequence contains no elements" : NoMatch);
        return scope.Read(element);
    }

    private static Content AtEnd(FunctionScope scope, IInvocationOperation call, Sequence sequence, Variable element, ITypeSymbol type, bool isFirst, bool throws)
    {
        Value isEmpty = scope.Builder.Compare(Operator.Equal, sequence.Length, scope.Builder.Constant(0));
        if (throws)
        {
            Reductions.Throw(scope, call, isEmpty);
            Take();
        }
        else
        {
            When(scope, call, scope.Builder.Not(isEmpty), Take);
        }

        return scope.Read(element);

        void Take()
        {
            scope.At(call);
            Value index = isFirst ? scope.Builder.Constant(0) : scope.Builder.Arithmetic(Operator.Subtract, sequence.Length, scope.Builder.Constant(1));
            sequence.Each(index, given =>
            {
                Assign(scope, element, given, type);
                return Flow.Falling;
            });
        }
    }

    private static void Assign(FunctionScope scope, Variable element, Content given, ITypeSymbol type) =>
        scope.Write(element, Conversions.Coerce(scope, Packing.Shaped(scope, given, type), element));

    private static Slot Flag(FunctionScope scope, IOperation call, string name, bool start)
    {
        scope.At(call);
        Slot slot = scope.NewSlot(IrType.Bool, name);
        scope.Bindings[slot] = scope.Builder.Constant(start);
        return slot;
    }

    // Runs to the element that is looked for, and not beyond: what is behind it is not computed.
    private static void Until(FunctionScope scope, IInvocationOperation call, Sequence sequence, Func<Content, Value>? isFound, Action<Content> then)
    {
        scope.At(call);
        Slot position = scope.NewSlot(IrType.Int, "i");
        scope.Bindings[position] = scope.Builder.Constant(0);
        var loop = new GeneralLoop(scope, call, position);
        Value index = scope.Bindings[position]!;
        scope.At(call);
        loop.ExitUnless(scope.Builder.Compare(Operator.Less, index, sequence.Length));
        bool falls = sequence.Each(index, element =>
        {
            if (isFound is null)
            {
                then(element);
                return loop.Leave();
            }

            Value found = isFound(element);
            scope.At(call);
            var branches = new Branches(scope, found);
            Branch leaving = branches.Lower(() =>
            {
                then(element);
                return loop.Leave();
            });
            return branches.Merge(leaving, branches.Empty(), null, isExpression: false, out _);
        }).Falls;
        if (falls)
        {
            scope.At(call);
            scope.Bindings[position] = scope.Builder.Arithmetic(Operator.Add, index, scope.Builder.Constant(1));
        }

        loop.Close(falls);
    }

    private static void When(FunctionScope scope, IOperation call, Value? condition, Action then)
    {
        if (condition is null)
        {
            then();
            return;
        }

        scope.At(call);
        var branches = new Branches(scope, condition);
        Branch taken = branches.Lower(() =>
        {
            then();
            return Flow.Falling;
        });
        branches.Merge(taken, branches.Empty(), null, isExpression: false, out _);
    }
}
