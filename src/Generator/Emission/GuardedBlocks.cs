using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

/// <summary>
/// Several products that one factor of 0 keeps at 0 become a block that runs only where the factor is another: not <c>aBar += t == 0 ? 0 : t * a; bBar += t == 0 ? 0 : t * b;</c> but
/// <c>if (t != 0) { … }</c>, with all that serves these products alone.
/// </summary>
internal sealed class GuardedBlocks
{
    private readonly Block _block;

    // Where in the block the users of a value are, those in nested blocks at the operation that holds them, and its end.
    private readonly Dictionary<Value, List<int>> _users = [];

    private GuardedBlocks(Block block)
    {
        _block = block;
        for (int i = 0; i < block.Ops.Count; i++)
            Index(block.Ops[i], i);
        Index(block.Terminator.Operands, block.Ops.Count);
    }

    public static void Settle(Block block)
    {
        foreach (Block inner in block.Ops.SelectMany(op => op.Blocks).ToArray())
            Settle(inner);
        var tried = new HashSet<Value>();
        while (Next(block, tried) is { } guards)
        {
            tried.Add(guards[0].Condition);
            new GuardedBlocks(block).Join(guards);
        }
    }

    private static List<SelectOp>? Next(Block block, HashSet<Value> tried) => block.Ops.OfType<SelectOp>()
        .Where(op => op is { IsGuard: true, Condition: { Type.Kind: TypeKind.Bool, Definition: ArithmeticOp { Code: Operator.Equal } } } && op.Result.Type.Kind is TypeKind.Double or TypeKind.Float && !tried.Contains(op.Condition))
        .GroupBy(op => op.Condition).Where(group => group.Count() > 1).Select(group => group.ToList()).FirstOrDefault();

    private void Index(Op op, int position)
    {
        Index(op.Operands, position);
        foreach (Block inner in op.Blocks)
        {
            foreach (Op nested in inner.Ops)
                Index(nested, position);
            Index(inner.Terminator.Operands, position);
        }
    }

    private void Index(Value[] used, int position)
    {
        foreach (Value value in used)
        {
            if (!_users.TryGetValue(value, out List<int>? users))
                _users.Add(value, users = []);
            users.Add(position);
        }
    }

    private IEnumerable<int> Users(Value value) => _users.TryGetValue(value, out List<int>? users) ? users : [];

    private void Join(List<SelectOp> guards)
    {
        // What adds a product to something goes along, unless its result is needed sooner.
        var apart = new HashSet<int>();
        while (guards.Count > 1)
        {
            SortedSet<int> inside = Inside(guards, apart);
            int[] early = [.. inside.Where(i => !CanWait(i, inside))];
            if (early.Length == 0)
            {
                Replace(inside, guards);
                return;
            }

            apart.UnionWith(early);
            guards.RemoveAll(guard => apart.Contains(_block.Ops.IndexOf(guard)));
        }
    }

    // The guards, what adds their results to something, and what serves nothing else.
    private SortedSet<int> Inside(List<SelectOp> guards, HashSet<int> apart)
    {
        SortedSet<int> inside = [.. guards.Select(guard => _block.Ops.IndexOf(guard))];
        foreach (SelectOp guard in guards)
        {
            int[] users = [.. Users(guard.Result)];
            if (users.Length == 1 && users[0] < _block.Ops.Count && !apart.Contains(users[0]) && IsAddition(_block.Ops[users[0]], guard.Result))
                inside.Add(users[0]);
        }

        // What the products are added to is needed without them.
        HashSet<Value> sums = [.. inside.Select(i => _block.Ops[i]).Where(op => op is ArithmeticOp).SelectMany(op => op.Operands)];
        for (int i = inside.Max; i >= 0; i--)
        {
            Op op = _block.Ops[i];
            if (!inside.Contains(i) && !apart.Contains(i) && op is ArithmeticOp { IsChecked: false } or FunctionOp or ConvertOp { IsChecked: false } or SelectOp or LoadOp
                && op.Results.All(result => result.Type.IsFloating && !sums.Contains(result) && Users(result).Any() && Users(result).All(inside.Contains)))
                inside.Add(i);
        }

        return inside;
    }

