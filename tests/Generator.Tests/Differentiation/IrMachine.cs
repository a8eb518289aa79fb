using System.Reflection;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Differentiation;

/// <summary>Executes functions of the IR, so that stages can be tested without those around them. Doubles, ints, bools and arrays of doubles.</summary>
internal sealed class IrMachine(Func<string, IrFunction>? functions = null)
{
    private readonly Dictionary<Value, object> _values = [];

    public object[] Run(IrFunction function, params object[] arguments)
    {
        int next = 0;
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
                _values[content] = arguments[next++];
        }

        Outcome outcome = Run(function.Body);
        Assert.True(outcome.Terminator.FallsThrough, "the function does not return");
        return outcome.Values;
    }

    private Outcome Run(Block block)
    {
        foreach (Op op in block.Ops)
        {
            if (Run(op) is { } leaves)
                return leaves;
        }

        return new Outcome(block.Terminator, [.. block.Terminator.Operands.Select(Get)]);
    }

    // Null when control goes on after the operation.
    private Outcome? Run(Op op)
    {
        switch (op)
        {
            case IfOp branch:
                Outcome taken = Run((bool)Get(branch.Condition) ? branch.Then : branch.Else);
                if (!taken.Terminator.FallsThrough)
                    return taken;
                Set(branch.Results, taken.Values);
                return null;
            case ForOp loop:
                return RunFor(loop);
            case LoopOp loop:
                object[] carried = [.. loop.Operands.Select(Get)];
                while (true)
                {
                    Set(loop.Body.Parameters, carried);
                    Outcome body = Run(loop.Body);
                    switch (body.Terminator.Kind)
                    {
                        case TerminatorKind.Yield:
                            carried = body.Values;
                            break;
                        case TerminatorKind.Exit:
                            Set(loop.Results, body.Values);
                            return null;
                        default:
                            return body;
                    }
                }

            case CallOp call:
                Set(call.Results, new IrMachine(functions).Run(functions!(call.Callee), [.. call.Operands.Select(Get)]));
                return null;
            default:
                Set(op.Results, Compute(op, [.. op.Operands.Select(Get)]));
                return null;
        }
    }

    private Outcome? RunFor(ForOp loop)
    {
        int upper = (int)Get(loop.Upper);
        object[] carried = [.. loop.Initial.ToArray().Select(Get)];
        for (int i = (int)Get(loop.Lower); loop.Step > 0 ? i < upper || (loop.Inclusive && i == upper) : i > upper || (loop.Inclusive && i == upper); i += loop.Step)
        {
            _values[loop.Index] = i;
            Set(loop.Carried.ToArray(), carried);
            Outcome body = Run(loop.Body);
            if (!body.Terminator.FallsThrough)
                return body;
            carried = body.Values;
        }

        Set(loop.Results, carried);
        return null;
    }

    private static object[] Compute(Op op, object[] x) => op switch
    {
        ConstantOp constant => [constant.Content],
        ArithmeticOp arithmetic => [Arithmetic(arithmetic.Code, x)],
        ConvertOp convert => [convert.Result.Type.Kind == TypeKind.Double ? Convert.ToDouble(x[0]) : (int)(double)x[0]],
        SelectOp => [(bool)x[0] ? x[1] : x[2]],
        StopOp or StandInOp => [x[0]],
        FunctionOp function => [Call(function.Callee, x)],
        ExternalOp external => [Call(external.DisplayName, x)],
        LoadOp => [((Memory<double>)x[0]).Span[(int)x[1]]],
        StoreOp => Do(() => ((Memory<double>)x[0]).Span[(int)x[2]] = (double)x[1]),
        AccumulateOp => Do(() => ((Memory<double>)x[0]).Span[(int)x[2]] += (double)x[1]),
        AllocateOp => [new Memory<double>(new double[(int)x[0]])],
        SnapshotOp => [new Memory<double>(((Memory<double>)x[0]).ToArray())],
        CopyOp => Do(() => ((Memory<double>)x[0]).CopyTo((Memory<double>)x[1])),
        LengthOp => [((Memory<double>)x[0]).Length],
        SliceOp => [x.Length == 1 ? x[0] : x.Length == 2 ? ((Memory<double>)x[0])[(int)x[1]..] : ((Memory<double>)x[0]).Slice((int)x[1], (int)x[2])],
        TapeOp => [new Stack<object>()],
        PushOp => Do(() => ((Stack<object>)x[0]).Push(x[1])),
        PopOp => [((Stack<object>)x[0]).Pop()],
        ReleaseOp => Do(() => Assert.Empty((Stack<object>)x[0])),
        _ => throw new NotSupportedException(op.Mnemonic),
    };

    private static object Arithmetic(Operator code, object[] x) => (code, x) switch
    {
        (Operator.Add, [double a, double b]) => a + b,
        (Operator.Subtract, [double a, double b]) => a - b,
        (Operator.Multiply, [double a, double b]) => a * b,
        (Operator.Divide, [double a, double b]) => a / b,
        (Operator.Remainder, [double a, double b]) => a % b,
        (Operator.Negate, [double a]) => -a,
        (Operator.Less, [double a, double b]) => a < b,
        (Operator.Greater, [double a, double b]) => a > b,
        (Operator.Equal, [double a, double b]) => a == b,
        (Operator.Add, [int a, int b]) => a + b,
        (Operator.Subtract, [int a, int b]) => a - b,
        (Operator.Multiply, [int a, int b]) => a * b,
        (Operator.Divide, [int a, int b]) => a / b,
        (Operator.Remainder, [int a, int b]) => a % b,
        (Operator.Less, [int a, int b]) => a < b,
        (Operator.Greater, [int a, int b]) => a > b,
        (Operator.Equal, [int a, int b]) => a == b,
        (Operator.Not, [bool a]) => !a,
        _ => throw new NotSupportedException(code.ToString()),
    };

    private static object Call(string name, object[] x)
    {
        string method = name[(name.LastIndexOf('.') + 1)..];
        MethodInfo info = typeof(Math).GetMethod(method, [.. x.Select(v => v.GetType())])
            ?? throw new NotSupportedException(name);
        return info.Invoke(null, x)!;
    }

    private static object[] Do(Action action)
    {
        action();
        return [];
    }

    private object Get(Value value) => _values[value];

    private void Set(Value[] values, object[] contents)
    {
        for (int i = 0; i < values.Length; i++)
            _values[values[i]] = contents[i];
    }

    private sealed record Outcome(Terminator Terminator, object[] Values);
}
