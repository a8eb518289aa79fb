using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

/// <summary>The gradient beside the Hessian times a direction, the Hessian, and the third derivative in two directions.</summary>
internal sealed class LogisticOrdersCase : Case
{
    private const int N = 10_000, P = 10;
    private readonly double[] _first = new double[P], _second = new double[P], _product = new double[P], _other = new double[P], _third = new double[P], _hessian = new double[P * P];
    private RegressionData _data = null!;

    public LogisticOrdersCase() : base("logistic, higher orders", Text($"n = {N}, p = {P}"))
    {
        Array.Fill(_first, 1);
        _second[0] = 1;
        Add(Contestant.Value, _ => HigherOrders.NegativeLogLikelihood(_data.Beta, _data.X, _data.Y));
        Add(Contestant.Fluxion, g => HigherOrders.Gradient_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y, g));
        Add(Contestant.HessianVector, g => HigherOrders.HessianVector_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y, _first, g, _product));
        Add(Contestant.Hessian, g => HigherOrders.Hessian_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y, g, _hessian));
        Add(Contestant.Third, g => HigherOrders.ThirdDerivative_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y, _first, _second, g, _product, _other, _third));
    }

    public override int GradientLength => P;

    public override void Prepare() => _data = RegressionData.Make(N, P, (eta, u) => u * (1 + Math.Exp(-eta)) < 1 ? 1 : 0);
}

/// <summary>The same for a Gaussian mixture.</summary>
internal sealed class MixtureOrdersCase : Case
{
    private const int N = 1000, K = 5;
    private static readonly WishartPrior Prior = new(1.0, 0);
    private readonly int _d;
    private readonly double[] _first, _second, _product, _other, _third, _hessian;
    private MixtureData _data = null!;

    public MixtureOrdersCase(int d) : base("GMM, higher orders", Text($"n = {N}, d = {d}, K = {K}"))
    {
        _d = d;
        int total = K * (1 + d + d * (d + 1) / 2);
        (_first, _second, _product, _other, _third, _hessian) = (new double[total], new double[total], new double[total], new double[total], new double[total], new double[total * total]);
        Array.Fill(_first, 1);
        _second[0] = 1;
        Add(Contestant.Value, _ => HigherOrders.LogPosterior(_data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior));
        Add(Contestant.Fluxion, g => HigherOrders.Gradient_LogPosterior(_data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, A(g), M(g), F(g)));
        Add(Contestant.HessianVector, g => HigherOrders.HessianVector_LogPosterior(
            _data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, A(_first), M(_first), F(_first), A(g), M(g), F(g), A(_product), M(_product), F(_product)));
        Add(Contestant.Hessian, g => HigherOrders.Hessian_LogPosterior(_data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, g, _hessian));
        Add(Contestant.Third, g => HigherOrders.ThirdDerivative_LogPosterior(
            _data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, A(_first), M(_first), F(_first), A(_second), M(_second), F(_second),
            A(g), M(g), F(g), A(_product), M(_product), F(_product), A(_other), M(_other), F(_other), A(_third), M(_third), F(_third)));
    }

    public override int GradientLength => _first.Length;

    public override void Prepare() => _data = MixtureData.Make(N, _d, K);

    private static Span<double> A(double[] vector) => vector.AsSpan(0, K);

    private Span<double> M(double[] vector) => vector.AsSpan(K, K * _d);

    private Span<double> F(double[] vector) => vector.AsSpan(K * (1 + _d));
}
