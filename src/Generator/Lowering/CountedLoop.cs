using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Fluxion.Generator.Lowering;

/// <summary>A <see cref="ForOp"/> while it is lowered.</summary>
internal sealed class CountedLoop
{
    private readonly FunctionScope _scope;
    private readonly Block _outside;
    private readonly Bindings _before;
    private readonly LoopFrame? _frame;
    private readonly Slot[] _carried;
    private readonly int _site;

    /// <param name="scope">The function.</param>
    /// <param name="site">What stands for the loop.</param>
    /// <param name="index">The slot of the index.</param>
    /// <param name="carried">What the body assigns.</param>
    public CountedLoop(FunctionScope scope, IOperation site, Slot index, Slot[] carried)
        : this(scope, scope.SiteOf(site), index, carried)
    {
    }

    public CountedLoop(FunctionScope scope, int site, Slot index, Slot[] carried)
    {
        _scope = scope;
        _outside = scope.Block;
        _before = scope.Bindings;
        _frame = scope.Frame;
        _carried = carried;
        _site = site;
        Body = new Block([new Value(index.Type, index.Name), .. carried.Select(slot => new Value(slot.Type, slot.Name))]);
        scope.Frame = new LoopFrame(_frame);
        scope.Block = Body;
        scope.Bindings = _before.Copy();
        scope.Bindings[index] = Body.Parameters[0];
        for (int i = 0; i < carried.Length; i++)
            scope.Bindings[carried[i]] = Body.Parameters[i + 1];
    }

    public Block Body { get; }

    public Value Index => Body.Parameters[0];

    /// <param name="lower">The first index.</param>
    /// <param name="upper">The bound, evaluated before the loop.</param>
    /// <param name="step">Not zero.</param>
    /// <param name="inclusive">Whether the bound itself is reached.</param>
    /// <param name="falls">Whether control reaches the end of the body.</param>
    public Flow Close(Value lower, Value upper, int step, bool inclusive, bool falls)
    {
        if (falls)
            Body.Terminator = Terminator.Yield([.. _carried.Select(slot => _scope.Bindings[slot]!)]);
        _scope.Frame = _frame;
        _scope.Block = _outside;
        _scope.Bindings = _before.Copy();
        _scope.Builder.Site = _site;
        Value[] results = [.. _carried.Select(slot => new Value(slot.Type, slot.Name))];
        _scope.Builder.Append(new ForOp(lower, upper, [.. _carried.Select(slot => _before[slot]!)], step, inclusive, Body, results));
        for (int i = 0; i < results.Length; i++)
            _scope.Bindings[_carried[i]] = results[i];
        return Flow.Falling;
    }
}
