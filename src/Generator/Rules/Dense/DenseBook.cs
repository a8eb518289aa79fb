namespace Fluxion.Generator.Rules.Dense;

/// <summary>
/// The functions of <c>Fluxion.Numerics.Matrices</c>, and those that their derivatives consist of. Sources: M. Giles, Collected matrix derivative
/// results for forward and reverse mode algorithmic differentiation (2008); I. Murray, Differentiation of the Cholesky decomposition (2016).
/// </summary>
internal static class DenseBook
{
    private static readonly Dictionary<string, DenseFunction> Functions =
        new[] { ProductFunction.All, TriangularSystem.All, CholeskyFunction.All }.SelectMany(all => all).ToDictionary(function => function.Key, StringComparer.Ordinal);

    public static DenseFunction Get(string key) => Functions[key];

    /// <summary>A method of <c>Matrices</c>; null where it is none that writes to a matrix.</summary>
    public static DenseFunction? Find(string method) =>
        Functions.TryGetValue(method, out DenseFunction? function) && function.Callee.StartsWith("global::Fluxion.Numerics.", StringComparison.Ordinal) ? function : null;
}
