using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// Reuses in the reverse sweep what has been computed before, in either sweep: the cosine that is the partial of a sine the user also
/// takes, a length, an index. The forward sweep stays as the user wrote it.
/// </summary>
internal sealed class CommonSubexpressions
{
    private readonly Dictionary<Key, Value> _known = [];
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly Dictionary<(string Type, string Content), int> _constants = [];
    private readonly Substitution _substitution = new();
    private readonly Lazy<MemoryClasses> _memory;

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
        List<Key>? added = null;
        foreach (Op op in block.Ops)
        {
            if (KeyOf(op) is { } key)
            {
                if (!_known.TryGetValue(key, out Value? known))
                {
                    _known.Add(key, op.Result);
                    (added ??= []).Add(key);
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
        foreach (Key key in added ?? [])
            _known.Remove(key);
    }

    private Key? KeyOf(Op op)
    {
        if (op is not (ArithmeticOp or ConvertOp or FunctionOp { Results.Length: 1 } or LengthOp or SelectOp or ExternalOp { IsPure: true, Results.Length: 1 }))
            return null;
        if (op is LengthOp { Memory: { Type.IsResizable: true } list } && _memory.Value.IsResized(list))
            return null;

        // A helper that reads elements, such as a load of lanes, finds what has been written there meanwhile.
        if (op is ExternalOp && op.Operands.Any(operand => operand.Type.IsMemory && _memory.Value.IsWritten(operand)))
            return null;
        int[] operands = new int[op.Operands.Length];
        for (int i = 0; i < operands.Length; i++)
            operands[i] = Number(_substitution[op.Operands[i]]);
        return op is ArithmeticOp arithmetic
            ? new Key("", ((int)arithmetic.Code * 2) + (arithmetic.IsChecked ? 1 : 0), op.Result.Type.Name, operands)
            : new Key(op.Mnemonic, 0, op.Result.Type.Name, operands);
    }

    // Constants are equal by content, everything else by identity.
    private int Number(Value value)
    {
        if (_numbers.TryGetValue(value, out int number))
            return number;
        number = _numbers.Count;
        if (value.Definition is ConstantOp constant)
        {
            (string, string) content = (constant.Result.Type.Name, Formatting.Invariant(constant.Content));
            if (_constants.TryGetValue(content, out int same))
                number = same;
            else
                _constants.Add(content, number);
        }

        _numbers.Add(value, number);
        return number;
    }

    // What an operation computes: two with one key compute the same.
    private readonly struct Key(string mnemonic, int code, string type, int[] operands) : IEquatable<Key>
    {
        private readonly string _mnemonic = mnemonic;
        private readonly int _code = code;
        private readonly string _type = type;
        private readonly int[] _operands = operands;

        public bool Equals(Key other) =>
            _code == other._code && _mnemonic == other._mnemonic && _type == other._type && _operands.AsSpan().SequenceEqual(other._operands);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            int hash = _code + StringComparer.Ordinal.GetHashCode(_mnemonic);
            foreach (int operand in _operands)
                hash = unchecked((hash * 31) + operand);
            return hash;
        }
    }
}
