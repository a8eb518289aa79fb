using Fluxion.Generator.Analysis;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

/// <summary>
/// A loop that carries the largest element so far, or the last one that passed a test, gives its result's derivative to one element. The loop
/// keeps the index of that element, <c>max = x[maxIndex]</c> is what is differentiated, and neither the values on the way nor the decisions need a tape.
/// </summary>
/// <remarks>
/// <see cref="Rules.Selection"/> shares the derivative of <c>Math.Max</c> between equal operands. Equal ones that come after the first are found
/// by a loop from there on: the last one gets half of it, the one before it half of what is left, and the first the rest, as if the loop were reversed step by step.
/// </remarks>
internal sealed class RunningSelections
{
    private const int LongestFormula = 40;

    private readonly Activity _activity;
    private readonly Substitution _results = new();
    private readonly List<StopOp> _ends = [];
    private readonly List<string> _lines = [];

    private RunningSelections(Activity activity) => _activity = activity;

    /// <summary>Rewrites such loops, after which activity has to be found out again.</summary>
    /// <returns>A line about each of them, for the header of the generated file.</returns>
    public static IReadOnlyList<string> Rewrite(IrFunction function, Activity activity)
    {
        var pass = new RunningSelections(activity);
        pass.Visit(function.Body);
        if (pass._results.IsEmpty)
            return [];
        Value[] ends = [.. pass._ends.Select(end => end.Operands[0])];
        pass._results.Apply(function.Body);
        for (int i = 0; i < ends.Length; i++)
            pass._ends[i].Operands[0] = ends[i];
        return pass._lines;
    }

    /// <summary>When nothing is differentiated any more, the loop's own result is what is meant.</summary>
    public static void Forget(IrFunction function)
    {
        var substitution = new Substitution();
        foreach (Op op in function.Body.AllOps())
        {
            if (op is StandInOp or StopOp { IsOwn: true })
                substitution.Replace(op.Result, op.Operands[0]);
        }

        if (!substitution.IsEmpty)
            substitution.Apply(function.Body);
    }

    private void Visit(Block block)
    {
        foreach (Op op in block.Ops.ToArray())
        {
            foreach (Block inner in op.Blocks)
                Visit(inner);
            if (op is not ForOp { Body.Terminator.FallsThrough: true } loop)
                continue;
            for (int i = loop.Results.Length - 1; i >= 0; i--)
            {
                if (_activity.IsActive(loop.Carried[i]) && Find(loop, i) is { } selection)
                    Rewrite(block, loop, i, selection);
            }
        }
    }

    private Selection? Find(ForOp loop, int position)
    {
        Value held = loop.Carried[position], next = loop.Body.Terminator.Operands[position];
        if (held.Type.Kind is not (TypeKind.Double or TypeKind.Float) || next.Definition is not { } op || !loop.Body.Ops.Contains(op))
            return null;
        Selection? selection = op switch
        {
            SelectOp { IsGuard: false, IsKink: false } select when select.WhenFalse == held => new(op, select.WhenTrue, Side: 0),
            SelectOp { IsGuard: false, IsKink: false } select when select.WhenTrue == held => new(op, select.WhenFalse, Side: 1),
            IfOp branch when branch.Blocks.All(side => side.Terminator.FallsThrough) => OfBranch(branch, System.Array.IndexOf(branch.Results, next), held),
            FunctionOp { Rule: "Max" or "Min" } extreme when extreme.Operands[0] == held => new(op, extreme.Operands[1], Side: null),
            FunctionOp { Rule: "Max" or "Min" } extreme when extreme.Operands[1] == held => new(op, extreme.Operands[0], Side: null),
            _ => null,
        };
        return selection is not null && selection.Chosen != held && _activity.IsActive(selection.Chosen) && IsFollowedOnly(loop, held, selection.Op) && IsFollowedOnly(loop, next, null)
            && IsFormula(selection.Chosen, loop, selection.Side is null) ? selection : null;
    }

    private static Selection? OfBranch(IfOp branch, int result, Value held)
    {
        Value then = branch.Then.Terminator.Operands[result], otherwise = branch.Else.Terminator.Operands[result];
        return otherwise == held ? new(branch, then, Side: 0) : then == held ? new(branch, otherwise, Side: 1) : null;
    }

    // Whether a value goes into the selection, and else only into tests.
    private static bool IsFollowedOnly(ForOp loop, Value value, Op? selection)
    {
        int ends = loop.Body.Terminator.Operands.Count(operand => operand == value);
        foreach (Op op in loop.Body.AllOps())
        {
            if (op != selection && op.Operands.Contains(value) && (op.Blocks.Length > 0 || op.Effects != Effects.None || op.Results.Any(result => result.Type.IsFloating || result.Type.LeadsToMemory)))
                return false;
            ends += op.Blocks.Sum(block => block.Terminator.Operands.Count(operand => operand == value));
        }

        return ends == (selection is IfOp || selection is null ? 1 : 0);
    }

