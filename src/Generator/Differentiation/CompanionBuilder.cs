using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Vectorization;

namespace Fluxion.Generator.Differentiation;

internal enum CompanionKind
{
    Gradient,
    Pullback,
    Tangent,
    HessianVector,
    ThirdDerivative,

    /// <summary>The Hessian times eight directions at once; there need not be one.</summary>
    HessianColumns,

    /// <summary>The tangent of what is reported.</summary>
    Report,

    /// <summary>All rows of the Jacobian at once; there need not be one.</summary>
    Jacobian,
}

/// <summary>What the contract calls the derivatives of a parameter: one of these for each parameter of the function, in order.</summary>
internal sealed record ParameterNames(string Gradient, string Bar, string Dot)
{
    /// <summary>Set for a part of a struct whose parts cannot be assigned to one by one.</summary>
    public WholeAdjoint? Whole { get; init; }

    /// <summary>How the gradient changes in a direction: the part of the Hessian times it.</summary>
    public string Product { get; init; } = "";

    /// <summary>Another direction.</summary>
    public string SecondDot { get; init; } = "";

    /// <summary>The part of the Hessian times the other direction.</summary>
    public string SecondProduct { get; init; } = "";

    /// <summary>How the Hessian times the one direction changes in the other.</summary>
    public string Third { get; init; } = "";
}

/// <param name="Target">The adjoint of the struct.</param>
/// <param name="Format">The C# that makes one of its parts.</param>
/// <param name="Parts">The C# that reads each part of the adjoint.</param>
/// <param name="Position">Which part this is.</param>
internal sealed record WholeAdjoint(string Target, string Format, IReadOnlyList<string> Parts, int Position);

/// <param name="Name">The number that it belongs to, as a part of a name.</param>
/// <param name="Places">The C# of where the adjoint of each parameter of the function goes, in order; nobody reads those of parameters without.</param>
internal sealed record JacobianRow(string Name, IReadOnlyList<string> Places);

/// <param name="Kind">Which companion.</param>
/// <param name="Names">Of the derivatives of each parameter.</param>
/// <param name="AllowReassociation">Whether sums may be added up in another order than the user's.</param>
internal sealed record CompanionRequest(CompanionKind Kind, IReadOnlyList<ParameterNames> Names, bool AllowReassociation = false)
{
    /// <summary>For the Jacobian: one for each number that the method returns.</summary>
    public IReadOnlyList<JacobianRow> Rows { get; init; } = [];

    /// <summary>Whether it is to be emitted; else only the findings count.</summary>
    public bool IsWritten { get; init; } = true;
}

/// <param name="Companion">Null where a finding is an error.</param>
/// <param name="Helpers">Private methods it calls, by the key that its calls use.</param>
/// <param name="Findings">What the user must know.</param>
/// <param name="Header">Comment lines: what is kept, what is inactive, how loops run.</param>
internal sealed record CompanionResult(
    Companion? Companion, IReadOnlyList<(string Key, string Name, IrFunction Function)> Helpers, IReadOnlyList<Finding> Findings, string Header)
{
    /// <summary>Which loops run in lanes, and why others do not; null where none may.</summary>
    public LaneReport? Lanes { get; init; }

    /// <summary>Whether some loop runs several iterations at once.</summary>
    public bool IsInLanes { get; init; }

    /// <summary>Whether the JIT is to optimise it before it runs for the first time.</summary>
    public bool IsOptimizedAtOnce => IsInLanes || Companion!.Function.Body.AllOps().Any(op => op is ForOp or LoopOp && op.Blocks[0].AllOps().Any(inner => inner is ForOp or LoopOp));
}

