using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>Runs the IR as its definition says, one value at a time: what emitted text is held against.</summary>
internal sealed class Interpreter(Func<string, object[], object[]> call)
{
    private readonly Dictionary<Value, object> _values = [];

    private enum Outcome
    {
        Yields,
        Exits,
    }

    public object[] Run(IrFunction function, params object[] arguments)
    {
        int next = 0;
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { } content)
                _values[content] = arguments[next++];
        }

        Run(function.Body, out object[] results);
        return results;
    }

    private Outcome Run(Block block, out object[] operands)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case IfOp branch:
                    if (Run((bool)_values[branch.Condition] ? branch.Then : branch.Else, out operands) == Outcome.Exits)
                        return Outcome.Exits;
                    Set(op.Results, operands);
                    break;
                case ForOp loop:
                    object[] carried = Get(loop.Initial.ToArray());
                    int upper = (int)_values[loop.Upper];
                    for (int i = (int)_values[loop.Lower]; loop.Step > 0 ? i < upper || (loop.Inclusive && i == upper) : i > upper || (loop.Inclusive && i == upper); i += loop.Step)
                    {
                        Set(loop.Body.Parameters, [i, .. carried]);
                        Run(loop.Body, out carried);
                    }

                    Set(op.Results, carried);
                    break;
                case LoopOp loop:
                    object[] state = Get(op.Operands);
                    do
                    {
                        Set(loop.Body.Parameters, state);
                    }
                    while (Run(loop.Body, out state) == Outcome.Yields);
                    Set(op.Results, state);
                    break;
                default:
                    Set(op.Results, Evaluate(op, Get(op.Operands)));
                    break;
            }
        }

        operands = Get(block.Terminator.Operands);
        return block.Terminator.Kind == TerminatorKind.Exit ? Outcome.Exits : Outcome.Yields;
    }

    private object[] Get(Value[] values) => [.. values.Select(value => _values[value])];

    private void Set(Value[] values, object[] contents)
    {
        for (int i = 0; i < values.Length; i++)
            _values[values[i]] = contents[i];
    }

    private object[] Evaluate(Op op, object[] operands)
    {
        switch (op)
        {
            case ConstantOp constant:
                return [constant.Content];
            case ArithmeticOp { Operands.Length: 1 } unary:
                return [Unary(unary.Code, operands[0])];
            case ArithmeticOp binary:
                return [operands[0] is double ? Binary(binary.Code, (double)operands[0], (double)operands[1]) : Binary(binary.Code, (int)operands[0], (int)operands[1])];
            case ConvertOp:
                return [(double)(int)operands[0]];
            case SelectOp:
                return [(bool)operands[0] ? operands[1] : operands[2]];
            case StopOp:
                return operands;
            case LengthOp:
                return [((double[])operands[0]).Length];
            case LoadOp:
                return [((double[])operands[0])[(int)operands[1]]];
            case StoreOp:
                ((double[])operands[0])[(int)operands[2]] = (double)operands[1];
                return [];
            case AccumulateOp:
                ((double[])operands[0])[(int)operands[2]] += (double)operands[1];
                return [];
            case TapeOp:
                return [new Stack<double>()];
            case PushOp:
                ((Stack<double>)operands[0]).Push((double)operands[1]);
                return [];
            case PopOp:
                return [((Stack<double>)operands[0]).Pop()];
            case PushBlockOp:
                foreach (object value in operands.Skip(1))
                    ((Stack<double>)operands[0]).Push((double)value);
                return [];
            case PopBlockOp:
                return [.. op.Results.Select(_ => (object)((Stack<double>)operands[0]).Pop())];
            case ReleaseOp:
                return [];
            case CallOp invoked:
                return call(invoked.Callee, operands);
            case ExternalOp external:
                return call(external.DisplayName, operands);
            default:
                throw new NotSupportedException(op.Mnemonic);
        }
    }

    private static object Unary(Operator code, object operand) => (code, operand) switch
    {
        (Operator.Negate, double number) => -number,
        (Operator.Negate, int number) => unchecked(-number),
        (Operator.Not, bool condition) => !condition,
        _ => throw new NotSupportedException(code.ToString()),
    };

    private static object Binary(Operator code, double a, double b) => code switch
    {
        Operator.Add => a + b,
        Operator.Subtract => a - b,
        Operator.Multiply => a * b,
        Operator.Divide => a / b,
        Operator.Less => a < b,
        Operator.GreaterOrEqual => a >= b,
        Operator.Equal => a == b,
        _ => throw new NotSupportedException(code.ToString()),
    };

    private static object Binary(Operator code, int a, int b) => code switch
    {
        Operator.Add => unchecked(a + b),
        Operator.Subtract => unchecked(a - b),
        Operator.Multiply => unchecked(a * b),
        Operator.And => a & b,
        Operator.Less => a < b,
        Operator.GreaterOrEqual => a >= b,
        Operator.Equal => a == b,
        _ => throw new NotSupportedException(code.ToString()),
    };
}
