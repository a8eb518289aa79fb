using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Coverage;

/// <summary>What a construct is counted under.</summary>
public enum Dimension
{
    Loop,
    Exit,
    InPlace,
    Alias,
    Call,
    Type,
}

public readonly record struct Feature(Dimension Dimension, string Name) : IComparable<Feature>
{
    public int CompareTo(Feature other) => (Dimension, Name).CompareTo((other.Dimension, other.Name));

    public override string ToString() => Name;
}

/// <summary>
/// Which pairs of constructs meet in a program. A pair with a loop counts where the other stands inside such a loop, and for
/// <c>break</c>, <c>continue</c> and <c>return</c> in that loop itself; other pairs count where both occur.
/// </summary>
public static class Features
{
    /// <summary>Copies of inline arrays, which are no aliases.</summary>
    public const string InlineArray = "inline array";

    public static IReadOnlyDictionary<Dimension, string[]> All { get; } = new Dictionary<Dimension, string[]>
    {
        [Dimension.Loop] = ["for", "for down", "for step", "for real", "for data", "foreach", "while", "do"],
        [Dimension.Exit] = ["break", "continue", "return in loop", "early return", "throw"],
        [Dimension.InPlace] = ["accumulate", "carried", "element update", "element neighbour", "element write", "swap", "struct element", "object"],
        [Dimension.Alias] = ["span", "slice", "array", "row", "copy", "buffer swap", "object", "ref local", "row replaced", "object parameter", "object array", "state", "list", "growing list", "sequence", InlineArray],
        [Dimension.Call] = ["expression", "block", "in place", "reference", "tuple", "recursive", "array result", "local function", "other type", "marked", "closure", "lambda", "passed lambda", "struct", "struct array", "generic", "class", "in parameter", "linq", "numerics", "tensor"],
        [Dimension.Type] = ["double", "float", "mixed"],
    };

    public static HashSet<(Feature, Feature)> Pairs(RandomProgram program)
    {
        var pairs = new HashSet<(Feature, Feature)>();
        HashSet<Feature> everywhere = [.. program.All().SelectMany(n => Of(n, program)), Type(program), .. EarlyExits(program.Body), .. program.Helpers.SelectMany(h => EarlyExits(h.Body))];
        if (program.Parameters.Any(p => p is { IsCell: true, Buffer: null }))
            everywhere.Add(new(Dimension.Alias, "object parameter"));
        if (program.Parameters.Any(p => p is { IsCell: true, Buffer: not null }))
            everywhere.Add(new(Dimension.Alias, "object array"));
        if (program.Parameters.Any(p => p.Buffer is { } kind && kind.IsList()))
            everywhere.Add(new(Dimension.Alias, "list"));
        foreach (Feature a in everywhere)
            foreach (Feature b in everywhere)
                if (a.Dimension < b.Dimension && !(a.Dimension == Dimension.Loop && IsStructural(b)))
                    pairs.Add((a, b));
        foreach (Loop loop in program.All().OfType<Loop>())
        {
            Feature kind = Kind(loop);
            foreach (Feature inside in loop.Body.All().SelectMany(n => Of(n, program)).Concat(Exits(loop)))
                if (IsStructural(inside))
                    pairs.Add((kind, inside));
        }
        return pairs;
    }

    private static bool IsStructural(Feature f) => f.Dimension is Dimension.InPlace or Dimension.Call || f is { Dimension: Dimension.Exit, Name: "break" or "continue" or "return in loop" };

    private static Feature Type(RandomProgram program)
    {
        if (program.Type == Scalar.Float)
            return new(Dimension.Type, "float");
        bool mixed = program.Parameters.Any(p => p.Type == Scalar.Float) || program.All().OfType<Expr>().Any(e => e.Type == Scalar.Float);
        return new(Dimension.Type, mixed ? "mixed" : "double");
    }

