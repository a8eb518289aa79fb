using Fluxion.Generator.Ir;
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

    /// <summary>Whether code may change the number of elements of any list.</summary>
    public static bool May(FunctionScope scope, IEnumerable<IOperation> code) => May(scope, code, _ => false, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Whether code may change the number of elements of a list.</summary>
    public static bool May(FunctionScope scope, IReadOnlyList<IOperation> code, Value list)
    {
        HashSet<ISymbol> assigned = AssignedVariables.In(scope, code);
        return May(scope, code, IsOther, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

        bool IsOther(IOperation named) => AssignedVariables.Symbol(Unconverted(named)) is { } symbol && !assigned.Contains(symbol)
            && scope.Find(symbol) is { Slot: { } slot } && scope.Bindings[slot] is { } other && !Aliasing.MayOverlap(scope, other, list);
    }

    /// <summary>Whether a method of a list leaves it as it is.</summary>
    public static bool IsReading(IMethodSymbol method) => Reading.Contains(method.Name);

    private static bool May(FunctionScope scope, IEnumerable<IOperation> code, Func<IOperation, bool> isOther, HashSet<ISymbol> seen) => code.SelectMany(part => part.DescendantsAndSelf()).Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called } =>
            Closures.Of(scope, called) is not { Body: { } body } known || (seen.Add(known.Method) && May(scope, [body], isOther, seen)),
        IInvocationOperation call => May(scope, call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, call.Instance, isOther, seen),
        IObjectCreationOperation { Constructor: { } constructor } creation => May(scope, constructor, creation.Arguments, null, isOther, seen),
        _ => false,
    });

    private static bool May(
        FunctionScope scope, IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, IOperation? instance, Func<IOperation, bool> isOther, HashSet<ISymbol> seen)
    {
        method = scope.Resolve(method);
        IOperation[] lists = [.. arguments.Select(argument => argument.Value).Append(instance).OfType<IOperation>().Where(value => Unconverted(value).Type is { } type && scope.TypeOf(type).IsResizable)];
        if (!method.DeclaringSyntaxReferences.IsEmpty && scope.Module.BodyOf(method) is { } body)
        {
            // A static method reaches no list but those that it gets.
            return !(method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && lists.Length > 0 && lists.All(isOther)) && seen.Add(method) && May(scope, [body], isOther, seen);
        }

        return !ReadingMethods.Contains(method) && !(instance is not null && IsReading(method)) && !lists.All(isOther);
    }

    // A list that is passed as another type, or as an object, is one still.
    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { Operand: { Type: not null } operand })
            value = operand;
        return value;
    }
}
