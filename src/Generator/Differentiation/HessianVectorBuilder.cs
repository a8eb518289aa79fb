using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// The Hessian times a direction: the tangent of the gradient as it is scheduled, so that what runs in the same pass, from a tape or again in the
/// gradient does so here, too.
/// </summary>
internal static class HessianVectorBuilder
{
    /// <summary>
    /// Results: those of the gradient, then the products for the differentiated scalars. Buffers' gradients and products go into spans that the caller has
    /// cleared.
    /// </summary>
    public static (Companion? Companion, IEnumerable<Finding> Findings) Build(IrFunction root, IReadOnlyList<ParameterNames> names, IReadOnlyList<SiteInfo> sites, CalleeDerivatives callees)
    {
        (Companion gradient, ReverseSweep reverse) = AdjointBuilder.BuildGradient(root, names, callees, isLast: false);
        if (reverse.Findings.Concat(callees.Findings).Any())
            return (null, reverse.Findings);

        IrFunction function = gradient.Function;
        List<IrParameter> parameters = [.. function.Parameters];
        Dictionary<Value, Value> dots = [];
        List<Value> directions = [];
        IrParameter[] destinations = [.. function.Parameters.Skip(root.Parameters.Count)];
        var memory = new MemoryClasses(function);
        int destination = 0;
        for (int i = 0; i < root.Parameters.Count; i++)
        {
            IrParameter parameter = function.Parameters[i];
            if (!parameter.IsDifferentiated)
                continue;
            Value handle = parameter.Content!;
            var dot = new Value(TangentBuilder.DotType(parameter.Type), names[i].Dot.Replace(".", ""));
            parameters.Add(new IrParameter(dot, names[i].Dot, dot.Type, PassingMode.Value, IsConstant: true));
            directions.Add(handle);
            if (!handle.Type.IsMemory)
            {
                dots.Add(handle, dot);
                continue;
            }

            // Where the method writes to the buffer, the companion has put a copy in the place of the caller's direction.
            dots.Add(handle, dot);
            Value shadow = destinations[destination++].Content!;
            var product = new Value(shadow.Type, names[i].Product);
            dots.Add(shadow, product);
            parameters.Add(new IrParameter(product, names[i].Product, product.Type, PassingMode.Value, IsConstant: true));
        }

        Value[] primal = function.Body.Terminator.Operands;
        int first = root.Results.Count;
        IEnumerable<Value> outputs = primal.Skip(first).Concat(destinations.Select(one => one.Content!));
        var sweep = new ForwardSweep(function, new Activity(function, memory, directions, outputs), callees, dots);
        Value[] products = [.. sweep.Run().Skip(first).Select(product => product!)];
        function.Body.Terminator = Terminator.Yield([.. function.Body.Terminator.Operands, .. products]);
        var complete = new IrFunction(function.Key, function.Name, parameters, [.. function.Results, .. products.Select(product => new IrResult(product.Type))], function.Body);
        Simplification.Simplifier.Run(complete);
        return (new Companion(complete, [.. gradient.Deliveries, .. products.Select(_ => new Delivery(DeliveryKind.Return))]), sweep.Findings.Concat(callees.Findings).Select(finding => InSecondOrder(finding, sites)));
    }

    // What is in the way is in the derivative, so the message names the user's expression that it is the derivative of.
    private static Finding InSecondOrder(Finding finding, IReadOnlyList<SiteInfo> sites) =>
        new(AnalysisFindings.NoSecondDerivative, finding.Site, finding.Arguments[0], finding.Site >= 0 ? sites[finding.Site].Expression : finding.Arguments[1]);
}
