using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

/// <summary>One gradient after the other: what a call costs.</summary>
internal sealed class NeuronCase : Case
{
    private const double Param = 0.7, Intc = -0.3;
    private readonly double[] _x = new double[1000], _y = new double[1000];

    public unsafe NeuronCase() : base("neuron", "one call")
    {
        Add(Contestant.Value, _ =>
        {
            double sum = 0;
            for (int i = 0; i < _x.Length; i++)
                sum += Neuron.Loss(Param, Intc, _x[i], _y[i]);
            return sum;
        });
        Add(Contestant.Fluxion, gradient =>
        {
            double sum = 0, dParam = 0, dIntc = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                var result = Neuron.Gradient_Loss(Param, Intc, _x[i], _y[i]);
                sum += result.Value;
                dParam += result.dParam;
                dIntc += result.dIntc;
            }
            (gradient[0], gradient[1]) = (dParam, dIntc);
            return sum;
        });
        Add(Contestant.ByHand, gradient =>
        {
            double sum = 0, dParam = 0, dIntc = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                var result = Neuron.GradientByHand(Param, Intc, _x[i], _y[i]);
                sum += result.Value;
                dParam += result.DParam;
                dIntc += result.DIntc;
            }
            (gradient[0], gradient[1]) = (dParam, dIntc);
            return sum;
        });
        AddNative("neuron_gradients", (address, gradient) =>
        {
            fixed (double* x = _x, y = _y, g = gradient)
                return ((delegate* unmanaged<double, double, double*, double*, int, double*, double>)address)(Param, Intc, x, y, _x.Length, g);
        });
    }

    public override int Calls => _x.Length;

    public override int GradientLength => 2;

    public override void Prepare()
    {
        var random = new Random(20260101);
        for (int i = 0; i < _x.Length; i++)
            (_x[i], _y[i]) = (4 * random.NextDouble() - 2, random.NextDouble());
    }
}
