using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

// Stand-ins with the shapes of stages that are built elsewhere; this file goes when they come.
namespace Fluxion.Generator.Lowering;

internal sealed record LoweringResult(
    IrModule? Module,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<SiteInfo> Sites,
    IReadOnlyDictionary<string, int> CallSites);

internal static class MethodLowering
{
    public static LoweringResult Lower(IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, CancellationToken cancellation) =>
        new(null, [], [], [], new Dictionary<string, int>());
}
