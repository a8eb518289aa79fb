using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Lists that grow, and sequences that are kept and enumerated later.</summary>
public sealed class ListGenerator(MethodContext context, ExpressionGenerator expressions)
{
    /// <summary>How many elements a list has at most, nearly always.</summary>
    public const int Longest = 24;

    private Rng Rng => context.Rng;

    /// <summary>Whether the program is pushed towards them.</summary>
    public bool IsFocus => context.Focus.Alias is "growing list" or "sequence";

    private BufferVar[] Lists => [.. context.Scope.Lists];

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !context.Allows(Construct.Linq | Construct.LocalBuffer) ? 0 : context.Focus.Alias == "growing list" ? 10 : context.Scope.Lists.Count == 0 ? 0.3 : 4;

    /// <summary>Likewise, one that keeps a sequence.</summary>
    public double KeepWeight => !context.Allows(Construct.Linq) ? 0 : context.Focus.Alias == "sequence" ? 6 : 0.3;

    /// <summary>How likely an element is, next to other numbers.</summary>
    public double ElementWeight => context.Scope.Lists.Count > 0 ? 6 : 0;

    /// <summary>A new list, or a change of one.</summary>
    public Stmt? Statement(StatementGenerator statements)
    {
        BufferVar[] open = [.. Lists.Where(list => !list.IsEnumerated)];
        if (Lists.Length == 0 || Rng.Chance(0.15))
            return New();
        if (open.Length == 0)
            return null;
        BufferVar list = Rng.Pick(open);
        switch (Rng.Weighted(5, 2, 3, 1.5, 4, context.LoopDepth == 0 ? 1 : 0, 3))
        {
            case 0:
                return new Append(list.Name, Value(list.Type));
            case 1 when Source(list) is { } source:
                return new AppendAll(list.Name, source);
            case 2:
                return new Restart(list.Name, [.. Enumerable.Range(0, Rng.Between(1, 2)).Select(_ => WithoutReading(list, Value(list.Type)))]);
            case 3:
                return Unfold(list);
            case 4:
                return statements.Update(Element(list), 2);
            case 6:
                return Assigned(list);
            default:
                return New();
        }
    }

    public NewList New()
    {
        NewList made = Made();
        BufferVar? other = made.Start is ListStart.Alias or ListStart.Maybe ? Lists.First(list => list.Name == ((BufferRef)made.Source!).Name) : null;
        context.Scope.AddList(new BufferVar(made.Name, BufferKind.List, made.Type, 1) { IsEnumerated = other is { IsEnumerated: true } }, other);
        return made;
    }

    private NewList Assigned(BufferVar list)
    {
        NewList made = Made();
        if (made.Start is ListStart.Alias or ListStart.Maybe)
        {
            // From here on, either may be meant.
            BufferVar other = Lists.First(o => o.Name == ((BufferRef)made.Source!).Name);
            if (other.IsEnumerated || other.Type != list.Type)
                made = made with { Start = ListStart.Initialiser, Source = null, Test = null, Values = [Value(list.Type)] };
            else
                context.Scope.Merge(list, other);
        }
        return made with { Name = list.Name, IsAssigned = true };
    }

    private NewList Made()
    {
        Scalar type = context.Type;
        var start = (ListStart)Rng.Weighted(4, 3, 2, 2, Lists.Length > 0 ? 2 : 0, Lists.Length > 0 ? 2 : 0);
        BufferVar? other = start is ListStart.Alias or ListStart.Maybe ? Rng.Pick(Lists) : null;
        BufferExpr? source = start switch
        {
            ListStart.Alias or ListStart.Maybe => new BufferRef(other!.Name, BufferKind.List),
            ListStart.Copy => Copied(type),
            ListStart.Chain => Chain(type),
            _ => null,
        };
        if (start is ListStart.Copy or ListStart.Chain && source is null)
            start = ListStart.Initialiser;
        Expr[] values = start == ListStart.Alias ? [] : [.. Enumerable.Range(0, Rng.Between(1, 3)).Select(_ => Value(type))];
        Expr? test = start == ListStart.Maybe ? expressions.Conditions.Bool(0) : null;
        return new NewList(other?.Type ?? type, context.FreshBuffer(), start, values, source) { Test = test };
    }

    /// <summary>An element of some list.</summary>
    public Bounded Number(Scalar type) => Rng.Pick(Lists) is var list && Rng.Chance(0.08)
        ? new(Binary.Of(new Cast(type, new ListCount(list.Name)), "/", context.Number(type, 7, 9)), ExpressionGenerator.Cap)
        : new(expressions.Coerce(Element(list), type), ExpressionGenerator.Cap);

    /// <summary>Keeps a sequence in a variable.</summary>
    public KeepSequence? Keep()
    {
        Scalar type = context.Type;
        if (!context.Allows(Construct.Linq) || Chain(type) is not { Chain: { Steps.Count: > 0 } chain } source || !chain.Steps.Any(s => s.Kind is not ("skip" or "take")))
            return null;
        string name = context.FreshBuffer();
        bool isFiltered = chain.Steps.Any(s => s.Kind is "where" or "where at") || context.Scope.Sequences.Any(s => s.IsFiltered && s.Name == chain.First);
        context.Scope.Add(new SequenceVar(name, type, isFiltered, [.. Sources(chain)]));
        return new KeepSequence(name, source);
    }

