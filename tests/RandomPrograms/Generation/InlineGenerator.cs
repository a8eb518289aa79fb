using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Inline arrays: variables of them, copies, views, and what their own members make of them.</summary>
public sealed class InlineGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private const int Most = 3;

    private Rng Rng => context.Rng;

    public bool HasVariables => Variables.Length > 0;

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !IsAllowed(context) ? 0 : IsWanted ? 14 : HasVariables ? 6 : 0.5;

    private bool IsWanted => context.Focus.Alias == Coverage.Features.InlineArray;

    private BufferVar[] Variables => [.. context.Scope.Buffers.Where(b => b.Kind == BufferKind.Inline)];

    private BufferVar[] Writable => [.. Variables.Where(b => b.IsWritable)];

    public static bool IsAllowed(MethodContext context) => context.Allows(Construct.LocalBuffer | Construct.Struct);

    public static BufferVar Declare(MethodContext context, string name, bool isWritable = true)
    {
        context.Take(name);
        return context.Scope.Add(new BufferVar(name, BufferKind.Inline, context.Type, context.Length) { IsWritable = isWritable, IsOnStack = true });
    }

    /// <summary>Two of them at the start, where the program is pushed towards them.</summary>
    public IEnumerable<Stmt> Focused()
    {
        if (!IsAllowed(context) || !IsWanted)
            yield break;
        yield return New();
        yield return Copy();
    }

    public Stmt? Statement(StatementGenerator statements)
    {
        BufferVar[] all = Variables, writable = Writable;
        bool canWrite = context.Allows(Construct.ElementWrite) && writable.Length > 0;
        switch (Rng.Weighted(
            all.Length == 0 ? 5 : all.Length < Most ? 1 : 0,
            all.Length == 0 ? 0 : all.Length < Most ? 5 : 1,
            writable.Length > 0 ? 6 : 0,
            all.Length > 0 && context.Allows(Construct.Alias | Construct.Span) ? 2 : 0,
            writable.Length > 1 && context.Allows(Construct.BufferSwap) ? 2 : 0,
            canWrite ? 6 : 0,
            canWrite ? 2 : 0,
            0.01))
        {
            case 0:
                return New();
            case 1:
                return Copy();
            case 2:
                return new AssignInline(Rng.Pick(writable).Name, Rng.Chance(0.1) ? null : Value(1));
            case 3:
                return View(Rng.Pick(all));
            case 4:
                int left = Rng.Below(writable.Length), right = Rng.Below(writable.Length - 1);
                return new BufferSwap(writable[left].Name, writable[right >= left ? right + 1 : right].Name);
            case 5:
                return statements.Update(expressions.Element(Rng.Pick(writable)), context.LoopDepth > 1 ? 1 : 2);
            case 6:
                return new TurnInline(Rng.Pick(all).Name, Argument());
            default:
                return null;
        }
    }

    /// <summary>A number of one.</summary>
    public Bounded Number(int depth)
    {
        BufferExpr of = Rng.Chance(0.5) ? Named() : Value(depth);
        return Rng.Chance(0.5)
            ? new(new InlineSize(context.Type, of), 1)
            : new(new InlineItem(context.Type, of, Rng.Chance(0.5) ? IntegerGenerator.Constant(Rng.Below(context.Length)) : expressions.Integers.Index(Rng.Pick(Variables), 0, false)), ExpressionGenerator.Cap);
    }

    /// <summary>One to be copied from.</summary>
    public BufferExpr Value(int depth)
    {
        if (depth > 0 && Rng.Chance(0.3) && expressions.Calls.Inline() is { } call)
            return new BufferCall(call);
        return Rng.Weighted(6, depth > 0 ? 2 : 0, depth > 0 ? 2 : 0) switch
        {
            1 => new InlineChoice(expressions.Conditions.Bool(0), Named(), Value(depth - 1)),
            2 => new InlineSum(Value(depth - 1), Named()),
            _ => Named(),
        };
    }

    public NewBuffer New()
    {
        var values = new List<Expr>();
        if (Rng.Chance(0.7))
            for (int i = 0; i < context.Length; i++)
                values.Add(expressions.Below(ExpressionGenerator.Cap, context.Type, i < 2 ? 1 : 0));
        string name = context.FreshInline();
        Declare(context, name);
        return new NewBuffer(context.Type, name, BufferKind.Inline, IntegerGenerator.Constant(context.Length), null, values);
    }

    private Alias Copy()
    {
        BufferExpr value = Value(1);
        string name = context.FreshInline();
        Declare(context, name);
        return new Alias(context.Type, name, BufferKind.Inline, value);
    }

    private Alias View(BufferVar source)
    {
        BufferKind kind = source.IsWritable && Rng.Chance(0.8) ? BufferKind.Span : BufferKind.ReadOnlySpan;
        int count = source.Rows > 2 && context.Allows(Construct.Slice) && Rng.Chance(0.4) ? Rng.Between(2, source.Rows - 1) : source.Rows;
        BufferExpr value = count == source.Rows
            ? new BufferRef(source.Name, source.Kind)
            : new Slice(source.Name, source.Kind, IntegerGenerator.Constant(Rng.Below(source.Rows - count + 1)), count, AsRange: true);
        string name = context.FreshBuffer();
        context.Scope.Add(new BufferVar(name, kind, source.Type, count) { IsWritable = kind == BufferKind.Span, IsOnStack = true }, source);
        return new Alias(source.Type, name, kind, value);
    }

    private BufferRef Named() => new(Rng.Pick(Variables).Name, BufferKind.Inline);

    private Expr Argument() => expressions.Below(ExpressionGenerator.Cap, context.Type, context.LoopDepth > 1 ? 0 : 1);
}
