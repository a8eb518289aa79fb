// The negative log-likelihood of a logistic regression and its gradient, in one pass.
#include <algorithm>
#include <cmath>

extern "C" double logistic_gradient(const double* beta, const double* x, const double* y, int n, int p, double* dbeta)
{
    std::fill(dbeta, dbeta + p, 0.0);
    double sum = 0;
    for (int i = 0; i < n; i++)
    {
        const double* row = x + (long)i * p;
        double eta = 0;
        for (int j = 0; j < p; j++)
            eta += beta[j] * row[j];
        double e = std::exp(-std::fabs(eta));
        double probability = (eta > 0 ? 1 : e) / (1 + e);
        sum += std::max(eta, 0.0) + std::log(1 + e) - y[i] * eta;
        double residual = probability - y[i];
        for (int j = 0; j < p; j++)
            dbeta[j] += residual * row[j];
    }
    return sum;
}
