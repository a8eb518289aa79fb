using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Dense;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Calls of <c>Fluxion.Numerics.Matrices</c>: they stay calls, and their derivatives are calls, too.</summary>
internal static class DenseCalls
{
    /// <returns>Whether it was one.</returns>
    public static bool Lower(FunctionScope scope, IInvocationOperation call, IMethodSymbol method, out Content? content)
    {
        content = null;
        if (!IsMatrices(method.ContainingType))
            return false;
        if (method.Name == "LogDeterminantFromCholesky")
        {
            Value[] arguments = Arguments(scope, call);
            scope.At(call);
            content = new Content(LogDeterminant(scope, arguments[0], arguments[1]));
            return true;
        }

        if (DenseBook.Find(method.Name) is not { } function)
            return false;
        Value[] operands = Arguments(scope, call);
        int at = function.Matrices;
        Value destination = operands[at];
        if (Elements.IsStatic(destination))
            scope.Fail(LoweringFindings.StaticWrite, call, SourceText.Of(call.Arguments.First(a => a.Parameter!.Ordinal == at).Value.Syntax));
        scope.At(call);
        scope.Builder.Append(new DenseOp(function.Key, at, [destination, .. operands.Take(at), .. operands.Skip(at + 1)]));
        return true;
    }

    private static Value[] Arguments(FunctionScope scope, IInvocationOperation call)
    {
        var operands = new Value[call.Arguments.Length];
        foreach (IArgumentOperation argument in call.Arguments)
            operands[argument.Parameter!.Ordinal] = Tensors.Whole(Expressions.Scalar(scope, argument.Value));
        return operands;
    }

    private static bool IsMatrices(INamedTypeSymbol type) =>
        type is { Name: "Matrices", DeclaringSyntaxReferences.IsEmpty: true, ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "Fluxion", ContainingNamespace.IsGlobalNamespace: true } } };

    // The loop that the method is, in its order: numbers have their own derivatives.
    private static Value LogDeterminant(FunctionScope scope, Value l, Value n)
    {
        Builder b = scope.Builder;
        b.Append(new ExternalOp(["global::Fluxion.CompilerServices.MatrixPartials.CheckSquare(", ", ", ", \"l\")"], [l, n], [], isPure: false, "MatrixPartials.CheckSquare") { ReadsOnly = true });
        Value zero = b.Constant(0), start = b.Constant(0, IrType.Double), two = b.Constant(2, IrType.Double);
        Value index = new(IrType.Int, "i"), sum = new(IrType.Double, "logDeterminant"), total = new(IrType.Double, "logDeterminant");
        start.Name = "logDeterminant";
        var body = new Block(index, sum);
        Block outside = b.Block;
        b.Block = body;
        Value element = b.Load(l, b.Arithmetic(Operator.Add, b.Arithmetic(Operator.Multiply, index, n), index));
        body.Terminator = Terminator.Yield([b.Add(sum, b.Function("Log", "global::System.Math.Log", IrType.Double, element))]);
        b.Block = outside;
        b.Append(new ForOp(zero, n, [start], 1, false, body, [total]));
        return b.Multiply(two, total);
    }
}
