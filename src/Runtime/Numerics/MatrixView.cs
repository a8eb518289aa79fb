namespace Fluxion.Numerics;

/// <summary>A matrix in memory: element (i, j) is at <c>i * row + j * column</c>, so that a transposed one is seen without being moved.</summary>
/// <param name="elements">From element (0, 0) on.</param>
/// <param name="row">How far rows are apart.</param>
/// <param name="column">How far columns are apart.</param>
internal readonly ref struct MatrixView(ReadOnlySpan<double> elements, int row, int column)
{
    public ReadOnlySpan<double> Elements { get; } = elements;

    public int Row { get; } = row;

    public int Column { get; } = column;

    public double this[int i, int j] => Elements[(i * Row) + (j * Column)];

    /// <summary>What is right of and below an element, with it.</summary>
    public MatrixView From(int i, int j) => new(Elements[((i * Row) + (j * Column))..], Row, Column);

    /// <summary>A matrix row by row, or, of one that is stored column by column, what its rows are.</summary>
    public static MatrixView Of(ReadOnlySpan<double> elements, int columns, bool isTransposed) =>
        isTransposed ? new(elements, 1, columns) : new(elements, columns, 1);
}

/// <summary>What becomes of the elements that a product is for.</summary>
internal enum ProductUpdate
{
    Set, Add, Subtract,
}

/// <summary>Which elements of a matrix count; the diagonal is in both triangles.</summary>
internal enum MatrixPart
{
    All, Lower, Upper,
}
