using System.Reflection;
using System.Runtime.CompilerServices;
using Fluxion.CompilerServices;
using Fluxion.Generator.Ir;
using Fluxion.Numerics;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>Evaluates a block without control flow: what rules emit.</summary>
internal sealed class StraightLine
{
    private readonly Dictionary<Value, object> values = [];

    public object Get(Value value) => values[value];

    public void Set(Value value, object content) => values[value] = content;

    public void Run(Block block)
    {
        foreach (Op op in block.Ops)
        {
            object[] operands = [.. op.Operands.Select(operand => values[operand])];
            switch (op)
            {
                case ConstantOp constant:
                    values[op.Result] = constant.Content;
                    break;
                case SelectOp:
                    values[op.Result] = (bool)operands[0] ? operands[1] : operands[2];
                    break;
                case ArithmeticOp { Code: Operator.And }:
                    values[op.Result] = (bool)operands[0] & (bool)operands[1];
                    break;
                case ArithmeticOp arithmetic:
                    values[op.Result] = operands[0] is float
                        ? InFloat(arithmetic.Code, [.. operands.Cast<float>()])
                        : InDouble(arithmetic.Code, [.. operands.Cast<double>()]);
                    break;
                case FunctionOp function:
                    Return(op, Call(function.Callee, operands));
                    break;
                case ExternalOp external:
                    Return(op, Call(external.DisplayName, operands));
                    break;
                default:
                    throw new NotSupportedException(op.Mnemonic);
            }
        }
    }

    private static object InDouble(Operator code, double[] x) => code switch
    {
        Operator.Add => x[0] + x[1],
        Operator.Subtract => x[0] - x[1],
        Operator.Multiply => x[0] * x[1],
        Operator.Divide => x[0] / x[1],
        Operator.Negate => -x[0],
        _ => Compare(code, x),
    };

    private static object InFloat(Operator code, float[] x) => code switch
    {
        Operator.Add => x[0] + x[1],
        Operator.Subtract => x[0] - x[1],
        Operator.Multiply => x[0] * x[1],
        Operator.Divide => x[0] / x[1],
        Operator.Negate => -x[0],
        _ => Compare(code, [.. x.Select(value => (double)value)]),
    };

    private static bool Compare(Operator code, double[] x) => code switch
    {
        Operator.Equal => x[0] == x[1],
        Operator.NotEqual => x[0] != x[1],
        Operator.Less => x[0] < x[1],
        Operator.LessOrEqual => x[0] <= x[1],
        Operator.Greater => x[0] > x[1],
        Operator.GreaterOrEqual => x[0] >= x[1],
        _ => throw new NotSupportedException(code.ToString()),
    };

    private static object Call(string callee, object[] operands)
    {
        int dot = callee.LastIndexOf('.');
        Type type = callee[..dot] switch
        {
            "global::System.Math" => typeof(Math),
            "global::System.MathF" => typeof(MathF),
            "double" => typeof(double),
            "float" => typeof(float),
            "global::Fluxion.Numerics.Stable" => typeof(Stable),
            "global::Fluxion.CompilerServices.Partials" => typeof(Partials),
            string other => throw new NotSupportedException(other),
        };
        Type[] signature = [.. operands.Select(operand => operand.GetType())];
        MethodInfo method = type.GetMethod(callee[(dot + 1)..], BindingFlags.Public | BindingFlags.Static, signature)
            ?? throw new MissingMethodException(callee);
        if (!method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(signature))
            throw new MissingMethodException($"{callee} would convert its arguments");
        return method.Invoke(null, operands)!;
    }

    private void Return(Op op, object returned)
    {
        if (op.Results.Length == 1)
        {
            values[op.Result] = returned;
            return;
        }

        var tuple = (ITuple)returned;
        for (int i = 0; i < op.Results.Length; i++)
            values[op.Results[i]] = tuple[i]!;
    }
}
