using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// The tangent: every operation is followed by the one that computes how its result changes. Control flow, evaluation order and what is
/// written stay those of the function; loops and branches carry and give the tangents of what they carry and give.
/// </summary>
internal sealed partial class ForwardSweep
{
    private readonly Activity _activity;
    private readonly Duals _duals;
    private readonly CalleeDerivatives _callees;
    private readonly Builder _builder;
    private readonly IrFunction _function;

    // Tangents; one that is missing is 0.
    private readonly Dictionary<Value, Value> _dots = [];

    public ForwardSweep(IrFunction function, Activity activity, CalleeDerivatives callees, IReadOnlyDictionary<Value, Value> dots)
    {
        _function = function;
        _activity = activity;
        _callees = callees;
        _builder = new Builder(function.Body) { IsDerived = true };
        _duals = new Duals(new Structure(function), activity, "Dot", function.Name, copies: true);
        foreach (KeyValuePair<Value, Value> dot in dots)
        {
            if (dot.Key.Type.IsMemory)
                _duals.Add(dot.Key, dot.Value);
            else
                _dots.Add(dot.Key, dot.Value);
        }
    }

    public IEnumerable<Finding> Findings => _duals.Findings;

    /// <summary>Adds the tangents and returns those of the function's results, in order; null where a result has none.</summary>
    public Value?[] Run()
    {
        Block root = _function.Body;
        List<Op> ends = _duals.OwnArrays(_function);
        AllocateScratchDots(root);
        _duals.Prepare(root, all: true);
        Visit(root, null);
        root.Ops.AddRange(ends);
        return [.. root.Terminator.Operands.Select((value, i) => Dot(value, _function.Results[i].Type))];
    }

    private Value? Dot(Value value, IrType type)
    {
        if (!type.IsDifferentiable)
            return null;
        if (!type.IsMemory)
            return DotOrZero(value);
        if (!IsActive(value) || !_duals.TryGet(value, out Value dual))
            return _builder.Append(new AllocateLikeOp(value, new Value(Duals.Type(type)))).Result;

        // A parameter that is returned: its tangents came in a span.
        return dual.Type.IsSpan ? _builder.Append(new SnapshotOp(dual, new Value(Duals.Type(type)))).Result : dual;
    }

    // Scratch buffers that came from outside without tangents.
    private void AllocateScratchDots(Block root)
    {
        var scratch = new List<Op>();
        foreach (IrParameter parameter in _function.Parameters)
        {
            if (parameter.Content is not { Type.IsMemory: true } handle || _duals.TryGet(handle, out _) || !IsActive(handle))
                continue;
            if (handle.Type.IsTableOfArrays)
            {
                _duals.Dual(handle);
                continue;
            }

            var op = new AllocateLikeOp(handle, _duals.Handle(handle, Duals.Type(handle.Type))) { MayBeNull = parameter.MayBeNull };
            scratch.Add(op);
            _duals.Add(handle, op.Result);
        }

        root.Ops.InsertRange(0, scratch);
    }

    private void Visit(Block block, LoopOp? loop)
    {
        Block outer = _builder.Block;
        List<Op> ops = block.Ops;
        block.Ops = [];
        _builder.Block = block;
        foreach (Op op in ops)
            Visit(op, loop);
        if (block.Terminator.Kind == TerminatorKind.Exit)
            AppendDots(block.Terminator, loop!.Results, block.Terminator.Operands);
        _builder.Block = outer;
    }

    private void Visit(Op op, LoopOp? loop)
    {
        (int site, bool isAdjoint) = (_builder.Site, _builder.IsAdjoint);
        (_builder.Site, _builder.IsAdjoint) = (op.Site, op.IsAdjoint);
        switch (op)
        {
            case IfOp branch:
                VisitIf(branch, loop);
                break;
            case ForOp counted:
                VisitFor(counted);
                break;
            case LoopOp general:
                VisitLoop(general);
                break;
            case CallOp call:
                VisitCall(call);
                break;
            default:
                _builder.Block.Ops.Add(op);
                VisitSimple(op);
                break;
        }

        (_builder.Site, _builder.IsAdjoint) = (site, isAdjoint);
    }

