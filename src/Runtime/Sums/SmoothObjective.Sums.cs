namespace Fluxion;

public partial class SmoothObjective<T>
{
    internal static SmoothObjective<T> SumOf(Summands<SmoothObjective<T>, T> summands)
    {
        SmoothObjective<T>[] parts = summands.Parts;
        SmoothObjective<T> first = parts[0];
        int count = first.Count;
        // The whole Hessian is made where it is asked for: with very many elements, nobody does.
        OrderedSum? hessians = null;
        OrderedSum products = summands.Sum(count, (part, point, direction, result) => parts[part].HessianVector(point, direction, result));
        var sum = new SmoothObjective<T>(
            summands.Name,
            [.. first.Blocks],
            first.Start,
            summands.Value(),
            summands.Gradient(),
            hessian: (point, gradient, hessian) =>
            {
                hessians ??= summands.Sum(checked(count + (count * count)), (part, at, _, result) => parts[part].Hessian(at, result[..count], result[count..]));
                double value = hessians.Evaluate(point);
                hessians.Total[..count].CopyTo(gradient);
                hessians.Total[count..].CopyTo(hessian);
                return value;
            },
            hessianVector: (point, direction, product) =>
            {
                double value = products.Evaluate(point, direction);
                products.Total.CopyTo(product);
                return value;
            },
            first.Parameters,
            first.FlatteningOrNull);
        return (SmoothObjective<T>)sum.WithWhatIsKnownOf(parts);
    }
}
