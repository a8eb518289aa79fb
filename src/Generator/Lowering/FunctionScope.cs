using Fluxion.Generator.Analysis;
using Fluxion.Generator.Contract;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fluxion.Generator.Lowering;

/// <summary>The state of lowering one function: where operations go, what variables hold, which loop and regions the code is in.</summary>
internal sealed class FunctionScope
{
    private readonly List<(IMethodSymbol Method, IReadOnlyList<IMethodSymbol> Functions)> _running = [];
    private Dictionary<ISymbol, Variable> _variables = new(SymbolEqualityComparer.Default);
    private Dictionary<ILabelSymbol, Region> _regions = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Target> _references = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Callee> _callees = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, KeptChain> _chains = new(SymbolEqualityComparer.Default);
    private readonly List<Finding> _findings;
    private readonly HashSet<Value> _parameters = [];
    private int _slots;

    public FunctionScope(ModuleScope module, IMethodSymbol method, List<Finding> findings, bool isRoot)
    {
        Module = module;
        IsMarked = isRoot;
        IsMarkedElsewhere = !isRoot && MarkedAttribute.Of(method) is not null;
        Context = new CallContext(Bodies.NameOf(method), -1, TypeArguments.Of(method, module.Compilation, null));
        _findings = findings;
        Entry = new Block();
        Builder = new Builder(Entry);
        End = NewRegion();
    }

    public ModuleScope Module { get; }

    /// <summary>Whether this is the marked method that companions are made for.</summary>
    public bool IsMarked { get; }

    /// <summary>Whether this is another marked method, which has companions of its own.</summary>
    public bool IsMarkedElsewhere { get; }

    public Block Entry { get; }

    public Builder Builder { get; }

    public Bindings Bindings { get; set; } = new();

    /// <summary>The innermost loop; null outside of loops.</summary>
    public LoopFrame? Frame { get; set; }

    /// <summary>The region that <c>return</c> jumps behind.</summary>
    public Region End { get; set; }

    /// <summary>Where the code stands that is being lowered: in the function itself, or in one that is lowered in place.</summary>
    public CallContext Context { get; set; }

    /// <summary>What <c>return</c> assigns to; null in a <c>void</c> method.</summary>
    public Variable? Return { get; set; }

    /// <summary>The returned values, then the <c>ref</c> and <c>out</c> parameters.</summary>
    public List<Slot> ResultSlots { get; } = [];

    public Block Block
    {
        get => Builder.Block;
        set => Builder.Block = value;
    }

    /// <summary>Slots declared from now on have this order or a higher one.</summary>
    public int NextOrder => _slots;

    /// <summary>
    /// Pairs of handles that must not refer to the same elements, and the arguments by reference that ask for it. They can be judged only
    /// when it is known how all handles flow.
    /// </summary>
    public List<(IArgumentOperation Argument, Value Memory, Value Other)> References { get; } = [];

    /// <summary>Arrays that have become rows, and of what: they are still known by their own handles.</summary>
    public Dictionary<Value, Value> Rows { get; } = [];

    public bool IsParameter(Value value) => _parameters.Contains(value);

    public void AddParameter(Value value) => _parameters.Add(value);

    /// <summary>The parts of <c>this</c>; null in a static method.</summary>
    public Variable? This { get; set; }

    /// <summary>In a constructor of a class: the class. Its fields are then the parts of <see cref="This"/>.</summary>
    public INamedTypeSymbol? Constructed { get; set; }

    /// <summary>Whether the method is <c>readonly</c>: what changes <c>this</c> is called on a copy.</summary>
    public bool IsThisReadOnly { get; set; }

    /// <summary>What stands before the <c>?.</c> whose right sides are being lowered, the innermost on top.</summary>
    public Stack<Value> Accessed { get; } = new();

    public IrType TypeOf(ITypeSymbol type) => Module.Types[Resolve(type)];

    /// <summary>The parts of a type that is taken apart; null for any other.</summary>
    public Part[]? PartsOf(ITypeSymbol? type) => type is null ? null : Module.Aggregates[Resolve(type)];

    /// <summary>The type with the type arguments of the function that is being lowered.</summary>
    public ITypeSymbol Resolve(ITypeSymbol type) => Context.Types?.Apply(type) ?? type;

    /// <summary>The method likewise; of an interface's static member, what it is for the type that it is called on.</summary>
    public IMethodSymbol Resolve(IMethodSymbol method, ITypeSymbol? constrainedTo = null) =>
        Context.Types is { } types ? NumericInterfaces.Implementation(types.Apply(method), constrainedTo is null ? null : Resolve(constrainedTo)) : method;

    public Slot NewSlot(IrType type, string? name) => new(name, type, _slots++);

    public Region NewRegion() => new(Frame, NewSlot(IrType.Bool, "left"));

