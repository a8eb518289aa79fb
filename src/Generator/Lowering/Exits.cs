using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary><c>return</c>, <c>break</c>, <c>continue</c>, <c>throw</c>, and the statements that are not supported.</summary>
internal static class Exits
{
    public static Flow Return(FunctionScope scope, IReturnOperation statement)
    {
        if (statement.ReturnedValue is IThrowOperation @throw)
            return Throw(scope, @throw);
        if (statement.ReturnedValue is IConversionOperation { Operand: IThrowOperation converted })
            return Throw(scope, converted);
        if (statement.ReturnedValue is { } value)
        {
            Content content = InlineArrays.Left(scope, value) ?? Expressions.Lower(scope, value);
            if (scope.Return is { } result)
                scope.Write(result, Conversions.Coerce(scope, content, result));
        }

        return Statements.Jump(scope, scope.End);
    }

    public static Flow Branch(FunctionScope scope, IBranchOperation statement)
    {
        if (statement.BranchKind is BranchKind.Break or BranchKind.Continue && scope.FindRegion(statement.Target) is { } region)
            return Statements.Jump(scope, region);
        scope.Fail(LoweringFindings.Statement, statement, "goto", "Use loops, 'if' and 'switch'.");
        return Flow.Falling;
    }

    public static Flow Throw(FunctionScope scope, IThrowOperation statement)
    {
        if (Unwrap(statement.Exception) is not { } exception)
        {
            scope.Fail(LoweringFindings.Statement, statement, "throw;", "Throw a new exception.");
            return Flow.Ending;
        }

        var text = new ExternalText();
        if (exception is IObjectCreationOperation creation)
            ExternalCalls.WriteCreation(scope, creation, text);
        else
            text.Add(Expressions.Scalar(scope, exception));
        scope.At(statement);
        scope.Block.Terminator = new Terminator(TerminatorKind.Throw, [.. text.Operands]) { Text = text.Pieces };
        return Flow.Ending;
    }

    public static void Unsupported(FunctionScope scope, IOperation statement)
    {
        (string what, string wayOut) = statement switch
        {
            ITryOperation => ("try", "Test for the condition before, or move it out of the marked method."),
            IUsingOperation or IUsingDeclarationOperation => ("using", "Open and close what it uses outside of the marked method."),
            ILockOperation => ("lock", "Take the lock outside of the marked method."),
            ILabeledOperation => ("goto", "Use loops, 'if' and 'switch'."),
            IReturnOperation => ("yield", "Return an array, or write to a span."),
            _ => (Head(statement), "Write it with assignments, loops and calls."),
        };
        scope.Fail(LoweringFindings.Statement, statement, what, wayOut);
    }

    private static string Head(IOperation statement)
    {
        string text = SourceText.Of(statement.Syntax);
        int end = text.IndexOfAny([' ', '(', '{']);
        return end > 0 ? text.Substring(0, end) : text;
    }

    private static IOperation? Unwrap(IOperation? exception)
    {
        while (exception is IConversionOperation { IsImplicit: true } conversion)
            exception = conversion.Operand;
        return exception;
    }
}
