using Fluxion.Generator.Contract;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Fluxion.Generator.Tests.Diagnostics;

/// <summary>What findings of the analyses say, and where.</summary>
public class MessageTests
{
    [Theory]
    [InlineData("FLX0103", "Fx.Rate(date) in assembly 'Rates'", "'Loss' cannot be differentiated: Fx.Rate(date) in assembly 'Rates' has no derivative. Ask for it.", "Ask for it.")]
    [InlineData("FLX0202", "cache.Values", "'Loss' cannot be differentiated: what is written to 'cache.Values' would lose its derivative, since it may be read in ways that Fluxion does not see. Use a local array, a parameter or a span.")]
    [InlineData("FLX0151", "row", "'Loss' cannot be differentiated: 'row' refers to different memory in different iterations of a loop, which is not supported yet. Index the whole buffer instead, or let arrays take turns. Parts of a buffer can take turns in a 'for' loop that is in no other loop and that nothing leaves early.")]
    [InlineData("FLX0152", "work", "'Loss' cannot be differentiated: how 'work' is assigned here is not supported yet. Copy its elements instead.")]
    [InlineData("FLX0301", "(int)(10 * x)", "The derivative stops here: '(int)(10 * x)' is constant between steps. Use Derivative.Stop on its operand to say that this is meant.", "Use Derivative.Stop on its operand to say that this is meant.")]
    [InlineData("FLX0302", "p == 0", "'p == 0' compares a value that carries a derivative for equality; the derivative is that of the branch taken.")]
    [InlineData("FLX0303", "intc", "The result of 'Loss' has no derivative with respect to 'intc', which is not used, or only where it decides, counts or is rounded. Mark it [Constant] if that is meant.")]
    [InlineData("FLX0304", "t < hi", "How often this loop runs ('t < hi') depends on a value that carries a derivative; the derivative is that of the iterations run.")]
    [InlineData("FLX0999", "NullReferenceException", "Fluxion failed on 'Loss': NullReferenceException. This is a defect in Fluxion, not in your code; please report it.")]
    public void Names_what_the_user_wrote(string id, string subject, string message, string wayOut = "") =>
        Assert.Equal(message, Registry.Message(new Finding(id, -1, "Loss", subject, wayOut)));

    [Fact]
    public void A_finding_in_a_callee_is_reported_at_the_call_with_the_chain()
    {
        // Site 0: the call in Loss; 1: a call in Helper; 2: the comparison in Inner; 3 and 4: those two after inlining.
        List<SiteInfo> sites =
        [
            new("Helper(x)", "return Helper(x);", "Loss", 0),
            new("Inner(x)", "return Inner(x);", "Helper", 1),
            new("x == 0", "if (x == 0)", "Inner", 2),
            new("Inner(x)", "return Inner(x);", "Helper", 1, Caller: 0),
            new("x == 0", "if (x == 0)", "Inner", 2, Caller: 3),
        ];
        var declaration = new Declaration("", [], "Loss", "public", [], new ReturnShape(ReturnKind.Scalar, "double", [IrType.Double]));
        Location[] places = [At(10), At(20), At(30)];
        var method = new MarkedMethod(
            new MethodModel(declaration, null, [new Finding("FLX0302", 4, "Loss", "x == 0"), new Finding("FLX0302", 0, "Loss", "y == 0")], IsChecked: false),
            new Positions(At(1), [], places.ToEquatableArray(), sites.ToEquatableArray(), [], []));

        Report[] reports = [.. Report.All(method, CancellationToken.None)];
        Assert.EndsWith("taken. When differentiating 'Loss', in 'Helper', in 'Inner'.", reports[0].Message, StringComparison.Ordinal);
        Assert.Equal(places[0], reports[0].Location);
        Assert.Equal(places[2], Assert.Single(reports[0].Additional));
        Assert.EndsWith("taken.", reports[1].Message, StringComparison.Ordinal);
        Assert.Equal(places[0], reports[1].Location);
        Assert.Empty(reports[1].Additional);
    }

    private static Location At(int start) => Location.Create("A.cs", new TextSpan(start, 1), default);
}
