using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Contract;

/// <summary>The signatures of companions follow from the declaration alone.</summary>
public class SignatureTests
{
    [Fact]
    public void Scalars() => Check(
        """
        [Differentiable]
        public static double Loss(double param, double intc, [Constant] double x, int n = 3) => param * intc * x + n;
        """,
        "(double Value, double dParam, double dIntc) Gradient_Loss(double param, double intc, double x, int n = 3)",
        "void Pullback_Loss(double param, double intc, double x, int n, double resultBar, ref double paramBar, ref double intcBar)",
        "(double Value, double Dot) Tangent_Loss(double param, double intc, double x, int n, double paramDot, double intcDot)",
        "Objective<(double Param, double Intc)> Objective_Loss(double param, double intc, double x, int n = 3)");

    [Fact]
    public void Named_parameters_only() => Check(
        """
        [Differentiable(nameof(b))]
        public static float Loss(float a, float b) => a * b;
        """,
        "(float Value, float dB) Gradient_Loss(float a, float b)",
        "void Pullback_Loss(float a, float b, float resultBar, ref float bBar)",
        "(float Value, float Dot) Tangent_Loss(float a, float b, float bDot)",
        "Objective<float> Objective_Loss(float a, float b)");

    [Fact]
    public void Second_order() => Check(
        """
        [Differentiable(Order = 2)]
        public static double Loss(double[] a, double b) => a[0] * b;
        """,
        "(double Value, double[] dA, double dB) Gradient_Loss(double[] a, double b)",
        "(double Value, double dB) Gradient_Loss(double[] a, double b, Span<double> dA)",
        "void Pullback_Loss(double[] a, double b, double resultBar, Span<double> aBar, ref double bBar)",
        "(double Value, double Dot) Tangent_Loss(double[] a, double b, Span<double> aDot, double bDot)",
        "(double Value, double[] dA, double dB, double[] hA, double hB) HessianVector_Loss(double[] a, double b, Span<double> aDot, double bDot)",
        "(double Value, double dB, double hB) HessianVector_Loss(double[] a, double b, Span<double> aDot, double bDot, Span<double> dA, Span<double> hA)",
        "(double Value, double[] Gradient, double[,] Hessian) Hessian_Loss(double[] a, double b)",
        "double Hessian_Loss(double[] a, double b, Span<double> gradient, Span<double> hessian)",
        "(double Value, double dB, CompilerServices.Lanes hB) HessianColumns_Loss(double[] a, double b, Span<CompilerServices.Lanes> aDot, CompilerServices.Lanes bDot, Span<double> dA, Span<CompilerServices.Lanes> hA)",
        "SmoothObjective<(double[] A, double B)> Objective_Loss(double[] a, double b)");

    [Fact]
    public void Third_order() => Check(
        """
        [Differentiable(Order = 3)]
        public static double Loss(double[] a, [Constant] double tA, double A) => a[0] * A;
        """,
        "(double Value, double[] da, double dA) Gradient_Loss(double[] a, double tA, double A)",
        "(double Value, double dA) Gradient_Loss(double[] a, double tA, double A, Span<double> da)",
        "void Pullback_Loss(double[] a, double tA, double A, double resultBar, Span<double> aBar, ref double ABar)",
        "(double Value, double Dot) Tangent_Loss(double[] a, double tA, double A, Span<double> aDot, double ADot)",
        "(double Value, double[] da, double dA, double[] ha, double hA) HessianVector_Loss(double[] a, double tA, double A, Span<double> aDot, double ADot)",
        "(double Value, double dA, double hA) HessianVector_Loss(double[] a, double tA, double A, Span<double> aDot, double ADot, Span<double> da, Span<double> ha)",
        "(double Value, double[] da, double dA, double[] ha, double hA, double[] ha2, double hA2, double[] ta, double tA_) ThirdDerivative_Loss(double[] a, double tA, double A, Span<double> aDot, double ADot, Span<double> aDot2, double ADot2)",
        "(double Value, double dA, double hA, double hA2, double tA_) ThirdDerivative_Loss(double[] a, double tA, double A, Span<double> aDot, double ADot, Span<double> aDot2, double ADot2, Span<double> da, Span<double> ha, Span<double> ha2, Span<double> ta)",
        "(double Value, double[] Gradient, double[,] Hessian) Hessian_Loss(double[] a, double tA, double A)",
        "double Hessian_Loss(double[] a, double tA, double A, Span<double> gradient, Span<double> hessian)",
        "(double Value, double dA, CompilerServices.Lanes hA) HessianColumns_Loss(double[] a, double tA, double A, Span<CompilerServices.Lanes> aDot, CompilerServices.Lanes ADot, Span<double> da, Span<CompilerServices.Lanes> ha)",
        "SmoothObjective<(double[] a, double A)> Objective_Loss(double[] a, double tA, double A)");

