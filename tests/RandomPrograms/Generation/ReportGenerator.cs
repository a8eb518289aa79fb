using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>
/// Reports values of a finished program, in the middle of expressions and as statements. Its random numbers are its own, so that apart from the reports a seed's program is what it is
/// without them.
/// </summary>
public sealed class ReportGenerator
{
    private const double Share = 0.25;
    private const int Most = 8;

    private readonly Rng rng;
    private int count;

    private ReportGenerator(ulong seed) => rng = new Rng(Rng.Mix(seed, "report"));

    /// <summary>One in four of the programs that may report does: those with derivatives of objects may not.</summary>
    public static RandomProgram Add(RandomProgram program)
    {
        var generator = new ReportGenerator(program.Seed);
        return generator.rng.Chance(Share) && !program.Parameters.Any(p => p.IsCell && p.HasDerivative) ? generator.WithReports(program) : program;
    }

    private RandomProgram WithReports(RandomProgram program) => program with
    {
        Body = In(program.Body),
        Helpers = [.. program.Helpers.Select(helper => helper.Place is HelperPlace.Closure or HelperPlace.Lambda or HelperPlace.Passed && !helper.IsRecursive ? helper with { Body = In(helper.Body) } : helper)],
    };

    private Block In(Block body) => (Block)body.Rewrite(node => node switch
    {
        Binary b when b.Left.Type.IsReal() && b.Right.Type.IsReal() => b with { Left = Perhaps(b.Left, 0.04), Right = Perhaps(b.Right, 0.04) },
        Conditional c => c with { Then = Perhaps(c.Then, 0.15), Else = Perhaps(c.Else, 0.15) },
        Assign a => a with { Value = Perhaps(a.Value, 0.1) },
        Declare { Constant: false } d => d with { Values = [.. d.Values.Select(value => Perhaps(value, 0.1))] },
        Return r => r with { Values = [.. r.Values.Select(value => Perhaps(value, 0.15))] },
        Block b => new Block([.. b.Statements.SelectMany(WithStatement)]),
        _ => node,
    });

    private Expr Perhaps(Expr e, double chance) => e.Type.IsReal() && e is not Literal && count < Most && rng.Chance(chance) ? new Report(e.Type, e, Name()) : e;

    private IEnumerable<Stmt> WithStatement(Stmt statement)
    {
        yield return statement;
        Expr? variable = statement switch
        {
            Assign { Target: Var v } => v,
            Declare { Constant: false, Values.Count: > 0 } d => new Var(d.Type, d.Names[0]),
            _ => null,
        };
        if (variable is not null && variable.Type.IsReal() && count < Most && rng.Chance(0.15))
            yield return new ReportStatement(rng.Chance(0.5) ? variable : Binary.Of(variable, "*", variable), Name());
    }

    // A name may come again, at another place.
    private string Name() => count++ > 0 && rng.Chance(0.3) ? "r0" : FormattableString.Invariant($"r{count - 1}");
}
