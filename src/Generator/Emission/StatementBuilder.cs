using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>Turns blocks into statements. What blocks yield becomes moves, of which later stages remove most.</summary>
internal sealed class StatementBuilder(IrFunction function, IReadOnlyList<Delivery> deliveries, Needs needs, Inlining inlining)
{
    public Scope Build()
    {
        var scope = new Scope(null);
        Fill(scope, function.Body, null, null);
        Finish(scope, function.Body.Terminator.Operands);
        return scope;
    }

    private void Fill(Scope scope, Block block, Op? owner, LoopOp? loop)
    {
        foreach (Op op in block.Ops)
        {
            if (!needs.Contains(op) || (op.Results.Length == 1 && inlining.IsInlined(op.Result)))
                continue;
            Add(scope, op, loop);
            if (scope.Leaves)
                return;
        }

        Terminator end = block.Terminator;
        switch (end.Kind)
        {
            case TerminatorKind.Yield when owner is not null:
                Move(scope, owner is IfOp ? owner.Results : CarriedBy(owner), end.Operands, owner);
                break;
            case TerminatorKind.Exit:
                Move(scope, loop!.Results, end.Operands, loop);
                scope.Add(new Break());
                break;
            case TerminatorKind.Throw:
                scope.Add(new Throw(end));
                break;
        }
    }

    private void Add(Scope scope, Op op, LoopOp? loop)
    {
        switch (op)
        {
            case IfOp branch when !inlining.IsExpression(op):
                if (branch.Condition.Definition is ConstantOp { Content: bool isTrue } && inlining.IsInlined(branch.Condition))
                {
                    // C# warns of code that is never reached.
                    Fill(scope, isTrue ? branch.Then : branch.Else, op, loop);
                    break;
                }

                var statement = Of(op, new Branch(branch.Condition, new Scope(scope), new Scope(scope)));
                Fill(statement.Then, branch.Then, op, loop);
                Fill(statement.Else, branch.Else, op, loop);
                scope.Add(statement);
                break;
            case ForOp counted:
                Move(scope, CarriedBy(op), [.. counted.Initial], op);
                var header = new Scope(scope);
                var body = new Scope(header);
                Fill(body, counted.Body, op, null);
                scope.Add(Of(op, new CountedLoop(counted, header, body)));
                Move(scope, op.Results, CarriedBy(op), op);
                break;
            case LoopOp inner:
                Move(scope, CarriedBy(op), op.Operands, op);
                var outside = new Scope(scope);
                var inside = new Scope(outside);
                Fill(inside, inner.Body, op, inner);
                scope.Add(Of(op, new Loop(inner, outside, inside)));
                break;
            default:
                scope.Add(Of(op, new Evaluate(op, [.. op.Results.Select(result => needs.Contains(result) ? result : null)])));
                break;
        }
    }

    private static Value[] CarriedBy(Op loop) => loop is ForOp counted ? counted.Carried.ToArray() : loop.Blocks[0].Parameters;

    private void Move(Scope scope, Value[] targets, Value[] sources, Op owner)
    {
        var pairs = new List<KeyValuePair<Value, Value>>();
        for (int i = 0; i < targets.Length; i++)
        {
            if (needs.Contains(targets[i]) && targets[i] != sources[i])
                pairs.Add(new(targets[i], sources[i]));
        }

        if (pairs.Count > 0)
            scope.Add(new Move(pairs) { IsAdjoint = owner.IsAdjoint });
    }

    private static T Of<T>(Op op, T statement)
        where T : Statement
    {
        statement.Site = op.Site;
        statement.IsAdjoint = op.IsAdjoint;
        return statement;
    }

    private void Finish(Scope scope, Value[] results)
    {
        if (scope.Leaves)
            return;
        var values = (Value[])results.Clone();
        SaveOverwritten(scope, values);
        for (int i = 0; i < values.Length; i++)
        {
            Delivery delivery = deliveries[i];
            if (delivery.Format is not null)
                scope.Add(new Deliver(delivery, [.. values.Skip(i).Take(delivery.Count)]));
            else if (delivery.Count > 0 && delivery.Kind != DeliveryKind.Return && !(delivery.Kind == DeliveryKind.Assign && Reads(values[i], delivery.Target, isExactly: true)))
                scope.Add(new Deliver(delivery, [values[i]]));
        }

        Value[] returned = [.. values.Where((_, i) => deliveries[i].Kind == DeliveryKind.Return)];
        if (returned.Length > 0)
            scope.Add(new Return(returned));
    }

    /// <summary>Delivering to a <c>ref</c> parameter overwrites what the parameter came in with: who still reads that gets a copy.</summary>
    private void SaveOverwritten(Scope scope, Value[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => deliveries[i].Kind == DeliveryKind.Return).ToList();
        var written = new HashSet<string>();
        foreach (int i in order)
        {
            Value value = values[i];
            if (written.Any(target => Reads(value, target, isExactly: false)))
            {
                var copy = new Value(value.Type, value.Name);
                scope.Add(new Move([new(copy, value)]));
                values[i] = copy;
            }

            if (deliveries[i].Kind != DeliveryKind.Return)
                written.Add(deliveries[i].Target);
        }
    }

    private bool Reads(Value value, string target, bool isExactly)
    {
        if (isExactly && inlining.IsInlined(value))
            return false;
        bool reads = false;
        inlining.Leaves(value, leaf => reads |= function.Parameters.Any(p => p.Content == leaf && p.Name == target));
        return reads;
    }
}
