"""Writes partials.csv: partial derivatives of the functions that have rules, as reference values for PartialsTests.

    python3 make_partials.py > partials.csv        (needs mpmath)

The derivatives are central differences of the functions themselves, with a step of 2**-300 relative to the argument and 750 digits,
so no formula of a derivative appears here. Arguments are exact: each is the double (or float) nearest to the number listed.
Columns: rule, type, result, operand, expected partial, arguments.
"""

import struct

from mpmath import mp, mpf

mp.dps = 750
STEP = mpf(2) ** -300


def to_float(x):
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return float("inf")


def signed(points):
    return [s * x for x in points for s in (1, -1)]


POSITIVE = [1e-300, 1e-35, 1e-10, 0.1, 0.5, 0.75, 0.999999, 1, 1.5, 2.5, 10, 123.456, 1e10, 1e30, 1e300]
ALL = signed([1e-300, 1e-20, 1e-8, 0.1, 0.5, 1, 1.5, 3, 12.5, 30, 80, 300, 700]) + [0.0]
ANGLES = signed([1e-20, 1e-8, 0.3, 0.75, 1.5, 1.57079632679, 3, 3.14159265358979, 20.25, 1000, 1e15]) + [0.0]
TURNS = signed([1e-20, 1e-8, 0.1, 0.25, 0.3, 0.49, 0.51, 0.7, 0.99, 1.2, 7.3]) + [0.0]
UNIT = signed([1e-300, 1e-10, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6, 1 - 1e-12, 1 - 2.0**-53]) + [0.0]
ABOVE_MINUS_ONE = [-1 + 2.0**-53, -1 + 1e-6, -0.999, -0.5, -0.1, -1e-10, -1e-300, 0.0, 1e-300, 1e-10, 0.1, 1, 10, 1e10, 1e300]
ABOVE_ONE = [1 + 2.0**-52, 1 + 1e-6, 1.001, 1.5, 2, 10, 1e10, 1e30, 1e200, 1e300]
PROBABILITIES = [1e-300, 1e-20, 1e-5, 0.1, 0.25, 0.3, 0.499999, 0.5, 0.6, 0.75, 0.9, 0.999999, 1 - 2.0**-53]
WIDE = signed([1e-160, 1e-10, 0.1, 0.5, 1, 2, 10, 1e10, 1e30, 1e160, 1e300]) + [0.0]
PAIRS = [(0.5, 2.0), (-3.0, 1.25), (1e-10, 3.0), (5.0, -7.0), (-2.0, -9.5), (0.0, 4.0), (3.0, 0.0), (1e-200, 2e-200), (1e200, -3e200), (1e30, 1.0),
         (1.0, 1e-30), (-1e-25, 3e-25)]
POWERS = [(x, p) for x in [1e-100, 1e-3, 0.3, 1.0, 1.7, 12.0, 1e5, 1e100] for p in [-3, -1.9, -1, -0.1, 0.1, 0.5, 1 / 3, 0.9, 1, 1.5, 2, 2.2, 3, 4, 5, 7.7]]
POWERS += [(x, p) for x in [-2.5, -1e-3] for p in [-3, -2, -1, 1, 2, 3, 4, 5, 6]]

ln, exp, pi = mp.log, mp.exp, mp.pi


def power(x, p):
    return x ** int(p) if p == int(p) else x**p


def copy_sign(x, y):
    return abs(x) if y >= 0 else -abs(x)


def by_magnitude(better):
    return lambda x, y: x if better(abs(x), abs(y)) == abs(x) else y


def remainder(x, y):
    return x - y * mp.nint(x / y)


def atan2(y, x):
    return mp.atan2(y, x)


