using System.Diagnostics;
using Fluxion.RandomPrograms.Checking;
using Fluxion.RandomPrograms.Execution;
using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Shrinking;

/// <summary>Makes a failing program small while it fails in the same way.</summary>
public sealed class Shrinker(Trial trial, TimeSpan limit)
{
    private const int Together = 24;

    public (RandomProgram Program, Failure Failure) Shrink(RandomProgram program, Failure failure)
    {
        var clock = Stopwatch.StartNew();
        List<RandomProgram> candidates = [.. Reductions.Of(program)];
        bool progress = false;
        for (int position = 0; clock.Elapsed < limit;)
        {
            if (position >= candidates.Count)
            {
                if (!progress)
                    break;
                progress = false;
                position = 0;
            }
            RandomProgram[] chunk = [.. candidates.Skip(position).Take(Together)];
            Verdict[] verdicts = trial.Run(chunk);
            int found = Array.FindIndex(verdicts, v => v.Failure?.Key == failure.Key);
            if (found < 0)
            {
                position += chunk.Length;
                continue;
            }
            // What worked here works here again, most often: go on from the same place.
            program = chunk[found];
            failure = verdicts[found].Failure!;
            candidates = [.. Reductions.Of(program)];
            position += found;
            progress = true;
        }
        return (program, failure);
    }
}
