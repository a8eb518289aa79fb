using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Which handles may refer to the same elements: views and rows belong to what they are taken from, and whatever flows into one
/// variable is one class. Each field of elements that consist of fields is a class of its own. Parameters count as distinct; companions check at run time that buffers that are written overlap no other.
/// </summary>
internal sealed class MemoryClasses
{
    private readonly Dictionary<Value, Value> _parent = [];
    private readonly Dictionary<Value, Dictionary<string, Value>> _fields = [];
    private readonly HashSet<Value> _written = [];
    private readonly HashSet<Value> _rows = [];
    private readonly HashSet<Value> _resized = [];
    private readonly HashSet<Value> _grown = [];
    private readonly HashSet<Value> _parameters = [];
    private readonly Dictionary<Value, ExternalOp> _external = [];

    public MemoryClasses(IrFunction function)
    {
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.Content is { Type.IsMemory: true } content)
                _parameters.Add(content);
        }

        Visit(function.Body, null);
        foreach (Op op in function.Body.AllOps())
        {
            switch (op)
            {
                case StoreOp { Stored.Type.IsMemory: true } row:
                    _rows.Add(Find(row.Memory));
                    _written.Add(Find(row.Memory));
                    break;
                case AppendOp or ClearOp:
                    Value list = Find(op.Operands[0]);
                    _grown.Add(list);
                    _resized.Add(list);
                    if (op is ClearOp)
                        _written.UnionWith(Classes(list));
                    break;
                case WriteOp write:
                    _written.UnionWith(Classes(write.Memory));
                    break;
                case CopyOp copy:
                    _written.UnionWith(Classes(copy.Target));
                    break;
                case RemoveLastOp or ExtendOp:
                    _grown.Add(Find(op.Operands[0]));
                    _resized.Add(Find(op.Operands[0]));
                    break;
                case ExternalOp { Results: [{ Type.IsMemory: true } handle] } origin:
                    _external[Find(handle)] = origin;
                    break;
            }

            switch (op)
            {
                case ExternalOp { IsPure: false, ReadsOnly: false } or CallOp:
                    foreach (Value operand in op.Operands)
                    {
                        if (operand.Type is { IsMemory: true, IsReadOnly: false })
                            _written.UnionWith(Classes(operand));
                        if (operand.Type.IsResizable)
                            _resized.Add(Find(operand));
                    }

                    break;
            }
        }
    }

    /// <summary>The representative of a handle's class.</summary>
    public Value Find(Value handle)
    {
        while (_parent.TryGetValue(handle, out Value? parent))
            handle = parent;
        return handle;
    }

    /// <summary>The class of a handle, and those of its fields.</summary>
    public IEnumerable<Value> Classes(Value handle)
    {
        handle = Find(handle);
        return _fields.TryGetValue(handle, out Dictionary<string, Value>? fields)
            ? fields.Values.SelectMany(Classes).Prepend(handle)
            : [handle];
    }

    /// <summary>Whether any of the <see cref="Classes"/> of a handle is in a set.</summary>
    public bool IsAnyIn(Value handle, HashSet<Value> set)
    {
        handle = Find(handle);
        return set.Contains(handle) || (_fields.TryGetValue(handle, out Dictionary<string, Value>? fields) && fields.Values.Any(field => IsAnyIn(field, set)));
    }

    /// <summary>The class of a parameter, and those of its fields that are not constant.</summary>
    public IEnumerable<Value> Inputs(Value handle)
    {
        handle = Find(handle);
        if (!_fields.TryGetValue(handle, out Dictionary<string, Value>? fields))
            return [handle];
        HashSet<string> constant = [.. handle.Type.Scalar.Fields.Where(field => field.IsConstant).Select(field => field.Name)];
        return fields.Where(field => !constant.Contains(field.Key)).SelectMany(field => Inputs(field.Value)).Prepend(handle);
    }

    /// <summary>The classes of the numbers that a handle's elements consist of, in order.</summary>
    public IEnumerable<Value> Leaves(Value handle) =>
        handle.Type.IsStructured ? handle.Type.Element!.Fields.SelectMany(field => Leaves(Field(handle, field))) : [Find(handle)];

    /// <summary>Whether a handle's elements, or fields of them, may be those of another handle.</summary>
    public bool LeadsTo(Value from, Value handle) => from.Type.IsMemory && Classes(from).Contains(Find(handle));

    /// <summary>Whether any element that the class has may come to hold something else in the function. What is added to a list is a new one.</summary>
    public bool IsWritten(Value handle) => Classes(handle).Any(_written.Contains);

    /// <summary>Whether the number of elements of the class may change in the function.</summary>
    public bool IsResized(Value handle) => _resized.Contains(Find(handle));

    /// <summary>Whether the function itself adds elements to a list of the class, or removes all.</summary>
    public bool IsGrown(Value handle) => _grown.Contains(Find(handle));

    /// <summary>Whether rows of a jagged array of the class are assigned in the function.</summary>
    public bool ChangesRows(Value handle) => _rows.Contains(Find(handle));

    /// <summary>Whether the class holds a parameter's elements.</summary>
    public bool HoldsParameter(Value handle) => _parameters.Any(p => Find(p) == Find(handle));

    /// <summary>
    /// Where handles of the class come from, if that is code that Fluxion does not look into: an object's field, say. Another handle
    /// from there may refer to the same elements.
    /// </summary>
    public ExternalOp? Origin(Value handle)
    {
        while (true)
        {
            if (_external.TryGetValue(Find(handle), out ExternalOp? origin))
                return origin;
            if (handle.Definition is not (FieldOp or LoadOp or SliceOp))
                return null;
            handle = handle.Definition.Operands[0];
        }
    }

    /// <summary>Whether an operation, or one inside of it, may write to elements of a handle's class.</summary>
    public bool IsWrittenBy(Op op, Value handle) => Writes(op, handle) || op.Blocks.Any(block => block.AllOps().Any(inner => Writes(inner, handle)));

    /// <summary>Whether an operation itself may write to elements of a handle's class.</summary>
    public bool Writes(Op op, Value handle) => op switch
    {
        WriteOp write => MayBeOf(write.Memory, handle),
        CopyOp copy => MayBeOf(copy.Target, handle),
        CallOp or ExternalOp { IsPure: false, ReadsOnly: false } =>
            op.Operands.Any(operand => operand.Type is { IsMemory: true, IsReadOnly: false } && MayBeOf(operand, handle)),
        _ => false,
    };

    /// <summary>Puts a copy of a handle into the class of the original.</summary>
    public void Alias(Value copy, Value original) => _parent[copy] = Find(original);

    private bool MayBeOf(Value written, Value handle) => Classes(written).Any(Classes(handle).Contains);

    private Value Field(Value handle, IrField field)
    {
        handle = Find(handle);
        if (!_fields.TryGetValue(handle, out Dictionary<string, Value>? fields))
            _fields.Add(handle, fields = new(StringComparer.Ordinal));
        if (!fields.TryGetValue(field.Name, out Value? known))
            fields.Add(field.Name, known = new Value(IrType.FieldOf(handle.Type, field)));
        return known;
    }

    private void Union(Value a, Value b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b)
            return;
        _parent[a] = b;
        if (!_fields.TryGetValue(a, out Dictionary<string, Value>? joined))
            return;
        _fields.Remove(a);
        if (!_fields.TryGetValue(b, out Dictionary<string, Value>? fields))
        {
            _fields.Add(b, joined);
            return;
        }

        foreach (KeyValuePair<string, Value> field in joined)
        {
            if (fields.TryGetValue(field.Key, out Value? other))
                Union(field.Value, other);
            else
                fields.Add(field.Key, field.Value);
        }
    }

    private void Visit(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner, op switch { LoopOp own => own, ForOp => null, _ => loop });
            switch (op)
            {
                case SliceOp or LoadOp { Result.Type.IsMemory: true }:
                    Union(op.Result, op.Operands[0]);
                    break;
                case CreateOp create:
                    Value[] leaves = [.. Leaves(create.Result)];
                    for (int i = 0; i < leaves.Length; i++)
                    {
                        if (create.Operands[i].Type.IsMemory)
                            Union(create.Operands[i], leaves[i]);
                    }

                    break;
                case FieldOp field:
                    Union(field.Result, Field(field.Memory, field.Field));
                    break;
                case StoreWholeOp or AppendOp:
                    _ = Leaves(op.Operands[0]).Count();
                    break;
                case StoreOp { Stored.Type.IsMemory: true } store:
                    Union(store.Stored, store.Memory);
                    break;
                // A handle represents the class, not the tape, whose type says nothing about its elements.
                case PushOp { Pushed.Type.IsMemory: true } push:
                    Union(push.Tape, push.Pushed);
                    break;
                case PopOp { Result.Type.IsMemory: true } pop:
                    Union(pop.Tape, pop.Result);
                    break;
                case IfOp branch:
                    foreach (Block inner in branch.Blocks)
                    {
                        if (inner.Terminator.FallsThrough)
                            Union(op.Results, inner.Terminator.Operands);
                    }

                    break;
                case ForOp counted:
                    Union(counted.Results, counted.Initial.ToArray());
                    Union(counted.Results, counted.Carried.ToArray());
                    if (counted.Body.Terminator.FallsThrough)
                        Union(counted.Results, counted.Body.Terminator.Operands);
                    break;
                case LoopOp general:
                    Union(general.Body.Parameters, general.Operands);
                    if (general.Body.Terminator.FallsThrough)
                        Union(general.Body.Parameters, general.Body.Terminator.Operands);
                    break;
                case CallOp call:
                    // A callee may return any of its arguments.
                    foreach (Value result in call.Results.Where(r => r.Type.IsMemory))
                    {
                        foreach (Value operand in call.Operands.Where(o => o.Type.IsMemory && o.Type.Scalar == result.Type.Scalar))
                            Union(result, operand);
                    }

                    break;
            }
        }

        if (block.Terminator.Kind == TerminatorKind.Exit)
            Union(loop!.Results, block.Terminator.Operands);
    }

    private void Union(Value[] a, Value[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Type.IsMemory)
                Union(a[i], b[i]);
        }
    }
}
