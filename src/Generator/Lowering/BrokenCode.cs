using Fluxion.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Finds code that does not compile, mostly because somebody is typing, so that nothing after it needs to care.</summary>
internal static class BrokenCode
{
    private static readonly string[] Companions = ["Gradient_", "Pullback_", "Tangent_", "Jacobian_", "Objective_", "Hessian_", "HessianVector_", "ThirdDerivative_", "Report_", "Reported_", "LeastSquares_", "Explain_"];

    public static Finding? Find(ModuleScope module, IOperation body, SyntaxNode declaration, string function)
    {
        foreach (IOperation operation in body.Descendants())
        {
            if (IsCompanionCall(operation) is { } name)
                return new Finding(LoweringFindings.Companion.Id, module.Sites.Of(operation.Syntax, new CallContext(function, -1)), name);
        }

        bool isBroken = declaration.ContainsDiagnostics && declaration.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return isBroken || body.Descendants().Any(IsBroken) ? new Finding(LoweringFindings.Incomplete, -1, function) : null;
    }

    private static bool IsBroken(IOperation operation) =>
        operation is IInvalidOperation
        || operation.Type is IErrorTypeSymbol
        || operation is IConversionOperation { Conversion.Exists: false, Operand: not IThrowOperation }
        || operation is IVariableDeclaratorOperation { Symbol.Type: IErrorTypeSymbol };

    // A generator sees the call of a companion as an error, since there is none yet; an analyzer sees the method.
    private static string? IsCompanionCall(IOperation operation)
    {
        string? name = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod.Name,
            IInvalidOperation => operation.Syntax is InvocationExpressionSyntax { Expression: var callee }
                ? (callee as SimpleNameSyntax ?? (callee as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText
                : null,
            _ => null,
        };
        if (name is null || !Companions.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            return null;
        return operation is IInvalidOperation
            || ((IInvocationOperation)operation).TargetMethod.GetAttributes().Any(a => a.AttributeClass?.Name == "GeneratedCodeAttribute"
                && a.ConstructorArguments.Length > 0 && a.ConstructorArguments[0].Value is "Fluxion")
            ? name
            : null;
    }
}
