using Fluxion.Generator.Analysis;
using Fluxion.Generator.Emission;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Vectorization;

namespace Fluxion.Generator.Differentiation;

/// <summary>Sets up the reverse sweep for a companion or for a callee: which inputs, which seeds, which shadows.</summary>
internal static class AdjointBuilder
{
    /// <summary>
    /// Value and gradient: results are those of the method, then the adjoints of the differentiated scalars. Buffers' adjoints go into
    /// spans that the caller has cleared.
    /// </summary>
    /// <param name="root">The method.</param>
    /// <param name="names">What the contract calls derivatives.</param>
    /// <param name="callees">Makes those of what is called.</param>
    /// <param name="isLast">Whether the gradient is what is emitted, and not differentiated again.</param>
    /// <param name="oneByOne">Whether iterations run one at a time, and not in lanes.</param>
    public static (Companion Companion, ReverseSweep Sweep) BuildGradient(IrFunction root, IReadOnlyList<ParameterNames> names, CalleeDerivatives callees, bool isLast = true, bool oneByOne = true)
    {
        IrFunction function = Cloner.Clone(root);
        Inputs inputs = new(function, names, n => n.Gradient);
        bool[] counts = [.. function.Results.Select(r => r.Parameter is null)];
        ReverseSweep sweep = Sweep(function, inputs, () => function.Body.Terminator.Operands.Where((_, i) => counts[i]), callees, out Activity activity, oneByOne);
        Value one = new Builder(function.Body) { IsAdjoint = true }.Constant(1, function.Results[0].Type);
        Value[] bars = sweep.Run([.. counts.Select(c => c ? one : null)], inputs.Scalars);

        Delivery[] deliveries =
        [
            .. function.Results.Select(result => result.Parameter is { } parameter ? new Delivery(DeliveryKind.Assign, parameter) : new Delivery(DeliveryKind.Return)),
            .. bars.Select(_ => new Delivery(DeliveryKind.Return)),
        ];
        IrResult[] results = [.. function.Results, .. bars.Select(bar => new IrResult(bar.Type))];
        function.Body.Terminator = Terminator.Yield([.. function.Body.Terminator.Operands, .. bars]);
        return (new Companion(With(function, inputs.Parameters, results, isLast), deliveries), sweep);
    }

    /// <summary>The pullback: adjoints accumulate into <c>ref</c> parameters and spans; seeds are parameters.</summary>
    public static (Companion Companion, ReverseSweep Sweep) BuildPullback(IrFunction root, IReadOnlyList<ParameterNames> names, CalleeDerivatives callees, bool isWritten = true, bool oneByOne = true)
    {
        IrFunction function = Cloner.Clone(root);
        Inputs inputs = new(function, names, n => n.Bar);
        Value[] primal = function.Body.Terminator.Operands;
        ReverseSweep sweep = Sweep(function, inputs, () => function.Body.Terminator.Operands.Where(v => v.Type.IsDifferentiable).Concat(inputs.Shadows.Keys), callees, out _, oneByOne);

        var parameters = new List<IrParameter>(inputs.Parameters);
        var seeds = new Value?[primal.Length];
        for (int i = 0; i < primal.Length; i++)
        {
            IrResult result = function.Results[i];
            if (!result.Type.IsDifferentiable)
                continue;
            string text = SeedText(function, names, i);
            IrType type = result.Type.IsMemory ? IrType.ReadOnlySpan(result.Type.Element!) : result.Type;
            Value seed = new(type, result.Parameter is null ? "resultBar" : null);
            parameters.Add(new IrParameter(seed, text, type, PassingMode.Value, IsConstant: true));
            sweep.Know(seed);
            seeds[i] = seed;
        }

        Value[] bars = sweep.Run(seeds, inputs.Scalars);
        var deliveries = new List<Delivery>();
        var results = new List<IrResult>();
        var values = new List<Value>();
        for (int i = 0; i < primal.Length; i++)
        {
            if (function.Results[i].Parameter is not { } parameter)
                continue;
            deliveries.Add(new Delivery(DeliveryKind.Assign, parameter));
            results.Add(function.Results[i]);
            values.Add(function.Body.Terminator.Operands[i]);
        }

        var end = new Builder(function.Body) { IsAdjoint = true };
        for (int i = 0; i < bars.Length; i++)
        {
            if (inputs.Wholes[i] is { } whole)
            {
                Value before = new(bars[i].Type);
                parameters.Add(new IrParameter(before, whole.Parts[whole.Position], bars[i].Type, PassingMode.Value, IsConstant: true));
                bool isFirst = whole.Position == 0;
                deliveries.Add(new Delivery(DeliveryKind.Assign, whole.Target) { Format = isFirst ? whole.Format : null, Count = isFirst ? whole.Parts.Count : 0 });
                results.Add(new IrResult(bars[i].Type));
                values.Add(Builder.IsConstant(bars[i], 0) ? before : end.Arithmetic(Operator.Add, before, bars[i]));
                continue;
            }

            if (inputs.Modes[i] != PassingMode.Ref && Builder.IsConstant(bars[i], 0))
                continue;
            deliveries.Add(new Delivery(inputs.Modes[i] == PassingMode.Ref ? DeliveryKind.Assign : DeliveryKind.Accumulate, inputs.Names[i]));
            results.Add(new IrResult(bars[i].Type));
            values.Add(bars[i]);
        }

        function.Body.Terminator = Terminator.Yield([.. values]);
        return (new Companion(isWritten ? With(function, parameters, results) : function, deliveries), sweep);
    }

