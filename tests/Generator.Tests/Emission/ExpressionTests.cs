using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

public class ExpressionTests
{
    private static Value Arithmetic(Sketch ir, Operator code, Value a, Value b) =>
        ir.Builder.Append(new ArithmeticOp(code, [a, b], new Value(a.Type))).Result;

    [Fact]
    public void Parentheses_keep_the_order_of_evaluation()
    {
        var ir = new Sketch();
        Value a = ir.Double("a"), b = ir.Double("b"), c = ir.Double("c");
        Value inner = ir.Builder.Append(new ArithmeticOp(Operator.Negate, [b], new Value(IrType.Double))).Result;
        Value twice = ir.Builder.Append(new ArithmeticOp(Operator.Negate, [inner], new Value(IrType.Double))).Result;
        ir.Returns(
            Arithmetic(ir, Operator.Add, a, Arithmetic(ir, Operator.Add, b, c)),
            Arithmetic(ir, Operator.Add, Arithmetic(ir, Operator.Add, a, b), c),
            Arithmetic(ir, Operator.Subtract, a, Arithmetic(ir, Operator.Subtract, b, c)),
            Arithmetic(ir, Operator.Divide, a, Arithmetic(ir, Operator.Multiply, b, c)),
            Arithmetic(ir, Operator.Multiply, Arithmetic(ir, Operator.Add, a, b), c),
            twice);
        Assert.Equal("return (a + (b + c), a + b + c, a - (b - c), a / (b * c), (a + b) * c, -(-b));", ir.Body());
        Assert.Equal((6.0, 6.0, 2.0, 1.0 / 6, 9.0, 2.0), ir.Run(1.0, 2.0, 3.0));
    }

