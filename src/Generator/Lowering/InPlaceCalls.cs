using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>
/// Calls whose callee is lowered where it is called: lambdas and local functions, which share variables with their surroundings, and
/// methods that are given such functions, which are thereby specialised to them.
/// </summary>
internal static class InPlaceCalls
{
    /// <returns>Null for <c>void</c>.</returns>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call, Callee callee)
    {
        IMethodSymbol method = callee.Method;
        if (!scope.IsRunning(method))
            return callee.Body is null ? Calls.Lower(scope, call, method) : LowerBody(scope, call, callee, callee.Body);
        return callee.Body is not null && IsNested(scope, call, method)
            ? scope.Inside(() => LowerBody(scope, call, callee, callee.Body))
            : scope.Fail(LoweringFindings.Call, call, Name(method), "it calls itself and uses variables of the method around it, or gets a function. Pass what it needs as numbers.");
    }

    // A method that is given a function which calls the method again, with another function: an integral of an integral. That ends, as
    // there are as many functions as the source has; one that the method makes itself would see variables of the wrong call.
    private static bool IsNested(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        Callee?[] functions = [.. call.Arguments.Where(argument => Closures.IsDelegate(argument.Value.Type)).Select(argument => Closures.Of(scope, argument.Value))];
        return method.MethodKind == MethodKind.Ordinary && functions.Length > 0
            && functions.All(function => function is { Method: var given } && !scope.IsRunning(given) && !scope.IsRunningWith(method, given) && !Closures.IsWithin(given, method.OriginalDefinition));
    }

    private static Content? LowerBody(FunctionScope scope, IInvocationOperation call, Callee callee, IBlockOperation body)
    {
        IMethodSymbol method = callee.Method;

        bool isOnStruct = method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && (scope.PartsOf(method.ContainingType) is not null || InlineArrays.Is(scope, method.ContainingType));
        (Target? Place, Content? Value) self = isOnStruct ? SourceCalls.Receiver(scope, method, call.Instance) : default;
        Content? owner = !isOnStruct && method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && call.Instance is { } receiver ? Expressions.Lower(scope, receiver) : null;
        var values = new Content?[method.Parameters.Length];
        var targets = new Target?[method.Parameters.Length];
        var functions = new Callee?[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = method.Parameters[argument.Parameter!.Ordinal];
            if (Closures.IsDelegate(parameter.Type))
            {
                functions[parameter.Ordinal] = Closures.Of(scope, argument.Value);
                if (functions[parameter.Ordinal] is null)
                    return scope.Fail(LoweringFindings.Call, argument, SourceText.Of(argument.Value.Syntax), Closures.Obstacle(argument.Value));
            }
            else if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                targets[parameter.Ordinal] = ByReference(scope, argument, callee);
            }
            else
            {
                if (parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && MayChange(scope, call, body, argument.Value))
                    scope.FailReference(argument);
                values[parameter.Ordinal] = Expressions.Lower(scope, argument.Value);
            }
        }

        SourceCalls.CheckPlaces(scope, call.Arguments, isOnStruct && self.Place is not null && Structs.Mutates(scope, method) ? call.Instance : null);
        // Only now: an argument may be a call of the same method.
        var variables = new Variable?[method.Parameters.Length];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            int i = parameter.Ordinal;
            if (functions[i] is { } function)
            {
                scope.Bind(parameter.OriginalDefinition, function);
                continue;
            }