    private static Feature Kind(Loop loop) => new(Dimension.Loop, loop switch
    {
        For f when f.To.All().Concat(f.From.All()).Any(n => n is Cast or Var) => "for data",
        For { Step: < 0 } => "for down",
        For { Step: > 1 } => "for step",
        For => "for",
        RealFor => "for real",
        Foreach or ForeachPair or ForeachCell => "foreach",
        While { IsDo: true } => "do",
        _ => "while",
    });

    private static IEnumerable<Feature> Of(Node node, RandomProgram program)
    {
        switch (node)
        {
            case Loop loop:
                return loop switch
                {
                    Foreach { Rows: true } => [Kind(loop), new(Dimension.Alias, "row")],
                    Foreach { ByReference: true } or ForeachPair { ByReference: true } => [Kind(loop), new(Dimension.Alias, "ref local")],
                    _ => [Kind(loop)],
                };
            case LinqCall or LinqChain or PairSum:
                return [new(Dimension.Call, "linq")];
            case ITensorNode:
                return [new(Dimension.Call, "tensor")];
            case INumericNode:
                return [new(Dimension.Call, "numerics")];
            case RefLocal or RefPair:
                return [new(Dimension.Alias, "ref local")];
            case NextState:
                return [new(Dimension.Alias, "state")];
            case KeepSequence or ChainSource:
                return [new(Dimension.Alias, "sequence"), new(Dimension.Call, "linq")];
            case IGrowingNode:
                return [new(Dimension.Alias, "growing list")];
            case ReplaceRow:
                return [new(Dimension.Alias, "row replaced")];
            case Assign a:
                return [new(Dimension.InPlace, InPlace(a))];
            case TurnPair { Target: PairElement }:
                return [new(Dimension.InPlace, "struct element"), new(Dimension.Call, "struct")];
            case AssignPair { Target: PairElement } or SwapPairs:
                return [new(Dimension.InPlace, "struct element")];
            case ChangeCell:
                return [new(Dimension.InPlace, "object"), new(Dimension.Call, "class")];
            case ReplaceCell or SwapCellElements:
                return [new(Dimension.InPlace, "object"), new(Dimension.Alias, "object array")];
            case CellElement or NewCells:
                return [new(Dimension.Alias, "object array")];
            case ChangeMaybe or CellMaybe or CellTest or CellCall or CellMember { Name: "Size" or "Half" } or CellItem { ByIndexer: true }:
                return [new(Dimension.Call, "class")];
            case DeclareCell { Value: not CellNew } or AssignCell { Value: not CellNew } or SwapCells:
                return [new(Dimension.Alias, "object")];
            case TupleAssign:
                return [new(Dimension.InPlace, "swap")];
            case AssignInline or Alias { Kind: BufferKind.Inline }:
                return [new(Dimension.Alias, InlineArray)];
            case BufferSwap:
                return [new(Dimension.Alias, "buffer swap")];
            case Alias a:
                return a.Source is BufferCall ? [] : [new(Dimension.Alias, Name(a.Source, a.Kind))];
            case AliasPairs a:
                return [new(Dimension.Alias, Name(a.Source, a.Kind))];
            case Slice:
                return [new(Dimension.Alias, "slice")];
            case Row:
                return [new(Dimension.Alias, "row")];
            case Guard:
                return [new(Dimension.Exit, "throw")];
            case PairMix or TurnPair or PairOperator or PairFrom or PairMember { Name: "Size" } or PairParts:
                return [new(Dimension.Call, "struct")];
            case HelperCall c when program.Helpers.FirstOrDefault(h => h.Name == c.Helper) is { } helper:
                return Kinds(helper).Select(name => new Feature(Dimension.Call, name));
            default:
                return [];
        }
    }

