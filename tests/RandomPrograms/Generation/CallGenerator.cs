using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Calls of helpers with arguments that fit and do not overlap.</summary>
public sealed class CallGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private const int Deepest = 3;
    private const string Shared = ".";

    // Arguments that call again, and theirs, would be without end.
    private const int MostNested = 2;

    private Rng Rng => context.Rng;

    /// <summary>A call that yields a number of this type, or null if no helper does.</summary>
    public HelperCall? Number(Scalar type) => Pick(h => h.Result == ResultKind.Scalar && (h.Type == type || (type == Scalar.Double && h.Type == Scalar.Float)));

    /// <summary>A call that yields a pair, or null if no helper does.</summary>
    public HelperCall? Pair() => Pick(h => h.Result == ResultKind.Pair);

    /// <summary>A call that yields an inline array, or null if no helper does.</summary>
    public HelperCall? Inline() => Pick(h => h.Result == ResultKind.Inline);

    public HelperCall? Of(Helper helper)
    {
        var arguments = new List<Node>();
        var roots = new HashSet<int>();
        var variables = new HashSet<string>();
        bool hasObject = false;
        if (context.CallDepth >= MostNested)
            return null;
        context.CallDepth++;
        foreach (Parameter p in helper.Parameters)
        {
            Node? argument = p switch
            {
                { Buffer: BufferKind.Inline } => Inline(p, roots),
                { IsPair: true, Buffer: not null } => PairBuffer(p, roots),
                { IsPair: true, Pass: PassBy.In } => ReadOnlyPair(roots, variables),
                { Pass: PassBy.In } => ReadOnly(p, roots, variables),
                { IsPair: true, Pass: PassBy.Ref } => PairReference(roots, variables),
                { IsCell: true, Buffer: not null } => Objects(p, roots, variables, ref hasObject),
                { IsCell: true } => Object(roots, variables, ref hasObject),
                { IsPair: true } => expressions.Pairs.Value(0),
                { IsGrowing: true } => GrowingList(p, roots),
                { Buffer: not null } => Buffer(p, roots),
                { Pass: not PassBy.Value } => Reference(p, roots, variables),
                { Type: Scalar.Int } => expressions.Integers.Small(),
                { Type: Scalar.Bool } => expressions.Conditions.Bool(0),
                _ => expressions.Below(ExpressionGenerator.Cap, p.Type, context.LoopDepth > 1 ? 1 : Rng.Between(0, 2)),
            };
            if (argument is null)
                break;
            arguments.Add(argument);
        }
        context.CallDepth--;
        if (arguments.Count < helper.Parameters.Count)
            return null;
        if (helper.IsRecursive)
            arguments.Add(IntegerGenerator.Constant(Rng.Between(0, Deepest)));
        return new HelperCall(helper.Type, helper.Name, arguments);
    }

    // Two parameters may be one object; but no part of it is passed by itself as well.
    private CellExpr? Object(HashSet<int> roots, HashSet<string> variables, ref bool hasObject)
    {
        if (!hasObject && (!roots.Add(Scope.SharedRoot) | !variables.Add(Shared)))
            return null;
        hasObject = true;
        return expressions.Cells.Value(1);
    }

    private BufferRef? Objects(Parameter p, HashSet<int> roots, HashSet<string> variables, ref bool hasObject)
    {
        BufferVar[] arrays = [.. context.Scope.CellArrays.Where(a => a.Rows >= p.Rows)];
        if (arrays.Length == 0 || (!hasObject && (!roots.Add(Scope.SharedRoot) | !variables.Add(Shared))))
            return null;
        hasObject = true;
        return new BufferRef(Rng.Pick(arrays).Name, BufferKind.Array);
    }

    private BufferRef? GrowingList(Parameter p, HashSet<int> roots)
    {
        BufferVar[] lists = [.. context.Scope.Lists.Where(list => list.Type == p.Type && !list.IsEnumerated && !roots.Contains(list.Root))];
        if (lists.Length == 0)
            return null;
        BufferVar chosen = Rng.Pick(lists);
        roots.Add(chosen.Root);
        return new BufferRef(chosen.Name, BufferKind.List);
    }

    // By value it is a copy, whatever else the helper is given.
    private Node? Inline(Parameter p, HashSet<int> roots)
    {
        BufferVar[] all = [.. context.Scope.Buffers.Where(b => b.Kind == BufferKind.Inline)];
        if (all.Length > 0 && (p.Pass == PassBy.Value || (p.Pass == PassBy.In && Rng.Chance(0.3))))
            return p.Pass == PassBy.In ? new InlineSum(new BufferRef(Rng.Pick(all).Name, BufferKind.Inline), new BufferRef(Rng.Pick(all).Name, BufferKind.Inline)) : expressions.Inlines.Value(1);
        BufferVar[] free = [.. all.Where(b => !roots.Contains(b.Root) && (b.IsWritable || p.Pass == PassBy.In))];
        if (free.Length == 0)
            return null;
        BufferVar chosen = Rng.Pick(free);
        roots.Add(chosen.Root);
        var passed = new BufferRef(chosen.Name, BufferKind.Inline);
        return p.Pass == PassBy.In && Rng.Chance(0.5) ? passed : new RefArgument(false, passed) { IsIn = p.Pass == PassBy.In };
    }

    private HelperCall? Pick(Func<Helper, bool> wanted)
    {
        Helper[] candidates = [.. context.Helpers.Where(wanted)];
        return candidates.Length == 0 ? null : Of(Rng.Pick(candidates));
    }

    private BufferExpr? Buffer(Parameter p, HashSet<int> roots)
    {
        BufferVar[] candidates = [.. context.Scope.Buffers.Where(b => b.Type == p.Type && !roots.Contains(b.Root) && Fits(b, p))];
        if (candidates.Length == 0)
            return null;
        BufferVar chosen = Rng.Pick(candidates);
        roots.Add(chosen.Root);
        if (chosen.Kind == BufferKind.Jagged && p.Buffer is not BufferKind.Jagged)
            return new Row(chosen.Name, expressions.Integers.Index(chosen, 0, false));
        if ((chosen.IsFlat || chosen.Kind == BufferKind.Inline) && chosen.Rows > p.Rows)
            return new Slice(chosen.Name, chosen.Kind, IntegerGenerator.Constant(Rng.Below(chosen.Rows - p.Rows + 1)), p.Rows, chosen.Kind == BufferKind.Inline || (chosen.Kind != BufferKind.Array && Rng.Chance(0.4)));
        return new BufferRef(chosen.Name, chosen.Kind);
    }

    private bool Fits(BufferVar b, Parameter p)
    {
        if (p.Buffer is BufferKind.Matrix or BufferKind.Jagged)
            return b.Kind == p.Buffer && b.Rows == p.Rows && b.Columns == p.Columns;
        if (b.IsList)
            return b.Rows == p.Rows && (b.Kind.IsMemory() ? p.Buffer == BufferKind.ReadOnlySpan || (p.Buffer == BufferKind.Span && b.IsWritable) : p.Buffer == BufferKind.ReadOnlyList);
        if (b.Kind == BufferKind.Jagged)
            return b.Columns == p.Rows && context.Allows(Construct.Alias);
        if (b.Kind == BufferKind.Inline)
            return b.Rows == p.Rows && (p.Buffer == BufferKind.ReadOnlySpan || (p.Buffer == BufferKind.Span && b.IsWritable));
        if (!b.IsFlat || (!b.IsWritable && p.Buffer is not (BufferKind.ReadOnlySpan or BufferKind.ReadOnlyList)))
            return false;
        return p.Buffer is BufferKind.Array or BufferKind.ReadOnlyList
            ? b.Kind == BufferKind.Array && b.Rows == p.Rows
            : b.Rows == p.Rows || (b.Rows > p.Rows && context.Allows(Construct.Slice));
    }

    private BufferExpr? PairBuffer(Parameter p, HashSet<int> roots)
    {
        BufferVar[] candidates = [.. context.Scope.PairBuffers.Where(b => !roots.Contains(b.Root) && Fits(b, p))];
        if (candidates.Length == 0)
            return null;
        BufferVar chosen = Rng.Pick(candidates);
        roots.Add(chosen.Root);
        return chosen.Rows > p.Rows
            ? new Slice(chosen.Name, chosen.Kind, IntegerGenerator.Constant(Rng.Below(chosen.Rows - p.Rows + 1)), p.Rows, chosen.Kind != BufferKind.Array && Rng.Chance(0.4))
            : new BufferRef(chosen.Name, chosen.Kind);
    }

    // Not one that is, or has a part that is, passed by reference already.
    private RefArgument? PairReference(HashSet<int> roots, HashSet<string> variables)
    {
        BufferVar[] buffers = [.. context.Scope.PairBuffers.Where(b => b.IsWritable && !roots.Contains(b.Root))];
        if (buffers.Length > 0 && context.Allows(Construct.RefElement) && Rng.Chance(0.4))
        {
            BufferVar b = Rng.Pick(buffers);
            roots.Add(b.Root);
            return new RefArgument(false, expressions.Pairs.Element(b));
        }
        PairVariable[] free = [.. context.Scope.Pairs.Where(pair => pair is { IsAssignable: true, IsReference: false } && !variables.Any(v => v == pair.Name || v.StartsWith(pair.Name + ".", StringComparison.Ordinal)))];
        if (free.Length == 0)
            return null;
        PairVariable chosen = Rng.Pick(free);
        variables.Add(chosen.Name);
        return new RefArgument(false, new Var(context.Type, chosen.Name));
    }

    // A variable or an element that is passed without a word is passed by reference, too.
    private Node ReadOnly(Parameter p, HashSet<int> roots, HashSet<string> variables)
    {
        if (Rng.Chance(0.6) && Reference(p, roots, variables) is { } place)
            return Rng.Chance(0.5) ? place with { IsIn = true, IsOut = false } : place.Target;
        Expr value = expressions.Below(ExpressionGenerator.Cap, p.Type, 1);
        return value is Var or Element or PairMember or CellMember or CellItem ? Binary.Of(context.Number(p.Type, -1, 1), "*", value) : value;
    }

    private Node ReadOnlyPair(HashSet<int> roots, HashSet<string> variables) =>
        Rng.Chance(0.5) && PairReference(roots, variables) is { } place ? place with { IsIn = true } : new PairNew(expressions.Pairs.Number(0), expressions.Pairs.Number(0), ByName: false);

    private RefArgument? Reference(Parameter p, HashSet<int> roots, HashSet<string> variables)
    {
        if (context.Allows(Construct.RefElement) && Rng.Chance(0.25))
        {
            BufferVar[] buffers = [.. context.Scope.Buffers.Where(b => b.Type == p.Type && b is { IsWritable: true, IsList: false } && !roots.Contains(b.Root))];
            if (p.Type == context.Type && Rng.Chance(0.3) && expressions.Pairs.Place(roots) is { } part)
                return new RefArgument(p.Pass == PassBy.Out, part);
            if (buffers.Length > 0)
            {
                BufferVar b = Rng.Pick(buffers);
                roots.Add(b.Root);
                return new RefArgument(p.Pass == PassBy.Out, expressions.Element(b));
            }
        }
        ScalarVar[] scalars = [.. context.Scope.Scalars.Where(v => v.Type == p.Type && v is { IsAssignable: true, IsReference: false, IsProperty: false } && !(v.IsShared && variables.Contains(Shared)) && !variables.Contains(v.Name) && !variables.Contains(v.Name.Split('.')[0]))];
        if (scalars.Length == 0)
            return null;
        ScalarVar v = Rng.Pick(scalars);
        variables.Add(v.IsShared ? Shared : v.Name);
        return new RefArgument(p.Pass == PassBy.Out, new Var(v.Type, v.Name));
    }
}
