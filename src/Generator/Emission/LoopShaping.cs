using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Finds <c>while</c>, <c>do</c> and <c>for</c> in loops that end by leaving from inside.</summary>
internal sealed class LoopShaping(Variables variables, Inlining inlining, Scope root)
{
    /// <returns>By how much the position of the next statement to look at moves.</returns>
    public int Shape(Scope scope, int position, Loop loop)
    {
        Scope body = loop.Body;
        if (body.Count == 0)
            return 0;
        bool leavesOnce = Breaks(body) == 1;
        if (ExitAt(body, 0) is { } head && (leavesOnce || head.Then.Count == 1))
        {
            loop.Shape = LoopShape.While;
            body.RemoveAt(0);
            Take(loop, head);
            MoveBehind(scope, position, head.Then);
            return head.Then.Count - 1 + (MakeFor(scope, position, loop) ? -1 : 0);
        }

        if (leavesOnce && ExitAt(body, body.Count - 1) is { } foot)
        {
            loop.Shape = LoopShape.DoWhile;
            body.RemoveAt(body.Count - 1);
            Take(loop, foot);
            MoveBehind(scope, position, foot.Then);
            return foot.Then.Count - 1;
        }

        return 0;
    }

    private static Branch? ExitAt(Scope body, int position) =>
        body[position] is Branch { Else.Count: 0 } branch && branch.Then.Count > 0 && branch.Then[branch.Then.Count - 1] is Break && Breaks(branch.Then) == 1
            ? branch
            : null;

    private static void Take(Loop loop, Branch exit)
    {
        loop.Condition = exit.Condition;
        loop.IsNegated = !exit.IsNegated;
    }

    /// <summary>What the only exit does on its way out can be done outside.</summary>
    private static void MoveBehind(Scope scope, int position, Scope exit)
    {
        for (int i = 0; i < exit.Count - 1; i++)
            scope.Adopt(position + 1 + i, exit[i]);
    }

    private static int Breaks(Scope scope) =>
        scope.Sum(statement => statement switch
        {
            Break => 1,
            Branch branch => Breaks(branch.Then) + Breaks(branch.Else),
            _ => 0,
        });

    /// <summary>A <c>while</c> over a counter that the user named, that nothing else knows and that is stepped last, is a <c>for</c>.</summary>
    private bool MakeFor(Scope scope, int position, Loop loop)
    {
        Scope body = loop.Body;
        if (body.Count == 0 ||
            body[body.Count - 1] is not Evaluate { Op: ArithmeticOp { Code: Operator.Add or Operator.Subtract } step, Targets: [{ } target] } update ||
            !loop.Op.Body.Parameters.Any(parameter => parameter.Name is not null && IsIn(parameter, variables[target])))
        {
            return false;
        }

        Variable counter = variables[target];
        if (counter.Parameter is not null || counter.Type.Kind != TypeKind.Integer || step.Operands[1].Definition is not ConstantOp ||
            inlining.IsInlined(step.Operands[0]) || variables[step.Operands[0]] != counter)
        {
            return false;
        }

        for (int i = position - 1; i >= 0; i--)
        {
            if (!Touches(scope[i], counter))
                continue;
            bool isPlain = scope[i] switch
            {
                Copy copy => inlining.IsInlined(copy.Source) ? copy.Source.Definition is ConstantOp : i == position - 1,
                Evaluate { Op: ConstantOp, Targets.Length: 1 } => true,
                _ => false,
            };
            if (!isPlain || Count(root, counter) != Count([scope[i], loop], counter))
                return false;
            loop.Initializer = scope[i];
            loop.Update = update;
            loop.Counter = counter;
            loop.Shape = LoopShape.For;
            scope.RemoveAt(i);
            body.RemoveAt(body.Count - 1);
            return true;
        }

        return false;
    }

    private bool IsIn(Value value, Variable variable) => variable.Values.Contains(value);

    private bool Touches(Statement statement, Variable variable)
    {
        bool touches = false;
        ScopeFinder.AllOccurrences(statement, inlining, value => touches |= variables[value] == variable);
        return touches;
    }

    private int Count(IEnumerable<Statement> statements, Variable variable)
    {
        int count = 0;
        foreach (Statement statement in statements)
            ScopeFinder.AllOccurrences(statement, inlining, value => count += variables[value] == variable ? 1 : 0);
        return count;
    }
}
