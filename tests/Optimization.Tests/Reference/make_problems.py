"""The test problems of Moré, Garbow and Hillstrom (ACM TOMS 7 (1981) 17-41) in mpmath: starts, derivatives there, local minima.

python3 make_problems.py writes problems.txt. Minima are polished by Newton's method at 60 digits from the approximations below, which say
where to look and nothing else; that they are minima is checked by a Cholesky factorisation of the Hessian.
"""
import os
from mpmath import mp, mpf, atan, cos, exp, fabs, log, pi, sin, sqrt

mp.dps = 60
STEP = mpf(10) ** -15  # the error of a central difference is of the order of its square
NUDGE = mpf(10) ** -11
BARD = "0.14 0.18 0.22 0.25 0.29 0.32 0.35 0.39 0.37 0.58 0.73 0.96 1.34 2.10 4.39"
GAUSS = "0.0009 0.0044 0.0175 0.0540 0.1295 0.2420 0.3521 0.3989 0.3521 0.2420 0.1295 0.0540 0.0175 0.0044 0.0009"
MEYER = "34780 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872"
KOWALIK_Y = "0.1957 0.1947 0.1735 0.1600 0.0844 0.0627 0.0456 0.0342 0.0323 0.0235 0.0246"
KOWALIK_U = "4 2 1 0.5 0.25 0.167 0.125 0.1 0.0833 0.0714 0.0625"
OSBORNE1 = "844 908 932 936 925 908 881 850 818 784 751 718 685 658 628 603 580 558 538 522 506 490 478 467 457 448 438 431 424 420 414 411 406"
OSBORNE2 = ("1366 1191 1112 1013 991 885 831 847 786 725 746 679 608 655 616 606 602 626 651 724 649 649 694 644 624 661 612 558 533 495 500 423 395 "
            "375 372 391 396 405 428 429 523 562 607 653 672 708 633 668 645 632 591 559 597 625 739 710 729 720 636 581 428 292 162 98 54")


def numbers(text, divisor=1):
    return [mpf(word) / divisor for word in text.split()]


def helical(x):
    theta = atan(x[1] / x[0]) / (2 * pi) + (mpf(1) / 2 if x[0] < 0 else 0)
    return [10 * (x[2] - 10 * theta), 10 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]]


def gulf(x):
    r = []
    for i in range(1, 100):
        t = mpf(i) / 100
        y = 25 + (-50 * log(t)) ** (mpf(2) / 3)
        r.append(exp(-fabs(y - x[1]) ** x[2] / x[0]) - t)
    return r


def box(x):
    return [exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t)) for t in [mpf(i) / 10 for i in range(1, 11)]]


def powell(x):
    return [x[0] + 10 * x[1], sqrt(mpf(5)) * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, sqrt(mpf(10)) * (x[0] - x[3]) ** 2]


def wood(x):
    return [10 * (x[1] - x[0] ** 2), 1 - x[0], sqrt(mpf(90)) * (x[3] - x[2] ** 2), 1 - x[2], sqrt(mpf(10)) * (x[1] + x[3] - 2), (x[1] - x[3]) / sqrt(mpf(10))]


def brown_dennis(x):
    return [(x[0] + t * x[1] - exp(t)) ** 2 + (x[2] + x[3] * sin(t) - cos(t)) ** 2 for t in [mpf(i) / 5 for i in range(1, 21)]]


def osborne1(x):
    return [y - (x[0] + x[1] * exp(-10 * i * x[3]) + x[2] * exp(-10 * i * x[4])) for i, y in enumerate(numbers(OSBORNE1, 1000))]


def biggs(x):
    return [x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - (exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t))
            for t in [mpf(i) / 10 for i in range(1, 14)]]


def osborne2(x):
    return [y - (x[0] * exp(-t * x[4]) + sum(x[k] * exp(-(t - x[7 + k]) ** 2 * x[4 + k]) for k in (1, 2, 3)))
            for t, y in [(mpf(i) / 10, y) for i, y in enumerate(numbers(OSBORNE2, 1000))]]


def watson(x):
    r = []
    for i in range(1, 30):
        t = mpf(i) / 29
        r.append(sum(j * x[j] * t ** (j - 1) for j in range(1, len(x))) - sum(x[j] * t ** j for j in range(len(x))) ** 2 - 1)
    return r + [x[0], x[1] - x[0] ** 2 - 1]


def penalty2(x):
    n, a = len(x), sqrt(mpf(10) ** -5)
    e = [exp(v / 10) for v in x]
    r = [x[0] - mpf(1) / 5]
    r += [a * (e[i] + e[i - 1] - exp(mpf(i + 1) / 10) - exp(mpf(i) / 10)) for i in range(1, n)]
    r += [a * (e[i] - exp(-mpf(1) / 10)) for i in range(1, n)]
    return r + [sum((n - j) * x[j] ** 2 for j in range(n)) - 1]


