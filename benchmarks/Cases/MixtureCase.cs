using Benchmarks.Harness;
using Benchmarks.Models;
using Fluxion.RealPrograms.Tests.Programs;

namespace Benchmarks.Cases;

/// <summary>The mixture written for speed.</summary>
internal sealed class MixtureCase : Case
{
    private const int N = 1000;
    private static readonly WishartPrior Prior = new(1.0, 0);
    private readonly int _d, _k;
    private MixtureData _data = null!;

    public unsafe MixtureCase(int d, int k) : base("GMM", Text($"n = {N}, d = {d}, K = {k}"))
    {
        (_d, _k) = (d, k);
        Add(Contestant.Value, _ => Mixture.LogPosterior(_data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior));
        Add(Contestant.Fluxion, g => Mixture.Gradient_LogPosterior(
            _data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, g.AsSpan(0, _k), g.AsSpan(_k, _k * _d), g.AsSpan(_k * (1 + _d))));
        Add(Contestant.Reassociated, g => Mixture.Gradient_LogPosteriorReassociated(
            _data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, g.AsSpan(0, _k), g.AsSpan(_k, _k * _d), g.AsSpan(_k * (1 + _d))));
        Add(Contestant.ByHand, g => MixtureByHand.Gradient(
            _data.Alphas, _data.Means, _data.Icf, _data.X, _d, Prior, g.AsSpan(0, _k), g.AsSpan(_k, _k * _d), g.AsSpan(_k * (1 + _d))));
        AddNative("mixture_gradient", (address, gradient) =>
        {
            fixed (double* alphas = _data.Alphas, means = _data.Means, icf = _data.Icf, x = _data.X, g = gradient)
            {
                var function =
                    (delegate* unmanaged<double*, double*, double*, double*, int, int, int, double, int, double*, double*, double*, double>)address;
                return function(alphas, means, icf, x, N, _d, _k, Prior.Gamma, Prior.M, g, g + _k, g + _k * (1 + _d));
            }
        }, isTaped: d < 20);
    }

    public override int GradientLength => _k * (1 + _d + _d * (_d + 1) / 2);

    public override ExternalModel External => new("gmm", new Dictionary<string, double[]>
    {
        ["alphas"] = _data.Alphas, ["means"] = _data.Means, ["icf"] = _data.Icf, ["x"] = _data.X, ["sizes"] = [_d, Prior.Gamma, Prior.M],
    });

    public override void Prepare() => _data = MixtureData.Make(N, _d, _k);
}

/// <summary>The mixture as somebody writes it who thinks of mathematics first: methods that return arrays, rectangular arrays, LINQ.</summary>
internal sealed class PlainMixtureCase : Case
{
    private const int N = 1000;
    private static readonly Wishart Prior = new(1.0, 0);
    private readonly int _d, _k;
    private double[] _alphas = null!;
    private double[,] _means = null!, _x = null!;
    private double[][] _icf = null!, _dIcf = null!;

    public PlainMixtureCase(int d, int k) : base("GMM, methods that return arrays", Text($"n = {N}, d = {d}, K = {k}"))
    {
        (_d, _k) = (d, k);
        Add(Contestant.Value, _ => GaussianMixture.LogPosterior(_alphas, _means, _icf, _x, Prior));
        Add(Contestant.Fluxion, g =>
        {
            double value = GaussianMixture.Gradient_LogPosterior(_alphas, _means, _icf, _x, Prior, g.AsSpan(0, _k), g.AsSpan(_k, _k * _d), _dIcf);
            int size = _d * (_d + 1) / 2;
            for (int c = 0; c < _k; c++)
                _dIcf[c].CopyTo(g, _k * (1 + _d) + c * size);
            return value;
        });
    }

    public override int GradientLength => _k * (1 + _d + _d * (_d + 1) / 2);

    public override void Prepare()
    {
        var data = MixtureData.Make(N, _d, _k);
        (_alphas, _means, _x) = (data.Alphas, MixtureData.Matrix(data.Means, _d), MixtureData.Matrix(data.X, _d));
        _icf = [.. data.Icf.Chunk(_d * (_d + 1) / 2)];
        _dIcf = [.. _icf.Select(row => new double[row.Length])];
    }
}
