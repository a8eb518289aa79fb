"""Writes large_shapes.csv: log-densities with their first, second and third derivatives with respect to each argument, from differences at 250 digits.

Beside each derivative d stands the sum of |x ∂d/∂x| over all arguments x, by which it changes when these do: what rounding of the arguments alone can do to it."""
from mpmath import mp, mpf, log, loggamma, log1p, nstr, pi

mp.dps = 250


def binomial(k, n, p):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + (k * log(p) if k else 0) + ((n - k) * log1p(-p) if k < n else 0)


def poisson(k, m):
    return (k * log(m) if k else 0) - m - loggamma(k + 1)


def negative_binomial(k, m, s):
    return loggamma(k + s) - loggamma(s) - loggamma(k + 1) - s * log1p(m / s) - (k * log1p(s / m) if k else 0)


def gamma(x, a, r):
    return a * log(r) + (a - 1) * log(x) - r * x - loggamma(a)


def beta(x, a, b):
    return (a - 1) * log(x) + (b - 1) * log1p(-x) + loggamma(a + b) - loggamma(a) - loggamma(b)


def student(x, v, mu, s):
    return loggamma((v + 1) / 2) - loggamma(v / 2) - log(v * pi) / 2 - log(s) - (v + 1) / 2 * log1p(((x - mu) / s) ** 2 / v)


# Central differences with seven points: their errors are of the order of the fourth power of the step at least, 1e-120.
STENCILS = {1: [-1, 9, -45, 0, 45, -9, 1], 2: [2, -27, 270, -490, 270, -27, 2], 3: [1, -8, 13, 0, -13, 8, -1]}
DIVISORS = {1: 60, 2: 180, 3: 8}


def derivative(f, x, i, order):
    h = mpf(10) ** -30 * (abs(x[i]) or 1)
    total = mpf(0)
    for place, weight in zip(range(-3, 4), STENCILS[order]):
        if weight:
            total += weight * f(*[t + place * h if j == i else t for j, t in enumerate(x)])
    return total / (DIVISORS[order] * h ** order)


def change(f, x, i, order, constants):
    total = mpf(0)
    for j in range(constants, len(x)):
        if x[j]:
            h = mpf(10) ** -30 * abs(x[j])
            up, down = ([t + sign * h if k == j else t for k, t in enumerate(x)] for sign in (1, -1))
            total += abs(x[j] * (derivative(f, up, i, order) - derivative(f, down, i, order)) / (2 * h))
    return total


SHAPES = [0.1, 3.0, 14.5, 15.0, 15.5, 30.0, 30.5, 100.25, 1e4, 1e6 + 0.1, 1e8, 1e12, 1e14]
students = [(x, v, m, s) for v in SHAPES for x, m, s in [(2.5, 0.0, 1.0), (-0.3, 0.5, 2.0), (1e3, 0.0, 1.0)]]
counts = [(k, m, s) for s in SHAPES for k, m in [(0, 3.0), (2, 3.0), (3, 3.0), (15, 20.0), (16, 20.0), (16, 1.5), (1000, 900.0), (10**9, 1e9 + 30000)]]
gammas = [(x, a, r) for a in SHAPES for r in [2.0, 0.3] for x in [a / r, (a + 2 * a ** 0.5) / r, a / (3 * r)]]
betas = [(t, a, b) for a in SHAPES for b in SHAPES for t in {a / (a + b), 0.3}
         if 0 < t < 1 and (a, b) not in [(0.1, 0.1)] and (a <= 1e4 or b <= 1e4 or t != 0.3) and SHAPES.index(a) % 2 == SHAPES.index(b) % 2]
poissons = [(k, m) for k in [0, 1, 15, 16, 100, 10**6, 10**9, 2 * 10**9] for m in [k or 0.5, k + 2 * k ** 0.5 + 0.1, k / 3 + 0.1, 3.0 * k + 2]]
binomials = [(k, n, p) for n in [1, 15, 16, 40, 1000, 10**9, 2 * 10**9] for k in sorted({0, 1, n // 3, n // 2, n - 1, n}) for p in {0.3, k / n if 0 < k < n else 0.01, 0.999}]

# name, log-density, how many arguments are constants, points
table = [('StudentT', student, 0, students), ('NegativeBinomial', negative_binomial, 1, counts), ('Gamma', gamma, 0, gammas), ('Beta', beta, 0, betas),
         ('Poisson', poisson, 1, poissons), ('Binomial', binomial, 2, binomials)]

with open('large_shapes.csv', 'w') as out:
    for name, density, constants, points in table:
        for point in points:
            x = [mpf(t) for t in point]
            numbers = [density(*x)]
            for i in range(constants, len(x)):
                for order in (1, 2, 3):
                    numbers += [derivative(density, x, i, order), change(density, x, i, order, constants)]
            out.write(f"{name},{' '.join(repr(t) for t in point)},{' '.join(nstr(t, 18 if k % 2 or k == 0 else 2) for k, t in enumerate(numbers))}\n")
