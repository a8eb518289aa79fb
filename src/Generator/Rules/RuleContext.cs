using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>
/// What a rule works with. Operands and results are fetched when asked for, and only what is asked for is kept from the forward sweep:
/// a rule that can, uses the result rather than the operand (<c>Exp</c>, <c>Sqrt</c>) and asks for nothing it does not need.
/// </summary>
internal sealed class RuleContext(Builder builder, Value[] operands, Value[] results, Func<Value, Value> fetch)
{
    public RuleContext(Builder builder, FunctionOp op, Func<Value, Value> fetch)
        : this(builder, op.Operands, op.Results, fetch) => Form = op.Form;

    public Builder Builder { get; } = builder;

    /// <summary>Double or float: the type of operands and results.</summary>
    public IrType Type { get; } = results[0].Type;

    /// <summary>Whether the method is of <c>MathF</c> or <c>float</c>; the class to call partials' functions on.</summary>
    public string Math => Type.Kind == TypeKind.Float ? "global::System.MathF" : "global::System.Math";

    /// <summary>The type of the last result.</summary>
    public IrType TypeOfResult => results[results.Length - 1].Type;

    /// <summary>Where arguments or the result are structs.</summary>
    public CallForm? Form { get; }

    /// <summary>Which operands carry a derivative: what is only for others need not be fetched.</summary>
    public Func<int, bool> IsActive { get; init; } = _ => true;

    /// <summary>Whether nothing is written between two operations that read.</summary>
    public Func<Op, Op, bool> IsUnchanged { get; init; } = (_, _) => false;

    /// <summary>
    /// Where a factor of 0 may be due to the point where the slope is infinite: what else must be 0 for there to be nothing to multiply (nothing of the kind: none). Null where the factor says so.
    /// </summary>
    public Func<IReadOnlyList<Value>?> Seeds { get; init; } = () => null;

    public int Arity => operands.Length;

    public int ResultCount => results.Length;

    /// <summary>Of a function that works part by part on vectors, what concerns one part.</summary>
    public RuleContext Part(int part) =>
        new(Builder, [.. operands.Where((_, i) => i % results.Length == part)], [results[part]], fetch) { IsActive = operand => IsActive((operand * results.Length) + part) };

    /// <summary>The type of an operand, without fetching it.</summary>
    public IrType TypeOf(int index) => operands[index].Type;

    public Value Operand(int index) => fetch(operands[index]);

    public Value Result(int index = 0) => fetch(results[index]);

    /// <summary>The operand's content where it is a literal, without fetching it.</summary>
    public double? Literal(int index) => operands[index].Definition is ConstantOp constant
        ? constant.Content switch { double d => d, float f => f, int i => i, _ => null }
        : null;

    public Value Constant(double value) => Builder.Constant(value, Type);

    /// <summary>A call of a function with a rule of its own, on the class of this type: <c>Call("Cos", x)</c>.</summary>
    public Value Call(string name, params Value[] operands) => Builder.Function(name, $"{Math}.{name}", Type, operands);

    /// <summary>The same for functions that only <c>double</c> and <c>float</c> have: <c>CallOnType("Hypot", x, y)</c>.</summary>
    public Value CallOnType(string name, params Value[] operands) => Builder.Function(name, $"{Type.Name}.{name}", Type, operands);

    /// <summary>The same for functions of <c>Fluxion.Numerics.Stable</c>.</summary>
    public Value CallStable(string name, params Value[] operands) =>
        Builder.Function(name, $"global::Fluxion.Numerics.Stable.{name}", Type, operands);

    /// <summary>Whether the operand's definition shows that it is above 0 (or NaN), without fetching it.</summary>
    public bool IsPositive(int index) => Signs.IsPositive(operands[index]);

    /// <summary>
    /// Of an operand that is 0 only where its slope is, as its definition shows: whether the only result is 0 because of that. Null for other operands.
    /// </summary>
    public Value? IsFlatZero(int index)
    {
        if (Flatness.Of(operands[index], IsUnchanged) is not { } terms)
            return null;
        return terms.Aggregate(IsZero(Result()), (all, term) => Builder.Arithmetic(Operator.And, all, IsZero(fetch(term))));
    }

    /// <summary>
    /// <c>factor == 0 ? 0 : scaled</c>: for partials that are infinite somewhere, which a factor of 0 must not turn into NaN.
    /// A literal factor needs no guard, and where its being 0 hides the limit of a product, NaN is what it must give (<see cref="Seeds"/>).
    /// </summary>
    public Value Guard(Value factor, Value scaled)
    {
        if (factor.Definition is ConstantOp && !Builder.IsConstant(factor, 0))
            return scaled;
        Value[] tested = [.. Seeds() ?? [factor]];
        return tested.Length == 0 ? scaled : Builder.Guard(tested.Select(IsZero).Aggregate((all, next) => Builder.Arithmetic(Operator.And, all, next)), scaled);
    }

    /// <summary>The same for a helper, which does so itself.</summary>
    public Value GuardedHelper(string name, Value factor, params Value[] operands) =>
        Seeds() is null ? Helper(name, [factor, .. operands]) : Guard(factor, Builder.Multiply(factor, Helper(name, [Constant(1), .. operands])));

    private Value IsZero(Value value) => Builder.Compare(Operator.Equal, value, Builder.Constant(0, value.Type));

    /// <summary>A call of a helper in <c>Fluxion.CompilerServices.Partials</c>: for partials that take more than an expression.</summary>
    public Value Helper(string name, params Value[] operands) =>
        Builder.Helper($"global::Fluxion.CompilerServices.Partials.{name}", Type, operands);
}
