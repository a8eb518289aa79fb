"""Expected values, gradients and Hessians of the programs of ProgramTests, by central differences of the functions at 120 digits (error about 1e-40).

Writes expected.csv beside this file: name, value, partial derivatives in the order of the inputs, the Hessian row by row; and third.csv: name, the third
derivative in the directions FIRST and SECOND (as many of their numbers as there are inputs).
Each function mirrors the C# of the test with the same name, off its kinks.
"""
import csv
import pathlib

from mpmath import cos, exp, fabs, log, mp, mpf, sin, sqrt, tanh

mp.dps = 120
STEP = mpf(10) ** -25
rows = []
thirds = []
FIRST = [1, -0.5, 2, 0.25, -1, 0.75]
SECOND = [0.5, 1.5, -1, 2, 0.25, -0.5]


def case(name, function, *point):
    point = [mpf(p) for p in point]
    count = range(len(point))

    def at(*moves):
        moved = list(point)
        for i, step in moves:
            moved[i] += step
        return function(*moved)

    gradient = [(at((i, STEP)) - at((i, -STEP))) / (2 * STEP) for i in count]
    hessian = [(at((i, STEP), (j, STEP)) - at((i, STEP), (j, -STEP)) - at((i, -STEP), (j, STEP)) + at((i, -STEP), (j, -STEP))) / (4 * STEP * STEP)
               for i in count for j in count]
    signs = [(a, b, c) for a in (1, -1) for b in (1, -1) for c in (1, -1)]
    third = [sum(a * b * c * function(*[p + STEP * (a * (k == i) + b * mpf(FIRST[k]) + c * mpf(SECOND[k])) for k, p in enumerate(point)]) for a, b, c in signs) / (8 * STEP ** 3)
             for i in count]
    thirds.append([name] + [mp.nstr(v if fabs(v) > mpf(10) ** -30 else mpf(0), 20) for v in third])
    rows.append([name] + [mp.nstr(v if fabs(v) > mpf(10) ** -40 else mpf(0), 20) for v in [function(*point)] + gradient + hessian])


def neuron(param, intc):
    p = 1 / (1 + exp(-(intc + param * mpf(2.5))))
    return (mpf(0.75) - p) ** 2


def same_pass(*x):
    return sum(exp(v) * x[0] * v for v in x)


def replay(*x):
    return same_pass(*x) ** 3


def taped(*x):
    s = mpf(1)
    for v in x:
        s = sin(s * v) + v
    return s * s


def branches(x, y):
    # The point takes the first branch and the second choice.
    z = x * x * y + sin(y)
    return (z * exp(y) if z > x else z / x) * log(x)


def in_place(*x):
    x = list(x)
    for i in range(1, len(x)):
        x[i] = x[i] * x[i - 1] + cos(x[i])
    return x[0] * x[-1] * x[1]


def local_array(*x):
    y = [mpf(0)] * len(x)
    for _ in range(3):
        for i in range(len(x)):
            y[i] = y[i] * y[i] + x[i]
    return sum(v * v for v in y)


def until(x, y):
    s = x
    while s < 20:
        s = s * s if s > 5 else s * y + x * x
    return s


def leave(*x):
    s = mpf(0.5)
    for i in range(10):
        s = s * x[i % 3] + sin(s)
        if s > 2:
            break
        if s < 0.2:
            return s * s * s
        s *= s
    return s * x[0]


def recursion(x):
    s = x
    for _ in range(4):
        s = sin(s) * x
    return s


def recursion_with_array(x):
    def inner(x, a, depth):
        if depth == 0:
            return x * a[0]
        a[0] *= x
        return inner(sin(x), a, depth - 1) * inner(x * x, a, depth - 1)

    a = [x, mpf(1)]
    return inner(x, a, 2) + a[0]


def swap(*x):
    a, b = list(x), [mpf(0)] * len(x)
    for _ in range(4):
        for i in range(len(x)):
            b[i] = sin(a[i]) * a[(i + 1) % len(x)]
        a, b = b, a
    return a[0] * a[1]


def jagged(*x):
    s = mpf(1)
    for v in x:
        s *= v + s
    return s


def matrix(*m):
    t = mpf(1)
    for i in range(2):
        for j in range(2):
            t += m[2 * i + j] * m[2 * j + i] * t
    return t


def lists(x):
    values = []
    for i in range(4):
        values.append(x ** (i + 1) * (values[i - 1] if values else 1))
    return sum(v * v for v in values)


def objects(x, h):
    p = x
    for _ in range(4):
        p += h * x * p * p
    return p * x


def rows_of_own(x):
    s = sum(x * i * exp(x * i) for i in range(3))
    return s * s


def powers(x, y):
    return x ** y + y ** (x * y)


def mixed(a, x0, x1, vx, vy, m):
    return a * x0 * vx + sin(x1 * vy) * m * m


def polygon(*p):
    points = [p[i:i + 2] for i in range(0, len(p), 2)]
    return sum(sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) for a, b in zip(points, points[1:] + points[:1]))


def by_reference(a, b):
    a = a * a * b
    return a * (a * b)


