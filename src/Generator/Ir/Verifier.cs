namespace Fluxion.Generator.Ir;

/// <summary>
/// Checks what every stage relies on: a value is defined once and before its uses, in a block that encloses them; branches and loops
/// yield as many values, of the same types, as they carry or give. Tests run it after every stage.
/// </summary>
internal sealed class Verifier
{
    private readonly HashSet<Value> _visible = [];
    private readonly HashSet<Value> _defined = [];

    /// <summary>The first fault found, or null.</summary>
    public static string? Verify(IrFunction function)
    {
        try
        {
            new Verifier().Function(function);
            return null;
        }
        catch (FormatException fault)
        {
            return $"{function.Key}: {fault.Message}\n{Printer.Print(function)}";
        }
    }

    private void Function(IrFunction function)
    {
        foreach (IrParameter parameter in function.Parameters)
        {
            Check(parameter.Content is null == (parameter.Mode == PassingMode.Out), $"parameter {parameter.Name} has no value or a value too many");
            if (parameter.Content is { } content)
                Define(content);
        }

        Block(function.Body, function.Results.Select(r => r.Type).ToArray(), null);
    }

    private void Block(Block block, IrType[] yields, IrType[]? exits)
    {
        var before = new HashSet<Value>(_visible);
        foreach (Value parameter in block.Parameters)
            Define(parameter);
        foreach (Op op in block.Ops)
        {
            foreach (Value operand in op.Operands)
                Use(operand, op.Mnemonic);
            Op(op, exits);
            foreach (Value result in op.Results)
            {
                Check(result.Definition == op, $"a result of {op.Mnemonic} names another definition");
                Define(result);
            }
        }

        foreach (Value operand in block.Terminator.Operands)
            Use(operand, block.Terminator.Kind.ToString());
        switch (block.Terminator.Kind)
        {
            case TerminatorKind.Yield:
                Match(block.Terminator.Operands, yields, "yield");
                break;
            case TerminatorKind.Exit:
                Check(exits is not null, "exit outside a loop");
                Match(block.Terminator.Operands, exits!, "exit");
                break;
        }

        _visible.IntersectWith(before);
    }

    private void Op(Op op, IrType[]? exits)
    {
        IrType[] results = Types(op.Results);
        switch (op)
        {
            case IfOp branch:
                Block(branch.Then, results, exits);
                Block(branch.Else, results, exits);
                break;
            case ForOp loop:
                Check(loop.Body.Parameters.Length == loop.Initial.Length + 1 && results.Length == loop.Initial.Length, "for: wrong number of carried values");
                Match(loop.Initial.ToArray(), results, "for");
                Block(loop.Body, results, null);
                break;
            case LoopOp loop:
                Match(loop.Operands, Types(loop.Body.Parameters), "loop");
                Block(loop.Body, Types(loop.Body.Parameters), results);
                break;
            case ArithmeticOp { Code: not (Operator.ShiftLeft or Operator.ShiftRight or Operator.ShiftRightUnsigned) } arithmetic:
                Check(arithmetic.Operands.All(o => o.Type == arithmetic.Operands[0].Type), $"{op.Mnemonic}: operands of different types");
                break;
            case SelectOp select:
                Check(select.WhenTrue.Type == select.Result.Type && select.WhenFalse.Type == select.Result.Type, "select: different types");
                break;
            case StoreOp store:
                Check(store.Stored.Type == store.Memory.Type.Element, "store: wrong element type");
                break;
            case StoreWholeOp store:
                Check(store.Memory.Type.Element!.Leaves.SequenceEqual(store.Written.ToArray().Select(v => v.Type)), "store-whole: values of wrong types");
                break;
            case LoadOp load:
                Check(!load.Memory.Type.IsStructured, "load: the element consists of fields");
                Check(load.Result.Type == load.Memory.Type.Element, "load: wrong element type");
                break;
            case AccumulateOp accumulate:
                Check(accumulate.Added.Type == accumulate.Memory.Type.Element, "accumulate: wrong element type");
                break;
        }
    }

    private void Define(Value value)
    {
        Check(_defined.Add(value), $"{value} is defined twice");
        _visible.Add(value);
    }

    private void Use(Value value, string where) => Check(_visible.Contains(value), $"{where} uses {value} where it is not defined");

    private static void Match(Value[] values, IrType[] types, string where)
    {
        Check(values.Length == types.Length, $"{where}: {values.Length} values for {types.Length}");
        for (int i = 0; i < values.Length; i++)
            Check(values[i].Type == types[i], $"{where}: {values[i]} is {values[i].Type.Name}, not {types[i].Name}");
    }

    private static IrType[] Types(Value[] values) => [.. values.Select(v => v.Type)];

    private static void Check(bool holds, string fault)
    {
        if (!holds)
            throw new FormatException(fault);
    }
}
