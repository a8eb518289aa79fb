using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Contract;

public class ClashTests
{
    [Fact]
    public async Task A_companion_like_a_method_of_the_users_is_left_out()
    {
        string source = Harness.Model("""
            [Differentiable]
            public static double F(double x) => x;
            public static double Pullback_F(double a, double b, in double c) => a;
            [Differentiable]
            public static double G(double x) => x;
            """);
        var files = Harness.Generate(Harness.Compile(source), out Compilation complete);
        Assert.DoesNotContain(Harness.Signatures(files), s => s.Contains("Pullback_F", StringComparison.Ordinal));
        Assert.Contains(Harness.Signatures(files), s => s.Contains("Gradient_F", StringComparison.Ordinal));
        Assert.Contains(Harness.Signatures(files), s => s.Contains("Pullback_G", StringComparison.Ordinal));
        Assert.Empty(Harness.Problems(complete));
        Diagnostic diagnostic = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(source)), d => d.Id == "FLX0005");
        Assert.Equal("'Pullback_F(double, double, ref double)' cannot be generated beside 'Model.Pullback_F(double, double, in double)'. Rename one of the two, or change the parameters.", diagnostic.GetMessage());
    }

    [Fact]
    public async Task The_later_of_two_equal_companions_is_left_out()
    {
        // Gradient_F(double[], Span<double>) fills dX for the one and is the tuple for the other.
        string source = Harness.Model("""
            [Differentiable]
            public static double F(double[] x) => x[0];
            [Differentiable]
            public static double F(double[] x, Span<double> y) => x[0] * y[0];
            """);
        var files = Harness.Generate(Harness.Compile(source), out Compilation complete);
        Assert.Equal(2, files.Length);
        Assert.Empty(Harness.Problems(complete));
        Diagnostic diagnostic = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(source)), d => d.Id == "FLX0005");
        Assert.Equal(6, diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1);
    }

    [Fact]
    public void Overloads_and_names_that_differ_in_case_get_files_of_their_own()
    {
        var files = Harness.Generate(Harness.Compile(Harness.File("""
            namespace A
            {
                public static partial class Model
                {
                    [Differentiable] public static double F(double x) => x;
                    [Differentiable] public static double F(float x) => x;
                    [Differentiable] public static double F(ref double x, int n) => x;
                    [Differentiable] public static double f(double x) => x;
                    public static partial class Inner<T> { [Differentiable] public static double F(double x) => x; }
                    public partial record struct Model2 { [Differentiable] private static double F(double x, [Constant] System.Collections.Generic.List<T?>? l = null) => x; public class T; }
                }
                public static partial class model { [Differentiable] public static double F(double x) => x; }
                public partial interface IModel { [Differentiable] public static double F(double x) => x; }
            }
            namespace a { public static partial class Model { [Differentiable] internal static double F(double x) => x; } }
            """)), out Compilation complete);
        Assert.Equal(9, files.Length);
        Assert.Equal(9, files.Select(f => f.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(Harness.Problems(complete));
    }

    [Fact]
    public void One_file_a_method_named_after_it() =>
        Assert.Equal(
            "Test.Neuron.Loss(double,ref_double,double[]).g.cs",
            Assert.Single(Harness.Generate(Harness.Compile(Harness.File("namespace Test; static partial class Neuron { [Differentiable] static double Loss(double a, ref double b, double[] c) => a; }")), out _)).HintName);
}
