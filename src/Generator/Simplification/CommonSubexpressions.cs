using System.Text;
using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Reuses in the reverse sweep what has been computed before, in either sweep: the cosine that is the partial of a sine the user also
/// takes, a length, an index. The forward sweep stays as the user wrote it.
/// </summary>
internal sealed class CommonSubexpressions
{
    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly Substitution _substitution = new();
    private readonly Lazy<MemoryClasses> _memory;
    private readonly StringBuilder _key = new();

    private CommonSubexpressions(IrFunction function) => _memory = new(() => new MemoryClasses(function));

    public static bool Reuse(IrFunction function)
    {
        var pass = new CommonSubexpressions(function);
        pass.Visit(function.Body);
        if (pass._substitution.IsEmpty)
            return false;
        pass._substitution.Apply(function.Body);
        return true;
    }

    private void Visit(Block block)
    {
        var added = new List<string>();
        foreach (Op op in block.Ops)
        {
            if (Key(op) is { } key)
            {
                if (!_known.TryGetValue(key, out Value? known))
                {
                    _known.Add(key, op.Result);
                    added.Add(key);
                }
                else if (op.IsAdjoint || op is LengthOp)
                {
                    _substitution.Replace(op.Result, known);
                    known.Name ??= op.Result.Name;
                }
            }

            foreach (Block inner in op.Blocks)
                Visit(inner);
        }

        // What a block computes is not known after it.
        foreach (string key in added)
            _known.Remove(key);
    }

    private string? Key(Op op)
    {
        if (op is not (ArithmeticOp or ConvertOp or FunctionOp { Results.Length: 1 } or LengthOp or SelectOp or ExternalOp { IsPure: true, Results.Length: 1 }))
            return null;
        if (op is LengthOp { Memory: { Type.IsResizable: true } list } && _memory.Value.IsResized(list))
            return null;

        // A helper that reads elements, such as a load of lanes, finds what has been written there meanwhile.
        if (op is ExternalOp && op.Operands.Any(operand => operand.Type.IsMemory && _memory.Value.IsWritten(operand)))
            return null;
        _key.Clear().Append(op.Mnemonic).Append(' ').Append(op.Result.Type.Name);
        foreach (Value operand in op.Operands)
            Write(_substitution[operand]);
        return _key.ToString();
    }

    // Constants are equal by content, everything else by identity.
    private void Write(Value value)
    {
        _key.Append(' ');
        if (value.Definition is ConstantOp constant)
        {
            _key.Append(constant.Result.Type.Name).Append(':').Append(Formatting.Invariant(constant.Content));
            return;
        }

        if (!_numbers.TryGetValue(value, out int number))
            _numbers.Add(value, number = _numbers.Count);
        _key.Append(number);
    }
}
