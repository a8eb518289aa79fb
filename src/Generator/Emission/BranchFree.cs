using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Adjoints that are 0 in some iterations of a loop and not in others are chosen without a branch where what is left out is cheap: a processor that guesses the way wrong, as of every second
/// path's payoff, loses more time than the products take. Not <c>t == 0 ? 0 : t * a</c> but <c>Partials.Guard(t, t * a)</c>.
/// </summary>
internal sealed class BranchFree
{
    private const string Partials = "global::Fluxion.CompilerServices.Partials.";

    // In additions and multiplications: about what a wrong guess costs.
    private const int MostForOne = 8;
    private const int MostForSeveral = 12;

    private readonly Dictionary<Value, int> _uses = [];

    private BranchFree(Block body)
    {
        Count(body.Terminator.Operands);
        foreach (Op op in body.AllOps())
        {
            Count(op.Operands);
            foreach (Block inner in op.Blocks)
                Count(inner.Terminator.Operands);
        }
    }

    public static void Settle(Block body) => new BranchFree(body).Visit(body, null);

    private void Count(Value[] values)
    {
        foreach (Value value in values)
            _uses[value] = _uses.TryGetValue(value, out int count) ? count + 1 : 1;
    }

    // What is computed in the innermost loop around a block differs between iterations; null where there is no loop.
    private void Visit(Block block, BlockValues? varying)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner, op is ForOp or LoopOp ? new BlockValues(inner) : varying);
        }

        if (varying is null)
            return;
        foreach (IGrouping<Value, SelectOp> choices in block.Ops.OfType<SelectOp>().Where(IsOfNumbers).GroupBy(choice => choice.Condition).ToArray())
        {
            if (IsVarying(choices.Key, varying) && choices.Sum(choice => 1 + CostOf(Chosen(choice), varying)) <= (choices.Count() > 1 ? MostForSeveral : MostForOne))
            {
                foreach (SelectOp choice in choices)
                    block.Ops[block.Ops.IndexOf(choice)] = Write(choice);
            }
        }
    }

    private static bool IsOfNumbers(SelectOp choice) =>
        choice is { IsAdjoint: true, IsKink: false, Result.Type.Kind: TypeKind.Double or TypeKind.Float, Condition.Type.Kind: TypeKind.Bool } && IsZero(choice.WhenTrue) != IsZero(choice.WhenFalse);

    private static Value Chosen(SelectOp choice) => IsZero(choice.WhenTrue) ? choice.WhenFalse : choice.WhenTrue;

    private static bool IsZero(Value value) => Builder.IsConstant(value, 0);

    // A test of what is the same in all iterations is guessed right.
    private static bool IsVarying(Value condition, BlockValues varying) => varying.Contains(condition)
        && (condition.Definition is not { Effects: Effects.None, Blocks.Length: 0, Operands.Length: > 0 } op || op.Operands.Any(operand => IsVarying(operand, varying)));

    // Of what nothing else needs, so that a branch would leave it out.
    private int CostOf(Value value, BlockValues varying)
    {
        if (value.Definition is not { } op || !varying.Contains(value) || _uses[value] > 1)
            return 0;
        int own = op switch
        {
            ArithmeticOp { Code: Operator.Divide } => 4,
            ArithmeticOp or SelectOp or LoadOp => 1,
            ConstantOp or ConvertOp or StopOp => 0,
            _ => MostForSeveral,
        };
        return own >= MostForSeveral ? own : own + op.Operands.Sum(operand => CostOf(operand, varying));
    }

    private static ExternalOp Write(SelectOp choice)
    {
        (string name, Value condition) = choice is { IsGuard: true, Condition.Definition: ArithmeticOp { Code: Operator.Equal, Operands: [var factor, var zero] } } && IsZero(zero) && factor.Type == choice.Result.Type
            ? ("Guard", factor)
            : (IsZero(choice.WhenTrue) ? "ZeroIf" : "ZeroUnless", choice.Condition);
        return new ExternalOp([$"{Partials}{name}(", ", ", ")"], [condition, Chosen(choice)], [choice.Result], isPure: true, name) { Site = choice.Site, IsAdjoint = true };
    }
}
