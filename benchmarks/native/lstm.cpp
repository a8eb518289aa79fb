// The loss of the character network of the benchmark ADBench and its gradient: back-propagation through time, with the gates kept.
#include <algorithm>
#include <cmath>
#include <vector>

namespace
{
    struct unit { double signal, hidden, cell, forget, in, out, change, squashed; };

    double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
}

extern "C" double lstm_gradient(
    const double* main, const double* extra, const double* state, const double* sequence, int bits, int layers, int steps,
    double* dmain, double* dextra)
{
    std::vector<unit> units((size_t)steps * layers * bits);
    std::vector<double> outputs(steps * bits), logits(steps * bits), normalizers(steps), hidden(layers * bits), cell(layers * bits);
    for (int layer = 0; layer < layers; layer++)
        for (int i = 0; i < bits; i++)
        {
            hidden[layer * bits + i] = state[2 * layer * bits + i];
            cell[layer * bits + i] = state[(2 * layer + 1) * bits + i];
        }

    double total = 0;
    for (int t = 0; t < steps; t++)
    {
        const double* input = sequence + t * bits;
        const double* next = input + bits;
        double sum = 2;
        for (int i = 0; i < bits; i++)
        {
            double signal = input[i] * extra[i];
            for (int layer = 0; layer < layers; layer++)
            {
                const double* w = main + 8 * layer * bits + i;
                const double* b = w + 4 * bits;
                double& h = hidden[layer * bits + i];
                double& c = cell[layer * bits + i];
                unit u;
                u.signal = signal;
                u.hidden = h;
                u.cell = c;
                u.forget = sigmoid(signal * w[0] + b[0]);
                u.in = sigmoid(h * w[bits] + b[bits]);
                u.out = sigmoid(signal * w[2 * bits] + b[2 * bits]);
                u.change = std::tanh(h * w[3 * bits] + b[3 * bits]);
                c = c * u.forget + u.in * u.change;
                u.squashed = std::tanh(c);
                signal = h = u.out * u.squashed;
                units[(t * layers + layer) * bits + i] = u;
            }
            double logit = signal * extra[bits + i] + extra[2 * bits + i];
            sum += std::exp(logit);
            outputs[t * bits + i] = signal;
            logits[t * bits + i] = logit;
        }
        normalizers[t] = std::log(sum);
        for (int i = 0; i < bits; i++)
            total += next[i] * (logits[t * bits + i] - normalizers[t]);
    }

    double scale = -1.0 / (steps * bits);
    std::vector<double> hidden_bar(layers * bits), cell_bar(layers * bits);
    std::fill(dmain, dmain + 8 * layers * bits, 0.0);
    std::fill(dextra, dextra + 3 * bits, 0.0);
    for (int t = steps - 1; t >= 0; t--)
    {
        const double* input = sequence + t * bits;
        const double* next = input + bits;
        double wanted = 0;
        for (int i = 0; i < bits; i++)
            wanted += next[i];
        for (int i = 0; i < bits; i++)
        {
            double logit_bar = scale * (next[i] - wanted * std::exp(logits[t * bits + i] - normalizers[t]));
            dextra[bits + i] += logit_bar * outputs[t * bits + i];
            dextra[2 * bits + i] += logit_bar;
            double signal_bar = logit_bar * extra[bits + i];
            for (int layer = layers - 1; layer >= 0; layer--)
            {
                const unit& u = units[(t * layers + layer) * bits + i];
                const double* w = main + 8 * layer * bits + i;
                double* dw = dmain + 8 * layer * bits + i;
                double* db = dw + 4 * bits;
                double output_bar = signal_bar + hidden_bar[layer * bits + i];
                double memory_bar = cell_bar[layer * bits + i] + output_bar * u.out * (1 - u.squashed * u.squashed);
                double forget_bar = memory_bar * u.cell * u.forget * (1 - u.forget);
                double in_bar = memory_bar * u.change * u.in * (1 - u.in);
                double out_bar = output_bar * u.squashed * u.out * (1 - u.out);
                double change_bar = memory_bar * u.in * (1 - u.change * u.change);
                dw[0] += forget_bar * u.signal;
                dw[bits] += in_bar * u.hidden;
                dw[2 * bits] += out_bar * u.signal;
                dw[3 * bits] += change_bar * u.hidden;
                db[0] += forget_bar;
                db[bits] += in_bar;
                db[2 * bits] += out_bar;
                db[3 * bits] += change_bar;
                cell_bar[layer * bits + i] = memory_bar * u.forget;
                hidden_bar[layer * bits + i] = in_bar * w[bits] + change_bar * w[3 * bits];
                signal_bar = forget_bar * w[0] + out_bar * w[2 * bits];
            }
            dextra[i] += signal_bar * input[i];
        }
    }
    return scale * total;
}