UNARY = {
    "Exp": (exp, ALL), "Exp2": (lambda x: mpf(2) ** x, ALL), "Exp10": (lambda x: mpf(10) ** x, ALL),
    "ExpM1": (exp, ALL), "Exp2M1": (lambda x: mpf(2) ** x - 1, ALL), "Exp10M1": (lambda x: mpf(10) ** x - 1, ALL),
    "Log": (ln, POSITIVE), "Log2": (lambda x: ln(x) / ln(2), POSITIVE), "Log10": (lambda x: ln(x) / ln(10), POSITIVE),
    "LogP1": (lambda x: ln(1 + x), ABOVE_MINUS_ONE), "Log2P1": (lambda x: ln(1 + x) / ln(2), ABOVE_MINUS_ONE),
    "Log10P1": (lambda x: ln(1 + x) / ln(10), ABOVE_MINUS_ONE),
    "Sqrt": (mp.sqrt, POSITIVE), "Cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), signed(POSITIVE)),
    "Sin": (mp.sin, ANGLES), "Cos": (mp.cos, ANGLES), "Tan": (mp.tan, ANGLES),
    "Asin": (mp.asin, UNIT), "Acos": (mp.acos, UNIT), "Atan": (mp.atan, [x for x in WIDE if abs(x) < 1e150]),
    "SinPi": (lambda x: mp.sin(pi * x), TURNS), "CosPi": (lambda x: mp.cos(pi * x), TURNS), "TanPi": (lambda x: mp.tan(pi * x), TURNS),
    "AsinPi": (lambda x: mp.asin(x) / pi, UNIT), "AcosPi": (lambda x: mp.acos(x) / pi, UNIT),
    "AtanPi": (lambda x: mp.atan(x) / pi, [x for x in WIDE if abs(x) < 1e150]),
    "Sinh": (mp.sinh, ALL), "Cosh": (mp.cosh, ALL), "Tanh": (mp.tanh, ALL),
    "Asinh": (mp.asinh, WIDE), "Acosh": (mp.acosh, ABOVE_ONE), "Atanh": (mp.atanh, UNIT),
    "Abs": (abs, signed(POSITIVE)),
    "DegreesToRadians": (lambda x: x * pi / 180, [0.0, 1.0, -250.5]), "RadiansToDegrees": (lambda x: x * 180 / pi, [0.0, 1.0, -25.5]),
    "ReciprocalEstimate": (lambda x: 1 / x, signed([1e-100, 0.3, 1, 7, 1e100])),
    "ReciprocalSqrtEstimate": (lambda x: 1 / mp.sqrt(x), [1e-100, 0.3, 1, 7, 1e100]),
    "Log1pExp": (lambda x: ln(1 + exp(x)), ALL), "Expm1": (exp, ALL), "Log1p": (lambda x: ln(1 + x), ABOVE_MINUS_ONE),
    "Logistic": (lambda x: 1 / (1 + exp(-x)), ALL), "Logit": (lambda x: ln(x / (1 - x)), PROBABILITIES),
}

