using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypeKind = Fluxion.Generator.Ir.TypeKind;

namespace Fluxion.Generator.Lowering;

/// <summary>Generic mathematics: the static members of <c>INumber&lt;T&gt;</c> and its relatives, where it is known what <c>T</c> is.</summary>
internal static class NumericInterfaces
{
    /// <summary>The method that an interface member is for a type; the method itself where it is not known.</summary>
    public static IMethodSymbol Implementation(IMethodSymbol method, ITypeSymbol? type) =>
        type is INamedTypeSymbol && method is { ContainingType.TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface }
            && type.FindImplementationForInterfaceMember(method.ConstructedFrom) is IMethodSymbol found
                ? found.IsGenericMethod ? found.Construct([.. method.TypeArguments]) : found
                : method;

    public const string Unsupported = "this member of generic mathematics is not supported yet. Use operators and the functions of 'double', or pass it as a parameter.";

    /// <summary>Whether C# has no way to call the method but through a type parameter.</summary>
    public static bool IsUnnamed(IMethodSymbol method) =>
        method is { IsStatic: true } && (method.ContainingType is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } && (method.IsAbstract || method.IsVirtual)
            || method.MethodKind == MethodKind.ExplicitInterfaceImplementation);

    /// <summary><c>T.Zero</c>, <c>T.Pi</c> and the like; null for any other property.</summary>
    public static Value? Constant(FunctionScope scope, IPropertyReferenceOperation property)
    {
        if (property.ConstrainedToType is not { } type || scope.TypeOf(type) is not { Kind: TypeKind.Double or TypeKind.Float or TypeKind.Integer } number)
            return null;
        scope.At(property);
        if (number.Kind == TypeKind.Integer)
        {
            return property.Property.Name is "Zero" or "One" or "AdditiveIdentity" or "MultiplicativeIdentity" && number == IrType.Int
                ? scope.Builder.Constant(property.Property.Name is "One" or "MultiplicativeIdentity" ? 1 : 0)
                : null;
        }

        bool isDouble = number.Kind == TypeKind.Double;
        double? value = property.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "E" => Math.E,
            "Pi" => Math.PI,
            "Tau" => 2 * Math.PI,
            "NegativeZero" => -0.0,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "Epsilon" => isDouble ? double.Epsilon : float.Epsilon,
            "MaxValue" => isDouble ? double.MaxValue : float.MaxValue,
            "MinValue" => isDouble ? double.MinValue : float.MinValue,
            _ => null,
        };
        return value is { } known ? scope.Builder.Constant(known, number) : null;
    }

    /// <summary><c>T.CreateChecked(v)</c> and the like, where they are conversions; null for any other call.</summary>
    public static Value? Convert(FunctionScope scope, IInvocationOperation call, IMethodSymbol method)
    {
        if (method is not { IsStatic: true, Parameters.Length: 1, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating" }
            || scope.TypeOf(call.Type!) is not { Kind: TypeKind.Double or TypeKind.Float } type || method.ContainingNamespace?.Name is not ("System" or "Numerics"))
            return null;
        Value value = Expressions.Scalar(scope, call.Arguments[0].Value);
        scope.At(call);
        return value.Type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer ? scope.Builder.Convert(value, type, isImplicit: type.Kind == TypeKind.Double) : null;
    }
}
