using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Expressions of types that Fluxion does not look into, and those that are not supported.</summary>
internal static class ExternalExpressions
{
    public static Content Lower(FunctionScope scope, IOperation expression)
    {
        switch (expression)
        {
            case IObjectCreationOperation creation when scope.PartsOf(creation.Type) is not null:
                return new Content([.. creation.Arguments.Select(argument => Expressions.Lower(scope, argument.Value))]);
            case IObjectCreationOperation { Arguments.Length: 0, Initializer: null, Type: { IsValueType: true } type }:
                return new Content(scope.Builder.Default(scope.TypeOf(type)));
            case IObjectCreationOperation creation:
                return Create(scope, creation);
            case IInterpolatedStringOperation text:
                return Interpolate(scope, text);
            case IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text }:
                return Interpolate(scope, text);
            case ICoalesceOperation coalesce:
                return NullTests.Coalesce(scope, coalesce) ?? Coalesce(scope, coalesce);
            case ITypeOfOperation typeOf:
                return new Content(scope.Builder.Literal($"typeof({TypeMap.Name(typeOf.TypeOperand)})", scope.TypeOf(expression.Type!)));
            case IIsTypeOperation test:
                return Test(scope, test);
            case IRangeOperation range:
                return Range(scope, range);
            case IDiscardOperation:
                return scope.Placeholder(expression.Type);
            case IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation when Closures.Receiver(expression) is IInvocationOperation call && SequenceObstacles.Of(scope, call) is { } obstacle:
                scope.Fail(LoweringFindings.Expression, obstacle.Expression, SourceText.Of(obstacle.Expression.Syntax), obstacle.What);
                return scope.Placeholder(expression.Type);
        }

