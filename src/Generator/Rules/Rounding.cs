namespace Fluxion.Generator.Rules;

/// <summary>Functions that are constant between steps.</summary>
internal static class Rounding
{
    public static Rule[] Rules { get; } =
    [
        new StepRule("Floor", @"\lfloor {0} \rfloor", Methods.Everywhere("Floor", 1)),
        new StepRule("Ceiling", @"\lceil {0} \rceil", Methods.Everywhere("Ceiling", 1)),
        new StepRule("Truncate", @"\operatorname{trunc} {0}", Methods.Everywhere("Truncate", 1)),
        new StepRule("Round", @"\operatorname{round} {0}",
            [.. Methods.Everywhere("Round", 1), .. Methods.Everywhere("Round", 2), .. Methods.Everywhere("Round", 3)]) { MayThrow = true },
    ];
}
