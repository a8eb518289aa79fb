using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    private void ReverseIf(IfOp branch)
    {
        if (!HasActive(branch))
            return;
        Value?[] seeds = [.. branch.Results.Select(TakeBar)];
        if (branch.Then.Terminator.FallsThrough && branch.Else.Terminator.FallsThrough)
        {
            ReverseBranches(Fetch(branch.Condition), () => ReverseBranch(branch.Then, seeds), () => ReverseBranch(branch.Else, seeds));
        }
        else if (branch.Then.Terminator.FallsThrough || branch.Else.Terminator.FallsThrough)
        {
            // Had the other branch been taken, control would not have come here.
            ReverseBranch(branch.Then.Terminator.FallsThrough ? branch.Then : branch.Else, seeds);
        }
    }

    private void ReverseBranch(Block block, Value?[] seeds)
    {
        Scope outer = _scope;
        Begin(new Scope(outer, block, null));
        AddBars(block.Terminator.Operands, seeds);
        ReverseOps(block.Ops, block.Ops.Count);
        _scope = outer;
    }

    private void ReverseOps(IReadOnlyList<Op> ops, int count)
    {
        // Keeping a value may append to the block.
        Op[] forward = [.. ops.Take(count)];
        for (int i = forward.Length - 1; i >= 0; i--)
            Reverse(forward[i]);
    }

    private void AddBars(IReadOnlyList<Value> values, IReadOnlyList<Value?> bars)
    {
        for (int i = 0; i < values.Count && i < bars.Count; i++)
        {
            if (bars[i] is { } bar)
                AddBar(values[i], bar);
        }
    }

    /// <summary>Two ways of going on, of which one is taken: adjoints that either of them changes become results of an <c>If</c>.</summary>
    private void ReverseBranches(Value condition, Action whenTrue, Action whenFalse, IReadOnlyCollection<Value>? alsoVisible = null)
    {
        Dictionary<Value, Value> before = _bars;
        Block block = _builder.Block;
        (Block Block, Dictionary<Value, Value> Bars) then = Side(before, whenTrue);
        (Block Block, Dictionary<Value, Value> Bars) otherwise = Side(before, whenFalse);

        List<Value> changed =
        [
            .. then.Bars.Keys.Concat(otherwise.Bars.Keys).Distinct()
                .Where(value => IsVisible(value, alsoVisible) && (Get(then.Bars, value) != Get(before, value) || Get(otherwise.Bars, value) != Get(before, value)))
                .OrderBy(_structure.Order),
        ];
        _builder.Block = then.Block;
        Value[] thenYields = [.. changed.Select(value => Get(then.Bars, value) ?? Zero(value))];
        _builder.Block = otherwise.Block;
        Value[] elseYields = [.. changed.Select(value => Get(otherwise.Bars, value) ?? Zero(value))];
        then.Block.Terminator = Terminator.Yield(thenYields);
        otherwise.Block.Terminator = Terminator.Yield(elseYields);

        _builder.Block = block;
        Value[] results = [.. changed.Select(value => new Value(value.Type, BarName(value)))];
        _builder.Append(new IfOp(condition, then.Block, otherwise.Block, results));
        _bars = before;
        for (int i = 0; i < results.Length; i++)
            _bars[changed[i]] = results[i];
    }

    private (Block Block, Dictionary<Value, Value> Bars) Side(Dictionary<Value, Value> before, Action reverse)
    {
        _bars = new Dictionary<Value, Value>(before);
        _builder.Block = new Block();
        Block block = _builder.Block;
        Scope scope = _scope;
        reverse();
        _scope = scope;
        return (block, _bars);
    }

    private bool IsVisible(Value value, IReadOnlyCollection<Value>? also) =>
        _structure.IsInside(_scope.Forward, _structure.BlockOf(value)) || (also is not null && also.Contains(value));

    private static Value? Get(Dictionary<Value, Value> bars, Value value) => bars.TryGetValue(value, out Value? bar) ? bar : null;
}
