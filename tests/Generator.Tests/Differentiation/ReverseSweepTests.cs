using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using IrType = Fluxion.Generator.Ir.IrType;

namespace Fluxion.Generator.Tests.Differentiation;

/// <summary>Adjoints and tangents of functions written in the IR, against differences of the function itself.</summary>
public class ReverseSweepTests
{
    [Fact]
    public void Straight_line() => Check(["x", "y"], (b, p) =>
    {
        Value t = b.Multiply(p[0], p[0]);
        return b.Divide(b.Add(b.Multiply(t, p[1]), p[0]), b.Subtract(t, b.Multiply(p[1], b.Constant(3, IrType.Double))));
    }, 1.3, 0.7);

    [Fact]
    public void Loop_with_products_keeps_what_it_needs() => Check(["x", "y"], (b, p) =>
        For(b, b.Constant(0), b.Constant(4), 1, [p[0], p[1]], (inner, i, c) =>
            [inner.Multiply(c[0], c[1]), inner.Add(c[1], inner.Multiply(c[0], inner.Convert(i, IrType.Double, true)))])[0], 1.1, 0.4);

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(2, 0, 5)]
    [InlineData(3, 1, 5)]
    [InlineData(2, 3, 3)]
    [InlineData(2, 4, 1)]
    [InlineData(-1, 4, 0)]
    [InlineData(-2, 5, 0)]
    public void Loops_up_and_down(int step, int lower, int upper) => Check(["x"], (b, p) =>
        For(b, b.Constant(lower), b.Constant(upper), step, [p[0]], (inner, i, c) =>
            [inner.Multiply(c[0], inner.Add(p[0], inner.Convert(i, IrType.Double, true)))])[0], 0.9);

    [Fact]
    public void Swap() => Check(["x", "y"], (b, p) =>
    {
        Value[] r = For(b, b.Constant(0), b.Constant(3), 1, [p[0], p[1]], (inner, _, c) => [c[1], inner.Multiply(c[0], c[0])]);
        return b.Multiply(r[0], b.Multiply(r[1], r[1]));
    }, 0.8, 1.2);

    [Fact]
    public void Branch_in_loop() => Check(["x"], (b, p) =>
        For(b, b.Constant(0), b.Constant(5), 1, [p[0]], (inner, i, c) =>
        {
            Value odd = inner.Compare(Operator.Equal, inner.Arithmetic(Operator.Remainder, i, inner.Constant(2)), inner.Constant(1));
            return If(inner, odd, t => [t.Multiply(c[0], t.Multiply(p[0], c[0]))], e => [e.Add(c[0], e.Multiply(p[0], p[0]))]);
        })[0], 0.7);

    [Fact]
    public void Sum_runs_in_the_same_pass() => Check(["x", "y"], (b, p) =>
        For(b, b.Constant(0), b.Constant(4), 1, [b.Constant(0, IrType.Double)], (inner, i, c) =>
        {
            Value t = inner.Multiply(p[0], inner.Convert(i, IrType.Double, true));
            return [inner.Add(c[0], inner.Multiply(inner.Multiply(t, t), p[1]))];
        })[0], 1.5, 0.3);

    [Fact]
    public void Square_of_a_sum_is_replayed() => Check(["x", "y"], (b, p) =>
    {
        Value sum = For(b, b.Constant(0), b.Constant(4), 1, [p[1]], (inner, i, c) =>
        {
            Value t = inner.Multiply(p[0], inner.Convert(i, IrType.Double, true));
            return [inner.Subtract(c[0], inner.Multiply(t, t))];
        })[0];
        return b.Multiply(sum, sum);
    }, 1.5, 0.3);

    [Fact]
    public void Sum_of_sums() => Check(["x"], (b, p) =>
        For(b, b.Constant(0), b.Constant(3), 1, [b.Constant(0, IrType.Double)], (outer, i, c) =>
            For(outer, outer.Constant(0), i, 1, [c[0]], (inner, j, d) =>
            {
                Value t = inner.Multiply(p[0], inner.Convert(j, IrType.Double, true));
                return [inner.Add(d[0], inner.Multiply(t, inner.Multiply(t, p[0])))];
            }))[0], 1.5);

    [Fact]
    public void Nested_products() => Check(["x"], (b, p) =>
        For(b, b.Constant(0), b.Constant(3), 1, [p[0]], (outer, i, c) =>
            For(outer, outer.Constant(0), i, 1, [c[0]], (inner, j, d) => [inner.Multiply(d[0], inner.Add(d[0], p[0]))]))[0], 0.6);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(1.4)]
    [InlineData(3.5)]
    public void Loop_with_two_exits(double x) => Check(["x"], (b, p) =>
    {
        // while (true) { if (i > 4) exit z; z *= x + i; if (z > 3) { z = z * z; exit z; } z = z + x * z * z; i++ }
        Value[] initial = [b.Constant(0), p[0]];
        var i = new Value(IrType.Int, "i");
        var z = new Value(IrType.Double, "z");
        var body = new Block(i, z);
        var inner = new Builder(body);
        Value done = inner.Compare(Operator.Greater, i, inner.Constant(4));
        var leave = new Block { Terminator = new Terminator(TerminatorKind.Exit, z) { ExitId = 0 } };
        inner.Append(new IfOp(done, leave, new Block(), []));
        Value product = inner.Multiply(z, inner.Add(p[0], inner.Convert(i, IrType.Double, true)));
        Value large = inner.Compare(Operator.Greater, product, inner.Constant(3, IrType.Double));
        var second = new Block();
        Value squared = new Builder(second).Multiply(product, product);
        second.Terminator = new Terminator(TerminatorKind.Exit, squared) { ExitId = 1 };
        inner.Append(new IfOp(large, second, new Block(), []));
        Value next = inner.Add(product, inner.Multiply(p[0], inner.Multiply(product, product)));
        body.Terminator = Terminator.Yield(inner.Arithmetic(Operator.Add, i, inner.Constant(1)), next);
        var result = new Value(IrType.Double, "z");
        b.Append(new LoopOp(initial, body, [result]));
        return b.Multiply(result, p[0]);
    }, x);

    [Fact]
    public void Array_updated_in_place() => Check(["x", "y"], (b, p) =>
    {
        Value a = b.Append(new AllocateOp([b.Constant(4)], new Value(IrType.Array(IrType.Double), "a"), false)).Result;
        For(b, b.Constant(0), b.Constant(4), 1, [], (inner, i, _) =>
        {
            inner.Store(a, inner.Multiply(p[0], inner.Convert(i, IrType.Double, true)), i);
            return [];
        });
        For(b, b.Constant(1), b.Constant(4), 1, [], (inner, i, _) =>
        {
            Value previous = inner.Load(a, inner.Arithmetic(Operator.Subtract, i, inner.Constant(1)));
            Value old = inner.Load(a, i);
            inner.Store(a, inner.Add(inner.Multiply(previous, old), inner.Multiply(old, p[1])), i);
            inner.Accumulate(a, inner.Multiply(p[1], p[1]), inner.Constant(0));
            return [];
        });
        Value sum = For(b, b.Constant(0), b.Constant(4), 1, [b.Constant(0, IrType.Double)], (inner, i, c) =>
        {
            Value v = inner.Load(a, i);
            return [inner.Add(c[0], inner.Multiply(v, v))];
        })[0];
        b.Store(a, sum, b.Constant(2));
        return b.Multiply(b.Load(a, b.Constant(2)), b.Load(a, b.Constant(1)));
    }, 0.9, 1.1);

    [Fact]
    public void Buffers_that_change_places() => Check(["x"], (b, p) =>
    {
        Value a = b.Append(new AllocateOp([b.Constant(2)], new Value(IrType.Array(IrType.Double), "a"), false)).Result;
        Value c = b.Append(new AllocateOp([b.Constant(2)], new Value(IrType.Array(IrType.Double), "c"), false)).Result;
        b.Store(a, p[0], b.Constant(0));
        b.Store(a, b.Multiply(p[0], p[0]), b.Constant(1));
        Value[] last = For(b, b.Constant(0), b.Constant(3), 1, [a, c], (inner, i, h) =>
        {
            Value u = inner.Load(h[0], inner.Constant(0));
            Value v = inner.Load(h[0], inner.Constant(1));
            inner.Store(h[1], inner.Multiply(u, v), inner.Constant(0));
            inner.Store(h[1], inner.Add(u, inner.Multiply(v, v)), inner.Constant(1));
            return [h[1], h[0]];
        });
        return b.Add(b.Load(last[0], b.Constant(0)), b.Multiply(b.Load(last[1], b.Constant(1)), p[0]));
    }, 0.7);

    private static Value[] For(Builder b, Value lower, Value upper, int step, Value[] initial, Func<Builder, Value, Value[], Value[]> write)
    {
        var index = new Value(IrType.Int, "i");
        Value[] carried = [.. initial.Select((v, n) => new Value(v.Type, "c" + n))];
        var body = new Block([index, .. carried]);
        body.Terminator = Terminator.Yield(write(new Builder(body), index, carried));
        Value[] results = [.. carried.Select(c => new Value(c.Type, c.Name))];
        b.Append(new ForOp(lower, upper, initial, step, false, body, results));
        return results;
    }

    private static Value[] If(Builder b, Value condition, Func<Builder, Value[]> then, Func<Builder, Value[]> otherwise)
    {
        Block[] blocks = [new(), new()];
        blocks[0].Terminator = Terminator.Yield(then(new Builder(blocks[0])));
        blocks[1].Terminator = Terminator.Yield(otherwise(new Builder(blocks[1])));
        Value[] results = [.. blocks[0].Terminator.Operands.Select(v => new Value(v.Type))];
        b.Append(new IfOp(condition, blocks[0], blocks[1], results));
        return results;
    }

    private static void Check(string[] names, Func<Builder, Value[], Value> write, params double[] point)
    {
        Value[] parameters = [.. names.Select(n => new Value(IrType.Double, n))];
        var body = new Block();
        Value result = write(new Builder(body), parameters);
        body.Terminator = Terminator.Yield(result);
        var function = new IrFunction("F", "F", [.. parameters.Select(p => new IrParameter(p, p.Name!, IrType.Double, PassingMode.Value, false))],
            [new IrResult(IrType.Double)], body);
        Assert.Null(Verifier.Verify(function));
        ParameterNames[] derivatives = [.. names.Select(n => new ParameterNames("d" + n, n + "Bar", n + "Dot"))];
        var module = new IrModule(function, new Dictionary<string, IrFunction>(), []);

        double value = Value(point);
        double[] gradient = Companion(CompanionKind.Gradient, [.. point]);
        Assert.Equal(value, gradient[0]);
        double[] pullback = Companion(CompanionKind.Pullback, [.. point, 1.5]);
        for (int i = 0; i < point.Length; i++)
        {
            double expected = Difference(i);
            Close(expected, gradient[i + 1]);
            Close(1.5 * expected, pullback[i]);
            double[] direction = new double[point.Length];
            direction[i] = 1;
            double[] tangent = Companion(CompanionKind.Tangent, [.. point, .. direction]);
            Assert.Equal(value, tangent[0]);
            Close(expected, tangent[1]);
        }

        double Value(double[] x) => (double)new IrMachine().Run(function, [.. x.Cast<object>()])[0];

        double Difference(int i)
        {
            double Central(double h)
            {
                double[] up = [.. point], down = [.. point];
                up[i] += h;
                down[i] -= h;
                return (Value(up) - Value(down)) / (2 * h);
            }

            return ((4 * Central(5e-5)) - Central(1e-4)) / 3;
        }

        double[] Companion(CompanionKind kind, double[] arguments)
        {
            CompanionResult built = CompanionBuilder.Build(module, new CompanionRequest(kind, derivatives), default);
            Assert.NotNull(built.Companion);
            Assert.Null(Verifier.Verify(built.Companion!.Function));
            return [.. new IrMachine().Run(built.Companion.Function, [.. arguments.Cast<object>()]).Cast<double>()];
        }

        static void Close(double expected, double actual) => Assert.InRange(actual, expected - 1e-8 * (1 + Math.Abs(expected)), expected + 1e-8 * (1 + Math.Abs(expected)));
    }
}
