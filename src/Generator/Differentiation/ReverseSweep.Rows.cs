using Fluxion.Generator.Analysis;
using Fluxion.Generator.Diagnostics;
using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Differentiation;

// Arrays that become rows of a jagged array. Where each row is made for its place, and no place gets another one, the shadow of the
// jagged array is made as a whole, when the array is complete. Otherwise rows have shadows of their own, which the forward sweep puts
// into the shadow of the jagged array as it puts the rows into the array.
internal sealed partial class ReverseSweep
{
    private void PrepareRows(Block root)
    {
        StoreOp[] stores = [.. root.AllOps().OfType<StoreOp>().Where(store => store.Stored.Type.IsMemory && IsActive(store.Memory))];
        var followed = new Dictionary<Value, bool>();
        foreach (IGrouping<Value, StoreOp> group in stores.GroupBy(store => _activity.Memory.Find(store.Memory)))
        {
            bool isFinal = group.GroupBy(store => store.Memory).All(place => AreWrittenOnce(place.Key, [.. place]));
            if (!isFinal || !group.All(store => IsMadeForPlace(store) && group.Count(other => other.Stored == store.Stored) == 1))
            {
                followed.Add(group.Key, isFinal);
                continue;
            }

            foreach (StoreOp store in group)
                _rowStores[store.Stored] = store;
        }

        _duals.RowStores = _rowStores.Values;
        if (followed.Count == 0)
            return;
        foreach (Value handle in Handles(root).Where(handle => IsActive(handle) && followed.ContainsKey(_activity.Memory.Find(handle))).ToArray())
        {
            Value dual = _duals.Dual(handle);

            // A row that another one may replace later is kept, like the values read from it.
            if (dual != handle && !followed[_activity.Memory.Find(handle)])
                _activity.Alias(dual, handle);
        }

        foreach (StoreOp store in stores.Where(store => followed.ContainsKey(_activity.Memory.Find(store.Memory))))
            FollowRow(store);
    }

    private void FollowRow(StoreOp store)
    {
        Value rows = _duals.Dual(store.Memory), row = _duals.Dual(store.Stored);
        if (rows.Type.Element != row.Type)
        {
            // The shadow of a parameter comes in a span.
            _findings.Add(new Finding(AnalysisFindings.UnsupportedMemory, store.Site, _function.Name, store.Stored.Name ?? store.Memory.Name ?? "array"));
            return;
        }

        Block block = BlockOf(store, _function.Body)!;
        block.Ops.Insert(block.Ops.IndexOf(store) + 1, new StoreOp(rows, row, store.Indices.ToArray()) { Site = store.Site });
    }

    private bool IsMadeForPlace(StoreOp store) =>
        store.Stored.Definition is AllocateOp && _structure.BlockOf(store.Stored) == BlockOf(store, _function.Body);

    // Whether no place of the array gets a second row: constant places, or the index of a loop.
    private bool AreWrittenOnce(Value array, StoreOp[] stores)
    {
        if (array.Definition is not AllocateOp || stores.Any(store => store.Indices.Length != 1))
            return false;
        Block made = _structure.BlockOf(array);
        if (stores.All(store => store.Indices[0].Definition is ConstantOp))
        {
            return stores.Select(store => ((ConstantOp)store.Indices[0].Definition!).Content).Distinct().Count() == stores.Length
                && stores.All(store => !_structure.IsInLoop(BlockOf(store, _function.Body)!, block => block == made));
        }

        return stores.Length == 1 && _structure.Parent(_structure.BlockOf(stores[0].Indices[0])) is { } around
            && _structure.Owner(_structure.BlockOf(stores[0].Indices[0])) is ForOp loop && loop.Index == stores[0].Indices[0]
            && !_structure.IsInLoop(around, block => block == made)
            && !_structure.IsInLoop(BlockOf(stores[0], _function.Body)!, block => block == loop.Body)
            && _structure.IsInside(around, made);
    }

    private static Block? BlockOf(Op op, Block block) =>
        block.Ops.Contains(op) ? block : block.Ops.SelectMany(inner => inner.Blocks).Select(inner => BlockOf(op, inner)).FirstOrDefault(found => found is not null);

    private static IEnumerable<Value> Handles(Block block) =>
        block.Ops.SelectMany(op => op.Results.Concat(op.Blocks.SelectMany(inner => inner.Parameters.Concat(Handles(inner))))).Where(value => value.Type.IsMemory);
}
