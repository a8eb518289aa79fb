using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Which locals and parameters a piece of code may assign: what a loop has to carry.</summary>
internal static class AssignedVariables
{
    public static HashSet<ISymbol> In(params IEnumerable<IOperation> operations)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        foreach (IOperation root in operations)
        {
            foreach (IOperation operation in root.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IAssignmentOperation assignment:
                        AddTarget(assigned, assignment.Target);
                        break;
                    case IIncrementOrDecrementOperation step:
                        AddTarget(assigned, step.Target);
                        break;
                    case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                        AddTarget(assigned, argument.Value);
                        break;
                }
            }
        }

        return assigned;
    }

    public static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static void AddTarget(HashSet<ISymbol> assigned, IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                    AddTarget(assigned, element);
                break;
            case IDeclarationExpressionOperation declaration:
                AddTarget(assigned, declaration.Expression);
                break;
            case IFieldReferenceOperation { Instance: { } instance } when TypeMap.IsTuple(instance.Type):
                AddTarget(assigned, instance);
                break;
            default:
                if (Symbol(target) is { } symbol)
                    assigned.Add(symbol);
                break;
        }
    }
}
