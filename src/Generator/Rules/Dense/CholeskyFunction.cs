using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Dense;

/// <summary>A = L Lᵀ: dL = L Φ(L⁻¹ dA L⁻ᵀ), where Φ keeps the lower triangle and half of the diagonal. The size: n.</summary>
internal sealed class CholeskyFunction() : DenseFunction("Cholesky", 1)
{
    public const string Adjoint = "AddCholeskyAdjoint";
    public const string Half = "KeepLowerHalf";
    public const string Transpose = "Transpose";
    public const string Fold = "AddFolded";
    public const string Unfold = "Unfold";
    private const string Mirror = "Mirror";

    public static IEnumerable<DenseFunction> All =>
    [
        new CholeskyFunction(),
        new CholeskyAdjoint(),
        new LinearFunction(Half, 0),
        new LinearFunction(Transpose, 0),
        new LinearFunction(Fold, 1),
        new LinearFunction(Unfold, 1, overwrites: true),
        new LinearFunction(Mirror, 1, overwrites: true),
    ];

    public override void Push(DenseContext c)
    {
        if (c.ChangeOf(0) is not { } aDot)
        {
            c.Clear(c.Change);
            return;
        }

        Value n = c.Sizes[0], l = c.Result(), w = c.New("inner", n, n);
        c.Call(Mirror, w, [aDot], [n]);
        c.Call("SolveLower", w, [l, w], [n, n]);
        c.Call(Transpose, w, [], [n]);
        c.Call("SolveLower", w, [l, w], [n, n]);
        c.Call(Half, w, [], [n]);
        c.Call("Multiply", c.Change, [l, w], [n, n, n]);
    }

    public override void Pull(DenseContext c)
    {
        Value n = c.Sizes[0];
        if (c.ChangeOf(0) is { } aBar)
        {
            // In place, the adjoint of what was overwritten takes the place of that of the factor.
            Value sum = c.MayBeInPlace ? c.New("contribution", n, n) : aBar;
            c.Call(Adjoint, sum, [c.Result(), c.Change], [n]);
            c.Clear(c.Change);
            if (sum != aBar)
                c.Add(sum, aBar);
            return;
        }

        c.Clear(c.Change);
    }
}

/// <summary>
/// Adds to Ā the folded S = L⁻ᵀ P L⁻¹, P = Φ(Lᵀ L̄). With H = S + Sᵀ, which is what is added and its transpose, and dL:
/// d(S + Sᵀ) = L⁻ᵀ (dP + dPᵀ) L⁻¹ − L⁻ᵀ dLᵀ H − H dL L⁻¹. Matrices: L, L̄. The size: n.
/// </summary>
internal sealed class CholeskyAdjoint() : DenseFunction(CholeskyFunction.Adjoint, 2)
{
    public override string Callee => "global::Fluxion.CompilerServices.MatrixPartials." + Key;

    public override void Push(DenseContext c)
    {
        Value n = c.Sizes[0], l = c.Matrix(0), bar = c.Matrix(1);
        if (c.ChangeOf(1) is { } barDot)
            c.Call(Key, c.Change, [l, barDot], [n]);
        if (c.ChangeOf(0) is not { } lDot)
            return;

        // −L⁻ᵀ dLᵀ H.
        Value added = c.New("added", n, n), h = c.New("symmetric", n, n), w = c.New("inner", n, n);
        c.Call(Key, added, [l, bar], [n]);
        c.Call(CholeskyFunction.Unfold, h, [added], [n]);
        c.Call(TriangularSystem.Product("Subtract", isLower: true, isTransposed: true), w, [lDot, h], [n, n]);
        c.Call("SolveLowerTransposed", w, [l, w], [n, n]);
        c.Call(CholeskyFunction.Fold, c.Change, [w], [n]);

        // L⁻ᵀ Φ(dLᵀ L̄) L⁻¹, transposed.
        Value p = c.New("inner", n, n);
        c.Call(TriangularSystem.Product("Add", isLower: true, isTransposed: true), p, [lDot, bar], [n, n]);
        c.Call(CholeskyFunction.Half, p, [], [n]);
        c.Call("SolveLowerTransposed", p, [l, p], [n, n]);
        c.Call(CholeskyFunction.Transpose, p, [], [n]);
        c.Call("SolveLowerTransposed", p, [l, p], [n, n]);
        c.Call(CholeskyFunction.Fold, c.Change, [p], [n]);
    }
}
