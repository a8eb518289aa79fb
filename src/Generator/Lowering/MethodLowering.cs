using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>From a marked method, and the functions it calls, to the IR.</summary>
internal static class MethodLowering
{
    /// <param name="method">The marked method.</param>
    /// <param name="differentiated">The parameters named in the attribute; null for all.</param>
    /// <param name="compilation">With or without generated companions: the result is the same.</param>
    /// <param name="cancellation">Somebody typed on.</param>
    public static LoweringResult Lower(
        IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, CancellationToken cancellation) =>
        Lower(method, differentiated, compilation, null, cancellation);

    /// <param name="method">The marked method.</param>
    /// <param name="differentiated">The parameters named in the attribute; null for all.</param>
    /// <param name="compilation">With or without generated companions: the result is the same.</param>
    /// <param name="read">Receives the syntax that a semantic model has been asked about; null where nobody asks.</param>
    /// <param name="cancellation">Somebody typed on.</param>
    public static LoweringResult Lower(
        IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, ISet<SyntaxNode>? read, CancellationToken cancellation)
    {
        var sites = new SiteTable();
        try
        {
            return Lower(method, differentiated, compilation, sites, read, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The boundary: a defect here must not take other methods' companions away.
            string text = $"{exception.GetType().Name}: {exception.Message}".Replace('\r', ' ').Replace('\n', ' ');
            return Failed(sites, [new Finding(LoweringFindings.Internal, -1, method.Name, text)]);
        }
    }

    private static LoweringResult Lower(
        IMethodSymbol method, IReadOnlyCollection<string>? differentiated, Compilation compilation, SiteTable sites, ISet<SyntaxNode>? read, CancellationToken cancellation)
    {
        // A callee that cannot be lowered is passed on as external code, which may be all that is needed where nothing active goes in.
        // That it cannot is known only after others have been lowered as callers of it: then everything is lowered again.
        Dictionary<ISymbol, IReadOnlyList<Finding>> failures = new(SymbolEqualityComparer.Default);
        while (true)
        {
            int known = failures.Count;
            var module = new ModuleScope(method, compilation, sites, failures, read, cancellation);
            List<Finding> findings = [];
            if (FunctionLowering.Lower(module, method, differentiated, isRoot: true, findings) is not { } root)
                return Failed(sites, findings);

            Dictionary<string, IrFunction> functions = new(StringComparer.Ordinal);
            while (module.TryTake(out IMethodSymbol callee))
            {
                cancellation.ThrowIfCancellationRequested();
                // Parts of structs have names in the marked method that no other function's parameters can have: called, it is one more function.
                if (SymbolEqualityComparer.Default.Equals(callee, method) && !root.Parameters.Any(parameter => parameter.Name.Contains('.')))
                {
                    functions.Add(root.Key, root);
                    continue;
                }

                List<Finding> problems = [];
                if (FunctionLowering.Lower(module, callee, [], isRoot: false, problems) is { } function)
                    functions.Add(function.Key, function);
                else if (problems.Any(problem => problem.Id == LoweringFindings.Incomplete))
                    return Failed(sites, [problems.First(problem => problem.Id == LoweringFindings.Incomplete)]);
                else
                    failures.Add(callee, problems);
            }

            if (failures.Count == known)
                return new LoweringResult(new IrModule(root, functions, sites.Infos), findings, sites.Locations, sites.Infos, module.CallSites, module.Reasons) { Objects = module.Types.Objects };
        }
    }

    private static LoweringResult Failed(SiteTable sites, IReadOnlyList<Finding> findings) =>
        new(null, findings, sites.Locations, sites.Infos, new Dictionary<string, int>(), new Dictionary<int, IReadOnlyList<Finding>>());
}
