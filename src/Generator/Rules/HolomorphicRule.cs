using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules;

/// <summary>A complex number in the making.</summary>
internal readonly record struct Complex(Value Real, Value Imaginary);

/// <summary><paramref name="factor"/> times the complex derivative with respect to one argument.</summary>
internal delegate Complex ComplexScaling(ComplexContext context, Complex factor);

/// <summary>What the rule of a complex function works with: a <see cref="RuleContext"/> that counts in arguments.</summary>
internal sealed class ComplexContext(RuleContext context)
{
    private const string Helpers = "global::Fluxion.CompilerServices.Partials.";

    private readonly Builder _builder = context.Builder;

    public Complex Zero => Number(0);

    /// <summary>The argument; a real one has the imaginary part 0.</summary>
    public Complex Argument(int index)
    {
        int first = First(index);
        return IsComplex(index) ? new Complex(context.Operand(first), context.Operand(first + 1)) : new Complex(context.Operand(first), Zero.Imaginary);
    }

    public Complex Result() => new(context.Result(0), context.Result(1));

    public bool IsComplex(int argument) => context.Form!.Arguments[argument] is not null;

    /// <summary>The position of an argument's first part among the operands.</summary>
    public int First(int argument) => Enumerable.Range(0, argument).Sum(i => IsComplex(i) ? 2 : 1);

    public Complex Number(double value) => new(context.Constant(value), context.Constant(0));

    public Complex Add(Complex a, Complex b) => new(Add(a.Real, b.Real), Add(a.Imaginary, b.Imaginary));

    public Complex Negate(Complex a) => new(_builder.Negate(a.Real), _builder.Negate(a.Imaginary));

    public Complex Conjugate(Complex a) => IsZero(a.Imaginary) ? a : a with { Imaginary = _builder.Negate(a.Imaginary) };

    public Complex Multiply(Complex a, Complex b) => new(
        Add(Multiply(a.Real, b.Real), _builder.Negate(Multiply(a.Imaginary, b.Imaginary))),
        Add(Multiply(a.Real, b.Imaginary), Multiply(a.Imaginary, b.Real)));

    /// <summary>By the framework, which takes care that nothing overflows on the way.</summary>
    public Complex Divide(Complex a, Complex b)
    {
        if (IsZero(b.Imaginary))
            return new Complex(IsZero(a.Real) ? a.Real : _builder.Divide(a.Real, b.Real), IsZero(a.Imaginary) ? a.Imaginary : _builder.Divide(a.Imaginary, b.Real));
        Value quotient = _builder.External(["(", " / ", ")"], NumericForms.Complex.Type, "Complex.Divide", Pack(a), Pack(b));
        return Unpack(quotient);
    }

    /// <summary>A function of the framework.</summary>
    public Complex Call(string name, Complex argument) =>
        Unpack(_builder.External([$"{NumericForms.Complex.Type.Name}.{name}(", ")"], NumericForms.Complex.Type, "Complex." + name, Pack(argument)));

    /// <summary>A function of <c>Fluxion.CompilerServices.Partials</c>.</summary>
    public Complex Helper(string name, params Complex[] arguments)
    {
        string[] text = [$"{Helpers}{name}(", .. arguments.Skip(1).Select(_ => ", "), ")"];
        return Unpack(_builder.External(text, NumericForms.Complex.Type, "Complex." + name.Substring("Complex".Length), [.. arguments.Select(Pack)]));
    }

    /// <summary><c>factor == 0 ? 0 : scaled</c>; see <see cref="RuleContext.Guard"/>.</summary>
    public Complex Guard(Complex factor, Complex scaled)
    {
        IReadOnlyList<Value> tested = context.Seeds() ?? [factor.Real, factor.Imaginary];
        if (tested.Count == 0)
            return scaled;
        Value isZero = AreZeroAtRunTime(tested);
        return new Complex(_builder.Guard(isZero, scaled.Real), _builder.Guard(isZero, scaled.Imaginary));
    }

