using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Reads a field of an object once, where nothing in the function writes to it: users write the field's name wherever they need it, and
/// would use a local where they write the code by hand. What an object has been given in sight is what it holds.
/// </summary>
internal sealed class RepeatedReads
{
    private readonly MemoryClasses _memory;
    private readonly Substitution _substitution = new();
    private readonly List<LoadOp> _known = [];

    private RepeatedReads(IrFunction function) => _memory = new MemoryClasses(function);

    public static void Run(IrFunction function)
    {
        if (!function.Body.AllOps().Any(op => op is FieldOp { Memory.Type.IsObject: true }))
            return;
        var pass = new RepeatedReads(function);
        pass.Visit(function.Body);
        pass._substitution.Apply(function.Body);
    }

    private void Visit(Block block)
    {
        int outside = _known.Count;
        foreach (Op op in block.Ops)
        {
            _substitution.Apply(op.Operands);
            if (op is LoadOp { Result.Type.IsMemory: true } read && CreateOp.Kept(read.Result) is var kept && kept != read.Result)
                _substitution.Replace(read.Result, kept);
            else if (op is LoadOp number && !_memory.IsWritten(number.Memory) && CreateOp.Given(number) is { } given && given.Type == number.Result.Type)
                _substitution.Replace(number.Result, given);
            else if (op is LoadOp { Indices.Length: 0, Memory.Definition: FieldOp } load && !_memory.IsWritten(load.Memory))
            {
                if (_known.FirstOrDefault(other => AreSame(other.Memory, load.Memory)) is not { } known)
                {
                    _known.Add(load);
                }
                else
                {
                    known.Result.Name ??= load.Result.Name;
                    _substitution.Replace(load.Result, known.Result);
                }
            }

            foreach (Block inner in op.Blocks)
                Visit(inner);
        }

        _known.RemoveRange(outside, _known.Count - outside);
    }

    // An object that is itself read from a field may have been read twice.
    private bool AreSame(Value a, Value b) => a.Definition is FieldOp first && b.Definition is FieldOp second
        ? first.Field.Name == second.Field.Name && AreSame(first.Memory, second.Memory)
        : _substitution[a] == _substitution[b];
}