/// <summary>From a lowered method to its companions: the stages between Lowering and Emission.</summary>
internal static class CompanionBuilder
{
    /// <param name="inlined">After inlining; <see cref="Analyze"/> finds no error in it.</param>
    /// <param name="request">Which companion.</param>
    /// <param name="cancellationToken">Somebody typed on.</param>
    public static CompanionResult Build(IrModule inlined, CompanionRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        inlined = request.Kind == CompanionKind.Report ? Reports.Collect(inlined) : Reports.Drop(inlined);
        var callees = new CalleeDerivatives(inlined);
        (Companion? companion, IEnumerable<Finding> findings, string header) = request.Kind switch
        {
            CompanionKind.Gradient => Result(inlined, AdjointBuilder.BuildGradient(inlined.Root, request.Names, callees, oneByOne: !request.AllowReassociation)),
            CompanionKind.Pullback => Result(inlined, AdjointBuilder.BuildPullback(inlined.Root, request.Names, callees, request.IsWritten, oneByOne: !request.AllowReassociation)),
            CompanionKind.Jacobian => Result(AdjointBuilder.BuildJacobian(inlined.Root, request.Names, request.Rows, callees)),
            CompanionKind.HessianVector => Result(DirectionalBuilder.Build(inlined.Root, request.Names, inlined.Sites, callees, directions: 1, request.IsWritten)),
            CompanionKind.ThirdDerivative => Result(DirectionalBuilder.Build(inlined.Root, request.Names, inlined.Sites, callees, directions: 2, request.IsWritten)),
            _ => Result(TangentBuilder.Build(inlined.Root, request.Names, callees, request.IsWritten)),
        };
        if (!request.IsWritten)
            return new CompanionResult(null, [], [.. findings, .. OfCallees()], "");
        LaneReport? lanes = request is { AllowReassociation: true, Kind: CompanionKind.Gradient or CompanionKind.Pullback } ? LaneLoops.Rewrite(companion!.Function, inlined.Sites, callees.Add) : null;
        Finding[] all = [.. findings, .. OfCallees()];
        return all.Length > 0 || companion is null ? new CompanionResult(null, [], all, header) : new CompanionResult(companion, callees.Used(companion.Function), all, header) { Lanes = lanes, IsInLanes = lanes is { HasLanes: true } };

        IEnumerable<Finding> OfCallees() => request.Kind is CompanionKind.HessianVector or CompanionKind.ThirdDerivative && companion is not null ? [] : callees.Findings;
    }

    /// <summary>The Hessian times eight directions at once, made of the one for a single direction; null where that does not run in lanes.</summary>
    public static CompanionResult? InLanes(CompanionResult product, IReadOnlyList<ParameterNames> names)
    {
        IrFunction function = product.Companion!.Function;
        // Buffers of products are in lanes also where all that the method gives to them is the same for all directions, such as 0.
        IEnumerable<Value> directions = function.Parameters
            .Where(parameter => names.Any(one => one.Dot == parameter.Name || (one.Product == parameter.Name && parameter.Content is { Type.IsMemory: true })))
            .Select(parameter => parameter.Content!);
        return Widening.TryWiden(function, directions, IrType.Lanes) is { } wide ? product with { Companion = product.Companion with { Function = wide }, IsInLanes = true } : null;
    }

    /// <summary>What there is to say about a method, without building anything: errors, warnings and infos.</summary>
    /// <param name="inlined">After inlining.</param>
    public static IReadOnlyList<Finding> Analyze(IrModule inlined) => DependenceFindings.Find(inlined);

    private static (Companion, IEnumerable<Finding>, string) Result(IrModule inlined, (Companion Companion, ReverseSweep Sweep) built) =>
        (built.Companion, built.Sweep.Findings, Header.Write(built.Companion.Function, built.Sweep, inlined.Sites));

    private static (Companion?, IEnumerable<Finding>, string) Result((Companion? Companion, ReverseSweep Sweep) built) => (built.Companion, built.Sweep.Findings, "");

    private static (Companion?, IEnumerable<Finding>, string) Result((Companion? Companion, IEnumerable<Finding> Findings) built) => (built.Companion, built.Findings, "");

    private static (Companion, IEnumerable<Finding>, string) Result((Companion Companion, ForwardSweep Sweep) built) => (built.Companion, built.Sweep.Findings, "");
}
