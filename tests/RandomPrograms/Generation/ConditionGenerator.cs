using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Boolean expressions and patterns.</summary>
public sealed class ConditionGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private Rng Rng => context.Rng;

    public Expr Bool(int depth)
    {
        ScalarVar[] bools = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Bool)];
        ScalarVar[] ints = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low != v.High)];
        switch (Rng.Weighted(10, ints.Length > 0 ? 5 : 0, depth > 0 ? 3 : 0, bools.Length > 0 ? 4 : 0, depth > 0 ? 1 : 0, context.Allows(Construct.RealPattern) ? 1 : 0, expressions.Cells.HasObjects ? 2 : 0))
        {
            case 6 when expressions.Cells.Test() is { } test:
                return test;
            case 1:
                ScalarVar v = Rng.Pick(ints);
                Expr value = new Var(Scalar.Int, v.Name);
                if (Rng.Chance(0.4) && v.Low >= 0)
                    return Binary.Of(Binary.Of(value, "%", IntegerGenerator.Constant(2)), Rng.Chance(0.5) ? "==" : "!=", IntegerGenerator.Constant(0));
                return Binary.Of(value, Rng.Pick([">", "<", ">=", "=="]), IntegerGenerator.Constant(Rng.Between(0, 3)));
            case 2:
                return new Binary(Scalar.Bool, Rng.Pick(["&&", "||", "&&", "||", "&", "|", "^"]), Bool(depth - 1), Bool(depth - 1));
            case 3:
                return new Var(Scalar.Bool, Rng.Pick(bools).Name);
            case 4:
                return new Unary(Scalar.Bool, "!", Bool(depth - 1));
            case 5:
                Scalar type = context.RealType();
                return new IsPattern(expressions.Exactly(expressions.Leaf(type).Node, type), RealPattern(type));
            default:
                return Comparison();
        }
    }

    public Expr Comparison()
    {
        Scalar type = context.RealType();
        Expr left = expressions.Real(type, Rng.Chance(0.3) ? 2 : 0).Node;
        Expr right = Rng.Chance(0.6) ? context.Number(type, -0.9, 0.9) : expressions.Leaf(type).Node;
        string op = Rng.Chance(0.03) ? Rng.Pick(["==", "!="]) : Rng.Pick([">", "<", ">", "<", ">=", "<="]);
        return Binary.Of(left, op, right);
    }

    /// <summary>A test that fails for the first turns only with luck: what loops run until.</summary>
    public Expr Continuing()
    {
        Scalar type = context.Type;
        Expr e = expressions.Real(type, 1).Node;
        if (context.Allows(Construct.Kinks) && Rng.Chance(0.3))
            return Binary.Of(new MathCall(type, "Abs", [expressions.Exactly(e, type)]), ">", context.Number(type, 0.02, 0.3));
        return Rng.Chance(0.5) ? Binary.Of(e, "<", context.Number(type, 0.4, 2.5)) : Binary.Of(e, ">", context.Number(type, -2.5, -0.2));
    }

    public Pattern RealPattern(Scalar type)
    {
        var one = new Pattern(Rng.Pick([">", "<", ">=", "<="]), (Literal)context.Number(type, -0.8, 0.8));
        return Rng.Below(5) switch
        {
            2 => new Pattern("not", null, one),
            0 => new Pattern("and", null, new Pattern(">", (Literal)context.Number(type, -0.9, -0.1)), new Pattern("<", (Literal)context.Number(type, 0.2, 1.1))),
            1 => new Pattern("or", null, new Pattern("<", (Literal)context.Number(type, -0.9, -0.4)), new Pattern(">=", (Literal)context.Number(type, 0.3, 0.9))),
            _ => one,
        };
    }

    /// <summary>What a switch looks at and the patterns of its sections, none of which a former one swallows.</summary>
    public (Expr Scrutinee, List<Pattern> Patterns) Sections(int count)
    {
        var patterns = new List<Pattern>();
        if (context.Allows(Construct.RealPattern) && Rng.Chance(0.5))
        {
            Scalar type = context.RealType();
            double[] edges = [.. Enumerable.Range(0, count).Select(_ => Math.Round(Rng.Uniform(-0.9, 0.9), 2)).Distinct().OrderDescending()];
            patterns.AddRange(edges.Select(e => new Pattern(Rng.Chance(0.8) ? ">" : ">=", new Literal(type, e))));
            return (expressions.Exactly(expressions.Leaf(type).Node, type), patterns);
        }
        for (int i = 0; i < count; i++)
            patterns.Add(new Pattern("", IntegerGenerator.Constant(i)));
        if (Rng.Chance(0.3))
            patterns.Add(new Pattern(">", IntegerGenerator.Constant(count + 1)));
        else if (Rng.Chance(0.3))
            patterns.Add(new Pattern("or", null, new Pattern("", IntegerGenerator.Constant(count)), new Pattern("", IntegerGenerator.Constant(count + 1))));
        return (expressions.Integers.Small(), patterns);
    }

    public Bounded SwitchExpression(Scalar type, int depth)
    {
        (Expr scrutinee, List<Pattern> patterns) = Sections(Rng.Between(1, 2));
        var arms = new List<Arm>();
        double bound = 0;
        foreach (Pattern pattern in patterns.Append(Pattern.Discard))
        {
            Bounded value = expressions.Real(type, depth - 1);
            bound = Math.Max(bound, value.Bound);
            Expr? guard = pattern.Operator != "_" && Rng.Chance(0.2) ? Bool(0) : null;
            arms.Add(new Arm(pattern, guard, value.Node));
        }
        Scalar common = arms.Select(a => a.Value.Type).Aggregate(Scalars.Promote);
        return new(new SwitchExpr(common, scrutinee, arms), bound);
    }
}
