using BenchmarkDotNet.Attributes;
using Fluxion;

namespace Benchmarks;

/// <summary>A sigmoid neuron: a handful of operations around one call of <c>Math.Exp</c>.</summary>
public partial class NeuronBenchmark
{
    // Fields that the compiler cannot take for constants.
    private double _param = 3.5, _intc = 5, _x = 2.5, _y = 6.5;

    [Benchmark]
    public double Value() => Neuron.Loss(_param, _intc, _x, _y);

    [Benchmark(Baseline = true)]
    public double HandWritten()
    {
        var (value, dParam, dIntc) = Neuron.GradientByHand(_param, _intc, _x, _y);
        return value + dParam + dIntc;
    }

    [Benchmark]
    public double Generated()
    {
        var (value, dParam, dIntc) = Neuron.Gradient_Loss(_param, _intc, _x, _y);
        return value + dParam + dIntc;
    }

    [GlobalSetup]
    public void Check()
    {
        var (value, dParam, dIntc) = Neuron.Gradient_Loss(_param, _intc, _x, _y);
        var byHand = Neuron.GradientByHand(_param, _intc, _x, _y);
        Agreement.Require(value, byHand.Value);
        Agreement.Require(dParam, byHand.DParam);
        Agreement.Require(dIntc, byHand.DIntc);
    }

    internal static partial class Neuron
    {
        [Differentiable]
        public static double Loss(double param, double intc, [Constant] double x, [Constant] double y)
        {
            double s = intc + param * x;
            double p = 1 / (1 + Math.Exp(-s));
            double e = y - p;
            return e * e;
        }

        /// <summary>What somebody who knows calculus and floating point would write.</summary>
        public static (double Value, double DParam, double DIntc) GradientByHand(double param, double intc, double x, double y)
        {
            double u = Math.Exp(-(intc + param * x));
            double p = 1 / (1 + u);
            double e = y - p;
            double dIntc = -2 * e * (p * p * u);
            return (e * e, dIntc * x, dIntc);
        }
    }
}