    [Fact]
    public void Buffers_and_scalars() => Check(
        """
        [Differentiable]
        public static double Nll(double[] beta, double logSigma, [Constant] ReadOnlySpan<double> x, [Constant] double[] y) => beta[0] * logSigma;
        """,
        "(double Value, double[] dBeta, double dLogSigma) Gradient_Nll(double[] beta, double logSigma, ReadOnlySpan<double> x, double[] y)",
        "(double Value, double dLogSigma) Gradient_Nll(double[] beta, double logSigma, ReadOnlySpan<double> x, double[] y, Span<double> dBeta)",
        "void Pullback_Nll(double[] beta, double logSigma, ReadOnlySpan<double> x, double[] y, double resultBar, Span<double> betaBar, ref double logSigmaBar)",
        "(double Value, double Dot) Tangent_Nll(double[] beta, double logSigma, ReadOnlySpan<double> x, double[] y, Span<double> betaDot, double logSigmaDot)",
        "Objective<(double[] Beta, double LogSigma)> Objective_Nll(double[] beta, double logSigma, ReadOnlyMemory<double> x, double[] y)");

    [Fact]
    public void Every_kind_of_buffer() => Check(
        """
        [Differentiable]
        public static double F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, [Constant] Span<double> work, int[] index) => a[0, 0] + b[0][0] + c[0] + d[0];
        """,
        "(double Value, double[,] dA, double[][] dB, double[] dC, double[] dD) Gradient_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index)",
        "double Gradient_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index, Span<double> dA, double[][] dB, Span<double> dC, Span<double> dD)",
        "void Pullback_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index, double resultBar, Span<double> aBar, double[][] bBar, Span<double> cBar, Span<double> dBar)",
        "(double Value, double Dot) Tangent_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index, Span<double> aDot, double[][] bDot, Span<double> cDot, ReadOnlySpan<double> dDot)",
        "double[,] Jacobian_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index)",
        "double Jacobian_F(double[,] a, double[][] b, Span<double> c, ReadOnlySpan<double> d, Span<double> work, int[] index, Span<double> jacobian)",
        "Objective<(double[,] A, double[][] B, double[] C, double[] D)> Objective_F(double[,] a, double[][] b, ReadOnlyMemory<double> c, ReadOnlyMemory<double> d, Memory<double> work, int[] index)");

    [Fact]
    public void Out_and_ref() => Check(
        """
        [Differentiable]
        public static double F(in double x, ref double y, out double z) { z = x; y *= x; return y; }
        """,
        "(double Value, double dX, double dY) Gradient_F(in double x, ref double y, out double z)",
        "void Pullback_F(in double x, ref double y, out double z, double resultBar, ref double xBar, ref double yBar, double zBar)",
        "(double Value, double Dot) Tangent_F(in double x, ref double y, out double z, double xDot, ref double yDot, out double zDot)",
        "double[,] Jacobian_F(in double x, ref double y, out double z)",
        "double Jacobian_F(in double x, ref double y, out double z, Span<double> jacobian)");

    [Fact]
    public void Tuples() => Check(
        """
        [Differentiable]
        public static (double Sum, int Count) F(double x) => (x, 1);
        """,
        "void Pullback_F(double x, (double Sum, int Count) resultBar, ref double xBar)",
        "((double Sum, int Count) Value, (double Sum, int Count) Dot) Tangent_F(double x, double xDot)",
        "double[,] Jacobian_F(double x)",
        "(double Sum, int Count) Jacobian_F(double x, Span<double> jacobian)");

    [Fact]
    public void Arrays() => Check(
        """
        [Differentiable]
        public static float[] F(float[] x) => x;
        """,
        "void Pullback_F(float[] x, ReadOnlySpan<float> resultBar, Span<float> xBar)",
        "(float[] Value, float[] Dot) Tangent_F(float[] x, Span<float> xDot)",
        "float[,] Jacobian_F(float[] x)",
        "LeastSquares<float[]> LeastSquares_F(float[] x)");

