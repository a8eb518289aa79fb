using Fluxion.Generator.Ir;
using Fluxion.Generator.Simplification;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Makes the pullbacks from several outputs out of one: adjoints are vectors with a number for each output, and what the method itself computes is computed once.
/// </summary>
internal sealed class SeedRows
{
    private const int Most = 8;

    // Beyond, the compiler of the JIT stops to keep variables apart, and a pullback for each output is faster.
    private const int MostOperations = 1000;

    private readonly int _rows;
    private readonly IrType _vector;

    // The outputs that an adjoint belongs to, a bit for each: it has no part in the others, whatever it is multiplied with.
    private readonly Dictionary<Value, int> _outputs = [];

    // Where those others may hold a product of 0 with an infinity.
    private readonly HashSet<Value> _spoilt = [];
    private readonly Value[] _seeds;

    private SeedRows(int rows) => (_rows, _vector, _seeds) = (rows, IrType.Vector(rows), new Value[rows]);

    /// <param name="function">A pullback that is to be emitted. It returns what its method does, as many numbers as there are seeds, and then adjoints.</param>
    /// <param name="seeds">Its parameters that are seeds.</param>
    /// <returns>
    /// The function without seeds. It returns what the method does, then, for each adjoint, that of the first output, of the second, and so on; null where
    /// something that depends on seeds has no vector.
    /// </returns>
    public static IrFunction? TryBuild(IrFunction function, IReadOnlyList<Value> seeds)
    {
        if (seeds.Count is < 2 or > Most || function.Body.AllOps().Skip(MostOperations).Any())
            return null;
        var rows = new SeedRows(seeds.Count);
        return Widening.TryWiden(function, seeds, rows._vector) is { } wide ? rows.Write(wide) : null;
    }

    private IrFunction? Write(IrFunction wide)
    {
        int own = wide.Parameters.Count - _rows;
        Block body = wide.Body;
        var start = new Block();
        var substitution = new Substitution();
        for (int row = 0; row < _rows; row++)
        {
            Value seed = wide.Parameters[own + row].Content!;
            _outputs.Add(seed, 1 << row);
            _seeds[row] = seed;
            substitution.Replace(seed, Unit(new Builder(start) { IsAdjoint = true }, 1 << row, seed.Name));
        }

        Rewrite(body, null);
        int first = body.Ops.FindIndex(Uses);
        body.Ops.InsertRange(first < 0 ? body.Ops.Count : first, start.Ops);
        substitution.Apply(body);
        Value[] ends = body.Terminator.Operands;
        var end = new Builder(body) { IsAdjoint = true };
        IEnumerable<Value> adjoints = [.. ends.Skip(_rows).SelectMany(adjoint => Enumerable.Range(0, _rows).Select(row => Element(end, adjoint, row)))];
        body.Terminator = Terminator.Yield([.. ends.Take(_rows), .. adjoints]);
        IEnumerable<IrResult> results = adjoints.Select(_ => new IrResult(IrType.Double));
        var function = new IrFunction(wide.Key, wide.Name, [.. wide.Parameters.Take(own)], [.. wide.Results.Take(_rows), .. results], body);
        DeadCode.Remove(function);
        return body.AllValues().Any(value => value.Type.Kind == TypeKind.Mask) ? null : function;
    }

    private int Outputs(Value value) => _outputs.TryGetValue(value, out int outputs) ? outputs : value.Definition is ConstantOp ? 0 : (1 << _rows) - 1;

    private bool IsWhole(Value value) => Outputs(value) == (1 << _rows) - 1;

    // What it is of an adjoint that belongs to some outputs only, with zeros for the others.
    private Value Clean(Block block, Value value)
    {
        if (!_spoilt.Contains(value))
            return value;
        int outputs = Outputs(value);
        var builder = new Builder(block) { IsAdjoint = true, Site = value.Definition!.Site };
        Value mask = _seeds.FirstOrDefault(seed => Outputs(seed) == outputs) ?? Unit(builder, outputs, null);
        Value clean = builder.Append(Guarded(mask, value, new Value(_vector, value.Name))).Result;
        _outputs.Add(clean, outputs);
        return clean;
    }

    private void Clean(Block block, Value[] values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Clean(block, values[i]);
    }

    private static ExternalOp Guarded(Value factor, Value product, Value result) =>
        new(["global::Fluxion.CompilerServices.Partials.Guard(", ", ", ")"], [factor, product], [result], isPure: true, "guard");

    // Which outputs a result belongs to, and whether it has something of no use in the others.
    private void Follow(Block block, ArithmeticOp op)
    {
        Value[] adjoints = [.. op.Operands.Where(operand => operand.Type.Kind == TypeKind.Lanes)];
        int outputs = adjoints.Aggregate(0, (all, operand) => all | Outputs(operand));
        if (op.Code is Operator.Add or Operator.Subtract)
        {
            for (int i = 0; i < op.Operands.Length; i++)
                op.Operands[i] = Outputs(op.Operands[i]) == outputs ? op.Operands[i] : Clean(block, op.Operands[i]);
        }

        _outputs[op.Result] = outputs;
        bool isProduct = op.Code is Operator.Multiply or Operator.Divide && !op.Operands.Any(operand => operand.Type.Kind != TypeKind.Lanes && operand.Definition is ConstantOp);
        if (!IsWhole(op.Result) && (isProduct || op.Operands.Any(_spoilt.Contains)))
            _spoilt.Add(op.Result);
    }

