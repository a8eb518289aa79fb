using Fluxion.Generator.Analysis;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>Sets up the tangent for a companion or for a callee.</summary>
internal static class TangentBuilder
{
    /// <summary>
    /// Results: those of the method, then the tangents of the returned value (of each element of a tuple; 0 for one without derivative),
    /// then those of <c>ref</c> and <c>out</c> parameters.
    /// </summary>
    public static (Companion Companion, ForwardSweep Sweep) Build(IrFunction root, IReadOnlyList<ParameterNames> names, CalleeDerivatives callees, bool isWritten = true)
    {
        IrFunction function = Cloner.Clone(root);
        var parameters = new List<IrParameter>(function.Parameters);
        var dots = new Dictionary<Value, Value>();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            IrParameter parameter = function.Parameters[i];
            if (!parameter.IsDifferentiated)
                continue;
            IrType type = DotType(parameter.Type);
            var dot = new Value(type, names[i].Dot.Replace(".", ""));
            dots.Add(parameter.Content!, dot);
            parameters.Add(new IrParameter(dot, names[i].Dot, type, PassingMode.Value, IsConstant: true));
        }

        ForwardSweep sweep = Sweep(function, dots, callees);
        Value?[] tangents = sweep.Run();
        var deliveries = new List<Delivery>();
        var results = new List<IrResult>();
        var values = new List<Value>();
        var builder = new Builder(function.Body);
        Value[] primal = function.Body.Terminator.Operands;
        for (int i = 0; i < primal.Length; i++)
            Deliver(function.Results[i], primal[i], function.Results[i].Parameter);
        for (int i = 0; i < primal.Length; i++)
        {
            IrResult result = function.Results[i];
            if (result.Parameter is { } parameter && !result.Type.IsDifferentiable)
                continue;
            Value tangent = tangents[i] ?? builder.Default(result.Type);
            Deliver(new IrResult(tangent.Type), tangent, result.Parameter is null ? null : names[IndexOf(function, result.Parameter)].Dot);
        }

        function.Body.Terminator = Terminator.Yield([.. values]);
        var complete = new IrFunction(function.Key, function.Name, parameters, results, function.Body);
        if (isWritten)
            Simplification.Simplifier.Run(complete);
        return (new Companion(complete, deliveries), sweep);

        void Deliver(IrResult result, Value value, string? target)
        {
            deliveries.Add(target is null ? new Delivery(DeliveryKind.Return) : new Delivery(DeliveryKind.Assign, target));
            results.Add(result);
            values.Add(value);
        }
    }

    /// <summary>The tangent of a callee; see <see cref="CalleeDerivatives.Tangent"/>.</summary>
    public static IrFunction BuildCallee(IrFunction function, string key, bool[] active, CalleeDerivatives callees)
    {
        List<IrParameter> parameters = [.. function.Parameters.Where(p => p.Content is not null).Select(p => p with { Mode = PassingMode.Value })];
        var dots = new Dictionary<Value, Value>();
        foreach (IrParameter parameter in parameters.Where((p, i) => active[i]).OrderBy(p => p.Type.IsMemory).ToArray())
        {
            IrType type = DotType(parameter.Type);
            string name = parameter.Name + "Dot";
            while (parameters.Any(p => p.Name == name))
                name += "_";
            var dot = new Value(type, name);
            dots.Add(parameter.Content!, dot);
            parameters.Add(new IrParameter(dot, dot.Name!, type, PassingMode.Value, IsConstant: true));
        }

        ForwardSweep sweep = Sweep(function, dots, callees);
        Value?[] tangents = sweep.Run();
        callees.Findings.AddRange(sweep.Findings);
        Value[] floating = [.. tangents.Where((t, i) => function.Results[i].Type.IsFloating).Select(t => t!)];
        IrResult[] results = [.. function.Results, .. floating.Select(t => new IrResult(t.Type))];
        function.Body.Terminator = Terminator.Yield([.. function.Body.Terminator.Operands, .. floating]);
        var result = new IrFunction(key, "Tangent_" + function.Name, parameters, results, function.Body);
        Simplification.Simplifier.Run(result, isLast: false);
        return result;
    }

    /// <summary>How a tangent takes the tangents of a parameter; those of a buffer as the pullback takes its shadow, but to read only what the method only reads.</summary>
    internal static IrType DotType(IrType type) => !type.IsMemory ? type : type.IsReadOnly ? IrType.ReadOnlySpan(type.Element!) : ReverseSweep.CalleeShadowType(type);

    private static ForwardSweep Sweep(IrFunction function, Dictionary<Value, Value> dots, CalleeDerivatives callees)
    {
        var memory = new MemoryClasses(function);
        IEnumerable<Value> outputs = function.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable).Concat(dots.Keys.Where(v => v.Type.IsMemory));
        return new ForwardSweep(function, new Activity(function, memory, dots.Keys, outputs), callees, dots);
    }

    private static int IndexOf(IrFunction function, string parameter)
    {
        int index = 0;
        while (function.Parameters[index].Name != parameter)
            index++;
        return index;
    }
}
