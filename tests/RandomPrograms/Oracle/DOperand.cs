namespace Fluxion.RandomPrograms.Oracle;

/// <summary>What <see cref="DTensor"/> is given: a span of dual numbers, or one that stands for as many as there are in the others.</summary>
public readonly ref struct DOperand<T>
    where T : struct
{
    private readonly ReadOnlySpan<T> elements;
    private readonly T scalar;
    private readonly bool isScalar;

    private DOperand(ReadOnlySpan<T> elements) => this.elements = elements;

    private DOperand(T scalar) => (this.scalar, isScalar) = (scalar, true);

    public static implicit operator DOperand<T>(T[] elements) => new(elements);

    public static implicit operator DOperand<T>(Span<T> elements) => new(elements);

    public static implicit operator DOperand<T>(ReadOnlySpan<T> elements) => new(elements);

    public static implicit operator DOperand<T>(T scalar) => new(scalar);

    /// <summary>The numbers as they are now.</summary>
    internal Operand Read(Func<T, Dual> widen) => isScalar ? new([widen(scalar)], true) : new([.. elements.ToArray().Select(widen)], false);
}

/// <summary>The numbers of a <see cref="DOperand{T}"/>.</summary>
internal readonly record struct Operand(Dual[] Elements, bool IsScalar)
{
    public Dual this[int i] => Elements[IsScalar ? 0 : i];

    public T[] Values<T>()
        where T : System.Numerics.INumberBase<T> => [.. Elements.Select(e => T.CreateChecked(e.V))];
}
