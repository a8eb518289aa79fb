using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>A sequence that LINQ makes, element by element: it is never stored.</summary>
/// <param name="Length">How many positions there are.</param>
/// <param name="Each">Lowers what is done with the element at a position, unless a filter leaves it out; gives how control leaves that.</param>
/// <param name="IsFiltered">Whether positions may be left out.</param>
/// <param name="Stored">The array or list whose elements are the sequence's; null where nothing holds them.</param>
internal sealed record Sequence(Value Length, Func<Value, Func<Content, Flow>, Flow> Each, bool IsFiltered = false, Value? Stored = null)
{
    /// <summary>With something done to each element first.</summary>
    public Sequence Mapped(Func<Content, Content> map) => this with { Each = (index, then) => Each(index, element => then(map(element))) };
}

/// <summary>
/// A sequence before it is enumerated. What it is made of is known: arrays, numbers, functions. How many elements there are, and what they are, is found
/// out each time that it is enumerated, as LINQ does.
/// </summary>
/// <param name="IsFiltered">Whether positions may be left out.</param>
/// <param name="Sources">The arrays and lists that it is made of.</param>
/// <param name="Open">Begins to enumerate it.</param>
internal sealed record Chain(bool IsFiltered, IReadOnlyList<Value> Sources, Func<Sequence> Open);

