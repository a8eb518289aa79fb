using Fluxion.Generator.Contract;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Which kind of call is lowered where: functions with a rule, methods of arrays and spans, methods with source, and all others.</summary>
internal static class Calls
{
    /// <returns>Null for <c>void</c>.</returns>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
            return Lower(scope, call, scope.Resolve(call.TargetMethod, call.ConstrainedToType ?? call.Instance?.Type as ITypeParameterSymbol));
        return call.Instance is { } function && Closures.Of(scope, function) is { } callee
            ? InPlaceCalls.Lower(scope, call, callee)
            : scope.Fail(LoweringFindings.Call, call, SourceText.Of(call.Syntax), call.Instance is null ? Closures.Unknown : Closures.Obstacle(call.Instance));
    }

    /// <param name="scope">The function.</param>
    /// <param name="call">Gives the arguments.</param>
    /// <param name="method">What is called: the call's own target, or the method that its delegate is.</param>
    /// <returns>Null for <c>void</c>.</returns>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (method is { Name: "Stop" or "Report", ContainingType: { Name: "Derivative", ContainingNamespace: { Name: "Fluxion", ContainingNamespace.IsGlobalNamespace: true } } })
            return method.Name == "Stop" ? Stop(scope, call) : Report(scope, call);
        if (Rule(method) is { } rule)
            return Function(scope, call, method, rule);
        if (NumericInterfaces.Convert(scope, call, method) is { } converted)
            return new Content(converted);
        if (MemoryCalls.Lower(scope, call, out Content? content))
            return content;
        if (Sequences.Lower(scope, call, method) is { } reduced)
            return reduced;
        if (VectorItems.CopyTo(scope, call, method))
            return null;
        if (Numerics.Call(scope, call, method) is { } numeric)
            return numeric;
        if (Tensors.Lower(scope, call, method, out content) || DenseCalls.Lower(scope, call, method, out content))
            return content;
        if (!IsInProject(scope, method))
        {
            return MarkedMethods.RuleOf(scope, method) is { } marked ? Function(scope, call, method, marked)
                : ExternalCalls.Lower(scope, call, method, PureMethods.Contains(method), MarkedMethods.Obstacle(method) is { } obstacle ? [scope.Note(LoweringFindings.Call, call, method.Name, obstacle)] : null);
        }

        IMethodSymbol callee = Unreduced(method);
        callee = callee.PartialImplementationPart ?? callee;
        if (Reasons(scope, callee, call, call.Instance) is { } reasons)
            return ExternalCalls.Lower(scope, call, method, isPure: false, reasons);
        if (IsInGeneric(callee) && scope.Module.BodyOf(callee) is { } inner)
            return InPlaceCalls.Lower(scope, call, new Callee(callee, inner));
        if (Closures.Capturing(scope.Module, callee) is { } local)
            return InPlaceCalls.Lower(scope, call, local);
        return callee.Parameters.Any(p => Closures.IsDelegate(p.Type)) && scope.Module.BodyOf(callee) is { } body
            ? InPlaceCalls.Lower(scope, call, new Callee(callee, body))
            : SourceCalls.Lower(scope, call, callee, call.Instance, call.Arguments);
    }

    /// <summary>A method with source or a rule, with its arguments evaluated; null for any other.</summary>
    public static Content? Invoke(FunctionScope scope, IOperation site, IMethodSymbol method, Content[] arguments)
    {
        if (Rule(method) is { } rule)
            return Function(scope, site, method, rule, [.. arguments.Select((argument, i) => Conversions.Coerce(scope, argument.Value!, scope.TypeOf(method.Parameters[i].Type)))]);
        if (method.IsStatic && Numerics.Lower(scope, site, method, arguments) is { } numeric)
            return numeric;
        return method.IsStatic && !method.ReturnsVoid && method.Parameters.All(p => p.RefKind == RefKind.None) && Source(scope, method, site) is not null
            ? SourceCalls.Invoke(scope, site, method, null, null, arguments, new Target?[arguments.Length])
            : null;
    }

    /// <summary>An operator, accessor or the like whose source is in the project, ready to be lowered; null where it is passed on as it is.</summary>
    public static IMethodSymbol? Source(FunctionScope scope, IMethodSymbol method, IOperation use)
    {
        if (!IsInProject(scope, method))
            return null;
        if (Reasons(scope, method, use) is not { } reasons)
            return method;
        int site = scope.SiteOf(use);
        if (!scope.Module.Reasons.ContainsKey(site))
            scope.Module.Reasons.Add(site, reasons);
        return null;
    }

    private static bool IsInProject(FunctionScope scope, IMethodSymbol method) =>
        !method.DeclaringSyntaxReferences.IsEmpty && !method.IsExtern && !method.IsImplicitlyDeclared && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Module.Compilation.Assembly);

    // Why it cannot be lowered; null where it can.
    private static IReadOnlyList<Finding>? Reasons(FunctionScope scope, IMethodSymbol callee, IOperation use, IOperation? instance = null) =>
        (instance is { Type.IsReferenceType: true } && !callee.IsStatic && Objects.IsOpen(scope, instance.Type) && !Objects.IsKnown(scope, callee, instance) ? Objects.Virtual : Obstacle(scope, callee)) is { } obstacle ? [scope.Note(LoweringFindings.Call, use, callee.Name, obstacle)] : scope.Module.FailureOf(callee);

    // The static method that an extension method is.
    private static IMethodSymbol Unreduced(IMethodSymbol method) =>
        method.ReducedFrom is not { } reduced ? method
        : reduced.IsGenericMethod ? reduced.Construct([.. method.TypeArguments])
        : reduced;

    // A local function of a generic method, which is one symbol for all type arguments.
    private static bool IsInGeneric(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction)
            return false;
        for (ISymbol? container = method.ContainingSymbol; container is IMethodSymbol outer; container = container.ContainingSymbol)
        {
            if (outer.IsGenericMethod || outer.ContainingType is { IsGenericType: true })
                return true;
        }

        return false;
    }

    private static Content Stop(FunctionScope scope, IInvocationOperation call)
    {
        Value operand = Expressions.Scalar(scope, call.Arguments[0].Value);
        scope.At(call);
        return new Content(scope.Builder.Append(new StopOp(operand, new Value(operand.Type))).Result);
    }

    // Only the marked method itself reports: what it calls may run anywhere, and where that is marked, too, it has a report of its own.
    private static Content Report(FunctionScope scope, IInvocationOperation call)
    {
        IArgumentOperation value = call.Arguments.First(argument => argument.Parameter!.Ordinal == 0), name = call.Arguments.First(argument => argument.Parameter!.Ordinal == 1);
        Value operand = Expressions.Scalar(scope, value.Value);
        if (name.Value.ConstantValue is not { HasValue: true, Value: string text })
            return scope.Fail(LoweringFindings.Call, call, "Report", "its name must be a constant. In a loop, what comes again gets a number by itself.");
        scope.At(call);
        if (scope.IsMarked && !ReportSyntax.IsReport(call.Syntax))
            return scope.Fail(LoweringFindings.Call, call, "Report", "write 'Derivative.Report': that there is a report must be seen while the body is being typed.");
        if (scope.IsMarked)
            scope.Builder.Append(new ReportOp(operand, text));
        else if (!scope.IsMarkedElsewhere)
            return scope.Fail(LoweringFindings.Call, call, "Report", "only the marked method itself can report. Return the value to it, and report it there.");
        return new Content(operand);
    }

    private static Rule? Rule(IMethodSymbol method)
    {
        if (!method.IsStatic || method.Parameters.IsEmpty || method.IsGenericMethod || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) || !method.Parameters.Any(parameter => IsFloating(parameter.Type)))
            return null;
        string? type = method.ContainingType.SpecialType switch
        {
            SpecialType.System_Double => "double",
            SpecialType.System_Single => "float",
            _ => method.ContainingType switch
            {
                { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => method.ContainingType.Name,
                { Name: "Stable", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "Fluxion" } } => "Stable",
                _ => null,
            },
        };
        return type is null ? null : RuleBook.Find($"{type}.{Bodies.NameOf(method)}/{Formatting.Invariant(method.Parameters.Length)}");
    }

    private static Content Function(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, Rule rule)
    {
        var operands = new Value[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
            operands[argument.Parameter!.Ordinal] = Expressions.Scalar(scope, argument.Value);
        return Function(scope, call, method, rule, operands);
    }

    private static Content Function(FunctionScope scope, IOperation call, IMethodSymbol method, Rule rule, Value[] operands)
    {
        scope.At(call);
        Value[] results = method.ReturnType.IsTupleType
            ? [.. ((INamedTypeSymbol)method.ReturnType).TupleElements.Select(field => new Value(scope.TypeOf(field.Type)))]
            : [new Value(scope.TypeOf(method.ReturnType))];
        scope.Builder.Append(new FunctionOp(rule.Key, $"{TypeMap.Name(method.ContainingType)}.{Identifiers.Escape(Bodies.NameOf(method))}", operands, results));
        return results.Length == 1 ? new Content(results[0]) : new Content([.. results.Select(result => new Content(result))]);
    }

    private static string? Obstacle(FunctionScope scope, IMethodSymbol callee)
    {
        if (!callee.IsStatic && callee.MethodKind != MethodKind.LocalFunction && scope.PartsOf(callee.ContainingType) is null && !Objects.IsOpen(scope, callee.ContainingType) && !InlineArrays.Is(scope, callee.ContainingType))
            return Objects.Obstacle(scope, callee.ContainingType) ?? "it is not known which method this is. Call it on a struct or class that is declared in the project.";
        if (callee.IsAbstract)
            return "it is not known which method this is.";
        if (callee.IsAsync)
            return "asynchronous methods are not supported yet.";
        if (callee.RefKind != RefKind.None)
            return "returning references is not supported yet. Return the value.";
        return callee.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && HoldsMemory(scope, parameter.Type))
            ? "arrays, lists and spans cannot be passed by reference yet. Return what is made there."
            : null;
    }

    private static bool HoldsMemory(FunctionScope scope, ITypeSymbol type) =>
        scope.PartsOf(type) is { } parts ? parts.Any(part => HoldsMemory(scope, part.Type)) : scope.TypeOf(type).IsMemory;

    private static bool IsFloating(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;
}