def variably(x):
    s = sum((j + 1) * (v - 1) for j, v in enumerate(x))
    return [v - 1 for v in x] + [s, s ** 2]


def trigonometric(x):
    n, c = len(x), sum(cos(v) for v in x)
    return [n - c + (i + 1) * (1 - cos(v)) - sin(v) for i, v in enumerate(x)]


def almost_linear(x):
    n, s, p = len(x), sum(x), mpf(1)
    for v in x:
        p *= v
    return [v + s - (n + 1) for v in x[:-1]] + [p - 1]


def padded(x, i):
    return x[i] if 0 <= i < len(x) else mpf(0)


def boundary(x):
    h = mpf(1) / (len(x) + 1)
    return [2 * x[i] - padded(x, i - 1) - padded(x, i + 1) + h ** 2 * (x[i] + (i + 1) * h + 1) ** 3 / 2 for i in range(len(x))]


def integral(x):
    n, h = len(x), mpf(1) / (len(x) + 1)
    t = [(i + 1) * h for i in range(n)]
    c = [(x[i] + t[i] + 1) ** 3 for i in range(n)]
    return [x[i] + h * ((1 - t[i]) * sum(t[j] * c[j] for j in range(i + 1)) + t[i] * sum((1 - t[j]) * c[j] for j in range(i + 1, n))) / 2 for i in range(n)]


def banded(x):
    n = len(x)
    return [x[i] * (2 + 5 * x[i] ** 2) + 1 - sum(x[j] * (1 + x[j]) for j in range(max(0, i - 5), min(n, i + 2)) if j != i) for i in range(n)]


def full_rank(x):
    return [(x[i] if i < len(x) else 0) - sum(x) / 10 - 1 for i in range(20)]


def rank1(x):
    return [i * sum((j + 1) * v for j, v in enumerate(x)) - 1 for i in range(1, 21)]


def rank1_zero(x):
    s = sum((j + 1) * x[j] for j in range(1, len(x) - 1))
    return [mpf(-1)] + [i * s - 1 for i in range(1, 19)] + [mpf(-1)]


def chebyquad(x):
    n = len(x)
    def t(i, z):
        before, now = mpf(1), z
        for _ in range(i - 1):
            before, now = now, 2 * z * now - before
        return now
    return [sum(t(i, 2 * v - 1) for v in x) / n + (mpf(1) / (i * i - 1) if i % 2 == 0 else 0) for i in range(1, n + 1)]


def ramp(n, f):
    return [f(i) for i in range(1, n + 1)]


def grid(n):
    return ramp(n, lambda i: i / (n + 1))


def curve(n):
    return [t * (t - 1) for t in grid(n)]


