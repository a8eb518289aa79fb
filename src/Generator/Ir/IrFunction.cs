namespace Fluxion.Generator.Ir;

internal enum PassingMode
{
    /// <summary>By value; for memory, the handle.</summary>
    Value,
    In,

    /// <summary>A scalar in and out: its initial content is the parameter's value, its final content a result of the function.</summary>
    Ref,

    /// <summary>A result only: the parameter has no value.</summary>
    Out,
}

/// <param name="Content">Null for <see cref="PassingMode.Out"/>.</param>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Type">The type of the parameter.</param>
/// <param name="Mode">How it is passed.</param>
/// <param name="IsConstant">Marked <c>[Constant]</c>, or not among the parameters named in <c>[Differentiable]</c>.</param>
internal sealed record IrParameter(Value? Content, string Name, IrType Type, PassingMode Mode, bool IsConstant)
{
    /// <summary>Of a part of a struct, how the struct is written that it is read from; null for others, and where nobody knows.</summary>
    public StructForm? Whole { get; init; }

    /// <summary>Whether it is declared as an array that may be null.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Of a buffer for adjoints, the parameter whose elements have them: it is as long.</summary>
    public Value? BelongsTo { get; init; }

    /// <summary>Whether a gradient with respect to it is asked for.</summary>
    public bool IsDifferentiated => !IsConstant && Type.IsDifferentiable && Mode != PassingMode.Out;
}

/// <param name="Type">The type of the result.</param>
/// <param name="Parameter">For the final content of a <c>ref</c> or <c>out</c> parameter: its name; null for the returned value.</param>
/// <param name="Element">For an element of a returned tuple: its name, or <c>Item1</c>, …; null where no tuple is returned.</param>
internal sealed record IrResult(IrType Type, string? Parameter = null, string? Element = null);

/// <summary>
/// A function. Its body ends in a <see cref="TerminatorKind.Yield"/> of <see cref="Results"/>: the returned value (the elements of a
/// tuple, none for <c>void</c>), then the final contents of <c>ref</c> and <c>out</c> scalars in parameter order. Early returns are merged.
/// </summary>
internal sealed class IrFunction(string key, string name, IReadOnlyList<IrParameter> parameters, IReadOnlyList<IrResult> results, Block body)
{
    /// <summary>Unique in the module: the symbol's display text for a lowered method.</summary>
    public string Key { get; } = key;

    /// <summary>A C# identifier to name what is emitted for it: the method's own name.</summary>
    public string Name { get; } = name;

    public IReadOnlyList<IrParameter> Parameters { get; } = parameters;

    public IReadOnlyList<IrResult> Results { get; } = results;

    public Block Body { get; set; } = body;

    /// <summary>Whether all that it does is a loop over lanes.</summary>
    public bool IsInLanes { get; init; }
}

/// <summary>A place in the user's source, without a position: what generated code quotes. Positions are in a side table of lowering's.</summary>
/// <param name="Expression">The expression, on one line.</param>
/// <param name="Statement">The statement it belongs to, on one line.</param>
/// <param name="Function">The name of the user's method it stands in.</param>
/// <param name="Origin">The site whose position this one has: itself, or, after inlining, the site in the callee.</param>
/// <param name="Caller">After inlining: the site of the call; -1 in the marked method itself.</param>
internal sealed record SiteInfo(string Expression, string Statement, string Function, int Origin, int Caller = -1)
{
    /// <summary>Of a loop: its line in <see cref="Function"/>, the one with the method's name being line 1, so that what stands above the method changes nothing; 0 for all else.</summary>
    public int Line { get; init; }
}

/// <summary>A marked method and every function it calls that is not inlined.</summary>
internal sealed class IrModule(IrFunction root, IReadOnlyDictionary<string, IrFunction> functions, List<SiteInfo> sites)
{
    public IrFunction Root { get; } = root;

    /// <summary>By key; the root is among them only if it is called.</summary>
    public IReadOnlyDictionary<string, IrFunction> Functions { get; } = functions;

    public List<SiteInfo> Sites { get; } = sites;
}
