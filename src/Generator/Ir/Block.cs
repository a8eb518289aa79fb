namespace Fluxion.Generator.Ir;

internal enum TerminatorKind
{
    /// <summary>
    /// The normal end: of a function (its results), of an <c>If</c> branch (the results of the <c>If</c>), or of a loop body (the next
    /// values of what the loop carries).
    /// </summary>
    Yield,

    /// <summary>Leaves the nearest enclosing <see cref="LoopOp"/>; the operands are the loop's results.</summary>
    Exit,

    /// <summary>Throws; see <see cref="Terminator.Text"/>.</summary>
    Throw,

    /// <summary>Never reached, because both branches of the last <c>If</c> leave.</summary>
    Unreachable,
}

/// <summary>How a block ends.</summary>
internal sealed class Terminator(TerminatorKind kind, params Value[] operands)
{
    public TerminatorKind Kind { get; } = kind;

    public Value[] Operands { get; set; } = operands;

    /// <summary>For <see cref="TerminatorKind.Exit"/>: which exit of the loop, counted from 0, each used once.</summary>
    public int ExitId { get; init; }

    /// <summary>
    /// For <see cref="TerminatorKind.Throw"/>: the C# of the thrown expression, cut where the operands go
    /// (<c>Text[0] + operand 0 + Text[1] + …</c>).
    /// </summary>
    public string[] Text { get; init; } = [];

    /// <summary>Whether control can reach what follows the operation that holds the block.</summary>
    public bool FallsThrough => Kind == TerminatorKind.Yield;

    public static Terminator Yield(params Value[] values) => new(TerminatorKind.Yield, values);
}

/// <summary>A straight sequence of operations with parameters (for loop bodies: see <see cref="ForOp"/> and <see cref="LoopOp"/>) and a terminator.</summary>
internal sealed class Block(params Value[] parameters)
{
    public Value[] Parameters { get; set; } = parameters;

    public List<Op> Ops { get; set; } = [];

    public Terminator Terminator { get; set; } = Terminator.Yield();

    /// <summary>Every operation in this block and in blocks nested in it, in order, an operation before those in its blocks.</summary>
    public IEnumerable<Op> AllOps()
    {
        // Not an iterator in each block, which would hand an operation through those of all blocks around.
        List<Op> ops = Ops;
        int next = 0;
        Stack<(List<Op> Ops, int Next, Block[] Blocks, int Block)>? around = null;
        while (true)
        {
            if (next < ops.Count)
            {
                Op op = ops[next++];
                yield return op;
                if (op.Blocks.Length > 0)
                {
                    (around ??= new()).Push((ops, next, op.Blocks, 1));
                    (ops, next) = (op.Blocks[0].Ops, 0);
                }
            }
            else if (around is { Count: > 0 })
            {
                (List<Op> outer, int place, Block[] blocks, int block) = around.Pop();
                if (block < blocks.Length)
                {
                    around.Push((outer, place, blocks, block + 1));
                    (ops, next) = (blocks[block].Ops, 0);
                }
                else
                {
                    (ops, next) = (outer, place);
                }
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Every value that is defined in this block and in blocks nested in it.</summary>
    public IEnumerable<Value> AllValues() => Parameters.Concat(AllOps().SelectMany(op => op.Results.Concat(op.Blocks.SelectMany(block => block.Parameters))));
}
