using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Dense;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ReverseSweep
{
    private void ReverseDense(DenseOp op)
    {
        if (!IsActive(op.Memory))
            return;
        RefuseLists(op);
        Value change = Shadow(op.Memory);
        Value?[] changes = [.. op.Matrices.ToArray().Select(matrix => IsActive(matrix) ? Shadow(matrix) : null)];
        DenseBook.Get(op.Function).Pull(new DenseContext(
            _builder, op, matrix => Content(op, matrix, isAfter: false), () => Content(op, op.Memory, isAfter: true), Fetch, changes, change)
        {
            MayBeInPlace = op.Matrices.ToArray().Any(matrix => _activity.Memory.Find(matrix) == _activity.Memory.Find(op.Memory)),
        });
    }
}
