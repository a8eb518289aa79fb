namespace Fluxion.Generator.Ir;

/// <summary>What an operation does besides computing its results.</summary>
[Flags]
internal enum Effects
{
    None = 0,
    ReadsMemory = 1,
    WritesMemory = 2,

    /// <summary>Creates an array; two of them are never the same.</summary>
    Allocates = 4,

    /// <summary>Code that Fluxion does not see: it runs exactly once, in place.</summary>
    External = 8,
    Tape = 16,
}

/// <summary>
/// An operation. Operands, results and blocks sit in arrays that generic passes walk; subclasses give the positions names.
/// </summary>
internal abstract class Op
{
    protected Op(Value[] operands, Value[] results, params Block[] blocks)
    {
        Operands = operands;
        Results = results;
        Blocks = blocks;
        foreach (Value result in results)
            result.Definition = this;
    }

    public Value[] Operands { get; set; }

    public Value[] Results { get; private set; }

    public Block[] Blocks { get; set; }

    /// <summary>Index into <see cref="IrModule.Sites"/>: the user's expression this comes from; -1 for none.</summary>
    public int Site { get; set; } = -1;

    /// <summary>Set on operations of the reverse sweep: emission ends their line with the primal expression of <see cref="Site"/>.</summary>
    public bool IsAdjoint { get; set; }

    /// <summary>Set on what a loop computed before it was moved out of it: whether any iteration makes use of it is not known.</summary>
    public bool IsHoisted { get; set; }

    /// <summary>The single result.</summary>
    public Value Result => Results[0];

    /// <summary>The effects of this operation itself, without those of its blocks.</summary>
    public virtual Effects Effects => Effects.None;

    /// <summary>The operation's name and attributes, without operands: what a dump prints.</summary>
    public abstract string Mnemonic { get; }

    /// <summary>The same operation on other operands, results and blocks (arrays of the same shape).</summary>
    public Op With(Value[] operands, Value[] results, Block[] blocks)
    {
        Op copy = Copy(operands, results, blocks);
        copy.Site = Site;
        copy.IsAdjoint = IsAdjoint;
        copy.IsHoisted = IsHoisted;
        return copy;
    }

    /// <summary>Adds a result, as differentiation does where the reverse sweep needs a value from inside.</summary>
    public void AddResult(Value value)
    {
        Results = [.. Results, value];
        value.Definition = this;
    }

    /// <summary>Keeps only the results at these positions.</summary>
    public void KeepResults(IEnumerable<int> positions) => Results = [.. positions.Select(position => Results[position])];

    protected abstract Op Copy(Value[] operands, Value[] results, Block[] blocks);

    /// <summary>The effects of this operation and of everything in its blocks.</summary>
    public Effects AllEffects()
    {
        Effects effects = Effects;
        foreach (Block block in Blocks)
        {
            foreach (Op op in block.AllOps())
                effects |= op.Effects;
        }

        return effects;
    }
}
