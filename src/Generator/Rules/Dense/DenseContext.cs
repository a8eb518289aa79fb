using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Dense;

/// <summary>What the derivative of a <see cref="DenseFunction"/> is written with. What it does not ask for is not fetched.</summary>
/// <param name="builder">Where the derivative goes.</param>
/// <param name="op">The call.</param>
/// <param name="matrix">What it read, as it was then.</param>
/// <param name="result">What it wrote, as it left it.</param>
/// <param name="size">A number of rows or columns.</param>
/// <param name="changes">The adjoints or tangents of what it read; null where there are none.</param>
/// <param name="change">The adjoint or tangent of what it wrote.</param>
internal sealed class DenseContext(Builder builder, DenseOp op, Func<Value, Value> matrix, Func<Value> result, Func<Value, Value> size, Value?[] changes, Value change)
{
    private readonly Dictionary<int, Value> _matrices = [];
    private Value? _result;

    public Value Change => change;

    public Value[] Sizes { get; } = [.. op.Sizes.ToArray().Select(size)];

    /// <summary>Whether the destination may be in the memory of a matrix that is read.</summary>
    public bool MayBeInPlace { get; init; }

    public Value? ChangeOf(int i) => changes[i];

    public Value Matrix(int i)
    {
        if (!_matrices.TryGetValue(i, out Value? known))
            _matrices.Add(i, known = matrix(op.Matrices[i]));
        return known;
    }

    public Value Result() => _result ??= result();

    public void Call(string key, Value destination, Value[] matrices, Value[] sizes)
    {
        if (DenseBook.Get(key).Matrices != matrices.Length)
            throw new ArgumentException(key, nameof(matrices));
        builder.Append(new DenseOp(key, matrices.Length, [destination, .. matrices, .. sizes]));
    }

    /// <summary>A matrix of zeros.</summary>
    public Value New(string name, Value rows, Value columns) =>
        builder.Append(new AllocateOp([builder.Arithmetic(Operator.Multiply, rows, columns)], new Value(IrType.Array(IrType.Double), name), onStack: false)).Result;

    public void Clear(Value matrix) => ForEach(matrix, i => builder.Store(matrix, builder.Constant(0, IrType.Double), i));

    public void Copy(Value from, Value to) => ForEach(to, i => builder.Store(to, builder.Load(from, i), i));

    public void Add(Value added, Value sum) => ForEach(added, i => builder.Accumulate(sum, builder.Load(added, i), i));

    private void ForEach(Value matrix, Action<Value> element)
    {
        Value length = builder.Length(matrix), zero = builder.Constant(0);
        var index = new Value(IrType.Int, "i");
        var body = new Block(index);
        Block outside = builder.Block;
        builder.Block = body;
        element(index);
        builder.Block = outside;
        builder.Append(new ForOp(zero, length, [], 1, false, body, []));
    }
}