    /// <summary>
    /// The pullbacks from each number that a method returns, in one function: results are those of the method, then, for each of the differentiated
    /// parameters, which are numbers, its adjoint in each row of the Jacobian.
    /// </summary>
    /// <returns>No companion where they are not computed at once.</returns>
    public static (Companion? Companion, ReverseSweep Sweep) BuildJacobian(
        IrFunction root, IReadOnlyList<ParameterNames> names, IReadOnlyList<JacobianRow> rows, CalleeDerivatives callees)
    {
        IrFunction function = Cloner.Clone(root);
        Inputs inputs = new(function, names, n => n.Bar);
        ReverseSweep sweep = Sweep(function, inputs, () => function.Body.Terminator.Operands, callees, out _);
        Value[] seeds = [.. function.Results.Select((result, i) => new Value(result.Type, "seed" + rows[i].Name))];
        foreach (Value seed in seeds)
            sweep.Know(seed);
        Value[] bars = sweep.Run(seeds, inputs.Scalars);
        function.Body.Terminator = Terminator.Yield([.. function.Body.Terminator.Operands, .. bars]);
        IEnumerable<IrParameter> given = seeds.Select(seed => new IrParameter(seed, seed.Name!, seed.Type, PassingMode.Value, IsConstant: true));
        IrFunction single = With(function, [.. inputs.Parameters, .. given], [.. function.Results, .. bars.Select(bar => new IrResult(bar.Type))]);
        if (sweep.Findings.Any() || SeedRows.TryBuild(single, seeds) is not { } all)
            return (null, sweep);

        int[] differentiated = [.. Enumerable.Range(0, root.Parameters.Count).Where(i => root.Parameters[i].IsDifferentiated)];
        IEnumerable<Delivery> adjoints = differentiated.SelectMany(i => rows.Select(row => new Delivery(DeliveryKind.Assign, row.Places[i])));
        return (new Companion(all, [.. function.Results.Select(_ => new Delivery(DeliveryKind.Return)), .. adjoints]), sweep);
    }