MORE = {
    "Pow": (power, POWERS),
    "LogBase": (lambda x, b: ln(x) / ln(b), [(x, b) for x in [1e-100, 0.3, 1.0, 1.7, 1e5] for b in [0.1, 0.99, 1.01, 2.0, 10.0]]),
    "RootN": (lambda x, n: mp.sign(x) * mp.root(abs(x), abs(n)) ** (1 if n > 0 else -1),
              [(x, n) for x in [1e-100, 0.3, 1.0, 12.0, 1e100] for n in [1, 2, 3, 5, -1, -2, -3]] + [(-8.5, 3), (-8.5, -5)]),
    "Hypot": (lambda x, y: mp.sqrt(x * x + y * y), PAIRS),
    "Atan2": (atan2, PAIRS), "Atan2Pi": (lambda y, x: mp.atan2(y, x) / pi, PAIRS),
    "Max": (max, PAIRS), "Min": (min, PAIRS), "MaxNative": (max, PAIRS), "MinNative": (min, PAIRS), "MaxNumber": (max, PAIRS), "MinNumber": (min, PAIRS),
    "MaxMagnitude": (by_magnitude(max), PAIRS), "MaxMagnitudeNumber": (by_magnitude(max), PAIRS),
    "MinMagnitude": (by_magnitude(min), PAIRS), "MinMagnitudeNumber": (by_magnitude(min), PAIRS),
    "Clamp": (lambda x, a, b: a if x < a else b if x > b else x, [(0.5, 0.0, 1.0), (-0.5, 0.0, 1.0), (1.5, 0.0, 1.0), (-7.0, -9.0, -6.0)]),
    "CopySign": (copy_sign, [(x, y) for x in [2.5, -1e-10] for y in [3.0, -1.5]]),
    "FusedMultiplyAdd": (lambda x, y, z: x * y + z, [(2.5, -3.0, 1e10), (0.0, 7.0, 1.0)]),
    "MultiplyAddEstimate": (lambda x, y, z: x * y + z, [(2.5, -3.0, 1e10)]),
    "Lerp": (lambda a, b, t: a * (1 - t) + b * t, [(2.5, -3.0, 0.25), (0.0, 7.0, 1.5), (1e5, 1e5 + 0.125, 0.999)]),
    "ScaleB": (lambda x, n: x * mpf(2) ** n, [(1.5, 3), (-2.0, -5), (0.0, 10)]),
    "IEEERemainder": (remainder, [(7.5, 2.0), (-7.1, 2.0), (0.3, 2.0), (1e10, 3.0), (11.0, -4.0)]),
    "LogAddExp": (lambda x, y: ln(exp(x) + exp(y)), [(0.0, 1.0), (-3.5, -3.0), (50.0, 10.0), (-700.0, -100.0), (1000.0, 1001.5), (2.0, -34.0), (1.0, 1.0)]),
}

PAIR_VALUED = {"SinCos": (mp.sin, mp.cos, ANGLES), "SinCosPi": (lambda x: mp.sin(pi * x), lambda x: mp.cos(pi * x), TURNS)}

INTEGER_OPERANDS = {"RootN": 1, "ScaleB": 1}


def difference(f, args, operand):
    x = args[operand]
    h = abs(x) * STEP if x != 0 else STEP

    def at(v):
        return f(*args[:operand], v, *args[operand + 1:])

    return (at(x + h) - at(x - h)) / (2 * h)


def rows(rule, f, points, result=0):
    seen = set()
    for kind in ("double", "float"):
        tiny, huge = (1e-305, 1e305) if kind == "double" else (1e-36, 1e36)
        for point in points:
            integer = INTEGER_OPERANDS.get(rule)
            exact = tuple(a if i == integer else to_float(a) if kind == "float" else float(a) for i, a in enumerate(point))
            lost = any((e == 0) != (a == 0) or abs(e) == float("inf") for e, a in zip(exact, point))
            # A rounded argument may have moved onto a singularity (1 − 2**-53 in float).
            moved = not lost and any(e == round(e) and a != round(a) for e, a in zip(exact, point))
            if lost or moved or (kind, exact) in seen:
                continue
            seen.add((kind, exact))
            for operand in range(len(exact)):
                if operand == integer or (rule == "Pow" and operand == 1 and exact[0] < 0):
                    continue
                partial = difference(f, [a if i == integer else mpf(a) for i, a in enumerate(exact)], operand)
                if partial != 0 and not tiny < abs(partial) < huge:
                    continue
                print(",".join([rule, kind, str(result), str(operand), mp.nstr(partial, 20), *map(repr, exact)]))


if __name__ == "__main__":
    print("rule,type,result,operand,partial,arguments")
    for name, (function, grid) in UNARY.items():
        rows(name, function, [(x,) for x in grid])
    for name, (function, grid) in MORE.items():
        rows(name, function, grid)
    for name, (first, second, grid) in PAIR_VALUED.items():
        rows(name, first, [(x,) for x in grid], 0)
        rows(name, second, [(x,) for x in grid], 1)
