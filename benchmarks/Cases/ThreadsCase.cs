using Benchmarks.Harness;
using Benchmarks.Models;

namespace Benchmarks.Cases;

/// <summary>The gradient of an objective over all observations beside that of the sum of blocks of them, on one thread and on two.</summary>
internal sealed class ThreadsCase : Case
{
    private const int N = 1_000_000, P = 10, BlockSize = 16_384;
    private RegressionData _data = null!;
    private Objective<double[]> _whole = null!, _blocks = null!, _threads = null!;

    public ThreadsCase() : base("logistic, objectives", Text($"n = {N}, p = {P}, blocks of {BlockSize}"))
    {
        Add(Contestant.Value, _ => Logistic.NegativeLogLikelihood(_data.Beta, _data.X, _data.Y));
        Add(Contestant.Fluxion, gradient => _whole.Gradient(_data.Beta, gradient));
        Add(Contestant.Blocks, gradient => _blocks.Gradient(_data.Beta, gradient));
        Add(Contestant.Threads, gradient => _threads.Gradient(_data.Beta, gradient));
    }

    public override int GradientLength => P;

    public override void Prepare()
    {
        _data = RegressionData.Make(N, P, (eta, u) => u * (1 + Math.Exp(-eta)) < 1 ? 1 : 0);
        _whole = Logistic.Objective_NegativeLogLikelihood(_data.Beta, _data.X, _data.Y);
        (_blocks, _threads) = (InBlocks(1), InBlocks(2));
    }

    private Objective<double[]> InBlocks(int threads) => Objective.Sum(
        N, BlockSize, rows => Logistic.Objective_NegativeLogLikelihood(_data.Beta, _data.X.AsMemory((P * rows.Start.Value)..(P * rows.End.Value)), _data.Y.AsMemory(rows)), threads);
}
