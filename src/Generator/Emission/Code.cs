namespace Fluxion.Generator.Emission;

/// <summary>How tightly a C# expression binds.</summary>
internal enum Precedence
{
    Conditional,
    ConditionalOr,
    ConditionalAnd,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>The text of an expression.</summary>
internal readonly record struct Code(string Text, Precedence Precedence = Precedence.Primary)
{
    /// <summary>In parentheses, unless it binds at least this tightly.</summary>
    public string At(Precedence precedence) => Precedence >= precedence ? Text : $"({Text})";

    /// <summary>In parentheses, unless it binds more tightly: the right side of an operator, so that sums are not reordered.</summary>
    public string Above(Precedence precedence) => Precedence > precedence ? Text : $"({Text})";

    /// <summary>Whether it begins with a sign, which must not follow another one.</summary>
    public bool IsSigned => Text.StartsWith("-", StringComparison.Ordinal);
}
