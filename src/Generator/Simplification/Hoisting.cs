using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Simplification;

/// <summary>
/// A function or a quotient that a counted loop computes of what is the same in all iterations, such as the exponential of a parameter, is computed once, before the loop: then its
/// adjoint is added up in the loop and goes through the function once, and no tape holds the number for each iteration. Only the companions do so; the bits stay the same. It stays in the
/// loop where a sum of adjoints that is 0 might hide that a slope is infinite (<see cref="ZeroAdjoints"/>), since it is not known whether an iteration makes use of it.
/// </summary>
internal sealed class Hoisting
{
    private readonly IrFunction _function;
    private ZeroAdjoints? _zeros;

    private Hoisting(IrFunction function) => _function = function;

    public static void Run(IrFunction function) => new Hoisting(function).Visit(function.Body);

    private void Visit(Block block)
    {
        List<Op> known = [];
        for (int i = 0; i < block.Ops.Count; i++)
        {
            foreach (Block inner in block.Ops[i].Blocks)
                Visit(inner);
            if (block.Ops[i] is not ForOp loop)
                continue;
            HashSet<Op> invariant = Invariant(loop);
            if (invariant.Count == 0)
                continue;
            var substitution = new Substitution();
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

            if (!substitution.IsEmpty)
                substitution.Apply(_function.Body);
        }
    }

    // What the loop runs in every iteration and computes of nothing that an iteration changes, if a function or a quotient comes of it.
    private HashSet<Op> Invariant(ForOp loop)
    {
        HashSet<Value> inside = [.. loop.Body.AllValues()];
        HashSet<Op> candidates = [];
        foreach (Op op in loop.Body.Ops.Where(IsCandidate))
        {
            if (op.Operands.All(operand => !inside.Contains(operand)) && !MayHide(op))
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
                if (operand.Definition is { } definition && candidates.Contains(definition))
                    Want(definition);
            }
        }
    }

    private bool MayHide(Op op) => ZeroAdjoints.IsSteep(op) && (_zeros ??= ZeroAdjoints.Of(_function)).MayHide(op, out _);

    // Nothing that throws: the loop might have no iteration.
    private static bool IsCandidate(Op op) => op.Results is [{ Type.IsFloating: true }] && op switch
    {
        ConstantOp or ArithmeticOp or StopOp => true,
        ConvertOp convert => convert.Operands[0].Type.Kind is TypeKind.Double or TypeKind.Float or TypeKind.Integer,
        FunctionOp function => function.Form is null && !RuleBook.Get(function.Rule).MayThrow,
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
