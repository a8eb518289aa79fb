using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// A function or a quotient that a counted loop computes of what is the same in all iterations, such as the exponential of a parameter, is computed once, before the loop: then its
/// adjoint is added up in the loop and goes through the function once, and no tape holds the number for each iteration. Only the companions do so; the bits stay the same.
/// </summary>
internal static class Hoisting
{
    public static void Run(IrFunction function)
    {
        var substitution = new Substitution();
        Visit(function.Body, substitution);
        if (!substitution.IsEmpty)
            substitution.Apply(function.Body);
    }

    private static void Visit(Block block, Substitution substitution)
    {
        List<Op> known = [];
        for (int i = 0; i < block.Ops.Count; i++)
        {
            foreach (Block inner in block.Ops[i].Blocks)
                Visit(inner, substitution);
            if (block.Ops[i] is not ForOp loop)
                continue;
            HashSet<Op> invariant = Invariant(loop, substitution);
            if (invariant.Count == 0)
                continue;
            Op[] moved = [.. loop.Body.Ops.Where(invariant.Contains)];
            loop.Body.Ops.RemoveAll(invariant.Contains);
            foreach (Op op in moved)
            {
                substitution.Apply(op.Operands);
                op.IsHoisted = true;
                if (op is not ConstantOp && known.Find(other => AreSame(other, op)) is { } same)
                {
                    same.Result.Name ??= op.Result.Name;
                    substitution.Replace(op.Result, same.Result);
                    continue;
                }

                op.Result.Name ??= NameOf(op);
                block.Ops.Insert(i++, op);
                known.Add(op);
            }
        }
    }

    // What the loop runs in every iteration and computes of nothing that an iteration changes, if a function or a quotient comes of it.
    private static HashSet<Op> Invariant(ForOp loop, Substitution substitution)
    {
        HashSet<Value> inside = [.. loop.Body.AllValues()];
        HashSet<Op> candidates = [];
        foreach (Op op in loop.Body.Ops.Where(IsCandidate))
        {
            if (op.Operands.All(operand => !inside.Contains(substitution[operand])))
            {
                candidates.Add(op);
                inside.Remove(op.Result);
            }
        }

        HashSet<Op> wanted = [];
        foreach (Op op in candidates)
        {
            if (op is FunctionOp or ArithmeticOp { Code: Operator.Divide })
                Want(op);
        }

        return wanted;

        void Want(Op op)
        {
            if (!wanted.Add(op))
                return;
            foreach (Value operand in op.Operands)
            {
                if (substitution[operand].Definition is { } definition && candidates.Contains(definition))
                    Want(definition);
            }
        }
    }

    // Nothing that throws, and so no marked method of another assembly: the loop might have no iteration.
    private static bool IsCandidate(Op op) => op.Results is [{ Type.IsFloating: true }] && op switch
    {
        ConstantOp or ArithmeticOp or StopOp => true,
        ConvertOp convert => convert.Operands[0].Type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer,
        FunctionOp function => function.Form is null && MarkedMethodRule.Of(function.Rule) is null && !RuleBook.Get(function.Rule).MayThrow,
        _ => false,
    };

    // So that its adjoint has a name, too.
    private static string? NameOf(Op op) => op switch
    {
        FunctionOp { Rule: var rule } when rule.All(char.IsLetterOrDigit) => char.ToLowerInvariant(rule[0]) + rule.Substring(1),
        ArithmeticOp { Code: Operator.Divide } => "quotient",
        _ => null,
    };

    private static bool AreSame(Op a, Op b) => Congruence.AreSame(a.Result, b.Result, isLike: (first, second) => first is FunctionOp && second is FunctionOp);
}
