using Benchmarks.Harness;

namespace Benchmarks.Cases;

/// <summary>What is measured. The sizes of a model ascend: the small ones warm its code up.</summary>
internal static class AllCases
{
    public static IEnumerable<Case> Make()
    {
        yield return new NeuronCase();
        foreach (var (n, p) in RegressionSizes)
            yield return new LogisticCase(n, p);
        foreach (var (n, p) in RegressionSizes)
            yield return new GaussianCase(n, p);
        foreach (int d in new[] { 2, 10, 20 })
            foreach (int k in new[] { 5, 25 })
                yield return new MixtureCase(d, k);
        foreach (int k in new[] { 5, 25 })
            yield return new PlainMixtureCase(10, k);
        yield return new CallCase(1_000_000);
        yield return new AsianCallCase(10_000);
        yield return new OptionBookCase(1_000_000);
        yield return new LocalLevelCase();
        yield return new TrendCase();
        yield return new MatrixTrendCase();
        yield return new LstmCase(2);
        yield return new LstmCase(4);
        yield return new PlainLstmCase(2);
        yield return new BundleCase();
        yield return new HandCase();
        yield return new LogisticOrdersCase();
        yield return new MixtureOrdersCase(2);
        yield return new MixtureOrdersCase(10);
        yield return new ThreadsCase();
    }

    private static (int N, int P)[] RegressionSizes => [(10_000, 10), (10_000, 50), (1_000_000, 10), (1_000_000, 50)];
}
