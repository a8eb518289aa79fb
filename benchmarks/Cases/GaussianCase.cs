using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

internal sealed class GaussianCase : Case
{
    private const double LogSigma = -0.4;
    private readonly int _n, _p;
    private RegressionData _data = null!;

    public unsafe GaussianCase(int n, int p) : base("Gaussian", Text($"n = {n}, p = {p}"))
    {
        (_n, _p) = (n, p);
        Add(Contestant.Value, _ => Gaussian.NegativeLogLikelihood(_data.Beta, LogSigma, _data.X, _data.Y));
        Add(Contestant.Fluxion, gradient =>
        {
            (double value, gradient[_p]) = Gaussian.Gradient_NegativeLogLikelihood(_data.Beta, LogSigma, _data.X, _data.Y, gradient.AsSpan(0, _p));
            return value;
        });
        Add(Contestant.Reassociated, gradient =>
        {
            (double value, gradient[_p]) =
                Gaussian.Gradient_NegativeLogLikelihoodReassociated(_data.Beta, LogSigma, _data.X, _data.Y, gradient.AsSpan(0, _p));
            return value;
        });
        Add(Contestant.ByHand, gradient =>
        {
            (double value, gradient[_p]) = Gaussian.GradientByHand(_data.Beta, LogSigma, _data.X, _data.Y, gradient.AsSpan(0, _p));
            return value;
        });
        AddNative("gaussian_gradient", (address, gradient) =>
        {
            fixed (double* beta = _data.Beta, x = _data.X, y = _data.Y, g = gradient)
            {
                var function = (delegate* unmanaged<double*, double, double*, double*, int, int, double*, double*, double>)address;
                return function(beta, LogSigma, x, y, _n, _p, g, g + _p);
            }
        }, isTaped: n <= 10_000);
    }

    public override int GradientLength => _p + 1;

    public override ExternalModel? External => _n > 10_000
        ? null
        : new("gaussian", new Dictionary<string, double[]> { ["beta"] = _data.Beta, ["log_sigma"] = [LogSigma], ["x"] = _data.X, ["y"] = _data.Y });

    public override void Prepare() => _data = RegressionData.Make(_n, _p, (eta, u) => eta + 2 * (u - 0.5));
}
