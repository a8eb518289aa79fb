using Fluxion.Generator.Ir;
using Fluxion.Generator.Rules.Dense;

namespace Fluxion.Generator.Differentiation;

internal sealed partial class ForwardSweep
{
    // No tangent needs what a call in place has overwritten.
    private void Dense(DenseOp op)
    {
        RefuseLists(op);
        Value?[] changes = [.. op.Matrices.ToArray().Select(matrix => IsActive(matrix) ? DualOf(matrix) : null)];
        DenseBook.Get(op.Function).Push(new DenseContext(_builder, op, matrix => matrix, () => op.Memory, size => size, changes, DualOf(op.Memory)));
    }
}
