using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Xunit;

namespace Fluxion.Generator.Tests.Rules;

/// <summary>
/// Kinks, poles and limits, by hand: the subgradient of smallest norm at a kink, the one-sided limit at a pole, and 0 for a factor of 0
/// whatever the partial is.
/// </summary>
public class CornerTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    [InlineData("Abs", 0, 0, 0)]
    [InlineData("Abs", 0, -1, -1e-30)]
    [InlineData("Abs", 0, 1, NaN)]
    [InlineData("CopySign", 0, 0, 0, -1)]
    [InlineData("CopySign", 0, -1, 2, -1)]
    [InlineData("CopySign", 1, 0, 2, -1)]
    [InlineData("BitIncrement", 0, 1, 2)]
    [InlineData("BitDecrement", 0, 1, 2)]
    public void Sign(string key, int operand, double partial, double x, double y = 0, double z = 0) => Check(key, operand, partial, [x, y, z]);

    [Theory]
    [InlineData("Max", 0, 0.5, 2, 2)]
    [InlineData("Max", 1, 0.5, 2, 2)]
    [InlineData("Max", 0, 0.5, 0, -0.0)]
    [InlineData("Max", 0, 1, NaN, 2)]
    [InlineData("Max", 1, 1, 2, NaN)]
    [InlineData("Min", 0, 0.5, 2, 2)]
    [InlineData("Min", 1, 0.5, 2, 2)]
    [InlineData("Min", 1, 1, 2, NaN)]
    [InlineData("MaxNumber", 0, 0.5, 2, 2)]
    [InlineData("MaxNumber", 0, 0, NaN, 2)]
    [InlineData("MaxNumber", 1, 1, NaN, 2)]
    [InlineData("MinNumber", 0, 1, 2, NaN)]
    [InlineData("MinNumber", 1, 0, 2, NaN)]
    [InlineData("MaxMagnitude", 0, 0, -2, 2)]
    [InlineData("MaxMagnitude", 1, 1, -2, 2)]
    [InlineData("MaxMagnitude", 0, 0.5, -2, -2)]
    [InlineData("MaxMagnitude", 0, 1, NaN, -2)]
    [InlineData("MaxMagnitudeNumber", 0, 0, NaN, -2)]
    [InlineData("MinMagnitude", 0, 1, -2, 2)]
    [InlineData("MinMagnitude", 1, 0, -2, 2)]
    [InlineData("Clamp", 0, 0.5, 0, 0, 1)]
    [InlineData("Clamp", 1, 0.5, 0, 0, 1)]
    [InlineData("Clamp", 2, 0, 0, 0, 1)]
    [InlineData("Clamp", 0, 0.5, 1, 0, 1)]
    [InlineData("Clamp", 2, 0.5, 1, 0, 1)]
    [InlineData("Clamp", 0, 1, NaN, 0, 1)]
    [InlineData("Clamp", 1, 1, -1, 0, 0)]
    [InlineData("Clamp", 0, 0, -1, 0, 0)]
    public void Choice(string key, int operand, double partial, double x, double y = 0, double z = 0) => Check(key, operand, partial, [x, y, z]);

    [Fact]
    public void Negative_zero_is_zero()
    {
        Check("Abs", 0, 0, [-0.0]);
        Check("Pow", 1, 0, [-0.0, 2]);
        Check("Sqrt", 0, double.NegativeInfinity, [-0.0]);
    }

    [Fact]
    public void A_tie_of_three_is_shared_by_three()
    {
        for (int operand = 0; operand < 3; operand++)
            Assert.Equal(1.0 / 3, RuleRunner.Scale("Math.Clamp/3", operand, 0, 1, [2.0, 2.0, 2.0], _ => false, IrType.Double));
    }

    [Theory]
    [InlineData("Max", 0, 0, 0, 0)]
    [InlineData("Max", 0, 1, 1e-30, 0)]
    [InlineData("Max", 0, 0, -1, 0)]
    [InlineData("Max", 1, 0, 0, 0)]
    [InlineData("Min", 0, 0, 3, 3)]
    [InlineData("Min", 0, 1, 2, 3)]
    [InlineData("MaxNumber", 0, 0, 3, 3)]
    [InlineData("MaxNumber", 1, 1, 3, 4)]
    [InlineData("MinMagnitude", 0, 0, 3, 3)]
    [InlineData("MinMagnitude", 0, 1, -2, 3)]
    [InlineData("Clamp", 0, 0, 0, 0, 1)]
    [InlineData("Clamp", 0, 0, 1, 0, 1)]
    [InlineData("Clamp", 0, 1, 0.5, 0, 1)]
    [InlineData("Clamp", 0, 1, NaN, 0, 1)]
    public void Choice_against_literals(string key, int operand, double partial, double x, double y, double z = 0) =>
        Check(key, operand, partial, [x, y, z], i => i != operand);

    [Fact]
    public void One_literal_bound()
    {
        Assert.Equal(0, RuleRunner.Scale("Math.Clamp/3", 0, 0, 1, [0.0, 0.0, 1.0], i => i == 1, IrType.Double));
        Assert.Equal(0.5, RuleRunner.Scale("Math.Clamp/3", 0, 0, 1, [1.0, 0.0, 1.0], i => i == 1, IrType.Double));
        Assert.Equal(0.5, RuleRunner.Scale("Math.Clamp/3", 2, 0, 1, [1.0, 0.0, 1.0], i => i == 1, IrType.Double));
        Assert.Equal(1, RuleRunner.Scale("Math.Clamp/3", 0, 0, 1, [0.5, 0.0, 1.0], i => i == 1, IrType.Double));
        Assert.Equal(0, RuleRunner.Scale("Math.Clamp/3", 0, 0, 1, [2.0, 0.0, 1.0], i => i == 2, IrType.Double));
    }

    [Theory]
    [InlineData("Sqrt", 0, Inf, 0)]
    [InlineData("Sqrt", 0, NaN, -1)]
    [InlineData("Cbrt", 0, Inf, 0)]
    [InlineData("RootN", 0, Inf, 0, 3)]
    [InlineData("RootN", 0, 1, 0, 1)]
    [InlineData("RootN", 0, -Inf, 0, -1)]
    [InlineData("RootN", 0, 0, Inf, 2)]
    [InlineData("Hypot", 0, 0, 0, 0)]
    [InlineData("Hypot", 1, -1, 0, -3)]
    [InlineData("Log", 0, Inf, 0)]
    [InlineData("Log2", 0, Inf, 0)]
    [InlineData("Log10", 0, Inf, 0)]
    [InlineData("LogP1", 0, Inf, -1)]
    [InlineData("Log2P1", 0, Inf, -1)]
    [InlineData("Log10P1", 0, Inf, -1)]
    [InlineData("LogBase", 0, Inf, 0, 2)]
    [InlineData("Asin", 0, Inf, 1)]
    [InlineData("Asin", 0, Inf, -1)]
    [InlineData("Acos", 0, -Inf, 1)]
    [InlineData("AsinPi", 0, Inf, -1)]
    [InlineData("AcosPi", 0, -Inf, -1)]
    [InlineData("Acosh", 0, Inf, 1)]
    [InlineData("Atanh", 0, Inf, 1)]
    [InlineData("Atanh", 0, Inf, -1)]
    [InlineData("TanPi", 0, Inf, 0.5)]
    [InlineData("Atan2", 0, NaN, 0, 0)]
    [InlineData("Atan2", 1, NaN, 0, 0)]
    [InlineData("ReciprocalEstimate", 0, -Inf, 0)]
    [InlineData("ReciprocalSqrtEstimate", 0, -Inf, 0)]
    [InlineData("Log1p", 0, Inf, -1)]
    [InlineData("Logit", 0, Inf, 0)]
    [InlineData("Logit", 0, Inf, 1)]
    [InlineData("Logistic", 0, 0, Inf)]
    [InlineData("LogAddExp", 0, 0.5, -Inf, -Inf)]
    [InlineData("LogAddExp", 0, 0, -Inf, 3)]
    [InlineData("LogAddExp", 1, 1, -Inf, 3)]
    [InlineData("IEEERemainder", 1, 0, 3, Inf)]
    [InlineData("Tanh", 0, 0, 1000)]
    [InlineData("Atan", 0, 0, Inf)]
    public void Poles_and_limits(string key, int operand, double partial, double x, double y = 0, double z = 0) => Check(key, operand, partial, [x, y, z]);

    [Theory]
    [InlineData(0, 0, 0, 2)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, NaN, 0)]
    [InlineData(0, Inf, 0, 0.3)]
    [InlineData(0, Inf, 0, 0.5)]
    [InlineData(0, Inf, 0, 0.75)]
    [InlineData(0, -Inf, 0, -1)]
    [InlineData(0, -Inf, 0, -2.5)]
    [InlineData(0, 12, -2, 3)]
    [InlineData(0, -0.25, -2, -1)]
    [InlineData(0, 0.25, -2, -2)]
    [InlineData(0, NaN, -2, 0.75)]
    [InlineData(0, NaN, -2, 1.5)]
    [InlineData(0, 0, Inf, 0.25)]
    [InlineData(0, 0, Inf, -3)]
    [InlineData(0, 0, 0.5, Inf)]
    [InlineData(0, -9007199254740992, -1, 9007199254740992)]
    [InlineData(1, 0, 0, 2)]
    [InlineData(1, -Inf, 0, 0)]
    [InlineData(1, -Inf, 0, -1)]
    [InlineData(1, NaN, -2, 3)]
    [InlineData(1, 0, 1, 7)]
    [InlineData(1, 0, Inf, -2)]
    public void Powers(int operand, double partial, double x, double p)
    {
        Check("Pow", operand, partial, [x, p]);
        Check("Pow", operand, partial, [x, p], i => i != operand);
    }

    [Fact]
    public void Undefined_partials_do_not_leak_through_a_factor_of_zero()
    {
        Assert.Equal(0, RuleRunner.Scale("Math.Pow/2", 1, 0, 0, [-2.0, 3.0], _ => false, IrType.Double));
        Assert.Equal(0, RuleRunner.Scale("Math.Atan2/2", 0, 0, 0, [0.0, 0.0], _ => false, IrType.Double));
        Assert.Equal(0, RuleRunner.Scale("Math.Sqrt/1", 0, 0, 0, [-1.0], _ => false, IrType.Double));
    }

    [Fact]
    public void A_logarithm_that_cannot_reach_its_pole_has_no_guard()
    {
        Assert.Contains(Emit("Log", builder => new Value(IrType.Double, "x")), op => op is SelectOp);
        Assert.DoesNotContain(Emit("Log", builder => builder.Add(builder.Constant(1, IrType.Double), Exp(builder))), op => op is SelectOp);
        Assert.Contains(Emit("Log", builder => builder.Add(builder.Constant(-1, IrType.Double), Exp(builder))), op => op is SelectOp);
        Assert.Contains(Emit("Log", Exp), op => op is SelectOp);
        Assert.DoesNotContain(Emit("Sqrt", builder => builder.Add(Exp(builder), builder.Constant(1e-9, IrType.Double))), op => op is SelectOp);
        Assert.Contains(Emit("Sqrt", builder => builder.Add(new Value(IrType.Double, "x"), builder.Constant(1e-9, IrType.Double))), op => op is SelectOp);
    }

    private static List<Op> Emit(string key, Func<Builder, Value> argument)
    {
        var block = new Block();
        var builder = new Builder(block);
        FunctionOp call = builder.Append(new FunctionOp(key, "global::System.Math." + key, [argument(builder)], [new Value(IrType.Double)]));
        RuleBook.Get(key).Scale(new RuleContext(builder, call, value => value), 0, 0, new Value(IrType.Double, "factor"));
        return block.Ops;
    }

    private static Value Exp(Builder builder) => builder.Function("Exp", "global::System.Math.Exp", IrType.Double, new Value(IrType.Double, "x"));

    // Takes as many values as the function has operands.
    private static void Check(string key, int operand, double partial, double[] values, Func<int, bool>? literals = null)
    {
        literals ??= _ => false;
        foreach (string method in RuleBook.Get(key).Methods)
        {
            foreach (IrType type in TypesOf(method))
            {
                object[] arguments = [.. values.Take(method[^1] - '0')
                    .Select((value, i) => key == "RootN" && i == 1 ? (int)value : type == IrType.Float ? (float)value : (object)value)];
                Assert.Equal(partial, RuleRunner.Scale(method, operand, 0, 1, arguments, literals, type) ?? 0);
                Assert.Equal(-2.5 * partial, RuleRunner.Scale(method, operand, 0, -2.5, arguments, literals, type) ?? 0);
                if (!double.IsNaN(partial))
                    Assert.Equal(0, RuleRunner.Scale(method, operand, 0, 0, arguments, literals, type) ?? 0);
            }
        }
    }

    private static IrType[] TypesOf(string method) => method.Split('.')[0] switch
    {
        "Math" or "double" => [IrType.Double],
        "MathF" or "float" => [IrType.Float],
        _ => [IrType.Double, IrType.Float],
    };
}
