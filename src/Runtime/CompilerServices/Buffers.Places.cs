using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Fluxion.CompilerServices;

public static partial class Buffers
{
    /// <summary>Copies an array of numbers, or of structs of such, into its place in a point. Without an array the place stays as it is.</summary>
    /// <typeparam name="T"><see cref="double"/>, or a struct of these.</typeparam>
    /// <param name="source">The array; may be null.</param>
    /// <param name="place">Its place.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">It does not have the length of its place.</exception>
    public static void Place<T>(T[]? source, Span<double> place, string name) where T : unmanaged
    {
        if (source is null)
            return;
        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<T, double>(source);
        CheckPlace(numbers.Length, place.Length, name);
        numbers.CopyTo(place);
    }

    /// <summary>Copies a matrix into its place in a point, row by row. Without a matrix the place stays as it is.</summary>
    /// <typeparam name="T"><see cref="double"/>.</typeparam>
    /// <param name="source">The matrix; may be null.</param>
    /// <param name="shape">A matrix of the shape that it must have.</param>
    /// <param name="place">Its place.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">It does not have the shape.</exception>
    public static void Place<T>(T[,]? source, T[,] shape, Span<double> place, string name) where T : unmanaged
    {
        if (source is null)
            return;
        CheckShape(source, shape, name);
        MemoryMarshal.Cast<T, double>(AsSpan(source)).CopyTo(place);
    }

    /// <summary>Copies a jagged array into its place in a point, row by row. Without rows the place stays as it is.</summary>
    /// <param name="source">The rows; may be null, as may be each of them.</param>
    /// <param name="shape">Rows of the lengths that they must have.</param>
    /// <param name="place">Their place.</param>
    /// <param name="name">What they are called.</param>
    /// <exception cref="ArgumentException">They do not have the shape.</exception>
    public static void Place(double[]?[]? source, double[][] shape, Span<double> place, string name)
    {
        if (source is null)
            return;
        CheckRows(source, shape, name);
        for (int i = 0; i < shape.Length; i++)
        {
            Place(source[i], place[..shape[i].Length], name);
            place = place[shape[i].Length..];
        }
    }

    /// <summary>Copies an array of single-precision numbers, or of structs of such, into its place in a point. Without an array the place stays as it is.</summary>
    /// <typeparam name="T"><see cref="float"/>, or a struct of these.</typeparam>
    /// <param name="source">The array; may be null.</param>
    /// <param name="place">Its place.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">It does not have the length of its place.</exception>
    public static void PlaceSingles<T>(T[]? source, Span<double> place, string name) where T : unmanaged
    {
        if (source is null)
            return;
        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<T, float>(source);
        CheckPlace(numbers.Length, place.Length, name);
        Widen(numbers, place);
    }

    /// <summary>Copies a matrix of single-precision numbers into its place in a point, row by row. Without a matrix the place stays as it is.</summary>
    /// <typeparam name="T"><see cref="float"/>.</typeparam>
    /// <param name="source">The matrix; may be null.</param>
    /// <param name="shape">A matrix of the shape that it must have.</param>
    /// <param name="place">Its place.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">It does not have the shape.</exception>
    public static void PlaceSingles<T>(T[,]? source, T[,] shape, Span<double> place, string name) where T : unmanaged
    {
        if (source is null)
            return;
        CheckShape(source, shape, name);
        Widen(MemoryMarshal.Cast<T, float>(AsSpan(source)), place);
    }

    /// <summary>Copies a jagged array of single-precision numbers into its place in a point, row by row. Without rows the place stays as it is.</summary>
    /// <param name="source">The rows; may be null, as may be each of them.</param>
    /// <param name="shape">Rows of the lengths that they must have.</param>
    /// <param name="place">Their place.</param>
    /// <param name="name">What they are called.</param>
    /// <exception cref="ArgumentException">They do not have the shape.</exception>
    public static void PlaceSingles(float[]?[]? source, float[][] shape, Span<double> place, string name)
    {
        if (source is null)
            return;
        CheckRows(source, shape, name);
        for (int i = 0; i < shape.Length; i++)
        {
            PlaceSingles(source[i], place[..shape[i].Length], name);
            place = place[shape[i].Length..];
        }
    }

    private static void CheckShape<T>(T[,] source, T[,] shape, string name)
    {
        if (source.GetLength(0) != shape.GetLength(0) || source.GetLength(1) != shape.GetLength(1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{name} is {source.GetLength(0)} × {source.GetLength(1)}; that of the objective is {shape.GetLength(0)} × {shape.GetLength(1)}."), name);
        }
    }

    private static void CheckRows<T>(T[]?[] source, T[][] shape, string name)
    {
        if (source.Length != shape.Length)
            throw new ArgumentException(FormattableString.Invariant($"{name} has {source.Length} {(source.Length == 1 ? "row" : "rows")}; that of the objective has {shape.Length}."), name);
        for (int i = 0; i < shape.Length; i++)
        {
            if (source[i] is { } row)
                CheckPlace(row.Length, shape[i].Length, FormattableString.Invariant($"{name}[{i}]"));
        }
    }

    private static void CheckPlace(int length, int expected, string name)
    {
        if (length != expected)
            ThrowPlace(length, expected, name);
    }

    [DoesNotReturn]
    private static void ThrowPlace(int length, int expected, string name) =>
        throw new ArgumentException(FormattableString.Invariant($"{name} has {Elements(length)}; that of the objective has {expected}."), name);
}
