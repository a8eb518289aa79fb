using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Numbers that come out of a field of a differentiated object whose type Fluxion does not look into: a list, a dictionary, a
/// <c>double?</c>. The object would have a derivative with respect to them, which its gradient has no place for.
/// </summary>
internal sealed class UnseenNumbers
{
    private readonly Activity _activity;
    private readonly HashSet<Value> _inputs;
    private readonly Dictionary<string, OpaqueFlow> _flows = new(StringComparer.Ordinal);

    /// <param name="module">The function's module.</param>
    /// <param name="function">The function.</param>
    /// <param name="activity">What is useful to its results.</param>
    public UnseenNumbers(IrModule module, IrFunction function, Activity activity)
    {
        _activity = activity;

        // Whether a callee gets an object that is data does not show in it.
        _inputs = !module.Root.Parameters.Any(IsInput) ? [] : [.. function.Parameters.Where(IsInput).SelectMany(p => activity.Memory.Inputs(p.Content!))];
        if (_inputs.Count == 0)
            return;
        foreach (LoadOp load in function.Body.AllOps().OfType<LoadOp>())
        {
            if (FieldOf(load.Result) is { } name && !_flows.ContainsKey(name))
                _flows.Add(name, new OpaqueFlow(function, activity.Memory, value => FieldOf(value) == name, throughPureOnly: false, throughIntegers: false));
        }
    }

    /// <summary>The field that an operation takes a useful number from; null where it takes none.</summary>
    public string? Field(Op op) =>
        _flows.Count == 0 || op is not (ExternalOp or ConvertOp or CallOp) || !op.Results.Any(result => result.Type.IsDifferentiable && _activity.IsUseful(result)) ? null
        : _flows.FirstOrDefault(flow => op.Operands.Any(operand => operand.Type.Scalar.Kind == TypeKind.Opaque && flow.Value.Carries(operand))).Key;

    private static bool IsInput(IrParameter parameter) => !parameter.IsConstant && parameter.Content is { Type.HoldsObjects: true };

    // The field of the object, in which the one that is read may be that of a struct.
    private string? FieldOf(Value value)
    {
        if (value.Definition is not LoadOp { Memory: { Definition: FieldOp { Field.IsUnseen: true } field } place } || !_inputs.Contains(_activity.Memory.Find(place)))
            return null;
        while (field.Memory.Definition is FieldOp outer)
            field = outer;
        return field.Field.Name;
    }
}
