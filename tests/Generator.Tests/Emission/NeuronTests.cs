using Xunit;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Tests.Emission;

public class NeuronTests
{
    /// <summary>The gradient of <c>(y − σ(intc + param·x))²</c>, as differentiation and simplification leave it.</summary>
    private static Sketch Neuron()
    {
        var ir = new Sketch();
        Builder b = ir.Builder;
        Value param = ir.Double("param"), intc = ir.Double("intc"), x = ir.Double("x"), y = ir.Double("y");
        Value s = Sketch.Named(b.Add(intc, b.Multiply(param, x)), "s");
        Value e = ir.Math("Exp", b.Negate(s));
        Value p = Sketch.Named(b.Divide(ir.Number(1.0), b.Add(ir.Number(1.0), e)), "p");
        Value r = b.Subtract(y, p);
        Value value = ir.Math("Pow", r, ir.Number(2.0));
        b.IsAdjoint = true;
        ir.At("Math.Pow(y - p, 2)", "return Math.Pow(y - p, 2);");
        Value rBar = Sketch.Named(b.Multiply(ir.Number(2.0), r), "rBar");
        ir.At("y - p", "return Math.Pow(y - p, 2);");
        Value pBar = Sketch.Named(b.Negate(rBar), "pBar");
        ir.At("Math.Exp(-s)", "double p = 1 / (1 + Math.Exp(-s));");
        Value sBar = Sketch.Named(b.Arithmetic(Operator.Multiply, b.Arithmetic(Operator.Multiply, b.Arithmetic(Operator.Multiply, pBar, p), p), e), "sBar");
        ir.At("intc + param * x", "double s = intc + param * x;");
        Value paramBar = Sketch.Named(b.Multiply(sBar, x), "paramBar");
        return ir.Returns(value, paramBar, sBar);
    }

    [Fact]
    public void Reads_as_if_written_by_hand() => Assert.Equal(
        """
        double s = intc + param * x;
        double e = global::System.Math.Exp(-s);
        double p = 1 / (1 + e);
        double r = y - p;
        double value = global::System.Math.Pow(r, 2);

        double rBar = 2 * r;               // Math.Pow(y - p, 2)
        double pBar = -rBar;               // y - p
        double sBar = pBar * p * p * e;    // p = 1 / (1 + Math.Exp(-s))
        double paramBar = sBar * x;        // s = intc + param * x
        return (value, paramBar, sBar);
        """,
        Neuron().Body());

    // Reference: R's deriv at param = 3.5, intc = 5, x = 2.5, y = 6.5.
    [Fact]
    public void Gives_the_gradient()
    {
        var (value, param, intc) = ((double, double, double))Neuron().Run(3.5, 5.0, 2.5, 6.5)!;
        Assert.Equal(30.25001174473271, value, 1e-13 * 30);
        Assert.Equal(-2.936180327644603e-05, param, 1e-17);
        Assert.Equal(-1.174472131057841e-05, intc, 1e-17);
    }
}
