using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// Makes several directions, or seeds, out of one: what is linear in them is in lanes, and everything else, which is the same for all of them, stays as it is and
/// is computed once. Which way a function takes does not depend on directions, so that branches stay branches; only what guards a product against a factor
/// of 0 becomes a selection.
/// </summary>
internal sealed class Widening
{
    private readonly IrFunction _function;
    private readonly IrType _lanes;
    private readonly MemoryClasses _memory;
    private readonly HashSet<Value> _wide = [];
    private bool _changed;
    private bool _isPossible = true;

    private Widening(IrFunction function, IrType lanes)
    {
        (_function, _lanes) = (function, lanes);
        _memory = new MemoryClasses(function);
    }

    /// <param name="function">A function that is to be emitted.</param>
    /// <param name="directions">Its parameters that hold directions or seeds.</param>
    /// <param name="lanes">The type of a number in lanes.</param>
    /// <returns>The function over lanes; null where something that depends on directions does not run in lanes.</returns>
    public static IrFunction? TryWiden(IrFunction function, IEnumerable<Value> directions, IrType lanes)
    {
        var widening = new Widening(function, lanes);
        foreach (Value direction in directions)
            widening.Widen(direction);
        do
        {
            widening._changed = false;
            widening.Visit(function.Body, null);
        }
        while (widening is { _changed: true, _isPossible: true });
        return widening._isPossible ? widening.Write() : null;
    }

    private bool IsWide(Value value) => _wide.Contains(value.Type.LeadsToMemory ? _memory.Find(value) : value);

    private void Widen(Value value)
    {
        // Numbers of other types, rows and lists stay out, and so does what is made of several numbers.
        IrType number = value.Type is { IsMemory: true } or { Kind: TypeKind.Tape } ? value.Type.Element! : value.Type;
        if (number.IsMemory)
            number = number.Element!;
        _isPossible &= (number.Kind is TypeKind.Double || (number.Kind == TypeKind.Bool && number == value.Type)) && !value.Type.IsList && !value.Type.IsJagged;
        _changed |= _wide.Add(value.Type.LeadsToMemory ? _memory.Find(value) : value);
    }

    // Both are wide, or none is.
    private void Join(Value a, Value b)
    {
        if (IsWide(a) != IsWide(b))
            Widen(IsWide(a) ? b : a);
    }

    private void Visit(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            foreach (Block inner in op.Blocks)
                Visit(inner, op switch { LoopOp own => own, ForOp => null, _ => loop });
            Visit(op);
        }

        if (loop is not null && block.Terminator.Kind == TerminatorKind.Exit)
            Flow(block.Terminator.Operands, loop.Results);
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case ArithmeticOp { Code: Operator.Divide, Operands: [_, var divisor] } when IsWide(divisor):
                _isPossible = false;
                break;
            case ArithmeticOp { Code: Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Negate or Operator.Equal or Operator.And } or SelectOp when op.Operands.Any(IsWide):
                Widen(op.Result);
                break;
            case IfOp branch:
                _isPossible &= !IsWide(branch.Condition);
                foreach (Block side in branch.Blocks.Where(side => side.Terminator.FallsThrough))
                    Flow(side.Terminator.Operands, branch.Results);
                break;
            case ForOp counted:
                Carry(counted.Initial.ToArray(), counted.Carried.ToArray(), counted.Body);
                Flow(counted.Carried.ToArray(), counted.Results);
                break;
            case LoopOp general:
                Carry(general.Operands, general.Body.Parameters, general.Body);
                break;
            case LoadOp load when IsWide(load.Memory):
                Widen(load.Result);
                break;
            case StoreOp or AccumulateOp when IsWide(op.Operands[1]):
                Widen(op.Operands[0]);
                break;
            case PushOp or CopyOp:
                Join(op.Operands[0], op.Operands[1]);
                break;
            case PopOp or SnapshotOp:
                Join(op.Operands[0], op.Result);
                break;
            case SliceOp or LengthOp or AllocateOp or AllocateLikeOp or ReleaseOp or TapeOp or StoreOp or AccumulateOp:
                break;
            default:
                _isPossible &= !op.Operands.Any(IsWide);
                break;
        }
    }

    private void Flow(Value[] from, Value[] to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            // The zero that a sum begins with is in the lanes of the sum.
            if (IsWide(from[i]))
                Widen(to[i]);
            else if (IsWide(to[i]) && from[i] is { Name: not null, Definition: ConstantOp })
                Widen(from[i]);
        }
    }

    private void Carry(Value[] initial, Value[] carried, Block body)
    {
        Flow(initial, carried);
        if (body.Terminator.FallsThrough)
            Flow(body.Terminator.Operands, carried);
    }

    // Handles of one class may lead to elements in other ways: by a field of an object, or as rows.
    private bool HasLanes(Value value) => value.Type switch
    {
        { IsMemory: true } => value.Type is { Shape: MemoryShape.Array or MemoryShape.Span or MemoryShape.ReadOnlySpan, Rank: 1, Element.Kind: TypeKind.Double },
        { Kind: TypeKind.Tape, Element.IsMemory: true } => value.Type.Element is { Shape: MemoryShape.Array, Element.Kind: TypeKind.Double },
        _ => true,
    };

    private IrFunction? Write()
    {
        IEnumerable<Value> values = _function.Body.AllValues().Concat(_function.Parameters.Select(parameter => parameter.Content).OfType<Value>());
        if (values.Any(value => IsWide(value) && !HasLanes(value)))
            return null;
        var cloner = new Cloner { MapType = value => IsWide(value) ? InLanes(value.Type) : value.Type };
        IrFunction copy = cloner.Copy(_function);
        IrResult[] results = [.. copy.Results.Select((result, i) => IsWide(_function.Body.Terminator.Operands[i]) ? result with { Type = InLanes(result.Type) } : result)];
        return new IrFunction(copy.Key, copy.Name, copy.Parameters, results, copy.Body);
    }

    private IrType InLanes(IrType type) => type switch
    {
        { Kind: TypeKind.Bool } => IrType.Mask,
        { Kind: TypeKind.Tape } => IrType.Tape(InLanes(type.Element!)),
        { Shape: MemoryShape.Span, IsMemory: true } => IrType.Span(_lanes),
        { Shape: MemoryShape.ReadOnlySpan, IsMemory: true } => IrType.ReadOnlySpan(_lanes),
        { IsMemory: true } => IrType.Array(_lanes),
        _ => _lanes,
    };
}
