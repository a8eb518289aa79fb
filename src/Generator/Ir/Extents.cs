namespace Fluxion.Generator.Ir;

/// <summary>How many elements there are: of arrays made with one length, of a view and what was asked of it; and so which exist.</summary>
/// <param name="function">The function.</param>
internal sealed class Extents(IrFunction function)
{
    // The caller's buffers for adjoints are as long as what they belong to.
    private readonly Dictionary<Value, Value> _belongsTo = function.Parameters.Where(p => p is { Content: not null, BelongsTo: not null }).ToDictionary(p => p.Content!, p => p.BelongsTo!);

    /// <summary>Whether a number is how many elements a memory has along its only dimension.</summary>
    public bool IsLength(Value number, Value memory) => memory.Type is { Rank: 1, IsResizable: false } && AreSame(number, Of(memory));

    /// <summary>Whether a loop's index goes over all elements of a memory, up or down, and nowhere else.</summary>
    public bool RunsOver(ForOp loop, Value memory) => loop switch
    {
        { Step: 1, Inclusive: false } => IsNatural(loop.Lower) && IsLength(loop.Upper, memory),
        { Step: -1, Inclusive: true } => IsNatural(loop.Upper)
            && loop.Lower.Definition is ArithmeticOp { Code: Operator.Subtract, Operands: [var length, { Definition: ConstantOp { Content: 1 } }] } && IsLength(length, memory),
        _ => false,
    };

    /// <summary>Whether a memory is so long, by its making, that it has an element at an index that is a constant.</summary>
    public bool Has(Value memory, Value index) =>
        memory.Type is { Rank: 1, IsResizable: false } && index.Definition is ConstantOp { Content: int place and >= 0 }
        && Of(memory).Definition is ConstantOp { Content: int length } && place < length;

    public bool AreEquallyLong(Value a, Value b) => a.Type is { Rank: 1, IsResizable: false } && b.Type is { Rank: 1, IsResizable: false } && AreSame(Of(a), Of(b));

    /// <summary>Whether two numbers are computed alike from the same ones.</summary>
    public bool AreSame(Value a, Value b) => Congruence.AreSame(a, b, Known);

    /// <summary>Whether a handle gives all elements of the array, as far as can be seen.</summary>
    public static bool IsWhole(Value handle)
    {
        while (handle.Definition is SliceOp { Start: null, Length: null } view)
            handle = view.Memory;
        return handle.Definition is not SliceOp;
    }

    private static bool IsNatural(Value value) => value.Definition is ConstantOp { Content: int and >= 0 };

    private Value Known(Value number) => number.Definition is LengthOp { Memory: { Type: { Rank: 1, IsResizable: false } } memory } ? Of(memory) : number;

    // The number that says how long a memory is; where there is none, the memory stands for it.
    private Value Of(Value memory)
    {
        while (memory.Definition is SliceOp { Start: null, Length: null } view)
            memory = view.Memory;
        return memory.Definition switch
        {
            SliceOp { Length: { } length } => Known(length),
            AllocateOp { Result.Type: { Rank: 1, IsList: false } } made => Known(made.Operands[0]),
            AllocateLikeOp { Memory: { Type: { Rank: 1, IsResizable: false } } like } => Of(like),
            null when _belongsTo.TryGetValue(memory, out Value? primal) => primal,
            _ => memory,
        };
    }
}