    // Whether what is chosen can be computed again from the index. Comparing with all of it once more must be cheap.
    private bool IsFormula(Value chosen, ForOp loop, bool mustBeCheap)
    {
        HashSet<Value> inside = [.. loop.Body.AllValues()];
        HashSet<Value> seen = [];
        return Is(chosen);

        bool Is(Value value)
        {
            if (!inside.Contains(value) || value == loop.Index || seen.Contains(value))
                return true;
            if (seen.Count == LongestFormula || value.Definition is not { Blocks.Length: 0 } op)
                return false;
            seen.Add(value);
            bool can = op switch
            {
                LoadOp load => !_activity.Memory.IsWrittenBy(loop, load.Memory),
                LengthOp length => !_activity.Memory.IsResized(length.Memory),
                ConstantOp or SliceOp or FieldOp or ConvertOp or StopOp => true,
                ArithmeticOp arithmetic => !mustBeCheap || !arithmetic.Result.Type.IsFloating,
                SelectOp or FunctionOp => !mustBeCheap,
                ExternalOp external => !mustBeCheap && external.IsPure,
                _ => false,
            };
            return can && op.Operands.All(Is);
        }
    }

    private void Rewrite(Block block, ForOp loop, int position, Selection selection)
    {
        Value held = loop.Carried[position], result = loop.Results[position], initial = loop.Initial[position];
        int place = block.Ops.IndexOf(loop);
        var added = new Builder(new Block()) { Site = selection.Op.Site };
        Value none = Next(added, loop.Lower, -loop.Step);
        Value from = added.Append(new StopOp(initial, new Value(initial.Type)) { IsOwn = true }).Result;
        block.Ops.InsertRange(place, added.Block.Ops);
        place += added.Block.Ops.Count;

        Value index = KeepIndex(loop, position, selection, none);
        loop.Operands[position + 2] = from;
        added.Block = new Block();
        Value last = Stop(added, result);
        Value chosen = Choice(added, loop, selection.Chosen, initial, index, none, held.Name);
        if (selection.Side is null)
            chosen = Ties(added, loop, selection.Chosen, chosen, index, last);
        var standIn = new StandInOp(last, chosen, new Value(result.Type, result.Name)) { Site = selection.Op.Site };
        added.Block.Ops.Add(standIn);
        block.Ops.InsertRange(place + 1, added.Block.Ops);
        _results.Replace(result, standIn.Result);
        _lines.Add($"Loop over {loop.Index.Name ?? "elements"}: keeps the index of {held.Name ?? "what it chooses"}, which its derivative goes to, and not what it was before.");
    }

    private Value Stop(Builder builder, Value result)
    {
        StopOp stop = builder.Append(new StopOp(result, new Value(result.Type, result.Name)) { IsOwn = true });
        _ends.Add(stop);
        return stop.Result;
    }

    // The loop carries the index of what it has chosen, and its own value has no derivative any more.
    private static Value KeepIndex(ForOp loop, int position, Selection selection, Value none)
    {
        Block body = loop.Body;
        Value held = loop.Carried[position];
        string name = (held.Name ?? "chosen") + "Index";
        var index = new Value(IrType.Int, name);
        Value next;
        if (selection.Op is IfOp branch)
        {
            int result = System.Array.IndexOf(branch.Results, body.Terminator.Operands[position]), side = selection.Side!.Value;
            branch.Blocks[side].Terminator.Operands[result] = Held(branch.Blocks[side].Ops, branch.Blocks[side].Ops.Count, selection.Chosen);
            for (int i = 0; i < 2; i++)
                branch.Blocks[i].Terminator.Operands = [.. branch.Blocks[i].Terminator.Operands, i == side ? loop.Index : index];
            next = new Value(IrType.Int, name);
            branch.AddResult(next);
        }
        else
        {
            int place = body.Ops.IndexOf(selection.Op);
            Value stopped = Held(body.Ops, place, selection.Chosen);
            selection.Op.Operands = [.. selection.Op.Operands.Select(operand => operand == selection.Chosen ? stopped : operand)];
            var builder = new Builder(new Block()) { Site = selection.Op.Site };
            Value wins = selection.Op is SelectOp select ? select.Condition : Wins(builder, (FunctionOp)selection.Op, selection.Chosen, held);
            next = selection.Side == 1 ? builder.Select(wins, index, loop.Index) : builder.Select(wins, loop.Index, index);
            next.Name = name;
            body.Ops.InsertRange(place + 1, builder.Block.Ops);
        }

        body.Parameters = [.. body.Parameters, index];
        body.Terminator.Operands = [.. body.Terminator.Operands, next];
        loop.Operands = [.. loop.Operands, none];
        var last = new Value(IrType.Int, name);
        loop.AddResult(last);
        return last;
    }

