using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

// A stand-in with the shape of the stage that is built elsewhere; this file goes when it comes.
namespace Fluxion.Generator.Lowering;

internal sealed record LoweringResult(
    IrModule? Module,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<SiteInfo> Sites,
    IReadOnlyDictionary<string, int> CallSites,
    IReadOnlyDictionary<int, IReadOnlyList<Finding>> Reasons);

internal static class MethodLowering
{
    public static LoweringResult Lower(IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, CancellationToken cancellation) =>
        new(null, [], [], [], new Dictionary<string, int>(), new Dictionary<int, IReadOnlyList<Finding>>());
}
