using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

internal enum CompanionKind
{
    Gradient,
    Pullback,
    Tangent,
}

/// <summary>What a companion calls the derivatives with respect to one parameter.</summary>
/// <param name="Gradient">Such as <c>dBeta</c>: a tuple element, or a destination.</param>
/// <param name="Bar">Such as <c>betaBar</c>.</param>
/// <param name="Dot">Such as <c>betaDot</c>.</param>
internal sealed record ParameterNames(string Gradient, string Bar, string Dot);

/// <param name="Kind">Which companion.</param>
/// <param name="Names">One for each parameter of the function, in order.</param>
/// <param name="ResultBar">The C# that reads the seed of the returned value.</param>
internal sealed record CompanionRequest(CompanionKind Kind, IReadOnlyList<ParameterNames> Names, string ResultBar = "resultBar");

/// <param name="Companion">Null where it cannot be built; the findings then say why.</param>
/// <param name="Helpers">Functions the companion calls, with the names it calls them by.</param>
/// <param name="Findings">What the user is told.</param>
/// <param name="Header">What is kept, recomputed and inactive, and the schedules of loops: comment lines for the head of the file.</param>
internal sealed record CompanionResult(
    Companion? Companion, IReadOnlyList<(string Name, IrFunction Function)> Helpers, IReadOnlyList<Finding> Findings, string Header);

internal static class CompanionBuilder
{
    public static CompanionResult Build(IrModule module, CompanionRequest request, CancellationToken cancellation) => new(null, [], [], "");

    /// <summary>The findings alone.</summary>
    public static IReadOnlyList<Finding> Analyze(IrModule module) => [];
}
