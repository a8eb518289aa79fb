namespace Fluxion.Generator.Ir;

/// <summary>A literal: <see cref="Content"/> is a boxed <c>double</c>, <c>float</c>, integer, <c>bool</c>, or, for opaque types, C# text (a <c>string</c>).</summary>
internal sealed class ConstantOp(object content, Value result) : Op([], [result])
{
    public object Content { get; } = content;

    public override string Mnemonic => "const " + Formatting.Invariant(Content);

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ConstantOp(Content, results[0]);
}

internal enum Operator
{
    Add, Subtract, Multiply, Divide, Remainder,
    Negate,
    And, Or, Xor, Complement, ShiftLeft, ShiftRight, ShiftRightUnsigned,
    Not,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
}

/// <summary>A C# operator on scalars of one type (shifts: the right one is <c>int</c>). Both operands are evaluated; <c>&amp;&amp;</c> and <c>||</c> are <see cref="IfOp"/>s.</summary>
internal sealed class ArithmeticOp(Operator code, Value[] operands, Value result, bool isChecked = false) : Op(operands, [result])
{
    public Operator Code { get; } = code;

    /// <summary>Integer overflow throws.</summary>
    public bool IsChecked { get; } = isChecked;

    public override string Mnemonic => IsChecked ? "checked " + Code : Code.ToString();

    /// <summary>Another operation that gives the same value.</summary>
    public ArithmeticOp With(Operator code, Value[] operands) => new(code, operands, Result) { Site = Site, IsAdjoint = IsAdjoint };

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ArithmeticOp(Code, operands, results[0], IsChecked);
}

/// <summary>A conversion between numeric types (also enum to integer and back): from the operand's type to the result's.</summary>
internal sealed class ConvertOp(Value operand, Value result, bool isImplicit, bool isChecked = false) : Op([operand], [result])
{
    /// <summary>C# converts without a cast here, so emission may leave it out where the context asks for the result's type anyway.</summary>
    public bool IsImplicit { get; } = isImplicit;

    public bool IsChecked { get; } = isChecked;

    public override string Mnemonic => $"convert{(IsImplicit ? " implicit" : "")}{(IsChecked ? " checked" : "")}";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ConvertOp(operands[0], results[0], IsImplicit, IsChecked);
}

/// <summary>A function of scalars that <c>Rules</c> knows, by the key of its rule. More than one result: the elements of the returned tuple.</summary>
internal sealed class FunctionOp(string rule, string callee, Value[] operands, Value[] results) : Op(operands, results)
{
    /// <summary>The key of the rule, such as <c>Exp</c>.</summary>
    public string Rule { get; } = rule;

    /// <summary>The C# method, such as <c>global::System.Math.Exp</c>.</summary>
    public string Callee { get; } = callee;

    /// <summary>Set where arguments or the result are structs: the operands and results are their parts.</summary>
    public CallForm? Form { get; init; }

    public override string Mnemonic => $"{Rule} {Callee}";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new FunctionOp(Rule, Callee, operands, results) { Form = Form };
}

/// <summary>
/// C# that Fluxion passes on without looking into it: a call into another assembly, a property, a static field. The text is cut where
/// the operands go (<c>Text[0] + operand 0 + Text[1] + …</c>). The result of the user's carries no derivative, so an active floating-point
/// operand is an error, which analysis finds.
/// </summary>
internal sealed class ExternalOp(string[] text, Value[] operands, Value[] results, bool isPure, string displayName) : Op(operands, results)
{
    public string[] Text { get; } = text;

    /// <summary>Safe to run again or not at all: a static readonly field, <c>double.IsNaN</c>.</summary>
    public bool IsPure { get; } = isPure;

    /// <summary>Not pure, but it writes to no buffer it gets: a check of arguments, output to the console.</summary>
    public bool ReadsOnly { get; init; }

    /// <summary>The rule that knows the derivative of what is <see cref="IsDerived"/>; null for a helper of <c>Fluxion.CompilerServices</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>Comes from differentiation, not from the user: its result does carry derivatives, which companions of higher order need.</summary>
    public bool IsDerived { get; set; }

    /// <summary>What messages call it, such as <c>Fx.Rate(date)</c> in assembly 'Rates'.</summary>
    public string DisplayName { get; } = displayName;

    // What a pure one is given it may look into: a load of lanes is such a call.
    public override Effects Effects => !IsPure ? Effects.External : Operands.Any(operand => operand.Type.IsMemory) ? Effects.ReadsMemory : Effects.None;

    public override string Mnemonic => $"external{(IsPure ? " pure" : ReadsOnly ? " reads" : "")} [{string.Join("·", Text)}] '{DisplayName}'";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ExternalOp(Text, operands, results, IsPure, DisplayName) { ReadsOnly = ReadsOnly, IsDerived = IsDerived, Rule = Rule };
}

/// <summary><c>condition ? whenTrue : whenFalse</c> with both sides already evaluated: how rules choose between partials.</summary>
internal sealed class SelectOp(Value condition, Value whenTrue, Value whenFalse, Value result) : Op([condition, whenTrue, whenFalse], [result])
{
    public Value Condition => Operands[0];

    public Value WhenTrue => Operands[1];

    public Value WhenFalse => Operands[2];

    /// <summary>
    /// Keeps an indeterminate product out: <see cref="WhenFalse"/> is a product with a factor that the condition finds to be 0. So the choice is no branch
    /// of the function: where the factor is 0 but changes, the product changes with it.
    /// </summary>
    public bool IsGuard { get; init; }

    /// <summary>
    /// Where the condition holds, the function has a slope by convention, as a norm has 0 at 0, and none that changes in a way that one could say: the derivative of the choice there is NaN.
    /// </summary>
    public bool IsKink { get; init; }

    public override string Mnemonic => IsGuard ? "select guard" : IsKink ? "select kink" : "select";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) =>
        new SelectOp(operands[0], operands[1], operands[2], results[0]) { IsGuard = IsGuard, IsKink = IsKink };
}

/// <summary><c>Derivative.Stop(v)</c>: the value passes, the derivative does not.</summary>
internal sealed class StopOp(Value operand, Value result) : Op([operand], [result])
{
    /// <summary>Put in by differentiation, where a <see cref="StandInOp"/> has the derivative: the user has not written it.</summary>
    public bool IsOwn { get; init; }

    public override string Mnemonic => "stop";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new StopOp(operands[0], results[0]) { IsOwn = IsOwn };
}

/// <summary>A number, with the derivative of another value that is the same number. It is there while something is to be differentiated.</summary>
internal sealed class StandInOp(Value number, Value source, Value result) : Op([number, source], [result])
{
    public Value Source => Operands[1];

    public override string Mnemonic => "stand in";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new StandInOp(operands[0], operands[1], results[0]);
}

/// <summary><c>Derivative.Report(v, name)</c>. It is there between lowering and differentiation, where <c>Reports</c> makes a list of it, or nothing.</summary>
internal sealed class ReportOp(Value value, string name) : Op([value], [])
{
    public string Name { get; } = name;

    public override string Mnemonic => $"report \"{Name}\"";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ReportOp(operands[0], Name);
}