# Number, name, start, residuals, known values of local minima (exact), approximations of other minimisers. Where minimisers fill a line, as where
# two terms of Biggs' sum decay equally fast, only the parameters that are determined are given, and how the others follow from them.
PROBLEMS = [
    (1, "Rosenbrock", [-1.2, 1.0], lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0]], [0], []),
    (2, "FreudensteinRoth", [0.5, -2.0], lambda x: [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]],
     [0], [[11.4128, -0.8968]]),
    (3, "PowellBadlyScaled", [0.0, 1.0], lambda x: [10000 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - mpf("1.0001")], [0], []),
    (4, "BrownBadlyScaled", [1.0, 1.0], lambda x: [x[0] - 10 ** 6, x[1] - mpf("2e-6"), x[0] * x[1] - 2], [0], []),
    (5, "Beale", [1.0, 1.0], lambda x: [y - x[0] * (1 - x[1] ** (i + 1)) for i, y in enumerate(numbers("1.5 2.25 2.625"))], [0], []),
    (6, "JennrichSampson", [0.3, 0.4], lambda x: [2 + 2 * i - (exp(i * x[0]) + exp(i * x[1])) for i in range(1, 11)], [], [[0.257825, 0.257825]]),
    (7, "HelicalValley", [-1.0, 0.0, 0.0], helical, [0], []),
    (8, "Bard", [1.0, 1.0, 1.0], lambda x: [y - (x[0] + i / ((16 - i) * x[1] + min(i, 16 - i) * x[2])) for i, y in enumerate(numbers(BARD), 1)],
     [], [[0.0824106, 1.13304, 2.34370]]),
    (9, "Gaussian", [0.4, 1.0, 0.0], lambda x: [x[0] * exp(-x[1] * (mpf(8 - i) / 2 - x[2]) ** 2 / 2) - y for i, y in enumerate(numbers(GAUSS), 1)],
     [], [[0.398956, 1.000019, 0.0]]),
    (10, "Meyer", [0.02, 4000.0, 250.0], lambda x: [x[0] * exp(x[1] / (45 + 5 * i + x[2])) - y for i, y in enumerate(numbers(MEYER), 1)],
     [], [[0.0056096364738, 6181.34634587, 345.223634610]]),
    (11, "Gulf", [5.0, 2.5, 0.15], gulf, [0], []),
    (12, "Box", [0.0, 10.0, 20.0], box, [0], []),
    (13, "PowellSingular", [3.0, -1.0, 0.0, 1.0], powell, [0], []),
    (14, "Wood", [-3.0, -1.0, -3.0, -1.0], wood, [0], []),
    (15, "KowalikOsborne", [0.25, 0.39, 0.415, 0.39],
     lambda x: [y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]) for y, u in zip(numbers(KOWALIK_Y), numbers(KOWALIK_U))],
     [], [[0.1928069, 0.1912823, 0.1230565, 0.1360623]]),
    (16, "BrownDennis", [25.0, 5.0, -5.0, -1.0], brown_dennis, [], [[-11.59444, 13.20363, -0.4034395, 0.2367788]]),
    (17, "Osborne1", [0.5, 1.5, -1.0, 0.01, 0.02], osborne1, [], [[0.375410052, 1.935846913, -1.464687137, 0.012867534640, 0.0221226996617]]),
    (18, "Biggs", [1.0, 2.0, 1.0, 1.0, 1.0, 1.0], biggs, [0],
     [(lambda y: [y[0], y[1], y[2], y[3], y[0], mpf(0)], [1.711416, 17.68319, 2.326288, 5.186562])]),
    (19, "Osborne2", [1.3, 0.65, 0.65, 0.7, 0.6, 3.0, 5.0, 7.0, 2.0, 4.5, 5.5], osborne2, [],
     [[1.3099772, 0.43155379, 0.6336617, 0.59943053, 0.75418323, 0.90428858, 1.3658118, 4.8236988, 2.3986849, 4.5688746, 5.6753415]]),
    (20, "Watson", [0.0] * 6, watson, [], [[-0.015725086, 1.0124349, -0.23299163, 1.2604301, -1.5137289, 0.99299643]]),
    (20, "Watson", [0.0] * 9, watson, [], [[-1.530703652e-05, 0.9997897039, 0.01476396369, 0.1463423283, 1.000821103, -2.617731141, 4.104403164, -3.143612279, 1.052626408]]),
    (20, "Watson", [0.0] * 12, watson, [], [[-6.636541337798e-09, 1.00000164411, -0.0005639316695009, 0.3478205302028, -0.1567314081422, 1.052814673841, -3.247269554729, 7.288431713886, -10.27184424484, 9.074110579355, -4.541374151985, 1.012011647587]]),
    (21, "ExtendedRosenbrock", [-1.2, 1.0] * 10, lambda x: [r for i in range(0, len(x), 2) for r in (10 * (x[i + 1] - x[i] ** 2), 1 - x[i])], [0], []),
    (21, "ExtendedRosenbrock", [-1.2, 1.0] * 50, lambda x: [r for i in range(0, len(x), 2) for r in (10 * (x[i + 1] - x[i] ** 2), 1 - x[i])], [0], []),
    (22, "ExtendedPowell", [3.0, -1.0, 0.0, 1.0] * 5, lambda x: [r for i in range(0, len(x), 4) for r in powell(x[i:i + 4])], [0], []),
    (23, "Penalty1", [1.0, 2.0, 3.0, 4.0], lambda x: [sqrt(mpf(10) ** -5) * (v - 1) for v in x] + [sum(v * v for v in x) - mpf(1) / 4],
     [], [[0.2500075] * 4]),
    (23, "Penalty1", ramp(10, float), lambda x: [sqrt(mpf(10) ** -5) * (v - 1) for v in x] + [sum(v * v for v in x) - mpf(1) / 4], [], [[0.15812230] * 10]),
    (24, "Penalty2", [0.5] * 4, penalty2, [], [[0.19999933, 0.1913167, 0.48010149, 0.5188454]]),
    (24, "Penalty2", [0.5] * 10, penalty2, [], [[0.199983605, 0.0103506485, 0.0196049342, 0.0320890646, 0.0499326754, 0.0765139955, 0.118624069, 0.192144867, 0.347320595, 0.369164376]]),
    (25, "VariablyDimensioned", ramp(10, lambda i: 1 - i / 10), variably, [0], []),
    (26, "Trigonometric", [0.1] * 10, trigonometric, [0],
     [[0.051538861, 0.053021363, 0.054696857, 0.056619589, 0.058870649, 0.061579661, 0.21837669, 0.0695226, 0.14372807, 0.092531255],
      [0.0551509, 0.0568408, 0.0587639, 0.0609906, 0.0636263, 0.0668432, 0.208162, 0.164363, 0.0850068, 0.0914314]]),
    (27, "BrownAlmostLinear", [0.5] * 10, almost_linear, [0], []),
    (28, "DiscreteBoundaryValue", curve(10), boundary, [0], []),
    (29, "DiscreteIntegralEquation", curve(10), integral, [0], []),
    (30, "BroydenTridiagonal", [-1.0] * 10, lambda x: [(3 - 2 * x[i]) * x[i] - padded(x, i - 1) - 2 * padded(x, i + 1) + 1 for i in range(len(x))], [0], []),
    (31, "BroydenBanded", [-1.0] * 10, banded, [0], [[0.210714, 0.260977, 0.227948, 0.197026, 0.203230, 0.221916, 0.162812, 0.0483025, -0.0793566, -0.153125]]),
    (32, "LinearFullRank", [1.0] * 10, full_rank, [10], []),
    (33, "LinearRank1", [1.0] * 10, rank1, [mpf(20 * 19) / (2 * 41)], []),
    (34, "LinearRank1Zero", [1.0] * 10, rank1_zero, [mpf(20 * 20 + 3 * 20 - 6) / (2 * 37)], []),
    (35, "Chebyquad", grid(8), chebyquad, [], [[0.0431528, 0.193091, 0.266329, 0.5, 0.5, 0.733671, 0.806909, 0.956847]]),
    (35, "Chebyquad", grid(9), chebyquad, [0], []),
    (35, "Chebyquad", grid(10), chebyquad, [],
     [[0.0329934, 0.1551453, 0.2001892, 0.3832617, 0.3832617, 0.5292495, 0.6403535, 0.7135658, 0.8284818, 0.9252518],
      [0.0596199, 0.1667083, 0.2391707, 0.3988843, 0.3988843, 0.6011157, 0.6011157, 0.7608293, 0.8332917, 0.9403801]]),
]


