using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Differentiation;

// What only a reverse sweep has, where the tangent of a gradient is asked for: tapes, which have a second one with the tangents of what is on them,
// copies back to the caller's buffers, the ends of lists, and the helpers that rules call.
internal sealed partial class ForwardSweep
{
    /// <summary>The way out where a method of another assembly does not have derivatives of the order that is needed.</summary>
    public const string NeedsOrderThere = "Mark it with that 'Order' in its own project, or leave 'Order' out here.";

    private readonly Dictionary<Value, Value> _tapes = [];
    private readonly Dictionary<TapeSlot, TapeSlot> _slots = [];

    private TapeSlot? SlotOf(TapeSlot? slot)
    {
        if (slot is null)
            return null;
        if (!_slots.TryGetValue(slot, out TapeSlot? own))
            _slots.Add(slot, own = new TapeSlot());
        return own;
    }

    private void VisitAdjointOnly(Op op)
    {
        switch (op)
        {
            case TapeOp { Result.Type.LeadsToMemory: false } tape when IsActive(tape.Result):
                _tapes.Add(tape.Result, _builder.Append(new TapeOp(new Value(tape.Result.Type))).Result);
                break;
            case PushOp { Pushed.Type.IsMemory: true } push when IsActive(push.Tape) && _duals.Primal(push.Tape) == push.Tape:
                Value tapeOfDuals = DualOf(push.Tape);
                Value pushed = DualOf(push.Pushed);
                if (pushed.Type != tapeOfDuals.Type.Element)
                    _duals.Findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, op.Site, _function.Name, push.Pushed.Name ?? "array"));
                else
                    _builder.Append(new PushOp(tapeOfDuals, pushed));
                break;
            case PushOp push when _tapes.TryGetValue(push.Tape, out Value? dots):
                _builder.Append(new PushOp(dots, DotOrZero(push.Pushed)) { Slot = SlotOf(push.Slot) });
                break;
            case PopOp pop when _tapes.TryGetValue(pop.Tape, out Value? dots):
                SetDot(pop.Result, _builder.Append(new PopOp(dots, new Value(pop.Result.Type, DotName(pop.Result))) { Slot = SlotOf(pop.Slot) }).Result);
                break;
            case ReleaseOp release when _tapes.TryGetValue(release.Operands[0], out Value? dots):
                _builder.Append(new ReleaseOp(dots));
                break;
            case ReleaseOp { Operands: [{ Type.LeadsToMemory: true } tape] } when IsActive(tape) && _duals.TryGet(tape, out Value dual):
                _builder.Append(new ReleaseOp(dual));
                break;
            case CopyOp copy when IsActive(copy.Source) && IsActive(copy.Target):
                _builder.Append(new CopyOp(DualOf(copy.Source), DualOf(copy.Target)));
                break;
            case RemoveLastOp remove when IsActive(remove.List):
                var last = new RemoveLastOp(DualOf(remove.List), [.. remove.Results.Select(result => new Value(result.Type, DotName(result)))]);
                _builder.Append(last);
                if (remove.Results.Length == 1)
                    SetDot(remove.Result, last.Result);
                break;
            case ExtendOp extend when IsActive(extend.List):
                _builder.Append(new ExtendOp(DualOf(extend.List), extend.Count));
                break;
            case ExternalOp { IsDerived: true, Results: [{ } result] } helper when IsActive(result):
                Helper(helper);
                break;
        }
    }

    private void Helper(ExternalOp op)
    {
        if (op.Rule is { } key)
        {
            MarkedMethod(op, MarkedMethodRule.Of(key)!);
            return;
        }

        if (HelperRules.Find(op) is not { } rule)
        {
            _duals.Findings.Add(new Finding(AnalysisFindings.ExternalCall, op.Site, _function.Name, op.DisplayName, ""));
            return;
        }

        var context = new RuleContext(_builder, op.Operands, op.Results, value => value);
        Value? sum = null;
        for (int operand = 0; operand < op.Operands.Length; operand++)
        {
            if (Dot(op.Operands[operand]) is { } dot)
                sum = Sum(sum, rule.Scale(context, operand, 0, dot));
        }

        SetDot(op.Result, sum);
    }

    // What its companions return is taken apart: the parts change, the whole need not.
    private void MarkedMethod(ExternalOp op, MarkedMethodRule rule)
    {
        if (!op.Result.Type.IsFloating)
            return;
        SetDot(op.Result, rule.Change(_builder, op, Dot, out bool isKnown));
        if (!isKnown)
            _duals.Findings.Add(new Finding(AnalysisFindings.ExternalCall, op.Site, _function.Name, op.DisplayName, NeedsOrderThere));
    }

    // Whether what a guard found to be 0 is going to stay that: only then is the product 0 in all directions, and its change, too.
    private Value StaysZero(Value condition)
    {
        if (condition.Definition is not ArithmeticOp { Operands: [var a, var b] } test)
            return condition;
        if (test.Code == Operator.And)
            return Both(StaysZero(a), StaysZero(b));
        return Dot(a) is null && Dot(b) is null ? condition
            : Both(condition, _builder.Compare(Operator.Equal, DotOrZero(a), DotOrZero(b)));
    }

    private Value Both(Value a, Value b) => _builder.Append(new ArithmeticOp(Operator.And, [a, b], new Value(IrType.Bool))).Result;
}
