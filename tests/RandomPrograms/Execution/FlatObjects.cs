namespace Fluxion.RandomPrograms.Execution;

/// <summary>Arrays of objects as flat arrays, and back. Called by printed drivers.</summary>
public static class FlatObjects
{
    /// <summary>Objects made of two numbers and an array, <paramref name="size"/> numbers each.</summary>
    public static T[] Cells<TNumber, T>(TNumber[] values, int size, Func<TNumber, TNumber, TNumber[], T> make) => [.. values.Chunk(size).Select(own => Flat.Cell(own, make))];

    public static TNumber[] Numbers<T, TNumber>(T[] objects, Func<T, TNumber[]> parts) => [.. objects.SelectMany(parts)];
}
