using System.Text;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Lowering;

/// <summary>C# with operands in it, while it is put together.</summary>
internal sealed class ExternalText
{
    private readonly List<string> _pieces = [];
    private readonly StringBuilder _text = new();

    public List<Value> Operands { get; } = [];

    /// <summary>One more than there are operands.</summary>
    public string[] Pieces => [.. _pieces, _text.ToString()];

    public static ExternalText Of(Value value)
    {
        var text = new ExternalText();
        text.Add(value);
        return text;
    }

    public void Add(string text) => _text.Append(text);

    public void Add(Value operand)
    {
        _pieces.Add(_text.ToString());
        _text.Clear();
        Operands.Add(operand);
    }

    public void Add(ExternalText other)
    {
        string[] pieces = other.Pieces;
        for (int i = 0; i < other.Operands.Count; i++)
        {
            Add(pieces[i]);
            Add(other.Operands[i]);
        }

        Add(pieces[pieces.Length - 1]);
    }

    /// <summary>Appends the operation; null where it has no result.</summary>
    public Value? Append(FunctionScope scope, IrType? type, bool isPure, string displayName, bool readsOnly = false)
    {
        Value[] results = type is null ? [] : [new Value(type)];
        scope.Builder.Append(new ExternalOp(Pieces, [.. Operands], results, isPure, displayName) { ReadsOnly = readsOnly });
        return results.Length == 0 ? null : results[0];
    }
}
