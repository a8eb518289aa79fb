using Fluxion.RandomPrograms.Coverage;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>
/// One construct of each dimension that a program is pushed towards, drawn nearly evenly (what is rare by itself, more often): so that rare pairs meet as often as a long run
/// needs, while the rest of the program stays as random as it was.
/// </summary>
public sealed record Focus(string Loop, string Exit, string InPlace, string Alias, string Call)
{
    public static Focus Draw(Rng rng) => new(
        rng.Pick([.. Features.All[Dimension.Loop], "for step", "for step", "for down", "for real"]),
        rng.Pick(Features.All[Dimension.Exit]),
        rng.Pick([.. Features.All[Dimension.InPlace], "struct element"]),
        rng.Pick([.. Features.All[Dimension.Alias], .. Features.All[Dimension.Alias].Except(["object"]), "row", "object", "copy", "row replaced", "row replaced", "state", "state", "state", "growing list", "growing list", "sequence", "sequence", Features.InlineArray, Features.InlineArray]),
        rng.Pick([.. Features.All[Dimension.Call].Except(["expression", "block", "struct", "generic", "class"]), "generic", "closure", "array result", "passed lambda", "passed lambda", "passed lambda", "marked", "recursive", "reference", "in parameter", "tuple", "tuple", "lambda", "struct array", "struct array", "struct array", "struct array", "marked", "marked", "generic", "reference", "array result", "array result", "tensor", "struct array", "numerics"]));
}
