using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ForwardSweep
{
    private void TensorMap(TensorMapOp map)
    {
        Value target = DualOf(map.Memory);
        TensorFunction function = TensorBook.Of(map);
        Value[] arguments = map.Arguments.ToArray();
        Value?[] duals = [.. arguments.Select(argument => argument.Type.IsMemory && IsActive(argument) ? DualOf(argument) : null)];
        int lead = Array.FindIndex(duals, dual => dual is not null);
        TensorLoop loop = LoopOver(map, map.Memory);
        _ = loop.Begin([], () => _builder.Load(duals[lead]!, loop.Index));
        Value? dot = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            Value? factor = duals[i] is { } dual ? _builder.Load(dual, loop.Index) : arguments[i].Type.IsMemory ? null : Dot(arguments[i]);
            dot = Sum(dot, factor is null ? null : function.Scale(loop.Context, i, factor));
        }

        _builder.Store(target, dot ?? _builder.Constant(0, target.Type.Element!), loop.Index);
        _ = loop.End([]);
    }

    private Value? TensorReduction(TensorReductionOp reduction)
    {
        TensorFunction function = TensorBook.Of(reduction);
        Value[] arguments = reduction.Operands;
        Value?[] duals = [.. arguments.Select(argument => IsActive(argument) ? DualOf(argument) : null)];
        Value start = _builder.Constant(0, reduction.Result.Type);
        start.Name = DotName(reduction.Result);
        TensorLoop loop = LoopOver(reduction, reduction.Result);
        Value sum = loop.Begin([start], () => throw new InvalidOperationException("a reduction has no factor of its own"))[0];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (duals[i] is { } dual && function.Scale(loop.Context, i, _builder.Load(dual, loop.Index)) is { } term)
                sum = _builder.Add(sum, term);
        }

        return loop.End([sum])[0];
    }

    private TensorLoop LoopOver<T>(T op, Value result)
        where T : Op, ITensorOp
    {
        Value[] arguments = op.Arguments.ToArray();
        RefuseLists(op);
        return new TensorLoop(
            _builder, op, _builder.Length(arguments.First(argument => argument.Type.IsMemory)),
            i => Before(op, arguments[i]),
            () => result);
    }

    private void RefuseLists(Op op)
    {
        if (op.Operands.FirstOrDefault(operand => operand.Type.IsMemory && _activity.Memory.IsResized(operand)) is { } list)
            _duals.Findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, op.Site, _function.Name, list.Name ?? "list"));
    }

    // What is written in place is kept from before.
    private Value Before(Op op, Value argument)
    {
        if (!argument.Type.IsMemory || op is not TensorMapOp map || _activity.Memory.Find(argument) != _activity.Memory.Find(map.Memory))
            return argument;
        var snapshot = new SnapshotOp(argument, new Value(IrType.Array(argument.Type.Element!), argument.Name is null ? null : argument.Name + "Kept")) { Site = op.Site };
        _builder.Block.Ops.Insert(_builder.Block.Ops.IndexOf(op), snapshot);
        return snapshot.Result;
    }
}
