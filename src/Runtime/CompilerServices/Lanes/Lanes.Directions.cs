namespace Fluxion.CompilerServices;

// Eight columns of a Hessian at once.
public partial struct Lanes
{
    /// <summary>The directions of eight neighbouring columns: in lane <c>l</c>, element <paramref name="column"/><c> + l</c> is 1, and all others are 0.</summary>
    /// <param name="directions">Receives them, an element for each input.</param>
    /// <param name="column">The first column.</param>
    public static void SetDirections(Span<Lanes> directions, int column)
    {
        directions.Clear();
        Span<double> unit = stackalloc double[Count];
        for (int lane = 0; lane < Count && column + lane < directions.Length; lane++)
        {
            unit.Clear();
            unit[lane] = 1;
            directions[column + lane] = Load(unit, 0);
        }
    }

    /// <summary>Puts eight columns of a symmetric matrix, or as many as are left, into its rows.</summary>
    /// <param name="products">The columns: an element for each input.</param>
    /// <param name="column">The first column.</param>
    /// <param name="matrix">The matrix, row by row.</param>
    public static void StoreColumns(ReadOnlySpan<Lanes> products, int column, Span<double> matrix)
    {
        for (int lane = 0; lane < Count && column + lane < products.Length; lane++)
        {
            Span<double> row = matrix.Slice((column + lane) * products.Length, products.Length);
            for (int i = 0; i < row.Length; i++)
                row[i] = products[i][lane];
        }
    }
}
