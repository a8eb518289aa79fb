using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

// Stand-ins with the shapes of stages that are built elsewhere; this file goes when they come.
namespace Fluxion.Generator.Lowering
{
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
}

namespace Fluxion.Generator.Emission
{
    internal static class MethodEmitter
    {
        public static string Emit(Companion companion, MethodShape shape, IReadOnlyList<SiteInfo> sites, Func<string, string> calleeName) =>
            throw new NotSupportedException();

        public static string EmitHelper(IrFunction function, string name, IReadOnlyList<SiteInfo> sites, Func<string, string> calleeName) =>
            throw new NotSupportedException();
    }
}
