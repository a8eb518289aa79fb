"""Writes distributions.csv: log-densities with their derivatives, and distribution functions, at 60 digits."""
from mpmath import mp, mpf, log, loggamma, exp, pi, sqrt, erfc, gammainc, gamma, betainc, beta, diff, log1p, nstr, inf

mp.dps = 60


def binomial(k, n, p):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p)


def poisson(k, m):
    return k * log(m) - m - loggamma(k + 1)


def negative_binomial(k, m, s):
    return loggamma(k + s) - loggamma(s) - loggamma(k + 1) + s * log(s / (s + m)) + k * log(m / (s + m))


def student(x, v, mu, s):
    z = (x - mu) / s
    return loggamma((v + 1) / 2) - loggamma(v / 2) - log(v * pi) / 2 - log(s) - (v + 1) / 2 * log(1 + z * z / v)


def student_cdf(x, v, mu, s):
    z = (x - mu) / s
    tail = betainc(v / 2, mpf(1) / 2, 0, v / (v + z * z), regularized=True) / 2
    return tail if z < 0 else 1 - tail


def normal(x, mu, s):
    return -((x - mu) / s) ** 2 / 2 - log(s) - log(2 * pi) / 2


def normal_cdf(x, mu, s):
    return erfc(-(x - mu) / s / sqrt(2)) / 2


# name, log-density, distribution function, discrete, how many arguments are constants, points
table = [
    ('Normal', normal, normal_cdf, 0, [('0.5', '0.25', '2'), ('-7', '1', '0.5'), ('3', '-1', '1.5'), ('-30', '0', '1'), ('0.01', '0', '1'), ('1.2', '0', '1'), ('-1.2', '0', '1')]),
    ('LogNormal', lambda x, m, s: normal(log(x), m, s) - log(x), lambda x, m, s: normal_cdf(log(x), m, s), 0, [('0.5', '0.25', '2'), ('3', '-1', '1.5')]),
    ('Exponential', lambda x, r: log(r) - r * x, lambda x, r: 1 - exp(-r * x), 0, [('0.5', '2'), ('1e-10', '3')]),
    ('Gamma', lambda x, a, r: a * log(r) + (a - 1) * log(x) - r * x - loggamma(a), lambda x, a, r: gammainc(a, 0, r * x, regularized=True), 0,
     [('0.5', '2.5', '2'), ('0.001', '0.1', '1'), ('40', '30', '0.5'), ('500', '480', '1'), ('1e-5', '3', '2'), ('9', '0.75', '1')]),
    ('Beta', lambda x, a, b: (a - 1) * log(x) + (b - 1) * log1p(-x) - log(beta(a, b)), lambda x, a, b: betainc(a, b, 0, x, regularized=True), 0,
     [('0.5', '2.5', '2'), ('0.125', '0.5', '0.25'), ('0.9375', '30', '3'), ('1e-6', '2', '8'), ('0.75', '100', '50')]),
    ('StudentT', student, student_cdf, 0, [('0.5', '3', '0.25', '2'), ('-4', '1.5', '0', '1'), ('12', '30', '10', '0.5'), ('-200', '5', '0', '1')]),
    ('Binomial', binomial, None, 2, [('3', '10', '0.25'), ('0', '10', '0.25'), ('10', '10', '0.75'), ('180', '500', '0.375'), ('1', '50', '0.5')]),
    ('Poisson', poisson, None, 1, [('3', '2.5'), ('0', '0.75'), ('90', '120'), ('150', '120'), ('1000', '990')]),
    ('NegativeBinomial', negative_binomial, None, 1, [('3', '2.5', '1.5'), ('0', '0.75', '4'), ('90', '120', '0.5'), ('15', '12', '1000')]),
]

with open('distributions.csv', 'w') as out:
    for name, density, cdf, constants, points in table:
        for point in points:
            x = [mpf(t) for t in point]
            n = len(x)
            probability = cdf(*x) if cdf else sum(exp(density(mpf(k), *x[1:])) for k in range(int(x[0]) + 1))
            numbers = [density(*x), probability] + [diff(density, x, tuple(int(k == i) for k in range(n))) for i in range(constants, n)]
            out.write(f"{name},{' '.join(point)},{' '.join(nstr(t, 20) for t in numbers)}\n")
