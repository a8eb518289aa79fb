using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>C#'s operators.</summary>
internal static class Operators
{
    public static (string Symbol, Precedence Precedence) Of(Operator code) => code switch
    {
        Operator.Add => ("+", Precedence.Additive),
        Operator.Subtract => ("-", Precedence.Additive),
        Operator.Multiply => ("*", Precedence.Multiplicative),
        Operator.Divide => ("/", Precedence.Multiplicative),
        Operator.Remainder => ("%", Precedence.Multiplicative),
        Operator.And => ("&", Precedence.And),
        Operator.Or => ("|", Precedence.Or),
        Operator.Xor => ("^", Precedence.Xor),
        Operator.ShiftLeft => ("<<", Precedence.Shift),
        Operator.ShiftRight => (">>", Precedence.Shift),
        Operator.ShiftRightUnsigned => (">>>", Precedence.Shift),
        Operator.Equal => ("==", Precedence.Equality),
        Operator.NotEqual => ("!=", Precedence.Equality),
        Operator.Less => ("<", Precedence.Relational),
        Operator.LessOrEqual => ("<=", Precedence.Relational),
        Operator.Greater => (">", Precedence.Relational),
        Operator.GreaterOrEqual => (">=", Precedence.Relational),
        _ => throw new ArgumentException("not a binary operator: " + code, nameof(code)),
    };

    /// <summary>The precedence of an operator of one letter; null for any other letter.</summary>
    public static Precedence? OfSymbol(char symbol) => symbol switch
    {
        '*' or '/' => Precedence.Multiplicative,
        '+' or '-' => Precedence.Additive,
        _ => null,
    };

    /// <summary>The precedence of an expression by what stands behind its first operand: a test or a comparison, or else the lowest.</summary>
    public static Precedence OfTest(string text) =>
        text.StartsWith(" is ", StringComparison.Ordinal) ? Precedence.Relational
        : text is " == " or " != " ? Precedence.Equality
        : Precedence.Conditional;

    /// <summary>The comparison that holds when this one does not; for floating-point numbers only equality has one, because of NaN.</summary>
    public static Operator? Opposite(Operator code, IrType type) => (code, type.Kind) switch
    {
        (_, TypeKind.Opaque) => null,
        (Operator.Equal, _) => Operator.NotEqual,
        (Operator.NotEqual, _) => Operator.Equal,
        (Operator.Less, TypeKind.Integer) => Operator.GreaterOrEqual,
        (Operator.LessOrEqual, TypeKind.Integer) => Operator.Greater,
        (Operator.Greater, TypeKind.Integer) => Operator.LessOrEqual,
        (Operator.GreaterOrEqual, TypeKind.Integer) => Operator.Less,
        _ => null,
    };

    /// <summary>Whether <c>x = x op y</c> can be written <c>x op= y</c>.</summary>
    public static bool IsCompound(Operator code, IrType type) => type.Kind switch
    {
        TypeKind.Double or TypeKind.Float => code is Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Remainder,
        TypeKind.Integer => code is Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Remainder
            or Operator.And or Operator.Or or Operator.Xor or Operator.ShiftLeft or Operator.ShiftRight,
        TypeKind.Bool => code is Operator.And or Operator.Or or Operator.Xor,
        TypeKind.Lanes => code is Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide,
        TypeKind.Matrix => code is Operator.Add or Operator.Subtract,
        _ => false,
    };
}

/// <summary>What is known of the overloads of functions.</summary>
internal static class Overloads
{
    private static readonly HashSet<string> Single = new(StringComparer.Ordinal)
    {
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Exp", "IEEERemainder", "Log10", "Log2", "Pow",
        "Sin", "SinCos", "Sinh", "Sqrt", "Tan", "Tanh",
    };

    /// <summary>Whether there is one method of the name, so that C# converts arguments to its parameters by itself.</summary>
    public static bool IsSingle(string callee) =>
        callee.StartsWith("global::System.Math.", StringComparison.Ordinal) && Single.Contains(callee.Substring("global::System.Math.".Length));
}
