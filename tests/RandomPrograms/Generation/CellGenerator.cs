using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Objects of the program's class: made, named twice, changed in place, and exchanged.</summary>
public sealed class CellGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private const int Most = 4;

    private Rng Rng => context.Rng;

    private IReadOnlyList<string> Names => context.Scope.Cells;

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !context.Allows(Construct.Class) ? 0 : Names.Count == 0 ? 1 : IsWanted ? 20 : 9;

    /// <summary>The program is pushed towards objects.</summary>
    private bool IsWanted => context.Focus is { InPlace: "object" } or { Alias: "object" or "object parameter" } or { Call: "class" };

    public static void Declare(MethodContext context, string name)
    {
        context.Take(name);
        context.Scope.AddCell(name);
        bool isProperty = context.CellStyle == CellStyle.Record;
        foreach (string part in (string[])["A", "B"])
            context.Scope.Add(new ScalarVar($"{name}.{part}", context.Type, IsAssignable: true) { IsShared = true, IsProperty = isProperty });
        context.Scope.AddShared(new BufferVar($"{name}.W", BufferKind.Array, context.Type, context.Length));
    }

    /// <summary>Objects at the start, where the program is pushed towards them: a new one, and often another name for it.</summary>
    public IEnumerable<Stmt> Focused()
    {
        if (!context.Allows(Construct.Class) || !IsWanted)
            yield break;
        if (Names.Count == 0)
            yield return New(Made(1));
        if (context.Focus.Alias == "object" || Rng.Chance(0.4))
            yield return New(Rng.Chance(0.6) ? Value(1) : Made(1));
    }

    public Stmt? Statement(StatementGenerator statements)
    {
        if (Names.Count == 0)
            return New(Made(2));
        string name = Rng.Pick(Names);
        switch (Rng.Weighted(
            Names.Count < Most ? 3 : 0.3,
            2.5,
            6,
            context.Allows(Construct.ElementWrite) ? 10 : 0,
            Names.Count > 1 ? context.Focus.Alias == "object" ? 5 : 2.5 : 0))
        {
            case 0:
                return New(Value(2));
            case 1:
                return new AssignCell(name, Value(1));
            case 2:
                return Change();
            case 3:
                return Write(statements);
            default:
                return Swap();
        }
    }

    public ChangeCell Change() => new(Existing(1), Rng.Chance(0.75) ? Argument() : null);

    /// <summary>A write to a part of an object.</summary>
    public Stmt? Write(StatementGenerator statements) => Names.Count == 0 ? null : Rng.Chance(0.2) ? Change() : statements.Update(Place(), 2);

    public SwapCells? Swap()
    {
        if (Names.Count < 2)
            return null;
        int left = Rng.Below(Names.Count), right = Rng.Below(Names.Count - 1);
        return new SwapCells(Names[left], Names[right >= left ? right + 1 : right]);
    }

    /// <summary>A number of an object.</summary>
    public Bounded Number(int depth)
    {
        CellExpr of = Existing(depth);
        Scalar type = context.Type;
        switch (Rng.Weighted(3, 2, 2, 2, 2, 2.5, 1))
        {
            case 0:
                return new(new CellMember(type, of, Rng.Chance(0.5) ? "A" : "B"), ExpressionGenerator.Cap);
            case 1:
                return new(new CellMember(type, of, "Size"), PairGenerator.LargestSize);
            case 2:
                return new(new CellMember(type, of, "Half"), ExpressionGenerator.Cap / 2);
            case 3:
                return new(new CellItem(type, of, Index(), Rng.Chance(0.4)), ExpressionGenerator.Cap + 1);
            case 4:
                return new(new CellCall(type, of, false, Argument()), 2);
            case 5:
                return new(new CellCall(type, of, true, Argument()), ExpressionGenerator.Cap + 1);
            default:
                Expr count = Binary.Of(new CellMember(Scalar.Int, of, "Count"), "%", IntegerGenerator.Constant(4));
                return new(Binary.Of(new Cast(type, count), "/", context.Number(type, 3, 7)), 1);
        }
    }

    /// <summary>An object, made or at hand.</summary>
    public CellExpr Value(int depth) => Names.Count == 0 || Rng.Chance(depth > 0 ? 0.3 : 0.1) ? Made(depth) : Existing(depth);

    private DeclareCell New(CellExpr value)
    {
        string name = context.FreshCell();
        Declare(context, name);
        return new DeclareCell(name, value);
    }

    private CellExpr Made(int depth)
    {
        if (Names.Count > 0 && Rng.Chance(0.25))
            return context.CellStyle == CellStyle.Record && Rng.Chance(0.6)
                ? new CellWith(Existing(0), Rng.Chance(0.5) ? "A" : "B", Argument())
                : new CellResult(Existing(0), Argument());
        Expr a = Argument(), b = Argument();
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(x => x.IsLocalArray && x.Type == context.Type && x.Rows == context.Length)];
        if (arrays.Length > 0 && context.Allows(Construct.Alias) && Rng.Chance(0.4))
        {
            BufferVar kept = Rng.Pick(arrays);
            context.Scope.Share(kept);
            return new CellNew(a, b, [], kept.Name, context.Length);
        }

        var values = new List<Expr>();
        if (depth > 0 && Rng.Chance(0.8))
            for (int i = 0; i < context.Length; i++)
                values.Add(expressions.Below(ExpressionGenerator.Cap, context.Type, i == 0 ? 1 : 0));
        return new CellNew(a, b, values, null, context.Length);
    }

    /// <summary>An object that has a name already.</summary>
    private CellExpr Existing(int depth)
    {
        var first = new CellVar(Rng.Pick(Names));
        return Rng.Weighted(7, depth > 0 && Names.Count > 1 ? 2 : 0, depth > 0 && Names.Count > 1 ? 2 : 0, depth > 0 ? 0.8 : 0) switch
        {
            1 => new CellChoice(expressions.Conditions.Bool(0), first, new CellVar(Rng.Pick(Names))),
            2 => new CellLarger(first, Existing(depth - 1)),
            3 => new CellResult(first, null),
            _ => first,
        };
    }

    private Expr Place()
    {
        CellExpr of = Existing(1);
        return Rng.Weighted(5, 2, 4, 2) switch
        {
            1 => new CellMember(context.Type, of, "Half"),
            2 => new CellItem(context.Type, of, Index(), ByIndexer: false),
            3 => new CellItem(context.Type, of, Index(), ByIndexer: true),
            _ => new CellMember(context.Type, of, Rng.Chance(0.5) ? "A" : "B"),
        };
    }

    private Expr Index() => expressions.Integers.Index(new BufferVar($"{Rng.Pick(Names)}.W", BufferKind.Array, context.Type, context.Length), 0, false);

    private Expr Argument() => expressions.Below(ExpressionGenerator.Cap, context.Type, context.LoopDepth > 1 ? 0 : 1);
}