    private static string InPlace(Assign a)
    {
        bool product = a.Operator is "*=" or "/=";
        if (a.Target is Var v)
            return product || a.Value.All().Any(n => n is Var w && w.Name == v.Name) ? "carried" : a.Operator == "=" ? "none" : "accumulate";
        if (a.Target is ICellNode)
            return "object";
        if (a.Target is ListElement)
            return product || a.Value.All().Any(n => n is ListElement) ? "element update" : a.Operator == "=" ? "element write" : "accumulate";
        if (a.Target is INumericNode)
            return "none";
        if (a.Target is not Element target)
            return "struct element";
        Element[] reads = [.. a.Value.All().OfType<Element>().Where(e => e.Buffer == target.Buffer)];
        if (reads.Any(e => !Same(e, target)))
            return "element neighbour";
        return product || reads.Length > 0 ? "element update" : a.Operator == "=" ? "element write" : "accumulate";
    }

    private static bool Same(Element a, Element b) => a.Index.ToString() == b.Index.ToString() && a.Column?.ToString() == b.Column?.ToString();

    private static string Name(BufferExpr source, BufferKind kind) => (source, kind) switch
    {
        (Row, _) => "row",
        (Slice, BufferKind.Array) => "copy",
        (Slice, _) => "slice",
        (_, BufferKind.Array) => "array",
        _ => "span",
    };

    private static IEnumerable<string> Kinds(Helper helper)
    {
        if (helper.Place == HelperPlace.LocalFunction)
            yield return "local function";
        if (helper.Place == HelperPlace.OtherType)
            yield return "other type";
        if (helper.Place == HelperPlace.Closure)
            yield return "closure";
        if (helper.Place == HelperPlace.Lambda)
            yield return "lambda";
        if (helper.Place == HelperPlace.Passed)
            yield return "passed lambda";
        if (helper.Marked)
            yield return "marked";
        if (helper.IsRecursive)
            yield return "recursive";
        if (helper.Result == ResultKind.Tuple)
            yield return "tuple";
        if (helper.Result == ResultKind.Pair || helper.Parameters.Any(p => p.IsPair))
            yield return "struct";
        if (helper.Parameters.Any(p => p is { IsPair: true, Buffer: not null }))
            yield return "struct array";
        if (helper.Parameters.Any(p => p.IsCell))
            yield return "class";
        if (helper.IsGeneric)
            yield return "generic";
        if (helper.Result == ResultKind.Array)
            yield return "array result";
        if (helper.Parameters.Any(p => p.IsDelivered))
            yield return "reference";
        if (helper.Parameters.Any(p => p.Pass == PassBy.In))
            yield return "in parameter";
        if (helper.Body.All().OfType<Assign>().Any(a => a.Target is Element e && helper.Parameters.Any(p => p.Name == e.Buffer)))
            yield return "in place";
        yield return helper.IsExpressionBodied ? "expression" : "block";
    }

    /// <summary>The exits of this loop, those of loops inside it left out.</summary>
    private static IEnumerable<Feature> Exits(Node node)
    {
        foreach (Node child in node.Children)
        {
            if (child is Break)
                yield return new(Dimension.Exit, "break");
            else if (child is Continue)
                yield return new(Dimension.Exit, "continue");
            else if (child is Return)
                yield return new(Dimension.Exit, "return in loop");
            else if (child is not Loop)
                foreach (Feature exit in Exits(child))
                    yield return exit;
        }
        if (node is While { Style: CounterStyle.Guard })
            yield return new(Dimension.Exit, "break");
    }

    /// <summary>Exits outside of loops, those at the very end of the method left out, and all that stand in loops.</summary>
    private static IEnumerable<Feature> EarlyExits(Block body)
    {
        foreach (Stmt statement in body.Statements)
        {
            if (statement is not (Loop or Return) && OutsideLoops(statement).Any(n => n is Return))
                yield return new(Dimension.Exit, "early return");
        }
        foreach (Loop loop in body.All().OfType<Loop>())
            foreach (Feature exit in Exits(loop))
                yield return exit;
    }

    private static IEnumerable<Node> OutsideLoops(Node node) =>
        node is Loop ? [] : node.Children.SelectMany(OutsideLoops).Prepend(node);
}
