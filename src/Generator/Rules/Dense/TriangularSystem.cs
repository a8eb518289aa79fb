using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Dense;

/// <summary>
/// X = T⁻¹ B or T⁻ᵀ B, T being a triangle: dX = T⁻¹ (dB − dT X). With S = T⁻ᵀ X̄, B̄ gets S, and T̄ gets −S Xᵀ where T is read. Sizes: n, columns.
/// </summary>
internal sealed class TriangularSystem(bool isLower, bool isTransposed) : DenseFunction(NameOf(isLower, isTransposed), 2)
{
    private const string Outer = "SubtractOuterProduct";

    public static IEnumerable<DenseFunction> All
    {
        get
        {
            foreach (bool isLower in new[] { true, false })
            {
                string lower = Literal("isLower", isLower);
                yield return new LinearFunction(Outer, 2, variant: Triangle(isLower), flags: lower);
                foreach (bool isTransposed in new[] { false, true })
                {
                    yield return new TriangularSystem(isLower, isTransposed);
                    foreach (string update in new[] { "Add", "Subtract" })
                        yield return new LinearFunction(update + "TriangularProduct", 2, variant: Variant(isLower, isTransposed), flags: lower + Literal("isTransposed", isTransposed));
                }
            }
        }
    }

    /// <summary>The key of <c>Y ± T X</c>.</summary>
    public static string Product(string update, bool isLower, bool isTransposed) => update + "TriangularProduct" + Variant(isLower, isTransposed);

    public override void Push(DenseContext c)
    {
        Value n = c.Sizes[0], columns = c.Sizes[1];
        if (c.ChangeOf(0) is not { } tDot)
        {
            if (c.ChangeOf(1) is { } only)
                c.Call(Key, c.Change, [c.Matrix(0), only], [n, columns]);
            else
                c.Clear(c.Change);
            return;
        }

        if (c.ChangeOf(1) is not { } bDot)
            c.Clear(c.Change);
        else if (bDot != c.Change)
            c.Copy(bDot, c.Change);
        c.Call(Product("Subtract", isLower, isTransposed), c.Change, [tDot, c.Result()], [n, columns]);
        c.Call(Key, c.Change, [c.Matrix(0), c.Change], [n, columns]);
    }

    public override void Pull(DenseContext c)
    {
        Value n = c.Sizes[0], columns = c.Sizes[1];
        Value? bBar = c.ChangeOf(1);
        bool isWhereXBarIs = bBar is null || bBar == c.Change;
        Value s = isWhereXBarIs ? c.Change : c.New("solution", n, columns);
        c.Call(NameOf(isLower, !isTransposed), s, [c.Matrix(0), c.Change], [n, columns]);
        if (c.ChangeOf(0) is { } tBar)
            c.Call(Outer + Triangle(isLower), tBar, isTransposed ? [c.Result(), s] : [s, c.Result()], [n, columns]);

        // In place, the adjoint of what was overwritten takes the place of that of the result.
        if (bBar != c.Change)
            c.Clear(c.Change);
        if (!isWhereXBarIs)
            c.Add(s, bBar!);
    }

    private static string NameOf(bool isLower, bool isTransposed) => "Solve" + Variant(isLower, isTransposed);

    private static string Triangle(bool isLower) => isLower ? "Lower" : "Upper";

    private static string Variant(bool isLower, bool isTransposed) => Triangle(isLower) + (isTransposed ? "Transposed" : "");

    private static string Literal(string name, bool value) => $", {name}: {(value ? "true" : "false")}";
}
