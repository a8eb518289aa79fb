using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Shrinking;

/// <summary>Smaller trees made from one tree, each a single step.</summary>
public static class NodeReductions
{
    /// <summary>The outermost block with runs of statements left out, long runs first.</summary>
    public static IEnumerable<Block> Blocks(Block block)
    {
        int count = block.Statements.Count;
        for (int run = count / 2; run >= 1; run /= 2)
            for (int start = 0; start + run <= count; start += run)
                yield return new Block([.. block.Statements.Take(start), .. block.Statements.Skip(start + run)]);
    }

    public static IEnumerable<Node> Of(Node node)
    {
        foreach (Node smaller in Own(node))
            yield return smaller;
        IReadOnlyList<Node> children = node.Children;
        for (int i = 0; i < children.Count; i++)
        {
            foreach (Node smaller in Of(children[i]))
            {
                Node[] copy = [.. children];
                copy[i] = smaller;
                yield return node.With(copy);
            }
        }
    }

    private static IEnumerable<Node> Own(Node node) => node switch
    {
        Block b => OfBlock(b),
        SwitchExpr s => OfSwitch(s),
        LinqChain { Steps.Count: > 0 } l => [.. l.Steps.Select(dropped => l with { Steps = [.. l.Steps.Where(s => s != dropped)] }), new Literal(l.Type, 0.5)],
        TensorNumber { Function: not "Sum" } t => [t with { Function = "Sum", Arguments = [t.Arguments[0]] }, new Literal(t.Type, 0.5)],
        Expr e => OfExpression(e),
        PairExpr p => p is PairNew ? [] : [.. p.Children.OfType<PairExpr>(), new PairNew(Half(p), Half(p), ByName: false)],
        CellNew { Array: not null } n => [n with { Array = null }],
        CellNew { Values.Count: > 0 } n => [n with { Values = [] }],
        CellNew => [],
        MatrixExpr m => m.Children.OfType<MatrixExpr>(),
        CopyVector { Start: not null } s => [s with { Start = null }],
        DenseStep { Raised: 0 } s => [new TensorMap(Scalar.Double, "Negate", [s.Destination], s.Destination)],
        TensorMap { Function: not "Negate" } s => s.Arguments.OfType<BufferExpr>().Select(argument => s with { Function = "Negate", Arguments = [argument] }),
        NumericExpr n => n.Children.OfType<NumericExpr>(),
        CellExpr c => c.Children.OfType<CellExpr>(),
        SwapCellElements s => [new ReplaceCell(s.Left, s.Right)],
        DeclareMaybe s => [new DeclareCell(s.Name, s.Value)],
        SwapCells s => [new AssignCell(s.Left, new CellVar(s.Right))],
        ChangeCell { Argument: not null } s => [s with { Argument = null }],
        If s => s.Else is null ? [] : [s with { Else = null }, s with { Then = s.Else, Else = null }],
        Switch s => s.Cases.Select(dropped => s with { Cases = [.. s.Cases.Where(c => c != dropped)] }).Where(c => c.Cases.Count > 0),
        Case c => OfCase(c),
        NewBuffer { Values.Count: > 0 } s => [s with { Values = [] }],
        NewPairs { Values.Count: > 0 } s => [s with { Values = [] }],
        RefPair s => [new DeclarePair(s.Name, s.Place)],
        SwapPairs s => [new AssignPair(s.Left, "=", s.Right)],
        TurnPair s => [new AssignPair(s.Target, "=", new PairFrom(s.Angle))],
        ReplaceRow { Source: not null } s => [s with { Source = null, Copied = false }],
        ReplaceRow { Values.Count: > 0 } s => [s with { Values = [] }],
        NextState { Source: not null } s => [s with { Source = null, Copied = false }],
        NextState { Values.Count: > 0 } s => [s with { Values = [] }],
        Foreach { ByReference: true } s => [s with { ByReference = false }],
        ForeachPair { ByReference: true } s => [s with { ByReference = false }],
        AssignInline { Value: not null } s => [s with { Value = null }],
        InlineChoice or InlineSum => node.Children.OfType<BufferExpr>(),
        Alias { Kind: BufferKind.Inline } s => [new NewBuffer(s.Type, s.Name, s.Kind, new Literal(Scalar.Int, 1), null, [])],
        While s => OfWhile(s),
        NewList { Start: ListStart.Maybe } s => [s with { Start = ListStart.Alias, Test = null, Values = [] }, s with { Start = ListStart.Initialiser, Source = null, Test = null }],
        NewList { Start: ListStart.Copy or ListStart.Chain } s => [s with { Start = ListStart.Initialiser, Source = null }],
        NewList { Values.Count: > 1 } s => [s with { Values = [s.Values[0]] }],
        Restart { Values.Count: > 1 } s => [s with { Values = [s.Values[0]] }],
        Unfold s => [new Append(s.Name, new ListElement(s.Value.Type, s.Name, null, false))],
        AppendAll { Source: ChainSource c } s => [new Append(s.Name, new Literal(c.Chain.Type, 0.5))],
        Declare { Names.Count: 2, Values.Count: 2 } s => [.. Enumerable.Range(0, 2).Select(i => s with { Names = [s.Names[i]], Values = [s.Values[i]] })],
        Declare { Names.Count: 1, Values: [Var v] } s => [s with { Values = [new Literal(v.Type, 0.5)] }],
        Return { Values: [Var v] } s => [s with { Values = [new Literal(v.Type, 0.5)] }],
        TupleAssign { Targets.Count: 2 } s => [new Assign(s.Targets[0], "=", s.Values[0]), new Assign(s.Targets[1], "=", s.Values[1])],
        Slice s when s.Start is not Literal => [s with { Start = new Literal(Scalar.Int, 0) }],
        AliasPairs { Source: Slice s } a when a.Kind != BufferKind.Array => [a with { Source = new BufferRef(s.Name, s.Kind) }],
        Alias { Source: Slice s } a when a.Kind != BufferKind.Array => [a with { Source = new BufferRef(s.Name, s.Kind) }],
        _ => [],
    };

