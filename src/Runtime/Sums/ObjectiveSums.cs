namespace Fluxion;

#pragma warning disable RS0026 // The overloads differ in what the parts are, which is never left out.
public static partial class Objective
{
    /// <summary>The sum of objectives, such as those of parts of the observations, evaluated over several threads if asked.</summary>
    /// <remarks>
    /// <para>
    /// Values and derivatives are added in the order of the parts: the number of threads does not change the bits of a result. An exception of a part reaches the
    /// caller as it is, that of the first part in order. With several threads, a part should take some ten microseconds or more.
    /// </para>
    /// <para>
    /// A penalty or a prior is one more part. All parts have the same elements and the same start, and the sum has the narrowest of their bounds; it takes what else is
    /// known of the parameters from the first of them. Fix, tie and transform elements of the sum rather than of its parts. The sum reports what the parts
    /// report, one behind the other; what all report alike, once.
    /// </para>
    /// <para>
    /// Different parts are evaluated at the same time, so that functions must not write to anything that they share, such as a scratch array of the caller's. Parts that were made from one
    /// another, by <see cref="Objective{T}.Fix(string[])"/> or <see cref="Objective{T}.WithStart(T)"/>, are evaluated one after the other. The sum itself is like any objective: not to
    /// be called from several threads at once, and its parts not beside it.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The type of the parameters.</typeparam>
    /// <param name="parts">The parts; at least one.</param>
    /// <param name="threads">The most threads that work at once, the calling one among them; at least 1. They are those of the thread pool.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There is no part, or one has other elements or another start than the first.</exception>
    public static Objective<T> Sum<T>(IEnumerable<Objective<T>> parts, int threads = 1) => Objective<T>.SumOf(new Summands<Objective<T>, T>(parts, threads));

    /// <inheritdoc cref="Sum{T}(IEnumerable{Objective{T}}, int)"/>
    public static SmoothObjective<T> Sum<T>(IEnumerable<SmoothObjective<T>> parts, int threads = 1) =>
        SmoothObjective<T>.SumOf(new Summands<SmoothObjective<T>, T>(parts, threads));

    /// <summary>The residuals of several objectives, one below the other: half the sum of all their squares, evaluated over several threads if asked.</summary>
    /// <inheritdoc cref="Sum{T}(IEnumerable{Objective{T}}, int)"/>
    public static LeastSquares<T> Sum<T>(IEnumerable<LeastSquares<T>> parts, int threads = 1) =>
        LeastSquares<T>.SumOf(new Summands<LeastSquares<T>, T>(parts, threads));

    /// <summary>The sum over observations, evaluated in blocks of them, over several threads if asked.</summary>
    /// <inheritdoc cref="Sum{T}(IEnumerable{Objective{T}}, int)"/>
    /// <param name="observations">The number of observations; at least 1.</param>
    /// <param name="blockSize">The number of observations in a block, at least 1; the last one has what is left. It decides, other than the number of threads, about the last digits.</param>
    /// <param name="block">Makes the objective of a range of observations, such as <c>0..1000</c>; called once for each block.</param>
    /// <param name="threads">The most threads that work at once, the calling one among them; at least 1. They are those of the thread pool.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The objective of a block has other elements or another start than that of the first.</exception>
    public static Objective<T> Sum<T>(int observations, int blockSize, Func<Range, Objective<T>> block, int threads = 1) => Sum(Blocks(observations, blockSize, block), threads);

    /// <inheritdoc cref="Sum{T}(int, int, Func{Range, Objective{T}}, int)"/>
    public static SmoothObjective<T> Sum<T>(int observations, int blockSize, Func<Range, SmoothObjective<T>> block, int threads = 1) =>
        Sum(Blocks(observations, blockSize, block), threads);

    /// <summary>The residuals of all observations, evaluated in blocks of them, over several threads if asked.</summary>
    /// <inheritdoc cref="Sum{T}(int, int, Func{Range, Objective{T}}, int)"/>
    public static LeastSquares<T> Sum<T>(int observations, int blockSize, Func<Range, LeastSquares<T>> block, int threads = 1) =>
        Sum(Blocks(observations, blockSize, block), threads);

    private static IEnumerable<TObjective> Blocks<TObjective>(int observations, int blockSize, Func<Range, TObjective> block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentNullException.ThrowIfNull(block);
        var blocks = new List<TObjective>();
        for (int from = 0; from < observations;)
        {
            int to = from + Math.Min(blockSize, observations - from);
            blocks.Add(block(from..to));
            from = to;
        }

        return blocks;
    }
}
