using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// Derivatives of functions that are called and not inlined, because they call themselves or are long: made once for each set of active
/// arguments, and emitted as private methods beside the companion.
/// </summary>
internal sealed class CalleeDerivatives(IrModule module)
{
    private readonly Dictionary<string, IrFunction> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IrFunction> _values = new(StringComparer.Ordinal);

    /// <summary>What has been asked for: derivatives, by the key that calls of them use.</summary>
    public IReadOnlyDictionary<string, IrFunction> Functions => _functions;

    public List<Diagnostics.Finding> Findings { get; } = [];

    /// <summary>A part of a companion that has become a function.</summary>
    public void Add(IrFunction function) => _functions.Add(function.Key, function);

    /// <summary>The functions that a companion calls, directly or not, with a name for each, in the order of the calls.</summary>
    public IReadOnlyList<(string Key, string Name, IrFunction Function)> Used(IrFunction companion)
    {
        var used = new List<(string, string, IrFunction)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Collect(companion);
        return used;

        void Collect(IrFunction function)
        {
            foreach (CallOp call in function.Body.AllOps().OfType<CallOp>())
            {
                if (!seen.Add(call.Callee))
                    continue;
                IrFunction callee = Written(call.Callee);
                string name = callee.Name;
                for (int number = 2; !names.Add(name); number++)
                    name = callee.Name + Formatting.Invariant(number);
                used.Add((call.Callee, name, callee));
                Collect(callee);
            }
        }
    }

    // A callee or a derivative of one, ready to be emitted: calls of functions of structs are written as C# has them.
    private IrFunction Written(string callee)
    {
        if (_functions.TryGetValue(callee, out IrFunction? derivative) && !HasForms(derivative))
            return derivative;
        if (!_values.TryGetValue(callee, out IrFunction? function))
        {
            _values.Add(callee, function = Cloner.Clone(Find(callee)));
            if (derivative is null)
                Simplification.CallForms.Write(function);
            else
                Simplification.Simplifier.Run(function);
        }

        return function;
    }

    private static bool HasForms(IrFunction function) => function.Body.AllOps().Any(op => op is FunctionOp { Form: not null });

    private IrFunction Find(string callee) => _functions.TryGetValue(callee, out IrFunction? derivative) ? derivative : module.Functions[callee];

    /// <summary>
    /// The pullback of a callee. Its parameters: the callee's (without <c>out</c>s), a seed for each floating-point result, a shadow for
    /// each active buffer. Its results: the adjoints of the active scalars, in order.
    /// </summary>
    public string Pullback(string callee, bool[] active)
    {
        string key = "Pullback " + callee + " " + string.Concat(active.Select(a => a ? '1' : '0'));
        if (_functions.ContainsKey(key))
            return key;
        IrFunction function = Cloner.Clone(module.Functions[callee]);

        // Entered before its body is differentiated: the body may call itself.
        _functions.Add(key, function);
        _functions[key] = AdjointBuilder.BuildCallee(function, key, active, this);
        return key;
    }

    /// <summary>
    /// The tangent of a callee. Its parameters: the callee's (without <c>out</c>s), a tangent for each active scalar, then for each active
    /// buffer. Its results: the callee's, then the tangents of the floating-point ones. The callee may be a pullback.
    /// </summary>
    public string Tangent(string callee, bool[] active)
    {
        string key = "Tangent " + callee + " " + string.Concat(active.Select(a => a ? '1' : '0'));
        if (_functions.ContainsKey(key))
            return key;
        IrFunction function = Cloner.Clone(Find(callee));
        _functions.Add(key, function);
        _functions[key] = TangentBuilder.BuildCallee(function, key, active, this);
        return key;
    }
}