    // Whether a seed is needed for it.
    private bool Uses(Op op) =>
        op.Operands.Any(_seeds.Contains) || op.Blocks.Any(block => block.Ops.Any(Uses) || block.Terminator.Operands.Any(_seeds.Contains));

    // 1 for some outputs, and 0 for the others.
    private Value Unit(Builder builder, int outputs, string? name)
    {
        string[] numbers = [.. Enumerable.Range(0, _rows <= 2 ? 2 : _rows <= 4 ? 4 : 8).Select(i => (outputs >> i & 1) != 0 ? "1" : "0")];
        string text = $"{IrType.VectorClass(_rows)}.Create({string.Join(", ", numbers.Select(number => number + ".0"))})";
        Value unit = builder.External([text], _vector, text);
        unit.Name = name;
        return unit;
    }

    private Value Element(Builder builder, Value adjoint, int row) =>
        adjoint.Type.Kind == TypeKind.Lanes && (Outputs(adjoint) >> row & 1) == 0 ? builder.Constant(0, IrType.Double)
        : adjoint.Type.Kind == TypeKind.Lanes ? builder.External(["", $"[{Formatting.Invariant(row)}]"], IrType.Double, "element", adjoint)
        : adjoint;

    // A vector is not made of a number by itself, as lanes are, and has no choice by element.
    private void Rewrite(Block block, LoopOp? loop)
    {
        List<Op> ops = block.Ops;
        block.Ops = [];
        foreach (Op op in ops)
        {
            foreach (Block inner in op.Blocks)
            {
                Rewrite(inner, op switch { LoopOp own => own, ForOp => null, _ => loop });
                if (inner.Terminator.FallsThrough)
                    Widen(inner, inner.Terminator.Operands, op is IfOp ? op.Results : [.. inner.Parameters.Skip(op is ForOp ? 1 : 0)]);
            }

            if (op is not ArithmeticOp and not SelectOp { IsGuard: true })
                Clean(block, op.Operands);
            switch (op)
            {
                case SelectOp { IsGuard: true, Condition: { Type.Kind: TypeKind.Mask, Definition: ArithmeticOp { Code: Operator.Equal } test } } guard:
                    Value[] operands = [Builder.IsConstant(test.Operands[0], 0) ? test.Operands[1] : test.Operands[0], guard.WhenFalse];
                    ExternalOp choice = Guarded(operands[0], operands[1], guard.Result);
                    (choice.Site, choice.IsAdjoint) = (op.Site, op.IsAdjoint);
                    block.Ops.Add(choice);
                    _outputs[guard.Result] = Outputs(guard.WhenFalse);
                    if (_spoilt.Contains(operands[0]))
                        _spoilt.Add(guard.Result);
                    continue;
                case ConstantOp { Result.Type.Kind: TypeKind.Lanes } zero:
                    block.Ops.Add(new ConstantOp("default", zero.Result) { IsAdjoint = true });
                    continue;
                case SelectOp { Condition.Type.Kind: not TypeKind.Mask } select:
                    if (select.Result.Type.Kind == TypeKind.Lanes)
                        _outputs[select.Result] = Outputs(select.WhenTrue) | Outputs(select.WhenFalse);
                    Widen(block, op.Operands, [select.Condition, select.Result, select.Result]);
                    break;
                case ArithmeticOp { Code: Operator.Add or Operator.Subtract } sum:
                    Widen(block, op.Operands, [sum.Result, sum.Result]);
                    if (sum.Result.Type.Kind == TypeKind.Lanes)
                        Follow(block, sum);
                    break;
                case ArithmeticOp { Code: Operator.Negate or Operator.Multiply or Operator.Divide, Result.Type.Kind: TypeKind.Lanes } linear:
                    Follow(block, linear);
                    break;
                case ForOp counted:
                    Widen(block, op.Operands, [counted.Lower, counted.Upper, .. counted.Carried.ToArray()]);
                    break;
                case LoopOp general:
                    Widen(block, op.Operands, general.Body.Parameters);
                    break;
                case StoreOp or AccumulateOp when op.Operands[0].Type.Element!.Kind == TypeKind.Lanes:
                    Widen(block, op.Operands, [op.Operands[0], new Value(_vector), .. op.Operands.Skip(2)]);
                    break;
                case PushOp push when push.Tape.Type.Element!.Kind == TypeKind.Lanes:
                    Widen(block, op.Operands, [push.Tape, new Value(_vector)]);
                    break;
            }

            block.Ops.Add(op);
        }

        if (loop is not null && block.Terminator.Kind == TerminatorKind.Exit)
            Widen(block, block.Terminator.Operands, loop.Results);
    }

    // What is not in a vector goes into one where its target is.
    private void Widen(Block block, Value[] values, Value[] targets)
    {
        if (block.Terminator.Operands == values)
            Clean(block, values);
        var builder = new Builder(block) { IsAdjoint = true };
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i].Type.Kind == TypeKind.Lanes && values[i].Type.Kind != TypeKind.Lanes)
                values[i] = Builder.IsConstant(values[i], 0) ? builder.Literal("default", _vector) : builder.External([$"{IrType.VectorClass(_rows)}.Create(", ")"], _vector, "vector", values[i]);
        }
    }
}