    /// <summary>The region behind whose end a jump to the label goes.</summary>
    public Region RegionAt(ILabelSymbol label)
    {
        Region region = NewRegion();
        _regions[label] = region;
        return region;
    }

    public Region? FindRegion(ILabelSymbol label) => _regions.TryGetValue(label, out Region? region) ? region : null;

    public Variable Declare(ISymbol symbol, ITypeSymbol type, string name) => _variables[symbol] = NewVariable(type, name);

    /// <summary>The same for a value that stays whole.</summary>
    public Variable DeclareWhole(ISymbol symbol, ITypeSymbol type, string name) => _variables[symbol] = new Variable(NewSlot(TypeOf(type), name));

    /// <summary>The variable of a local or a parameter, or of <c>this</c>, for which its type stands; in a constructor of a class, of a field.</summary>
    public Variable? Find(ISymbol symbol) =>
        _variables.TryGetValue(symbol, out Variable? variable) ? variable
        : symbol is ITypeSymbol ? This
        : symbol is IFieldSymbol or IPropertySymbol ? Constructed is not null && Module.Aggregates.FieldPosition(Constructed, symbol) is { } field ? This!.Elements![field] : null
        : This is not null && symbol is IParameterSymbol kept && Module.Aggregates.Position(kept.ContainingType, kept) is { } part ? This.Elements![part]
        : null;

    /// <summary>Says which place a <c>ref</c> local stands for: a variable, or part of one, or any other place.</summary>
    public void Refer(ISymbol local, Target place, Variable? variable)
    {
        if (variable is not null)
            _variables[local] = variable;
        else
            _references[local] = place;
    }

    public Target? FindReference(ISymbol local) => _references.TryGetValue(local, out Target? place) ? place : null;

    /// <summary>Says which function a variable of a delegate type is.</summary>
    public void Bind(ISymbol variable, Callee callee) => _callees[variable] = callee;

    public Callee? FindCallee(ISymbol variable) => _callees.TryGetValue(variable, out Callee? callee) ? callee : null;

    /// <summary>Says which sequence a variable keeps.</summary>
    public void Keep(ISymbol variable, KeptChain chain) => _chains[variable] = chain;

    public KeptChain? FindChain(ISymbol variable) => _chains.TryGetValue(variable, out KeptChain? chain) ? chain : null;

    /// <summary>Whether the function is being lowered in place.</summary>
    public bool IsRunning(IMethodSymbol method) => _running.Any(running => SymbolEqualityComparer.Default.Equals(running.Method, method));

    /// <summary>Whether the method is being lowered in place with the function as an argument.</summary>
    public bool IsRunningWith(IMethodSymbol method, IMethodSymbol function) => _running.Any(running =>
        SymbolEqualityComparer.Default.Equals(running.Method, method) && running.Functions.Contains(function, SymbolEqualityComparer.Default));

    /// <param name="method">What is lowered in place from here on.</param>
    /// <param name="functions">The functions among its arguments.</param>
    public void Start(IMethodSymbol method, IReadOnlyList<IMethodSymbol> functions) => _running.Add((method, functions));

    public void Finish() => _running.RemoveAt(_running.Count - 1);

    /// <summary>Lowers a method whose own variables are in use, since it runs inside itself; they are what they were afterwards.</summary>
    public T Inside<T>(Func<T> lower)
    {
        var outer = (_variables, _regions, _references, _callees, _chains);
        _variables = new(_variables, SymbolEqualityComparer.Default);
        _regions = new(_regions, SymbolEqualityComparer.Default);
        _references = new(_references, SymbolEqualityComparer.Default);
        _callees = new(_callees, SymbolEqualityComparer.Default);
        _chains = new(_chains, SymbolEqualityComparer.Default);
        T result = lower();
        (_variables, _regions, _references, _callees, _chains) = outer;
        return result;
    }

    /// <param name="type">Its type.</param>
    /// <param name="name">The user's name for it; null for none.</param>
    /// <param name="isPlace">Whether it is a variable of the user's, to which an inline array is copied; otherwise it only hands values on.</param>
    public Variable NewVariable(ITypeSymbol type, string? name, bool isPlace = true)
    {
        if (PartsOf(type) is { } parts)
            return new Variable([.. parts.Select(part => NewVariable(part.Type, name is null ? null : Joined(name, part.Name), isPlace))]);
        IrType whole = TypeOf(type);
        return new Variable(whole.Count > 0 ? new Slot(name, IrType.Array(whole.Element!), _slots++) { Count = isPlace ? whole.Count : 0 } : NewSlot(whole, name));
    }

    /// <summary>Assigning only gives the value another binding; one without a name takes the variable's.</summary>
    public void Write(Slot slot, Value value)
    {
        if ((value.Name is null || value.IsNameLent) && value.Definition is not null)
            (value.Name, value.IsNameLent) = (slot.Name, false);
        Bindings[slot] = value;
    }

