using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Simplification;

namespace Fluxion.Generator.Differentiation;

internal enum CompanionKind
{
    Gradient,
    Pullback,
    Tangent,
}

/// <summary>What the contract calls the derivatives of a parameter: one of these for each parameter of the method, in order.</summary>
internal sealed record ParameterNames(string Gradient, string Bar, string Dot);

internal sealed record CompanionRequest(CompanionKind Kind, IReadOnlyList<ParameterNames> Names);

/// <param name="Companion">Null where a finding is an error.</param>
/// <param name="Helpers">Private methods it calls, by the key that its calls use.</param>
/// <param name="Findings">What the user must know.</param>
/// <param name="Header">Comment lines: what is kept, what is inactive, how loops run.</param>
internal sealed record CompanionResult(
    Companion? Companion, IReadOnlyList<(string Key, string Name, IrFunction Function)> Helpers, IReadOnlyList<Finding> Findings, string Header);

/// <summary>From a lowered method to its companions: the stages between Lowering and Emission.</summary>
internal static class CompanionBuilder
{
    public static CompanionResult Build(IrModule module, CompanionRequest request, CancellationToken cancellationToken)
    {
        IrModule inlined = Inliner.Inline(module);
        cancellationToken.ThrowIfCancellationRequested();
        var callees = new CalleeDerivatives(inlined);
        (Companion companion, IEnumerable<Finding> findings, string header) = request.Kind switch
        {
            CompanionKind.Gradient => Result(AdjointBuilder.BuildGradient(inlined.Root, request.Names, callees)),
            CompanionKind.Pullback => Result(AdjointBuilder.BuildPullback(inlined.Root, request.Names, callees)),
            _ => Result(TangentBuilder.Build(inlined.Root, request.Names, callees)),
        };
        Finding[] all = [.. findings, .. callees.Findings];
        IReadOnlyList<Finding> dependence = DependenceFindings.Find(inlined);
        return new CompanionResult(all.Length > 0 ? null : companion, callees.Used(companion.Function), [.. all, .. dependence], header);
    }

    /// <summary>What there is to say about a method, without building anything: errors, warnings and infos.</summary>
    public static IReadOnlyList<Finding> Analyze(IrModule module) => DependenceFindings.Find(Inliner.Inline(module));

    private static (Companion, IEnumerable<Finding>, string) Result((Companion Companion, ReverseSweep Sweep) built) =>
        (built.Companion, built.Sweep.Findings, Header.Write(built.Companion.Function, built.Sweep));

    private static (Companion, IEnumerable<Finding>, string) Result((Companion Companion, ForwardSweep Sweep) built) => (built.Companion, built.Sweep.Findings, "");
}