    // Of the type of some number in it: where that is not the struct's, the tree does not compile.
    private static Literal Half(PairExpr pair) => new(pair.All().OfType<Expr>().Select(e => e.Type).FirstOrDefault(t => t.IsReal(), Scalar.Double), 0.5);

    /// <summary>Without one statement, or with what a compound statement holds in its place.</summary>
    private static IEnumerable<Node> OfBlock(Block block)
    {
        IReadOnlyList<Stmt> statements = block.Statements;
        for (int i = 0; i < statements.Count; i++)
        {
            IEnumerable<Block> inner = statements[i] switch
            {
                If s => s.Else is null ? [s.Then] : [s.Then, s.Else],
                Switch s => s.Cases.Select(c => c.Body),
                Loop s => [s.Body],
                Block b => [b],
                _ => [],
            };
            IEnumerable<Stmt> before = statements.Take(i), after = statements.Skip(i + 1);
            yield return new Block([.. before, .. after]);
            foreach (Block body in inner)
                yield return new Block([.. before, .. body.Statements, .. after]);
        }
    }

    private static IEnumerable<Node> OfExpression(Expr e)
    {
        if (e is Literal l)
        {
            double simple = l.Type.IsReal() ? 0.5 : 1;
            return l.Value is 0 or 1 or 0.5 || l.Type == Scalar.Bool ? [] : [l with { Value = simple }];
        }
        var smaller = new List<Node>();
        smaller.AddRange(e.Children.OfType<Expr>().Where(c => c.Type == e.Type));
        // An assignment's target and a passed reference are not expressions to be replaced by numbers; such trees just do not compile.
        if (e.Type == Scalar.Bool)
            smaller.AddRange([new Literal(Scalar.Bool, 1), new Literal(Scalar.Bool, 0)]);
        else if (e.Type == Scalar.Int)
            smaller.AddRange([new Literal(Scalar.Int, 0), new Literal(Scalar.Int, 1)]);
        else if (e is not Var)
            smaller.Add(new Literal(e.Type, 0.5));
        return smaller;
    }

    private static IEnumerable<Node> OfSwitch(SwitchExpr s)
    {
        foreach (Arm arm in s.Arms)
            if (arm.Value.Type == s.Type)
                yield return arm.Value;
        foreach (Arm arm in s.Arms.SkipLast(1))
        {
            yield return s with { Arms = [.. s.Arms.Where(a => a != arm)] };
            if (arm.Guard is not null)
                yield return s with { Arms = [.. s.Arms.Select(a => a == arm ? a with { Guard = null } : a)] };
        }
    }

    private static IEnumerable<Node> OfCase(Case c)
    {
        if (c.Guard is not null)
            yield return c with { Guard = null };
        if (c.Labels.Count > 1)
            yield return c with { Labels = [c.Labels[0]] };
    }

    private static IEnumerable<Node> OfWhile(While s)
    {
        if (s.Style != CounterStyle.First)
            yield return s with { Style = CounterStyle.First };
        if (s.Limit > 2)
            yield return s with { Limit = 2 };
    }
}
