using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>Writes the body of a loop again, with lanes where iterations differ. What is the same in all of them stays a scalar.</summary>
internal sealed partial class LaneBody
{
    private readonly ForOp _loop;
    private readonly LaneFlow _flow;
    private readonly Builder _builder;
    private readonly Value _index;
    private readonly Value? _lower;
    private readonly Func<Value, Value> _sum;
    private readonly Func<Value, Value> _tape;
    private readonly Func<Value, Value> _scratch;
    private readonly LaneRows _rows;
    private readonly Dictionary<Value, Value> _map = [];
    private readonly Dictionary<Value, int> _numbers = [];
    private readonly HashSet<string> _sums;

    // What has been computed in branches that now run one after the other, by operation and operands.
    private Dictionary<string, Value>? _known;
    private Value? _mask;
    private bool _isUniformBranch;

    /// <param name="loop">The loop as it is.</param>
    /// <param name="flow">What differs between iterations.</param>
    /// <param name="body">Where to write; its first parameter is the index of the first lane.</param>
    /// <param name="lower">Where the loop begins; null for 0.</param>
    /// <param name="sum">The lanes in which an array's adjoint is added up.</param>
    /// <param name="tape">The tape of lanes beside one of numbers.</param>
    /// <param name="scratch">The scratch space of lanes for one of numbers.</param>
    /// <param name="rows">The rows that are read as a whole.</param>
    public LaneBody(ForOp loop, LaneFlow flow, Block body, Value? lower, Func<Value, Value> sum, Func<Value, Value> tape, Func<Value, Value> scratch, LaneRows rows)
    {
        _loop = loop;
        _flow = flow;
        _builder = new Builder(body);
        _index = body.Parameters[0];
        _lower = lower;
        _sum = sum;
        _tape = tape;
        _scratch = scratch;
        _rows = rows;
        _sums = [.. loop.Carried.ToArray().Select(carried => carried.Name).OfType<string>()];
    }

    /// <summary>Set where something does not run in lanes; what has been written is of no use then.</summary>
    public LaneRefusal? Refusal { get; private set; }

    private bool IsPossible => Refusal is null;

    /// <summary>The new value for one that the loop carries.</summary>
    public Value Rename(Value carried) => Fresh(carried);

    /// <summary>The first lane's iteration, counted from where the loop begins.</summary>
    public Value Start(Builder builder) => _lower is null ? _index : builder.Arithmetic(Operator.Subtract, _index, _lower);

    /// <summary>The value in lanes.</summary>
    public Value Lane(Value value)
    {
        Value mapped = Map(value);
        return mapped.Type.Kind switch
        {
            TypeKind.Double when mapped.Definition is ConstantOp { Content: var content } => _builder.Literal(content, IrType.Lanes),
            TypeKind.Double => _builder.Convert(mapped, IrType.Lanes, isImplicit: true),
            TypeKind.Bool => _builder.Convert(mapped, IrType.Mask, isImplicit: true),
            _ => mapped,
        };
    }

    public void Write(Block block)
    {
        foreach (Op op in block.Ops)
        {
            if (!IsPossible)
                return;
            (_builder.Site, _builder.IsAdjoint) = (op.Site, op.IsAdjoint);
            Write(op);
        }
    }

    private Value Map(Value value)
    {
        if (_map.TryGetValue(value, out Value? mapped))
            return mapped;
        return value.Type.IsMemory && _flow.IsShared(value) && _flow.HoldsVarying(value) ? _map[value] = _scratch(value) : value;
    }

    private Value[] Map(Value[] values) => [.. values.Select(Map)];

    private bool IsVarying(Value value) => _flow.IsVarying(value);

    // The first reason stays.
    private void Reject(LaneRefusal refusal) => Refusal ??= refusal;

    private void Reject(LaneObstacle obstacle, Op op) => Reject(LaneRefusal.At(obstacle, op));

