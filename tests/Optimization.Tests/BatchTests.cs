namespace Fluxion.Optimization.Tests;

/// <summary>Stochastic gradients: which observations a step sees, what it does with them, and what is said about the end.</summary>
public partial class BatchTests
{
    // A study of two groups: 30 of 120 with the outcome where x = 0, 60 of 80 where x = 1.
    private static readonly double[] X = [.. Enumerable.Range(0, 200).Select(i => i < 120 ? 0.0 : 1.0)];
    private static readonly double[] Y = [.. Enumerable.Range(0, 200).Select(i => i < 120 ? (i < 30 ? 1.0 : 0.0) : (i < 180 ? 1.0 : 0.0))];

    /// <summary>The negative log-likelihood of a logistic regression, of some of the observations.</summary>
    [Differentiable]
    private static double Logistic(double intercept, double slope, [Constant] ReadOnlySpan<int> rows, [Constant] double[] x, [Constant] double[] y)
    {
        double sum = 0;
        for (int k = 0; k < rows.Length; k++)
        {
            double t = intercept + slope * x[rows[k]];
            sum += Math.Log(1 + Math.Exp(t)) - y[rows[k]] * t;
        }
        return sum;
    }

    [Differentiable]
    private static double Square(double a, [Constant] ReadOnlySpan<int> rows, [Constant] double[] x)
    {
        double sum = 0;
        for (int k = 0; k < rows.Length; k++)
            sum += (a - x[rows[k]]) * (a - x[rows[k]]);
        return sum;
    }

    private static Objective<(double Intercept, double Slope)> Of(ReadOnlyMemory<int> rows) => Objective_Logistic(0, 0, rows, X, Y);

    // The maximum likelihood estimates: the logit of 30/120, and the difference of the logits, ln 3 + ln 3.
    private static double Intercept => -Math.Log(3);

    private static double Slope => 2 * Math.Log(3);

    public static TheoryData<string> Rules => ["Sgd", "Momentum", "Nesterov", "Adam", "AdamW"];