    private void VisitIf(IfOp branch, LoopOp? loop)
    {
        foreach (Block block in branch.Blocks)
        {
            Visit(block, loop);
            if (block.Terminator.FallsThrough)
                AppendDots(block, branch.Results);
        }

        _builder.Block.Ops.Add(branch);
        AddDotResults(branch, branch.Results);
    }

    private void VisitFor(ForOp loop)
    {
        Value[] results = loop.Results;
        Value[] starts = [.. loop.Initial.ToArray().Where((_, i) => IsActiveScalar(loop.Body.Parameters[i + 1])).Select(DotOrZero)];
        Carry(loop, loop.Carried.ToArray(), starts);
        Visit(loop.Body, null);
        if (loop.Body.Terminator.FallsThrough)
            AppendDots(loop.Body, [.. loop.Body.Parameters.Skip(1).Take(results.Length)]);
        _builder.Block.Ops.Add(loop);
        foreach (Value parameter in loop.Body.Parameters.Skip(1 + results.Length).ToArray())
            loop.AddResult(new Value(parameter.Type, parameter.Name));
        Value[] carried = [.. loop.Body.Parameters.Skip(1).Take(results.Length)];
        int dot = results.Length;
        for (int i = 0; i < results.Length; i++)
        {
            if (IsActiveScalar(carried[i]))
                _dots[results[i]] = loop.Results[dot++];
        }
    }

    private void VisitLoop(LoopOp loop)
    {
        Value[] results = loop.Results;
        Value[] carried = loop.Body.Parameters;
        Value[] starts = [.. loop.Operands.Where((_, i) => IsActiveScalar(carried[i])).Select(DotOrZero)];
        Carry(loop, carried, starts);
        Visit(loop.Body, loop);
        if (loop.Body.Terminator.FallsThrough)
            AppendDots(loop.Body, carried);
        _builder.Block.Ops.Add(loop);
        AddDotResults(loop, results);
    }

    private void Carry(Op loop, Value[] carried, Value[] starts)
    {
        loop.Operands = [.. loop.Operands, .. starts];
        foreach (Value parameter in carried.Where(IsActiveScalar))
        {
            var dot = new Value(parameter.Type, DotName(parameter));
            _dots[parameter] = dot;
            loop.Blocks[0].Parameters = [.. loop.Blocks[0].Parameters, dot];
        }
    }

    // The tangents of what a block yields, for those of the receiving values that have one.
    private void AppendDots(Block block, Value[] receivers)
    {
        Block outer = _builder.Block;
        _builder.Block = block;
        AppendDots(block.Terminator, receivers, block.Terminator.Operands);
        _builder.Block = outer;
    }

    private void AppendDots(Terminator terminator, Value[] receivers, Value[] yielded)
    {
        var dots = new List<Value>();
        for (int i = 0; i < receivers.Length; i++)
        {
            if (IsActiveScalar(receivers[i]))
                dots.Add(DotOrZero(yielded[i]));
        }

        terminator.Operands = [.. terminator.Operands, .. dots];
    }

    private void AddDotResults(Op op, Value[] results)
    {
        foreach (Value result in results.Where(IsActiveScalar))
        {
            var dot = new Value(result.Type, DotName(result));
            op.AddResult(dot);
            _dots[result] = dot;
        }
    }

    private Value DotOrZero(Value value)
    {
        if (_dots.TryGetValue(value, out Value? dot))
            return dot;
        Value zero = _builder.Constant(0, value.Type);
        zero.Name = DotName(value);
        return zero;
    }

    private Value? Dot(Value value) => _dots.TryGetValue(value, out Value? dot) ? dot : null;

    private void SetDot(Value value, Value? dot)
    {
        if (dot is null)
            return;
        if (dot.Name is null && dot.Definition is not (null or ConstantOp))
            dot.Name = DotName(value);
        _dots[value] = dot;
    }

    private static string? DotName(Value value) => value.Name is null ? null : value.Name + "Dot";

    private bool IsActive(Value value) => _activity.IsActive(value);

    private bool IsActiveScalar(Value value) => value.Type.IsFloating && _activity.IsActive(value);
}