    private void Write(Op op)
    {
        switch (op)
        {
            case ForOp loop:
                WriteLoop(loop);
                break;
            case IfOp branch:
                WriteBranch(branch);
                break;
            case AccumulateOp accumulate:
                WriteAccumulate(accumulate);
                break;
            case StoreOp store when _flow.IsOwn(store.Memory):
                WriteStore(store);
                break;
            case StoreOp store:
                WriteNeighbours(store);
                break;
            case AllocateOp { OnStack: false } or AllocateLikeOp { MayBeNull: false } or SnapshotOp when _flow.HoldsVarying(op.Result):
                WriteAllocation(op);
                break;
            case SliceOp slice when _flow.IsOwn(slice.Memory) && _flow.HoldsVarying(slice.Memory) && !slice.Operands.Any(IsVarying):
                Append(slice.With(Map(slice.Operands), [Fresh(slice.Result)], []));
                break;
            case PushOp push:
                WritePush(push);
                break;
            case PopOp pop:
                WritePop(pop);
                break;
            case LoadOp load when IsVarying(load.Result):
                WriteLoad(load);
                break;
            case LoadOp load when _mask is not null:
                WriteElement(load);
                break;
            case SliceOp when IsVarying(op.Result):
                // A row of its own for each iteration: its elements are read where they are used.
                break;
            case LengthOp length when IsVarying(length.Memory):
                WriteLength(length);
                break;
            case not (LoopOp or CallOp or TapeOp or PushOp or PopOp or ReleaseOp or ITensorOp or WriteOp) when !op.Operands.Any(IsVarying):
                WriteUniform(op);
                break;
            default:
                WriteVarying(op);
                break;
        }
    }

    // What is the same in all iterations is done once, as it was; where only some iterations did it, it must not fail.
    private void WriteUniform(Op op)
    {
        if (op.Effects is not (Effects.None or Effects.ReadsMemory or Effects.Allocates))
            Reject(LaneObstacle.Call, op);
        else if (_mask is not null && CanFail(op))
            Reject(LaneObstacle.InBranch, op);
        else
            Append(op.With(Map(op.Operands), [.. op.Results.Select(Copy)], []));
    }

    private void WritePush(PushOp push)
    {
        if (_mask is not null || push.Pushed.Type.IsMemory)
            Reject(LaneObstacle.KeptInside, push);
        else if (!IsVarying(push.Tape))
            Append(new PushOp(push.Tape, Map(push.Pushed)) { Slot = push.Slot });
        else if (push.Pushed.Type.Kind is not (TypeKind.Double or TypeKind.Bool))
            Reject(LaneRefusal.OfType(push.Pushed, push));
        else
            Append(new PushOp(_tape(push.Tape), Lane(push.Pushed)) { Slot = push.Slot });
    }

    private void WritePop(PopOp pop)
    {
        if (_mask is not null || pop.Result.Type.IsMemory)
            Reject(LaneObstacle.KeptInside, pop);
        else if (IsVarying(pop.Tape))
            Append(new PopOp(_tape(pop.Tape), Fresh(pop.Result)) { Slot = pop.Slot });
        else
            Append(new PopOp(pop.Tape, Copy(pop.Result)) { Slot = pop.Slot });
    }

    private static bool CanFail(Op op) => op switch
    {
        ArithmeticOp arithmetic => arithmetic.IsChecked || (arithmetic.Code is Operator.Divide or Operator.Remainder && !arithmetic.Result.Type.IsFloating),
        ConvertOp convert => convert.IsChecked,
        ConstantOp or FunctionOp or SelectOp or StopOp or LengthOp => false,
        _ => true,
    };

