using System.Globalization;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>Calls a function and its rule: builds the IR that a rule emits around one call, and evaluates it.</summary>
internal static class RuleRunner
{
    /// <param name="method">A name of <see cref="Rule.Methods"/>.</param>
    /// <param name="literals">Which operands are literals instead of variables.</param>
    /// <returns>The scaled partial, or null where the rule says that it is 0 everywhere.</returns>
    public static double? Scale(string method, int operand, int result, double factor, object[] arguments, Func<int, bool> literals, IrType type)
    {
        Emit(method, operand, result, arguments, literals, type, out Block block, out Value[] operands, out Value scale, out Value? scaled);
        if (scaled is null)
            return null;
        var line = new StraightLine();
        for (int i = 0; i < operands.Length; i++)
            line.Set(operands[i], arguments[i]);
        line.Set(scale, type.Kind == TypeKind.Float ? (float)factor : (object)factor);
        line.Run(block);
        return Convert.ToDouble(line.Get(scaled), CultureInfo.InvariantCulture);
    }

    public static void Emit(
        string method, int operand, int result, object[] arguments, Func<int, bool> literals, IrType type,
        out Block block, out Value[] operands, out Value factor, out Value? scaled)
    {
        Rule rule = RuleBook.Find(method) ?? throw new KeyNotFoundException(method);
        block = new Block();
        var builder = new Builder(block);
        operands = [.. arguments.Select((argument, i) => literals(i) ? builder.Literal(argument, TypeOf(argument)) : new Value(TypeOf(argument), "x" + i))];
        Value[] results = rule.Key.StartsWith("SinCos", StringComparison.Ordinal) ? [new(type), new(type)] : [new(type)];
        FunctionOp call = builder.Append(new FunctionOp(rule.Key, Callee(method), operands, results));
        factor = new Value(type, "factor");
        scaled = rule.Scale(new RuleContext(builder, call, value => value), operand, result, factor);
    }

    public static IrType TypeOf(object argument) => argument switch
    {
        float => IrType.Float,
        double => IrType.Double,
        _ => IrType.Int,
    };

    public static string Callee(string method)
    {
        string name = method[..method.IndexOf('/')];
        return name.Split('.')[0] switch
        {
            "Math" or "MathF" => "global::System." + name,
            "Stable" => "global::Fluxion.Numerics." + name,
            _ => name,
        };
    }
}
