using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>A sequence that LINQ makes, element by element: it is never stored.</summary>
/// <param name="Length">How many positions there are.</param>
/// <param name="Each">Lowers what is done with the element at a position, unless a filter leaves it out.</param>
/// <param name="IsFiltered">Whether positions may be left out.</param>
/// <param name="Stored">The array or list whose elements are the sequence's; null where nothing holds them.</param>
internal sealed record Sequence(Value Length, Action<Value, Action<Content>> Each, bool IsFiltered = false, Value? Stored = null)
{
    /// <summary>The arrays and lists that it is made of.</summary>
    public IReadOnlyList<Value> Sources { get; init; } = [];
}

/// <summary>
/// LINQ over arrays, lists and ranges: <c>x.Where(…).Select(…).Sum()</c> becomes one loop, in the order and with the rounding of
/// <c>System.Linq.Enumerable</c>, whose functions are lowered where they are called.
/// </summary>
internal static class Sequences
{
    /// <summary>What comes out of a sequence; null where it is not that, or one that stays as it is.</summary>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (!IsLinq(method) || !Reductions.Contains(method) || call.Arguments.Length == 0 || !IsSequence(scope, call.Arguments[0].Value))
            return null;
        return Of(scope, call.Arguments[0].Value) is { } sequence ? Reductions.Lower(scope, call, method, sequence) : null;
    }

    /// <summary>An array of what a chain gives; null where the expression is not one.</summary>
    public static Value? ToArray(FunctionScope scope, IOperation site, IOperation expression, IrType type, ITypeSymbol elementType)
    {
        if (Unwrap(expression) is not IInvocationOperation { TargetMethod: { Name: not ("ToArray" or "ToList") } method } || !IsLinq(method) || !IsSequence(scope, expression) || Of(scope, expression) is not { } sequence)
            return null;
        return Reductions.ToArray(scope, site, sequence, type, elementType).Value;
    }

    /// <summary>Whether an expression gives its elements one by one: an array or list, or what LINQ makes of one.</summary>
    public static bool Contains(FunctionScope scope, IOperation expression) => IsSequence(scope, expression);

    /// <summary>A new list of what a sequence gives.</summary>
    public static Value? ToList(FunctionScope scope, IOperation site, IOperation expression, IrType type, ITypeSymbol elementType) =>
        Of(scope, expression) is { } sequence ? Reductions.ToList(scope, site, sequence, type, elementType) : null;

    /// <summary>Lowers what is done with each element.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="site">What does it.</param>
    /// <param name="expression">The sequence.</param>
    /// <param name="changed">A list that it changes.</param>
    /// <param name="each">What it does.</param>
    public static void Each(FunctionScope scope, IOperation site, IOperation expression, Value changed, Action<Content> each)
    {
        if (Of(scope, expression) is not { } sequence)
            return;
        if (sequence.Stored is null && sequence.Sources.Any(source => source.Type.IsResizable && Aliasing.MayOverlap(scope, source, changed)))
            scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "the list may change while it is enumerated. Copy it with 'ToArray' before.");
        else
            Reductions.Run(scope, site, sequence, [], each);
    }

    /// <summary>The function that an argument is, with its arguments evaluated.</summary>
    public static Content Apply(FunctionScope scope, IOperation site, IOperation function, params Content[] arguments)
    {
        if (Closures.Of(scope, function) is not { } callee)
            return scope.Fail(LoweringFindings.Call, function, SourceText.Of(function.Syntax), Closures.Unknown);
        return InPlaceCalls.Invoke(scope, site, callee, arguments)
            ?? scope.Fail(LoweringFindings.Call, function, SourceText.Of(function.Syntax), "it cannot be used here. Write it as a lambda.");
    }

    /// <summary>Whether the elements are there already.</summary>
    public static bool IsStored(IInvocationOperation call) => Unwrap(call.Arguments[0].Value) is not IInvocationOperation { TargetMethod: { Name: not "Range" } method } || !IsLinq(method);

    // Asked before anything is lowered, so that what is not supported stays a call.
    private static bool IsSequence(FunctionScope scope, IOperation expression) => Unwrap(expression) switch
    {
        IInvocationOperation { TargetMethod: var method } call when IsLinq(method) => method.Name switch
        {
            "Range" or "ToArray" or "ToList" => true,
            "Select" or "Where" or "Skip" or "Take" => IsSequence(scope, call.Arguments[0].Value),
            "Zip" => call.Arguments.Length <= 3 && IsSequence(scope, call.Arguments[0].Value) && IsSequence(scope, call.Arguments[1].Value),
            _ => false,
        },
        { Type: IArrayTypeSymbol { IsSZArray: true } } => true,
        { Type: not null } source => Collections.IsList(scope, source),
        _ => false,
    };

    private static Sequence? Of(FunctionScope scope, IOperation expression)
    {
        IOperation source = Unwrap(expression);
        if (source is not IInvocationOperation { TargetMethod: var method } call || !IsLinq(method) || method.Name is "ToArray" or "ToList")
            return Array(scope, source);
        if (method.Name == "Range")
            return Range(scope, call);
        return Of(scope, call.Arguments[0].Value) is { } inner && Step(scope, call, method, inner) is { } sequence ? sequence with { Stored = null } : null;
    }

    private static Sequence? Step(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Sequence inner)
    {
        IOperation argument = call.Arguments[1].Value;
        switch (method.Name)
        {
            case "Select":
                bool isIndexed = Parameters(argument) == 2;
                return isIndexed && inner.IsFiltered ? Unsupported(scope, call, "a position behind a 'Where' is not supported yet. Write a loop.") : inner with
                {
                    Each = (index, then) => inner.Each(index, element => then(Apply(scope, call, argument, isIndexed ? [element, new Content(index)] : [element]))),
                };
            case "Where":
                if (Parameters(argument) == 2)
                    return Unsupported(scope, call, "a filter by position is not supported yet. Write a loop.");
                return inner with { IsFiltered = true, Each = (index, then) => inner.Each(index, element => When(scope, call, argument, element, then)) };
            case "Skip" or "Take":
                return Part(scope, call, inner, method.Name == "Skip");
            default:
                return Zip(scope, call, inner);
        }
    }

    private static Sequence Array(FunctionScope scope, IOperation source)
    {
        Value memory = Collections.Handle(scope, source);
        scope.At(source);
        ITypeSymbol element = Allocations.ElementType(source.Type!);
        return new Sequence(
            scope.Builder.Length(memory),
            (index, then) =>
            {
                scope.At(source);
                then(new ElementTarget(memory, [index], element).Read(scope));
            },
            Stored: memory)
        {
            Sources = [memory],
        };
    }

    private static Sequence Range(FunctionScope scope, IInvocationOperation call)
    {
        Value start = Expressions.Scalar(scope, call.Arguments[0].Value), count = Expressions.Scalar(scope, call.Arguments[1].Value);
        return new Sequence(count, (index, then) =>
        {
            scope.At(call);
            then(new Content(Builder.IsConstant(start, 0) ? index : scope.Builder.Arithmetic(Operator.Add, start, index)));
        });
    }

    private static Sequence? Part(FunctionScope scope, IInvocationOperation call, Sequence inner, bool skips)
    {
        if (inner.IsFiltered || scope.TypeOf(call.Arguments[1].Value.Type!) != IrType.Int)
            return Unsupported(scope, call, "a part of a filtered sequence is not supported yet. Write a loop.");
        Value asked = Expressions.Scalar(scope, call.Arguments[1].Value);
        scope.At(call);
        Value none = scope.Builder.Constant(0);
        Value some = Smaller(scope, call, Larger(scope, call, asked, none), inner.Length);
        return skips
            ? inner with { Length = scope.Builder.Arithmetic(Operator.Subtract, inner.Length, some), Each = (index, then) => inner.Each(scope.Builder.Arithmetic(Operator.Add, index, some), then) }
            : inner with { Length = some };
    }

    private static Sequence? Zip(FunctionScope scope, IInvocationOperation call, Sequence first)
    {
        if (Of(scope, call.Arguments[1].Value) is not { } second)
            return null;
        if (first.IsFiltered || second.IsFiltered)
            return Unsupported(scope, call, "pairs of filtered sequences are not supported yet. Write a loop.");
        IOperation? function = call.Arguments.Length == 3 ? call.Arguments[2].Value : null;
        return new Sequence(
            Smaller(scope, call, first.Length, second.Length),
            (index, then) => first.Each(index, a => second.Each(index, b => then(function is null ? new Content([a, b]) : Apply(scope, call, function, a, b)))))
        {
            Sources = [.. first.Sources, .. second.Sources],
        };
    }

    private static void When(FunctionScope scope, IOperation call, IOperation predicate, Content element, Action<Content> then)
    {
        Value condition = Apply(scope, call, predicate, element).Value!;
        scope.At(call);
        var branches = new Branches(scope, condition);
        Branch taken = branches.Lower(() =>
        {
            then(element);
            return Flow.Falling;
        });
        branches.Merge(taken, branches.Empty(), null, isExpression: false, out _);
    }

    private static Value Smaller(FunctionScope scope, IOperation call, Value a, Value b) => Chosen(scope, call, Operator.Less, a, b);

    private static Value Larger(FunctionScope scope, IOperation call, Value a, Value b) => Chosen(scope, call, Operator.Greater, a, b);

    private static Value Chosen(FunctionScope scope, IOperation call, Operator comparison, Value a, Value b)
    {
        scope.At(call);
        Value condition = scope.Builder.Compare(comparison, a, b);
        Value chosen = Conditionals.Choose(scope, call, condition, () => new Content(a), () => new Content(b)).Value!;
        chosen.Name = "count";
        return chosen;
    }

    private static Sequence? Unsupported(FunctionScope scope, IInvocationOperation call, string what)
    {
        scope.Fail(LoweringFindings.Call, call, call.TargetMethod.Name, what);
        return null;
    }

    private static int Parameters(IOperation function) => function.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? invoke.Parameters.Length : 0;

    public static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable" or "ImmutableArrayExtensions", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private static IOperation Unwrap(IOperation expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { Type: not null } operand }:
                    expression = operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    break;
                case ITranslatedQueryOperation query:
                    expression = query.Operation;
                    break;
                default:
                    return expression;
            }
        }
    }
}
