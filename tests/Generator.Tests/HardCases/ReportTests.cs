using Fluxion.Generator.Tests.Contract;
using Fluxion.Generator.Tests.Generated;

namespace Fluxion.Generator.Tests.HardCases;

/// <summary><c>Derivative.Report</c>: values and Jacobians in closed form, and that it costs nothing elsewhere.</summary>
public class ReportTests
{
    [Fact]
    public void Values_and_derivatives_by_name()
    {
        var report = (DerivativeReport)Built.Use("""
            [Differentiable]
            public static double F(double logSigma, double[] beta, [Constant] double[] x)
            {
                double sigma = Derivative.Report(Math.Exp(logSigma), "sigma"), sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double mean = beta[0] + beta[1] * x[i];
                    if (x[i] > 0)
                        Derivative.Report(mean);
                    sum += mean * mean / sigma;
                }
                Fluxion.Derivative.Report(value: beta[1] / beta[0], name: "ratio");
                return sum;
            }
            public static object Use() => Report_F(0.5, [2, 3], [-1, 0.25, 4]);
            """)!;
        double sigma = Math.Exp(0.5);
        Assert.Equal(["sigma", "mean", "mean (2)", "ratio"], report.Names);
        Assert.Equal([sigma, 2.75, 14, 1.5], report.Values);
        Assert.Equal(3, report.Columns);
        double[][] rows = [[sigma, 0, 0], [0, 1, 0.25], [0, 1, 4], [0, -0.75, 0.5]];
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(rows[i], Enumerable.Range(0, 3).Select(j => report.Jacobian(i, j)));
        Assert.Equal(14, report["mean (2)"]);
        Assert.StartsWith("'median' was not reported. There are: sigma, mean, mean (2), ratio.", Assert.Throws<ArgumentException>("name", () => report["median"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_that_are_written_structs_and_references()
    {
        var report = (DerivativeReport)Built.Use("""
            public record struct P(double X, double Y);
            [Differentiable]
            public static void F(P p, ref double a, double[] x, out double y)
            {
                x[0] *= a;
                a = x[0] * p.Y;
                y = a + p.X;
                Derivative.Report(y);
                if (p.X < 0)
                    return;
                Last(x);
                void Last(double[] z) => Derivative.Report(z[0] * z[1], "x[0] * x[1]");
            }
            public static object Use()
            {
                double a = 2;
                double[] x = [3, 5];
                DerivativeReport report = Report_F(new P(1, 7), ref a, x, out double y);
                if (a != 42 || y != 43 || x[0] != 6)
                    throw new InvalidOperationException();
                return report;
            }
            """)!;
        Assert.Equal(["y", "x[0] * x[1]"], report.Names);
        Assert.Equal([43, 30], report.Values);
        // y = x0 a Y + X; x0 a x1
        Assert.Equal([1, 6, 21, 14, 0], Enumerable.Range(0, 5).Select(j => report.Jacobian(0, j)));
        Assert.Equal([0, 0, 15, 10, 6], Enumerable.Range(0, 5).Select(j => report.Jacobian(1, j)));
    }

    [Fact]
    public void An_objective_reports_also_where_elements_are_fixed_or_transformed()
    {
        var reports = (DerivativeReport[])Built.Use("""
            [Differentiable(Order = 2)]
            public static double F(double a, float b, double sigma) { Derivative.Report(a * b * sigma, "product"); return a * a + b * b + sigma; }
            public static object Use()
            {
                var objective = Objective_F(3, 5, 2);
                var fixedB = objective.Fix("b");
                var logSigma = objective.Transform("sigma", Transform.Log);
                return new[] { objective.Report(objective.Start), fixedB.Report([3, 2]), logSigma.Report(logSigma.Start), Objective_G(1).Report([1]) };
            }
            [Differentiable]
            public static double G(double a) => a * a;
            [Differentiable]
            public static float InSingle(float a) { float square = Derivative.Report(a * a, "square"); return square; }
            """)!;
        Assert.Equal([10, 6, 15], Enumerable.Range(0, 3).Select(j => reports[0].Jacobian(0, j)));
        Assert.Equal([10, 15], Enumerable.Range(0, 2).Select(j => reports[1].Jacobian(0, j)));
        Assert.Equal([10, 6, 30], Enumerable.Range(0, 3).Select(j => Math.Round(reports[2].Jacobian(0, j), 12)));
        Assert.Empty(reports[3].Values);
    }

    [Fact]
    public void It_costs_nothing_in_other_companions_and_a_marked_callee_keeps_its_own()
    {
        const string Members = "[Differentiable] public static double F(double x) { double y = Math.Sin(x) * H(x); {0} return y * y; } [Differentiable] public static double H(double x) { {1} return x * x; }";
        string plain = Harness.Generate(Harness.Model(Members.Replace("{0}", "", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal)));
        string reporting = Harness.Generate(Harness.Model(Members.Replace("{0}", "Derivative.Report(y);", StringComparison.Ordinal).Replace("{1}", "Derivative.Report(x);", StringComparison.Ordinal)));
        Assert.Equal(Body(plain), Body(reporting));
        Assert.Equal(2, reporting.Split("reports.Add(0);").Length - 1);

        static string Body(string text) => text.Split("Gradient_F(double x)")[1].Split("    }\n")[0];
    }

    [Fact]
    public async Task Of_objects_it_is_an_error_and_without_the_name_of_its_class_too()
    {
        var ofObject = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(Harness.File("public partial class Curve { public double A = 1; [Differentiable] public double At(double t) => Derivative.Report(A * t); }"))));
        Assert.Equal("FLX0007: Derivative.Report, with derivatives of 'this', which holds objects, is not supported yet.", $"{ofObject.Id}: {ofObject.GetMessage()}");
        var bare = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile("using static Fluxion.Derivative;\nusing Fluxion;\npublic static partial class C { [Differentiable] public static double F(double x) => Report(x); }")));
        Assert.StartsWith("FLX0104: ", $"{bare.Id}: {bare.GetMessage()}", StringComparison.Ordinal);
        Assert.Contains("write 'Derivative.Report'", bare.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => Report(x) * x; static double Report(double x) => Fluxion.Derivative.Report(x);", "only the marked method itself can report.")]
    [InlineData("static double Half(double x) { Derivative.Report(x); return x / 2; } [Differentiable] public static double F(double x) => Half(x);", "only the marked method itself can report.")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] string name) => Derivative.Report(x, name) * x;", "its name must be a constant.")]
    public async Task What_cannot_be_reported_is_an_error(string members, string message)
    {
        var found = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(Harness.Model(members))), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Equal("FLX0104", found.Id);
        Assert.Contains(message, found.GetMessage(), StringComparison.Ordinal);
    }
}
