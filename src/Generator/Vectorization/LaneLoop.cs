using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

/// <summary>
/// One loop in lanes. Its blocks of eight iterations end where the loop ends, so that the first one may begin before it: lanes that are idle
/// there read what the first iteration reads, and what they have added is thrown away after that block.
/// </summary>
internal sealed class LaneLoop
{
    /// <summary>How many iterations run at once.</summary>
    public const int Width = 8;

    private const string Lanes = "global::Fluxion.CompilerServices.Lanes";

    private readonly ForOp _loop;
    private readonly IrFunction _function;
    private readonly LaneFlow _flow;
    private readonly Extents _extents;
    private readonly LanePair? _pair;
    private readonly List<Op> _before = [];
    private readonly Dictionary<Value, Value> _sums = [];
    private readonly Dictionary<Value, Value> _tapes = [];
    private readonly Dictionary<Value, Value> _scratch = [];

    private LaneLoop(ForOp loop, IrFunction function, LaneFlow flow, LanePair? pair)
    {
        _loop = loop;
        _function = function;
        _flow = flow;
        _extents = new Extents(function);
        _pair = pair;
    }

    /// <param name="loop">The loop.</param>
    /// <param name="function">What it is in.</param>
    /// <param name="memory">Which handles may refer to the same elements.</param>
    /// <param name="scratch">Which memory is an iteration's own.</param>
    /// <param name="pair">Set where it shares tapes with another loop that runs in lanes, too.</param>
    /// <param name="refusal">Why not; null where they can.</param>
    /// <returns>What takes the loop's place; null where its iterations cannot run at once.</returns>
    public static IReadOnlyList<Op>? TryRewrite(ForOp loop, IrFunction function, MemoryClasses memory, ScratchMemory scratch, LanePair? pair, out LaneRefusal? refusal)
    {
        refusal = ObstacleOutside(loop);
        if (refusal is not null)
            return null;
        var flow = new LaneFlow(loop, function, memory, scratch, pair is not null);
        refusal = LaneMemory.Obstacle(loop, flow, memory, pair is not null);
        return refusal is null ? new LaneLoop(loop, function, flow, pair).Rewrite(out refusal) : null;
    }

    // What can be said without a look at what the iterations do in memory.
    private static LaneRefusal? ObstacleOutside(ForOp loop)
    {
        if (loop is not ({ Step: 1 } or { Step: -1, Inclusive: true }) || loop.Index.Type != IrType.Int)
            return LaneRefusal.At(LaneObstacle.Steps, loop);
        if (!loop.Body.Terminator.FallsThrough)
            return LaneRefusal.At(LaneObstacle.Throws, loop);
        var accumulation = new Accumulation(loop);
        Value[] carried = loop.Carried.ToArray();
        Value[] states = [.. carried.Where((_, i) => !accumulation.IsSum(i))];
        if (states.Length > 0)
            return LaneRefusal.At(LaneObstacle.Carried, loop, (Array.Find(states, state => state.Type.IsFloating) ?? states[0]).Name);
        return Array.Find(carried, sum => sum.Type != IrType.Double) is { } other
            ? LaneRefusal.At(other.Type.Kind == TypeKind.Float ? LaneObstacle.SinglePrecision : LaneObstacle.OtherSum, loop, other.Name, other.Type)
            : null;
    }

    private List<Op>? Rewrite(out LaneRefusal? refusal)
    {
        var before = new Builder(new Block { Ops = _before });
        bool beginsAtZero = Lower.Definition is ConstantOp { Content: 0 };
        Value end = !_loop.Inclusive ? _loop.Upper : Behind(IsBackwards ? _loop.Lower : _loop.Upper, before);
        Value first = before.Helper(Lanes + ".First", IrType.Int, beginsAtZero ? [end] : [Lower, end]);

        var body = new Block(new Value(IrType.Int, _loop.Index.Name));
        var rows = new LaneRows(_function, _loop, body, before, _extents);
        var writer = new LaneBody(_loop, _flow, body, beginsAtZero ? null : Lower, Sum, Tape, Scratch, rows);
        foreach (Value carried in _loop.Carried)
            body.Parameters = [.. body.Parameters, writer.Rename(carried)];
        writer.Write(_loop.Body);
        refusal = writer.Refusal;
        if (refusal is not null)
            return null;
        rows.Write(writer.Start);
        Value[] next = [.. _loop.Body.Terminator.Operands.Select(writer.Lane)];
        body.Terminator = Terminator.Yield(KeepActive(writer, body, next));

        Value[] zeros = [.. next.Select(_ => before.Literal(0.0, IrType.Lanes))];
        Value[] totals = [.. _loop.Results.Select(result => new Value(IrType.Lanes, result.Name is { } name ? name + "Lanes" : null))];
        var after = new Builder(new Block()) { IsAdjoint = _loop.IsAdjoint };
        after.Append(IsBackwards
            ? new ForOp(before.Arithmetic(Operator.Subtract, end, before.Constant(Width)), first, zeros, -Width, inclusive: true, body, totals)
            : new ForOp(first, end, zeros, Width, inclusive: false, body, totals)).Site = _loop.Site;
        for (int i = 0; i < totals.Length; i++)
        {
            Value sum = after.External(["", ".Sum()"], IrType.Double, Lanes, totals[i]);
            after.Append(new ArithmeticOp(Operator.Add, [_loop.Initial[i], sum], _loop.Results[i])).IsAdjoint = _loop.Initial[i].Definition is { IsAdjoint: true };
        }

        foreach (KeyValuePair<Value, Value> sum in _sums)
            after.Append(new ExternalOp([Lanes + ".AddSums(", ", ", ")"], [sum.Value, sum.Key], [], isPure: false, Lanes));
        foreach (Value tape in _tapes.Values)
            after.Append(new ReleaseOp(tape));
        foreach (Value rented in rows.Rented)
            after.Append(new ExternalOp([Lanes + ".Return(", ")"], [rented], [], isPure: false, Lanes));
        return [.. _before, .. after.Block.Ops];
    }

