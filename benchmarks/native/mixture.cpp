// The log-posterior of a Gaussian mixture, as in the benchmark ADBench, and its gradient, in one pass over the points.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

static double normalizer(int d, double gamma, int m)
{
    int degrees = d + m + 1;
    double log_gamma = 0.25 * d * (d - 1) * std::log(M_PI);
    for (int j = 1; j <= d; j++)
        log_gamma += std::lgamma(0.5 * (degrees + 1 - j));
    return degrees * d * (std::log(gamma) - 0.5 * std::log(2.0)) - log_gamma;
}

extern "C" double mixture_gradient(
    const double* alphas, const double* means, const double* icf, const double* x, int n, int d, int k, double gamma, int m,
    double* dalphas, double* dmeans, double* dicf)
{
    int size = d * (d + 1) / 2;
    std::fill(dalphas, dalphas + k, 0.0);
    std::fill(dmeans, dmeans + k * d, 0.0);
    std::fill(dicf, dicf + k * size, 0.0);
    std::vector<double> diagonals(k * d), log_determinants(k), terms(k), centered(k * d), scaled(k * d);
    for (int c = 0; c < k; c++)
        for (int j = 0; j < d; j++)
        {
            log_determinants[c] += icf[c * size + j];
            diagonals[c * d + j] = std::exp(icf[c * size + j]);
        }

    double log_likelihood = 0;
    for (int i = 0; i < n; i++)
    {
        double max = -std::numeric_limits<double>::max();
        for (int c = 0; c < k; c++)
        {
            double* v = &centered[c * d];
            double* q = &scaled[c * d];
            for (int j = 0; j < d; j++)
            {
                v[j] = x[i * d + j] - means[c * d + j];
                q[j] = diagonals[c * d + j] * v[j];
            }

            const double* below = icf + c * size + d;
            for (int column = 0; column < d; column++)
                for (int row = column + 1; row < d; row++)
                    q[row] += *below++ * v[column];

            double squares = 0;
            for (int j = 0; j < d; j++)
                squares += q[j] * q[j];
            terms[c] = alphas[c] + log_determinants[c] - 0.5 * squares;
            max = std::max(max, terms[c]);
        }

        double sum = 0;
        for (int c = 0; c < k; c++)
        {
            terms[c] = std::exp(terms[c] - max);
            sum += terms[c];
        }
        log_likelihood += std::log(sum) + max;

        for (int c = 0; c < k; c++)
        {
            double weight = terms[c] / sum;
            dalphas[c] += weight;
            const double* v = &centered[c * d];
            const double* q = &scaled[c * d];
            const double* diagonal = &diagonals[c * d];
            for (int j = 0; j < d; j++)
                dicf[c * size + j] += weight * (1 - q[j] * v[j] * diagonal[j]);

            const double* below = icf + c * size + d;
            double* dbelow = dicf + c * size + d;
            for (int column = 0; column < d; column++)
            {
                double scale = weight * v[column], product = diagonal[column] * q[column];
                for (int row = column + 1; row < d; row++)
                {
                    product += *below++ * q[row];
                    *dbelow++ -= scale * q[row];
                }
                dmeans[c * d + column] += weight * product;
            }
        }
    }

    double max = *std::max_element(alphas, alphas + k), sum = 0, penalty = 0;
    for (int c = 0; c < k; c++)
        sum += std::exp(alphas[c] - max);
    for (int c = 0; c < k; c++)
    {
        dalphas[c] -= n * std::exp(alphas[c] - max) / sum;
        double frobenius = 0;
        for (int j = 0; j < d; j++)
        {
            double square = diagonals[c * d + j] * diagonals[c * d + j];
            frobenius += square;
            dicf[c * size + j] += gamma * gamma * square - m;
        }
        for (int j = d; j < size; j++)
        {
            double element = icf[c * size + j];
            frobenius += element * element;
            dicf[c * size + j] += gamma * gamma * element;
        }
        penalty += 0.5 * gamma * gamma * frobenius - m * log_determinants[c];
    }
    return log_likelihood - n * (0.5 * d * std::log(2 * M_PI) + std::log(sum) + max) + penalty - k * normalizer(d, gamma, m);
}
