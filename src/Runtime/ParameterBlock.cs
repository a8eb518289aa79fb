namespace Fluxion;

/// <summary>One parameter of an objective: its name and its shape, and so the names of its elements in the flattened point.</summary>
public sealed class ParameterBlock
{
    private readonly int[]? _rowLengths;

    /// <summary>A scalar.</summary>
    /// <param name="name">The parameter's name.</param>
    public ParameterBlock(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Rows = Columns = Count = 1;
    }

    /// <summary>A vector.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="length">Its number of elements.</param>
    public ParameterBlock(string name, int length) : this(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Rank = 1;
        Rows = Count = length;
    }

    /// <summary>A matrix, flattened row by row.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="rows">Its number of rows.</param>
    /// <param name="columns">Its number of columns.</param>
    public ParameterBlock(string name, int rows, int columns) : this(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rank = 2;
        Rows = rows;
        Columns = columns;
        Count = checked(rows * columns);
    }

    /// <summary>A jagged array, flattened row by row.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="rowLengths">The number of elements of each row.</param>
    public ParameterBlock(string name, int[] rowLengths) : this(name)
    {
        ArgumentNullException.ThrowIfNull(rowLengths);
        Rank = 2;
        Rows = rowLengths.Length;
        Columns = Count = 0;
        foreach (int length in rowLengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(rowLengths));
            Columns = Math.Max(Columns, length);
            Count = checked(Count + length);
        }
        _rowLengths = [.. rowLengths];
    }

    /// <summary>The parameter's name.</summary>
    public string Name { get; }

    /// <summary>0 for a scalar, 1 for a vector, 2 for a matrix or a jagged array.</summary>
    public int Rank { get; }

    /// <summary>The number of rows: the length of a vector, 1 for a scalar.</summary>
    public int Rows { get; }

    /// <summary>The number of columns: 1 for a scalar or a vector, the longest row of a jagged array.</summary>
    public int Columns { get; }

    /// <summary>The number of elements in the flattened point.</summary>
    public int Count { get; }

    /// <summary>The name of an element, such as <c>logSigma</c>, <c>beta[0]</c>, <c>m[0,1]</c> or, in a jagged array, <c>m[0][1]</c>.</summary>
    /// <param name="index">The position of the element within this block.</param>
    /// <returns>The name, as one would write it in C#.</returns>
    public string ElementName(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (_rowLengths is not null)
        {
            int row = 0;
            for (; index >= _rowLengths[row]; row++)
                index -= _rowLengths[row];
            return FormattableString.Invariant($"{Name}[{row}][{index}]");
        }
        return Rank switch
        {
            0 => Name,
            1 => FormattableString.Invariant($"{Name}[{index}]"),
            _ => FormattableString.Invariant($"{Name}[{index / Columns},{index % Columns}]"),
        };
    }

    /// <summary>The name with its shape, such as <c>beta[4]</c> or <c>m[2,3]</c>.</summary>
    public override string ToString() => (Rank, _rowLengths) switch
    {
        (0, _) => Name,
        (1, _) => FormattableString.Invariant($"{Name}[{Rows}]"),
        (_, null) => FormattableString.Invariant($"{Name}[{Rows},{Columns}]"),
        _ => FormattableString.Invariant($"{Name}[{Rows}][]"),
    };
}