def derivatives(f, x):
    """Gradient and Hessian by central differences."""
    n = len(x)
    def at(*moves):
        y = list(x)
        for i, h in moves:
            y[i] += h
        return f(y)
    gradient = [(at((i, STEP)) - at((i, -STEP))) / (2 * STEP) for i in range(n)]
    return gradient, at


def hessian(at, n):
    h = mp.matrix(n, n)
    middle = at()
    for i in range(n):
        h[i, i] = (at((i, STEP)) - 2 * middle + at((i, -STEP))) / STEP ** 2
        for j in range(i):
            both = at((i, STEP), (j, STEP)) - at((i, STEP), (j, -STEP)) - at((i, -STEP), (j, STEP)) + at((i, -STEP), (j, -STEP))
            h[i, j] = h[j, i] = both / (4 * STEP ** 2)
    return h


def minimum(f, approximation):
    n = len(approximation)
    x = [mpf(v) for v in approximation]
    for _ in range(40):
        gradient, at = derivatives(f, x)
        h = hessian(at, n)
        step = mp.lu_solve(h, -mp.matrix(gradient))
        x = [a + b for a, b in zip(x, step)]
        if max(fabs(s) for s in step) < mpf(10) ** -15 * max(1, max(fabs(v) for v in x)):
            mp.cholesky(h)  # throws unless it is a minimum
            return f(x)
    raise ValueError("no convergence")


def text(values):
    return " ".join(mp.nstr(v, 20) if isinstance(v, mpf) else repr(v) for v in values)


path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "problems.txt")
with open(path, "w") as file:
    file.write("# Written by make_problems.py: mpmath, 60 digits. Number and name; start; value, gradient and Hessian times (1, ..., 1) there; values of\n# local minima.\n")
    for number, name, start, residuals, known, near in PROBLEMS:
        f = lambda x: sum((r * r for r in residuals(x)), mpf(0))
        exact = [mpf(v) for v in start]
        gradient, _ = derivatives(f, exact)
        minima = [mpf(v) for v in known]
        for x in near:
            minima.append(minimum(lambda y: f(x[0](y)), x[1]) if isinstance(x, tuple) else minimum(f, x))
        ahead, behind = ([v + sign * NUDGE for v in exact] for sign in (1, -1))
        product = [(a - b) / (2 * NUDGE) for a, b in zip(derivatives(f, ahead)[0], derivatives(f, behind)[0])]
        file.write(f"problem {number} {name}\nstart {text(start)}\nvalue {text([f(exact)])}\ngradient {text(gradient)}\nproduct {text(product)}\nminima {text(minima)}\n")
