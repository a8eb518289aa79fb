using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Writes a parallel move as assignments one after the other: a variable is written when nobody still has to read it.</summary>
internal sealed class MoveResolver(Variables variables, Inlining inlining)
{
    public List<Statement> Resolve(Move move)
    {
        var statements = new List<Statement>();
        List<KeyValuePair<Value, Value>> rest = [.. move.Pairs.Where(pair => !IsNothing(pair))];
        while (rest.Count > 0)
        {
            int ready = rest.FindIndex(pair => !rest.Exists(other => !other.Equals(pair) && Reads(other.Value, variables[pair.Key])));
            if (ready >= 0)
            {
                statements.Add(Copy(rest[ready], move));
                rest.RemoveAt(ready);
            }
            else if (rest.FindIndex(pair => pair.Key.Type.IsSpan) is >= 0 and int span)
            {
                // Spans cannot be elements of a tuple.
                Value kept = variables.Fresh(rest[span].Key.Type);
                statements.Add(Copy(new(kept, rest[span].Value), move));
                rest[span] = new(rest[span].Key, kept);
            }
            else
            {
                statements.Add(new Exchange(rest) { IsAdjoint = move.IsAdjoint });
                break;
            }
        }

        return statements;
    }

    private Copy Copy(KeyValuePair<Value, Value> pair, Move move)
    {
        Op? source = inlining.IsInlined(pair.Value) ? pair.Value.Definition : null;
        return new Copy(pair.Key, pair.Value)
        {
            IsAdjoint = move.IsAdjoint || source is { IsAdjoint: true },
            Site = source is null or ConstantOp ? -1 : source.Site,
        };
    }

    private bool IsNothing(KeyValuePair<Value, Value> pair) => !inlining.IsInlined(pair.Value) && variables[pair.Key] == variables[pair.Value];

    private bool Reads(Value source, Variable variable)
    {
        bool reads = false;
        inlining.Leaves(source, leaf => reads |= variables[leaf] == variable);
        return reads;
    }
}
