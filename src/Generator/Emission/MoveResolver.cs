using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Writes a parallel move as assignments one after the other: a variable is written when nobody still has to read it.</summary>
internal sealed class MoveResolver(Variables variables, Inlining inlining)
{
    public List<Statement> Resolve(Move move)
    {
        var statements = new List<Statement>();
        List<KeyValuePair<Value, Value>> rest = [.. move.Pairs.Where(pair => !IsNothing(pair))];
        List<HashSet<Variable>> reads = [.. rest.Select(pair => Reads(pair.Value))];

        // How many of the others have to read a variable before it may be written.
        var readers = new Dictionary<Variable, int>();
        for (int i = 0; i < rest.Count; i++)
            Count(i, 1);
        while (rest.Count > 0)
        {
            int ready = rest.FindIndex(pair => !readers.TryGetValue(variables[pair.Key], out int count) || count == 0);
            if (ready >= 0)
            {
                statements.Add(Copy(rest[ready], move));
                Count(ready, -1);
                rest.RemoveAt(ready);
                reads.RemoveAt(ready);
            }
            else if (rest.FindIndex(pair => pair.Key.Type.IsSpan) is >= 0 and int span)
            {
                // Spans cannot be elements of a tuple.
                Value kept = variables.Fresh(rest[span].Key.Type);
                statements.Add(Copy(new(kept, rest[span].Value), move));
                Count(span, -1);
                rest[span] = new(rest[span].Key, kept);
                reads[span] = [variables[kept]];
                Count(span, 1);
            }
            else
            {
                statements.Add(new Exchange(rest) { IsAdjoint = move.IsAdjoint });
                break;
            }
        }

        return statements;

        void Count(int pair, int change)
        {
            foreach (Variable variable in reads[pair].Where(variable => variable != variables[rest[pair].Key]))
                readers[variable] = (readers.TryGetValue(variable, out int count) ? count : 0) + change;
        }
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

    private HashSet<Variable> Reads(Value source)
    {
        HashSet<Variable> reads = [];
        inlining.Leaves(source, leaf => reads.Add(variables[leaf]));
        return reads;
    }
}