    private static bool IsAddition(Op op, Value added) => op switch
    {
        ArithmeticOp { Code: Operator.Add } => true,
        ArithmeticOp { Code: Operator.Subtract } => op.Operands[1] == added,
        AccumulateOp accumulate => accumulate.Added == added,
        _ => false,
    };

    // Whether the operation may run where the last of them does.
    private bool CanWait(int position, SortedSet<int> inside)
    {
        Op op = _block.Ops[position];
        if (op.Results.Any(result => Users(result).Any(user => user < inside.Max && !inside.Contains(user))))
            return false;
        Effects forbidden = op switch
        {
            AccumulateOp => ~Effects.Allocates,
            LoadOp => Effects.WritesMemory | Effects.External,
            _ => Effects.None,
        };
        return Enumerable.Range(position + 1, inside.Max - position).All(i => inside.Contains(i) || (_block.Ops[i].AllEffects() & forbidden) == 0);
    }

    // a + −b, or −b + a, where the product was the negative of another.
    private ArithmeticOp? Difference(Op op, Value[] operands, Block block)
    {
        for (int i = 0; i < 2 && op is ArithmeticOp { Code: Operator.Add }; i++)
        {
            if (operands[i].Definition is ArithmeticOp { Code: Operator.Negate } negative && block.Ops.Contains(negative)
                && op.Operands[i].Definition is SelectOp { WhenFalse: var product } && Users(op.Operands[i]).Count() == 1 && Users(product).Count() == 1)
            {
                block.Ops.Remove(negative);
                return new ArithmeticOp(Operator.Subtract, [operands[1 - i], negative.Operands[0]], new Value(op.Result.Type, op.Result.Name)) { Site = op.Site, IsAdjoint = op.IsAdjoint };
            }
        }

        return null;
    }

    private void Replace(SortedSet<int> inside, List<SelectOp> guards)
    {
        Op[] ops = [.. inside.Select(i => _block.Ops[i])];
        var condition = (ArithmeticOp)guards[0].Condition.Definition!;
        Value[] results = [.. ops.SelectMany(op => op.Results).Where(result => Users(result).Any(user => !inside.Contains(user)))];
        var product = new Block();
        var zero = new Block();
        var products = new Substitution();
        var zeros = new Substitution();
        var none = new Builder(zero) { IsAdjoint = true };
        foreach (Op op in ops)
        {
            Value[] operands = [.. op.Operands.Select(operand => products[operand])];
            if (op is SelectOp select && select.Condition == condition.Result)
            {
                // Another choice by the same condition, on the way to a product, has been made as well.
                products.Replace(select.Result, operands[2]);
                if (guards.Contains(select))
                    zeros.Replace(select.Result, none.Constant(0, select.Result.Type));
                continue;
            }

            Op copy = Difference(op, operands, product) ?? op.With(operands, [.. op.Results.Select(result => new Value(result.Type, result.Name))], []);
            product.Ops.Add(copy);

            // What is added is what the line is about.
            if (op.Operands.FirstOrDefault(IsGuarded) is { Definition: { } added })
                copy.Site = added.Site;
            if (op.Results is [var sum])
            {
                products.Replace(sum, copy.Result);
                zeros.Replace(sum, op.Operands[IsGuarded(op.Operands[0]) ? 1 : 0]);
            }
        }

        product.Terminator = Terminator.Yield([.. results.Select(result => products[result])]);
        zero.Terminator = Terminator.Yield([.. results.Select(result => zeros[result])]);
        var differs = new ArithmeticOp(Operator.NotEqual, condition.Operands, new Value(IrType.Bool)) { Site = condition.Site, IsAdjoint = condition.IsAdjoint };
        var branch = new IfOp(differs.Result, product, zero, results) { Site = ops[0].Site, IsAdjoint = true };
        _block.Ops.InsertRange(inside.Max + 1, [differs, branch]);
        foreach (int i in inside.Reverse())
            _block.Ops.RemoveAt(i);
        if (Users(condition.Result).All(inside.Contains))
            _block.Ops.Remove(condition);

        bool IsGuarded(Value value) => value.Definition is SelectOp guard && guards.Contains(guard);
    }
}
