using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ForwardSweep
{
    private void VisitSimple(Op op)
    {
        switch (op)
        {
            case ArithmeticOp arithmetic when IsActiveScalar(arithmetic.Result):
                SetDot(op.Result, Arithmetic(arithmetic));
                break;
            case ConvertOp convert when IsActiveScalar(convert.Result):
                if (Dot(convert.Operands[0]) is { } converted)
                    SetDot(op.Result, _builder.Convert(converted, op.Result.Type, convert.IsImplicit));
                break;
            case SelectOp { IsGuard: true } guard when IsActiveScalar(guard.Result):
                if (Dot(guard.WhenFalse) is { } product)
                    SetDot(op.Result, _builder.Guard(StaysZero(guard.Condition), product));
                break;
            case SelectOp { IsKink: true } kink when IsActiveScalar(kink.Result):
                if (Dot(kink.WhenFalse) is { } away)
                    SetDot(op.Result, _builder.Select(kink.Condition, _builder.Constant(double.NaN, away.Type), away, isKink: true));
                break;
            case SelectOp select when IsActiveScalar(select.Result):
                if (Dot(select.WhenTrue) is not null || Dot(select.WhenFalse) is not null)
                    SetDot(op.Result, _builder.Select(select.Condition, DotOrZero(select.WhenTrue), DotOrZero(select.WhenFalse)));
                break;
            case StandInOp standIn when IsActiveScalar(standIn.Result):
                if (Dot(standIn.Source) is { } source)
                    SetDot(op.Result, source);
                break;
            case FunctionOp function:
                Function(function);
                break;
            case LoadOp { Result.Type.IsMemory: false } load when IsActive(load.Memory) && IsActiveScalar(load.Result):
                Value loaded = DualOf(load.Memory);
                SetDot(op.Result, _builder.Load(loaded, Indices(load.Memory, loaded, load.Indices)));
                break;
            case StoreOp { Stored.Type.IsMemory: true } row when IsActive(row.Memory):
                // Rows of a jagged array: its dual has rows of its own.
                _builder.Store(DualOf(row.Memory), DualOf(row.Stored), row.Indices.ToArray());
                break;
            case StoreOp { Stored.Type.IsMemory: false } store when IsActive(store.Memory):
                Value stored = DualOf(store.Memory);
                Value dot = Dot(store.Stored) ?? _builder.Constant(0, stored.Type.Element!);
                _builder.Store(stored, dot, Indices(store.Memory, stored, store.Indices));
                break;
            case CreateOp made when _duals.Primal(made.Result).Definition is CreateOp create && create != made:
                StoreDots(create);
                break;
            case StoreWholeOp whole when IsActive(whole.Memory):
                Value dual = DualOf(whole.Memory);
                Value[] dots = [.. whole.Written.ToArray().Select(v => Dot(v) ?? _builder.Default(v.Type))];
                _builder.StoreWhole(dual, Indices(whole.Memory, dual, whole.Indices), dots);
                break;
            case AppendOp append when IsActive(append.Memory):
                _builder.Append(new AppendOp(DualOf(append.Memory), [.. append.Written.ToArray().Select(v => Dot(v) ?? _builder.Default(v.Type))]));
                break;
            case ClearOp clear when IsActive(clear.Memory):
                _builder.Append(new ClearOp(DualOf(clear.Memory)));
                break;
            case TensorMapOp map when IsActive(map.Memory):
                TensorMap(map);
                break;
            case DenseOp dense when IsActive(dense.Memory):
                Dense(dense);
                break;
            case TensorReductionOp reduction when IsActiveScalar(reduction.Result):
                SetDot(reduction.Result, TensorReduction(reduction));
                break;
            case AccumulateOp accumulate when IsActive(accumulate.Memory):
                if (Dot(accumulate.Added) is { } added)
                {
                    Value accumulated = DualOf(accumulate.Memory);
                    _builder.Accumulate(accumulated, added, Indices(accumulate.Memory, accumulated, accumulate.Indices));
                }

                break;
            default:
                VisitAdjointOnly(op);
                break;
        }
    }

    private void StoreDots(CreateOp create)
    {
        foreach ((Value given, Value? place) in Duals.Places(_builder, create, DualOf(create.Result)))
        {
            if (place is not null && !given.Type.IsMemory && Dot(given) is { } dot)
                _builder.Store(place, dot);
        }
    }

    private Value DualOf(Value handle) => _duals.Dual(handle);

    private Value[] Indices(Value memory, Value dual, ReadOnlySpan<Value> indices)
    {
        if (indices.Length == dual.Type.Rank)
            return indices.ToArray();
        Value flat = indices[0];
        for (int i = 1; i < indices.Length; i++)
            flat = _builder.Arithmetic(Operator.Add, _builder.Arithmetic(Operator.Multiply, flat, _builder.Length(memory, i)), indices[i]);
        return [flat];
    }

    private Value? Arithmetic(ArithmeticOp op)
    {
        Value a = op.Operands[0];
        Value b = op.Operands[op.Operands.Length - 1];
        Value? aDot = Dot(a);
        Value? bDot = Dot(b);
        switch (op.Code)
        {
            case Operator.Negate:
                return aDot is null ? null : _builder.Negate(aDot);
            case Operator.Add:
                return Sum(aDot, bDot);
            case Operator.Subtract:
                return Sum(aDot, bDot is null ? null : _builder.Negate(bDot));
            case Operator.Multiply when a == b:
                return aDot is null ? null : _builder.Multiply(_builder.Multiply(_builder.Constant(2, a.Type), a), aDot);
            case Operator.Multiply:
                return Sum(aDot is null ? null : _builder.Multiply(aDot, b), bDot is null ? null : _builder.Multiply(a, bDot));
            case Operator.Divide when bDot is null:
                return aDot is null ? null : _builder.Divide(aDot, b);
            case Operator.Divide when Builder.IsConstant(a, 1):
                // d(1 / b) = −(1 / b)² db.
                return Unsaturated(op, _builder.Negate(_builder.Multiply(_builder.Multiply(bDot, op.Result), op.Result)));
            case Operator.Divide:
                // d(a / b) = (da − (a / b) db) / b.
                return _builder.Divide(Sum(aDot, Unsaturated(op, _builder.Negate(_builder.Multiply(op.Result, bDot))))!, b);
            case Operator.Remainder when bDot is null:
                return aDot;
            case Operator.Remainder:
                string truncate = a.Type.Kind == TypeKind.Float ? "global::System.MathF.Truncate" : "global::System.Math.Truncate";
                Value quotient = _builder.Helper(truncate, a.Type, _builder.Divide(a, b));
                return Sum(aDot, _builder.Negate(_builder.Multiply(bDot, quotient)));
            default:
                return null;
        }
    }

    // A quotient of 0 does not change with a divisor that is infinite; see Saturation.
    private Value Unsaturated(ArithmeticOp quotient, Value tangent)
    {
        if (!Saturation.MayOverflow(quotient.Operands[1]))
            return tangent;
        Value isZero = _builder.Compare(Operator.Equal, quotient.Result, _builder.Constant(0, tangent.Type));
        return _builder.Guard(isZero, tangent);
    }

    private void Function(FunctionOp op)
    {
        Rule rule = RuleBook.Get(op.Rule);
        var context = new RuleContext(_builder, op, value => value) { IsActive = operand => IsActive(op.Operands[operand]) };
        if (rule is JointRule joint)
        {
            Value?[] dots = op.Results.Any(IsActiveScalar) ? joint.Push(context, [.. op.Operands.Select(Dot)]) : [];
            for (int result = 0; result < dots.Length; result++)
                SetDot(op.Results[result], IsActiveScalar(op.Results[result]) ? dots[result] : null);
            return;
        }

        for (int result = 0; result < op.Results.Length; result++)
        {
            if (!IsActiveScalar(op.Results[result]))
                continue;
            Value? sum = null;
            for (int operand = 0; operand < op.Operands.Length; operand++)
            {
                if (Dot(op.Operands[operand]) is { } dot)
                    sum = Sum(sum, rule.Scale(context, operand, result, dot));
            }

            SetDot(op.Results[result], sum);
        }
    }

    private Value? Sum(Value? a, Value? b) => a is null ? b : b is null ? a : _builder.Add(a, b);

    /// <summary>A call that was not inlined becomes a call of the callee's tangent, which gives the values as well.</summary>
    private void VisitCall(CallOp call)
    {
        bool[] active = [.. call.Operands.Select(IsActive)];
        if (!active.Any(a => a))
        {
            _builder.Block.Ops.Add(call);
            return;
        }

        string tangent = _callees.Tangent(call.Callee, active);
        List<Value> arguments = [.. call.Operands];
        arguments.AddRange(call.Operands.Where((o, i) => active[i] && !o.Type.IsMemory).Select(DotOrZero));
        foreach (Value handle in call.Operands.Where((o, i) => active[i] && o.Type.IsMemory))
        {
            IrType type = TangentBuilder.DotType(handle.Type);
            Value dual = DualOf(handle);
            arguments.Add(dual.Type == type ? dual : _builder.Append(new SliceOp([dual], new Value(type))).Result);
        }

        Value[] dots = [.. call.Results.Where(r => r.Type.IsFloating).Select(r => new Value(r.Type, DotName(r)))];
        _builder.Append(new CallOp(tangent, [.. arguments], [.. call.Results, .. dots]));
        int next = 0;
        foreach (Value result in call.Results.Where(r => r.Type.IsFloating))
            _dots[result] = dots[next++];
    }
}
