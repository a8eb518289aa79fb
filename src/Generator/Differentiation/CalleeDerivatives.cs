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
                IrFunction callee = _functions.TryGetValue(call.Callee, out IrFunction? derivative) ? derivative : Value(call.Callee);
                string name = callee.Name;
                for (int number = 2; !names.Add(name); number++)
                    name = callee.Name + Formatting.Invariant(number);
                used.Add((call.Callee, name, callee));
                Collect(callee);
            }
        }
    }

    // A callee itself, ready to be emitted.
    private IrFunction Value(string callee)
    {
        if (!_values.TryGetValue(callee, out IrFunction? function))
        {
            _values.Add(callee, function = Cloner.Clone(module.Functions[callee]));
            Simplification.CallForms.Write(function);
        }

        return function;
    }

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
    /// buffer. Its results: the callee's, then the tangents of the floating-point ones.
    /// </summary>
    public string Tangent(string callee, bool[] active)
    {
        string key = "Tangent " + callee + " " + string.Concat(active.Select(a => a ? '1' : '0'));
        if (_functions.ContainsKey(key))
            return key;
        IrFunction function = Cloner.Clone(module.Functions[callee]);
        _functions.Add(key, function);
        _functions[key] = TangentBuilder.BuildCallee(function, key, active, this);
        return key;
    }
}
