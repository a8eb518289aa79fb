using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>What lowering made of a marked method and of what it calls.</summary>
/// <param name="Module">Null where the marked method itself could not be lowered.</param>
/// <param name="Findings">Why not; what could not be lowered in the marked method.</param>
/// <param name="Locations">By site: where it is.</param>
/// <param name="Sites">The module's sites; they are there without a module, too.</param>
/// <param name="CallSites">By key of a function: the site of the first call of it.</param>
/// <param name="Reasons">
/// By the site of a call that is passed on as <see cref="ExternalOp"/> although its source is known: what in the callee keeps it from being
/// differentiated. It says more than that the call has no derivative.
/// </param>
internal sealed record LoweringResult(
    IrModule? Module,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<SiteInfo> Sites,
    IReadOnlyDictionary<string, int> CallSites,
    IReadOnlyDictionary<int, IReadOnlyList<Finding>> Reasons)
{
    /// <summary>The classes whose objects are looked into.</summary>
    public IReadOnlyList<INamedTypeSymbol> Objects { get; init; } = [];
}
