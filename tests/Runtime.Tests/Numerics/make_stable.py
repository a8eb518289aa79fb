"""Writes stable.csv: values of the functions of Fluxion.Numerics.Stable to 20 digits, for StableTests.

    python3 make_stable.py > stable.csv        (needs mpmath)

Arguments are exact: the doubles nearest to the numbers listed. Columns: function, value, arguments.
"""

from mpmath import mp, mpf

mp.dps = 400
exp, ln = mp.exp, mp.log

ANY = [s * x for x in [1e-300, 1e-17, 1e-12, 1e-8, 1e-5, 0.001, 0.1, 0.3, 0.6931, 0.9, 1, 1.1, 2.5, 10, 20, 36, 37, 100, 300, 700] for s in (1, -1)]
ABOVE_MINUS_ONE = [-1 + 2.0**-53, -1 + 1e-9, -0.99, -0.7, -0.5, -0.3, -0.1, -1e-3, -1e-8, -1e-12, -1.5e-16, -1e-17, -1e-300,
                   1e-300, 1e-17, 1.5e-16, 3e-16, 1e-12, 1e-8, 1e-3, 0.1, 0.4142, 0.5, 0.9, 1, 1.1, 3, 10, 1e5, 1e15, 1e16, 1e17, 1e300]
PROBABILITIES = [1e-300, 1e-17, 1e-5, 0.01, 0.1, 0.2, 0.249, 0.25, 0.26, 0.3, 0.4, 0.49, 0.4999999, 0.5 - 2.0**-54, 0.5 + 2.0**-53, 0.5000001, 0.51, 0.6,
                 0.7, 0.74, 0.75, 0.76, 0.9, 0.99, 1 - 1e-9, 1 - 2.0**-53]
PAIRS = [(0.0, 0.0), (0.0, 1.0), (1.0, -3.0), (-700.0, -701.0), (1000.0, 1001.5), (1000.0, 1000.0), (2.0, -40.0), (1e-8, 3.0), (5.0, 4.999), (-1e300, 2.5)]

FUNCTIONS = {
    "Log1pExp": (lambda x: ln(1 + exp(x)), [(x,) for x in ANY]),
    "Expm1": (lambda x: exp(x) - 1, [(x,) for x in ANY]),
    "Log1p": (lambda x: ln(1 + x), [(x,) for x in ABOVE_MINUS_ONE]),
    "Logistic": (lambda x: 1 / (1 + exp(-x)), [(x,) for x in ANY]),
    "Logit": (lambda p: ln(p / (1 - p)), [(p,) for p in PROBABILITIES]),
    "LogAddExp": (lambda x, y: max(x, y) + ln(1 + exp(-abs(x - y))), PAIRS),
}

print("function,value,arguments")
for name, (function, points) in FUNCTIONS.items():
    for point in points:
        point = tuple(map(float, point))
        print(",".join([name, mp.nstr(function(*map(mpf, point)), 20), *map(repr, point)]))
