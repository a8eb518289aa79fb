using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Tensors;

/// <summary>The functions of <c>TensorPrimitives</c> that have a derivative, by <see cref="TensorFunction.Key"/>.</summary>
internal static class TensorBook
{
    private static readonly Dictionary<string, TensorFunction> Maps = TensorMaps.All.ToDictionary(function => function.Key, StringComparer.Ordinal);

    private static readonly Dictionary<string, TensorFunction> Reductions = TensorReductions.All.ToDictionary(function => function.Key, StringComparer.Ordinal);

    /// <summary>What writes to a destination.</summary>
    public static TensorFunction? FindMap(string key) => Maps.TryGetValue(key, out TensorFunction? function) ? function : null;

    /// <summary>What returns a number.</summary>
    public static TensorFunction? FindReduction(string key) => Reductions.TryGetValue(key, out TensorFunction? function) ? function : null;

    public static TensorFunction Of(ITensorOp op) => op is TensorMapOp ? Maps[op.Function] : Reductions[op.Function];
}
