using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;
using Fluxion.Generator.Rules.Tensors;

namespace Fluxion.Generator.Analysis;

/// <summary>
/// Which values carry derivatives: those that vary with the differentiated inputs and are useful to the outputs. Memory is one fact a
/// class. Both directions run to a fixed point.
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<Value> _varied = [];
    private readonly HashSet<Value> _useful = [];
    private readonly HashSet<Value> _variedMemory = [];
    private readonly HashSet<Value> _usefulMemory = [];

    // Delegates that each operation is given: made once, they are no garbage.
    private readonly Action<Value, Value> _flow;
    private readonly Action<Value, Value> _flowBack;
    private readonly bool _throughExternals;
    private bool _changed;

    /// <param name="function">The function.</param>
    /// <param name="memory">Its memory classes.</param>
    /// <param name="inputs">The parameters differentiated: scalars and handles.</param>
    /// <param name="outputs">The results that count, and handles whose final content counts.</param>
    /// <param name="throughExternals">
    /// Whether calls that Fluxion does not look into pass on what they are given: what depends on it has a derivative then that cannot be computed.
    /// </param>
    public Activity(IrFunction function, MemoryClasses memory, IEnumerable<Value> inputs, IEnumerable<Value> outputs, bool throughExternals = false)
    {
        Memory = memory;
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        _throughExternals = throughExternals;
        _flow = Flow;
        _flowBack = FlowBack;
        foreach (Value input in Inputs)
        {
            if (!input.Type.IsMemory)
                SetVaried(input);
            else
                _variedMemory.UnionWith(Memory.Inputs(input).Where(one => one.Type.IsDifferentiable));
        }

        do
        {
            _changed = false;
            Forward(function.Body, null);
        }
        while (_changed);

        foreach (Value output in Outputs)
            SetUseful(output);
        do
        {
            _changed = false;
            Backward(function.Body, null);
        }
        while (_changed);
    }

    public MemoryClasses Memory { get; }

    public IReadOnlyList<Value> Inputs { get; }

    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>Whether the value (for a handle: some element) depends on a differentiated input in a way that has a derivative.</summary>
    public bool IsVaried(Value value) => value.Type.LeadsToMemory ? Memory.IsAnyIn(value, _variedMemory) : _varied.Contains(value);

    /// <summary>Whether an output depends on the value (for a handle: on some element) in a way that has a derivative.</summary>
    public bool IsUseful(Value value) => value.Type.LeadsToMemory ? Memory.IsAnyIn(value, _usefulMemory) : _useful.Contains(value);

    public bool IsActive(Value value) => IsVaried(value) && IsUseful(value);

    /// <summary>Gives a copy of a value the facts of the original.</summary>
    public void Alias(Value copy, Value original)
    {
        if (copy.Type.IsMemory)
        {
            Memory.Alias(copy, original);
            return;
        }

        if (_varied.Contains(original))
            _varied.Add(copy);
        if (_useful.Contains(original))
            _useful.Add(copy);
    }

    private void SetVaried(Value value)
    {
        _changed |= value.Type.LeadsToMemory ? Add(_variedMemory, value) : Carries(value) && _varied.Add(value);
    }

    private void SetUseful(Value value)
    {
        _changed |= value.Type.LeadsToMemory ? Add(_usefulMemory, value) : Carries(value) && _useful.Add(value);
    }

    // A tape of numbers carries what is put on it, and in derivatives, structs carry the numbers that rules put into them.
    private static bool Carries(Value value) =>
        value.Type.IsFloating || value.Type.Kind == TypeKind.Tape || (value.Type.Kind == TypeKind.Opaque && value.Definition is ExternalOp { IsDerived: true });

    private bool Add(HashSet<Value> facts, Value handle)
    {
        bool isNew = false;
        foreach (Value one in Memory.Classes(handle))
            isNew |= one.Type.IsDifferentiable && facts.Add(one);
        return isNew;
    }

    private void Flow(Value from, Value to)
    {
        if (IsVaried(from))
            SetVaried(to);
    }

    private void FlowBack(Value from, Value to)
    {
        if (IsUseful(to))
            SetUseful(from);
    }

    private void Forward(Block block, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            switch (op)
            {
                case IfOp or ForOp or LoopOp:
                    Edges(op, _flow, loop);
                    foreach (Block inner in op.Blocks)
                        Forward(inner, InnerLoop(op, loop));
                    Edges(op, _flow, loop);
                    break;
                default:
                    Local(op, _flow);
                    break;
            }
        }

        Exit(block, loop, _flow);
    }

    private void Backward(Block block, LoopOp? loop)
    {
        Exit(block, loop, _flowBack);
        for (int i = block.Ops.Count - 1; i >= 0; i--)
        {
            Op op = block.Ops[i];
            switch (op)
            {
                case IfOp or ForOp or LoopOp:
                    Edges(op, _flowBack, loop);
                    foreach (Block inner in op.Blocks)
                        Backward(inner, InnerLoop(op, loop));
                    Edges(op, _flowBack, loop);
                    break;
                default:
                    Local(op, _flowBack);
                    break;
            }
        }
    }

    private static LoopOp? InnerLoop(Op op, LoopOp? loop) => op switch { LoopOp own => own, ForOp => null, _ => loop };

    private static void Exit(Block block, LoopOp? loop, Action<Value, Value> flow)
    {
        if (block.Terminator.Kind == TerminatorKind.Exit)
            Pairs(block.Terminator.Operands, loop!.Results, flow);
    }

    private static void Edges(Op op, Action<Value, Value> flow, LoopOp? outer)
    {
        switch (op)
        {
            case IfOp:
                foreach (Block block in op.Blocks)
                {
                    if (block.Terminator.FallsThrough)
                        Pairs(block.Terminator.Operands, op.Results, flow);
                }

                break;
            case ForOp loop:
                Pairs(loop.Initial, loop.Carried, flow);
                Pairs(loop.Initial, loop.Results, flow);

                // The result is what the parameter would be in one more iteration; adjoints and tangents are carried by the parameter.
                Pairs(loop.Carried, loop.Results, flow);
                if (loop.Body.Terminator.FallsThrough)
                {
                    Pairs(loop.Body.Terminator.Operands, loop.Carried, flow);
                    Pairs(loop.Body.Terminator.Operands, loop.Results, flow);
                }

                break;
            case LoopOp loop:
                Pairs(loop.Operands, loop.Body.Parameters, flow);
                if (loop.Body.Terminator.FallsThrough)
                    Pairs(loop.Body.Terminator.Operands, loop.Body.Parameters, flow);
                break;
        }
    }

    private static void Pairs(ReadOnlySpan<Value> from, ReadOnlySpan<Value> to, Action<Value, Value> flow)
    {
        for (int i = 0; i < from.Length; i++)
            flow(from[i], to[i]);
    }

    // The edges along which one operation passes derivatives on.
    private void Local(Op op, Action<Value, Value> flow)
    {
        switch (op)
        {
            case ArithmeticOp or ConvertOp:
                foreach (Value operand in op.Operands)
                    flow(operand, op.Result);
                break;
            case SelectOp select:
                flow(select.WhenTrue, select.Result);
                flow(select.WhenFalse, select.Result);
                break;
            case StandInOp standIn:
                flow(standIn.Source, standIn.Result);
                break;
            case FunctionOp function when !RuleBook.Get(function.Rule).IsPiecewiseConstant:
                foreach (Value operand in op.Operands)
                {
                    foreach (Value result in op.Results)
                        flow(operand, result);
                }

                break;
            case LoadOp { Result.Type.IsMemory: false } load:
                flow(load.Memory, load.Result);
                break;
            case StoreOp { Stored.Type.IsMemory: false } store:
                flow(store.Stored, store.Memory);
                break;
            case AccumulateOp accumulate:
                flow(accumulate.Added, accumulate.Memory);
                break;
            case CreateOp create:
                Value[] fields = [.. Memory.Leaves(create.Result)];
                for (int i = 0; i < fields.Length; i++)
                {
                    if (!create.Operands[i].Type.IsMemory)
                        flow(create.Operands[i], fields[i]);
                }

                break;
            case StoreWholeOp or AppendOp:
                Pairs(((WriteOp)op).Written.ToArray(), [.. Memory.Leaves(op.Operands[0])], flow);
                break;
            case SnapshotOp snapshot:
                flow(snapshot.Memory, snapshot.Result);
                break;
            case CopyOp copy:
                flow(copy.Source, copy.Target);
                break;
            case PushOp push:
                flow(push.Pushed, push.Tape);
                break;
            case PopOp pop:
                flow(pop.Tape, pop.Result);
                break;
            case RemoveLastOp { Results: [var last] }:
                flow(op.Operands[0], last);
                break;
            case ExternalOp { IsDerived: true, Results: [var computed] } helper when !HelperRules.IsPiecewiseConstant(helper):
                foreach (Value operand in op.Operands)
                    flow(operand, computed);
                break;
            case ExternalOp { IsDerived: false } external when _throughExternals:
                Unknown(op, isWritten: external is { IsPure: false, ReadsOnly: false }, flow);
                break;
            case ITensorOp tensor when !TensorBook.Of(tensor).IsPiecewiseConstant:
                foreach (Value argument in tensor.Arguments)
                    flow(argument, op is TensorMapOp map ? map.Memory : op.Result);
                break;
            case DenseOp dense:
                foreach (Value matrix in dense.Matrices)
                    flow(matrix, dense.Memory);
                break;
            case CallOp:
                Unknown(op, isWritten: true, flow);
                break;
        }
    }

    // Without a summary of what is called: everything that can depend on something does.
    private static void Unknown(Op call, bool isWritten, Action<Value, Value> flow)
    {
        foreach (Value from in call.Operands)
        {
            foreach (Value result in call.Results)
                flow(from, result);
            foreach (Value to in call.Operands)
            {
                if (isWritten && to.Type is { IsMemory: true, IsReadOnly: false })
                    flow(from, to);
            }
        }
    }
}
