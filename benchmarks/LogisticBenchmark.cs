using BenchmarkDotNet.Attributes;
using Fluxion;

namespace Benchmarks;

/// <summary>A logistic likelihood: a loop over the observations around loops over the coefficients.</summary>
public partial class LogisticBenchmark
{
    private const int Observations = 10_000;
    private const int Coefficients = 10;

    private readonly double[] _beta = new double[Coefficients];
    private readonly double[] _x = new double[Observations * Coefficients];
    private readonly double[] _y = new double[Observations];
    private readonly double[] _dBeta = new double[Coefficients];

    [Benchmark]
    public double Value() => Logit.NegativeLogLikelihood(_beta, _x, _y);

    [Benchmark(Baseline = true)]
    public double HandWritten() => Logit.GradientByHand(_beta, _x, _y, _dBeta);

    [Benchmark]
    public double Generated() => Logit.Gradient_NegativeLogLikelihood(_beta, _x, _y, _dBeta);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20260101);
        for (int j = 0; j < _beta.Length; j++)
            _beta[j] = random.NextDouble() - 0.5;
        for (int i = 0; i < _x.Length; i++)
            _x[i] = 2 * random.NextDouble() - 1;
        for (int i = 0; i < _y.Length; i++)
            _y[i] = random.Next(2);

        double[] byHand = new double[Coefficients];
        Agreement.Require(Logit.Gradient_NegativeLogLikelihood(_beta, _x, _y, _dBeta), Logit.GradientByHand(_beta, _x, _y, byHand));
        for (int j = 0; j < byHand.Length; j++)
            Agreement.Require(_dBeta[j], byHand[j]);
    }

    internal static partial class Logit
    {
        [Differentiable]
        public static double NegativeLogLikelihood(double[] beta, [Constant] ReadOnlySpan<double> x, [Constant] ReadOnlySpan<double> y)
        {
            double sum = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double eta = LinearPredictor(beta, x.Slice(i * beta.Length, beta.Length));
                sum += Log1pExp(eta) - y[i] * eta;
            }
            return sum;
        }

        private static double LinearPredictor(double[] beta, ReadOnlySpan<double> row)
        {
            double eta = 0;
            for (int j = 0; j < beta.Length; j++)
                eta += beta[j] * row[j];
            return eta;
        }

        private static double Log1pExp(double eta) =>
            eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta));

        /// <summary>What somebody who knows the model would write: one pass, one exponential a row, nothing stored.</summary>
        public static double GradientByHand(ReadOnlySpan<double> beta, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dBeta)
        {
            dBeta.Clear();
            double sum = 0;
            for (int i = 0; i < y.Length; i++)
            {
                var row = x.Slice(i * beta.Length, beta.Length);
                double eta = 0;
                for (int j = 0; j < row.Length; j++)
                    eta += beta[j] * row[j];
                double e = Math.Exp(-Math.Abs(eta));
                double p = (eta > 0 ? 1 : e) / (1 + e);
                sum += Math.Max(eta, 0) + Math.Log(1 + e) - y[i] * eta;
                double residual = p - y[i];
                for (int j = 0; j < row.Length; j++)
                    dBeta[j] += residual * row[j];
            }
            return sum;
        }
    }
}
