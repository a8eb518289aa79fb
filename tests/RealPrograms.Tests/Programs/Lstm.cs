namespace Fluxion.RealPrograms.Tests.Programs;

/// <summary>A network of long short-term memory that predicts the next character, as in the benchmark ADBench: its weights are diagonal.</summary>
public static partial class Lstm
{
    /// <summary>The mean loss of predicting each character of a sequence from those before it.</summary>
    /// <param name="main">For each layer a row with the weights of its gates, and one with their biases.</param>
    /// <param name="extra">The weights of the input, the weights of the output, and the biases of the output.</param>
    /// <param name="state">For each layer a row with its hidden units at the start, and one with its cells.</param>
    /// <param name="sequence">The bits of one character in each row.</param>
    [Differentiable]
    public static double Loss(double[][] main, double[][] extra, [Constant] double[][] state, [Constant] double[][] sequence)
    {
        int bits = sequence[0].Length;
        double[][] current = new double[state.Length][];
        for (int i = 0; i < state.Length; i++)
        {
            current[i] = new double[bits];
            Array.Copy(state[i], current[i], bits);
        }

        double total = 0;
        for (int t = 0; t < sequence.Length - 1; t++)
        {
            double[] prediction = Predict(main, extra, current, sequence[t]);
            double normalizer = LogSumExp(prediction);
            double[] next = sequence[t + 1];
            total += next.Zip(prediction, (wanted, predicted) => wanted * (predicted - normalizer)).Sum();
        }
        return -total / ((sequence.Length - 1) * bits);
    }

    private static double[] Predict(double[][] main, double[][] extra, double[][] state, double[] input)
    {
        double[] signal = input.Zip(extra[0], (bit, weight) => bit * weight).ToArray();
        for (int layer = 0; layer < state.Length / 2; layer++)
        {
            var hidden = state[2 * layer];
            Layer(main[2 * layer], main[2 * layer + 1], hidden, state[2 * layer + 1], signal);
            signal = hidden;
        }

        double[] output = new double[input.Length];
        for (int i = 0; i < output.Length; i++)
            output[i] = signal[i] * extra[1][i] + extra[2][i];
        return output;
    }

    private static void Layer(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, Span<double> hidden, Span<double> cell, ReadOnlySpan<double> input)
    {
        int size = hidden.Length;
        var weight = new Gates(weights, size);
        var bias = new Gates(biases, size);
        for (int i = 0; i < size; i++)
        {
            double forget = Sigmoid(input[i] * weight.Forget[i] + bias.Forget[i]);
            double ingate = Sigmoid(hidden[i] * weight.In[i] + bias.In[i]);
            double outgate = Sigmoid(input[i] * weight.Out[i] + bias.Out[i]);
            double change = Math.Tanh(hidden[i] * weight.Change[i] + bias.Change[i]);
            cell[i] = cell[i] * forget + ingate * change;
            hidden[i] = outgate * Math.Tanh(cell[i]);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // The 2 is ADBench's.
    private static double LogSumExp(double[] x) => Math.Log(x.Sum(Math.Exp) + 2);

    /// <summary>One number for each unit and gate.</summary>
    private readonly ref struct Gates(ReadOnlySpan<double> values, int size)
    {
        public readonly ReadOnlySpan<double> Forget = values[..size];
        public readonly ReadOnlySpan<double> In = values.Slice(size, size);
        public readonly ReadOnlySpan<double> Out = values.Slice(2 * size, size);
        public readonly ReadOnlySpan<double> Change = values.Slice(3 * size);
    }
}
