namespace Benchmarks.Models;

/// <summary>The gradient of <see cref="CharacterLstm"/>: back-propagation through time, with the gates kept.</summary>
internal sealed class CharacterLstmByHand(int bits, int layers, int steps)
{
    private readonly Unit[] _units = new Unit[steps * layers * bits];
    private readonly double[] _outputs = new double[steps * bits], _logits = new double[steps * bits], _normalizers = new double[steps];
    private readonly double[] _hidden = new double[layers * bits], _cell = new double[layers * bits];
    private readonly double[] _hiddenBar = new double[layers * bits], _cellBar = new double[layers * bits];

    public double Gradient(
        ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence,
        Span<double> dMain, Span<double> dExtra)
    {
        double scale = -1.0 / (steps * bits), total = Forwards(main, extra, state, sequence);
        dMain.Clear();
        dExtra.Clear();
        _hiddenBar.AsSpan().Clear();
        _cellBar.AsSpan().Clear();
        for (int t = steps - 1; t >= 0; t--)
        {
            ReadOnlySpan<double> input = sequence.Slice(t * bits, bits), next = sequence.Slice((t + 1) * bits, bits);
            double wanted = 0;
            for (int i = 0; i < bits; i++)
                wanted += next[i];
            for (int i = 0; i < bits; i++)
            {
                double logitBar = scale * (next[i] - wanted * Math.Exp(_logits[t * bits + i] - _normalizers[t]));
                dExtra[bits + i] += logitBar * _outputs[t * bits + i];
                dExtra[2 * bits + i] += logitBar;
                double signalBar = logitBar * extra[bits + i];
                for (int layer = layers - 1; layer >= 0; layer--)
                {
                    ref readonly Unit unit = ref _units[(t * layers + layer) * bits + i];
                    int w = 8 * layer * bits + i, b = w + 4 * bits, u = layer * bits + i;
                    double outputBar = signalBar + _hiddenBar[u];
                    double memoryBar = _cellBar[u] + outputBar * unit.Out * (1 - unit.Squashed * unit.Squashed);
                    double forgetBar = memoryBar * unit.Cell * unit.Forget * (1 - unit.Forget);
                    double inBar = memoryBar * unit.Change * unit.In * (1 - unit.In);
                    double outBar = outputBar * unit.Squashed * unit.Out * (1 - unit.Out);
                    double changeBar = memoryBar * unit.In * (1 - unit.Change * unit.Change);
                    dMain[w] += forgetBar * unit.Signal;
                    dMain[w + bits] += inBar * unit.Hidden;
                    dMain[w + 2 * bits] += outBar * unit.Signal;
                    dMain[w + 3 * bits] += changeBar * unit.Hidden;
                    dMain[b] += forgetBar;
                    dMain[b + bits] += inBar;
                    dMain[b + 2 * bits] += outBar;
                    dMain[b + 3 * bits] += changeBar;
                    _cellBar[u] = memoryBar * unit.Forget;
                    _hiddenBar[u] = inBar * main[w + bits] + changeBar * main[w + 3 * bits];
                    signalBar = forgetBar * main[w] + outBar * main[w + 2 * bits];
                }
                dExtra[i] += signalBar * input[i];
            }
        }
        return scale * total;
    }

    private double Forwards(ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence)
    {
        for (int layer = 0; layer < layers; layer++)
        {
            state.Slice(2 * layer * bits, bits).CopyTo(_hidden.AsSpan(layer * bits));
            state.Slice((2 * layer + 1) * bits, bits).CopyTo(_cell.AsSpan(layer * bits));
        }

        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<double> input = sequence.Slice(t * bits, bits), next = sequence.Slice((t + 1) * bits, bits);
            double sum = 2;
            for (int i = 0; i < bits; i++)
            {
                double signal = input[i] * extra[i];
                for (int layer = 0; layer < layers; layer++)
                {
                    ref Unit unit = ref _units[(t * layers + layer) * bits + i];
                    int w = 8 * layer * bits + i, b = w + 4 * bits, u = layer * bits + i;
                    (unit.Signal, unit.Hidden, unit.Cell) = (signal, _hidden[u], _cell[u]);
                    unit.Forget = 1 / (1 + Math.Exp(-(signal * main[w] + main[b])));
                    unit.In = 1 / (1 + Math.Exp(-(unit.Hidden * main[w + bits] + main[b + bits])));
                    unit.Out = 1 / (1 + Math.Exp(-(signal * main[w + 2 * bits] + main[b + 2 * bits])));
                    unit.Change = Math.Tanh(unit.Hidden * main[w + 3 * bits] + main[b + 3 * bits]);
                    _cell[u] = unit.Cell * unit.Forget + unit.In * unit.Change;
                    unit.Squashed = Math.Tanh(_cell[u]);
                    signal = _hidden[u] = unit.Out * unit.Squashed;
                }
                double logit = signal * extra[bits + i] + extra[2 * bits + i];
                sum += Math.Exp(logit);
                (_outputs[t * bits + i], _logits[t * bits + i]) = (signal, logit);
            }
            double normalizer = _normalizers[t] = Math.Log(sum);
            for (int i = 0; i < bits; i++)
                total += next[i] * (_logits[t * bits + i] - normalizer);
        }
        return total;
    }

    /// <summary>What one unit computed: its inputs, gates, and the squashed cell.</summary>
    private struct Unit
    {
        public double Signal, Hidden, Cell, Forget, In, Out, Change, Squashed;
    }
}
