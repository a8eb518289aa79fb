using Fluxion.Generator.Ir;
using Fluxion.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Tests.Lowering;

/// <summary>What lowering makes of a few constructs; that it computes the same is tested elsewhere.</summary>
public class ShapeTests
{
    [Fact]
    public void The_neuron_is_a_sequence_of_named_values()
    {
        LoweringResult result = Source.Lower(Snippets.All["Neuron"]);

        Assert.Equal(
            """
            function C.F(double, double, double, double) (F)
              parameter Value double param = %0:param
              parameter Value double intc = %1:intc
              parameter Value double x = %2:x
              parameter Value double y = %3:y
              result double 
              double %4 = Multiply %0:param, %2:x  @0
              double %5:s = Add %1:intc, %4  @1
              double %6 = const 1   @1
              double %7 = const 1   @1
              double %8 = Negate %5:s  @2
              double %9 = Exp global::System.Math.Exp %8  @3
              double %10 = Add %7, %9  @4
              double %11:p = Divide %6, %10  @5
              double %12 = Subtract %3:y, %11:p  @6
              double %13 = const 2   @6
              double %14 = Pow global::System.Math.Pow %12, %13  @7
              yield %14

            """.ReplaceLineEndings("\n"),
            Printer.Print(result.Module!.Root));
        Assert.Equal("p = 1 / (1 + Math.Exp(-s))", result.Sites[5].Statement);
        Assert.Equal("Math.Exp(-s)", result.Sites[3].Expression);
        Assert.Equal("return Math.Pow(y - p, 2)", result.Sites[7].Statement);
    }

    [Theory]
    [InlineData("For", 1, 0)]
    [InlineData("ForDown", 2, 0)]
    [InlineData("ForMirrored", 2, 0)]
    [InlineData("ForTwo", 1, 0)]
    [InlineData("ForContinue", 1, 0)]
    [InlineData("ForThrow", 1, 0)]
    [InlineData("ForEach", 3, 0)]
    [InlineData("ForEachMatrix", 2, 0)]
    [InlineData("ForBreak", 0, 1)]
    [InlineData("ForReturn", 0, 1)]
    [InlineData("ForChangesIndex", 0, 1)]
    [InlineData("ForChangesBound", 0, 1)]
    [InlineData("ForDouble", 0, 1)]
    [InlineData("ReturnInThree", 0, 3)]
    public void Loops_that_count_are_counted(string snippet, int counted, int general)
    {
        IrFunction root = Source.Lower(Snippets.All[snippet]).Module!.Root;

        Assert.Equal(counted, root.Body.AllOps().OfType<ForOp>().Count());
        Assert.Equal(general, root.Body.AllOps().OfType<LoopOp>().Count());
    }

    [Theory]
    [InlineData("Accumulate", 2)]
    [InlineData("AccumulateSelf", 1)]
    [InlineData("Triangular", 0)]
    [InlineData("AccumulateCall", 0)]
    public void Sums_into_elements_are_one_operation(string snippet, int count)
    {
        IrFunction root = Source.Lower(Snippets.All[snippet]).Module!.Root;

        Assert.Equal(count, root.Body.AllOps().OfType<AccumulateOp>().Count());
    }

    [Fact]
    public void An_early_return_needs_no_flag()
    {
        IrFunction root = Source.Lower(Snippets.All["EarlyReturn"]).Module!.Root;

        Assert.DoesNotContain(root.Body.AllOps(), op => op.Results.Any(result => result.Name == "left"));
    }

    [Fact]
    public void Comments_and_line_breaks_do_not_show()
    {
        LoweringResult result = Source.Lower(
            """
            public static double F(double x)
            {
                return x // the input
                    *    Math.Sin(x); /* more */
            }
            """);

        Assert.Contains(result.Sites, site => site is { Expression: "x * Math.Sin(x)", Statement: "return x * Math.Sin(x)", Function: "F" });
    }

    [Fact]
    public void Callees_are_lowered_once_and_know_their_first_call()
    {
        LoweringResult result = Source.Lower(Snippets.All["Calls"]);

        Assert.Equal(["C.Square(double)", "C.Twice(double)"], result.Module!.Functions.Keys.Order());
        Assert.Equal("Twice(x)", result.Sites[result.CallSites["C.Twice(double)"]].Expression);
    }

    [Fact]
    public void A_local_function_of_a_top_level_program_is_lowered_like_a_method()
    {
        CSharpCompilation compilation = Source.Compile("using System; Console.WriteLine(F(2)); static double F(double x) => G(x) + 1; static double G(double x) => x * x;")
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        SyntaxNode declaration = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<LocalFunctionStatementSyntax>().First();
        var method = (IMethodSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, TestContext.Current.CancellationToken)!;

        LoweringResult result = MethodLowering.Lower(method, ["x"], compilation, TestContext.Current.CancellationToken);

        Assert.Null(Verifier.Verify(result.Module!.Root));
        Assert.Single(result.Module.Functions);
    }

    [Fact]
    public void Constants_are_parameters_marked_so_or_not_named()
    {
        CSharpCompilation compilation = Source.Compile(Source.Usings + "public static class C { public static double F(double x, [Constant] double y, double z) => x * y * z; }");

        LoweringResult result = MethodLowering.Lower(Source.Method(compilation, "C", "F"), ["x"], compilation, TestContext.Current.CancellationToken);

        Assert.Equal([false, true, true], result.Module!.Root.Parameters.Select(parameter => parameter.IsConstant));
    }

    [Fact]
    public void The_same_source_gives_the_same_text_again()
    {
        foreach (string members in Snippets.All.Values)
            Assert.Equal(Printer.Print(Source.Lower(members).Module!), Printer.Print(Source.Lower("\n\n\n" + members).Module!));
    }
}
