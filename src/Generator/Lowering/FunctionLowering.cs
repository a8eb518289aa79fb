using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>One method or local function: its parameters, its body, its results.</summary>
internal static class FunctionLowering
{
    private const string ConstantAttribute = "Fluxion.ConstantAttribute";

    /// <param name="module">What is shared.</param>
    /// <param name="method">A static method with source.</param>
    /// <param name="differentiated">Parameters that are not constants by declaration; null for all.</param>
    /// <param name="findings">Receives what keeps it from being lowered.</param>
    /// <returns>Null with a finding.</returns>
    public static IrFunction? Lower(ModuleScope module, IMethodSymbol method, IReadOnlyCollection<string>? differentiated, List<Finding> findings)
    {
        if (Declaration(method, module.Cancellation) is not { } declaration)
        {
            findings.Add(new Finding(LoweringFindings.Incomplete, -1, method.Name));
            return null;
        }

        SemanticModel model = module.ModelOf(declaration.SyntaxTree);
        if (Body(model.GetOperation(declaration, module.Cancellation)) is not { } body
            || model.GetDeclaredSymbol(declaration, module.Cancellation) is not IMethodSymbol symbol)
        {
            findings.Add(new Finding(LoweringFindings.Incomplete, -1, method.Name));
            return null;
        }

        if (BrokenCode.Find(module, body, declaration, method.Name) is { } broken)
        {
            findings.Add(broken);
            return null;
        }

        var scope = new FunctionScope(module, symbol, findings);
        List<IrParameter> parameters = Parameters(scope, symbol, differentiated);
        List<IrResult> results = Results(scope, symbol);
        Flow flow = Statements.Sequence(scope, body.Operations, 0, new Tail(scope.End, null), null);
        if (flow.Falls)
            scope.Block.Terminator = Terminator.Yield([.. scope.ResultSlots.Select(scope.ReadOrDefault)]);
        scope.CheckReferences();
        return findings.Count > 0 ? null : new IrFunction(module.KeyOf(method), method.Name, parameters, results, scope.Entry);
    }

    public static SyntaxNode? Declaration(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
                return reference.GetSyntax(cancellation);
        }

        return null;
    }

    public static IBlockOperation? Body(IOperation? declaration) => declaration switch
    {
        IMethodBodyBaseOperation method => method.BlockBody ?? method.ExpressionBody,
        ILocalFunctionOperation local => local.Body,
        _ => null,
    };

    private static List<IrParameter> Parameters(FunctionScope scope, IMethodSymbol method, IReadOnlyCollection<string>? differentiated)
    {
        List<IrParameter> parameters = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool isConstant = (differentiated is { Count: > 0 } && !differentiated.Contains(parameter.Name))
                || parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == ConstantAttribute);
            PassingMode mode = parameter.RefKind switch
            {
                RefKind.None => PassingMode.Value,
                RefKind.Ref => PassingMode.Ref,
                RefKind.Out => PassingMode.Out,
                _ => PassingMode.In,
            };
            Variable variable = scope.Declare(parameter, parameter.Type, parameter.Name);
            Add(variable, parameter.Type, parameter.Name);

            void Add(Variable at, ITypeSymbol type, string name)
            {
                if (at.Elements is { } elements)
                {
                    var fields = ((INamedTypeSymbol)type).TupleElements;
                    for (int i = 0; i < elements.Length; i++)
                        Add(elements[i], fields[i].Type, $"{name}.{fields[i].Name}");
                    return;
                }

                Slot slot = at.Slot!;
                Value? content = mode == PassingMode.Out ? null : new Value(slot.Type, slot.Name);
                scope.Bindings[slot] = content;
                if (content is not null)
                    scope.AddParameter(content);
                parameters.Add(new IrParameter(content, name, slot.Type, mode, isConstant));
            }
        }

        return parameters;
    }

    private static List<IrResult> Results(FunctionScope scope, IMethodSymbol method)
    {
        List<IrResult> results = [];
        if (!method.ReturnsVoid)
        {
            scope.Return = scope.NewVariable(method.ReturnType, null);
            if (TypeMap.IsTuple(method.ReturnType))
                AddElements(scope.Return, method.ReturnType, "");
            else
                results.Add(new IrResult(scope.Return.Slot!.Type));
            scope.ResultSlots.AddRange(scope.Return.Slots);
        }

        foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
        {
            Variable variable = scope.Find(parameter)!;
            foreach (Slot slot in variable.Slots)
                results.Add(new IrResult(slot.Type, parameter.Name));
            scope.ResultSlots.AddRange(variable.Slots);
        }

        return results;

        void AddElements(Variable at, ITypeSymbol type, string prefix)
        {
            var fields = ((INamedTypeSymbol)type).TupleElements;
            for (int i = 0; i < fields.Length; i++)
            {
                if (at.Elements![i].Slot is { } slot)
                    results.Add(new IrResult(slot.Type, Element: prefix + fields[i].Name));
                else
                    AddElements(at.Elements[i], fields[i].Type, prefix + fields[i].Name + ".");
            }
        }
    }
}
