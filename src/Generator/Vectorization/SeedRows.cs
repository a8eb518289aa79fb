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

    private SeedRows(int rows) => (_rows, _vector) = (rows, IrType.Vector(rows));

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
        HashSet<Value> seeds = [.. wide.Parameters.Skip(own).Select(parameter => parameter.Content!)];
        for (int row = 0; row < _rows; row++)
        {
            Value seed = wide.Parameters[own + row].Content!;
            substitution.Replace(seed, Unit(new Builder(start) { IsAdjoint = true }, row, seed.Name));
        }

        Rewrite(body, null);
        body.Ops.InsertRange(body.Ops.FindIndex(op => Uses(op, seeds)), start.Ops);
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

    private static bool Uses(Op op, HashSet<Value> values) =>
        op.Operands.Any(values.Contains) || op.Blocks.Any(block => block.Ops.Any(inner => Uses(inner, values)) || block.Terminator.Operands.Any(values.Contains));

    // 1 for the output of the row, and 0 for the others.
    private Value Unit(Builder builder, int row, string? name)
    {
        string[] numbers = [.. Enumerable.Range(0, _rows <= 2 ? 2 : _rows <= 4 ? 4 : 8).Select(i => i == row ? "1" : "0")];
        string text = $"{IrType.VectorClass(_rows)}.Create({string.Join(", ", numbers.Select(number => number + ".0"))})";
        Value unit = builder.External([text], _vector, text);
        unit.Name = name;
        return unit;
    }

    private static Value Element(Builder builder, Value adjoint, int row) => adjoint.Type.Kind == TypeKind.Lanes
        ? builder.External(["", $"[{Formatting.Invariant(row)}]"], IrType.Double, "element", adjoint)
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

            switch (op)
            {
                case SelectOp { IsGuard: true, Condition: { Type.Kind: TypeKind.Mask, Definition: ArithmeticOp { Code: Operator.Equal } test } } guard:
                    Value[] operands = [Builder.IsConstant(test.Operands[0], 0) ? test.Operands[1] : test.Operands[0], guard.WhenFalse];
                    block.Ops.Add(new ExternalOp(["global::Fluxion.CompilerServices.Partials.Guard(", ", ", ")"], operands, [guard.Result], isPure: true, "guard") { Site = op.Site, IsAdjoint = op.IsAdjoint });
                    continue;
                case ConstantOp { Result.Type.Kind: TypeKind.Lanes } zero:
                    block.Ops.Add(new ConstantOp("default", zero.Result) { IsAdjoint = true });
                    continue;
                case SelectOp { Condition.Type.Kind: not TypeKind.Mask } select:
                    Widen(block, op.Operands, [select.Condition, select.Result, select.Result]);
                    break;
                case ArithmeticOp { Code: Operator.Add or Operator.Subtract } sum:
                    Widen(block, op.Operands, [sum.Result, sum.Result]);
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
        var builder = new Builder(block) { IsAdjoint = true };
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i].Type.Kind == TypeKind.Lanes && values[i].Type.Kind != TypeKind.Lanes)
                values[i] = Builder.IsConstant(values[i], 0) ? builder.Literal("default", _vector) : builder.External([$"{IrType.VectorClass(_rows)}.Create(", ")"], _vector, "vector", values[i]);
        }
    }
}
