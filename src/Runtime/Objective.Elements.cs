using Fluxion.CompilerServices;

namespace Fluxion;

public partial class Objective<T>
{
    // All elements of the objective that this one was made from by fixing, tying or transforming.
    private ObjectiveReport? _origin;

    /// <summary>
    /// All elements that have a name at a point: those of the point, and behind them those that <see cref="Fix(string[])"/>, <see cref="Tie(string[])"/> and
    /// <see cref="Transform"/> were applied to, such as <c>a</c> where that is fixed and <c>sigma</c> where the point has <c>log(sigma)</c>.
    /// </summary>
    /// <param name="point">The arguments, flattened: <see cref="Count"/> elements.</param>
    /// <returns>The elements, with derivatives with respect to those of the point: a row of zeros for one that is fixed.</returns>
    /// <exception cref="ArgumentException"><paramref name="point"/> does not have <see cref="Count"/> elements.</exception>
    public DerivativeReport AllElements(ReadOnlySpan<double> point)
    {
        Buffers.CheckLength(point.Length, Count, nameof(point), Name);
        DerivativeReport? origin = _origin?.Invoke(point);
        int[] others = origin is null ? [] : [.. Enumerable.Range(0, origin.Names.Count).Where(i => Array.IndexOf(_names, origin.Names[i]) < 0)];
        var jacobian = new double[Count + others.Length, Count];
        for (int j = 0; j < Count; j++)
        {
            jacobian[j, j] = 1;
            for (int i = 0; i < others.Length; i++)
                jacobian[Count + i, j] = origin!.Jacobian(others[i], j);
        }

        return new DerivativeReport([.. _names, .. others.Select(i => origin!.Names[i])], [.. point, .. others.Select(i => origin!.Values[i])], jacobian);
    }

    private static ObjectiveReport? Through(Reduction reduction, ObjectiveReport? report) => report is null ? null : point =>
    {
        double[] u = point.ToArray(), x = reduction.Expand(u).ToArray(), direction = new double[u.Length];
        return report(x).By(u.Length, i => reduction.Push(Unit(direction, i)).ToArray());
    };

    private static ObjectiveReport? Through(Reparametrization reparametrization, ObjectiveReport? report) => report is null ? null : point =>
    {
        double[] u = point.ToArray(), x = reparametrization.Expand(u).ToArray(), direction = new double[u.Length];
        return report(x).By(u.Length, i => reparametrization.Push(u, Unit(direction, i)).ToArray());
    };

    private static double[] Unit(double[] direction, int place)
    {
        direction.AsSpan().Clear();
        direction[place] = 1;
        return direction;
    }
}
