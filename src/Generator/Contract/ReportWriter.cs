using Fluxion.Generator.Ir;

namespace Fluxion.Generator.Contract;

/// <summary><c>Report_F</c>: what <c>Derivative.Report</c> is given, with a column of derivatives for each element of the inputs.</summary>
internal static class ReportWriter
{
    /// <summary>The method as one that returns the list of all that it reports.</summary>
    public static Declaration Listing(Declaration declaration) =>
        declaration with { Return = new ReturnShape(ReturnKind.Array, "double[]", new[] { IrType.Array(IrType.Double) }.ToEquatableArray()) };

    public static IEnumerable<string> Body(Declaration declaration, IReadOnlyCollection<string> written, IReadOnlyList<string> names) => JacobianWriter.Body(
        Listing(declaration), written, "Reported_", (first, jacobian) => $"global::Fluxion.CompilerServices.Reports.Of([{string.Join(", ", names.Select(Text.Literal))}], {first}.Value, {jacobian})");
}
