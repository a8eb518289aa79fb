using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Higher derivatives in directions: the tangent of the gradient as it is scheduled is the Hessian times a direction, and the tangent of that in
/// another direction is the third derivative in both. What runs in the same pass, from a tape or again in the gradient does so here, too.
/// </summary>
internal static class DirectionalBuilder
{
    // What each direction, and what each derivative in it, is called. A layer doubles the derivatives: those that are there already, and how they change.
    private static readonly Func<ParameterNames, string>[] Directions = [names => names.Dot, names => names.SecondDot];
    private static readonly Func<ParameterNames, string>[][] Changes = [[names => names.Product], [names => names.SecondProduct, names => names.Third]];

    /// <summary>
    /// Results: those of the gradient, then for each direction how all derivatives before change in it, each for the differentiated scalars. Those of buffers
    /// go into spans that the caller has cleared.
    /// </summary>
    /// <param name="root">The method.</param>
    /// <param name="names">What the contract calls derivatives.</param>
    /// <param name="sites">What findings quote.</param>
    /// <param name="callees">Makes derivatives of what is called.</param>
    /// <param name="directions">One or two.</param>
    /// <param name="isWritten">Whether it is to be emitted, and not only looked at for findings.</param>
    public static (Companion? Companion, IEnumerable<Finding> Findings) Build(
        IrFunction root, IReadOnlyList<ParameterNames> names, IReadOnlyList<SiteInfo> sites, CalleeDerivatives callees, int directions, bool isWritten = true)
    {
        (Companion gradient, ReverseSweep reverse) = AdjointBuilder.BuildGradient(root, names, callees, isLast: false);
        if (reverse.Findings.Concat(callees.Findings).Any())
            return (null, reverse.Findings);

        int[] differentiated = [.. Enumerable.Range(0, root.Parameters.Count).Where(i => gradient.Function.Parameters[i].IsDifferentiated)];
        int[] buffers = [.. differentiated.Where(i => gradient.Function.Parameters[i].Type.IsMemory)];
        IrFunction function = gradient.Function;
        List<Value> destinations = [.. function.Parameters.Skip(root.Parameters.Count).Select(parameter => parameter.Content!)];
        var findings = new List<Finding>();
        for (int layer = 0; layer < directions && findings.Count == 0; layer++)
        {
            List<IrParameter> parameters = [.. function.Parameters];
            Dictionary<Value, Value> dots = [];
            foreach (int i in differentiated)
            {
                // Where the method writes to a buffer, the companion has put a copy in the place of the caller's direction.
                Value handle = function.Parameters[i].Content!;
                dots.Add(handle, Add(parameters, TangentBuilder.DotType(handle.Type), Directions[layer](names[i])));
            }

            Value[] inputs = [.. dots.Keys], earlier = [.. destinations];
            for (int k = 0; k < earlier.Length; k++)
            {
                Value change = Add(parameters, earlier[k].Type, Changes[layer][k / buffers.Length](names[buffers[k % buffers.Length]]));
                dots.Add(earlier[k], change);
                destinations.Add(change);
            }

            int first = root.Results.Count;
            IEnumerable<Value> outputs = function.Body.Terminator.Operands.Skip(first).Concat(earlier);
            var sweep = new ForwardSweep(function, new Activity(function, new MemoryClasses(function), inputs, outputs), callees, dots);
            Value[] changes = [.. sweep.Run().Skip(first).Select(change => change!)];
            function.Body.Terminator = Terminator.Yield([.. function.Body.Terminator.Operands, .. changes]);
            function = new IrFunction(function.Key, function.Name, parameters, [.. function.Results, .. changes.Select(change => new IrResult(change.Type))], function.Body);
            bool isLast = layer == directions - 1;
            if (isWritten || !isLast)
                Simplification.Simplifier.Run(function, isLast);
            findings.AddRange(sweep.Findings.Concat(callees.Findings).Select(finding => InHigherOrder(finding, sites)));
        }

        int added = function.Results.Count - gradient.Function.Results.Count;
        return (new Companion(function, [.. gradient.Deliveries, .. Enumerable.Repeat(new Delivery(DeliveryKind.Return), added)]), findings);
    }

    private static Value Add(List<IrParameter> parameters, IrType type, string name)
    {
        var value = new Value(type, name.Replace(".", ""));
        parameters.Add(new IrParameter(value, name, type, PassingMode.Value, IsConstant: true));
        return value;
    }

    // What is in the way is in the derivative, so the message names the user's expression that it is the derivative of.
    private static Finding InHigherOrder(Finding finding, IReadOnlyList<SiteInfo> sites)
    {
        string expression = finding.Site >= 0 ? sites[finding.Site].Expression : finding.Arguments[1];
        string wayOut = finding.Arguments.Contains(ForwardSweep.NeedsOrderThere) ? ForwardSweep.NeedsOrderThere : "Leave 'Order' out, or write it in another way.";
        return new Finding(AnalysisFindings.NoSecondDerivative, finding.Site, finding.Arguments[0], expression, wayOut);
    }
}
