using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Makes of bare statements what a person would write: moves become assignments or nothing, guards lose their <c>else</c>, and loops get
/// their shape.
/// </summary>
internal sealed class Shaping(Variables variables, Inlining inlining, Scope root)
{
    public void Shape()
    {
        Shape(root);
        while (Sweep(root, ReadVariables()))
        {
        }
    }

    private void Shape(Scope scope)
    {
        for (int i = 0; i < scope.Count; i++)
        {
            switch (scope[i])
            {
                case Evaluate { Op: StopOp stop, Targets: [{ } target] }
                    when !inlining.IsInlined(stop.Operands[0]) && variables[target] == variables[stop.Operands[0]]:
                    scope.RemoveAt(i--);
                    break;
                case Move move:
                    List<Statement> copies = new MoveResolver(variables, inlining).Resolve(move);
                    scope.RemoveAt(i);
                    scope.InsertRange(i, copies);
                    i += copies.Count - 1;
                    break;
                case Branch branch:
                    Shape(branch.Then);
                    Shape(branch.Else);
                    i += Simplify(scope, i, branch);
                    break;
                case CountedLoop loop:
                    Shape(loop.Body);
                    break;
                case Loop loop:
                    Shape(loop.Body);
                    i += new LoopShaping(variables, inlining, root).Shape(scope, i, loop);
                    break;
            }
        }
    }

    /// <returns>By how much the position of the next statement to look at moves.</returns>
    private static int Simplify(Scope scope, int position, Branch branch)
    {
        if (branch.Then.Count == 0 && branch.Else.Count == 0)
        {
            scope.RemoveAt(position);
            return -1;
        }

        if (branch.Then.Count == 0 || (branch.Else.Leaves && !branch.Then.Leaves))
        {
            (branch.Then, branch.Else) = (branch.Else, branch.Then);
            branch.IsNegated = !branch.IsNegated;
        }

        if (!branch.Then.Leaves || branch.Else.Count == 0)
            return 0;

        // What follows a guard needs no else. Its statements have been shaped.
        var rest = new List<Statement>(branch.Else);
        branch.Else.Clear();
        for (int i = 0; i < rest.Count; i++)
            scope.Adopt(position + 1 + i, rest[i]);
        return rest.Count;
    }

    private HashSet<Variable> ReadVariables()
    {
        var read = new HashSet<Variable>();
        ScopeFinder.AllReads(root, inlining, value => read.Add(variables[value]));
        return read;
    }

    /// <summary>Drops what is computed for a branch that turned out to do nothing.</summary>
    /// <returns>Whether anything was dropped, so that more may be to drop.</returns>
    private bool Sweep(Scope scope, HashSet<Variable> read)
    {
        bool changed = scope.RemoveAll(statement => IsUnread(statement, read)) > 0;
        foreach (Statement statement in scope)
        {
            foreach (Scope inner in statement is CountedLoop counted ? [counted.Body] : statement is Loop loop ? [loop.Body] : statement.Scopes)
                changed |= Sweep(inner, read);
        }

        for (int i = scope.Count - 1; i >= 0 && changed; i--)
        {
            if (scope[i] is Branch branch)
                Simplify(scope, i, branch);
        }

        return changed;
    }

    private bool IsUnread(Statement statement, HashSet<Variable> read) => statement switch
    {
        Copy copy => !read.Contains(variables[copy.Target]),
        Evaluate { Targets.Length: > 0, Op: not TapeOp } evaluate =>
            (evaluate.Op.AllEffects() & (Effects.WritesMemory | Effects.External | Effects.Tape)) == 0 &&
            evaluate.Targets.All(target => target is null || !read.Contains(variables[target])),
        _ => false,
    };
}
