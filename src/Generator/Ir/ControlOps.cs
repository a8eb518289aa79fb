namespace Fluxion.Generator.Ir;

/// <summary>
/// <c>if</c>, <c>?:</c>, <c>&amp;&amp;</c>, <c>||</c>, and each case of a <c>switch</c>. Blocks: then, else, both always there. A branch that
/// ends in <see cref="TerminatorKind.Yield"/> gives the results; one that leaves gives none, and then the results are those of the other.
/// </summary>
internal sealed class IfOp(Value condition, Block then, Block @else, Value[] results) : Op([condition], results, then, @else)
{
    public Value Condition => Operands[0];

    public Block Then => Blocks[0];

    public Block Else => Blocks[1];

    /// <summary>Written as an expression (<c>?:</c>, a switch expression, a Boolean operator), so emission should try to write one again.</summary>
    public bool IsExpression { get; init; }

    public override string Mnemonic => IsExpression ? "if-expression" : "if";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new IfOp(operands[0], blocks[0], blocks[1], results) { IsExpression = IsExpression };
}

/// <summary>
/// A counted loop: <c>for (i = lower; i &lt; upper; i += step)</c>. The bound is evaluated once, nothing in the body changes the index, and
/// nothing leaves early. Operands: lower, upper, then the initial values carried. Parameters of the body: the index, then the carried
/// values; the body yields their next values, the results are their last ones.
/// </summary>
internal sealed class ForOp(Value lower, Value upper, Value[] initial, int step, bool inclusive, Block body, Value[] results)
    : Op([lower, upper, .. initial], results, body)
{
    public Value Lower => Operands[0];

    public Value Upper => Operands[1];

    public ReadOnlySpan<Value> Initial => Operands.AsSpan(2);

    /// <summary>Not zero. The test is <c>&lt;</c> for a positive step and <c>&gt;</c> for a negative one, or with <c>=</c> if <see cref="Inclusive"/>.</summary>
    public int Step { get; } = step;

    public bool Inclusive { get; } = inclusive;

    public Block Body => Blocks[0];

    public Value Index => Body.Parameters[0];

    public ReadOnlySpan<Value> Carried => Body.Parameters.AsSpan(1);

    public override string Mnemonic => $"for step {Formatting.Invariant(Step)}{(Inclusive ? " inclusive" : "")}";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) =>
        new ForOp(operands[0], operands[1], [.. operands.Skip(2)], Step, Inclusive, blocks[0], results);
}

/// <summary>
/// Any other loop. The body runs until an <see cref="TerminatorKind.Exit"/> inside it (the loop's own condition is one: an <c>If</c>
/// whose branch exits, at the head of the body for <c>while</c>, at its end for <c>do</c>). Operands: the initial values carried, which
/// are the parameters of the body; the body yields their next values. The results are the operands of the exit taken.
/// </summary>
internal sealed class LoopOp(Value[] initial, Block body, Value[] results) : Op(initial, results, body)
{
    public Block Body => Blocks[0];

    public override string Mnemonic => "loop";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new LoopOp(operands, blocks[0], results);
}

/// <summary>
/// A call of another function of the module. Operands: the arguments of its parameters that are not <c>out</c>, in order; results: as
/// <see cref="IrFunction.Results"/> of the callee.
/// </summary>
internal sealed class CallOp(string callee, Value[] operands, Value[] results) : Op(operands, results)
{
    /// <summary><see cref="IrFunction.Key"/> of the callee.</summary>
    public string Callee { get; } = callee;

    /// <summary>The array that it gives is made by the callee, and nothing else refers to it.</summary>
    public bool GivesNew { get; init; }

    // What the callee does to the memory it gets is its summary's; until one is asked for, the worst.
    public override Effects Effects => Effects.External;

    public override string Mnemonic => "call " + Callee;

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new CallOp(Callee, operands, results) { GivesNew = GivesNew };
}
