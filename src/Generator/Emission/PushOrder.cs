using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Puts a push of a variable's old version before the new one is computed, as a person would, so that both versions can share the
/// variable. What is pushed is the same either way: only pure operations that it does not depend on are passed, and no other push.
/// </summary>
internal static class PushOrder
{
    public static void Improve(Scope scope, Inlining inlining)
    {
        for (int end = scope.Count - 1; end >= 0; end--)
        {
            foreach (Scope inner in Inside(scope[end]))
                Improve(inner, inlining);
            if (!IsPush(scope[end]))
                continue;
            int start = end;
            while (start > 0 && IsPush(scope[start - 1]))
                start--;
            var read = new HashSet<Value>();
            for (int i = start; i <= end; i++)
                inlining.Leaves(((Evaluate)scope[i]).Op, leaf => read.Add(leaf));
            int target = start;
            for (int i = start - 1; i >= 0 && scope[i] is Evaluate { Targets: [{ } value] } evaluate && IsPure(evaluate.Op) && !read.Contains(value); i--)
            {
                if (value.Name is not null && read.Any(old => old.Name == value.Name))
                    target = i;
            }

            List<Statement> pushes = scope.GetRange(start, end - start + 1);
            scope.RemoveRange(start, pushes.Count);
            scope.InsertRange(target, pushes);
            end = start;
        }
    }

    private static IEnumerable<Scope> Inside(Statement statement) => statement switch
    {
        CountedLoop loop => [loop.Body],
        Loop loop => [loop.Body],
        _ => statement.Scopes,
    };

    private static bool IsPush(Statement statement) => statement is Evaluate { Op: PushOp or PushBlockOp };

    private static bool IsPure(Op op) => (op.AllEffects() & (Effects.WritesMemory | Effects.External | Effects.Tape)) == 0;
}
