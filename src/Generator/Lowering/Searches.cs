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
        bool isAll = method.Name == "All";
        if (call.Arguments.Length > 1)
        {
            sequence = Sequences.Filtered(scope, call, sequence, element =>
            {
                Value holds = Sequences.Apply(scope, call, call.Arguments[1].Value, element).Value!;
                return isAll ? Not(scope, call, holds) : holds;
            });
        }

        return method.Name is "Any" or "All" ? Exists(scope, call, sequence, isAll ? "all" : "any", !isAll) : Element(scope, call, method, sequence);
    }

    // Other elements are data, which LINQ itself can be asked about.
    private static bool IsTakenApart(ITypeSymbol element) =>
        element.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 || element is { IsValueType: true, IsTupleType: true } or { IsValueType: true, DeclaringSyntaxReferences.IsEmpty: false };

    private static Value Not(FunctionScope scope, IOperation call, Value value)
    {
        scope.At(call);
        return scope.Builder.Not(value);
    }

    // What the answer is if there is an element.
    private static Content Exists(FunctionScope scope, IInvocationOperation call, Sequence sequence, string name, bool answer)
    {
        if (!sequence.IsFiltered)
        {
            scope.At(call);
            return new Content(scope.Builder.Compare(Operator.Greater, sequence.Length, scope.Builder.Constant(0)));
        }

        Slot found = Reductions.Accumulator(scope, call, name, IrType.Bool, scope.Builder.Constant(!answer));
        UpToFirst(scope, call, sequence, _ => scope.Write(found, scope.Builder.Constant(answer)));
        return new Content(scope.ReadOrDefault(found));
    }

    private static Content Element(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Sequence sequence)
    {
        bool isFirst = method.Name.StartsWith("First", StringComparison.Ordinal), throws = method.Name is "First" or "Last";
        ITypeSymbol type = scope.Resolve(call.Type!);
        Variable element = scope.NewVariable(type, isFirst ? "first" : "last");
        scope.At(call);
        foreach (Slot slot in element.Slots)
            scope.Bindings[slot] = scope.Builder.Default(slot.Type);
        if (!sequence.IsFiltered)
            return AtEnd(scope, call, sequence, element, type, isFirst, throws);

        Slot found = Reductions.Accumulator(scope, call, "found", IrType.Bool, scope.Builder.Constant(false));
        void Take(Content given)
        {
            Assign(scope, element, given, type);
            scope.Write(found, scope.Builder.Constant(true));
        }

        if (isFirst)
            UpToFirst(scope, call, sequence, Take);
        else
            Reductions.Run(scope, call, sequence, [found, .. element.Slots], Take);
        if (throws)
            Reductions.Throw(scope, call, Not(scope, call, scope.ReadOrDefault(found)), call.Arguments.Length > 1 ? NoMatch : Reductions.Empty);
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
            Sequences.When(scope, call, scope.Builder.Not(isEmpty), Take);
        }

        return scope.Read(element);

        Flow Take()
        {
            scope.At(call);
            Value index = isFirst ? scope.Builder.Constant(0) : scope.Builder.Arithmetic(Operator.Subtract, sequence.Length, scope.Builder.Constant(1));
            return sequence.Each(index, given =>
            {
                Assign(scope, element, given, type);
                return Flow.Falling;
            });
        }
    }

    private static void Assign(FunctionScope scope, Variable element, Content given, ITypeSymbol type) =>
        scope.Write(element, Conversions.Coerce(scope, Packing.Shaped(scope, given, type), element));

    // Not beyond the first element: what is behind it is not computed.
    private static void UpToFirst(FunctionScope scope, IInvocationOperation call, Sequence sequence, Action<Content> then)
    {
        Slot position = Reductions.Accumulator(scope, call, "i", IrType.Int, scope.Builder.Constant(0));
        var loop = new GeneralLoop(scope, call, position);
        Value index = scope.Bindings[position]!;
        scope.At(call);
        loop.ExitUnless(scope.Builder.Compare(Operator.Less, index, sequence.Length));
        bool falls = sequence.Each(index, element =>
        {
            then(element);
            return loop.Leave();
        }).Falls;
        if (falls)
        {
            scope.At(call);
            scope.Bindings[position] = scope.Builder.Arithmetic(Operator.Add, index, scope.Builder.Constant(1));
        }

        loop.Close(falls);
    }
}