    private void WriteVarying(Op op)
    {
        switch (op)
        {
            case ArithmeticOp { Result.Type: { } type } when type == IrType.Int:
                // An index: it is taken apart where it is used.
                break;
            case ArithmeticOp arithmetic:
                WriteArithmetic(arithmetic);
                break;
            case ConvertOp convert when convert.Result.Type == IrType.Double && convert.Operands[0].Type == IrType.Int && Affine.Of(convert.Operands[0], this) is { IsIndex: true }:
                _map[convert.Result] = IndexLanes(convert.Operands[0], convert);
                break;
            case StopOp stop:
                _map[stop.Result] = Map(stop.Operands[0]);
                break;
            case SelectOp select when select.Result.Type == IrType.Double:
                _map[select.Result] = Select(Map(select.Condition), Map(select.WhenTrue), Map(select.WhenFalse), NameOf(select.Result));
                break;
            case FunctionOp { Results.Length: 1, Form: null } function when function.Result.Type == IrType.Double && LaneFunctions.Find(function.Rule) is { } callee:
                _map[function.Result] = Function(function, callee, Map(function.Operands));
                break;
            case LoopOp loop:
                Reject(LaneRefusal.Of(loop).Obstacle == LaneObstacle.Early ? LaneObstacle.InnerEarly : LaneObstacle.InnerUncounted, loop);
                break;
            case ConvertOp convert when convert.Operands[0] is { Type.Kind: TypeKind.Integer, Definition: ArithmeticOp }:
                Reject(LaneRefusal.At(LaneObstacle.Integer, convert, _loop.Index.Name));
                break;
            case ConvertOp or SelectOp when op.Operands.Concat(op.Results).FirstOrDefault(value => value.Type.Kind is not (TypeKind.Double or TypeKind.Bool)) is { } other:
                Reject(LaneRefusal.OfType(other, op));
                break;
            default:
                Reject(op is FunctionOp or ExternalOp or CallOp or ITensorOp ? LaneObstacle.Call : LaneObstacle.Operation, op);
                break;
        }
    }

    private void WriteArithmetic(ArithmeticOp op)
    {
        bool isTest = op.Result.Type == IrType.Bool;
        Value[] operands = op.Operands.All(o => o.Type == IrType.Int) ? [.. op.Operands.Select(operand => IndexLanes(operand, op))] : Map(op.Operands);
        if (!IsPossible)
            return;
        if (op.Code is Operator.Remainder || !(isTest || op.Result.Type == IrType.Double) || operands.Any(o => o.Type.Kind is TypeKind.Integer or TypeKind.Float or TypeKind.Opaque))
        {
            Value? other = op.Results.Concat(op.Operands).FirstOrDefault(value => value.Type.Kind is not (TypeKind.Double or TypeKind.Bool));
            Reject(other is null ? LaneRefusal.At(LaneObstacle.Operation, op) : LaneRefusal.OfType(other, op));
            return;
        }

        if (isTest && operands.Any(o => o.Type.Kind is TypeKind.Bool or TypeKind.Mask))
            _map[op.Result] = Truth(op, [.. operands.Select(Truth)]);
        else
            _map[op.Result] = Known(new ArithmeticOp(op.Code, operands, new Value(isTest ? IrType.Mask : IrType.Lanes, NameOf(op.Result))));
    }

    // Truth values are equal where not exactly one is true.
    private Value Truth(ArithmeticOp op, Value[] operands)
    {
        Value Of(Operator code, Value[] of) => Known(new ArithmeticOp(code, of, new Value(IrType.Mask, code == op.Code ? op.Result.Name : null)));
        return op.Code switch
        {
            Operator.Equal => Of(Operator.Not, [Of(Operator.Xor, operands)]),
            Operator.NotEqual => Of(Operator.Xor, operands),
            _ => Of(op.Code, operands),
        };
    }

    // An index as a number.
    private Value IndexLanes(Value index, Op use)
    {
        if (!IsVarying(index))
            return _builder.Convert(Map(index), IrType.Double, isImplicit: true);
        if (Affine.Of(index, this) is not { IsIndex: true } affine)
        {
            Reject(LaneRefusal.At(LaneObstacle.Integer, use, _loop.Index.Name));
            return index;
        }

        Value lanes = _builder.Helper(IrType.Lanes.Name + ".Index", IrType.Lanes, Start(_builder));
        return affine.Offset is null ? lanes : _builder.Append(new ArithmeticOp(Operator.Add, [lanes, _builder.Convert(affine.Offset, IrType.Double, isImplicit: true)], new Value(IrType.Lanes))).Result;
    }

    private Value Function(FunctionOp function, string callee, Value[] operands) =>
        Known(new FunctionOp(function.Rule, callee, operands, [new Value(IrType.Lanes, NameOf(function.Result))]));

    private Value Select(Value condition, Value whenTrue, Value whenFalse, string? name)
    {
        if (whenTrue == whenFalse)
            return whenTrue;
        bool areMasks = whenTrue.Type.Kind is TypeKind.Bool or TypeKind.Mask;
        return Known(new SelectOp(condition, whenTrue, whenFalse, new Value(areMasks ? IrType.Mask : IrType.Lanes, name)));
    }

