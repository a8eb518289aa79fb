using Fluxion.Generator.Contract;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Fluxion.Generator.Tests.Contract;

/// <summary>What the contract itself writes compiles without a warning: checks, the allocating gradient, the Jacobian, the objective.</summary>
public class BodyTests
{
    [Theory]
    [InlineData("public static double F(double x, [Constant] double y) => x * y;")]
    [InlineData("public static float F(float x, float[] y, Span<float> z, float[,] a, float[][] b, ReadOnlySpan<float> r) => x;")]
    [InlineData("public static double F(double[] x, double y, Span<double> z, double[,] a, double[][] b, ReadOnlySpan<double> r, double w, int n, [Constant] Span<double> s, [Constant] double[][] t) => x[0];")]
    [InlineData("public static double F(double[] x, [Constant] ReadOnlySpan<double> y) => x[0];")]
    [InlineData("public static double F(in double x, ref double y, out double z) { z = 1; return x; }")]
    [InlineData("public static (double A, int B, double C) F(double[] point, double start) => (point[0], 1, start);")]
    [InlineData("public static double[] F(double[][] jacobian, double row, Span<double> seed) => jacobian[0];")]
    [InlineData("public static double[] F(double residuals, double[] direction, float tangent, double[,] gradient, Span<float> parameters) => direction;")]
    [InlineData("public static void F(double[,] column, [Constant] ref double output) { }")]
    [InlineData("public static double F(double[] value, double result, params double[] gradient) => value[0];")]
    [InlineData("internal static double F(this double @class, double @in = 3) => @class;")]
    public void Compiles(string member)
    {
        Compilation compilation = Harness.Compile(Harness.Model("[Differentiable(Order = 3)]\n" + member));
        var method = (IMethodSymbol)compilation.GetTypeByMetadataName("Model")!.GetMembers("F").Single();
        Declaration declaration = DeclarationReader.Read(method, CancellationToken.None)!.Declaration;
        string[] written = [.. declaration.Parameters.Where(p => p.IsWritable).Select(p => p.Name)];
        var prologue = new PrologueWriter(declaration, written, new Regions(FieldClass.NameOf(declaration), []));
        var documentation = new Documentation(declaration);
        string[] absent = ["throw new NotSupportedException();"];

        List<string> lines = ["#nullable enable", "using System;", "partial class Model", "{"];
        Add(Signatures.Gradient(declaration), documentation.Gradient(), s => Signatures.GradientInto(declaration) is { } into ? GradientWriter.Body(declaration, into) : prologue.Gradient().Concat(absent));
        Add(Signatures.GradientInto(declaration), documentation.GradientInto(), _ => prologue.GradientInto().Concat(absent));
        Add(Signatures.Pullback(declaration), documentation.Pullback(), _ => prologue.Pullback().Concat(absent));
        Add(Signatures.Tangent(declaration), documentation.Tangent(), _ => prologue.Tangent().Concat(absent));
        Signature? jacobian = Signatures.JacobianInto(declaration);
        Add(Signatures.Jacobian(declaration), documentation.Jacobian(isInto: false), _ => jacobian is null ? JacobianWriter.Body(declaration, written) : JacobianWriter.BodyOf(declaration, written, jacobian));
        Add(jacobian, documentation.Jacobian(isInto: true), _ => JacobianWriter.BodyInto(declaration, written, prologue.Jacobian()));
        Add(Signatures.Objective(declaration), documentation.Objective(), s => ObjectiveWriter.Body(declaration, s));
        Add(Signatures.LeastSquares(declaration), documentation.LeastSquares(), s => ObjectiveWriter.LeastSquares(declaration, s, written));
        foreach (DirectionalCompanion one in DirectionalCompanion.All)
        {
            Signature? into = HessianSignatures.DirectionalInto(declaration, one);
            Add(HessianSignatures.Directional(declaration, one), documentation.Directional(one, isInto: false), s => into is null ? prologue.Directional(one).Concat(absent) : DirectionalWriter.Body(declaration, one, into));
            Add(into, documentation.Directional(one, isInto: true), _ => prologue.Directional(one).Concat(absent));
        }

        Add(HessianSignatures.Hessian(declaration), documentation.Hessian(null), s => HessianWriter.Body(declaration, HessianSignatures.HessianInto(declaration)!));
        Add(HessianSignatures.HessianInto(declaration), documentation.Hessian(HessianSignatures.HessianInto(declaration)), _ => HessianWriter.BodyInto(declaration, written));
        lines.Add("}");

        Compilation complete = compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(string.Join("\n", lines), Harness.Parse, "Model.g.cs", cancellationToken: TestContext.Current.CancellationToken));
        Assert.True(Harness.Problems(complete).Length == 0, string.Join("\n", Harness.Problems(complete).Select(d => d.ToString())) + "\n" + string.Join("\n", lines));

        void Add(Signature? signature, IEnumerable<string> docs, Func<Signature, IEnumerable<string>> body)
        {
            if (signature is not null)
                lines.AddRange(new Member(declaration, signature, ["#pragma warning disable CS1573", .. docs]).With(body(signature)));
        }
    }
}