    /// <summary><c>foreach</c> over a list, a chain, or a sequence that was kept: a list must not change meanwhile.</summary>
    public Foreach? Each(Func<Block> body)
    {
        // A list of the caller may be written to in the loop, which ends the enumeration.
        HashSet<string> open = [.. context.Scope.Buffers.Where(b => b is { Kind: BufferKind.List, IsWritable: true }).Select(b => b.Name)];
        SequenceVar[] kept = [.. context.Scope.Sequences.Where(s => !s.Sources.Any(open.Contains))];
        BufferExpr? source;
        Scalar type = context.Type;
        string[] enumerated;
        switch (Rng.Weighted(Lists.Length > 0 ? 3 : 0, kept.Length > 0 ? 5 : 0, context.Allows(Construct.Linq) ? IsFocus ? 3 : 0.7 : 0, 0.01))
        {
            case 0:
                BufferVar list = Rng.Pick(Lists);
                (source, type, enumerated) = (new BufferRef(list.Name, BufferKind.List), list.Type, [list.Name]);
                break;
            case 1:
                SequenceVar sequence = Rng.Pick(kept);
                (source, type, enumerated) = (new BufferRef(sequence.Name, BufferKind.ReadOnlyList), sequence.Type, [sequence.Name]);
                break;
            case 2 when Chain(type) is { Chain.Steps.Count: > 0 } chain && !Sources(chain.Chain).Any(open.Contains):
                (source, enumerated) = (chain, [chain.Chain.First, chain.Chain.Second]);
                break;
            default:
                return null;
        }
        ScopeMark mark = context.Scope.Mark();
        string value = context.FreshReal();
        context.Scope.Add(new ScalarVar(value, type));
        Foreach loop = context.Scope.WhileEnumerated(enumerated, () => new Foreach(type, value, source, false, body()));
        context.Scope.Release(mark);
        return loop;
    }

    private Unfold Unfold(BufferVar list)
    {
        string counter = context.FreshInt();
        Expr count = IntegerGenerator.Constant(Rng.Between(1, 3));
        ScopeMark mark = context.Scope.Mark();
        context.Scope.Add(new ScalarVar(counter, Scalar.Int, 0, 2));
        context.LoopDepth++;
        Expr read = new ListElement(list.Type, list.Name, new Var(Scalar.Int, counter), false);
        Expr value = Binary.Of(new MathCall(list.Type, "Sin", [read]), "*", expressions.Exactly(expressions.Below(1, list.Type, 1), list.Type));
        context.LoopDepth--;
        context.Scope.Release(mark);
        return new Unfold(list.Name, counter, count, value);
    }

    // There is nothing to read in a list that was just cleared.
    private Expr WithoutReading(BufferVar list, Expr value)
    {
        HashSet<string> names = [.. Lists.Where(other => other.Root == list.Root).Select(other => other.Name)];
        bool reads = value.All().Any(node => node switch
        {
            ListElement e => names.Contains(e.Name),
            ListCount c => names.Contains(c.Name),
            LinqCall l => context.Scope.Behind(l.First).Concat(context.Scope.Behind(l.Second)).Any(names.Contains),
            LinqChain l => Sources(l).Any(names.Contains),
            _ => false,
        });
        return reads ? context.Number(list.Type, -1.5, 1.5) : value;
    }

    private Expr Value(Scalar type) => expressions.Exactly(expressions.Below(ExpressionGenerator.Cap, type, context.LoopDepth > 1 ? 1 : 2), type);

    private ListElement Element(BufferVar list)
    {
        if (Rng.Chance(0.4))
            return new ListElement(list.Type, list.Name, null, Rng.Chance(0.5));
        ScalarVar[] natural = [.. context.Scope.Scalars.Where(v => v.Type == Scalar.Int && v.Low >= 0)];
        Expr index = natural.Length > 0 && Rng.Chance(0.6) ? new Var(Scalar.Int, Rng.Pick(natural).Name) : IntegerGenerator.Constant(Rng.Below(4));
        return new ListElement(list.Type, list.Name, index, false);
    }

    private BufferExpr? Source(BufferVar list)
    {
        // A list cannot grow while something runs over it.
        if (Rng.Chance(0.4) && Chain(list.Type) is { } chain && !Sources(chain.Chain).Intersect(Lists.Where(other => other.Root == list.Root).Select(other => other.Name)).Any())
            return chain;
        return Copied(list.Type);
    }

    private BufferRef? Copied(Scalar type)
    {
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(b => b.Type == type && b.Kind is BufferKind.Array or BufferKind.List)];
        return arrays.Length == 0 ? null : Rng.Pick(arrays) is var copied ? new BufferRef(copied.Name, copied.Kind) : null;
    }

    private IEnumerable<string> Sources(LinqChain chain) =>
        (chain.Steps.Any(s => s.Kind == "zip") ? [chain.First, chain.Second] : (string[])[chain.First]).SelectMany(context.Scope.Behind);

    private ChainSource? Chain(Scalar type) => expressions.Linq.Source(type);
}
