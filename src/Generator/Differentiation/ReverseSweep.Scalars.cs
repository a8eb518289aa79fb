using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    private void ReverseScalar(Op op, Value bar)
    {
        switch (op)
        {
            case ArithmeticOp arithmetic:
                ReverseArithmetic(arithmetic, bar);
                break;
            case ConvertOp convert when convert.Operands[0].Type.IsFloating:
                AddBar(convert.Operands[0], _builder.Convert(bar, convert.Operands[0].Type, isImplicit: bar.Type.Kind == TypeKind.Float));
                break;
            case StandInOp standIn:
                AddBar(standIn.Source, bar);
                break;
            case SelectOp select:
                Value condition = Fetch(select.Condition);
                if (IsActive(select.WhenTrue))
                    AddBar(select.WhenTrue, _builder.Select(condition, bar, _builder.Constant(0, bar.Type)));
                if (IsActive(select.WhenFalse))
                    AddBar(select.WhenFalse, _builder.Select(condition, _builder.Constant(0, bar.Type), bar));
                break;
        }
    }

    private void ReverseArithmetic(ArithmeticOp op, Value seed)
    {
        Value a = op.Operands[0];
        Value? b = op.Operands.Length > 1 ? op.Operands[1] : null;
        switch (op.Code)
        {
            case Operator.Add:
                AddBar(a, seed);
                AddBar(b!, seed);
                break;
            case Operator.Subtract:
                AddBar(a, seed);
                if (IsActive(b!))
                    AddBar(b!, _builder.Negate(seed));
                break;
            case Operator.Negate:
                AddBar(a, _builder.Negate(seed));
                break;
            default:
                ReverseProduct(op, seed);
                break;
        }
    }

    private void ReverseProduct(ArithmeticOp op, Value seed)
    {
        Value a = op.Operands[0];
        Value b = op.Operands[1];
        (Value bar, Value? isZero) = Seed(op, op.Result, seed);
        switch (op.Code)
        {
            case Operator.Multiply when a == b:
                AddBar(a, Kept(isZero, bar, _builder.Multiply(_builder.Multiply(_builder.Constant(2, bar.Type), bar), Fetch(a))));
                break;
            case Operator.Multiply:
                if (IsActive(a))
                    AddBar(a, Kept(isZero, bar, Scale(op, bar, factor => _builder.Multiply(factor, Fetch(b)))!));
                if (IsActive(b))
                    AddBar(b, Kept(isZero, bar, Scale(op, bar, factor => _builder.Multiply(factor, Fetch(a)))!));
                break;
            case Operator.Divide:
                ReverseDivide(op, bar, isZero);
                break;
            case Operator.Remainder:
                // a % b = a − b · truncate(a / b), and the truncation is constant between jumps.
                AddBar(a, seed);
                if (!IsActive(b))
                    break;
                string truncate = bar.Type.Kind == TypeKind.Float ? "global::System.MathF.Truncate" : "global::System.Math.Truncate";
                Value quotient = _builder.Helper(truncate, bar.Type, _builder.Divide(Fetch(a), Fetch(b)));
                AddBar(b, Kept(isZero, bar, _builder.Negate(_builder.Multiply(bar, quotient))));
                break;
        }
    }

    private void ReverseDivide(ArithmeticOp op, Value bar, Value? isZero)
    {
        Value a = op.Operands[0];
        Value b = op.Operands[1];
        if (!IsActive(b))
        {
            AddBar(a, Kept(isZero, bar, _builder.Divide(bar, Fetch(b))));
            return;
        }

        // Terms from outside of the quotient's block serve other quotients, too: of the next iteration, or none.
        Block block = _structure.BlockOf(op.Result);
        foreach (Op inside in Saturation.Operations(b, value => _uses.TryGetValue(value, out int uses) && uses == 1 && _structure.BlockOf(value) == block))
            _saturating[inside] = op.Result;
        if (Builder.IsConstant(a, 1))
        {
            // d(1 / b) = −(1 / b)², without another division.
            Value reciprocal = Fetch(op.Result);
            AddBar(b, Kept(isZero, bar, _builder.Negate(_builder.Multiply(_builder.Multiply(bar, reciprocal), reciprocal))));
            return;
        }

        // d(a / b) = (da − (a / b) db) / b: one division serves both.
        Value scaled = _builder.Divide(bar, Fetch(b));
        AddBar(a, Kept(isZero, bar, scaled));
        AddBar(b, Kept(isZero, bar, _builder.Negate(_builder.Multiply(scaled, Fetch(op.Result)))));
    }

    private void ReverseFunction(FunctionOp op)
    {
        Rule rule = RuleBook.Get(op.Rule);
        var context = new RuleContext(_builder, op, Fetch) { IsActive = operand => IsActive(op.Operands[operand]), IsUnchanged = IsUnchanged, Seeds = () => SeedsOf(op) };
        if (rule is JointRule joint)
        {
            Value?[] bars = [.. op.Results.Select(TakeBar)];
            if (bars.Any(bar => bar is not null))
                joint.Pull(context, bars, (operand, contribution) => AddBar(op.Operands[operand], contribution));
            return;
        }

        for (int result = 0; result < op.Results.Length; result++)
        {
            if (TakeBar(op.Results[result]) is not { } seed)
                continue;
            (Value bar, Value? isZero) = Seed(op, op.Results[result], seed);
            for (int operand = 0; operand < op.Operands.Length; operand++)
            {
                if (IsActive(op.Operands[operand]) && Scale(op, bar, factor => rule.Scale(context, operand, result, factor)) is { } contribution)
                    AddBar(op.Operands[operand], Kept(isZero, bar, contribution));
            }
        }
    }

    private bool IsUnchanged(Op first, Op second)
    {
        Block block = _structure.BlockOf(first.Result);
        int start = block.Ops.IndexOf(first), end = block.Ops.IndexOf(second);
        return start >= 0 && end >= 0
            && block.Ops.Skip(Math.Min(start, end)).Take(Math.Abs(end - start)).All(op => (op.AllEffects() & (Effects.WritesMemory | Effects.External)) == 0);
    }

    /// <summary>
    /// Seed × partial. For a term of a divisor (see <see cref="Saturation"/>) the seed ends in factors that are the quotient, which belong to
    /// the partial: <c>pBar · (p · e · p)</c>, since <c>p · p</c> underflows long before <c>p · e</c> means nothing, and since the partial
    /// does not wait for the seed.
    /// </summary>
    private Value? Scale(Op op, Value bar, Func<Value, Value?> scale)
    {
        if (!_saturating.TryGetValue(op, out Value? quotient))
            return scale(bar);
        Value last = Fetch(quotient);
        bool isNegated = bar.Definition is ArithmeticOp { Code: Operator.Negate };
        Value positive = isNegated ? bar.Definition!.Operands[0] : bar;
        Value? scaled = WithoutFactor(positive, last) is not { } seed ? scale(bar)
            : WithoutFactor(seed, last) is { } twice ? Times(Signed(twice), Times(scale(last), last))
            : Times(scale(Signed(seed)), last);
        return scaled is null ? null : Unsaturated(last, scaled);

        Value Signed(Value value) => isNegated ? _builder.Negate(value) : value;
        Value? Times(Value? a, Value? b) => a is null || b is null ? null : _builder.Multiply(a, b);
    }

    private static Value? WithoutFactor(Value product, Value factor) =>
        product.Definition is ArithmeticOp { Code: Operator.Multiply } multiplication && multiplication.Operands[1] == factor ? multiplication.Operands[0] : null;

    // An infinite term of a divisor contributes nothing to a quotient of 0.
    private Value Unsaturated(Value quotient, Value contribution)
    {
        Value isZero = _builder.Compare(Operator.Equal, quotient, _builder.Constant(0, quotient.Type));
        return _builder.Guard(isZero, contribution);
    }
}
