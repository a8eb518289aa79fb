namespace Fluxion.RandomPrograms.Syntax;

public enum PassBy
{
    Value,
    Ref,
    Out,

    /// <summary>By reference, and not to be written to.</summary>
    In,
}

/// <summary>A parameter of the marked method or of a helper, with the shape or the range its argument has in the tests.</summary>
public sealed record Parameter(string Name, Scalar Type, BufferKind? Buffer = null, PassBy Pass = PassBy.Value, bool Constant = false, int Rows = 1, int Columns = 1, int Low = 0, int High = 0)
{
    public int Size => IsCell ? Buffer is null ? 2 + Rows : Rows * (2 + Columns) : (IsPair ? 2 : 1) * (Buffer is null ? 1 : Rows * Columns);

    /// <summary>A struct of two numbers, or a buffer of them.</summary>
    public bool IsPair { get; init; }

    /// <summary>
    /// An object of the program's class, with an array of <see cref="Rows"/> elements; or an array of <see cref="Rows"/> objects, with
    /// <see cref="Columns"/> elements each.
    /// </summary>
    public bool IsCell { get; init; }

    /// <summary>A list of the caller that the helper makes longer.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>Nothing in the program writes to it, although it could be written to.</summary>
    public bool IsOnlyRead { get; init; }

    public bool IsDifferentiated => Type.IsReal() && !Constant && Pass != PassBy.Out;

    /// <summary>What it holds at the end is an output: differentiated buffers that can be written, <c>ref</c> and <c>out</c>.</summary>
    public bool IsOutput => Type.IsReal() && !Constant && (IsDelivered || IsCell || Buffer is { } kind && !kind.IsReadOnly());

    /// <summary>Its derivative is written where the caller says: a buffer or an object.</summary>
    public bool IsMemory => IsCell || Buffer is not null;

    /// <summary>What the method makes of it reaches the caller's variable.</summary>
    public bool IsDelivered => Pass is PassBy.Ref or PassBy.Out;

    /// <summary>Has a <c>…Bar</c> and a <c>…Dot</c>.</summary>
    public bool HasDerivative => Type.IsReal() && !Constant;

    /// <summary>As its derivatives are: the elements of lists have theirs in an array.</summary>
    public Parameter Derivative => Buffer is { } kind && kind.IsList() ? this with { Buffer = BufferKind.Array } : this;

    public string Gradient => "d" + char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Product => "h" + char.ToUpperInvariant(Name[0]) + Name[1..];

    public string SecondProduct => Product + "2";

    public string Third => "t" + char.ToUpperInvariant(Name[0]) + Name[1..];
}

public enum ResultKind
{
    Void,
    Scalar,
    Tuple,
    Array,

    Pair,

    /// <summary>The program's inline array; of helpers only.</summary>
    Inline,
}

public enum HelperPlace
{
    SameType,
    OtherType,
    LocalFunction,

    /// <summary>A local function that uses parameters of the marked method.</summary>
    Closure,

    /// <summary>A lambda in a local, likewise.</summary>
    Lambda,

    /// <summary>A lambda that is given to a static method, which calls it.</summary>
    Passed,
}

/// <summary>
/// A function that the marked one calls. A recursive one has a last parameter <c>depth</c>, which the printer tests and counts
/// down by itself: no reduction can make the recursion endless.
/// </summary>
public sealed record Helper(
    string Name,
    Scalar Type,
    ResultKind Result,
    IReadOnlyList<Parameter> Parameters,
    HelperPlace Place,
    bool Marked,
    Expr? Recursion,
    Block Body)
{
    public const string Depth = "depth";

    public bool IsRecursive => Recursion is not null;

    /// <summary>Written for any number type, with that as a type parameter.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Stands in the marked method, and only that can call it.</summary>
    public bool IsLocal => Place is not (HelperPlace.SameType or HelperPlace.OtherType);

    public bool IsLambda => Place is HelperPlace.Lambda or HelperPlace.Passed;

    public IEnumerable<Node> All() => Body.All().Concat(Recursion?.All() ?? []);

    public bool IsExpressionBodied => !IsRecursive && Body.Statements is [Return { Values.Count: 1 }];
}

