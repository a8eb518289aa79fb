using System.Reflection;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary>Marked methods of a referenced assembly, which are differentiated by their companions there.</summary>
public class OtherAssemblyTests
{
    private const string Library = """
        using System;
        using Fluxion;
        namespace Densities;
        public enum Tail { Lower, Upper }
        public static partial class Normal
        {
            [Differentiable(Order = 3)]
            public static double LogDensity(double x, double mean, double deviation = 1)
            {
                double z = (x - mean) / deviation;
                return -z * z / 2 - Math.Log(deviation) - Math.Log(2 * Math.PI) / 2;
            }
            [Differentiable]
            public static double Scaled(double x, [Constant] double scale, [Constant] int power, [Constant] Tail tail) => Math.Pow(x / scale, power) * (tail == Tail.Upper ? 1 : -1);
            [Differentiable("b")]
            public static float Single(float a, float b) => a * b * b;
            [Differentiable]
            public static double Sum(double[] x) { double s = 0; foreach (double v in x) s += v; return s; }
            [Differentiable(Order = 2)]
            public static double @class(double @in, double gradient) => @in * @in * gradient;
            [Differentiable]
            public static double Mixed(float x, double y) => x * x * y;
            public static double Unmarked(double x) => x * x;
        }
        """;

    private static readonly MetadataReference Reference = MetadataReference.CreateFromImage(Image);

    private static byte[] Image
    {
        get
        {
            Harness.Generate(Harness.Compile(Library).WithAssemblyName("Densities"), out Compilation complete);
            return Emit(complete);
        }
    }

    // ∂/∂x = −z/s, ∂/∂m = z/s, ∂/∂s = (z² − 1)/s; their derivatives in closed form.
    [Fact]
    public void A_likelihood_of_every_order()
    {
        double[] actual = Use("""
            [Differentiable(Order = 3)]
            public static double F(double mean, double logDeviation, [Constant] double[] y)
            {
                double sum = 0;
                for (int i = 0; i < y.Length; i++)
                    sum -= Normal.LogDensity(deviation: Math.Exp(logDeviation), x: y[i], mean: mean);
                return sum;
            }
            public static double[] Use()
            {
                double[] y = [1.5, -0.25, 2];
                var (value, gradient, hessian) = Hessian_F(0.5, 0.2, y);
                var third = ThirdDerivative_F(0.5, 0.2, y, 1, 0.5, -2, 0.75);
                double mBar = 0, lBar = 0;
                Pullback_F(0.5, 0.2, y, 2, ref mBar, ref lBar);
                return [value - F(0.5, 0.2, y), .. gradient, hessian[0, 0], hessian[0, 1], hessian[1, 1], mBar, lBar, Tangent_F(0.5, 0.2, y, 1, 0.5).Dot,
                    third.hMean, third.hLogDeviation, third.hMean2, third.hLogDeviation2, third.tMean, third.tLogDeviation];
            }
            """);
        double m = 0.5, w = Math.Exp(-0.4), first = 0, square = 0;
        foreach (double y in new[] { 1.5, -0.25, 2 })
        {
            first += y - m;
            square += (y - m) * (y - m);
        }

        // Σ (y − m)² e^(−2l) / 2 + n l: exact derivatives with respect to m and l.
        double gm = -first * w, gl = 3 - (square * w), mm = 3 * w, ml = 2 * first * w, ll = 2 * square * w;
        double mml = -6 * w, mll = -4 * first * w, lll = -4 * square * w;
        double u0 = 1, u1 = 0.5, v0 = -2, v1 = 0.75;
        Near(
            [0, gm, gl, mm, ml, ll, 2 * gm, 2 * gl, gm + (0.5 * gl), (mm * u0) + (ml * u1), (ml * u0) + (ll * u1), (mm * v0) + (ml * v1), (ml * v0) + (ll * v1),
                (mml * ((u0 * v1) + (u1 * v0))) + (mll * u1 * v1), (mml * u0 * v0) + (mll * ((u0 * v1) + (u1 * v0))) + (lll * u1 * v1)],
            actual);
    }

