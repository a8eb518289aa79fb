namespace Fluxion.CompilerServices;

public static partial class Partials
{
    /// <summary>How often a number occurs: elements that are the largest together share its derivative.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="value">The number.</param>
    /// <returns>The count, as a number to divide by.</returns>
    public static double Count(ReadOnlySpan<double> x, double value)
    {
        int count = 0;
        foreach (double element in x)
            count += element == value ? 1 : 0;
        return count;
    }

    /// <inheritdoc cref="Count(ReadOnlySpan{double}, double)"/>
    public static float Count(ReadOnlySpan<float> x, float value)
    {
        int count = 0;
        foreach (float element in x)
            count += element == value ? 1 : 0;
        return count;
    }

    /// <summary>The derivatives of a product by its factors: for each the product of all others, which no division finds where one is 0.</summary>
    /// <param name="x">The factors.</param>
    /// <returns>An array as long.</returns>
    public static double[] ProductsOfOthers(ReadOnlySpan<double> x)
    {
        double[] others = new double[x.Length];
        double before = 1, after = 1;
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

    /// <inheritdoc cref="ProductsOfOthers(ReadOnlySpan{double})"/>
    public static float[] ProductsOfOthers(ReadOnlySpan<float> x)
    {
        float[] others = new float[x.Length];
        float before = 1, after = 1;
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
