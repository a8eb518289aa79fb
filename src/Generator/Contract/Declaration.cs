using Fluxion.Generator.Differentiation;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary>A type around the marked method, outermost first.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>record</c>, <c>record struct</c>.</param>
/// <param name="Name">With its type parameters, as C# writes it.</param>
internal sealed record Container(string Keyword, string Name);

/// <param name="Name">As symbols have it, without <c>@</c>.</param>
/// <param name="Type">The type.</param>
/// <param name="Text">The type as the signature writes it, annotated.</param>
/// <param name="Mode">How it is passed.</param>
/// <param name="IsConstant">Marked <c>[Constant]</c>, or not among those named in <c>[Differentiable]</c>.</param>
/// <param name="Default">The C# of its default value; null for a required parameter.</param>
/// <param name="IsParams"><c>params</c> on an array.</param>
/// <param name="IsReceiver">The <c>this</c> of an extension method.</param>
internal sealed record Parameter(
    string Name, IrType Type, string Text, PassingMode Mode, bool IsConstant, string? Default, bool IsParams, bool IsReceiver)
{
    /// <summary>Chosen by <see cref="Names"/>.</summary>
    public ParameterNames Names { get; init; } = new("", "", "");

    /// <summary>The element of an objective's parameters, such as <c>LogSigma</c>.</summary>
    public string Element { get; init; } = "";

    public string Identifier => IsThis ? "this" : Identifiers.Escape(Name);

    public bool IsBuffer => Type.IsMemory;

    /// <summary>The C# of how many elements a buffer has.</summary>
    public string Length => $"{Identifier}.{Type.Counter}";

    /// <summary>The numbers that it consists of; those of structs in a buffer are all of one type.</summary>
    public IrType Number => (Type.IsStructured ? Type.Leaves.First() : Type.Scalar).Numbers.First();

    /// <summary>How many numbers an element of a buffer has.</summary>
    public int Width => Type.IsMemory ? Type.Leaves.Sum(leaf => leaf.Numbers.Count()) : 1;

    /// <summary>A buffer whose elements consist of numbers.</summary>
    public bool IsOfStructs => Type.IsStructured || (Type.IsMemory && Type.Scalar.Kind == TypeKind.Matrix);

    /// <summary>Of a tuple or struct that is taken apart.</summary>
    public StructShape? Shape { get; init; }

    /// <summary>The struct or object that the method is called on.</summary>
    public bool IsThis { get; init; }

    public bool IsDifferentiated => !IsConstant && (Type.IsDifferentiable || Shape is { IsDifferentiable: true }) && Mode != PassingMode.Out;

    /// <summary>The type as documentation refers to it: a tuple by its type, without names.</summary>
    public string Reference { get; init; } = Type.Name;

    /// <summary>The floating-point types in it.</summary>
    public IEnumerable<IrType> Scalars => Shape is null ? Type.Leaves.SelectMany(leaf => leaf.Numbers) : Shape.Numbers.Select(number => number.Type);

    /// <summary>The names of the derivatives of what the parameter is in the IR: of each leaf.</summary>
    public IEnumerable<ParameterNames> LeafNames => Shape is null
        ? [Names]
        : Shape.Leaves.Where(leaf => !leaf.Type.IsMemory).Select((leaf, i) => new ParameterNames(Names.Gradient + leaf.Path, Names.Bar + leaf.Path, Names.Dot + leaf.Path)
        {
            Product = Names.Product + leaf.Path,
            SecondDot = Names.SecondDot + leaf.Path,
            SecondProduct = Names.SecondProduct + leaf.Path,
            Third = Names.Third + leaf.Path,
            Whole = IsDifferentiated && !Shape.IsAssignable ? new WholeAdjoint(Names.Bar, Shape.Format, [.. Shape.Leaves.Select(l => Names.Bar + l.Path)], i) : null,
        });

    /// <summary>An <c>out</c> parameter that carries a derivative.</summary>
    public bool IsOutput => Mode == PassingMode.Out && Type.IsFloating;

    /// <summary>A buffer whose type lets the method write to it.</summary>
    public bool IsWritable => IsBuffer && !Type.IsReadOnly;
}

internal enum ReturnKind
{
    Void,
    Scalar,

    /// <summary>A tuple or a struct.</summary>
    Struct,
    Array,
}

/// <param name="Kind">What is returned.</param>
/// <param name="Text">The type as C# writes it.</param>
/// <param name="Parts">The type of a scalar or array, the types of a tuple's or struct's leaves.</param>
internal sealed record ReturnShape(ReturnKind Kind, string Text, EquatableArray<IrType> Parts)
{
    /// <summary>Of a tuple or struct.</summary>
    public StructShape? Shape { get; init; }

    public IEnumerable<IrType> Active => Parts.Where(part => part.IsDifferentiable);
}

/// <summary>A marked method as its declaration tells: everything signatures follow from. It holds no symbols and compares by value.</summary>
internal sealed record Declaration(
    string Namespace,
    EquatableArray<Container> Containers,
    string Name,
    string Accessibility,
    EquatableArray<Parameter> Parameters,
    ReturnShape Return)
{
    /// <summary>A static local function of a top-level program: nothing outside <c>Main</c> can call it or refer to it in documentation.</summary>
    public bool IsLocalFunction { get; init; }

    /// <summary>The user documented parameters, so companions can repeat that.</summary>
    public bool HasParameterDocumentation { get; init; }

    /// <summary>Sums may be added up in another order than the user's.</summary>
    public bool AllowReassociation { get; init; }

    /// <summary>The highest order of derivatives asked for.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Whether <c>Derivative.Report</c> is called in the body: the one thing that signatures follow from beside the declaration.</summary>
    public bool HasReports { get; init; }

    /// <summary>How many methods of this name and type are marked before this one.</summary>
    public int Ordinal { get; init; }

    /// <summary>Set where file systems that ignore case could take this method's file for another's.</summary>
    public bool NeedsCaseMark { get; init; }

    /// <summary>Whether companions can be written at all, if only with a body that throws.</summary>
    public bool IsUsable { get; init; } = true;

    /// <summary>The companions that are not generated, because their signature is taken.</summary>
    public EquatableArray<string> Taken { get; init; }

    /// <summary>What the method is called on; null for a static method.</summary>
    public Parameter? This => Parameters.FirstOrDefault(parameter => parameter.IsThis);

    /// <summary>Whether the method is called on a struct or an object.</summary>
    public bool IsInstance { get; init; }

    /// <summary>Whether the method is called on an object.</summary>
    public bool IsOnObject { get; init; }

    /// <summary>What is written between the parentheses of a call.</summary>
    public IEnumerable<Parameter> Own => Parameters.Where(parameter => !parameter.IsThis);

    public IEnumerable<Parameter> Differentiated => Parameters.Where(parameter => parameter.IsDifferentiated);

    public IEnumerable<Parameter> Outputs => Parameters.Where(parameter => parameter.IsOutput);

    /// <summary>Differentiated buffers: their gradients are written into destinations.</summary>
    public IEnumerable<Parameter> Buffers => Differentiated.Where(parameter => parameter.IsBuffer);

    /// <summary>The name of the seed of the returned value.</summary>
    public const string ResultBar = "resultBar";

    public string Identifier => Identifiers.Escape(Name);

    /// <summary>How companions call the method: a parameter of the same name would hide it.</summary>
    public string Callee => Containers.Count > 0 && Parameters.Any(p => p.Name == Name) ? $"{Containers[Containers.Count - 1].Name}.{Identifier}" : Identifier;
}
