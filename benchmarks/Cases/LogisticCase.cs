using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

internal sealed class LogisticCase : Case
{
    private readonly int _n, _p;
    private RegressionData _data = null!;

    public unsafe LogisticCase(int n, int p) : base("logistic", Text($"n = {n}, p = {p}"))
    {
        (_n, _p) = (n, p);
        Add(Contestant.Value, _ => Logistic.NegativeLogLikelihood(_data.Beta, _data.X, _data.Y));
        Add(Contestant.Fluxion, gradient => Logistic.Gradient_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y, gradient));
        Add(Contestant.Reassociated, gradient => Logistic.Gradient_NegativeLogLikelihoodReassociated(_data.Beta, _data.X, _data.Y, gradient));
        Add(Contestant.ByHand, gradient => Logistic.GradientByHand(_data.Beta, _data.X, _data.Y, gradient));
        AddNative("logistic_gradient", (address, gradient) =>
        {
            fixed (double* beta = _data.Beta, x = _data.X, y = _data.Y, g = gradient)
                return ((delegate* unmanaged<double*, double*, double*, int, int, double*, double>)address)(beta, x, y, _n, _p, g);
        }, isTaped: n <= 10_000);
    }

    public override int GradientLength => _p;

    public override ExternalModel? External => _n > 10_000
        ? null : new("logistic", new Dictionary<string, double[]> { ["beta"] = _data.Beta, ["x"] = _data.X, ["y"] = _data.Y });

    public override void Prepare() => _data = RegressionData.Make(_n, _p, (eta, u) => u * (1 + Math.Exp(-eta)) < 1 ? 1 : 0);
}
