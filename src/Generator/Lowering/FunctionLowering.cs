using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>One method, local function, accessor, operator or constructor.</summary>
internal static class FunctionLowering
{
    /// <param name="module">What is shared.</param>
    /// <param name="method">A method with source.</param>
    /// <param name="differentiated">Parameters that are not constants by declaration; null for all.</param>
    /// <param name="isRoot">It is the marked method itself: its parameters are named by the C# that reads them.</param>
    /// <param name="findings">Receives what keeps it from being lowered.</param>
    /// <returns>Null with a finding.</returns>
    public static IrFunction? Lower(ModuleScope module, IMethodSymbol method, IReadOnlyCollection<string>? differentiated, bool isRoot, List<Finding> findings)
    {
        if (Bodies.Of(module, method) is not { } source)
        {
            // Of the marked method itself, the body is still being typed.
            findings.Add(isRoot ? new Finding(LoweringFindings.Incomplete, -1, method.Name) : new Finding(LoweringFindings.Call.Id, -1, Bodies.NameOf(method), "it has no body."));
            return null;
        }

        if (source.Parts.Select(part => BrokenCode.Find(module, part, source.Declaration, method.Name)).FirstOrDefault(found => found is not null) is { } broken)
        {
            findings.Add(broken);
            return null;
        }

        var scope = new FunctionScope(module, method, findings, isRoot);
        var signature = new FunctionSignature(scope, isRoot);
        List<IrParameter> parameters = signature.Parameters(source.Method, differentiated);
        List<IrResult> results = signature.Results(source.Method);
        if (source.Method.MethodKind == MethodKind.Constructor)
            Constructors.Start(scope, source);
        Flow flow = source.Body is { } body ? Statements.Sequence(scope, body.Operations, 0, new Tail(scope.End, null), null) : Flow.Falling;
        if (flow.Falls)
            scope.Block.Terminator = Terminator.Yield([.. scope.ResultSlots.Select(scope.ReadOrDefault)]);
        scope.CheckReferences();
        return findings.Count > 0 ? null : new IrFunction(module.KeyOf(method), Bodies.NameOf(method), parameters, results, scope.Entry);
    }
}
