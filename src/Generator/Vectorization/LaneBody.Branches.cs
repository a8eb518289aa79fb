using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Vectorization;

// A branch that all iterations take alike stays one. Where they may differ, both sides run, and each lane takes its side's results: what a
// side that is not taken computes, be it NaN, goes nowhere.
internal sealed partial class LaneBody
{
    private void WriteBranch(IfOp branch)
    {
        if (!branch.Blocks.All(side => side.Terminator.FallsThrough))
            Reject(LaneObstacle.Throws, branch);
        else if (branch.Results.FirstOrDefault(result => result.Type.IsMemory) is { } handle)
            Reject(LaneRefusal.At(LaneObstacle.InBranch, branch, LaneRefusal.NameOf(handle)));
        else if (IsVarying(branch.Condition))
            WriteBoth(branch);
        else
            WriteEither(branch);
    }

    private void WriteEither(IfOp branch)
    {
        (Block outer, bool isInside, Dictionary<string, Value>? known) = (_builder.Block, _isUniformBranch, _known);
        _isUniformBranch = true;
        Block[] sides = [.. branch.Blocks.Select(side =>
        {
            // What one side computes is not known beside it or after it.
            _known = known is null ? null : new(known, StringComparer.Ordinal);
            _builder.Block = new Block();
            Write(side);
            _builder.Block.Terminator = Terminator.Yield([.. side.Terminator.Operands.Select((value, i) => IsVarying(branch.Results[i]) ? Lane(value) : Map(value))]);
            return _builder.Block;
        })];
        (_builder.Block, _isUniformBranch, _known) = (outer, isInside, known);
        (_builder.Site, _builder.IsAdjoint) = (branch.Site, branch.IsAdjoint);
        Value[] results = [.. branch.Results.Select(r => IsVarying(r) ? Fresh(r) : Copy(r))];
        Append(new IfOp(Map(branch.Condition), sides[0], sides[1], results) { IsExpression = branch.IsExpression });
    }

    private void WriteBoth(IfOp branch)
    {
        Value mask = Map(branch.Condition);
        (Value? Mask, Dictionary<string, Value>? Known) outer = (_mask, _known);
        _known ??= new(StringComparer.Ordinal);
        List<Op> then = branch.Then.Ops;
        List<Op> @else = branch.Else.Ops;
        int first = 0;
        int second = 0;
        foreach ((int p, int q) in Pairs(then, @else))
        {
            WriteSide(then, first, p, mask, outer.Mask, negated: false);
            WriteSide(@else, second, q, mask, outer.Mask, negated: true);
            WriteJoint((FunctionOp)then[p], (FunctionOp)@else[q], mask);
            (first, second) = (p + 1, q + 1);
        }

        WriteSide(then, first, then.Count, mask, outer.Mask, negated: false);
        WriteSide(@else, second, @else.Count, mask, outer.Mask, negated: true);
        _mask = outer.Mask;
        (_builder.Site, _builder.IsAdjoint) = (branch.Site, branch.IsAdjoint);
        for (int i = 0; i < branch.Results.Length && IsPossible; i++)
        {
            Value whenTrue = Map(branch.Then.Terminator.Operands[i]);
            Value whenFalse = Map(branch.Else.Terminator.Operands[i]);
            if (!IsNumberOrTruth(whenTrue) || !IsNumberOrTruth(whenFalse))
                Reject(LaneRefusal.OfType(branch.Results[i], branch));
            else
                _map[branch.Results[i]] = Chosen(mask, whenTrue, whenFalse, NameOf(branch.Results[i]));
        }

        _known = outer.Known;
    }

    private static bool IsNumberOrTruth(Value value) => value.Type.Kind is TypeKind.Double or TypeKind.Lanes or TypeKind.Bool or TypeKind.Mask;

    private Value Chosen(Value mask, Value whenTrue, Value whenFalse, string? name)
    {
        // c && x, c || x
        if (whenFalse is { Type.Kind: TypeKind.Bool, Definition: ConstantOp { Content: false } })
            return Known(new ArithmeticOp(Operator.And, [mask, Truth(whenTrue)], new Value(IrType.Mask, name)));
        if (whenTrue is { Type.Kind: TypeKind.Bool, Definition: ConstantOp { Content: true } })
            return Known(new ArithmeticOp(Operator.Or, [mask, Truth(whenFalse)], new Value(IrType.Mask, name)));
        return whenTrue.Type.Kind is TypeKind.Bool or TypeKind.Mask
            ? Select(mask, Truth(whenTrue), Truth(whenFalse), name)
            : Select(mask, whenTrue, whenFalse, name);
    }

    private Value Truth(Value value) => _builder.Convert(value, IrType.Mask, isImplicit: true);

    private void WriteSide(List<Op> ops, int from, int to, Value condition, Value? outer, bool negated)
    {
        if (from >= to)
            return;
        bool needsMask = ops.Skip(from).Take(to - from).Any(NeedsMask);
        Value own = needsMask && negated ? Known(new ArithmeticOp(Operator.Not, [condition], new Value(IrType.Mask))) : condition;
        _mask = outer is null || !needsMask ? own : Known(new ArithmeticOp(Operator.And, [outer, own], new Value(IrType.Mask)));
        for (int i = from; i < to && IsPossible; i++)
        {
            (_builder.Site, _builder.IsAdjoint) = (ops[i].Site, ops[i].IsAdjoint);
            Write(ops[i]);
        }
    }

    private static bool NeedsMask(Op op) => op is WriteOp or LoadOp || op.Blocks.Any(block => block.AllOps().Any(NeedsMask));

    // A function that both sides call, say Exp(-x) and Exp(x), is called once. What is one number for all iterations stays one, as what is computed from it does.
    private void WriteJoint(FunctionOp then, FunctionOp @else, Value mask)
    {
        (_builder.Site, _builder.IsAdjoint) = (then.Site, then.IsAdjoint);
        Value[] operands = [.. then.Operands.Select((operand, i) => Select(mask, Map(operand), Map(@else.Operands[i]), null))];
        _map[then.Result] = _map[@else.Result] = Function(then, LaneFunctions.Find(then.Rule)!, operands);
    }

    private IEnumerable<(int Then, int Else)> Pairs(List<Op> then, List<Op> @else)
    {
        int from = 0;
        for (int i = 0; i < then.Count; i++)
        {
            if (then[i] is not FunctionOp function || !IsJoinable(function))
                continue;
            int match = @else.FindIndex(from, op => op is FunctionOp other && other.Mnemonic == function.Mnemonic && IsJoinable(other));
            if (match < 0)
                continue;
            yield return (i, match);
            from = match + 1;
        }
    }

    private bool IsJoinable(FunctionOp function) =>
        IsVarying(function.Result) && function is { Results.Length: 1, Form: null } && function.Result.Type == IrType.Double && LaneFunctions.Find(function.Rule) is not null &&
        function.Operands.All(operand => operand.Type == IrType.Double);
}
