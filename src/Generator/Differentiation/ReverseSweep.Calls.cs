using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    /// <summary>A call that was not inlined: its pullback runs the callee again, on what its buffers held at the time of the call.</summary>
    private void ReverseCall(CallOp call)
    {
        if (!HasActive(call))
            return;
        bool[] active = [.. call.Operands.Select(IsActive)];
        string pullback = _callees.Pullback(call.Callee, active);
        var arguments = new List<Value>();
        foreach (Value operand in call.Operands)
            arguments.Add(operand.Type.IsMemory ? ArgumentAtCall(call, operand) : Fetch(operand));
        foreach (Value result in call.Results.Where(r => r.Type.IsFloating))
            arguments.Add(TakeBar(result) ?? Zero(result));
        foreach (Value operand in call.Operands.Where(o => o.Type.IsMemory && IsActive(o)))
            arguments.Add(ViewOf(Shadow(operand), CalleeShadowType(operand.Type)));

        Value[] scalars = [.. call.Operands.Where((o, i) => active[i] && !o.Type.IsMemory)];
        Value[] bars = [.. scalars.Select(scalar => new Value(scalar.Type, null))];
        _builder.Append(new CallOp(pullback, [.. arguments], bars));
        for (int i = 0; i < scalars.Length; i++)
            AddBar(scalars[i], bars[i]);
    }

    /// <summary>How a callee's pullback takes the shadow of a buffer: a span, or the rows of a jagged array.</summary>
    internal static IrType CalleeShadowType(IrType type) => type.IsJagged || type.IsObject ? Duals.Type(type) : IrType.Span(type.Scalar);

    private Value ViewOf(Value shadow, IrType type) =>
        shadow.Type == type ? shadow : _builder.Append(new SliceOp([shadow], new Value(type))).Result;

    private Value ArgumentAtCall(CallOp call, Value handle)
    {
        if (!_activity.Memory.IsWritten(handle) && !_activity.Memory.IsResized(handle))
            return Fetch(handle);
        if (handle.Type.IsJagged || handle.Type.IsObject)
        {
            _findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, call.Site, _function.Name, handle.Name ?? (handle.Type.IsObject ? "object" : "array")));
            return _builder.Default(handle.Type);
        }

        // What the callee got will be overwritten by the time its pullback runs.
        Block block = _structure.BlockOf(handle);
        foreach (Block candidate in Enclosing())
        {
            if (candidate.Ops.Contains(call))
                block = candidate;
        }

        IrType copyType = handle.Type.IsSpan || handle.Type.IsDeferred ? IrType.Array(handle.Type.Element!) : handle.Type;
        Value copy = InsertBefore(call, block, new SnapshotOp(handle, new Value(copyType, handle.Name is null ? null : handle.Name + "Before")));
        if (copyType != handle.Type)
            copy = InsertBefore(call, block, new SliceOp([copy], new Value(handle.Type)));
        return Fetch(copy);
    }

    private IEnumerable<Block> Enclosing()
    {
        for (Block? block = _scope.Forward; block is not null; block = _structure.Parent(block))
            yield return block;
    }
}