/// <summary>A marked method with its helpers and static fields: one random program.</summary>
/// <param name="Seed">What it was generated from; its inputs come from it too.</param>
/// <param name="Type">The element type of the result.</param>
/// <param name="ResultCount">How many numbers it returns.</param>
public sealed record RandomProgram(
    ulong Seed,
    Scalar Type,
    ResultKind Result,
    int ResultCount,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Helper> Helpers,
    IReadOnlyList<StaticField> Fields,
    Block Body)
{
    public PairStyle PairStyle { get; init; }

    public CellStyle CellStyle { get; init; }

    /// <summary>The length of the array in an object of its class.</summary>
    public int CellLength { get; init; } = 2;

    /// <summary>Marked with <c>AllowReassociation</c>: sums may be added up in another order, and loops run in lanes.</summary>
    public bool AllowsReassociation { get; init; } = Seed % 4 == 1;

    /// <summary>Tried also where inputs are 0 or 1 and functions may be infinitely steep.</summary>
    public bool HasEdges { get; init; }

    public IEnumerable<Node> All() =>
        Helpers.SelectMany(h => h.All()).Concat(Body.All());

    /// <summary>Has a <c>Jacobian_F</c>: there is none of objects.</summary>
    public bool HasJacobian => HasSeveralOutputs && !Parameters.Any(p => p.IsCell);

    /// <summary>
    /// One in four of the programs that can have second derivatives does: those of objects, of functions of whole complex numbers, vectors and matrices,
    /// and of variables that are given another list, are not there yet; of programs with lists, none asks.
    /// </summary>
    public bool IsSecondOrder => WantsSecondOrder && !AllowsReassociation && Result == ResultKind.Scalar && !All().Any(IsWhole)
        && !Parameters.Any(p => p.IsDifferentiated && (p.IsCell || (p.Buffer is not null && p.Type == Scalar.Float && HasDouble)));

    /// <summary>One in two of those has third derivatives, too.</summary>
    public bool IsThirdOrder => WantsThirdOrder && IsSecondOrder;

    /// <summary>The marked method, or a function that stands in it, reports values.</summary>
    public bool HasReports => All().Any(node => node is Report or ReportStatement);

    /// <summary>The program without what it reports.</summary>
    public RandomProgram WithoutReports() => this with { Body = WithoutReports(Body), Helpers = [.. Helpers.Select(helper => helper with { Body = WithoutReports(helper.Body) })] };

    /// <summary>Chosen by the generator; the shrinker may drop it.</summary>
    public bool WantsSecondOrder { get; init; }

    /// <inheritdoc cref="WantsSecondOrder"/>
    public bool WantsThirdOrder { get; init; } = Seed % 8 == 0;

    private bool HasDouble => Type == Scalar.Double || Parameters.Any(p => p.Type == Scalar.Double && (p.IsDifferentiated || p.Pass == PassBy.Out));

    private static Block WithoutReports(Block body) => (Block)body.Rewrite(node => node switch
    {
        Report r => r.Operand,
        Block b => new Block([.. b.Statements.Where(statement => statement is not ReportStatement)]),
        _ => node,
    });

    private static bool IsWhole(Node node) => node is INumericNode or IMatrixNode or TensorNumber { Function: "Product" } or IGrowingNode;

    public bool HasSeveralOutputs => Result is not ResultKind.Scalar || Parameters.Any(p => p.IsDelivered);
}

/// <summary>A <c>const</c> or a <c>static readonly</c> field: a number, or a table of them.</summary>
public sealed record StaticField(string Name, Scalar Type, bool IsConst, bool IsTable, IReadOnlyList<double> Values);
