using Fluxion.Generator.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>A function that is known where it is called.</summary>
/// <param name="Method">Its parameters and its result.</param>
/// <param name="Body">What is lowered where it is called; null for a method that is called like any other.</param>
/// <param name="Context">Where a lambda stands; null for what has a name.</param>
internal sealed record Callee(IMethodSymbol Method, IBlockOperation? Body, CallContext? Context = null);

/// <summary>The function whose body is being lowered, and the call that led to it.</summary>
/// <param name="Function">The name of the user's method.</param>
/// <param name="Caller">The site of the call; -1 in a method that is lowered on its own.</param>
/// <param name="Types">What its type parameters are; null where it has none.</param>
internal sealed record CallContext(string Function, int Caller, TypeArguments? Types = null);

/// <summary>
/// Which function an expression of a delegate type is, and which local functions use variables of the method around them. Lambdas and
/// such local functions see these variables as they are at the time of the call, so their bodies are lowered in place.
/// </summary>
internal static class Closures
{
    /// <summary>What is said of a delegate that may be one function or another.</summary>
    public const string Unknown = "it is not known which function this is. Declare a local with the function that it is, and do not assign it again.";

    /// <summary>What is said of a function that is neither called nor passed on.</summary>
    public const string OnlyCalled = "a function can be kept in a local, called, or passed to a method whose source is in the project, and nothing else.";

    /// <summary>Why it is not known which function an expression is, with the way out.</summary>
    public static string Obstacle(IOperation expression) => Given(expression) switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method } =>
            $"'{method.Name}' returns it, and methods that return functions are not supported yet. Write a lambda or a local function in place of what it returns.",
        IParameterReferenceOperation => "it is not known which function this is. Let a method without the attribute take it, and mark one that calls that method with a lambda or a method's name.",
        _ => Unknown,
    };

    /// <summary>What is said of a function in a place where it is neither called nor passed to source.</summary>
    public static string Misplaced(FunctionScope scope, IOperation function)
    {
        IOperation? user = Place(function).Parent, given = Receiver(function);
        IMethodSymbol? receiver = (given as IInvocationOperation)?.TargetMethod ?? (given as IObjectCreationOperation)?.Constructor;
        if (user is IReturnOperation)
            return "methods that return functions are not supported yet. Write a lambda or a local function where it is called.";
        if (receiver is null || !receiver.DeclaringSyntaxReferences.IsEmpty)
            return OnlyCalled;
        string name = receiver.MethodKind == MethodKind.Constructor ? $"new {receiver.ContainingType.Name}" : $"{receiver.ContainingType.Name}.{receiver.Name}";
        return $"this function is given to '{name}', whose source is not in the project: what becomes of it there is not known. Write what that does as a loop or with methods of your own.";
    }

    /// <summary>The call or creation that a function is an argument of; null where it is none.</summary>
    public static IOperation? Receiver(IOperation function) => (Place(function).Parent as IArgumentOperation)?.Parent;

    private static IOperation Place(IOperation function)
    {
        IOperation place = function;
        while (place.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
            place = place.Parent;
        return place;
    }

    // What an expression, or the local that it is, was given.
    private static IOperation Given(IOperation expression)
    {
        HashSet<IOperation> seen = [];
        while (seen.Add(expression))
        {
            switch (expression)
            {
                case IConversionOperation { OperatorMethod: null, Operand: { } operand }:
                    expression = operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    break;
                case ILocalReferenceOperation { Local: var local } use when Initializer(use, local) is { } initializer:
                    expression = initializer;
                    break;
                default:
                    return expression;
            }
        }

        return expression;
    }

    /// <summary>What a local is declared with, in the body that a use of it stands in.</summary>
    public static IOperation? Initializer(IOperation use, ILocalSymbol local) =>
        Bodies.Around(use).Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;

    public static bool IsDelegate(ITypeSymbol? type) => type?.TypeKind == TypeKind.Delegate;

    /// <summary>Null where it is not known.</summary>
    public static Callee? Of(FunctionScope scope, IOperation expression)
    {
        switch (expression)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Of(scope, conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Of(scope, parenthesized.Operand);
            case IDelegateCreationOperation creation:
                return Of(scope, creation.Target);
            case IAnonymousFunctionOperation lambda:
                return new Callee(lambda.Symbol, lambda.Body, scope.Context);
            case IMethodReferenceOperation { Method: var method, Instance: null or IInstanceReferenceOperation } when method.IsStatic || method.MethodKind == MethodKind.LocalFunction:
                return Capturing(scope.Module, method) ?? new Callee(scope.Resolve(method), null);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return scope.FindCallee(AssignedVariables.Symbol(expression)!);
            default:
                return null;
        }
    }

    /// <summary>The local function, if it, or one that it calls, uses variables of the method around it, or reports what is a part of that method's report.</summary>
    public static Callee? Capturing(ModuleScope module, IMethodSymbol method) =>
        method is { MethodKind: MethodKind.LocalFunction, IsStatic: false } && Captures(module, method, new(SymbolEqualityComparer.Default)) && module.BodyOf(method) is { } body
            ? new Callee(method, body)
            : null;

    private static bool Captures(ModuleScope module, IMethodSymbol function, HashSet<ISymbol> seen)
    {
        if (!seen.Add(function) || module.BodyOf(function) is not { } body)
            return false;
        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IInvocationOperation && ReportSyntax.IsReport(operation.Syntax))
                return true;
            if ((AssignedVariables.Symbol(operation) is { } symbol && !IsWithin(symbol, function)) || operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
                return true;
            IMethodSymbol? used = (operation as IInvocationOperation)?.TargetMethod ?? (operation as IMethodReferenceOperation)?.Method;
            if (used is { MethodKind: MethodKind.LocalFunction, IsStatic: false } && !IsWithin(used, function) && Captures(module, used, seen))
                return true;
        }

        return false;
    }

    /// <summary>Whether the symbol is declared in the function.</summary>
    public static bool IsWithin(ISymbol symbol, IMethodSymbol function)
    {
        for (ISymbol? container = symbol.ContainingSymbol; container is IMethodSymbol; container = container.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(container, function))
                return true;
        }

        return false;
    }
}