    public void Write(Variable variable, Content content)
    {
        if (variable.Slot is { } slot)
        {
            if (slot.Count > 0 && Bindings[slot] is { } own)
                InlineArrays.Copy(this, content.Value!, own, slot.Count);
            else
                Write(slot, content.Value!);
            return;
        }

        for (int i = 0; i < variable.Elements!.Length; i++)
            Write(variable.Elements[i], content.Elements![i]);
    }

    public Value ReadOrDefault(Slot slot) => Bindings[slot] ?? Builder.Default(slot.Type);

    public Content Read(Variable variable) => variable.Slot is { } slot
        ? new Content(ReadOrDefault(slot))
        : new Content([.. variable.Elements!.Select(Read)]);

    /// <summary>Operations appended from now on come from this expression.</summary>
    public void At(IOperation operation) => Builder.Site = SiteOf(operation);

    public int SiteOf(IOperation operation) => Module.Sites.Of(operation.Syntax, Context);

    /// <summary>The site of a loop that the user wrote, be it a statement or a call.</summary>
    public int SiteOfLoop(IOperation loop) => Module.Sites.OfLoop((loop is ILoopOperation statement ? LoopParts.Head(statement) : loop).Syntax, loop.Syntax, Context);

    /// <summary>The name of a part's variable: <c>start</c> and <c>X</c> make <c>startX</c>. A part that is being typed may have no name yet.</summary>
    public static string Joined(string name, string part) =>
        part.Length == 0 ? name
        : name.Length == 0 ? Uncapitalised(part)
        : name + char.ToUpperInvariant(part[0]) + part.Substring(1);

    private static string Uncapitalised(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>Notes what is not supported. Lowering goes on, to find more, with a value that is never used.</summary>
    public Content Fail(FindingDescriptor kind, IOperation operation, params string[] arguments)
    {
        var finding = new Finding(kind.Id, SiteOf(operation), arguments);
        if (!_findings.Contains(finding))
            _findings.Add(finding);
        return Placeholder(operation.Type);
    }

    /// <summary>A variable that has not been declared here: most often because its declaration has been found to be unsupported.</summary>
    public void FailUnknown(IOperation operation, ISymbol symbol)
    {
        if (_findings.Count == 0)
            Fail(LoweringFindings.Expression, operation, symbol.Name, "it belongs to another function. Pass it as a parameter.");
    }

    public void FailReference(IArgumentOperation argument) => Fail(LoweringFindings.ByReference, argument, SourceText.Of(argument.Value.Syntax));

    /// <summary>Judges <see cref="References"/>, at the end.</summary>
    public void CheckReferences()
    {
        if (References.Count == 0)
            return;
        var overlap = new Overlap(_parameters, Entry);
        foreach ((IArgumentOperation argument, Value memory, Value other) in References)
        {
            if (overlap.May(memory, other))
                FailReference(argument);
        }
    }

    /// <summary>Notes what is not supported about the expression that operations are appended for.</summary>
    public void FailHere(FindingDescriptor kind, params string[] arguments)
    {
        var finding = new Finding(kind.Id, Builder.Site, arguments);
        if (!_findings.Contains(finding))
            _findings.Add(finding);
    }

    /// <summary>A value does not have the shape of what it is assigned to: unless something unsupported explains it, this is a defect, and never a zero.</summary>
    public void FailMismatch()
    {
        if (_findings.Count == 0)
            FailHere(LoweringFindings.Expression, Context.Function, "Fluxion loses track of the parts of a value here. Please report this; until then, write it with numbers.");
    }

    /// <summary>The same, with a value to go on with.</summary>
    public Value FailMismatch(IrType type)
    {
        FailMismatch();
        return Builder.Default(type);
    }

    /// <summary>Takes over what is wrong with a callee that cannot do without being lowered.</summary>
    public Content Fail(IReadOnlyList<Finding> findings, ITypeSymbol? type)
    {
        foreach (Finding finding in findings.Where(finding => !_findings.Contains(finding)))
            _findings.Add(finding);
        return Placeholder(type);
    }

    /// <summary>A finding that is not reported here, but may explain one that is.</summary>
    public Finding Note(FindingDescriptor kind, IOperation operation, params string[] arguments) => new(kind.Id, SiteOf(operation), arguments);

    /// <summary>A value of the type that stands for one that could not be computed.</summary>
    public Content Placeholder(ITypeSymbol? type)
    {
        return PartsOf(type) is { } parts ? new Content([.. parts.Select(part => Placeholder(part.Type))])
            : InlineArrays.Is(this, type) ? new Content(InlineArrays.Allocate(this, TypeOf(type!)))
            : new Content(Builder.Default(type is null || type.SpecialType == SpecialType.System_Void ? IrType.Opaque("object") : TypeOf(type)));
    }
}
