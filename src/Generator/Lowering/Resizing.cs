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
    public static bool May(FunctionScope scope, IReadOnlyList<IOperation> code) => new Search(scope, _ => false, IsWriting: false).May(code);

    /// <summary>Whether code may change a list: an element, too, may not change while the list is enumerated.</summary>
    public static bool MayDisturb(FunctionScope scope, IReadOnlyList<IOperation> code, Value list)
    {
        HashSet<ISymbol> assigned = AssignedVariables.In(scope, code);
        return new Search(scope, IsOther, IsWriting: true).May(code);

        bool IsOther(IOperation named) => AssignedVariables.Symbol(Unconverted(named)) is { } symbol && !assigned.Contains(symbol)
            && scope.Find(symbol) is { Slot: { } slot } && scope.Bindings[slot] is { } other && !Aliasing.MayOverlap(scope, other, list);
    }

    /// <summary>Whether a method of a list leaves it as it is.</summary>
    public static bool IsReading(IMethodSymbol method) => Reading.Contains(method.Name);

    // A list that is passed as another type, or as an object, is one still.
    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { Operand: { Type: not null } operand })
            value = operand;
        return value;
    }

    /// <param name="Scope">The function.</param>
    /// <param name="IsOther">Whether an expression is known to be another list.</param>
    /// <param name="IsWriting">Whether assigning to an element counts.</param>
    private sealed record Search(FunctionScope Scope, Func<IOperation, bool> IsOther, bool IsWriting)
    {
        private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

        private readonly List<SyntaxNode> _searched = [];

        public bool May(IReadOnlyList<IOperation> code)
        {
            _searched.AddRange(code.Select(part => part.Syntax));
            return code.SelectMany(part => part.DescendantsAndSelf()).Any(May);
        }

        private bool May(IOperation operation) => operation switch
        {
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called } call => MayBeRun(called) || call.Arguments.Any(MayRun),
            IInvocationOperation call => May(call.TargetMethod.ReducedFrom ?? call.TargetMethod, call.Arguments, call.Instance),
            IObjectCreationOperation { Constructor: { } constructor } creation => May(constructor, creation.Arguments, null),
            IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } list } } => IsWriting && IsWritten(list),
            IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Instance: { } list } } => IsWriting && IsWritten(list),
            _ => false,
        };

        private bool May(IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, IOperation? instance)
        {
            method = Scope.Resolve(method);
            IOperation[] lists = [.. arguments.Select(argument => argument.Value).Append(instance).OfType<IOperation>().Where(value => Unconverted(value).Type is { } type && Scope.TypeOf(type).IsResizable)];
            if (!method.DeclaringSyntaxReferences.IsEmpty && Scope.Module.BodyOf(method) is { } body)
            {
                // A static method reaches no list but those that it gets.
                return arguments.Any(MayRun) || (!(method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && lists.Length > 0 && lists.All(IsAnother)) && _seen.Add(method) && May([body]));
            }

            return !ReadingMethods.Contains(method) && !(instance is not null && IsReading(method)) && !lists.All(IsAnother);
        }

        private bool MayBeRun(IOperation function) => Closures.Of(Scope, function) switch
        {
            // What a method is given to call was looked at where it was given.
            null => !(Unconverted(function) is IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } && _seen.Any(entered => SymbolEqualityComparer.Default.Equals(entered.OriginalDefinition, owner))),
            { Body: { } body } known => _seen.Add(known.Method) && May([body]),
            var known => May(known.Method, [], null),
        };

        private bool MayRun(IArgumentOperation argument) => Closures.IsDelegate(Unconverted(argument.Value).Type) && MayBeRun(argument.Value);

        private bool IsAnother(IOperation list) => IsOther(list) || IsNew(Unconverted(list));

        // Made in the code that is looked at, it is not a list that was there before.
        private bool IsNew(IOperation list) => list switch
        {
            IObjectCreationOperation or ICollectionExpressionOperation or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => true,
            IInvocationOperation { TargetMethod: { Name: "ToList" or "GetRange", DeclaringSyntaxReferences.IsEmpty: true } } => true,
            IInvocationOperation call => NewArrays.Makes(Scope, call),
            ILocalReferenceOperation { Local: var local } => Closures.Initializer(list, local) is { } made && _searched.Exists(part => part.SyntaxTree == made.Syntax.SyntaxTree && part.Span.Contains(made.Syntax.Span))
                && Unconverted(made) is not ILocalReferenceOperation && IsNew(Unconverted(made)) && !AssignedVariables.In(Scope, [Bodies.Around(made)]).Contains(local),
            _ => false,
        };

        // An 'IList' may be an array, which does not mind.
        private bool IsWritten(IOperation list) => list.Type is { Name: "List" } type && Scope.TypeOf(type).IsResizable && !IsAnother(list);
    }
}
