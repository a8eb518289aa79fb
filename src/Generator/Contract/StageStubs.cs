using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

<<<<<<< HEAD
// A stand-in with the shape of the stage that is built elsewhere; this file goes when it comes.
=======
// Stand-ins with the shapes of stages that are built elsewhere; this file goes when they come.
>>>>>>> emission
namespace Fluxion.Generator.Lowering;

internal sealed record LoweringResult(
    IrModule? Module,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Location> Locations,
    IReadOnlyList<SiteInfo> Sites,
<<<<<<< HEAD
    IReadOnlyDictionary<string, int> CallSites,
    IReadOnlyDictionary<int, IReadOnlyList<Finding>> Reasons);
=======
    IReadOnlyDictionary<string, int> CallSites);
>>>>>>> emission

internal static class MethodLowering
{
    public static LoweringResult Lower(IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, CancellationToken cancellation) =>
<<<<<<< HEAD
        new(null, [], [], [], new Dictionary<string, int>(), new Dictionary<int, IReadOnlyList<Finding>>());
=======
        new(null, [], [], [], new Dictionary<string, int>());
>>>>>>> emission
}
