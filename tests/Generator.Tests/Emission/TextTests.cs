using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

/// <summary>Text that C# would reject, warn of, or that a reader would stumble over.</summary>
public class TextTests
{
    private static readonly IrType Vector = IrType.Array(IrType.Double), View = IrType.Span(IrType.Double);

    [Fact]
    public void A_span_on_the_heap_is_an_array()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value n = ir.Int("n");
        Value work = b.Append(new AllocateOp([n], new Value(View, "work"), onStack: false)).Result;
        Value row = b.Append(new SliceOp([b.Append(new AllocateOp([n], new Value(View), onStack: false)).Result, ir.Number(1)], new Value(View, "row"))).Result;
        b.Store(work, b.Load(row, ir.Number(0)), ir.Number(0));
        ir.Returns(b.Length(work));
        Assert.Equal(
            """
            global::System.Span<double> work = new double[n];
            global::System.Span<double> row = ((global::System.Span<double>)new double[n]).Slice(1);
            work[0] = row[0];
            return work.Length;
            """,
            ir.Body());
        Assert.Equal(3, ir.Run(3));
    }

    [Fact]
    public void An_index_is_not_a_second_pair_of_brackets()
    {
        var ir = new Sketch();
        Value n = ir.Int("n");
        Value zeros = ir.Builder.Append(new AllocateOp([n], new Value(Vector), onStack: false)).Result;
        ir.Returns(ir.Builder.Load(zeros, ir.Number(1)));
        Assert.Equal("return (new double[n])[1];", ir.Body());
        Assert.Equal(0.0, ir.Run(2));
    }

    [Fact]
    public void A_flat_buffer_is_as_long_as_the_whole_matrix()
    {
        var ir = new Sketch();
        Value m = ir.Parameter("m", IrType.Rectangular(IrType.Double, 2));
        ir.Returns(ir.Builder.Append(new AllocateLikeOp(m, new Value(Vector, "mDot"))).Result);
        Assert.Equal(6, ((double[])ir.Run(new double[2, 3])!).Length);
    }

    [Fact]
    public void Stack_memory_that_a_branch_yields_becomes_an_array()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", Vector), n = ir.Int("n");
        Value stack = b.Append(new AllocateOp([n], new Value(View, "old"), onStack: true)).Result;
        b.Store(stack, ir.Number(7.0), ir.Number(1));
        Value[] chosen = ir.If(
            b.Compare(Operator.Greater, n, b.Length(x)),
            ["row"],
            () => [b.Append(new SliceOp([stack, ir.Number(1)], new Value(View))).Result],
            () => [b.Append(new SliceOp([x], new Value(View))).Result]);
        ir.Returns(b.Load(chosen[0], ir.Number(0)));
        Assert.Contains("old = new double[n];", ir.Body());
        Assert.Equal(7.0, ir.Run(new double[] { 3 }, 2));
        Assert.Equal(3.0, ir.Run(new double[] { 3, 4, 5 }, 2));
    }

    [Fact]
    public void A_view_of_stack_memory_shares_no_variable()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", Vector), n = ir.Int("n");
        Value first = b.Append(new SliceOp([x, ir.Number(1)], new Value(View, "row"))).Result;
        b.Store(first, ir.Number(2.0), ir.Number(0));
        Value stack = b.Append(new AllocateOp([n], new Value(View, "old"), onStack: true)).Result;
        Value second = b.Append(new SliceOp([stack, ir.Number(1)], new Value(View, "row"))).Result;
        b.Store(second, ir.Number(5.0), ir.Number(0));
        ir.Returns(b.Add(b.Load(second, ir.Number(0)), b.Load(x, ir.Number(1))));
        Assert.Equal(7.0, ir.Run(new double[] { 3, 4 }, 2));
    }

    [Fact]
    public void Constants_that_cannot_overflow_need_no_context()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value n = ir.Int("n");
        Value Product(int left) => b.Append(new ArithmeticOp(Operator.Multiply, [ir.Number(left), ir.Number(4)], new Value(IrType.Int))).Result;
        ir.Returns(b.Arithmetic(Operator.Add, n, Product(3)), b.Arithmetic(Operator.Add, n, Product(int.MaxValue)));
        Assert.Equal("return (n + 3 * 4, n + unchecked(2147483647 * 4));", ir.Body());
        Assert.Equal((13, -3), ir.Run(1));
    }

    [Fact]
    public void Numbers_go_on_from_a_name_that_ends_in_one()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x"), v2 = ir.Double("v2");
        Value next = Sketch.Named(b.Multiply(x, v2), "v2");
        Value user = Sketch.Named(b.Multiply(next, v2), "v3");
        ir.Returns(b.Add(b.Multiply(next, v2), b.Multiply(user, user)), user);
        Assert.Contains("double v4 = x * v2;\ndouble v3 = v4 * v2;", ir.Body());
    }

    [Fact]
    public void All_of_a_chain_has_braces_or_none()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", Vector), n = ir.Int("n");
        ir.If(b.Compare(Operator.Greater, n, ir.Number(1)), [], () => { b.Store(x, ir.Number(1.0), n); return []; }, () =>
        {
            ir.If(b.Compare(Operator.Less, n, ir.Number(0)), [], () => { b.Store(x, ir.Number(2.0), ir.Number(0)); return []; },
                () => { b.Store(x, ir.Number(3.0), ir.Number(1)); return []; });
            return [];
        });
        ir.Returns();
        Assert.Equal(
            """
            if (n > 1)
                x[n] = 1;
            else if (n < 0)
                x[0] = 2;
            else
                x[1] = 3;
            """,
            ir.Body());
    }

    [Fact]
    public void A_choice_of_numbers_writes_whole_ones_whole()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x");
        Value half = b.Select(b.Compare(Operator.Equal, x, ir.Number(3.0)), ir.Number(0.5), ir.Number(1.0));
        ir.Returns(b.Select(b.Compare(Operator.Less, x, ir.Number(3.0)), ir.Number(0.0), half));
        Assert.Equal("return x < 3 ? 0 : x == 3 ? 0.5 : 1;", ir.Body());
        Assert.Equal(1.0, ir.Run(4.0));
    }

    [Fact]
    public void Names_of_elements()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value weights = ir.Parameter("weights", Vector);
        ir.For("i", ir.Number(0), b.Length(weights), [], (i, _) =>
        {
            Value element = b.Load(weights, i);
            b.Store(weights, b.Multiply(element, element), i);
            return [];
        });
        ir.Returns();
        Assert.Contains("double weightsI = weights[i];", ir.Body());
    }
}
