namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>Likelihoods of hidden Markov models by the forward algorithm (Rabiner 1989).</summary>
public static partial class HiddenMarkov
{
    /// <summary>Of symbols, with probabilities that are scaled in each step.</summary>
    /// <param name="start">The probability of each state at the start.</param>
    /// <param name="transition">From the state of each row to that of each column.</param>
    /// <param name="emission">Of each symbol, a state in each row.</param>
    /// <param name="symbols">What was observed.</param>
    [Differentiable]
    public static double Scaled(double[] start, double[][] transition, double[][] emission, [Constant] int[] symbols)
    {
        var alpha = start.Select((p, state) => p * emission[state][symbols[0]]).ToArray();
        double logLikelihood = 0;
        foreach (int symbol in symbols[1..])
        {
            double scale = alpha.Sum();
            logLikelihood += Math.Log(scale);
            alpha = alpha
                .Select((_, to) => Enumerable.Range(0, alpha.Length).Sum(from => alpha[from] / scale * transition[from][to]) * emission[to][symbol])
                .ToArray();
        }
        return logLikelihood + Math.Log(alpha.Sum());
    }

    /// <summary>Of numbers that are normally distributed in each state, with logarithms.</summary>
    /// <param name="logits">What the probabilities of transitions are proportional to, on the logarithmic scale; the first state's is 0 everywhere.</param>
    /// <param name="means">The mean in each state.</param>
    /// <param name="logSigmas">The logarithm of the standard deviation in each state.</param>
    /// <param name="y">What was observed.</param>
    [Differentiable]
    public static double Gaussian(double[,] logits, ReadOnlySpan<double> means, ReadOnlySpan<double> logSigmas, [Constant] ReadOnlySpan<double> y)
    {
        int states = means.Length;
        double[,] logTransition = LogSoftmax(logits);
        Span<double> log = stackalloc double[states];
        Span<double> next = stackalloc double[states];
        Span<double> terms = stackalloc double[states];

        for (int s = 0; s < states; s++)
            log[s] = LogNormal(y[0], means[s], logSigmas[s]) - Math.Log(states);

        for (int t = 1; t < y.Length; t++)
        {
            for (int to = 0; to < states; to++)
            {
                for (int from = 0; from < states; from++)
                    terms[from] = log[from] + logTransition[from, to];
                next[to] = LogSumExp(terms) + LogNormal(y[t], means[to], logSigmas[to]);
            }
            next.CopyTo(log);
        }
        return LogSumExp(log);
    }

    private static double[,] LogSoftmax(double[,] logits)
    {
        var result = new double[logits.GetLength(0), logits.GetLength(1) + 1];
        for (int i = 0; i < logits.GetLength(0); i++)
        {
            double sum = 1;
            for (int j = 0; j < logits.GetLength(1); j++)
                sum += Math.Exp(logits[i, j]);
            double logSum = Math.Log(sum);
            for (int j = 0; j < result.GetLength(1); j++)
                result[i, j] = (j == 0 ? 0 : logits[i, j - 1]) - logSum;
        }
        return result;
    }

    private static double LogNormal(double y, double mean, double logSigma)
    {
        double z = (y - mean) / Math.Exp(logSigma);
        return -0.5 * z * z - logSigma - 0.5 * Math.Log(2 * Math.PI);
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity;
        foreach (double v in x)
            max = Math.Max(max, v);

        double sum = 0;
        foreach (double v in x)
            sum += Math.Exp(v - max);
        return max + Math.Log(sum);
    }
}