    [Fact]
    public void Conversions_are_left_out_only_where_the_type_is_certain()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value n = ir.Int("n"), k = ir.Int("k"), x = ir.Double("x"), f = ir.Parameter("f", IrType.Float);
        Value N() => b.Convert(n, IrType.Double, isImplicit: true);
        Value K() => b.Convert(k, IrType.Double, isImplicit: true);
        ir.Returns(
            b.Multiply(N(), x),
            b.Divide(N(), K()),
            b.Divide(ir.Number(1.0), K()),
            b.Convert(Arithmetic(ir, Operator.Divide, n, k), IrType.Double, isImplicit: true),
            b.Convert(x, IrType.Int),
            b.Multiply(b.Constant(2, IrType.Float), f),
            ir.Math("Abs", N()));
        Assert.Equal(
            "return (n * x, (double)n / k, 1.0 / k, n / k, (int)x, 2 * f, global::System.Math.Abs((double)n));",
            ir.Body());
        Assert.Equal((3.5, 7.0 / 2, 0.5, 3.0, 0, 3f, 7.0), ir.Run(7, 2, 0.5, 1.5f));
    }

    [Theory]
    [InlineData(2.0, "2", "2.0")]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(-0.0, "-0.0", "-0.0")]
    [InlineData(-3.0, "-3", "-3.0")]
    [InlineData(1e300, "1E+300", "1E+300")]
    [InlineData(1e10, "10000000000.0", "10000000000.0")]
    [InlineData(double.NaN, "double.NaN", "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity", "double.NegativeInfinity")]
    public void Doubles(double value, string converted, string exact)
    {
        Assert.Equal(converted, Literals.Write(value, IrType.Double, isConverted: true));
        Assert.Equal(exact, Literals.Write(value, IrType.Double, isConverted: false));
    }

    [Theory]
    [InlineData(2f, "float", "2f")]
    [InlineData(0.1f, "float", "0.1f")]
    [InlineData(5, "int", "5")]
    [InlineData(int.MinValue, "int", "int.MinValue")]
    [InlineData(5, "long", "5L")]
    [InlineData(long.MinValue, "long", "long.MinValue")]
    [InlineData(5, "uint", "5u")]
    [InlineData(5, "ulong", "5ul")]
    [InlineData(5, "byte", "(byte)5")]
    [InlineData(-5, "short", "(short)(-5)")]
    [InlineData('x', "char", "'x'")]
    [InlineData('\n', "char", "'\\u000a'")]
    public void Other_numbers(object content, string type, string text) =>
        Assert.Equal(text, Literals.Write(content, type == "float" ? IrType.Float : IrType.Integer(type), isConverted: false));

    [Fact]
    public void Integers_overflow_as_the_user_asked()
    {
        Sketch Make(bool isChecked)
        {
            var ir = new Sketch { IsChecked = true };
            Value n = ir.Int("n");
            ir.Returns(ir.Builder.Append(new ArithmeticOp(Operator.Multiply, [n, n], new Value(IrType.Int), isChecked)).Result);
            return ir;
        }

        Assert.Equal("return unchecked(n * n);", Make(isChecked: false).Body());
        Assert.Equal("return n * n;", Make(isChecked: true).Body());
        Assert.Equal(unchecked(100000 * 100000), Make(isChecked: false).Run(100000));
    }

    [Fact]
    public void Several_results_become_variables()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        var both = new FunctionOp("SinCos", "global::System.Math.SinCos", [x], [new Value(IrType.Double, "sin"), new Value(IrType.Double, "cos")]);
        b.Append(both);
        ir.Returns(b.Multiply(both.Results[0], both.Results[1]));
        Assert.Equal(
            """
            (double sin, double cos) = global::System.Math.SinCos(x);
            return sin * cos;
            """,
            ir.Body());
        Assert.Equal(Math.Sin(0.4) * Math.Cos(0.4), ir.Run(0.4));
    }

    [Fact]
    public void Names_stay_legal_and_unique()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value first = Sketch.Named(b.Multiply(x, x), "class");
        Value second = Sketch.Named(b.Multiply(first, x), "x");
        Value e = Sketch.Named(b.Add(second, x), "e");
        Value exp = ir.Math("Exp", e);
        ir.Returns(b.Multiply(b.Multiply(exp, exp), b.Multiply(e, first)));
        Assert.Equal(
            """
            double @class = x * x;
            double x1 = @class * x;
            double e = x1 + x;
            double e1 = global::System.Math.Exp(e);
            return e1 * e1 * (e * @class);
            """,
            ir.Body());
        Assert.Equal(Math.Exp(2) * Math.Exp(2) * 2, ir.Run(1.0));
    }

    [Fact]
    public void Calls_of_unknown_code_keep_their_order()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value Next() => b.Append(new ExternalOp(["Next()"], [], [new Value(IrType.Double)], isPure: false, "Next()")).Result;
        Value first = Next(), second = Next(), third = Next();
        ir.Returns(b.Subtract(b.Subtract(second, first), third));
        string text = ir.Emit();
        Assert.Contains("return Next() - v - Next();", text.Replace("v1", "v", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(-1.0, Compiled.Method(text, more: "private static double _n; private static double Next() => _n++;").Invoke(null, []));
    }

    [Fact]
    public void Helpers_return_all_results()
    {
        var ir = new Sketch();
        Value x = ir.Double("x");
        ir.Returns(ir.Builder.Multiply(x, x), x);
        Assert.Equal(
            """
            internal static (double, double) Square(double x)
            {
                return (x * x, x);
            }

            """,
            string.Join("\n", MethodEmitter.EmitHelper(ir.Function(), "Square", [], key => key)) + "\n");
    }

    [Theory]
    [InlineData("a * b", "double y = a * b;", "y = a * b")]
    [InlineData("a * b", "y[i] += a * b;", "y[i] += a * b")]
    [InlineData("a * b", "m[i, j] = a * b;", "m[i, j] = a * b")]
    [InlineData("a * b", "double[,]? m = a * b;", "m = a * b")]
    [InlineData("a * b", "return F(a * b);", "a * b")]
    [InlineData("a * b", "if (a * b == c) y = 1;", "a * b")]
    [InlineData("a *\n  b", "return a *\n  b;", "a * b")]
    public void Quotations(string expression, string statement, string expected) =>
        Assert.Equal(expected, Quotation.Of(0, [new SiteInfo(expression, statement, "F", 0)]));
}