            Content? content = parameter.RefKind == RefKind.Ref ? targets[i]?.Read(scope) : values[i];
            variables[i] = scope.Declare(parameter.OriginalDefinition, parameter.Type, parameter.Name);
            if (content is null)
                InlineArrays.Settle(scope, variables[i]!);
            else
                scope.Write(variables[i]!, Conversions.Coerce(scope, Packing.Shaped(scope, content, parameter.Type), variables[i]!));
        }

        (Variable? This, bool IsReadOnly) outer = (scope.This, scope.IsThisReadOnly);
        if (isOnStruct)
        {
            scope.IsThisReadOnly = FunctionSignature.IsReadOnly(method);
            scope.This = scope.NewVariable(method.ContainingType, "");
            scope.Write(scope.This, Packing.Shaped(scope, self.Place?.Read(scope) ?? self.Value!, method.ContainingType));
        }

        else if (owner is not null)
        {
            scope.This = scope.NewVariable(method.ContainingType, null);
            scope.Write(scope.This, Conversions.Coerce(scope, owner, scope.This));
        }

        Content? result = Body(scope, call, callee, body, [.. functions.OfType<Callee>().Select(function => function.Method)]);
        if (isOnStruct && Structs.Mutates(scope, method))
            self.Place?.Write(scope, scope.Read(scope.This!));
        (scope.This, scope.IsThisReadOnly) = outer;
        for (int i = 0; i < targets.Length; i++)
            targets[i]?.Write(scope, scope.Read(variables[i]!));
        return result;
    }

    /// <summary>A function that is called by code that Fluxion writes itself, for each element of a sequence.</summary>
    /// <returns>Null where it cannot be called so.</returns>
    public static Content? Invoke(FunctionScope scope, IOperation site, Callee callee, Content[] arguments)
    {
        IMethodSymbol method = callee.Method;
        if (callee.Body is not { } body)
            return Calls.Invoke(scope, site, method, arguments);
        if (scope.IsRunning(method))
            return null;
        for (int i = 0; i < arguments.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            Variable variable = scope.Declare(parameter.OriginalDefinition, parameter.Type, parameter.Name);
            scope.Write(variable, Conversions.Coerce(scope, Packing.Shaped(scope, arguments[i], parameter.Type), variable));
        }

        return Body(scope, site, callee, body, []);
    }

    private static Content? Body(FunctionScope scope, IOperation call, Callee callee, IBlockOperation body, IReadOnlyList<IMethodSymbol> functions)
    {
        IMethodSymbol method = callee.Method;
        CallContext context = callee.Context ?? new CallContext(method.Name, scope.SiteOf(call), TypeArguments.Of(method, scope.Module.Compilation, method.MethodKind == MethodKind.LocalFunction ? scope.Context.Types : null));
        (Region End, Variable? Return, CallContext Context) outer = (scope.End, scope.Return, scope.Context);
        Variable? result = method.ReturnsVoid ? null : scope.NewVariable(method.ReturnType, null, isPlace: false);
        scope.Return = result;
        scope.End = scope.NewRegion();
        scope.Context = context;
        scope.Start(method, functions);
        Flow flow = Statements.Sequence(scope, body.Operations, 0, new Tail(scope.End, null), null);
        scope.Finish();
        (scope.End, scope.Return, scope.Context) = outer;
        scope.At(call);
        if (!flow.Falls)
            return scope.Fail(LoweringFindings.Call, call, Name(method), "it never returns. Throw where it is called.");
        return result is null ? null : scope.Read(result);
    }

    // The place is copied in and out, which is the same only if the function does not use it by its own name.
    private static Target ByReference(FunctionScope scope, IArgumentOperation argument, Callee callee)
    {
        Target target = Targets.Evaluate(scope, argument.Value);
        bool mayAlias = target is not VariableTarget || callee.Method.MethodKind is not MethodKind.Ordinary
            || (Targets.Path(argument.Value) is [var root, ..] && (root is ILocalSymbol { IsRef: true } || IsUsedByGiven(scope, argument, root)));
        if (mayAlias)
            scope.FailReference(argument);
        return target;
    }

    // Whether what the function, or one that it is given, does may change a place that it gets to read.
    private static bool MayChange(FunctionScope scope, IInvocationOperation call, IBlockOperation body, IOperation place)
    {
        IOperation[] code = [body, .. call.Arguments.Select(argument => Closures.Of(scope, argument.Value)?.Body).OfType<IOperation>()];
        if (Targets.Path(place) is [var root, ..])
        {
            return (root is ILocalSymbol { IsRef: true } && scope.FindReference(root) is not null && code.Any(WritesMemory))
                || AssignedVariables.In(scope, [.. code, .. call.Arguments.Select(argument => argument.Value)]).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, root) || (scope.Find(root) is { } variable && scope.Find(symbol) == variable));
        }

        return Targets.IsLocation(place)
            && code.Concat(call.Arguments.Select(argument => argument.Value)).Any(WritesMemory);
    }

    /// <summary>Whether evaluating an expression may write to an array or object.</summary>
    public static bool MayWrite(FunctionScope scope, IOperation value) => WritesOutright(value) || value.DescendantsAndSelf().Any(operation => operation switch
    {
        // Code without source is another operation, which says itself what it may do.
        IInvocationOperation call => call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || Writes(scope, call.TargetMethod),
        IPropertyReferenceOperation { Instance.Type.IsReferenceType: true, Property.GetMethod: { } getter } => Writes(scope, getter),
        IBinaryOperation { OperatorMethod: { } method } => Writes(scope, method),
        IUnaryOperation { OperatorMethod: { } method } => Writes(scope, method),
        IConversionOperation { OperatorMethod: { } method } => Writes(scope, method),
        IObjectCreationOperation { Constructor: { } constructor, Arguments.Length: > 0, Type.IsReferenceType: true } => Writes(scope, constructor),
        _ => false,
    });

    private static bool Writes(FunctionScope scope, IMethodSymbol method) =>
        !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && scope.Module.BodyOf(method.OriginalDefinition) is { } body && WritesMemory(body);

    private static bool WritesOutright(IOperation value) => value.DescendantsAndSelf().Any(operation => operation switch
    {
        IAssignmentOperation { Target: var target } => !IsVariable(target),
        IIncrementOrDecrementOperation { Target: var target } => !IsVariable(target),
        _ => false,
    });

    private static bool WritesMemory(IOperation code) => code.DescendantsAndSelf().Any(operation => operation switch
    {
        IAssignmentOperation { Target: var target } => !IsVariable(target),
        IIncrementOrDecrementOperation { Target: var target } => !IsVariable(target),
        // What a function that is given does is looked at by itself.
        IInvocationOperation used => used is { TargetMethod.MethodKind: not MethodKind.DelegateInvoke, Instance.Type.IsReferenceType: true }
            || used.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out || argument.Value.Type is { IsReferenceType: true } || TypeMap.IsSpan(argument.Value.Type)),
        _ => false,
    });

    private static bool IsVariable(IOperation target) => Targets.Path(target) is [not ILocalSymbol { IsRef: true }, ..];

    private static bool IsUsedByGiven(FunctionScope scope, IArgumentOperation argument, ISymbol root) =>
        argument.Parent is IInvocationOperation call && call.Arguments.Any(other =>
            Closures.Of(scope, other.Value)?.Body is { } body && body.Descendants().Any(o => SymbolEqualityComparer.Default.Equals(AssignedVariables.Symbol(o), root)));

    private static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.AnonymousFunction ? "this lambda" : method.Name;
}
