using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// What a rule works with. Operands and results are fetched when asked for, and only what is asked for is kept from the forward sweep:
/// a rule that can, uses the result rather than the operand (<c>Exp</c>, <c>Sqrt</c>) and asks for nothing it does not need.
/// </summary>
internal sealed class RuleContext(Builder builder, FunctionOp op, Func<Value, Value> fetch)
{
    public Builder Builder { get; } = builder;

    /// <summary>Double or float: the type of operands and results.</summary>
    public IrType Type { get; } = op.Results[0].Type;

    /// <summary>Whether the method is of <c>MathF</c> or <c>float</c>; the class to call partials' functions on.</summary>
    public string Math => Type.Kind == TypeKind.Float ? "global::System.MathF" : "global::System.Math";

    public int Arity => op.Operands.Length;

    /// <summary>The type of an operand, without fetching it.</summary>
    public IrType TypeOf(int index) => op.Operands[index].Type;

    public Value Operand(int index) => fetch(op.Operands[index]);

    public Value Result(int index = 0) => fetch(op.Results[index]);

    /// <summary>The operand's content where it is a literal, without fetching it.</summary>
    public double? Literal(int index) => op.Operands[index].Definition is ConstantOp constant
        ? constant.Content switch { double d => d, float f => f, int i => i, _ => null }
        : null;

    public Value Constant(double value) => Builder.Constant(value, Type);

    /// <summary>A call of a function with a rule of its own, on the class of this type: <c>Call("Cos", x)</c>.</summary>
    public Value Call(string name, params Value[] operands) => Builder.Function(name, $"{Math}.{name}", Type, operands);

    /// <summary>A call of a helper in <c>Fluxion.CompilerServices.Partials</c>: for partials that take more than an expression.</summary>
    public Value Helper(string name, params Value[] operands) =>
        Builder.Helper($"global::Fluxion.CompilerServices.Partials.{name}", Type, operands);
}
