namespace Fluxion.Statistics.Tests;

/// <summary>What R's <c>glm</c>, <c>nls</c> and <c>optim</c> fit, written as methods.</summary>
public static partial class RealDataModels
{
    /// <summary>Logistic regression: −Σ log P(yᵢ).</summary>
    [Differentiable(Order = 2)]
    public static double Logistic(double[] beta, [Constant] double[,] design, [Constant] double[] y)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double eta = Linear(beta, design, i);
            sum += Numerics.Stable.Log1pExp(eta) - y[i] * eta;
        }

        return sum;
    }

    /// <summary>Poisson regression with a logarithmic link.</summary>
    [Differentiable(Order = 2)]
    public static double PoissonCounts(double[] beta, [Constant] double[,] design, [Constant] int[] y)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum -= Poisson.LogDensity(y[i], Math.Exp(Linear(beta, design, i)));
        return sum;
    }

    /// <summary>Negative binomial regression with a logarithmic link: variance μ + μ²/size.</summary>
    [Differentiable(Order = 2)]
    public static double NegativeBinomialCounts(double[] beta, double logSize, [Constant] double[,] design, [Constant] int[] y)
    {
        double size = Math.Exp(logSize), sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum -= NegativeBinomial.LogDensity(y[i], Math.Exp(Linear(beta, design, i)), size);
        return sum;
    }

    /// <summary>A gamma distribution.</summary>
    [Differentiable(Order = 2)]
    public static double GammaSample(double shape, double rate, [Constant] double[] x)
    {
        double sum = 0;
        foreach (double v in x)
            sum -= Gamma.LogDensity(v, shape, rate);
        return sum;
    }

    /// <summary>Michaelis–Menten: residuals of vm · x/(k + x).</summary>
    [Differentiable]
    public static double[] MichaelisMenten(double vm, double k, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            residuals[i] = vm * x[i] / (k + x[i]) - y[i];
        return residuals;
    }

    /// <summary>Michaelis–Menten with other parameters for a group.</summary>
    [Differentiable]
    public static double[] TwoStates(double vm, double more, double k, double farther, [Constant] double[] group, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            residuals[i] = (vm + more * group[i]) * x[i] / (k + farther * group[i] + x[i]) - y[i];
        return residuals;
    }

    /// <summary>A logistic curve of log x.</summary>
    [Differentiable]
    public static double[] LogisticCurve(double asymptote, double middle, double scale, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            residuals[i] = asymptote / (1 + Math.Exp((middle - Math.Log(x[i])) / scale)) - y[i];
        return residuals;
    }

    /// <summary>Misra1a of NIST: b₁ (1 − exp(−b₂ x)).</summary>
    [Differentiable]
    public static double[] Misra1a(double b1, double b2, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            residuals[i] = b1 * (1 - Math.Exp(-b2 * x[i])) - y[i];
        return residuals;
    }

    /// <summary>Thurber of NIST: a ratio of cubic polynomials.</summary>
    [Differentiable]
    public static double[] Thurber(double[] b, [Constant] double[] x, [Constant] double[] y)
    {
        var residuals = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double v = x[i];
            residuals[i] = (b[0] + v * (b[1] + v * (b[2] + v * b[3]))) / (1 + v * (b[4] + v * (b[5] + v * b[6]))) - y[i];
        }

        return residuals;
    }

    /// <summary>A line.</summary>
    [Differentiable]
    public static double[] Line(double[] beta, [Constant] double[,] design, [Constant] double[] y)
    {
        double[] residuals = LinearPredictor(beta, design);
        for (int i = 0; i < y.Length; i++)
            residuals[i] -= y[i];
        return residuals;
    }

    /// <summary>The linear predictor of each row.</summary>
    [Differentiable]
    public static double[] LinearPredictor(double[] beta, [Constant] double[,] design)
    {
        var eta = new double[design.GetLength(0)];
        for (int i = 0; i < eta.Length; i++)
            eta[i] = Linear(beta, design, i);
        return eta;
    }

    /// <summary>The probability of each row.</summary>
    [Differentiable]
    public static double[] Probability(double[] beta, [Constant] double[,] design)
    {
        double[] probability = LinearPredictor(beta, design);
        for (int i = 0; i < probability.Length; i++)
            probability[i] = Numerics.Stable.Logistic(probability[i]);
        return probability;
    }

    /// <summary>The mean of each row.</summary>
    [Differentiable]
    public static double[] Mean(double[] beta, [Constant] double[,] design)
    {
        double[] mean = LinearPredictor(beta, design);
        for (int i = 0; i < mean.Length; i++)
            mean[i] = Math.Exp(mean[i]);
        return mean;
    }

    /// <summary>Columns beside each other, the first of ones.</summary>
    public static double[,] Design(params double[][] columns)
    {
        var design = new double[columns[0].Length, columns.Length + 1];
        for (int i = 0; i < columns[0].Length; i++)
        {
            design[i, 0] = 1;
            for (int j = 0; j < columns.Length; j++)
                design[i, j + 1] = columns[j][i];
        }

        return design;
    }

    /// <summary>1 where a code is that of a level.</summary>
    public static double[] Level(double[] codes, int level) => [.. codes.Select(code => code == level ? 1.0 : 0)];

    private static double Linear(double[] beta, double[,] design, int row)
    {
        double eta = 0;
        for (int j = 0; j < beta.Length; j++)
            eta += design[row, j] * beta[j];
        return eta;
    }
}
