using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Statements that a program is pushed towards.</summary>
public sealed partial class StatementGenerator
{
    /// <summary>What the program is pushed towards, for the body of a loop.</summary>
    public IEnumerable<Stmt> Focused()
    {
        if (context.Helpers.Count > 0 && Rng.Chance(0.72) && Call(context.Helpers[0]) is { } helper)
            yield return helper;
        if (context.Focus.Alias == "object" && Rng.Chance(0.3) && Expressions.Cells.Swap() is { } exchange)
            yield return exchange;
        if (context.Focus.Alias == "buffer swap" && Rng.Chance(0.5) && ((Rng.Chance(0.5) ? PairBuffers.Swap() : null) ?? buffers.Swap()) is { } swap)
            yield return swap;
        if (context.Focus.Call == "numerics" && context.Allows(Construct.Numerics) && Rng.Chance(0.8))
            yield return Expressions.Numerics.Statement();
        if (context.Focus.Call == "tensor" && context.Allows(Construct.Linq) && Rng.Chance(0.8))
            foreach (Stmt call in Expressions.Tensors.Statements())
                yield return call;
        if (context.Focus.Call == "linq" && Rng.Chance(0.7) && Expressions.Assignable(context.Type) is { } total && context.Allows(Construct.Linq) && Expressions.Linq.Number(context.Type) is { } number)
            yield return new Assign(new Var(total.Type, total.Name), Rng.Pick(["=", "+=", "-="]), Expressions.Limit(number, 1.2, total.Type));
        if (context.Focus.Alias == "state" && Rng.Chance(0.6) && buffers.Next() is { } next)
            yield return next;
        if (context.Focus.Alias == "row replaced" && Rng.Chance(0.5) && buffers.Replace() is { } replaced)
            yield return replaced;
        if (context.Focus.Alias == "growing list" && context.Scope.Lists.Count > 0 && Rng.Chance(0.6) && Expressions.Lists.Statement(this) is { } growing)
            yield return growing;
        if (context.Focus.Alias == Coverage.Features.InlineArray && InlineGenerator.IsAllowed(context) && Rng.Chance(0.5) && Expressions.Inlines.Statement(this) is { } inline)
            yield return inline;
        if (!Rng.Chance(0.4))
            yield break;
        Stmt? inPlace = context.Focus.InPlace switch
        {
            "accumulate" or "carried" => Assignment(),
            "swap" => context.Allows(Construct.TupleAssign) ? TupleAssignment() : null,
            "object" => Expressions.Cells.Write(this),
            "struct element" => context.Allows(Construct.ElementWrite) ? PairBuffers.Write() : null,
            _ => context.Allows(Construct.ElementWrite) ? buffers.Write(1, context.Focus.InPlace) : null,
        };
        if (inPlace is not null)
            yield return inPlace;
    }

    /// <summary>The alias that the program is pushed towards.</summary>
    public IEnumerable<Stmt> FocusedAlias()
    {
        if (!context.Allows(Construct.Alias) || context.Focus.Alias is "object" or "object parameter" or "object array" or Coverage.Features.InlineArray)
            yield break;
        if (context.Focus.Alias == "buffer swap")
        {
            if (!context.Allows(Construct.LocalBuffer | Construct.BufferSwap))
                yield break;
            if (Rng.Chance(0.3) && buffers.Turns().ToArray() is { Length: > 0 } turns)
            {
                foreach (Stmt turn in turns)
                    yield return turn;
                yield break;
            }
            for (int i = 0; i < 2; i++)
                yield return buffers.New(BufferKind.Array, context.Length, context.Type);
            if (Rng.Chance(0.5) && buffers.Swap() is { } swap)
                yield return swap;
            yield break;
        }
        if (Expressions.Lists.IsFocus)
        {
            if (context.Allows(Construct.Linq | Construct.LocalBuffer) && (context.Focus.Alias == "growing list" || Rng.Chance(0.3)))
                yield return Expressions.Lists.New();
            if (context.Focus.Alias == "sequence" && Expressions.Lists.Keep() is { } keep)
                yield return keep;
            yield break;
        }
        if (context.Focus.Alias == "state")
        {
            if (buffers.State() is not { } state)
                yield break;
            yield return state;
            if (Rng.Chance(0.5) && buffers.Next() is { } next)
                yield return next;
            yield break;
        }
        if (context.Focus.Alias == "row replaced")
        {
            if (!context.Allows(Construct.LocalBuffer | Construct.Jagged | Construct.ArrayReplacement))
                yield break;
            yield return buffers.New(BufferKind.Jagged, Rng.Between(2, 3), context.Type);
            if (buffers.Replace() is { } replaced)
                yield return replaced;
            yield break;
        }
        if (context.Focus.Alias == "ref local")
        {
            Scalar type = context.RealType();
            if (context.Allows(Construct.RefLocal) && Place(type) is { } place)
                yield return Reference(type, place);
            yield break;
        }
        if (buffers.Alias(context.Focus.Alias) is { } alias)
            yield return alias;
    }
}