    private static UpdateRule Rule(string name) => name switch
    {
        "Sgd" => new Sgd(0.5),
        "Momentum" => new Sgd(0.1, momentum: 0.9),
        "Nesterov" => new Sgd(0.1, momentum: 0.9, nesterov: true),
        "Adam" => new Adam(0.05),
        _ => new AdamW(0.05, weightDecay: 0),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Logistic_regression_comes_near_the_estimates(string rule)
    {
        UpdateRule update = Rule(rule);
        double first = update.LearningRate;
        var options = new BatchOptions { BatchSize = 20, Epochs = 300, LearningRate = epoch => first / (1 + 0.05 * epoch) };
        FitResult<(double Intercept, double Slope)> fit = Optimizer.MinimizeInBatches(Of, X.Length, update, options);
        Assert.Equal(FitStatus.EpochLimit, fit.Status);
        Assert.Equal(FitMethod.StochasticGradient, fit.Method);
        Assert.Contains("stochastic gradient", fit.ToString());
        Assert.Equal(300, fit.Iterations);
        Assert.Equal(3001, fit.GradientEvaluations);
        // A tenth of their standard errors, which are 0.21 and 0.33.
        Assert.Equal(Intercept, fit.Parameters.Intercept, 0.02);
        Assert.Equal(Slope, fit.Parameters.Slope, 0.03);
        Assert.Equal(Of(Enumerable.Range(0, 200).ToArray()).Value([.. fit.Point]), fit.Value);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_batch_of_all_finds_them(string rule)
    {
        var options = new BatchOptions { BatchSize = 200, Epochs = 3000, LearningRate = epoch => Rule(rule).LearningRate * (epoch < 1000 ? 1 : 0.1) };
        FitResult<(double Intercept, double Slope)> fit = Optimizer.MinimizeInBatches(Of, X.Length, Rule(rule), options);
        Assert.Equal(Intercept, fit.Point[0], 1e-6);
        Assert.Equal(Slope, fit.Point[1], 1e-6);
    }

    [Fact]
    public void A_step_sees_the_mean_gradient_of_its_batch()
    {
        // (a − x)² from a = 0, rate 0.1, the last batch with one observation: a ← a − 0.2·(a − mean).
        double[] x = [1, 3, 5, 7, 9];
        var options = new BatchOptions { BatchSize = 2, Epochs = 2, Shuffle = false, KeepPath = true };
        FitResult<double> fit = Optimizer.MinimizeInBatches(rows => Objective_Square(0, rows, x), 5, new Sgd(0.1), options);
        double a = 0;
        var expected = new List<double> { a };
        for (int epoch = 0; epoch < 2; epoch++)
        {
            foreach (double mean in (ReadOnlySpan<double>)[2, 6, 9])
                a -= 0.2 * (a - mean);
            expected.Add(a);
        }
        Assert.Equal(expected, fit.Path.Select(step => step.Point[0]), (one, other) => Math.Abs(one - other) < 1e-14);
        Assert.Equal([0, 1, 2], fit.Path.Select(step => step.Iteration));
        Assert.Equal(x.Sum(each => (a - each) * (a - each)), fit.Path[^1].Value, 1e-12);
    }

    [Fact]
    public void An_epoch_sees_every_observation_once()
    {
        var epochs = new List<int>[3];
        int epoch = 0;
        var options = new BatchOptions { BatchSize = 7, Epochs = 3, Seed = 4, LearningRate = at => { epochs[epoch = at] = []; return 0.01; } };
        FitResult<(double Intercept, double Slope)> first = Optimizer.MinimizeInBatches(See, 200, new Sgd(), options);
        List<int>[] seen = [.. epochs];
        Assert.All(seen, one => Assert.Equal(Enumerable.Range(0, 200), one.Order()));
        Assert.NotEqual(seen[0], seen[1]);
        Assert.NotEqual(Enumerable.Range(0, 200), seen[0]);

        FitResult<(double Intercept, double Slope)> same = Optimizer.MinimizeInBatches(See, 200, new Sgd(), options);
        Assert.Equal(seen[2], epochs[2]);
        Assert.Equal(first.Point, same.Point);
        Assert.NotEqual(first.Point, Optimizer.MinimizeInBatches(See, 200, new Sgd(), options with { Seed = 5 }).Point);
        Optimizer.MinimizeInBatches(See, 200, new Sgd(), options with { Shuffle = false });
        Assert.Equal(Enumerable.Range(0, 200), epochs[1]);

        Objective<(double Intercept, double Slope)> See(ReadOnlyMemory<int> rows)
        {
            if (rows.Length < 200)
                epochs[epoch].AddRange(rows.Span);
            return Of(rows);
        }
    }

    [Fact]
    public void Steps_that_are_too_long_diverge()
    {
        double[] x = [1, 3, 5];
        FitResult<double> fit = Optimizer.MinimizeInBatches(rows => Objective_Square(0, rows, x), 3, new Sgd(1e60), new BatchOptions { BatchSize = 1 });
        Assert.Equal(FitStatus.Diverged, fit.Status);
        Assert.Contains("learning rate", fit.Message);
        Assert.True(double.IsFinite(fit.Value) && double.IsFinite(fit.Point[0]), fit.ToString());
    }

    [Fact]
    public void Progress_and_cancellation_go_by_epochs()
    {
        using var source = new CancellationTokenSource();
        var progress = new Stopper(5, source);
        FitResult<(double Intercept, double Slope)> fit = Optimizer.MinimizeInBatches(Of, 200, new Adam(0.05), progress: progress, cancellationToken: source.Token);
        Assert.Equal((FitStatus.Cancelled, 5), (fit.Status, fit.Iterations));
        Assert.Equal(Enumerable.Range(0, 6), progress.Told.Select(told => told.Iteration));
        Assert.Equal(fit.Value, progress.Told[^1].Value);
        Assert.Equal(200 * Math.Log(2), progress.Told[0].Value, 1e-10);
    }

    [Fact]
    public void Mistakes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Optimizer.MinimizeInBatches(rows => Of(rows).WithBounds("slope", 0, 1), 200, new Sgd()));
        Assert.Throws<ArgumentException>(() => Optimizer.MinimizeInBatches(rows => rows.Length < 200 ? Of(rows).Fix("slope") : Of(rows), 200, new Sgd()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimizer.MinimizeInBatches(Of, 0, new Sgd()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOptions { Epochs = 0 });
        Assert.Contains("MinimizeInBatches", Assert.Throws<ArgumentException>(() => Optimizer.Minimize(Of(new int[] { 1 }), new FitOptions { Method = FitMethod.StochasticGradient })).Message);
        Assert.Equal(FitStatus.InvalidStart, Optimizer.MinimizeInBatches(rows => Objective_Square(double.NaN, rows, X), 3, new Sgd()).Status);
    }

    private sealed class Stopper(int epochs, CancellationTokenSource source) : IProgress<FitProgress>
    {
        public List<FitProgress> Told { get; } = [];

        public void Report(FitProgress value)
        {
            Told.Add(value);
            if (value.Iteration == epochs)
                source.Cancel();
        }
    }
}
