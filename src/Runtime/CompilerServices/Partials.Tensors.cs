using System.Numerics;

namespace Fluxion.CompilerServices;

public static partial class Partials
{
    /// <summary>How often a number occurs: elements that are the largest together share its derivative.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="value">The number.</param>
    /// <returns>The count, as a number to divide by.</returns>
    public static double Count(ReadOnlySpan<double> x, double value) => CountOf(x, value);

    /// <inheritdoc cref="Count(ReadOnlySpan{double}, double)"/>
    public static float Count(ReadOnlySpan<float> x, float value) => CountOf(x, value);

    /// <summary>The derivatives of a product by its factors: for each the product of all others, which no division finds where one is 0.</summary>
    /// <param name="x">The factors.</param>
    /// <returns>An array as long.</returns>
    public static double[] ProductsOfOthers(ReadOnlySpan<double> x) => OthersOf(x);

    /// <inheritdoc cref="ProductsOfOthers(ReadOnlySpan{double})"/>
    public static float[] ProductsOfOthers(ReadOnlySpan<float> x) => OthersOf(x);

    // An array is no span to the inference of type arguments, so generated code calls the methods above.
    private static int CountOf<T>(ReadOnlySpan<T> x, T value) where T : INumber<T>
    {
        int count = 0;
        foreach (T element in x)
            count += element == value ? 1 : 0;
        return count;
    }

    private static T[] OthersOf<T>(ReadOnlySpan<T> x) where T : INumber<T>
    {
        var others = new T[x.Length];
        T before = T.One, after = T.One;
        for (int i = 0; i < x.Length; i++)
        {
            others[i] = before;
            before *= x[i];
        }

        for (int i = x.Length - 1; i >= 0; i--)
        {
            others[i] *= after;
            after *= x[i];
        }

        return others;
    }
}
