using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary><paramref name="factor"/> times a partial derivative; null where that is 0 everywhere.</summary>
internal delegate Value? Scaling(RuleContext context, Value factor);

/// <summary>The rule of a function with one result: one <see cref="Scaling"/> for each operand; operands without one have partial 0.</summary>
internal sealed class ScalarRule(string key, string latex, string[] methods, params Scaling[] partials) : Rule(key, methods)
{
    public override string Latex { get; } = latex;

    /// <summary>A rule whose function costs about as much as a load.</summary>
    public static ScalarRule Cheap(string key, string latex, string[] methods, params Scaling[] partials) => new(key, latex, methods, partials) { IsCheap = true };

    public override Value? Scale(RuleContext context, int operand, int result, Value factor) =>
        operand < partials.Length ? partials[operand](context, factor) : null;
}

/// <summary>The rule of a function that is constant between steps: its derivative is 0 wherever it has one.</summary>
internal sealed class StepRule(string key, string latex, params string[] methods) : Rule(key, methods)
{
    public override bool IsCheap => true;

    public override bool IsPiecewiseConstant => true;

    public override string Latex { get; } = latex;

    public override Value? Scale(RuleContext context, int operand, int result, Value factor) => null;
}

/// <summary>The rule of a function that returns the tuple (sin, cos) of <c>scale · x</c>.</summary>
internal sealed class SineCosineRule(string key, string latex, double scale, params string[] methods) : Rule(key, methods)
{
    public override string Latex { get; } = latex;

    public override Value? Scale(RuleContext context, int operand, int result, Value factor)
    {
        Builder b = context.Builder;
        Value scaled = b.Multiply(context.Constant(scale), factor);
        return result == 0 ? b.Multiply(scaled, context.Result(1)) : b.Negate(b.Multiply(scaled, context.Result(0)));
    }
}

/// <summary>Names of methods as <see cref="Rule.Methods"/> wants them.</summary>
internal static class Methods
{
    /// <summary>In <c>Math</c>, <c>MathF</c>, <c>double</c> and <c>float</c>.</summary>
    public static string[] Everywhere(string name, int arity) => [.. InMath(name, arity), .. InTypes(name, arity)];

    /// <summary>In <c>Math</c> and <c>MathF</c>.</summary>
    public static string[] InMath(string name, int arity) => [$"Math.{name}/{arity}", $"MathF.{name}/{arity}"];

    /// <summary>In <c>double</c> and <c>float</c>.</summary>
    public static string[] InTypes(string name, int arity) => [$"double.{name}/{arity}", $"float.{name}/{arity}"];

    /// <summary>In <c>Fluxion.Numerics.Stable</c>.</summary>
    public static string[] InStable(string name, int arity) => [$"Stable.{name}/{arity}"];
}
