using System.Text;

namespace Fluxion.Generator.Ir;

/// <summary>
/// The canonical text of a module. Two modules are equal when their texts are: it holds everything but positions in files, and is what
/// incremental steps compare.
/// </summary>
internal sealed class Printer
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly SortedDictionary<string, IrType> _structs = new(StringComparer.Ordinal);

    public static string Print(IrModule module)
    {
        var printer = new Printer();
        printer.Function(module.Root);
        foreach (var entry in module.Functions.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (entry.Value != module.Root)
                printer.Function(entry.Value);
        }

        foreach (IrType type in printer._structs.Values)
            printer.Struct(type);
        foreach (SiteInfo site in module.Sites)
            printer._text.Append("site ").Append(site.Expression).Append(" ¦ ").Append(site.Statement).Append(site.Line > 0 ? " ¦ " + Formatting.Invariant(site.Line) + "\n" : "\n");
        return printer._text.ToString();
    }

    public static string Print(IrFunction function)
    {
        var printer = new Printer();
        printer.Function(function);
        return printer._text.ToString();
    }

    // What elements and objects consist of follows from declarations elsewhere, which may change while the body stays the same.
    private void Struct(IrType type)
    {
        _text.Append("struct ").Append(type.Name).Append(' ').Append(type.Format).Append('\n');
        foreach (IrField field in type.Fields)
            _text.Append("  ").Append(field.Type.Name).Append(' ').Append(field.Name).Append(' ').Append(field.Update).Append(field.Access?.Field).Append(field.IsNullable ? "?" : "").Append(field.IsConstant ? " constant\n" : "\n");
    }

    private void Note(IrType type)
    {
        if (type.IsMemory)
        {
            Note(type.Element!);
            return;
        }

        if (type.Kind != TypeKind.Struct || _structs.ContainsKey(type.Name))
            return;
        _structs.Add(type.Name, type);
        foreach (IrField field in type.Fields)
            Note(field.Type);
    }

    private void Function(IrFunction function)
    {
        _numbers.Clear();
        _text.Append("function ").Append(function.Key).Append(" (").Append(function.Name).Append(")\n");
        foreach (IrParameter parameter in function.Parameters)
        {
            _text.Append("  parameter ").Append(parameter.Mode).Append(parameter.IsConstant ? " constant " : " ").Append(parameter.Type.Name)
                .Append(' ').Append(parameter.Name);
            if (parameter.Whole is { } whole)
                _text.Append(" of ").Append(whole.Type.Name);
            if (parameter.Content is { } content)
                _text.Append(" = ").Append(Name(content));
            _text.Append('\n');
        }

        foreach (IrResult result in function.Results)
            _text.Append("  result ").Append(result.Type.Name).Append(' ').Append(result.Parameter ?? result.Element).Append('\n');
        Block(function.Body, 1);
    }

    private void Block(Block block, int depth)
    {
        if (block.Parameters.Length > 0)
            Indent(depth).Append('(').Append(Names(block.Parameters)).Append(")\n");
        foreach (Op op in block.Ops)
        {
            Indent(depth);
            if (op.Results.Length > 0)
                _text.Append(string.Join(", ", op.Results.Select(r => r.Type.Name + " " + Name(r)))).Append(" = ");
            _text.Append(op.Mnemonic).Append(' ').Append(Names(op.Operands));
            if (op.Site >= 0)
                _text.Append("  @").Append(Formatting.Invariant(op.Site));
            _text.Append(op.IsAdjoint ? " adjoint\n" : "\n");
            for (int i = 0; i < op.Blocks.Length; i++)
            {
                if (i > 0)
                    Indent(depth).Append("else\n");
                Block(op.Blocks[i], depth + 1);
            }
        }

        Terminator end = block.Terminator;
        Indent(depth).Append(end.Kind.ToString().ToLowerInvariant());
        if (end.Kind == TerminatorKind.Exit)
            _text.Append(' ').Append(Formatting.Invariant(end.ExitId));
        if (end.Kind == TerminatorKind.Throw)
            _text.Append(" [").Append(string.Join("·", end.Text)).Append(']');
        _text.Append(' ').Append(Names(end.Operands)).Append('\n');
    }

    private StringBuilder Indent(int depth) => _text.Append(' ', 2 * depth);

    private string Names(IEnumerable<Value> values) => string.Join(", ", values.Select(Name));

    private string Name(Value value)
    {
        Note(value.Type);
        if (!_numbers.TryGetValue(value, out int number))
            _numbers.Add(value, number = _numbers.Count);
        return "%" + Formatting.Invariant(number) + (value.Name is null ? "" : ":" + value.Name);
    }
}
