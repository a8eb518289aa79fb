using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>Whether code may change the number of elements of a list.</summary>
internal static class Resizing
{
    private static readonly HashSet<string> Reading =
    [
        "ToArray", "CopyTo", "Contains", "IndexOf", "LastIndexOf", "BinarySearch", "GetRange", "AsSpan", "AsReadOnly", "GetEnumerator", "Exists", "ToString", "Equals",
        "GetHashCode",
    ];

    public static bool May(FunctionScope scope, IEnumerable<IOperation> code) => May(scope, code, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Whether a method of a list leaves it as it is.</summary>
    public static bool IsReading(IMethodSymbol method) => Reading.Contains(method.Name);

    private static bool May(FunctionScope scope, IEnumerable<IOperation> code, HashSet<ISymbol> seen) => code.SelectMany(part => part.DescendantsAndSelf()).Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => true,
        IInvocationOperation call => May(scope, call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, call.Instance, seen),
        IObjectCreationOperation { Constructor: { } constructor } creation => May(scope, constructor, creation.Arguments, null, seen),
        _ => false,
    });

    private static bool May(FunctionScope scope, IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, IOperation? instance, HashSet<ISymbol> seen)
    {
        method = scope.Resolve(method);
        if (!method.DeclaringSyntaxReferences.IsEmpty && scope.Module.BodyOf(method) is { } body)
            return seen.Add(method) && May(scope, [body], seen);
        return !ReadingMethods.Contains(method) && !(instance is not null && IsReading(method))
            && arguments.Select(argument => argument.Value).Append(instance).Any(value => value is not null && Unconverted(value).Type is { } type && scope.TypeOf(type).IsResizable);
    }

    // A list that is passed as another type, or as an object, is one still.
    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { Operand: { Type: not null } operand })
            value = operand;
        return value;
    }
}
