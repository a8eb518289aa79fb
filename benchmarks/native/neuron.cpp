// The loss of a sigmoid neuron and its derivatives, one call after the other.
#include <cmath>

extern "C" double neuron_gradients(double param, double intc, const double* x, const double* y, int n, double* gradient)
{
    double value = 0, dparam = 0, dintc = 0;
    for (int i = 0; i < n; i++)
    {
        double u = std::exp(-(intc + param * x[i]));
        double p = 1 / (1 + u);
        double e = y[i] - p;
        double d = -2 * e * (p * p * u);
        value += e * e;
        dparam += d * x[i];
        dintc += d;
    }
    gradient[0] = dparam;
    gradient[1] = dintc;
    return value;
}
