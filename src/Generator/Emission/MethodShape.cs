using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Emission;

internal enum DeliveryKind
{
    /// <summary>Part of what the method returns; several make a tuple, in order.</summary>
    Return,

    /// <summary><c>target = value</c> before returning: a <c>ref</c> or <c>out</c> parameter.</summary>
    Assign,

    /// <summary><c>target += value</c> before returning: a <c>ref</c> adjoint that accumulates.</summary>
    Accumulate,
}

/// <param name="Kind">Where the result goes.</param>
/// <param name="Target">The C# that is assigned to; empty for <see cref="DeliveryKind.Return"/>.</param>
internal sealed record Delivery(DeliveryKind Kind, string Target = "")
{
    /// <summary>
    /// Where several results make up what is assigned, a struct: the C# of it, <c>{0}</c> for the first of them. Set for the first; the
    /// others follow it and have the same target.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>How many results it takes; 0 for one that an earlier delivery takes.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>
/// A function with everything emission needs to write it as a C# method. The name of each <see cref="IrParameter"/> is the C# that reads
/// its value: a parameter of the method, or an expression such as <c>resultBar.Item1</c>.
/// </summary>
/// <param name="Function">The function, after simplification.</param>
/// <param name="Deliveries">One for each of the function's results, in order.</param>
internal sealed record Companion(IrFunction Function, IReadOnlyList<Delivery> Deliveries);

/// <summary>The text around a companion's body.</summary>
/// <param name="Head">Documentation, attributes and signature, a line each, unindented, up to the closing parenthesis.</param>
/// <param name="Prologue">Statements before the body, a line each: checks of lengths, clearing.</param>
/// <param name="ReservedNames">Identifiers the body must not use for its locals: parameters, and names of the user's that it calls.</param>
internal sealed record MethodShape(IReadOnlyList<string> Head, IReadOnlyList<string> Prologue, IReadOnlyCollection<string> ReservedNames)
{
    /// <summary>
    /// Where what is returned is more than one flat tuple: how the returned values are put together, <c>{0}</c> for the first of them,
    /// such as <c>(({0}, {1}), ({2}, {3}))</c>.
    /// </summary>
    public string? ReturnFormat { get; init; }

    /// <summary>The class with the methods that reach private fields.</summary>
    public string Fields { get; init; } = "";
}
