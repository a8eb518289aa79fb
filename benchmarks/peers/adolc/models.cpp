// The models for ADOL-C: recorded on a tape in the first call, which is replayed forwards and backwards in those that follow.
#include <adolc/adolc.h>

#include <cmath>
#include <functional>
#include <vector>

namespace
{
    const size_t buffer = 1 << 25;

    // What is on the tape is valid for one set of data: the first pointer and the sizes tell whether it is still that.
    struct tape
    {
        const void* data = nullptr;
        long size = 0;
    };

    double replay(short tag, tape& last, const void* data, long size, const std::vector<double>& parameters, double* gradient,
        const std::function<adouble(const adouble*)>& function)
    {
        int n = (int)parameters.size();
        double value;
        if (last.data != data || last.size != size)
        {
            std::vector<adouble> active(n);
            trace_on(tag, 0, buffer, buffer, buffer, buffer);
            for (int i = 0; i < n; i++)
                active[i] <<= parameters[i];
            function(active.data()) >>= value;
            trace_off();
            last.data = data;
            last.size = size;
        }
        zos_forward(tag, 1, n, 1, parameters.data(), &value);
        double seed = 1;
        fos_reverse(tag, 1, n, &seed, gradient);
        return value;
    }
}

extern "C" double logistic_gradient(const double* beta, const double* x, const double* y, int n, int p, double* dbeta)
{
    static tape last;
    return replay(1, last, x, (long)n * p, std::vector<double>(beta, beta + p), dbeta, [=](const adouble* b)
    {
        adouble sum = 0;
        for (int i = 0; i < n; i++)
        {
            const double* row = x + (long)i * p;
            adouble eta = 0;
            for (int j = 0; j < p; j++)
                eta += b[j] * row[j];
            sum += fmax(eta, 0) + log(1 + exp(-fabs(eta))) - y[i] * eta;
        }
        return sum;
    });
}

extern "C" double gaussian_gradient(
    const double* beta, double log_sigma, const double* x, const double* y, int n, int p, double* dbeta, double* dlog_sigma)
{
    static tape last;
    std::vector<double> parameters(beta, beta + p), gradient(p + 1);
    parameters.push_back(log_sigma);
    double value = replay(2, last, x, (long)n * p, parameters, gradient.data(), [=](const adouble* b)
    {
        adouble squares = 0;
        for (int i = 0; i < n; i++)
        {
            const double* row = x + (long)i * p;
            adouble residual = y[i];
            for (int j = 0; j < p; j++)
                residual -= b[j] * row[j];
            squares += residual * residual;
        }
        return adouble(0.5 * squares * exp(-2 * b[p]) + n * (b[p] + 0.5 * std::log(2 * M_PI)));
    });
    std::copy(gradient.begin(), gradient.end() - 1, dbeta);
    *dlog_sigma = gradient.back();
    return value;
}

extern "C" double mixture_gradient(
    const double* alphas, const double* means, const double* icf, const double* x, int n, int d, int k, double gamma, int m,
    double* dalphas, double* dmeans, double* dicf)
{
    static tape last;
    int size = d * (d + 1) / 2;
    std::vector<double> parameters(alphas, alphas + k), gradient(k * (1 + d + size));
    parameters.insert(parameters.end(), means, means + k * d);
    parameters.insert(parameters.end(), icf, icf + k * size);
    double value = replay(3, last, x, (long)n * d * k, parameters, gradient.data(), [=](const adouble* a)
    {
        const adouble* mean = a + k;
        const adouble* factor = mean + k * d;
        auto log_sum_exp = [k](const adouble* terms)
        {
            adouble max = terms[0];
            for (int c = 1; c < k; c++)
                max = fmax(max, terms[c]);
            adouble sum = 0;
            for (int c = 0; c < k; c++)
                sum += exp(terms[c] - max);
            return adouble(log(sum) + max);
        };

        std::vector<adouble> diagonals(k * d), log_determinants(k), terms(k), centered(d), scaled(d);
        adouble penalty = 0, likelihood = 0;
        for (int c = 0; c < k; c++)
        {
            adouble frobenius = 0, determinant = 0;
            for (int j = 0; j < d; j++)
            {
                determinant += factor[c * size + j];
                diagonals[c * d + j] = exp(factor[c * size + j]);
                frobenius += diagonals[c * d + j] * diagonals[c * d + j];
            }
            for (int j = d; j < size; j++)
                frobenius += factor[c * size + j] * factor[c * size + j];
            log_determinants[c] = determinant;
            penalty += 0.5 * gamma * gamma * frobenius - m * determinant;
        }

        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < k; c++)
            {
                for (int j = 0; j < d; j++)
                {
                    centered[j] = x[i * d + j] - mean[c * d + j];
                    scaled[j] = diagonals[c * d + j] * centered[j];
                }
                const adouble* below = factor + c * size + d;
                for (int column = 0; column < d; column++)
                    for (int row = column + 1; row < d; row++)
                        scaled[row] += *below++ * centered[column];
                adouble squares = 0;
                for (int j = 0; j < d; j++)
                    squares += scaled[j] * scaled[j];
                terms[c] = a[c] + log_determinants[c] - 0.5 * squares;
            }
            likelihood += log_sum_exp(terms.data());
        }

        int degrees = d + m + 1;
        double log_gamma = 0.25 * d * (d - 1) * std::log(M_PI);
        for (int j = 1; j <= d; j++)
            log_gamma += std::lgamma(0.5 * (degrees + 1 - j));
        double normalizer = degrees * d * (std::log(gamma) - 0.5 * std::log(2.0)) - log_gamma;
        return adouble(likelihood - n * (0.5 * d * std::log(2 * M_PI) + log_sum_exp(a)) + penalty - k * normalizer);
    });
    std::copy_n(gradient.begin(), k, dalphas);
    std::copy_n(gradient.begin() + k, k * d, dmeans);
    std::copy_n(gradient.begin() + k * (1 + d), k * size, dicf);
    return value;
}
