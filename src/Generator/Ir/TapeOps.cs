namespace Fluxion.Generator.Ir;

/// <summary>An empty tape, at the top of the function.</summary>
internal sealed class TapeOp(Value result) : Op([], [result])
{
    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "tape";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new TapeOp(results[0]);
}

/// <summary>Joins a push with the pops that take back what it puts on a tape: of each reversal of the block that it is in.</summary>
internal sealed class TapeSlot;

internal sealed class PushOp(Value tape, Value value) : Op([tape, value], [])
{
    /// <summary>Null where it is not known what takes the value back.</summary>
    public TapeSlot? Slot { get; init; }

    public Value Tape => Operands[0];

    public Value Pushed => Operands[1];

    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "push";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new PushOp(operands[0], operands[1]) { Slot = Slot };
}

/// <summary>Takes back what was pushed last. It must run even where its result is not used, unless that is never pushed.</summary>
internal sealed class PopOp(Value tape, Value result) : Op([tape], [result])
{
    /// <summary>Null where it is not known what pushes the value.</summary>
    public TapeSlot? Slot { get; init; }

    public Value Tape => Operands[0];

    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "pop";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new PopOp(operands[0], results[0]) { Slot = Slot };
}

/// <summary>Gives the tape's storage back, at the end of the function.</summary>
internal sealed class ReleaseOp(Value tape) : Op([tape], [])
{
    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "release";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new ReleaseOp(operands[0]);
}

/// <summary>Several values pushed one after the other. Operands: the tape, then the values.</summary>
internal sealed class PushBlockOp(Value tape, Value[] values) : Op([tape, .. values], [])
{
    public Value Tape => Operands[0];

    public ReadOnlySpan<Value> Pushed => Operands.AsSpan(1);

    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "push-block";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new PushBlockOp(operands[0], [.. operands.Skip(1)]);
}

/// <summary>Several values popped one after the other; the results are in this order.</summary>
internal sealed class PopBlockOp(Value tape, Value[] results) : Op([tape], results)
{
    public Value Tape => Operands[0];

    public override Effects Effects => Effects.Tape;

    public override string Mnemonic => "pop-block";

    protected override Op Copy(Value[] operands, Value[] results, Block[] blocks) => new PopBlockOp(operands[0], results);
}