    private bool IsBackwards => _loop.Step < 0;

    // The iteration with the smallest index.
    private Value Lower => IsBackwards ? _loop.Upper : _loop.Lower;

    // One more than the number, which itself is often one less than another one.
    private static Value Behind(Value last, Builder before) =>
        last.Definition is ArithmeticOp { IsChecked: false, Code: Operator.Subtract, Operands: [var end, { Definition: ConstantOp { Content: 1 } }] } ? end
        : before.Arithmetic(Operator.Add, last, before.Constant(1));

    // The lanes in which an array's adjoint is added up.
    private Value Sum(Value array)
    {
        if (!_sums.TryGetValue(array, out Value? lanes))
        {
            var before = new Builder(new Block { Ops = _before });
            lanes = new Value(IrType.Array(IrType.Lanes), (array.Name ?? "sum") + "Lanes");
            before.Append(new ExternalOp([Lanes + ".Rent(", ")"], [before.Length(array, -1)], [lanes], isPure: false, Lanes) { ReadsOnly = true });
            _sums.Add(array, lanes);
        }

        return lanes;
    }

    // The tape of lanes beside one of numbers.
    private Value Tape(Value tape)
    {
        if (_pair is not null)
            return _pair.Tape(tape);
        if (!_tapes.TryGetValue(tape, out Value? lanes))
        {
            lanes = new Value(IrType.Tape(tape.Type.Element!.Kind == TypeKind.Bool ? IrType.Mask : IrType.Lanes));
            _before.Add(new TapeOp(lanes));
            _tapes.Add(tape, lanes);
        }

        return lanes;
    }

    // An array of lanes for one of numbers that the iterations share as scratch space; of views, for the array behind them.
    private Value Scratch(Value handle)
    {
        if (!_scratch.TryGetValue(handle, out Value? lanes))
        {
            string? name = handle.Name is { } given ? given + "Lanes" : null;
            Op op = handle.Definition!;
            if (op is SliceOp view)
            {
                lanes = new Value(IrType.Span(IrType.Lanes), name);
                _before.Add(new SliceOp([Scratch(view.Memory), .. view.Operands.Skip(1)], lanes));
            }
            else
            {
                lanes = new Value(IrType.Array(IrType.Lanes), name);
                _before.Add(new AllocateOp(op.Operands, lanes, onStack: false) { Site = op.Site, IsAdjoint = op.IsAdjoint });
            }

            _scratch.Add(handle, lanes);
        }

        return lanes;
    }

    private Value[] KeepActive(LaneBody writer, Block body, Value[] next)
    {
        if (next.Length == 0 && (IsBackwards || _sums.Count == 0))
            return next;
        var builder = new Builder(body);
        Value lower = Lower.Definition is ConstantOp { Content: int content } ? builder.Constant(content) : Lower;
        Value isFirst = builder.Compare(Operator.Less, body.Parameters[0], lower);
        Block partial = new();
        var inside = new Builder(partial);
        Value start = writer.Start(inside);
        // A loop that runs backwards comes to the block with idle lanes at last, when they hold sums.
        Value[] kept = IsBackwards
            ? [.. next.Select((value, i) => inside.External(["", ".ActiveOr(", ", ", ")"], IrType.Lanes, Lanes, value, body.Parameters[i + 1], start))]
            : [.. next.Select(value => inside.External(["", ".Active(", ")"], IrType.Lanes, Lanes, value, start))];
        foreach (Value lanes in IsBackwards ? [] : _sums.Values.ToArray())
            inside.Append(new ExternalOp([Lanes + ".Active(", ", ", ")"], [lanes, start], [], isPure: false, Lanes));
        partial.Terminator = Terminator.Yield(kept);
        Value[] results = [.. next.Select((value, i) => new Value(IrType.Lanes, value.Name))];
        builder.Append(new IfOp(isFirst, partial, new Block { Terminator = Terminator.Yield(next) }, results));
        return results;
    }
}