    /// <summary>The pullback of a callee; see <see cref="CalleeDerivatives.Pullback"/>.</summary>
    public static IrFunction BuildCallee(IrFunction function, string key, bool[] active, CalleeDerivatives callees)
    {
        List<IrParameter> parameters = [.. function.Parameters.Where(p => p.Content is not null).Select(p => p with { Mode = PassingMode.Value })];
        Value[] scalars = [.. parameters.Where((p, i) => active[i] && !p.Type.IsMemory).Select(p => p.Content!)];
        IrParameter[] buffers = [.. parameters.Where((p, i) => active[i] && p.Type.IsMemory)];
        var names = new HashSet<string>(parameters.Select(p => p.Name), StringComparer.Ordinal);
        var shadows = new Dictionary<Value, Value>();
        foreach (IrParameter buffer in buffers)
            shadows.Add(buffer.Content!, new Value(ReverseSweep.CalleeShadowType(buffer.Type), Free(buffer.Name + "Bar")));

        Value[] primal = function.Body.Terminator.Operands;
        var memory = new MemoryClasses(function);
        var activity = new Activity(function, memory, scalars.Concat(shadows.Keys), primal.Where(v => v.Type.IsFloating).Concat(shadows.Keys));
        var sweep = new ReverseSweep(function, activity, callees, shadows, isCallee: true);
        var seeds = new Value?[primal.Length];
        for (int i = 0; i < primal.Length; i++)
        {
            if (!primal[i].Type.IsFloating)
                continue;
            string name = Free((function.Results[i].Parameter ?? function.Results[i].Element ?? "result") + "Bar");
            seeds[i] = new Value(primal[i].Type, name);
            sweep.Know(seeds[i]!);
            parameters.Add(new IrParameter(seeds[i], name, primal[i].Type, PassingMode.Value, IsConstant: true));
        }

        foreach (KeyValuePair<Value, Value> shadow in shadows)
            parameters.Add(new IrParameter(shadow.Value, shadow.Value.Name!, shadow.Value.Type, PassingMode.Value, IsConstant: true));
        Value[] bars = sweep.Run(seeds, scalars);
        callees.Findings.AddRange(sweep.Findings);
        function.Body.Terminator = Terminator.Yield(bars);
        var result = new IrFunction(key, "Pullback_" + function.Name, parameters, [.. bars.Select(bar => new IrResult(bar.Type))], function.Body);
        Simplification.Simplifier.Run(result, isLast: false);
        return result;

        string Free(string name)
        {
            while (!names.Add(name))
                name += "_";
            return name;
        }
    }

    private static ReverseSweep Sweep(IrFunction function, Inputs inputs, Func<IEnumerable<Value>> outputs, CalleeDerivatives callees, out Activity activity, bool oneByOne = true)
    {
        activity = Analyze();
        // In lanes, an index of its own for each of them would be one that no lane can read from.
        IReadOnlyList<string> selections = oneByOne ? RunningSelections.Rewrite(function, activity) : [];
        if (selections.Count > 0)
            activity = Analyze();
        var sweep = new ReverseSweep(function, activity, callees, inputs.Shadows) { KeepsScratch = oneByOne };
        sweep.Schedules.AddRange(selections);
        return sweep;

        Activity Analyze() => new(function, new MemoryClasses(function), inputs.Scalars.Concat(inputs.Shadows.Keys), outputs());
    }

    private static IrFunction With(IrFunction function, IReadOnlyList<IrParameter> parameters, IReadOnlyList<IrResult> results, bool isLast = true)
    {
        var complete = new IrFunction(function.Key, function.Name, parameters, results, function.Body);
        Simplification.Simplifier.Run(complete, isLast, isGradient: true);
        return complete;
    }

    // The C# that reads the seed of a result.
    private static string SeedText(IrFunction function, IReadOnlyList<ParameterNames> names, int position)
    {
        IrResult result = function.Results[position];
        if (result.Parameter is { } parameter)
            return names[IndexOf(function, parameter)].Bar;
        return result.Element is null ? "resultBar" : "resultBar." + result.Element;
    }

    private static int IndexOf(IrFunction function, string parameter)
    {
        int index = 0;
        while (function.Parameters[index].Name != parameter)
            index++;
        return index;
    }

    /// <summary>The differentiated parameters of a function and where their adjoints go.</summary>
    private sealed class Inputs
    {
        public Inputs(IrFunction function, IReadOnlyList<ParameterNames> names, Func<ParameterNames, string> name)
        {
            Parameters.AddRange(function.Parameters);
            for (int i = 0; i < function.Parameters.Count; i++)
            {
                IrParameter parameter = function.Parameters[i];
                if (!parameter.IsDifferentiated)
                    continue;
                if (parameter.Type.IsMemory)
                {
                    var shadow = new Value(ReverseSweep.CalleeShadowType(parameter.Type), name(names[i]));
                    Shadows.Add(parameter.Content!, shadow);
                    Parameters.Add(new IrParameter(shadow, name(names[i]), shadow.Type, PassingMode.Value, IsConstant: true) { BelongsTo = parameter.Content });
                }
                else
                {
                    Scalars.Add(parameter.Content!);
                    Names.Add(name(names[i]));
                    Wholes.Add(names[i].Whole);
                    Modes.Add(parameter.Mode);
                }
            }
        }

        public List<IrParameter> Parameters { get; } = [];

        public List<Value> Scalars { get; } = [];

        public List<string> Names { get; } = [];

        public List<PassingMode> Modes { get; } = [];

        public List<WholeAdjoint?> Wholes { get; } = [];

        public Dictionary<Value, Value> Shadows { get; } = [];
    }
}
