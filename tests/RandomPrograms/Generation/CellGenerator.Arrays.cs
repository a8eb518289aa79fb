using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>Arrays of objects, and variables that may hold none.</summary>
public sealed partial class CellGenerator
{
    private const int MostArrays = 2;

    private IReadOnlyList<BufferVar> Arrays => context.Scope.CellArrays;

    private BufferVar[] OwnArrays => [.. Arrays.Where(a => a.IsLocalArray)];

    private string[] Maybes => [.. context.Scope.CellVariables.Where(c => c.CanBeNull).Select(c => c.Name)];

    public static void DeclareArray(MethodContext context, BufferVar array)
    {
        context.Take(array.Name);
        context.Scope.AddCells(array);
    }

    /// <summary>A loop over an array of objects, or null if there is none.</summary>
    public ForeachCell? Foreach(Func<Block> body)
    {
        if (Arrays.Count == 0)
            return null;
        BufferVar source = Rng.Pick(Arrays);
        string name = context.FreshCell();
        ScopeMark mark = context.Scope.Mark();
        Declare(context, name, isAssignable: false);
        var loop = new ForeachCell(name, source.Name, body());
        context.Scope.Release(mark);
        return loop;
    }

    /// <summary>A test of what an object holds, or null where there is none.</summary>
    public Expr? Test()
    {
        string[] maybes = Maybes;
        if (maybes.Length == 0 && !HasObjects)
            return null;
        bool canBeNull = maybes.Length > 0 && (!HasObjects || Rng.Chance(0.6));
        CellExpr of = canBeNull ? new CellVar(Rng.Pick(maybes)) : Named();
        var checks = new List<PartCheck>();
        if (!canBeNull || Rng.Chance(0.7))
            checks.Add(new(Rng.Pick(["A", "B", "Size"]), Rng.Pick([">", "<", ">="]), (Literal)context.Number(context.Type, -0.8, 0.8)));
        if (checks.Count > 0 && Rng.Chance(0.3))
            checks.Add(new("Count", "<", IntegerGenerator.Constant(Rng.Between(1, 3))));
        return new CellTest(of, canBeNull, checks);
    }

    /// <summary>A new array: of new objects, or filled by a loop.</summary>
    private IEnumerable<Stmt> NewArray()
    {
        int count = Rng.Between(2, 3);
        bool isFilled = context.Allows(Construct.Loop) && Rng.Chance(0.4);
        CellExpr[] values = [.. Enumerable.Range(0, isFilled ? 0 : count).Select(i => Fresh(i == 0 ? 1 : 0))];
        string name = context.FreshCells();
        var array = new BufferVar(name, BufferKind.Array, context.Type, count) { IsLocalArray = true };
        yield return new NewCells(name, count, values);
        if (isFilled)
            yield return Filled(array);
        context.Scope.AddCells(array);
    }

    private For Filled(BufferVar array)
    {
        string i = context.FreshInt();
        ScopeMark mark = context.Scope.Mark();
        context.Scope.Add(new ScalarVar(i, Scalar.Int, 0, array.Rows - 1));
        context.LoopDepth++;
        var fill = new ReplaceCell(new CellElement(array.Name, new Var(Scalar.Int, i)), Fresh(1));
        context.LoopDepth--;
        context.Scope.Release(mark);
        return new For(i, IntegerGenerator.Constant(0), "<", new Length(array.Name, BufferKind.Array, 0), 1, new Block([fill]));
    }

    private ReplaceCell Replace() => new(Element(Rng.Pick(OwnArrays)), Fresh(1));

    private SwapCellElements Exchange()
    {
        BufferVar array = Rng.Pick(OwnArrays);
        return new SwapCellElements(Element(array), Element(array));
    }

    private DeclareMaybe Maybe()
    {
        Expr test = expressions.Conditions.Bool(0);
        CellExpr value = Value(0);
        string name = context.FreshCell();
        context.Take(name);
        context.Scope.Add(new CellVariable(name, IsAssignable: false, CanBeNull: true));
        return new DeclareMaybe(name, test, value);
    }

    private Bounded OfMaybe()
    {
        string name = Rng.Pick(Maybes);
        Scalar type = context.Type;
        Expr other = expressions.Exactly(expressions.Leaf(type).Node, type);
        return Rng.Below(3) switch
        {
            0 => new(new CellMaybe(type, name, "Level", Argument(), other), ExpressionGenerator.Cap),
            1 => new(new CellMaybe(type, name, "Size", null, other), PairGenerator.LargestSize),
            _ => new(new CellMaybe(type, name, Rng.Chance(0.5) ? "A" : "B", null, other), ExpressionGenerator.Cap),
        };
    }

    private CellElement Element(BufferVar array) => new(array.Name, expressions.Integers.Index(array, 0, false));

    // Two places of an array are never one object: what is put there is new.
    private CellExpr Fresh(int depth) => HasObjects && Rng.Chance(0.25) ? new CellResult(Named(), Argument()) : NewCell(depth, canKeep: false);
}
