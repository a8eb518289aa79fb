using Fluxion.Generator.Ir;
using Xunit;

namespace Fluxion.Generator.Tests.Emission;

public class LogitTests
{
    /// <summary>A negative log-likelihood whose loop over observations runs its adjoint in the same pass.</summary>
    private static Sketch Likelihood()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        IrType data = IrType.ReadOnlySpan(IrType.Double);
        Value beta = ir.Parameter("beta", IrType.Array(IrType.Double)), x = ir.Parameter("x", data), y = ir.Parameter("y", data);
        Value gradient = ir.Parameter("dBeta", IrType.Span(IrType.Double));
        ir.Prologue.Add("dBeta.Clear();");
        Value[] sum = ir.For("i", ir.Number(0), b.Length(y), [("sum", Sketch.Named(ir.Number(0.0), "sum"))], (i, outer) =>
        {
            Value count = b.Length(beta);
            Value row = b.Append(new SliceOp([x, b.Arithmetic(Operator.Multiply, i, count), count], new Value(data, "row"))).Result;
            Value[] eta = ir.For("j", ir.Number(0), count, [("eta", Sketch.Named(ir.Number(0.0), "eta"))], (j, inner) =>
                [Sketch.Named(b.Add(inner[0], b.Multiply(b.Load(beta, j), b.Load(row, j))), "eta")]);
            Value positive = b.Compare(Operator.Greater, eta[0], ir.Number(0.0));
            Value e = ir.Math("Exp", b.Select(positive, b.Negate(eta[0]), eta[0]));
            Value log = ir.Math("Log", b.Add(ir.Number(1.0), e));
            Value next = b.Subtract(b.Select(positive, b.Add(eta[0], log), log), b.Multiply(b.Load(y, i), eta[0]));
            Value total = Sketch.Named(b.Add(outer[0], next), "sum");
            b.IsAdjoint = true;
            ir.At("Log1pExp(eta)", "sum += Log1pExp(eta) - y[i] * eta;");
            Value onePlus = b.Add(ir.Number(1.0), e);
            Value etaBar = Sketch.Named(b.Select(positive, b.Divide(ir.Number(1.0), onePlus), b.Divide(e, onePlus)), "etaBar");
            ir.At("y[i] * eta", "sum += Log1pExp(eta) - y[i] * eta;");
            etaBar = Sketch.Named(b.Subtract(etaBar, b.Load(y, i)), "etaBar");
            ir.At("eta += beta[j] * row[j]", "eta += beta[j] * row[j];");
            ir.For("j", ir.Number(0), count, [], (j, _) =>
            {
                b.Accumulate(gradient, b.Multiply(etaBar, b.Load(row, j)), j);
                return [];
            });
            b.IsAdjoint = false;
            return [total];
        });
        return ir.Returns(sum[0]);
    }

    [Fact]
    public void Reads_as_if_written_by_hand() => Assert.Equal(
        """
        dBeta.Clear();

        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            global::System.ReadOnlySpan<double> row = x.Slice(i * beta.Length, beta.Length);
            double eta = 0;
            for (int j = 0; j < beta.Length; j++)
                eta += beta[j] * row[j];
            bool positive = eta > 0;
            double e = global::System.Math.Exp(positive ? -eta : eta);
            double log = global::System.Math.Log(1 + e);
            sum += (positive ? eta + log : log) - y[i] * eta;

            double s = 1 + e;                            // sum += Log1pExp(eta) - y[i] * eta
            double etaBar = positive ? 1 / s : e / s;
            etaBar -= y[i];
            global::Fluxion.CompilerServices.Buffers.AddScaled(dBeta, etaBar, row, beta.Length);    // eta += beta[j] * row[j]
        }
        return sum;
        """,
        Likelihood().Body());

    // By hand: for one observation, the gradient is (σ(η) − y)·row.
    [Fact]
    public void Gives_the_gradient()
    {
        const string Call = """
            public static double Sum(double[] beta, double[] x, double[] y, double[] dBeta) => F(beta, x, y, dBeta);
            """;
        var type = Compiled.Method(Likelihood().Emit(), more: Call).DeclaringType!;
        double[] gradient = [9, 9];
        object? value = type.GetMethod("Sum")!.Invoke(null, [new[] { 0.5, -0.25 }, new[] { 1.0, 2, 1, 4 }, new[] { 1.0, 0 }, gradient]);
        double second = 1 / (1 + Math.Exp(0.5));
        Assert.Equal(Math.Log(2) + Math.Log(1 + Math.Exp(-0.5)), (double)value!, 1e-15);
        Assert.Equal(-0.5 + second, gradient[0], 1e-15);
        Assert.Equal(-1 + 4 * second, gradient[1], 1e-15);
    }
}