    private static Value Held(List<Op> ops, int place, Value chosen)
    {
        var stop = new StopOp(chosen, new Value(chosen.Type, chosen.Name)) { IsOwn = true };
        ops.Insert(place, stop);
        return stop.Result;
    }

    // Larger than what is held, or not a number where that is one: then Math.Max gives it.
    private static Value Wins(Builder builder, FunctionOp extreme, Value chosen, Value held)
    {
        Value wins = builder.Not(builder.Compare(extreme.Rule == "Max" ? Operator.LessOrEqual : Operator.GreaterOrEqual, chosen, held));
        Block then = new(), otherwise = new();
        then.Terminator = Terminator.Yield([new Builder(then).Compare(Operator.Equal, held, held)]);
        otherwise.Terminator = Terminator.Yield([new Builder(otherwise).Constant(false)]);
        return builder.Append(new IfOp(wins, then, otherwise, [new Value(IrType.Bool)]) { IsExpression = true }).Result;
    }

    private static Value Choice(Builder builder, ForOp loop, Value chosen, Value initial, Value index, Value none, string? name)
    {
        Value any = loop is { Step: > 0, Lower.Definition: ConstantOp { Content: >= 0 } }
            ? builder.Compare(Operator.GreaterOrEqual, index, loop.Lower)
            : builder.Compare(Operator.NotEqual, index, none);
        Block then = new(), otherwise = new();
        then.Terminator = Terminator.Yield([Again(then, loop, chosen, index)]);
        otherwise.Terminator = Terminator.Yield([initial]);
        return builder.Append(new IfOp(any, then, otherwise, [new Value(chosen.Type, name)])).Result;
    }

    private static Value Ties(Builder builder, ForOp loop, Value chosen, Value first, Value index, Value extreme)
    {
        Value begin = Next(builder, index, loop.Step);
        var counter = new Value(IrType.Int, loop.Index.Name);
        var held = new Value(first.Type, first.Name);
        var body = new Block([counter, held]);
        var inner = new Builder(body) { Site = builder.Site };
        Value isTied = inner.Compare(Operator.Equal, Again(body, loop, chosen, counter), extreme);
        var then = new Block();
        var shared = new Builder(then) { Site = builder.Site };
        Value half = shared.Constant(0.5, held.Type);
        then.Terminator = Terminator.Yield([shared.Add(shared.Multiply(half, held), shared.Multiply(half, Again(then, loop, chosen, counter)))]);
        var otherwise = new Block { Terminator = Terminator.Yield([held]) };
        var next = new Value(held.Type, held.Name);
        inner.Append(new IfOp(isTied, then, otherwise, [next]));
        body.Terminator = Terminator.Yield([next]);
        return builder.Append(new ForOp(begin, loop.Upper, [first], loop.Step, loop.Inclusive, body, [new Value(first.Type, first.Name)])).Result;
    }

    private static Value Next(Builder builder, Value index, int step) =>
        builder.Arithmetic(step < 0 ? Operator.Subtract : Operator.Add, index, builder.Constant(Math.Abs(step)));

    // What is chosen, computed for an iteration that has been.
    private static Value Again(Block into, ForOp loop, Value chosen, Value index)
    {
        HashSet<Value> inside = [.. loop.Body.AllValues()];
        Dictionary<Value, Value> copies = new() { [loop.Index] = index };
        return Copy(chosen);

        Value Copy(Value value)
        {
            if (copies.TryGetValue(value, out Value? copy))
                return copy;
            if (!inside.Contains(value))
                return value;
            Op op = value.Definition!;
            Op again = op.With([.. op.Operands.Select(Copy)], [.. op.Results.Select(result => new Value(result.Type, result.Name))], []);
            into.Ops.Add(again);
            for (int i = 0; i < op.Results.Length; i++)
                copies[op.Results[i]] = again.Results[i];
            return copies[value];
        }
    }

    /// <param name="Op">What selects: an operation of the loop's body.</param>
    /// <param name="Chosen">What it gives if it does not keep what it held.</param>
    /// <param name="Side">Whether that is the first (0) or second alternative of a condition; null for the larger or smaller of both.</param>
    private sealed record Selection(Op Op, Value Chosen, int? Side);
}
