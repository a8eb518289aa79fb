namespace Fluxion.Generator.Ir;

/// <summary>How a struct of numbers is written.</summary>
/// <param name="Type">The struct.</param>
/// <param name="PartType">What it consists of.</param>
/// <param name="Construction">The C# that makes one, cut where the parts go.</param>
/// <param name="Members">The C# behind one that reads each part: <c>.X</c>.</param>
internal sealed record StructForm(IrType Type, IrType PartType, string[] Construction, string[] Members)
{
    /// <summary>Whether the parts can be read by their number: <c>v[0]</c>.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>One that has a constructor which takes the parts in their order.</summary>
    public static StructForm Of(string type, IrType partType, params string[] parts)
    {
        string[] construction = [$"new {type}(", .. parts.Skip(1).Select(_ => ", "), ")"];
        return new StructForm(IrType.Opaque(type), partType, construction, [.. parts.Select(part => "." + part)]);
    }
}

/// <summary>How a call is written whose arguments or result are structs: in the IR their parts are values of their own.</summary>
/// <param name="Text">The C# of the call, cut where the arguments go.</param>
/// <param name="Arguments">The structs among them; null for a number.</param>
/// <param name="Result">The struct that comes back; null for a number.</param>
internal sealed record CallForm(string[] Text, StructForm?[] Arguments, StructForm? Result)
{
    /// <summary>The argument that an operand is, or is a part of.</summary>
    public int ArgumentOf(int operand)
    {
        int argument = 0;
        for (int last = SizeOf(0); operand >= last; last += SizeOf(argument))
            argument++;
        return argument;
    }

    private int SizeOf(int argument) => Arguments[argument]?.Members.Length ?? 1;
}