        string what = expression switch
        {
            IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation => Closures.Misplaced(scope, expression),
            IInstanceReferenceOperation => "the 'this' of an object is not supported yet. Make the method static and pass what it needs as parameters, or make the type a struct.",
            IAwaitOperation => "'await' is not supported yet. Wait outside of the marked method.",
            IThrowOperation => "a 'throw' here is not supported yet. Throw in a statement.",
            IAddressOfOperation or ISizeOfOperation => "unsafe code is not supported yet. Use arrays or spans.",
            IWithOperation when Objects.CopyObstacle(scope, expression.Type) is { } obstacle => obstacle,
            IWithOperation or IAnonymousObjectCreationOperation => "record classes and anonymous types are not supported yet. Use tuples or record structs.",
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => "'dynamic' is not supported yet. Use a static type.",
            IFunctionPointerInvocationOperation => "function pointers are not supported yet. Call a static method.",
            _ => "this expression is not supported yet. Write it with operators and calls of static methods.",
        };
        return scope.Fail(LoweringFindings.Expression, expression, SourceText.Of(expression.Syntax), what);
    }

    private static Content Create(FunctionScope scope, IObjectCreationOperation creation)
    {
        var text = new ExternalText();
        ExternalCalls.WriteCreation(scope, creation, text);
        scope.At(creation);
        int site = scope.SiteOf(creation);
        if (Objects.CreationObstacle(scope, creation.Type) is { } obstacle && !scope.Module.Reasons.ContainsKey(site))
            scope.Module.Reasons.Add(site, [scope.Note(LoweringFindings.Expression, creation, SourceText.Of(creation.Syntax), obstacle)]);
        else if (Objects.IsOpen(scope, creation.Type) && creation.Constructor is { IsImplicitlyDeclared: false } constructor && scope.Module.FailureOf(scope.Resolve(constructor)) is { Count: > 0 } failure && !scope.Module.Reasons.ContainsKey(site))
            scope.Module.Reasons.Add(site, [.. failure]);
        return new Content(text.Append(scope, scope.TypeOf(creation.Type!), isPure: false, $"'{SourceText.Of(creation.Syntax)}'")!);
    }

    private static Content Interpolate(FunctionScope scope, IInterpolatedStringOperation expression)
    {
        ExternalText text = Interpolation(scope, expression);
        scope.At(expression);
        IrType type = scope.TypeOf(expression.Type ?? scope.Module.Compilation.GetSpecialType(SpecialType.System_String));
        return new Content(text.Append(scope, type, isPure: true, $"'{SourceText.Of(expression.Syntax)}'")!);
    }

    /// <summary><c>$"…"</c>, its holes evaluated.</summary>
    public static ExternalText Interpolation(FunctionScope scope, IInterpolatedStringOperation expression)
    {
        var text = new ExternalText();
        text.Add("$\"");
        foreach (IInterpolatedStringContentOperation part in expression.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue.Value: string fixedText }:
                    text.Add(Escaped(fixedText));
                    break;
                case IInterpolationOperation hole:
                    text.Add("{(");
                    text.Add(Expressions.Scalar(scope, hole.Expression));
                    text.Add(")");
                    if (hole.Alignment is { ConstantValue: { HasValue: true, Value: { } width } })
                        text.Add("," + Formatting.Invariant(width));
                    if (hole.FormatString is ILiteralOperation { ConstantValue.Value: string format })
                        text.Add(":" + Escaped(format));
                    text.Add("}");
                    break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } append }:
                    Append(scope, append, text);
                    break;
            }
        }

        text.Add("\"");
        return text;
    }

    // What a handler is given: literal text, or a value with alignment and format.
    private static void Append(FunctionScope scope, IInvocationOperation append, ExternalText text)
    {
        IOperation value = append.Arguments[0].Value;
        if (append.TargetMethod.Name == "AppendLiteral" && value.ConstantValue is { HasValue: true, Value: string literal })
        {
            text.Add(Escaped(literal));
            return;
        }

        text.Add("{(");
        text.Add(Expressions.Scalar(scope, value));
        text.Add(")");
        foreach (IArgumentOperation argument in append.Arguments.Skip(1).Where(a => a.ArgumentKind == ArgumentKind.Explicit))
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: int width })
                text.Add("," + Formatting.Invariant(width));
            else if (argument.Value.ConstantValue is { HasValue: true, Value: string format })
                text.Add(":" + Escaped(format));
        }

        text.Add("}");
    }

    private static string Escaped(string text)
    {
        string quoted = SymbolDisplay.FormatLiteral(text.Replace("{", "{{").Replace("}", "}}"), quote: true);
        return quoted.Substring(1, quoted.Length - 2);
    }

    private static Content Coalesce(FunctionScope scope, ICoalesceOperation coalesce)
    {
        Value value = Expressions.Scalar(scope, coalesce.Value);
        IrType type = scope.TypeOf(coalesce.Type!);
        scope.At(coalesce);
        Value isNull = NullTests.IsNull(scope, value, coalesce);
        return Conditionals.Choose(
            scope, coalesce, isNull,
            () => Expressions.LowerOrThrow(scope, coalesce.WhenNull),
            () => Packing.Shaped(scope, new Content(Conversions.Coerce(scope, value, type)), coalesce.Type!));
    }

    private static Content Test(FunctionScope scope, IIsTypeOperation test)
    {
        var text = new ExternalText();
        text.Add("(");
        text.Add(Expressions.Scalar(scope, test.ValueOperand));
        text.Add($" is {(test.IsNegated ? "not " : "")}{TypeMap.Name(test.TypeOperand)})");
        scope.At(test);
        return new Content(text.Append(scope, IrType.Bool, isPure: true, $"'{SourceText.Of(test.Syntax)}'")!);
    }

    private static Content Range(FunctionScope scope, IRangeOperation range)
    {
        var text = new ExternalText();
        text.Add("(");
        if (range.LeftOperand is { } left)
            text.Add(Expressions.Scalar(scope, left));
        text.Add("..");
        if (range.RightOperand is { } right)
            text.Add(Expressions.Scalar(scope, right));
        text.Add(")");
        scope.At(range);
        return new Content(text.Append(scope, scope.TypeOf(range.Type!), isPure: true, $"'{SourceText.Of(range.Syntax)}'")!);
    }
}
