using System.Collections.Immutable;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>What is wrong with a declaration is an error at its place, in the user's words. The place is marked ⟦ ⟧.</summary>
public class DeclarationTests
{
    [Theory]
    [InlineData("FLX0001", "'Pricing' must be partial so that 'Gradient_Call' can be added to it.",
        "static class Pricing { [Differentiable] static double ⟦Call⟧(double spot) => spot; }")]
    [InlineData("FLX0001", "'Outer' must be partial so that 'Pullback_Call' can be added to it.",
        "class Outer { partial class Pricing { [Differentiable] static void ⟦Call⟧(double spot, out double value) => value = spot; } }")]
    [InlineData("FLX0002", "'F' has nothing to differentiate: it has no floating-point parameter.",
        "partial class C { [Differentiable] static double ⟦F⟧(int n) => n; }")]
    [InlineData("FLX0002", "'F' has nothing to differentiate: every floating-point parameter is constant.",
        "partial class C { [Differentiable] static double ⟦F⟧([Constant] double x) => x; }")]
    [InlineData("FLX0002", "'F' has nothing to differentiate: it neither returns nor writes a floating-point number.",
        "partial class C { [Differentiable] static void ⟦F⟧(double x) { } }")]
    [InlineData("FLX0003", "'ICurve' for 'curve' is not supported yet. Which methods are called on it has to be known. Take a struct or a sealed class that is declared in the project.",
        "partial class C { [Differentiable] static double F(double x, ICurve ⟦curve⟧) => curve.At(x); } interface ICurve { double At(double t); }")]
    [InlineData("FLX0003", "'IEnumerable<double>' for 'beta' is not supported yet. Use numbers, arrays, spans, lists, or structs of numbers declared in the project, or mark it [Constant] if it is data.",
        "partial class C { [Differentiable] static double F(System.Collections.Generic.IEnumerable<double> ⟦beta⟧, double s) => s; }")]
    [InlineData("FLX0003", "'ref double[]' for 'x' is not supported yet. Only single floating-point numbers can be passed that way.",
        "partial class C { [Differentiable] static double F(ref double[] ⟦x⟧) => x[0]; }")]
    [InlineData("FLX0003", "'Func<double, double>' for 'f' is not supported yet. Which function it is has to be known. Let a method without the attribute take it, and mark one that calls that method with a lambda or a method's name.",
        "partial class C { [Differentiable] static double F(double x, System.Func<double, double> ⟦f⟧) => x; }")]
    [InlineData("FLX0003", "'decimal' for 'price' is not supported yet. Use double, or mark it [Constant] if it is data.",
        "partial class C { [Differentiable] static double F(decimal ⟦price⟧, double s) => s; }")]
    [InlineData("FLX0003", "'Half[]' for 'w' is not supported yet. Use float or double, or mark it [Constant] if it is data.",
        "partial class C { [Differentiable] static double F(System.Half[] ⟦w⟧, double s) => s; }")]
    [InlineData("FLX0003", "'double?' for 'level' is not supported yet. Use double, and a bool for whether there is a value, or mark it [Constant] if it is data.",
        "partial class C { [Differentiable] static double F(double? ⟦level⟧, double s) => s; }")]
    [InlineData("FLX0003", "'double[,,]' for 'grid' is not supported yet. Use an array of one or two dimensions, or mark it [Constant] if it is data.",
        "partial class C { [Differentiable] static double F(double[,,] ⟦grid⟧, double s) => s; }")]
    [InlineData("FLX0003", "'List<Holding>' for 'all' is not supported yet. Collections of numbers have derivatives; of other things, arrays do. Pass a 'Holding[]', or mark it [Constant] if it is data.",
        "partial class D { [Differentiable] static double F(System.Collections.Generic.List<Holding> ⟦all⟧, double s) => s; } class Holding { public double Price; }")]
    [InlineData("FLX0003", "The return type 'decimal' is not supported yet. Return double.",
        "partial class C { [Differentiable] static decimal ⟦F⟧(double x) => (decimal)x; }")]
    [InlineData("FLX0004", "'F' has no parameter 'betas'. Did you mean 'beta'?",
        "partial class C { [Differentiable(⟦\"betas\"⟧)] static double F(double beta) => beta; }")]
    [InlineData("FLX0004", "'F' has no parameter 'sigma'.",
        "partial class C { [Differentiable(\"x\", ⟦\"sigma\"⟧)] static double F(double x) => x; }")]
    [InlineData("FLX0006", "'F' is an instance method of an interface, a generic class or a ref struct, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.",
        "partial class C<T> { [Differentiable] double ⟦F⟧(double x) => x; }")]
    [InlineData("FLX0003", "'Inner' for 'c' is not supported yet. The class that holds its derivatives stands beside it: make 'C' partial, or mark it [Constant] if it is data.",
        "partial class D { [Differentiable] static double F(C.Inner ⟦c⟧, double x) => x * c.A; } class C { public class Inner { public double A; } }")]
    [InlineData("FLX0003", "'Model' for 'c' is not supported yet. The class that holds its derivatives is called 'ModelGradient', and there is a type of that name. Rename one of them, or mark it [Constant] if it is data.",
        "partial class D { [Differentiable] static double F(Model ⟦c⟧, double x) => x * c.A; } class Model { public double A; } class ModelGradient { }")]
    [InlineData("FLX0003", "'Model<double>' for 'c' is not supported yet. 'Model' is generic, and generated code cannot reach its field '_a'. Make it internal, or a property that can be read, or mark it [Constant] if it is data.",
        "partial class D { [Differentiable] static double F(Model<double> ⟦c⟧, double x) => x * c.Get(); } class Model<T> { private T _a = default!; public T Get() => _a; }")]
    [InlineData("FLX0003", "'Model<(double, double)>' for 'c' is not supported yet. 'Model' is generic, and derivatives of its objects have no class for these type arguments yet. Use types with names, or arrays of them, or mark it [Constant] if it is data.",
        "partial class D { [Differentiable] static double F(Model<(double, double)> ⟦c⟧, double x) => x * c.A.Item1; } class Model<T> { public T A = default!; }")]
    [InlineData("FLX0006", "'F' is a generic method, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.",
        "partial class C { [Differentiable] static double ⟦F⟧<T>(double x) => x; }")]
    [InlineData("FLX0006", "'L' is a local function inside a method, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.",
        "partial class C { static double F(double x) { return L(x); [Differentiable] static double ⟦L⟧(double x) => x; } }")]
    [InlineData("FLX0006", "'F' is a member of a file-local type, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.",
        "file partial class C { [Differentiable] static double ⟦F⟧(double x) => x; }")]
    [InlineData("FLX0006", "'op_Addition' is an operator, which is not supported yet. Static methods, methods of structs and classes, and the static local functions of a top-level program can be marked.",
        "partial class C { [Differentiable] public static double operator ⟦+⟧(C c, double x) => x; }")]
    [InlineData("FLX0007", "Order = 4 is not supported yet.",
        "partial class C { [⟦Differentiable(Order = 4)⟧] static double F(double x) => x; }")]
    [InlineData("FLX0007", "Order = 2, for a method that does not return a number ('F'), is not supported yet.",
        "partial class C { [⟦Differentiable(Order = 2)⟧] static double[] F(double x) => [x]; }")]
    [InlineData("FLX0007", "Order = 2, with derivatives of 'a', which holds numbers of type float beside others of type double, is not supported yet.",
        "partial class C { [⟦Differentiable(Order = 2)⟧] static double F(double x, float[] a) => x * a[0]; }")]
    [InlineData("FLX0007", "Order = 2, with derivatives of 'b', which holds objects or matrices, is not supported yet.",
        "partial class C { [⟦Differentiable(Order = 2)⟧] static double F(double x, B b) => x * b.A; } class B { public double A; }")]
    [InlineData("FLX0008", "There is no derivative with respect to 'n': it is of type 'int'.",
        "partial class C { [Differentiable(\"x\", ⟦nameof(n)⟧)] static double F(double x, int n) => x; }")]
    [InlineData("FLX0008", "There is no derivative with respect to 'y': it is marked [Constant].",
        "partial class C { [Differentiable(\"x\", ⟦\"y\"⟧)] static double F(double x, [Constant] double y) => x; }")]
    public async Task Is_reported(string id, string message, string marked)
    {
        (string source, int start, int end) = Marked.Read(Harness.File(marked));
        Diagnostic diagnostic = Assert.Single(await Harness.AnalyzeAsync(Harness.Compile(source)), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage());
        Assert.Equal(source[start..end], source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]);
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, diagnostic.Descriptor.CustomTags);
    }

    [Fact]
    public void Callers_of_a_method_in_error_are_told_why()
    {
        Harness.Generate(
            Harness.Compile(Harness.Model("""
                [Differentiable(Order = 4)]
                public static double F(double x) => x;
                [Differentiable]
                public static double G(double x) => x;
                public static double Use() => Gradient_F(1).dX + Gradient_G(1).dX;
                """)),
            out Compilation complete);
        Diagnostic diagnostic = Assert.Single(complete.GetDiagnostics(), d => d is { Severity: DiagnosticSeverity.Error, DefaultSeverity: DiagnosticSeverity.Error });
        Assert.Equal("CS0619", diagnostic.Id);
        Assert.Contains("FLX0007: Order = 4 is not supported yet.", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RunAnalyzers")]
    [InlineData("RunAnalyzersDuringBuild")]
    public void The_generator_reports_where_analyzers_do_not_run(string property)
    {
        (string source, int start, _) = Marked.Read(Harness.File("static class Pricing { [Differentiable] static double ⟦Call⟧(double spot) => spot; }"));
        GeneratorDriver driver = Harness.Driver(options: new Options(new() { ["build_property." + property] = "false" })).RunGenerators(Harness.Compile(source));
        Diagnostic diagnostic = Assert.Single(driver.GetRunResult().Diagnostics);
        Assert.Equal("FLX0001", diagnostic.Id);
        Assert.Equal(("File0.cs", start), (diagnostic.Location.GetLineSpan().Path, diagnostic.Location.SourceSpan.Start));

        Assert.Empty(Harness.Driver().RunGenerators(Harness.Compile(source)).GetRunResult().Diagnostics);
    }
}
