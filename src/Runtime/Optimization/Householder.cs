namespace Fluxion.Optimization;

/// <summary>The factorisation A = Q·R by reflections (G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., 2013, section 5.2).</summary>
internal static class Householder
{
    /// <summary>Overwrites the upper triangle of A with R, what is below it with 0, and a vector b with Qᵀ·b.</summary>
    /// <param name="columns">A, column by column.</param>
    /// <param name="right">b, with as many elements as A has rows.</param>
    public static void Reduce(Span<double> columns, Span<double> right)
    {
        int rows = right.Length, count = rows == 0 ? 0 : columns.Length / rows;
        var direction = new double[rows];
        for (int k = 0; k < Math.Min(rows, count); k++)
        {
            Span<double> column = columns.Slice(k * rows + k, rows - k), normal = direction.AsSpan(k);
            double norm = Vectors.Norm(column);
            if (norm == 0)
                continue;
            // The reflection that turns the column to ∓norm·e₁; with the sign that does not cancel.
            for (int i = 0; i < column.Length; i++)
                normal[i] = column[i] / norm;
            double sign = column[0] < 0 ? -1 : 1, weight = 1 + Math.Abs(normal[0]);
            normal[0] += sign;
            column.Clear();
            column[0] = -sign * norm;
            for (int j = k + 1; j < count; j++)
                Reflect(normal, weight, columns.Slice(j * rows + k, rows - k));
            Reflect(normal, weight, right[k..]);
        }
    }

    private static void Reflect(ReadOnlySpan<double> normal, double weight, Span<double> vector) =>
        Vectors.AddScaled(vector, -Vectors.Dot(normal, vector) / weight, normal);
}