    private Value Known(Op op)
    {
        if (_known is null)
            return Append(op).Result;
        string key = op.Mnemonic + string.Concat(op.Operands.Select(Key));
        if (!_known.TryGetValue(key, out Value? known))
            _known.Add(key, known = Append(op).Result);
        return known;
    }

    private string Key(Value value)
    {
        if (value.Definition is ConstantOp constant)
            return $" {Formatting.Invariant(constant.Content)}";
        if (!_numbers.TryGetValue(value, out int number))
            _numbers.Add(value, number = _numbers.Count);
        return $" %{Formatting.Invariant(number)}";
    }

    private void WriteLoop(ForOp loop)
    {
        if (ObstacleOf(loop) is { } obstacle)
        {
            Reject(LaneRefusal.At(obstacle, loop, loop.Index.Name));
            return;
        }

        Value[] initial = [.. loop.Initial.ToArray().Select((value, i) => IsVarying(loop.Carried[i]) ? Lane(value) : Map(value))];
        if (Array.FindIndex(initial, value => !IsCarried(value)) is >= 0 and var first)
        {
            Reject(LaneRefusal.OfType(loop.Carried[first], loop));
            return;
        }

        Block outer = _builder.Block;
        var body = new Block([.. loop.Body.Parameters.Select(p => IsVarying(p) ? Fresh(p) : Copy(p))]);
        _builder.Block = body;
        Write(loop.Body);
        body.Terminator = Terminator.Yield([.. loop.Body.Terminator.Operands.Select((value, i) => IsVarying(loop.Carried[i]) ? Lane(value) : Map(value))]);
        _builder.Block = outer;
        (_builder.Site, _builder.IsAdjoint) = (loop.Site, loop.IsAdjoint);
        Value[] results = [.. loop.Results.Select(r => IsVarying(r) ? Fresh(r) : Copy(r))];
        Append(new ForOp(Map(loop.Lower), Map(loop.Upper), initial, loop.Step, loop.Inclusive, body, results));
    }

    private LaneObstacle? ObstacleOf(ForOp inner) =>
        !inner.Body.Terminator.FallsThrough ? LaneObstacle.Throws
        : IsVarying(inner.Lower) || IsVarying(inner.Upper) ? LaneObstacle.InnerCount
        : _mask is not null ? LaneObstacle.InBranch
        : null;

    /// <summary>A sum in lanes is not the user's sum.</summary>
    private string? NameOf(Value value) => value.Name is { } name && _sums.Contains(name) ? name + "Lanes" : value.Name;

    private static bool IsCarried(Value value) => value.Type.Kind is TypeKind.Lanes or TypeKind.Mask or TypeKind.Double or TypeKind.Integer or TypeKind.Bool;

    private Op Append(Op op) => _builder.Append(op);

    // The same value, in lanes.
    private Value Fresh(Value value)
    {
        var fresh = new Value(LaneType(value.Type), NameOf(value)) { IsNameLent = value.IsNameLent };
        if (fresh.Type == value.Type)
            Reject(LaneRefusal.OfType(value, value.Definition ?? _loop));
        return _map[value] = fresh;
    }

    // The same value, of the same type.
    private Value Copy(Value value) => _map[value] = new Value(value.Type, value.Name) { IsNameLent = value.IsNameLent };

    private static IrType LaneType(IrType type) => type switch
    {
        { Kind: TypeKind.Double } => IrType.Lanes,
        { Kind: TypeKind.Bool } => IrType.Mask,
        { Kind: TypeKind.Memory, Shape: MemoryShape.Array } => LaneType(type.Element!) is var element && element == type.Element ? type : IrType.Array(element),
        { Kind: TypeKind.Memory, Shape: MemoryShape.Rectangular, Element.Kind: TypeKind.Double } => IrType.Rectangular(IrType.Lanes, type.Rank),
        { Kind: TypeKind.Memory, Shape: MemoryShape.Span, Element.Kind: TypeKind.Double } => IrType.Span(IrType.Lanes),
        { Kind: TypeKind.Memory, Shape: MemoryShape.ReadOnlySpan, Element.Kind: TypeKind.Double } => IrType.ReadOnlySpan(IrType.Lanes),
        _ => type,
    };
}