    /// <summary>The same for a helper, which does so itself.</summary>
    public Complex GuardedHelper(string name, Complex factor, params Complex[] arguments) =>
        context.Seeds() is null ? Helper(name, [factor, .. arguments]) : Guard(factor, Multiply(factor, Helper(name, [Number(1), .. arguments])));

    private Value AreZeroAtRunTime(IReadOnlyList<Value> numbers)
    {
        Value[] parts = [.. numbers.Where(part => !IsZero(part)).Select(WithoutSign)];
        Value[] tests = [.. parts.Select(part => _builder.Compare(Operator.Equal, part, _builder.Constant(0, part.Type)))];
        return tests.Length == 0 ? _builder.Constant(true) : tests.Aggregate((a, b) => Append(Operator.And, a, b));
    }

    private Value Append(Operator code, Value a, Value b) => _builder.Append(new ArithmeticOp(code, [a, b], new Value(IrType.Bool))).Result;

    private static Value WithoutSign(Value value) => value.Definition is ArithmeticOp { Code: Operator.Negate } negated ? negated.Operands[0] : value;

    private Value Add(Value a, Value b) => IsZero(a) ? b : IsZero(b) ? a : _builder.Add(a, b);

    // What is not there must not turn an infinite factor into NaN.
    private Value Multiply(Value a, Value b) => IsZero(a) ? a : IsZero(b) ? b : _builder.Multiply(a, b);

    private Value Pack(Complex a) => _builder.Pack(NumericForms.Complex, a.Real, a.Imaginary);

    private Complex Unpack(Value whole)
    {
        Value[] parts = _builder.Unpack(NumericForms.Complex, whole);
        return new Complex(parts[0], parts[1]);
    }

    private static bool IsZero(Value value) => Builder.IsConstant(value, 0);
}

/// <summary>
/// The rule of a function of complex and real numbers that has a complex derivative in each: the tangent is <c>f′ · dz</c>, the adjoint
/// <c>conj(f′) · zBar</c>, with the gradient (∂/∂Re, ∂/∂Im) of a real function for the adjoint of a complex number.
/// </summary>
internal sealed class HolomorphicRule(string key, string latex, string[] methods, params ComplexScaling[] partials) : JointRule(key, latex, methods)
{
    public override void Pull(RuleContext context, Value?[] bars, Action<int, Value> add)
    {
        var complex = new ComplexContext(context);
        // conj(f′) · bar = conj(f′ · conj(bar))
        Complex factor = complex.Conjugate(Complete(complex, bars[0], bars[1]));
        for (int argument = 0; argument < context.Form!.Arguments.Length; argument++)
        {
            int first = complex.First(argument);
            bool isActive = context.IsActive(first) || (complex.IsComplex(argument) && context.IsActive(first + 1));
            if (!isActive)
                continue;
            Complex bar = complex.Conjugate(partials[argument](complex, factor));
            add(first, bar.Real);
            if (complex.IsComplex(argument))
                add(first + 1, bar.Imaginary);
        }
    }

    public override Value?[] Push(RuleContext context, Value?[] dots)
    {
        var complex = new ComplexContext(context);
        Complex? sum = null;
        for (int argument = 0; argument < context.Form!.Arguments.Length; argument++)
        {
            int first = complex.First(argument);
            Value? imaginary = complex.IsComplex(argument) ? dots[first + 1] : null;
            if (dots[first] is null && imaginary is null)
                continue;
            Complex dot = partials[argument](complex, Complete(complex, dots[first], imaginary));
            sum = sum is { } before ? complex.Add(before, dot) : dot;
        }

        return [sum?.Real, sum?.Imaginary];
    }

    private static Complex Complete(ComplexContext context, Value? real, Value? imaginary) =>
        new(real ?? context.Zero.Real, imaginary ?? context.Zero.Imaginary);
}