def views(*x):
    x = list(x)
    x[0] *= x[1]
    x[1] = x[2] * x[1]
    return x[0] * x[1] * x[2]


def tensors(*x):
    norm = sqrt(sum(v * v for v in x))
    return sum(tanh(v) * exp(v) for v in x) / norm


def tensors_in_place(*x):
    w, a = [x[0] * x[1], mpf(0.5)], mpf(1)
    for _ in range(2):
        w = [tanh(v) for v in w]
        a *= w[1] * w[0]
    return w[0] * w[0] * a


def saturated(a, x):
    return a / (1 + exp(x))


def filtered(*x):
    p = mpf(0.25)
    for _ in range(3):
        p += sin(sum(v * v * p for v in x if v > 0.5))
    return p


def replaced(*x):
    x = list(x)
    y = sin(x[0] * x[1])
    x[0] = y * y
    return x[0] * x[1] + cos(x[2] * x[0])


def dense_products(*p):
    a, v = [p[:2], p[2:4]], p[4:]
    c = [[sum(a[i][k] * a[k][j] for k in range(2)) - sum(a[k][i] * a[k][j] for k in range(2)) for j in range(2)] for i in range(2)]
    w = [sin(sum(c[i][j] * v[j] for j in range(2))) for i in range(2)]
    x = [sum(a[j][i] * w[j] for j in range(2)) for i in range(2)]
    return x[0] * x[1] * w[0]


def dense_systems(l0, l1, l2, u, b0, b1):
    x0 = b0 / l0
    x1 = (b1 - l1 * x0) / l2
    first = x0
    x1 = x1 / l2
    x0 = (x0 - l1 * x1) / l0
    z1 = x1 / (1 + u * u)
    z0 = (x0 - u * z1) / 2
    return z0 * z1 * first + exp(z1)


def dense_process(length, scale, noise):
    x, y = [mpf(0), mpf(0.5), mpf(1.25)], [mpf(0.25), mpf(0.75), mpf(-0.5)]
    k = [[exp(2 * scale - ((u - v) / exp(length)) ** 2 / 2) + (exp(noise) if i == j else 0) for j, v in enumerate(x)] for i, u in enumerate(x)]
    l = [[mpf(0)] * 3 for _ in range(3)]
    for j in range(3):
        l[j][j] = sqrt(k[j][j] - sum(l[j][m] ** 2 for m in range(j)))
        for i in range(j + 1, 3):
            l[i][j] = (k[i][j] - sum(l[i][m] * l[j][m] for m in range(j))) / l[j][j]
    z = []
    for i in range(3):
        z.append((y[i] - sum(l[i][m] * z[m] for m in range(i))) / l[i][i])
    return sum(v * v for v in z) / 2 + sum(log(l[i][i]) for i in range(3))


def dense_factor(*p):
    l00 = sqrt(p[0])
    l10 = p[2] / l00
    l11 = sqrt(p[3] - l10 * l10)
    return l00 * sin(l10) + l10 * l10 * l11


case("Neuron", neuron, 0.3, -0.2)
case("SamePass", same_pass, 0.3, 0.7, 1.1)
case("Replay", replay, 0.3, 0.7, 1.1)
case("Taped", taped, 0.3, 0.7, 1.1)
case("Branches", branches, 1.3, 0.7)
case("InPlace", in_place, 0.3, 0.7, 1.1)
case("LocalArray", local_array, 0.3, 0.7, 1.1)
case("Until", until, 1.3, 0.7)
case("Leave", leave, 0.3, 0.7, 1.1)
case("Recursion", recursion, 0.6)
case("RecursionWithArray", recursion_with_array, 0.6)
case("Swap", swap, 0.3, 0.7, 1.1)
case("Jagged", jagged, 0.3, 0.7, 1.1)
case("Matrix", matrix, 0.3, 0.7, 1.1, 0.4)
case("Lists", lists, 0.6)
case("Objects", objects, 0.6, 0.1)
case("Rows", rows_of_own, 0.6)
case("Powers", powers, 1.3, 0.7)
case("Mixed", mixed, 0.25, 1, 2, 0.1, 0.2, 0.5)
case("Polygon", polygon, 0, 0, 1.5, 0.25, 0.5, 2)
case("ByReference", by_reference, 1.3, 0.7)
case("Views", views, 0.3, 0.7, 1.1)
case("Tensors", tensors, 0.5, -0.3, 0.7)
case("TensorsInPlace", tensors_in_place, -1.15, 1.08)
case("Filtered", filtered, 0.3, 0.7, 1.1)
case("Replaced", replaced, 0.3, 0.7, 1.1)
case("Saturated", saturated, 0, 0.5)
case("MatrixProducts", dense_products, 0.5, -0.25, 0.75, 1.25, 0.3, 0.6)
case("MatrixSystems", dense_systems, 1.25, 0.5, 0.75, 0.25, 1.5, -0.5)
case("GaussianProcess", dense_process, 0.25, -0.125, -2)
case("CholeskyInPlace", dense_factor, 2, 7, 0.5, 1.5)

for name, table in ("expected.csv", rows), ("third.csv", thirds):
    with open(pathlib.Path(__file__).with_name(name), "w", newline="\n") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
