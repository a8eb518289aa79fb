namespace Benchmarks.Models;

/// <summary>
/// A network of long short-term memory that predicts the next character, as in the benchmark ADBench (its weights are diagonal), written for speed:
/// flat arrays, and nothing allocated in loops.
/// </summary>
internal static partial class CharacterLstm
{
    /// <param name="main">For each layer the weights of its forget, in, out and change gates, then their biases.</param>
    /// <param name="extra">The weights of the input, the weights of the output, and the biases of the output.</param>
    /// <param name="state">For each layer its hidden units at the start, then its cells.</param>
    /// <param name="sequence">The bits of one character in each row.</param>
    /// <param name="bits">How many there are in a row.</param>
    [Differentiable]
    public static double Loss(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, [Constant] ReadOnlySpan<double> state, [Constant] ReadOnlySpan<double> sequence, int bits)
    {
        int layers = state.Length / (2 * bits), steps = sequence.Length / bits - 1;
        double[] current = state.ToArray();
        double[] signal = new double[bits];
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<double> input = sequence.Slice(t * bits, bits), next = sequence.Slice((t + 1) * bits, bits);
            for (int i = 0; i < bits; i++)
                signal[i] = input[i] * extra[i];

            for (int layer = 0; layer < layers; layer++)
            {
                ReadOnlySpan<double> weights = main.Slice(8 * layer * bits, 4 * bits), biases = main.Slice((8 * layer + 4) * bits, 4 * bits);
                Span<double> hidden = current.AsSpan(2 * layer * bits, bits), cell = current.AsSpan((2 * layer + 1) * bits, bits);
                for (int i = 0; i < bits; i++)
                {
                    double forget = Sigmoid(signal[i] * weights[i] + biases[i]);
                    double ingate = Sigmoid(hidden[i] * weights[bits + i] + biases[bits + i]);
                    double outgate = Sigmoid(signal[i] * weights[2 * bits + i] + biases[2 * bits + i]);
                    double change = Math.Tanh(hidden[i] * weights[3 * bits + i] + biases[3 * bits + i]);
                    double memory = cell[i] * forget + ingate * change;
                    double output = outgate * Math.Tanh(memory);
                    cell[i] = memory;
                    hidden[i] = output;
                    signal[i] = output;
                }
            }

            double sum = 2;
            for (int i = 0; i < bits; i++)
            {
                signal[i] = signal[i] * extra[bits + i] + extra[2 * bits + i];
                sum += Math.Exp(signal[i]);
            }
            double normalizer = Math.Log(sum);
            for (int i = 0; i < bits; i++)
                total += next[i] * (signal[i] - normalizer);
        }
        return -total / (steps * bits);
    }

    [Differentiable(AllowReassociation = true)]
    public static double LossReassociated(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, [Constant] ReadOnlySpan<double> state, [Constant] ReadOnlySpan<double> sequence, int bits) =>
        Loss(main, extra, state, sequence, bits);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
