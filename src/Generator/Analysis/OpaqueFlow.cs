using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Which values of types that Fluxion does not look into (strings, lists, <c>decimal</c>, …) may hold something that carries a
/// derivative. What comes back out of them has lost it.
/// </summary>
internal sealed class OpaqueFlow
{
    private readonly HashSet<Value> _carriers = [];
    private readonly HashSet<Value> _memory = [];
    private readonly MemoryClasses _classes;
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private readonly Func<Value, bool> _isSource;
    private readonly bool _throughPureOnly;
    private readonly bool _throughIntegers;
    private bool _changed;

    /// <param name="function">The function.</param>
    /// <param name="classes">Its memory.</param>
    /// <param name="isSource">What must not get lost.</param>
    /// <param name="throughPureOnly">Follow only casts and the like, whose result is still the same object.</param>
    /// <param name="throughIntegers">Follow integers, too, which a cast may have made.</param>
    public OpaqueFlow(IrFunction function, MemoryClasses classes, Func<Value, bool> isSource, bool throughPureOnly, bool throughIntegers = true)
    {
        _classes = classes;
        _isSource = isSource;
        _throughPureOnly = throughPureOnly;
        _throughIntegers = throughIntegers;
        do
        {
            _changed = false;
            Visit(function.Body, null);
        }
        while (_changed);
    }

    public bool Carries(Value value) => value.Type.IsMemory ? _classes.Classes(value).Any(_memory.Contains) : _carriers.Contains(value);

    private void Visit(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case ExternalOp external:
                    Visit(external);
                    break;
                case IfOp or ForOp or LoopOp:
                    break;
                case LoadOp load when _isSource(load.Result):
                    Mark(load.Results);
                    break;
                case StoreOp store when Carries(store.Stored):
                    _changed |= _memory.Add(_classes.Find(store.Memory));
                    break;
                case CreateOp create:
                    Value[] fields = [.. _classes.Leaves(create.Result)];
                    for (int i = 0; i < fields.Length; i++)
                        _changed |= Carries(create.Operands[i]) && _memory.Add(fields[i]);
                    break;
                case StoreWholeOp or AppendOp:
                    Value[] leaves = [.. _classes.Leaves(op.Operands[0])];
                    for (int i = 0; i < leaves.Length; i++)
                        _changed |= Carries(((WriteOp)op).Written[i]) && _memory.Add(leaves[i]);
                    break;
                case SnapshotOp snapshot when Carries(snapshot.Memory):
                    foreach (Value copied in _classes.Classes(snapshot.Result))
                        _changed |= _memory.Add(copied);
                    break;
                default:
                    if (op.Operands.Any(Carries))
                        Mark(op.Results);
                    break;
            }

            foreach (Block inner in op.Blocks)
            {
                Visit(inner, op switch { LoopOp own => own, ForOp => null, _ => loop });
                if (inner.Terminator.FallsThrough)
                    Flow(inner.Terminator.Operands, op is IfOp ? op.Results : op is ForOp counted ? counted.Carried.ToArray() : inner.Parameters);
            }

            if (op is ForOp known)
            {
                Flow(known.Initial.ToArray(), known.Carried.ToArray());
                Flow(known.Carried.ToArray(), known.Results);
            }
            else if (op is LoopOp general)
            {
                Flow(general.Operands, general.Body.Parameters);
            }
        }

        if (block.Terminator.Kind == TerminatorKind.Exit && loop is not null)
            Flow(block.Terminator.Operands, loop.Results);
    }

    private void Visit(ExternalOp external)
    {
        bool isPlace = external.Operands.Length == 0 && _places.Contains(external.Text[0]);
        if ((!isPlace && !external.Operands.Any(operand => Carries(operand) || _isSource(operand))) || (_throughPureOnly && !external.IsPure))
            return;
        Mark(external.Results);
        if (external.IsPure)
            return;

        // The objects that take part may keep it, and buffers may be written to.
        foreach (Value operand in external.Operands)
        {
            MarkOrigin(operand);
            if (!external.ReadsOnly && operand.Type is { IsMemory: true, IsReadOnly: false, IsDifferentiable: false })
                _changed |= _memory.Add(_classes.Find(operand));
        }
    }

    private void MarkOrigin(Value value)
    {
        if (value.Type.Kind != TypeKind.Opaque || value.Type.Name == "string")
            return;
        Mark([value]);
        if (value.Definition is not ExternalOp origin)
            return;
        if (origin.Operands.Length == 0)
            _changed |= _places.Add(origin.Text[0]);
        foreach (Value operand in origin.Operands)
        {
            if (!_carriers.Contains(operand))
                MarkOrigin(operand);
        }
    }

    private void Flow(Value[] from, Value[] to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            if (Carries(from[i]))
                Mark([to[i]]);
        }
    }

    // Numbers have facts of their own, arrays are marked by what is stored in them, and a decision carries nothing.
    private void Mark(Value[] values)
    {
        foreach (Value value in values)
        {
            if (value.Type.IsMemory && !value.Type.IsDifferentiable)
                _changed |= _memory.Add(_classes.Find(value));
            else if (value.Type.Kind == TypeKind.Opaque || (_throughIntegers && value.Type.Kind == TypeKind.Integer))
                _changed |= _carriers.Add(value);
        }
    }
}