/// <summary>A chain that a variable keeps.</summary>
/// <param name="Chain">What it is.</param>
/// <param name="Expression">What the user wrote.</param>
internal sealed record KeptChain(Chain Chain, IOperation Expression);

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
        return Of(scope, call.Arguments[0].Value) is { } chain ? Reductions.Lower(scope, call, method, chain.Open()) : null;
    }

    /// <summary>An array of what a chain gives; null where the expression is not one.</summary>
    public static Value? ToArray(FunctionScope scope, IOperation site, IOperation expression, IrType type, ITypeSymbol elementType)
    {
        if (!IsChain(scope, expression) || Of(scope, expression) is not { } chain)
            return null;
        return Reductions.ToArray(scope, site, chain.Open(), type, elementType).Value;
    }

    /// <summary>Whether an expression gives its elements one by one: an array or list, or what LINQ makes of one.</summary>
    public static bool Contains(FunctionScope scope, IOperation expression) => IsSequence(scope, expression);

    /// <summary>A new list of what a sequence gives.</summary>
    public static Value? ToList(FunctionScope scope, IOperation site, IOperation expression, IrType type, ITypeSymbol elementType) =>
        Of(scope, expression) is { } chain ? Reductions.ToList(scope, site, chain.Open(), type, elementType) : null;

    /// <summary>Lowers what is done with each element.</summary>
    /// <param name="scope">The function.</param>
    /// <param name="site">What does it.</param>
    /// <param name="expression">The sequence.</param>
    /// <param name="changed">A list that it changes.</param>
    /// <param name="each">What it does.</param>
    public static void Each(FunctionScope scope, IOperation site, IOperation expression, Value changed, Action<Content> each)
    {
        if (Of(scope, expression) is not { } chain)
            return;
        if (IsChain(scope, expression) && chain.Sources.Any(source => source.Type.IsResizable && Aliasing.MayOverlap(scope, source, changed)))
            scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), "the list may change while it is enumerated. Copy it with 'ToArray' before.");
        else
            Reductions.Run(scope, site, chain.Open(), [], each);
    }

    /// <summary>Whether an expression is a sequence whose elements nothing holds.</summary>
    public static bool IsChain(FunctionScope scope, IOperation expression) => IsSequence(scope, expression) && Unwrap(expression) switch
    {
        ILocalReferenceOperation { Local: var local } => scope.FindChain(local) is not null,
        IInvocationOperation { TargetMethod: { Name: not ("ToArray" or "ToList") } method } => IsLinq(method),
        _ => false,
    };

    /// <summary>A sequence without the elements for which a condition does not hold.</summary>
    public static Sequence Filtered(FunctionScope scope, IOperation call, Sequence elements, Func<Content, Value> holds) => elements with
    {
        IsFiltered = true,
        Stored = null,
        Each = (index, then) => elements.Each(index, element => When(scope, call, holds(element), () => then(element))),
    };

    /// <summary>The function that an argument is, with its arguments evaluated.</summary>
    public static Content Apply(FunctionScope scope, IOperation site, IOperation function, params Content[] arguments) =>
        Apply(scope, site, function, Closures.Of(scope, function), arguments);

    private static Content Apply(FunctionScope scope, IOperation site, IOperation function, Callee? callee, params Content[] arguments)
    {
        if (callee is null)
            return scope.Fail(LoweringFindings.Call, function, SourceText.Of(function.Syntax), Closures.Obstacle(function));
        return InPlaceCalls.Invoke(scope, site, callee, arguments)
            ?? scope.Fail(LoweringFindings.Call, function, SourceText.Of(function.Syntax), "it cannot be used here. Write it as a lambda.");
    }

    /// <summary>Whether the elements are there already, or are only numbered.</summary>
    public static bool IsStored(FunctionScope scope, IInvocationOperation call) =>
        !IsChain(scope, call.Arguments[0].Value) || Unwrap(call.Arguments[0].Value) is IInvocationOperation { TargetMethod.Name: "Range" };

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
        ILocalReferenceOperation { Local: var local } when scope.FindChain(local) is not null => true,
        { Type: IArrayTypeSymbol { IsSZArray: true } } => true,
        { Type: not null } source => Collections.IsList(scope, source),
        _ => false,
    };

    /// <summary>A sequence; null, with a finding, where it is not supported.</summary>
    public static Chain? Of(FunctionScope scope, IOperation expression)
    {
        IOperation source = Unwrap(expression);
        if (source is ILocalReferenceOperation { Local: var local } && scope.FindChain(local) is { } kept)
            return kept.Chain;
        if (source is not IInvocationOperation { TargetMethod: var method } call || !IsLinq(method) || method.Name is "ToArray" or "ToList")
            return Array(scope, source);
        if (method.Name == "Range")
            return Range(scope, call);
        if (Of(scope, call.Arguments[0].Value) is not { } inner)
            return null;
        return method.Name switch
        {
            "Select" or "Where" => Function(scope, call, inner, method.Name == "Select"),
            "Zip" => Zip(scope, call, inner),
            _ => Part(scope, call, inner, method.Name == "Skip"),
        };
    }

    private static Chain? Function(FunctionScope scope, IInvocationOperation call, Chain inner, bool selects)
    {
        IOperation function = call.Arguments[1].Value;
        bool isIndexed = Parameters(function) == 2;
        if (isIndexed && inner.IsFiltered)
            return Unsupported(scope, call, "a position behind a 'Where' is not supported yet. Write a loop.");
        Callee? callee = Closures.Of(scope, function);
        return new Chain(inner.IsFiltered || !selects, inner.Sources, () =>
        {
            Sequence elements = inner.Open();
            return elements with
            {
                IsFiltered = inner.IsFiltered || !selects,
                Stored = null,
                Each = (index, then) => elements.Each(index, element =>
                {
                    Content given = Apply(scope, call, function, callee, isIndexed ? [element, new Content(index)] : [element]);
                    return selects ? then(given) : When(scope, call, given.Value!, () => then(element));
                }),
            };
        });
    }

    private static Chain Array(FunctionScope scope, IOperation source)
    {
        Value memory = Collections.Handle(scope, source);
        ITypeSymbol element = Allocations.ElementType(source.Type!);
        return new Chain(false, [memory], () =>
        {
            scope.At(source);
            return new Sequence(
                scope.Builder.Length(memory),
                (index, then) =>
                {
                    scope.At(source);
                    return then(new ElementTarget(memory, [index], element).Read(scope));
                },
                Stored: memory);
        });
    }

    private static Chain Range(FunctionScope scope, IInvocationOperation call)
    {
        Value start = Expressions.Scalar(scope, call.Arguments[0].Value), count = Expressions.Scalar(scope, call.Arguments[1].Value);
        var sequence = new Sequence(count, (index, then) =>
        {
            scope.At(call);
            return then(new Content(Builder.IsConstant(start, 0) ? index : scope.Builder.Arithmetic(Operator.Add, start, index)));
        });
        return new Chain(false, [], () => sequence);
    }

    private static Chain? Part(FunctionScope scope, IInvocationOperation call, Chain inner, bool skips)
    {
        if (inner.IsFiltered || scope.TypeOf(call.Arguments[1].Value.Type!) != IrType.Int)
            return Unsupported(scope, call, "a part of a filtered sequence is not supported yet. Write a loop.");
        Value asked = Expressions.Scalar(scope, call.Arguments[1].Value);
        return new Chain(false, inner.Sources, () =>
        {
            Sequence elements = inner.Open();
            scope.At(call);
            Value none = scope.Builder.Constant(0);
            Value some = Smaller(scope, call, Larger(scope, call, asked, none), elements.Length);
            return skips
                ? new Sequence(scope.Builder.Arithmetic(Operator.Subtract, elements.Length, some), (index, then) => elements.Each(scope.Builder.Arithmetic(Operator.Add, index, some), then))
                : elements with { Length = some, Stored = null };
        });
    }

    private static Chain? Zip(FunctionScope scope, IInvocationOperation call, Chain first)
    {
        if (Of(scope, call.Arguments[1].Value) is not { } second)
            return null;
        if (first.IsFiltered || second.IsFiltered)
            return Unsupported(scope, call, "pairs of filtered sequences are not supported yet. Write a loop.");
        IOperation? function = call.Arguments.Length == 3 ? call.Arguments[2].Value : null;
        Callee? callee = function is null ? null : Closures.Of(scope, function);
        return new Chain(false, [.. first.Sources, .. second.Sources], () =>
        {
            Sequence left = first.Open(), right = second.Open();
            return new Sequence(
                Smaller(scope, call, left.Length, right.Length),
                (index, then) => left.Each(index, a => right.Each(index, b => then(function is null ? new Content([a, b]) : Apply(scope, call, function, callee, a, b)))));
        });
    }

    /// <summary>Lowers what is done where a condition holds.</summary>
    public static Flow When(FunctionScope scope, IOperation call, Value condition, Func<Flow> then)
    {
        scope.At(call);
        var branches = new Branches(scope, condition);
        Branch taken = branches.Lower(then);
        return branches.Merge(taken, branches.Empty(), null, isExpression: false, out _);
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

    private static Chain? Unsupported(FunctionScope scope, IInvocationOperation call, string what)
    {
        scope.Fail(LoweringFindings.Call, call, call.TargetMethod.Name, what);
        return null;
    }

    private static int Parameters(IOperation function) => function.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? invoke.Parameters.Length : 0;

    public static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable" or "ImmutableArrayExtensions", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>Without conversions, parentheses and the frame of a query.</summary>
    public static IOperation Unwrap(IOperation expression)
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
