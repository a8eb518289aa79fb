using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

public class ControlFlowTests
{
    [Fact]
    public void Sums_in_a_loop()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", IrType.Array(IrType.Double));
        Value[] sum = ir.For("i", ir.Number(0), b.Length(x), [("sum", Sketch.Named(ir.Number(0.0), "sum"))], (i, carried) =>
            [Sketch.Named(b.Add(carried[0], b.Load(x, i)), "sum")]);
        ir.Returns(sum[0]);
        Assert.Equal(
            """
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += x[i];
            return sum;
            """,
            ir.Body());
        Assert.Equal(6.0, ir.Run(new[] { 1.0, 2, 3 }));
    }

    [Fact]
    public void Swaps_in_a_loop()
    {
        var ir = new Sketch();
        Value a = ir.Double("a"), c = ir.Double("b"), n = ir.Int("n");
        Value[] swapped = ir.For("i", ir.Number(0), n, [("a", a), ("b", c)], (_, carried) => [carried[1], carried[0]]);
        ir.Returns(swapped[0], swapped[1]);
        Assert.Equal(
            """
            for (int i = 0; i < n; i++)
                (a, b) = (b, a);
            return (a, b);
            """,
            ir.Body());
        Assert.Equal((2.0, 1.0), ir.Run(1.0, 2.0, 3));
    }

    [Fact]
    public void Keeps_an_old_version_that_is_read_later()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value x1 = Sketch.Named(ir.Math("Sin", x), "x");
        Value x2 = Sketch.Named(b.Multiply(x1, x1), "x");
        b.IsAdjoint = true;
        Value xBar = Sketch.Named(b.Multiply(b.Multiply(ir.Number(2.0), x1), ir.Math("Cos", x)), "xBar");
        ir.Returns(x2, xBar);
        Assert.Equal(
            """
            double x1 = global::System.Math.Sin(x);
            double x2 = x1 * x1;

            double xBar = 2 * x1 * global::System.Math.Cos(x);
            return (x2, xBar);
            """,
            ir.Body());
        Assert.Equal((Math.Sin(0.3) * Math.Sin(0.3), 2 * Math.Sin(0.3) * Math.Cos(0.3)), ir.Run(0.3));
    }

    [Fact]
    public void Overwrites_a_version_that_nobody_reads_again()
    {
        var ir = new Sketch();
        Value x = ir.Double("x");
        Value sine = Sketch.Named(ir.Math("Sin", x), "x");
        ir.Returns(Sketch.Named(ir.Builder.Multiply(sine, sine), "x"));
        Assert.Equal(
            """
            x = global::System.Math.Sin(x);
            x *= x;
            return x;
            """,
            ir.Body());
    }

    [Fact]
    public void Nested_branches_assign_one_variable()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value[] w = ir.If(
            b.Compare(Operator.Greater, x, ir.Number(0.0)),
            ["w"],
            () => ir.If(
                b.Compare(Operator.Greater, x, ir.Number(1.0)),
                ["w"],
                () => [Sketch.Named(b.Multiply(x, x), "w")],
                () => [x]),
            () => [ir.Number(-1.0)]);
        ir.Returns(b.Add(w[0], ir.Number(1.0)));
        Assert.Equal(
            """
            double w;
            if (x > 0)
            {
                if (x > 1)
                    w = x * x;
                else
                    w = x;
            }
            else
            {
                w = -1;
            }
            return w + 1;
            """,
            ir.Body());
        Assert.Equal(10.0, ir.Run(3.0));
        Assert.Equal(1.5, ir.Run(0.5));
        Assert.Equal(0.0, ir.Run(-2.0));
    }

    [Fact]
    public void Writes_expressions_where_the_user_did()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x"), y = ir.Double("y");
        Value both = ir.If(
            b.Compare(Operator.Greater, x, ir.Number(0.0)), [null], () => [b.Compare(Operator.Less, y, ir.Number(1.0))], () => [b.Constant(false)], isExpression: true)[0];
        Value chosen = ir.If(both, [null], () => [b.Multiply(x, ir.Number(2.0))], () => [ir.Number(0.0)], isExpression: true)[0];
        ir.Returns(b.Subtract(y, b.Subtract(chosen, y)));
        Assert.Equal("return y - ((x > 0 && y < 1 ? x * 2 : 0) - y);", ir.Body());
        Assert.Equal(-2.0, ir.Run(2.0, 1.0 - 0.0) is double d ? d - 4 : 0);
    }

    [Fact]
    public void While_with_the_condition_at_the_head()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value[] result = ir.Loop([("x", x), ("n", Sketch.Named(ir.Number(0), "n"))], [("x", IrType.Double), ("n", IrType.Int)], carried =>
        {
            ir.If(b.Compare(Operator.Greater, carried[0], ir.Number(1.0)), [], () => [], () => ir.Exit(carried[0], carried[1]));
            return [Sketch.Named(b.Multiply(carried[0], ir.Number(0.5)), "x"), Sketch.Named(b.Add(carried[1], ir.Number(1)), "n")];
        });
        ir.Returns(result[0], result[1]);
        Assert.Equal(
            """
            int n = 0;
            while (x > 1)
            {
                x *= 0.5;
                n++;
            }
            return (x, n);
            """,
            ir.Body());
        Assert.Equal((0.75, 2), ir.Run(3.0));
    }

    [Fact]
    public void For_where_the_counter_ends_with_the_loop()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x"), n = ir.Int("n");
        Value[] result = ir.Loop([("i", Sketch.Named(ir.Number(0), "i")), ("s", Sketch.Named(ir.Number(0.0), "s"))], [("s", IrType.Double)], carried =>
        {
            ir.If(b.Compare(Operator.Less, carried[0], n), [], () => [], () => ir.Exit(carried[1]));
            Value s = Sketch.Named(b.Add(carried[1], x), "s");
            ir.If(b.Compare(Operator.Greater, s, ir.Number(10.0)), [], () => ir.Exit(ir.Number(10.0)), () => []);
            return [Sketch.Named(b.Add(carried[0], ir.Number(1)), "i"), s];
        });
        ir.Returns(result[0]);
        Assert.Equal(
            """
            double s = 0;
            for (int i = 0; i < n; i++)
            {
                s += x;
                if (s > 10)
                {
                    s = 10;
                    break;
                }
            }
            return s;
            """,
            ir.Body());
        Assert.Equal(6.0, ir.Run(2.0, 3));
        Assert.Equal(10.0, ir.Run(4.0, 9));
    }

    [Fact]
    public void A_loop_left_in_the_middle()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value[] result = ir.Loop([("x", x)], [("x", IrType.Double)], carried =>
        {
            Value next = Sketch.Named(ir.Math("Cos", carried[0]), "x");
            Value change = Sketch.Named(b.Subtract(next, carried[0]), "change");
            ir.If(b.Compare(Operator.Greater, ir.Math("Abs", change), ir.Number(1e-3)), [], () => [], () => ir.Exit(next));
            return [next];
        });
        ir.Returns(result[0]);
        Assert.Equal(
            """
            double x1;
            while (true)
            {
                x1 = global::System.Math.Cos(x);
                double change = x1 - x;
                if (!(global::System.Math.Abs(change) > 0.001))
                    break;
                x = x1;
            }
            return x1;
            """,
            ir.Body());
        Assert.Equal(0.7387603198742113, (double)ir.Run(0.5)!, 1e-3);
    }

    [Fact]
    public void Do_with_the_condition_at_the_foot()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value[] result = ir.Loop([("x", x)], [("x", IrType.Double)], carried =>
        {
            Value next = Sketch.Named(b.Multiply(carried[0], ir.Number(0.5)), "x");
            Value size = Sketch.Named(ir.Math("Abs", next), "size");
            ir.If(b.Compare(Operator.Greater, size, ir.Number(1.0)), [], () => [], () => ir.Exit(next));
            return [next];
        });
        ir.Returns(result[0]);
        Assert.Equal(
            """
            double size;
            do
            {
                x *= 0.5;
                size = global::System.Math.Abs(x);
            }
            while (size > 1);
            return x;
            """,
            ir.Body());
        Assert.Equal(0.75, ir.Run(6.0));
    }

    [Fact]
    public void Guards_throw_first()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        ir.If(b.Not(b.Compare(Operator.Greater, x, ir.Number(0.0))), [], () => ir.Throw("new global::System.ArgumentException(\"x\")"), () => []);
        ir.Returns(ir.Math("Log", x));
        Assert.Equal(
            """
            if (!(x > 0))
                throw new global::System.ArgumentException("x");
            return global::System.Math.Log(x);
            """,
            ir.Body());
        Assert.Equal(0.0, ir.Run(1.0));
    }
}
