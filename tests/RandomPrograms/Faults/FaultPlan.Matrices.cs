namespace Fluxion.RandomPrograms.Faults;

/// <summary>Faults of parts of vectors by index, of matrices and of planes.</summary>
public static partial class FaultPlan
{
    private static Fault[] Matrices =>
    [
        new(
            "vector.item", "The adjoint of a part that is replaced by index goes on to the part before.", "Rules/ItemRules.cs",
            "add(part, context.Builder.Select(ItemRule.IsIndex(context, index, part), context.Constant(0), bar));",
            "add(part, bar);"),
        new(
            "vector.copy-start", "A vector is copied to the start of an array, whatever the index.", "Lowering/VectorItems.cs",
            "arguments.Length == 1 ? index : ",
            "arguments.Length <= 2 ? index : "),
        new(
            "vector.from-span", "All parts of a vector are the first element of a span.", "Lowering/VectorItems.cs",
            "scope.Builder.Load(memory, [scope.Builder.Constant(i)])",
            "scope.Builder.Load(memory, [scope.Builder.Constant(0)])"),
        new(
            "matrix.product", "The adjoint of the left factor is not multiplied by the transposed right one.", "Rules/MatrixFunctions.cs",
            """P($"({{b}} * {{{Transposed}:1}})", "({d} * {1})")""",
            """P("({b} * {1})", "({d} * {1})")"""),
        new(
            "matrix.determinant", "The determinant has the derivative of a square.", "Rules/MatrixFunctions.cs",
            """P($"({{{Helpers}Cofactors:0}} * {{b}})",""",
            """P("({0} * {b})","""),
        new(
            "matrix.rotation", "Both sines of a rotation have one sign.", "Rules/MatrixFormulas.cs",
            "((10 * j) + i, f.Negate(bySine))",
            "((10 * j) + i, bySine)"),
        new(
            "matrix.plane", "What a plane is away from the origin has no derivative.", "Rules/PlaneFunctions.cs",
            "f => [f.Add(f.Sum(3, i => f.Times(f[i], f[4 + i])), f[3])]",
            "f => [f.Sum(3, i => f.Times(f[i], f[4 + i]))]"),
    ];
}
