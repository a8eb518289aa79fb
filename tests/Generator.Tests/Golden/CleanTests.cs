using Fluxion.Generator.Tests.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fluxion.Generator.Tests.Golden;

/// <summary>Generated code has nothing that a reviewer would strike out: unused variables, dead stores, copies of copies, <c>* 1</c>, <c>+ 0</c>.</summary>
public class CleanTests
{
    public static TheoryData<string> Names => [.. Sources.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_nothing_to_strike_out(string name)
    {
        var files = Harness.Generate(Harness.Compile(Sources.All[name]), out Compilation complete);
        Assert.Empty(Harness.Problems(complete));
        List<string> faults = [];
        foreach (SyntaxTree tree in complete.SyntaxTrees.Where(tree => files.Any(file => tree.FilePath.EndsWith(file.HintName, StringComparison.Ordinal))))
        {
            SemanticModel model = complete.GetSemanticModel(tree);
            foreach (BaseMethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Where(m => m.Body is not null))
            {
                faults.AddRange(Unused(model, method.Body!));
                faults.AddRange(DeadStores(model, method.Body!));
                faults.AddRange(Copies(model, method.Body!));
                faults.AddRange(Arithmetic(method.Body!));
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults) + "\n" + string.Join("\n", files.Select(file => file.SourceText.ToString())));
    }

    private static IEnumerable<string> Unused(SemanticModel model, BlockSyntax body)
    {
        DataFlowAnalysis flow = model.AnalyzeDataFlow(body)!;
        return flow.VariablesDeclared.Where(variable => !flow.ReadInside.Contains(variable, SymbolEqualityComparer.Default)).Select(variable => $"{variable.Name} is never read");
    }

    // What a statement writes to a local must be read by another, or by itself in the next iteration.
    private static IEnumerable<string> DeadStores(SemanticModel model, BlockSyntax body)
    {
        foreach (StatementSyntax statement in body.DescendantNodes().OfType<StatementSyntax>().Where(s => s is LocalDeclarationStatementSyntax or ExpressionStatementSyntax))
        {
            DataFlowAnalysis flow = model.AnalyzeDataFlow(statement)!;
            foreach (ISymbol written in flow.WrittenInside.OfType<ILocalSymbol>())
            {
                if (!flow.DataFlowsOut.Contains(written, SymbolEqualityComparer.Default) && !flow.ReadInside.Contains(written, SymbolEqualityComparer.Default)
                    && !flow.CapturedInside.Contains(written, SymbolEqualityComparer.Default))
                {
                    yield return $"dead store: {statement}";
                }
            }
        }
    }

    // double a = b; where both keep their value.
    private static IEnumerable<string> Copies(SemanticModel model, BlockSyntax body)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            foreach (ExpressionSyntax target in Targets(node))
            {
                if (model.GetSymbolInfo(target).Symbol is { } symbol)
                    assigned.Add(symbol);
            }

            if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } same && same.Left.ToString() == same.Right.ToString())
                yield return $"assigned to itself: {same}";
        }

        foreach (VariableDeclaratorSyntax declarator in body.DescendantNodes().OfType<VariableDeclaratorSyntax>())
        {
            if (declarator.Initializer?.Value is IdentifierNameSyntax source && model.GetSymbolInfo(source).Symbol is { } original
                && original is ILocalSymbol or IParameterSymbol { RefKind: RefKind.None }
                && !assigned.Contains(original) && !assigned.Contains(model.GetDeclaredSymbol(declarator)!)
                && SymbolEqualityComparer.Default.Equals(TypeOf(original), TypeOf(model.GetDeclaredSymbol(declarator)!)))
            {
                yield return $"a copy: {declarator}";
            }
        }
    }

    private static ITypeSymbol TypeOf(ISymbol symbol) => symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type;

    private static IEnumerable<ExpressionSyntax> Targets(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } => tuple.Arguments.Select(argument => argument.Expression),
        AssignmentExpressionSyntax assignment => [assignment.Left],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } prefix => [prefix.Operand],
        PostfixUnaryExpressionSyntax postfix => [postfix.Operand],
        ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => [argument.Expression],
        _ => [],
    };

    private static IEnumerable<string> Arithmetic(BlockSyntax body)
    {
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            switch (node)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when IsNumber(product.Left, 1) || IsNumber(product.Right, 1):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when IsNumber(quotient.Right, 1):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsNumber(sum.Left, 0) || IsNumber(sum.Right, 0):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference when IsNumber(difference.Right, 0):
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } step when IsNumber(step.Right, 0):
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyAssignmentExpression or (int)SyntaxKind.DivideAssignmentExpression } scale when IsNumber(scale.Right, 1):
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } }:
                    yield return $"no work: {node}";
                    break;
            }
        }
    }

    private static bool IsNumber(ExpressionSyntax expression, double number) =>
        expression is LiteralExpressionSyntax { Token.Value: IConvertible value and not string and not bool and not char } && Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) == number;
}
