using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

public class MemoryTests
{
    private static readonly IrType Vector = IrType.Array(IrType.Double);

    [Fact]
    public void Stores_and_accumulates()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", Vector), w = ir.Double("w");
        Value zero = ir.Number(0), one = ir.Number(1);
        b.Store(x, b.Multiply(b.Load(x, one), w), one);
        b.Accumulate(x, b.Multiply(w, w), zero);
        b.Accumulate(x, b.Negate(w), one);
        b.Store(x, w, ir.Number(2));
        ir.Returns();
        Assert.Equal(
            """
            x[1] *= w;
            x[0] += w * w;
            x[1] -= w;
            x[2] = w;
            """,
            ir.Body());
        double[] memory = [1, 2, 3];
        ir.Run(memory, 3.0);
        Assert.Equal([10, 3, 3], memory);
    }

    [Fact]
    public void A_load_does_not_move_over_a_store()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Parameter("x", Vector);
        Value zero = ir.Number(0);
        Value old = b.Load(x, zero);
        b.Store(x, ir.Number(5.0), zero);
        ir.Returns(b.Add(old, b.Load(x, zero)));
        Assert.Equal(
            """
            double xElement = x[0];
            x[0] = 5;
            return xElement + x[0];
            """,
            ir.Body());
        Assert.Equal(6.0, ir.Run(new double[] { 1 }));
    }

    [Fact]
    public void Lengths_slices_and_new_arrays()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        IrType span = IrType.ReadOnlySpan(IrType.Double), matrix = IrType.Rectangular(IrType.Double, 2), jagged = IrType.Array(Vector);
        Value x = ir.Parameter("x", Vector), m = ir.Parameter("m", matrix), j = ir.Parameter("j", jagged);
        Value rows = Sketch.Named(b.Length(m), "rows");
        Value columns = Sketch.Named(b.Length(m, 1), "columns");
        Value row = b.Append(new SliceOp([x, ir.Number(1), rows], new Value(span, "row"))).Result;
        Value tail = b.Append(new SliceOp([row, ir.Number(1)], new Value(span, "tail"))).Result;
        Value xBar = b.Append(new AllocateLikeOp(x, new Value(Vector, "xBar"))).Result;
        Value mBar = b.Append(new AllocateLikeOp(m, new Value(matrix, "mBar"))).Result;
        Value jBar = b.Append(new AllocateLikeOp(j, new Value(jagged, "jBar"))).Result;
        Value old = b.Append(new SnapshotOp(tail, new Value(Vector, "old"))).Result;
        Value copy = b.Append(new SnapshotOp(x, new Value(Vector, "copy"))).Result;
        Value table = b.Append(new AllocateOp([columns], new Value(jagged, "table"), onStack: false)).Result;
        Value work = b.Append(new AllocateOp([rows], new Value(IrType.Span(IrType.Double), "work"), onStack: true)).Result;
        b.Store(work, b.Load(row, ir.Number(0)), ir.Number(0));
        b.Store(xBar, b.Load(old, ir.Number(0)), ir.Number(0));
        b.Store(mBar, b.Load(work, ir.Number(0)), ir.Number(1), ir.Number(0));
        b.Store(table, copy, ir.Number(0));
        b.Store(jBar, xBar, ir.Number(0));
        ir.Returns(mBar, jBar, table);
        Assert.Equal(
            """
            int rows = m.GetLength(0);
            int columns = m.GetLength(1);
            global::System.ReadOnlySpan<double> row = new global::System.ReadOnlySpan<double>(x, 1, rows);
            global::System.ReadOnlySpan<double> tail = row.Slice(1);
            double[] xBar = new double[x.Length];
            double[,] mBar = new double[m.GetLength(0), m.GetLength(1)];
            double[][] jBar = global::Fluxion.CompilerServices.Buffers.ZerosLike(j);
            double[] old = tail.ToArray();
            double[] copy = (double[])x.Clone();
            double[][] table = new double[columns][];
            global::System.Span<double> work = stackalloc double[rows];
            work[0] = row[0];
            xBar[0] = old[0];
            mBar[1, 0] = work[0];
            table[0] = copy;
            jBar[0] = xBar;
            return (mBar, jBar, table);
            """,
            ir.Body());
        var (matrixBar, jaggedBar, tableOf) = ((double[,], double[][], double[][]))ir.Run(new double[] { 1, 2, 3 }, new double[2, 3], new double[][] { [1] })!;
        Assert.Equal(2.0, matrixBar[1, 0]);
        Assert.Equal([3, 0, 0], jaggedBar[0]);
        Assert.Equal([1, 2, 3], tableOf[0]);
    }

    [Fact]
    public void Spans_are_exchanged_without_a_tuple()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        IrType span = IrType.ReadOnlySpan(IrType.Double);
        Value x = ir.Parameter("x", span), y = ir.Parameter("y", span), n = ir.Int("n");
        Value[] swapped = ir.For("i", ir.Number(0), n, [("x", x), ("y", y)], (_, carried) => [carried[1], carried[0]]);
        ir.Returns(b.Load(swapped[0], ir.Number(0)));
        string text = ir.Emit();
        Assert.Contains("buffer = y;", text, StringComparison.Ordinal);
        Compiled.Method(text);
    }

    [Fact]
    public void Tapes_carry_values_from_one_sweep_to_the_other()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value x = ir.Double("x"), n = ir.Int("n");
        Value tape = b.Append(new TapeOp(new Value(IrType.Tape(IrType.Double)))).Result;
        ir.At("x * x", "x = x * x;");
        Value[] last = ir.For("i", ir.Number(0), n, [("x", x)], (_, carried) =>
        {
            b.Append(new PushOp(tape, carried[0]));
            return [Sketch.Named(b.Multiply(carried[0], carried[0]), "x")];
        });
        b.IsAdjoint = true;
        Value seed = Sketch.Named(ir.Number(1.0), "xBar");
        Value[] adjoint = ir.For("i", b.Arithmetic(Operator.Subtract, n, ir.Number(1)), ir.Number(0), [("xBar", seed)], (_, carried) =>
        {
            Value old = b.Append(new PopOp(tape, new Value(IrType.Double, "x"))).Result;
            return [Sketch.Named(b.Multiply(carried[0], b.Multiply(ir.Number(2.0), old)), "xBar")];
        }, step: -1, inclusive: true);
        b.Append(new ReleaseOp(tape));
        ir.Returns(last[0], adjoint[0]);
        Assert.Equal(
            """
            var tape = new global::Fluxion.CompilerServices.Tape<double>();
            for (int i = 0; i < n; i++)
            {
                tape.Push(x);
                x *= x;
            }

            double xBar = 1;
            for (int i = n - 1; i >= 0; i--)
            {
                double x1 = tape.Pop();    // x = x * x
                xBar *= 2 * x1;
            }
            tape.Release();
            return (x, xBar);
            """,
            ir.Body());
        Assert.Equal((256.0, 1024.0), ir.Run(2.0, 3));
    }

    [Fact]
    public void Deliveries_read_what_a_parameter_came_in_with()
    {
        var ir = new Sketch();
        Value x = ir.Parameter("x", IrType.Double, PassingMode.Ref), y = ir.Parameter("y", IrType.Double, PassingMode.Ref);
        ir.Deliveries.AddRange([new(DeliveryKind.Assign, "x"), new(DeliveryKind.Accumulate, "y"), new(DeliveryKind.Return)]);
        ir.Returns(y, ir.Builder.Negate(x), ir.Builder.Multiply(y, y));
        object?[] arguments = [2.0, 3.0];
        Assert.Equal(9.0, Compiled.Method(ir.Emit()).Invoke(null, arguments));
        Assert.Equal([3.0, 1.0], arguments);
    }
}
