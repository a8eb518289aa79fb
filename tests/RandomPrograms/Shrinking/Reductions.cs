using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Shrinking;

/// <summary>Smaller programs made from one, the much smaller ones first. Not all of them compile.</summary>
public static class Reductions
{
    public static IEnumerable<RandomProgram> Of(RandomProgram program)
    {
        if (program.IsThirdOrder)
            yield return program with { WantsThirdOrder = false };
        if (program.WantsSecondOrder)
            yield return program with { WantsSecondOrder = false };
        foreach (Helper helper in program.Helpers)
            yield return WithoutHelper(program, helper);
        foreach (Block body in NodeReductions.Blocks(program.Body))
            yield return program with { Body = body };
        for (int i = 0; i < program.Helpers.Count; i++)
            foreach (Helper helper in OfHelper(program.Helpers[i]))
                yield return program with { Helpers = Replaced(program.Helpers, i, helper) };
        foreach (StaticField field in program.Fields)
            yield return Substituted(program, field.Name, field.Type) with { Fields = [.. program.Fields.Where(f => f != field)] };
        foreach (Parameter p in program.Parameters)
            foreach (RandomProgram smaller in OfParameter(program, p))
                yield return smaller;
        if (program.Result == ResultKind.Tuple)
            for (int kept = 0; kept < 2; kept++)
                yield return WithOneResult(program, kept);
        foreach (Block body in NodeReductions.Of(program.Body).Cast<Block>())
            yield return program with { Body = body };
    }

    private static IEnumerable<Helper> OfHelper(Helper helper)
    {
        if (helper.Marked)
            yield return helper with { Marked = false };
        if (helper.Place != HelperPlace.SameType)
            yield return helper with { Place = HelperPlace.SameType };
        if (helper.Recursion is not null)
            foreach (Node end in NodeReductions.Of(helper.Recursion))
                yield return helper with { Recursion = (Expr)end };
        foreach (Block body in NodeReductions.Blocks(helper.Body))
            yield return helper with { Body = body };
        foreach (Node body in NodeReductions.Of(helper.Body))
            yield return helper with { Body = (Block)body };
    }

    private static IEnumerable<RandomProgram> OfParameter(RandomProgram program, Parameter p)
    {
        Parameter[] others = [.. program.Parameters.Where(q => q != p)];
        if (others.Any(q => q.IsDifferentiated))
            yield return (p.Buffer is null ? Substituted(program, p.Name, p.Type) : program) with { Parameters = others };
        if (p.Pass != PassBy.Value)
            yield return program with { Parameters = [.. program.Parameters.Select(q => q == p ? q with { Pass = PassBy.Value } : q)] };
        if (p.Buffer is BufferKind.Span or BufferKind.ReadOnlySpan)
            yield return program with { Parameters = [.. program.Parameters.Select(q => q == p ? q with { Buffer = BufferKind.Array } : q)] };
        if (p.Buffer is { } kind && kind.IsList())
            yield return Rewritten(program, n => InArray(n, p.Name)) with { Parameters = [.. program.Parameters.Select(q => q == p ? q with { Buffer = BufferKind.Array } : q)] };
        if (p is { Constant: true, Buffer: null })
            yield return program with { Parameters = [.. program.Parameters.Select(q => q == p ? q with { Constant = false } : q)] };
    }

    private static Node InArray(Node node, string list) => node switch
    {
        Element e when e.Buffer == list => e with { Kind = BufferKind.Array },
        Length n when n.Buffer == list => n with { Kind = BufferKind.Array },
        BufferRef r when r.Name == list => r with { Kind = BufferKind.Array },
        _ => node,
    };

    private static RandomProgram WithoutHelper(RandomProgram program, Helper helper)
    {
        RandomProgram without = program with { Helpers = [.. program.Helpers.Where(h => h != helper)] };
        return Rewritten(without, node => node switch
        {
            HelperCall c when c.Helper == helper.Name => c.Arguments.OfType<Expr>().FirstOrDefault(e => e.Type == c.Type) ?? new Literal(c.Type, 0.5),
            Block b => new Block([.. b.Statements.Where(s => s is not CallStmt c || c.Call.Helper != helper.Name).Select(s =>
                s is DeconstructCall { Names.Count: 2 } d && d.Call is not HelperCall ? new Declare(d.Type, d.Names, [new Literal(d.Type, 0.5), new Literal(d.Type, 1)]) : s)]),
            _ => node,
        });
    }

    private static RandomProgram WithOneResult(RandomProgram program, int kept) =>
        program with
        {
            Result = ResultKind.Scalar,
            ResultCount = 1,
            Body = (Block)program.Body.Rewrite(n => n is Return { Values.Count: 2 } r ? new Return([r.Values[kept]]) : n),
        };

    private static RandomProgram Substituted(RandomProgram program, string name, Scalar type) =>
        Rewritten(program, n => n is Var v && v.Name == name ? new Literal(type, type.IsReal() ? 0.5 : 1) : n);

    /// <summary>Variables are replaced in the marked method only: a helper may have one of the same name.</summary>
    private static RandomProgram Rewritten(RandomProgram program, Func<Node, Node> map) => program with
    {
        Body = (Block)program.Body.Rewrite(map),
        Helpers = [.. program.Helpers.Select(h => h with { Body = (Block)h.Body.Rewrite(ButVariables(map)), Recursion = (Expr?)h.Recursion?.Rewrite(ButVariables(map)) })],
    };

    private static Func<Node, Node> ButVariables(Func<Node, Node> map) => n => n is Var ? n : map(n);

    private static List<T> Replaced<T>(IReadOnlyList<T> list, int index, T item)
    {
        List<T> copy = [.. list];
        copy[index] = item;
        return copy;
    }
}