    [Fact]
    public void In_place() => Check(
        """
        [Differentiable]
        public static void F(Span<double> x, double scale) { x[0] *= scale; }
        """,
        "void Pullback_F(Span<double> x, double scale, Span<double> xBar, ref double scaleBar)",
        "void Tangent_F(Span<double> x, double scale, Span<double> xDot, double scaleDot)",
        "double[,] Jacobian_F(Span<double> x, double scale)",
        "void Jacobian_F(Span<double> x, double scale, Span<double> jacobian)");

    [Fact]
    public void Names_that_differ_in_case_keep_it() => Check(
        """
        [Differentiable]
        public static double F(double x, double X) => x * X;
        """,
        "(double Value, double dx, double dX) Gradient_F(double x, double X)",
        "void Pullback_F(double x, double X, double resultBar, ref double xBar, ref double XBar)",
        "(double Value, double Dot) Tangent_F(double x, double X, double xDot, double XDot)",
        "Objective<(double x, double X)> Objective_F(double x, double X)");

    [Fact]
    public void Names_that_C_sharp_reserves() => Check(
        """
        [Differentiable]
        public static double F(double value, double rest, double @class, double item1, double equals) => value;
        """,
        "(double Value, double dValue, double dRest, double dClass, double dItem1, double dEquals) Gradient_F(double value, double rest, double @class, double item1, double equals)",
        "void Pullback_F(double value, double rest, double @class, double item1, double equals, double resultBar, ref double valueBar, ref double restBar, ref double classBar, ref double item1Bar, ref double equalsBar)",
        "(double Value, double Dot) Tangent_F(double value, double rest, double @class, double item1, double equals, double valueDot, double restDot, double classDot, double item1Dot, double equalsDot)",
        "Objective<(double Value, double rest, double Class, double item1, double equals)> Objective_F(double value, double rest, double @class, double item1, double equals)");

    [Fact]
    public void Names_that_parameters_have_already() => Check(
        """
        [Differentiable("x", "result")]
        public static double F(double x, double xBar, double dX, double result) => x;
        """,
        "(double Value, double dX_, double dResult) Gradient_F(double x, double xBar, double dX, double result)",
        "void Pullback_F(double x, double xBar, double dX, double result, double resultBar, ref double xBar_, ref double resultBar_)",
        "(double Value, double Dot) Tangent_F(double x, double xBar, double dX, double result, double xDot, double resultDot)",
        "Objective<(double X, double Result)> Objective_F(double x, double xBar, double dX, double result)");

    [Fact]
    public void Default_values_keep_their_meaning() => Check(
        """
        public enum Kind { A, B }

        [Differentiable]
        public static double F(double x, float y = 1.5f, string name = "a\n", Kind kind = Kind.B, double limit = double.NaN, string? other = null, params int[] more) => x * y;
        """,
        "(double Value, double dX, float dY) Gradient_F(double x, float y = 1.5F, string name = \"a\\n\", Model.Kind kind = (Model.Kind)(1), double limit = double.NaN, string? other = default, params int[] more)"
            .Replace("Model.Kind", "global::Model.Kind").Replace("float dY)", "float dY, double dLimit)"),
        "void Pullback_F(double x, float y, string name, global::Model.Kind kind, double limit, string? other, int[] more, double resultBar, ref double xBar, ref float yBar, ref double limitBar)",
        "(double Value, double Dot) Tangent_F(double x, float y, string name, global::Model.Kind kind, double limit, string? other, int[] more, double xDot, float yDot, double limitDot)",
        "Objective<(double X, float Y, double Limit)> Objective_F(double x, float y = 1.5F, string name = \"a\\n\", global::Model.Kind kind = (global::Model.Kind)(1), double limit = double.NaN, string? other = default, params int[] more)");

    [Fact]
    public void Extension_methods_stay_ones() => Check(
        """
        [Differentiable]
        internal static double F(this double[] x) => x[0];
        """,
        "(double Value, double[] dX) Gradient_F(this double[] x)",
        "double Gradient_F(this double[] x, Span<double> dX)",
        "void Pullback_F(this double[] x, double resultBar, Span<double> xBar)",
        "(double Value, double Dot) Tangent_F(this double[] x, Span<double> xDot)",
        "Objective<double[]> Objective_F(this double[] x)");

    private static void Check(string members, params string[] expected)
    {
        ImmutableArray<GeneratedSourceResult> files = Harness.Generate(Harness.Compile(Harness.Model(members)), out Compilation complete);
        Assert.Equal(expected, Harness.Signatures(files));
        Assert.Empty(Harness.Problems(complete));
    }
}
