namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of functions of <c>Fluxion.Numerics.Matrices</c>.</summary>
public static partial class FaultPlan
{
    private static Fault[] Dense =>
    [
        new(
            "dense.product", "What is subtracted has the adjoint of what is added.", "Rules/Dense/ProductFunction.cs",
            "private string Accumulating => update == Subtract ? Subtract : Add;",
            "private string Accumulating => update == Subtract ? Add : Add;"),
        new(
            "dense.system", "The adjoint of a triangle is made of that of the right-hand side alone.", "Rules/Dense/TriangularSystem.cs",
            "isTransposed ? [c.Result(), s] : [s, c.Result()]",
            "[s, s]"),
        new(
            "dense.cholesky", "The adjoint of a factor stays that of the matrix whose place it has taken.", "Rules/Dense/CholeskyFunction.cs",
            "[c.Result(), c.Change], [n]);\n            c.Clear(c.Change);",
            "[c.Result(), c.Change], [n]);"),
    ];
}
