using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Statements that call a helper.</summary>
public sealed partial class StatementGenerator
{
    private Stmt? Call() => Call(Rng.Chance(0.4) ? context.Helpers[0] : Rng.Pick(context.Helpers)) ?? Assignment();

    private Stmt? Call(Helper helper)
    {
        if (Expressions.Calls.Of(helper) is not { } call)
            return null;
        switch (helper.Result)
        {
            case ResultKind.Void:
                return new CallStmt(call);
            case ResultKind.Tuple:
                return Deconstruct(call);
            case ResultKind.Pair:
                string pair = context.FreshPair();
                PairGenerator.Declare(context, pair);
                return new DeclarePair(pair, new PairCall(call));
            case ResultKind.Inline:
                BufferVar[] targets = [.. context.Scope.Buffers.Where(b => b is { Kind: BufferKind.Inline, IsWritable: true })];
                if (targets.Length > 0 && Rng.Chance(0.6))
                    return new AssignInline(Rng.Pick(targets).Name, new BufferCall(call));
                string copy = context.FreshInline();
                InlineGenerator.Declare(context, copy);
                return new Alias(call.Type, copy, BufferKind.Inline, new BufferCall(call));
            case ResultKind.Array:
                string name = context.FreshBuffer();
                context.Scope.Add(new BufferVar(name, BufferKind.Array, call.Type, helper.Parameters[0].Rows) { IsLocalArray = true });
                return new Alias(call.Type, name, BufferKind.Array, new BufferCall(call));
            default:
                if (Expressions.Assignable(call.Type) is not { } v)
                    return null;
                var target = new Var(v.Type, v.Name);
                return Rng.Chance(0.5)
                    ? new Assign(target, Rng.Pick(["=", "+=", "-="]), call)
                    : new Assign(target, "=", Expressions.Limit(new(Binary.Of(call, "*", target), 9), ExpressionGenerator.Cap, v.Type));
        }
    }

    private DeconstructCall Deconstruct(HelperCall tuple)
    {
        string[] names = [context.FreshReal(), context.FreshReal()];
        if (context.Allows(Construct.TupleVariable) && Rng.Chance(0.3))
        {
            context.Scope.Add(new ScalarVar(names[0] + ".Item1", tuple.Type));
            context.Scope.Add(new ScalarVar(names[0] + ".Item2", tuple.Type));
            return new DeconstructCall(tuple.Type, [names[0]], tuple);
        }
        foreach (string name in names)
            context.Scope.Add(new ScalarVar(name, tuple.Type, IsAssignable: true));
        return new DeconstructCall(tuple.Type, names, tuple);
    }
}
