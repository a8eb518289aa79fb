using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Rules.Dense;

/// <summary>C = A B with either factor transposed, added to C, or subtracted. Sizes: rows, inner, columns.</summary>
internal sealed class ProductFunction(string update, string form) : DenseFunction(update + form, 2)
{
    private const string Plain = "";
    private const string First = "FirstTransposed";
    private const string Second = "SecondTransposed";
    private const string Multiply = "Multiply";
    private const string Add = "AddProduct";
    private const string Subtract = "SubtractProduct";

    public static IEnumerable<DenseFunction> All => new[] { Multiply, Add, Subtract }.SelectMany(update => new[] { Plain, First, Second }.Select(form => new ProductFunction(update, form)));

    private string Accumulating => update == Subtract ? Subtract : Add;

    public override void Push(DenseContext c)
    {
        string next = update;
        foreach (int i in new[] { 0, 1 })
        {
            if (c.ChangeOf(i) is not { } change)
                continue;
            c.Call(next + form, c.Change, i == 0 ? [change, c.Matrix(1)] : [c.Matrix(0), change], c.Sizes);
            next = Accumulating;
        }

        if (next == Multiply)
            c.Clear(c.Change);
    }

    public override void Pull(DenseContext c)
    {
        Value rows = c.Sizes[0], inner = c.Sizes[1], columns = c.Sizes[2], bar = c.Change;
        if (c.ChangeOf(0) is { } aBar)
        {
            // A: C̄ Bᵀ. Aᵀ: B C̄ᵀ. With Bᵀ: C̄ B.
            if (form == First)
                c.Call(Accumulating + Second, aBar, [c.Matrix(1), bar], [inner, columns, rows]);
            else
                c.Call(Accumulating + (form == Second ? Plain : Second), aBar, [bar, c.Matrix(1)], [rows, columns, inner]);
        }

        if (c.ChangeOf(1) is { } bBar)
        {
            // B: Aᵀ C̄. With Aᵀ: A C̄. Bᵀ: C̄ᵀ A.
            if (form == Second)
                c.Call(Accumulating + First, bBar, [bar, c.Matrix(0)], [columns, rows, inner]);
            else
                c.Call(Accumulating + (form == First ? Plain : First), bBar, [c.Matrix(0), bar], [inner, rows, columns]);
        }

        if (update == Multiply)
            c.Clear(bar);
    }
}
