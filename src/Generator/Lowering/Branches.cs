using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Lowering;

/// <summary>One side of an <see cref="IfOp"/> that is being lowered.</summary>
internal sealed class Branch(Block block, Bindings bindings, Flow flow, Content? content)
{
    /// <summary>The block at its end.</summary>
    public Block Block { get; } = block;

    public Bindings Bindings { get; } = bindings;

    public Flow Flow { get; set; } = flow;

    /// <summary>What the branch gives, where it is part of an expression.</summary>
    public Content? Content { get; } = content;
}

/// <summary>Splits control flow and merges it: variables that differ between the branches become results of the <see cref="IfOp"/>.</summary>
internal sealed class Branches(FunctionScope scope, Value condition)
{
    private readonly Block _outside = scope.Block;
    private readonly Bindings _before = scope.Bindings;
    private readonly int _site = scope.Builder.Site;

    // Slots from this on are declared inside the branches.
    private readonly int _inside = scope.NextOrder;

    /// <summary>Lowers a branch of statements.</summary>
    public Branch Lower(Func<Flow> body)
    {
        Enter();
        Flow flow = body();
        return Leave(flow, null);
    }

    /// <summary>Lowers a branch of an expression; null content if it throws.</summary>
    public Branch Lower(Func<Content?> body)
    {
        Enter();
        Content? content = body();
        return Leave(content is null ? Flow.Ending : Flow.Falling, content);
    }

    /// <summary>Goes on at the end of a branch.</summary>
    public Branch Resume(Branch branch, Func<Flow> rest)
    {
        scope.Block = branch.Block;
        scope.Bindings = branch.Bindings;
        Block entry = branch.Block;
        Flow flow = rest();
        return Leave(flow, null, entry);
    }

    /// <summary>A branch in which nothing happens.</summary>
    public Branch Empty() => Lower(() => Flow.Falling);

    /// <param name="then">Where the condition holds.</param>
    /// <param name="else">Where not.</param>
    /// <param name="tail">Regions that end here.</param>
    /// <param name="isExpression">Written as an expression. Then slots declared inside are kept: pattern variables outlive the operator.</param>
    /// <param name="content">What the expression gives.</param>
    public Flow Merge(Branch then, Branch @else, Tail? tail, bool isExpression, out Content? content)
    {
        scope.Block = _outside;
        scope.Bindings = _before;
        scope.Builder.Site = _site;
        then.Flow = Normalise(then.Flow, tail);
        @else.Flow = Normalise(@else.Flow, tail);
        Flow flow = then.Flow | @else.Flow;
        if (flow.IsUndecided)
        {
            SetFlags(then, flow);
            SetFlags(@else, flow);
        }

        List<Value> results = [];
        List<Value> thenValues = [];
        List<Value> elseValues = [];
        content = Contents(then, @else, results, thenValues, elseValues);
        Bindings after = _before.Copy();
        foreach (Slot slot in Changed(then, @else, keepAll: isExpression))
        {
            Value? whenTrue = then.Flow.Ends ? null : then.Bindings[slot] ?? Default(then, slot);
            Value? whenFalse = @else.Flow.Ends ? null : @else.Bindings[slot] ?? Default(@else, slot);
            if (whenTrue == whenFalse)
            {
                after[slot] = whenTrue;
                continue;
            }

            var result = new Value(slot.Type, slot.Name);
            results.Add(result);
            thenValues.Add(whenTrue!);
            elseValues.Add(whenFalse!);
            after[slot] = result;
        }

        if (!then.Flow.Ends)
            then.Block.Terminator = Terminator.Yield([.. thenValues]);
        if (!@else.Flow.Ends)
            @else.Block.Terminator = Terminator.Yield([.. elseValues]);
        scope.Builder.Append(new IfOp(condition, then.Block, @else.Block, [.. results]) { IsExpression = isExpression });
        scope.Bindings = after;
        if (flow.Ends)
            _outside.Terminator = new Terminator(TerminatorKind.Unreachable);
        return flow;
    }

    public static Flow Normalise(Flow flow, Tail? tail)
    {
        foreach (Region region in flow.Skips)
        {
            if (Tail.Contains(tail, region))
                flow = flow.Without(region, falls: true);
        }

        return flow;
    }

    private void Enter()
    {
        scope.Block = new Block();
        scope.Bindings = _before.Copy();
        scope.Builder.Site = _site;
    }

    private Branch Leave(Flow flow, Content? content, Block? entry = null) => new(entry ?? scope.Block, scope.Bindings, flow, content);

    private void SetFlags(Branch branch, Flow flow)
    {
        if (branch.Flow.Ends)
            return;
        foreach (Region region in flow.Skips)
        {
            if (branch.Flow.IsUndecided && branch.Flow.Has(region))
                continue;
            scope.Block = branch.Block;
            branch.Bindings[region.Flag] = scope.Builder.Constant(branch.Flow.Has(region));
        }

        scope.Block = _outside;
    }

    private Content? Contents(Branch then, Branch @else, List<Value> results, List<Value> thenValues, List<Value> elseValues)
    {
        if ((then.Content ?? @else.Content) is not { } shape)
            return null;
        Queue<Value> values = new();
        Value[] whenTrue = then.Content is null ? [] : [.. then.Content.Values];
        Value[] whenFalse = @else.Content is null ? [] : [.. @else.Content.Values];
        int i = 0;
        foreach (Value value in shape.Values)
        {
            var result = new Value(value.Type);
            values.Enqueue(result);
            results.Add(result);
            if (whenTrue.Length > 0)
                thenValues.Add(whenTrue[i]);
            if (whenFalse.Length > 0)
                elseValues.Add(whenFalse[i]);
            i++;
        }

        return shape.With(values);
    }

    private Value Default(Branch branch, Slot slot)
    {
        scope.Block = branch.Block;
        Value value = scope.Builder.Default(slot.Type);
        scope.Block = _outside;
        return value;
    }

    // In order of declaration, so that the same program always gives the same IR.
    private IEnumerable<Slot> Changed(Branch then, Branch @else, bool keepAll)
    {
        HashSet<Slot> changed = [];
        foreach (Branch branch in (Branch[])[then, @else])
        {
            if (branch.Flow.Ends)
                continue;
            foreach (Slot slot in branch.Bindings.Slots)
            {
                if ((keepAll || slot.Order < _inside) && branch.Bindings[slot] != _before[slot])
                    changed.Add(slot);
            }
        }

        return changed.OrderBy(slot => slot.Order);
    }
}
