using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Objects of the program's class: made, named twice, changed in place, and exchanged.</summary>
public sealed partial class CellGenerator(MethodContext context, ExpressionGenerator expressions)
{
    private const int Most = 4;

    private Rng Rng => context.Rng;

    /// <summary>There is an object to be named.</summary>
    public bool HasObjects => Names.Length > 0 || Arrays.Count > 0;

    private string[] Names => [.. context.Scope.CellVariables.Where(c => !c.CanBeNull).Select(c => c.Name)];

    private string[] Assignable => [.. context.Scope.CellVariables.Where(c => c.IsAssignable).Select(c => c.Name)];

    /// <summary>How likely a statement is, next to others.</summary>
    public double Weight => !context.Allows(Construct.Class) ? 0 : !HasObjects ? 1 : IsWanted ? 20 : 9;

    /// <summary>The program is pushed towards objects.</summary>
    private bool IsWanted => context.Focus is { InPlace: "object" } or { Alias: "object" or "object parameter" or "object array" } or { Call: "class" };

    public static void Declare(MethodContext context, string name, bool isAssignable = true)
    {
        context.Take(name);
        context.Scope.Add(new CellVariable(name, isAssignable));
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
        if (context.Focus.Alias == "object array" && Arrays.Count == 0)
            foreach (Stmt statement in NewArray())
                yield return statement;
        if (!HasObjects)
            yield return New(Made(1));
        if (context.Focus.Alias == "object" || Rng.Chance(0.4))
            yield return New(Rng.Chance(0.6) ? Value(1) : Made(1));
    }

    public IEnumerable<Stmt> Statement(StatementGenerator statements)
    {
        bool wantsArrays = context.Focus.Alias == "object array";
        if (!HasObjects)
            return wantsArrays || Rng.Chance(0.2) ? NewArray() : [New(Made(2))];
        string[] assignable = Assignable;
        int own = OwnArrays.Length;
        bool canWrite = context.Allows(Construct.ElementWrite);
        Stmt? one = null;
        switch (Rng.Weighted(
            Names.Length < Most ? 3 : 0.3,
            assignable.Length > 0 ? 2.5 : 0,
            6,
            canWrite ? 10 : 0,
            assignable.Length > 1 ? context.Focus.Alias == "object" ? 5 : 2.5 : 0,
            Arrays.Count < MostArrays ? 1 : 0,
            own > 0 && canWrite ? 4 : 0,
            own > 0 && canWrite ? 2 : 0,
            Maybes.Length < 2 ? 1.5 : 0,
            Maybes.Length > 0 ? 4 : 0))
        {
            case 0:
                one = New(Value(2));
                break;
            case 1:
                one = new AssignCell(Rng.Pick(assignable), Value(1));
                break;
            case 2:
                one = Change();
                break;
            case 3:
                one = Write(statements);
                break;
            case 4:
                one = Swap();
                break;
            case 5:
                return NewArray();
            case 6:
                one = Replace();
                break;
            case 7:
                one = Exchange();
                break;
            case 8:
                one = Maybe();
                break;
            default:
                one = new ChangeMaybe(Rng.Pick(Maybes), Argument());
                break;
        }
        return one is null ? [] : [one];
    }

    public ChangeCell Change() => new(Existing(1), Rng.Chance(0.75) ? Argument() : null);

    /// <summary>A write to a part of an object.</summary>
    public Stmt? Write(StatementGenerator statements) => !HasObjects ? null : Rng.Chance(0.2) ? Change() : statements.Update(Place(), 2);

    public SwapCells? Swap()
    {
        string[] names = Assignable;
        if (names.Length < 2)
            return null;
        int left = Rng.Below(names.Length), right = Rng.Below(names.Length - 1);
        return new SwapCells(names[left], names[right >= left ? right + 1 : right]);
    }

    /// <summary>A number of an object.</summary>
    public Bounded Number(int depth)
    {
        CellExpr of = Existing(depth);
        Scalar type = context.Type;
        switch (Rng.Weighted(3, 2, 2, 2, 2, 2.5, 1, Maybes.Length > 0 ? 4 : 0))
        {
            case 7:
                return OfMaybe();
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
    public CellExpr Value(int depth) => !HasObjects || Rng.Chance(depth > 0 ? 0.3 : 0.1) ? Made(depth) : Existing(depth);

    private DeclareCell New(CellExpr value)
    {
        string name = context.FreshCell();
        Declare(context, name);
        return new DeclareCell(name, value);
    }

    private CellExpr Made(int depth)
    {
        if (HasObjects && Rng.Chance(0.25))
            return context.CellStyle == CellStyle.Record && Rng.Chance(0.6)
                ? new CellWith(Existing(0), Rng.Chance(0.5) ? "A" : "B", Argument())
                : new CellResult(Existing(0), Argument());
        return NewCell(depth, canKeep: true);
    }

    private CellNew NewCell(int depth, bool canKeep)
    {
        Expr a = Argument(), b = Argument();
        BufferVar[] arrays = [.. context.Scope.Buffers.Where(x => x.IsLocalArray && x.Type == context.Type && x.Rows == context.Length)];
        if (canKeep && arrays.Length > 0 && context.Allows(Construct.Alias) && Rng.Chance(0.4))
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
        CellExpr first = Named();
        bool hasSeveral = Names.Length + (2 * Arrays.Count) > 1;
        return Rng.Weighted(7, depth > 0 && hasSeveral ? 2 : 0, depth > 0 && hasSeveral ? 2 : 0, depth > 0 ? 0.8 : 0, depth > 0 && Maybes.Length > 0 ? 3 : 0) switch
        {
            4 => new CellOr(Rng.Pick(Maybes), first),
            1 => new CellChoice(expressions.Conditions.Bool(0), first, Named()),
            2 => new CellLarger(first, Existing(depth - 1)),
            3 => new CellResult(first, null),
            _ => first,
        };
    }

    private CellExpr Named()
    {
        string[] names = Names;
        return Arrays.Count > 0 && (names.Length == 0 || Rng.Chance(0.4)) ? Element(Rng.Pick(Arrays)) : new CellVar(Rng.Pick(names));
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

    private Expr Index() => expressions.Integers.Index(new BufferVar($"{(Names is { Length: > 0 } names ? Rng.Pick(names) : Rng.Pick(Arrays).Name + "[0]")}.W", BufferKind.Array, context.Type, context.Length), 0, false);

    private Expr Argument() => expressions.Below(ExpressionGenerator.Cap, context.Type, context.LoopDepth > 1 ? 0 : 1);
}
