"""Writes transforms.csv: value, gradient and Hessian of f(x(u)) by differences at 60 digits.

f(a, x, b) = Σ (i + 1) zᵢ² + (Σ (i + 2) zᵢ)³ over z = (a, x₀, …, b); u is given, x by the definition of each transform.
"""
from mpmath import mp, mpf, exp, sqrt, diff

mp.dps = 60


def logit(low, high):
    return lambda u: [low + (high - low) / (1 + exp(-t)) for t in u]


def ordered(u):
    x = [u[0]]
    for t in u[1:]:
        x.append(x[-1] + exp(t))
    return x


def simplex(u):
    e = [exp(t) for t in u] + [mpf(1)]
    return [t / sum(e) for t in e]


def factor(n):
    def apply(u):
        x, k = [], 0
        for i in range(n):
            row = list(u[k:k + i]) + [mpf(1)] + [mpf(0)] * (n - i - 1)
            k += i
            norm = sqrt(sum(t * t for t in row))
            x += [t / norm for t in row]
        return x
    return apply


cases = {
    'Log': (lambda u: [exp(t) for t in u], ['-1.5', '0.25']),
    'Logit': (logit(mpf(0), mpf(1)), ['-3', '0.5']),
    'Between': (logit(mpf(-1), mpf(3)), ['2', '-0.5']),
    'Ordered': (ordered, ['-0.5', '-1', '0.25']),
    'Simplex': (simplex, ['0.5', '-1', '0.25']),
    'CorrelationFactor': (factor(3), ['0.5', '-1', '0.25']),
}

with open('transforms.csv', 'w') as out:
    for name, (apply, own) in cases.items():
        u = [mpf('0.3')] + [mpf(t) for t in own] + [mpf('-0.2')]

        def f(*u):
            z = [u[0]] + apply(u[1:-1]) + [u[-1]]
            return sum((i + 1) * t * t for i, t in enumerate(z)) + sum((i + 2) * t for i, t in enumerate(z)) ** 3

        n = len(u)
        numbers = [f(*u)]
        for i in range(n):
            numbers.append(diff(f, u, tuple(int(k == i) for k in range(n))))
        for i in range(n):
            for j in range(n):
                numbers.append(diff(f, u, tuple(int(k == i) + int(k == j) for k in range(n))))
        out.write(name + ',' + ','.join(mp.nstr(t, 20) for t in u) + ';' + ','.join(mp.nstr(t, 20) for t in numbers) + '\n')