    [Fact]
    public void Default_arguments_constants_enums_and_single_precision() => Near(
        [(-0.5 * 0.5 / 2) - (Math.Log(2 * Math.PI) / 2) + 0.125 + 12, -0.5 + 0.75 + (3 * 2 * 2 * 4), 2 * 1.5 * 2 * 2],
        Use("""
            [Differentiable]
            public static double F(double x) => Normal.LogDensity(x, 0) + Normal.Scaled(x, 1, 3, Tail.Upper) + (double)Normal.Single(3, (float)(x * 4));
            [Differentiable]
            public static float G(float b) => Normal.Single(1.5f, b) * 2;
            public static double[] Use()
            {
                var (value, dX) = Gradient_F(0.5);
                return [value, dX, Gradient_G(2).dB];
            }
            """));

    // s · l(s), with l' = (1/s² − 1)/s: what nobody has named, needed again in the reverse sweep; and names that are keywords.
    [Fact]
    public void Results_without_a_name_and_names_that_are_keywords()
    {
        const double S = 0.75;
        double density = (-1 / (2 * S * S)) - Math.Log(S) - (Math.Log(2 * Math.PI) / 2), slope = ((1 / (S * S)) - 1) / S, bend = (1 / (S * S)) - (3 / (S * S * S * S));
        Near(
            [S * density, density + (S * slope), (2 * slope) + (S * bend), 2 * density * slope, S * S * S, 3 * S * S, 6 * S],
            Use("""
                [Differentiable(Order = 2)] public static double F(double s) => s * Normal.LogDensity(1, 0, s);
                [Differentiable] public static double G(double s) => Math.Pow(Normal.LogDensity(1, 0, s), 2);
                [Differentiable(Order = 2)] public static double H(double x) { double r = Normal.@class(x, x); return r; }
                public static double[] Use()
                {
                    var f = Hessian_F(0.75);
                    var h = Hessian_H(0.75);
                    return [f.Value, f.Gradient[0], f.Hessian[0, 0], Gradient_G(0.75).dS, h.Value, h.Gradient[0], h.Hessian[0, 0]];
                }
                """));
    }

    [Fact]
    public async Task What_is_data_there_is_an_error_here()
    {
        var compilation = Harness.Compile(Harness.File("using Densities;\npublic static partial class Model { [Differentiable] public static double F(double x) => Normal.Scaled(x, x, 2, Tail.Lower); }")).AddReferences(Reference);
        Diagnostic finding = Assert.Single(await Harness.AnalyzeAsync(compilation));
        Assert.Equal("FLX0103", finding.Id);
        Assert.Contains("Its argument 'x' carries a derivative and is data there.", finding.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Differentiable(Order = 2)] public static double F(double x) => Normal.Scaled(x, 2, 2, Tail.Lower);", "FLX0154", "Mark it with that 'Order' in its own project")]
    [InlineData("[Differentiable] public static double F(double[] x) => Normal.Sum(x);", "FLX0104")]
    [InlineData("[Differentiable] public static double F(float x, double y) => Normal.Mixed(x, y);", "FLX0104")]
    [InlineData("[Differentiable] public static double F(double x) => Normal.Unmarked(x);", "FLX0103")]
    public async Task What_has_no_companion_is_an_error(string member, string id, string message = "")
    {
        Diagnostic found = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(Harness.File($"using Densities;\npublic static partial class Model {{ {member} }}")).AddReferences(Reference)));
        Assert.Equal(id, found.Id);
        Assert.Contains(message, found.GetMessage(), StringComparison.Ordinal);
    }

    private static double[] Use(string members)
    {
        byte[] library = Image;
        var files = Harness.Generate(Harness.Compile(Harness.File($"using Densities;\npublic static partial class Model\n{{\n{members}\n}}\n")).AddReferences(MetadataReference.CreateFromImage(library)), out Compilation complete);
        Assert.True(Harness.Problems(complete).Length == 0, string.Join("\n", Harness.Problems(complete).AsEnumerable()) + "\n" + string.Join("\n", files.Select(file => file.SourceText.ToString())));
        var context = new System.Runtime.Loader.AssemblyLoadContext("Densities", isCollectible: true);
        context.LoadFromStream(new MemoryStream(library));
        Assembly assembly = context.LoadFromStream(new MemoryStream(Emit(complete)));
        return (double[])assembly.GetType("Model")!.GetMethod("Use")!.Invoke(null, [])!;
    }

    private static byte[] Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return stream.ToArray();
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 1e-13 * (1 + Math.Abs(expected[i])), $"[{i}]: {actual[i]:R} is not {expected[i]:R}");
    }
}
