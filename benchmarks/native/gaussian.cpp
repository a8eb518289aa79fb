// The negative log-likelihood of a linear regression with Gaussian errors, and its gradient, in one pass.
#include <algorithm>
#include <cmath>

extern "C" double gaussian_gradient(
    const double* beta, double log_sigma, const double* x, const double* y, int n, int p, double* dbeta, double* dlog_sigma)
{
    std::fill(dbeta, dbeta + p, 0.0);
    double precision = std::exp(-2 * log_sigma);
    double squares = 0;
    for (int i = 0; i < n; i++)
    {
        const double* row = x + (long)i * p;
        double mean = 0;
        for (int j = 0; j < p; j++)
            mean += beta[j] * row[j];
        double residual = y[i] - mean;
        squares += residual * residual;
        double weighted = -precision * residual;
        for (int j = 0; j < p; j++)
            dbeta[j] += weighted * row[j];
    }
    *dlog_sigma = n - squares * precision;
    return 0.5 * squares * precision + n * (log_sigma + 0.5 * std::log(2 * M_PI));
}
