namespace Fluxion;

public partial class LeastSquares<T>
{
    internal static LeastSquares<T> SumOf(Summands<LeastSquares<T>, T> summands)
    {
        LeastSquares<T>[] parts = summands.Parts;
        LeastSquares<T> first = parts[0];
        var stacked = new StackedResiduals([.. parts.Select(part => part._residuals)], [.. parts.Select(part => part._tangent)], first.Count, summands.Work);
        var sum = new LeastSquares<T>(
            summands.Name,
            [.. first.Blocks],
            first.Start,
            stacked.Residuals,
            stacked.Tangent,
            summands.Gradient(),
            first.Parameters,
            first.FlatteningOrNull,
            _ => stacked.HalfSumOfSquares());
        return (LeastSquares<T>)sum.WithWhatIsKnownOf(parts);
    }
}
