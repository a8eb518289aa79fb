using Fluxion.RandomPrograms.Syntax;

namespace Fluxion.RandomPrograms.Generation;

/// <summary>What the generators of one method share.</summary>
public sealed class MethodContext(Rng rng, Construct constructs, Scalar type, bool mixed, int length)
{
    private static readonly string[] RealNames = ["s", "t", "u", "v", "w", "z", "p", "q", "r", "sum", "total", "product", "previous", "error"];
    private static readonly string[] IntNames = ["i", "j", "k", "m", "l", "step", "count"];
    private static readonly string[] PairNames = ["point", "pair", "vector", "origin"];
    private static readonly string[] PairBufferNames = ["points", "pairs", "path", "cloud"];
    private static readonly string[] NumericNames = ["pole", "wave", "phase", "field"];
    private static readonly string[] MatrixNames = ["pose", "turn", "camera", "frame"];
    private static readonly string[] CellNames = ["cell", "body", "unit", "model"];
    private static readonly string[] InlineNames = ["now", "before", "after", "slope"];
    private static readonly string[] CellArrayNames = ["cells", "bodies", "units", "layers"];
    private static readonly string[] BufferNames = ["work", "temp", "next", "current", "view", "part", "row", "buffer"];

    private readonly HashSet<string> taken = [];

    public Rng Rng { get; } = rng;

    /// <summary>The type of most of its real numbers.</summary>
    public Scalar Type { get; } = type;

    /// <summary>Other real types occur too.</summary>
    public bool IsMixed { get; } = mixed;

    /// <summary>The length that most buffers of the program have, so that they fit each other.</summary>
    public int Length { get; } = length;

    public Scope Scope { get; } = new();

    public List<Helper> Helpers { get; } = [];

    public ResultKind Result { get; init; }

    public PairStyle PairStyle { get; init; }

    public CellStyle CellStyle { get; init; }

    public int ResultCount { get; init; } = 1;

    /// <summary>Functions may get arguments at which they are infinitely steep.</summary>
    public bool HasEdges { get; init; }

    /// <summary>What to do more of.</summary>
    public required Focus Focus { get; init; }

    public int LoopDepth { get; set; }

    public int Budget { get; set; }

    /// <summary>How many calls the expression being made is an argument of.</summary>
    public int CallDepth { get; set; }

    /// <summary>The array that is returned where nothing better is at hand.</summary>
    public string? ResultArray { get; set; }

    /// <summary>Elements of buffers may be structs: generated code could not reach the parts of some.</summary>
    public bool HasPairBuffers => Allows(Construct.Struct | Construct.StructArray) && PairStyle != PairStyle.Primary;

    public bool Allows(Construct construct) => (constructs & construct) == construct;

    public bool Chance(double probability) => Rng.Chance(probability);

    public Scalar RealType() => IsMixed && Rng.Chance(0.3) ? Scalar.Float : Type;

    public void Take(string name) => taken.Add(name);

    public string FreshReal() => Fresh(RealNames);

    public string FreshInt() => Fresh(IntNames);

    public string FreshBool() => Fresh(["up", "inside", "found"]);

    public string FreshBuffer() => Fresh(BufferNames);

    public string FreshPair() => Fresh(PairNames);

    public string FreshNumeric() => Fresh(NumericNames);

    public string FreshMatrix() => Fresh(MatrixNames);

    public string FreshCell() => Fresh(CellNames);

    public string FreshCells() => Fresh(CellArrayNames);

    public string FreshInline() => Fresh(InlineNames);

    public string FreshPairBuffer() => Fresh(PairBufferNames);

    public Expr Number(Scalar type, double low, double high)
    {
        double value = Math.Round(Rng.Uniform(low, high), 2);
        return new Literal(type, value == 0 ? low : value);
    }

    private string Fresh(string[] names)
    {
        string name = Rng.Pick(names);
        for (int n = 2; !taken.Add(name); n++)
            name = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + n;
        return name;
    }
}
