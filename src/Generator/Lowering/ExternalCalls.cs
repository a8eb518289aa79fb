using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Calls that are passed on as they are, because there is no source, or none that can be differentiated.</summary>
internal static class ExternalCalls
{
    /// <param name="scope">The function.</param>
    /// <param name="call">Gives the arguments.</param>
    /// <param name="method">What is called: the call's own target, or the method that its delegate is.</param>
    /// <param name="isPure">Whether it may run again, or not at all.</param>
    /// <param name="reasons">Where there is source: why that is not lowered.</param>
    public static Content? Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, bool isPure, IReadOnlyList<Finding>? reasons = null)
    {
        if (!scope.Module.CanReach(method))
        {
            // Where the source is known, what is wrong with it says more.
            return reasons is { Count: > 0 } ? scope.Fail(reasons, call.Type) : scope.Fail(LoweringFindings.Inaccessible, call, method.Name);
        }

        if (NumericInterfaces.IsUnnamed(method))
            return scope.Fail(LoweringFindings.Call, call, Bodies.NameOf(method), NumericInterfaces.Unsupported);
        if (reasons is { Count: > 0 } && call.Instance is { } changed && scope.PartsOf(changed.Type) is not null && Structs.Mutates(scope, method))
            return scope.Fail(reasons, call.Type);
        if (reasons is { Count: > 0 } && call.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out))
            return scope.Fail(reasons, call.Type);
        var text = new ExternalText();
        if (call.Instance is { } instance && call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
        {
            if (instance is IInstanceReferenceOperation && scope.This is null)
                return scope.Fail(LoweringFindings.Call, call, method.Name, "it needs 'this', which is not supported yet. Make it static.");
            Value receiver = Expressions.Scalar(scope, instance);
            if (receiver.Type.IsResizable && Elements.IsStatic(receiver) && !Resizing.IsReading(method))
                scope.Fail(LoweringFindings.StaticWrite, instance, SourceText.Of(instance.Syntax));
            text.Add(receiver);
            text.Add(".");
        }
        else
        {
            text.Add(TypeMap.Name(method.ContainingType) + ".");
        }

        text.Add(Name(method));
        if (!WriteArguments(scope, call, call.Arguments, text))
            return scope.Placeholder(call.Type);
        scope.At(call);
        int site = scope.SiteOf(call);
        if (reasons is not null && !scope.Module.Reasons.ContainsKey(site))
            scope.Module.Reasons.Add(site, reasons);
        IrType? type = method.ReturnsVoid ? null : scope.TypeOf(call.Type!);
        // What reads a buffer must stay where it is, pure or not.
        isPure = isPure && !text.Operands.Any(operand => operand.Type.IsMemory);
        Value? result = text.Append(scope, type, isPure, Display(call, method), ReadingMethods.Contains(method));
        return result is null ? null : Packing.Unpack(scope, result, call.Type!);
    }

    /// <summary><c>new T(…)</c>, without its initialiser, taken apart.</summary>
    public static Content Create(FunctionScope scope, IObjectCreationOperation creation, ITypeSymbol type)
    {
        var text = new ExternalText();
        WriteCreation(scope, creation, text, isInitialised: false);
        scope.At(creation);
        return Packing.Unpack(scope, text.Append(scope, scope.TypeOf(type), isPure: false, Display(creation, creation.Constructor!))!, type);
    }

    /// <summary><c>new T(…)</c>; an initialiser is a finding, unless it is not asked for.</summary>
    public static void WriteCreation(FunctionScope scope, IObjectCreationOperation creation, ExternalText text, bool isInitialised = true)
    {
        text.Add($"new {TypeMap.Name(creation.Type!)}");
        if (isInitialised && creation.Initializer is { } initializer)
            scope.Fail(LoweringFindings.Expression, initializer, SourceText.Of(creation.Syntax), Objects.CreationObstacle(scope, creation.Type) ?? InitializerObstacle(initializer));
        if (creation.Constructor is { } constructor && !scope.Module.CanReach(constructor))
            scope.Fail(LoweringFindings.Inaccessible, creation, TypeMap.Name(creation.Type!));
        WriteArguments(scope, creation, creation.Arguments, text);
    }

    private static string InitializerObstacle(IObjectOrCollectionInitializerOperation initializer) =>
        initializer.Initializers.Any(part => part is IInvocationOperation or ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } })
            ? $"what is put into a '{initializer.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' has no derivative. Keep {(initializer.Type is INamedTypeSymbol { TypeArguments: [{ TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, SpecialType: SpecialType.None } item] } ? $"objects in a '{item.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}[]'" : "numbers in an array or a list")}, and pass what is data as a [Constant] parameter."
            : "initialisers are not supported yet. Use a constructor.";

    public static string Display(IOperation operation, ISymbol symbol) =>
        symbol.ContainingAssembly is { } assembly && symbol.DeclaringSyntaxReferences.IsEmpty
            ? $"'{SourceText.Of(operation.Syntax)}' in assembly '{assembly.Name}'"
            : $"'{SourceText.Of(operation.Syntax)}'";

    /// <summary>Writes <c>(a, b)</c>; false with a finding where an argument cannot be passed on.</summary>
    public static bool WriteArguments(FunctionScope scope, IOperation call, IReadOnlyList<IArgumentOperation> arguments, ExternalText text)
    {
        // Arguments come in the order of evaluation, and are written in that of the parameters.
        List<(int Order, ExternalText[] Texts)> written = [];
        foreach (IArgumentOperation argument in arguments)
        {
            // What the compiler fills in from the caller would be different in generated code.
            bool isFromCaller = argument.Parameter is { } declared && declared.GetAttributes().Any(a => a.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);
            if (argument.ArgumentKind == ArgumentKind.DefaultValue && !isFromCaller)
                continue;
            int order = argument.Parameter?.Ordinal ?? written.Count;
            if (argument.Value is IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation content })
            {
                // A handler is made where it is used, since only the call has what its constructor wants.
                written.Add((order, [ExternalExpressions.Interpolation(scope, content)]));
                continue;
            }

            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                scope.Fail(LoweringFindings.Expression, argument, SourceText.Of(argument.Syntax), "passing a reference to code without source is not supported yet. Call it outside of the marked method.");
                return false;
            }

            IEnumerable<IOperation> values = argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection && Allocations.ElementsOf(argument.Value) is { } elements
                ? elements
                : [argument.Value];
            written.Add((order, [.. values.Select(value => ExternalText.Of(Expressions.Scalar(scope, value)))]));
        }

        text.Add("(");
        bool first = true;
        int expected = 0;
        foreach ((int order, ExternalText[] texts) in written.OrderBy(argument => argument.Order))
        {
            foreach (ExternalText value in texts)
            {
                if (!first)
                    text.Add(", ");
                first = false;
                if (order != expected && arguments.FirstOrDefault(a => a.Parameter?.Ordinal == order)?.Parameter is { IsParams: false } parameter)
                    text.Add(parameter.Name + ": ");
                text.Add(value);
            }

            expected = order == expected ? order + 1 : int.MaxValue;
        }

        text.Add(")");
        return true;
    }


    private static string Name(IMethodSymbol method) =>
        method.TypeArguments.IsEmpty ? method.Name : $"{method.Name}<{string.Join(", ", method.TypeArguments.Select(TypeMap.Name))}>";
}
