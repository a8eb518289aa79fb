"""Expected values and gradients of the hard cases, by central differences at 80 digits (error about 1e-48).

Writes expected.csv beside this file: name, value, partial derivatives in the order of the parameters.
Each function mirrors the C# of the test with the same name, off its kinks.
"""
import csv
import pathlib

from mpmath import mp, mpc, mpf, cos, exp, log, root, sin, sqrt, tanh

mp.dps = 80
STEP = mpf(10) ** -24
rows = []


def case(name, function, *point):
    point = [mpf(p) for p in point]
    gradient = []
    for i in range(len(point)):
        up, down = list(point), list(point)
        up[i] += STEP
        down[i] -= STEP
        gradient.append((function(*up) - function(*down)) / (2 * STEP))
    rows.append([name] + [mp.nstr(v, 20) for v in [function(*point)] + gradient])


def square_twice(x):
    x *= x
    x *= x
    return sin(x)


def swap(a, b):
    for _ in range(4):
        a, b = b, a * sin(b)
    return a - 2 * b


def grow(*p):
    a, w = list(p[:3]), p[3]
    for i in range(3):
        a[i] += w * a[i]
    return sum(v * v for v in a)


def solve(*p):
    n = 3
    l = [p[3 * i:3 * i + 3] for i in range(n)]
    x = list(p[9:])
    for i in range(n):
        x[i] /= l[i][i]
        for j in range(i + 1, n):
            x[j] -= l[j][i] * x[i]
    return sum((i + 1) * x[i] ** 2 for i in range(n))


def sweeps(*p):
    x = list(p)
    for _ in range(3):
        for i in range(1, len(x) - 1):
            x[i] = x[i - 1] * x[i] + mpf(0.3) * x[i + 1]
    return sum(v * v for v in x)


def leave(x, q, r):
    z = x
    while z < 50:
        z = z * z + x / 2
        if z > q:
            z *= q
            break
        if z > r:
            return z * z
        z += mpf(0.25)
    return z + x


def unentered(a, *x):
    s = a
    for v in x:
        s = s * v + a
    return s


def integrate(lo, hi, dt, k):
    s, t = mpf(0), lo
    while t < hi:
        s += exp(-k * t) * t * dt
        t += dt
    return s


def header(z, c, tol):
    n = 0
    while True:
        z = sin(z) / 2 + c * z
        if not z > tol:
            return z * (n + 1)
        n += 1


def order(*p):
    x, y = p[:3], list(p[3:])
    i, j = 0, 3
    while j > 0:
        k = i
        i += 1
        j -= 1
        y[k] = x[j] * y[i]
    return sum((k + 1) * y[k] for k in range(len(y)))


def sine_tower(n):
    def f(x):
        return x if n == 0 else sin(sine_tower(n - 1)(mpf(1.1) * x)) * x
    return f


def assigned(x):
    return x + log(x) * x + x * x


def tried(x):
    return x + sqrt(x) ** 3


def last_of(*x):
    w = s = mpf(0)
    for i, v in enumerate(x):
        if i % 2 == 0:
            w = exp(v)
        if i >= 2:
            s += w * v
    return s


def geometric(*x):
    s = mpf(1)
    for v in x:
        s += v * s
    return s


def one_declaration(x):
    th = x * x + sin(x)
    c = cos(th)
    return c * th - c


def scratch(*x):
    w, total = mpf(0), mpf(0)
    for i, v in enumerate(x):
        w += v * v
        total += w * exp(mpf(0.1) * i)
    return total


def normalize_twice(*v):
    def normalize(v):
        n = sqrt(sum(e * e for e in v)) + 1
        return [e / n for e in v], n
    v, n1 = normalize(v)
    v, n2 = normalize(v)
    return n1 * n2 + v[0]


def fixed_point(x, th, tol):
    while True:
        x1, x = x, cos(th * x)
        if not abs(x - x1) > tol:
            return x


def arm(shoulder, elbow, wrist, length):
    def cross(a, b):
        return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]

    def product(a, b):
        c = cross(a, b)
        return [a[i] * b[3] + b[i] * a[3] + c[i] for i in range(3)] + [a[3] * b[3] - sum(a[i] * b[i] for i in range(3))]

    def turn(axis, angle):
        return [e * sin(angle / 2) for e in axis] + [cos(angle / 2)]

    def rotate(v, q):
        return product(product(q, v + [0]), [-q[0], -q[1], -q[2], q[3]])[:3]

    hand, pose = [mpf(0)] * 3, [mpf(0)] * 3 + [mpf(1)]
    for axis, angle, bone in [([0, 1, 0], shoulder, length), ([0, 0, 1], elbow, 0.75 * length), ([1, 0, 0], wrist, mpf(0.5))]:
        pose = product(pose, turn(axis, angle))
        hand = [h + r for h, r in zip(hand, rotate([bone, mpf(0.25), mpf(0)], pose))]
    target = [mpf(0.5), mpf(1), mpf(-0.25)]
    miss = sqrt(sum((h - t) ** 2 for h, t in zip(hand, target)))
    up = rotate([mpf(0), mpf(1), mpf(0)], pose)
    return miss + sum(h * u for h, u in zip(hand, up)) / sqrt(sum(h * h for h in hand))


def matrix_product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def turned_about(axis, angle):
    """Rodrigues' formula for rows: v becomes v R."""
    x, y, z = axis
    c, s = cos(angle), sin(angle)
    cross = [[0, z, -y], [-z, 0, x], [y, -x, 0]]
    return [[(1 - c) * axis[i] * axis[j] + (c if i == j else 0) + s * cross[i][j] for j in range(3)] + [0] for i in range(3)] + [[0, 0, 0, mpf(1)]]


def moved(x, y, z):
    return [[mpf(1), 0, 0, 0], [0, mpf(1), 0, 0], [0, 0, mpf(1), 0], [x, y, z, mpf(1)]]


def camera(ex, ey, ez, roll, fov):
    def dot(a, b):
        return sum(x * y for x, y in zip(a, b))

    def cross(a, b):
        return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]

    def unit(a):
        return [x / sqrt(dot(a, a)) for x in a]

    eye = [ex, ey, ez]
    back = unit([ex, ey - mpf(0.5), ez])
    right = unit(cross([mpf(0), mpf(1), mpf(0)], back))
    up = cross(back, right)
    # What the camera sees: along its axes, from where it is, rolled; then the image.
    total = mpf(0)
    scale = cos(fov / 2) / sin(fov / 2)
    for point, seen in [([1, 0, 0.5], [0.25, 0.125]), ([-0.5, 1, -1], [-0.25, 0.25]), ([0.25, -0.75, 0], [0, -0.5])]:
        offset = [mpf(p) - e for p, e in zip(point, eye)]
        x, y, z = dot(offset, right), dot(offset, up), dot(offset, back)
        x, y = x * cos(roll) - y * sin(roll), x * sin(roll) + y * cos(roll)
        image = [x * scale / mpf(1.5) / -z, y * scale / -z]
        total += sum((a - mpf(b)) ** 2 for a, b in zip(image, seen))
    return total


def skin(shoulder, elbow, length, weight):
    bind = matrix_product(moved(0, 0, 0), moved(length, 0, 0))
    unbind = moved(-length, 0, 0)
    first = turned_about([0, 0, 1], shoulder)
    second = matrix_product(unbind, matrix_product(turned_about([0, mpf(0.6), mpf(0.8)], elbow), matrix_product(bind, first)))
    total = mpf(0)
    for i in range(4):
        share = weight * i / 3
        mixed = [[(1 - share) * a + share * b for a, b in zip(p, q)] for p, q in zip(first, second)]
        v = matrix_product([[mpf(0.5) * i, mpf(0.25), mpf(-0.125), 1]], mixed)[0]
        total += sum((i + 1) * (a - mpf(b)) ** 2 for a, b in zip(v, [0.5, 0.75, 0.25]))
    return total


def heston(kappa, theta, sigma, rho, v0):
    t, log_strike = mpf(1.5), mpf(0.1)

    def phi(u):
        iu = mpc(0, 1) * u
        b = kappa - rho * sigma * iu
        d = sqrt(b * b + sigma ** 2 * (iu + u * u))
        g = (b - d) / (b + d)
        e = exp(-d * t)
        a = kappa * theta / sigma ** 2 * ((b - d) * t - 2 * log((1 - g * e) / (1 - g)))
        return exp(a + (b - d) / sigma ** 2 * ((1 - e) / (1 - g * e)) * v0)

    total = mpf(0)
    for j in range(40):
        u = mpf(0.25) + mpf(0.5) * j
        total += (exp(mpc(0, -u * log_strike)) * phi(mpc(u, -1)) / mpc(0, u)).real
    return total


def complex_recursion(x, y):
    def f(z, n):
        return exp(z).real if n == 0 else f(sin(z), n - 1) * z.imag + abs(z)
    return f(mpc(x, y), 3)


def complex_array(a, b, c, d, k):
    return sum(abs(exp(z * k) / (1 + z)) for z in (mpc(a, b), mpc(c, d)))


def state(result, contents):
    def run(*p):
        first, h = list(p[:2]), p[2]
        y = first
        for _ in range(3):
            y[0] *= 1 + h
            y = [v - h * v * v * y[0] for v in y]
        return result * y[0] * y[1] + sum(c * v for c, v in zip(contents, first))
    return run


def turns(*p):
    now, after, k = list(p[:4]), list(p[4:8]), p[8]
    for _ in range(4):
        for i in range(1, 3):
            after[i] = now[i] + k * (now[i - 1] - 2 * now[i] ** 2 + now[i + 1])
        now, after = after, now
    return now[1] * now[2] + after[1]


def layers(*p):
    w, x = list(p[:3]), p[3]
    for _ in range(3):
        total = sum(v * sin(v * x) for v in w)
        w = [v * total for v in w]
    return w[0] + w[1] * w[2]


def tensor_network(*p):
    w1, b1, w2, b2 = p[:6], p[6:9], p[9:15], p[15:]
    x, label = (mpf(1.5), mpf(-2)), 1
    h = [tanh(sum(w1[2 * i + j] * x[j] for j in range(2)) + b1[i]) for i in range(3)]
    e = [exp(sum(w2[3 * i + j] * h[j] for j in range(3)) + b2[i]) for i in range(2)]
    return -log(e[label] / sum(e)) + mpf(0.01) * (sum(w * w for w in w1) + sum(w * w for w in w2))


def tensor_reductions(*p):
    x, y, n = p[:3], p[3:], 3

    def norm(v):
        return sqrt(sum(c * c for c in v))
    mean = sum(x) / n
    return (sum(a * b for a, b in zip(x, y)) / norm(x) / norm(y) + 2 * norm([a - b for a, b in zip(x, y)]) + 3 * norm(x) + 4 * y[0] * y[1] * y[2]
            + 5 * sum(abs(c) for c in x) + 6 * norm(y) ** 2 + 7 * sqrt(sum((c - mean) ** 2 for c in x) / n) + 8 * sum(y) / n
            + 9 * max(x) + 10 * min(y, key=abs))


def tensor_overwritten(*p):
    total = mpf(0)
    for t in p[:-1]:
        for _ in range(3):
            t = sin(exp(t * t) * p[-1])
        total += t
    return total


def tensor_broadcast(*p):
    x, a, b = p[:2], p[2], p[3]
    return sum(min(4 * root((((b / (a - v)) + v) * a) ** 3, 5), 50 * b) for v in x)


def lorenz(x, y, z, rho, h):
    def slope(s):
        return [10 * (s[1] - s[0]), s[0] * (rho - s[2]) - s[1], s[0] * s[1] - 8 * s[2] / 3]

    s = [x, y, z]
    for _ in range(4):
        middle = [v + h / 2 * k for v, k in zip(s, slope(s))]
        s = [v + h * k for v, k in zip(s, slope(middle))]
    return sum(v * v for v in s)


def generic_layers(p0, p1, pb, q0, q1, qb, x0, x1):
    return (pb + p0 * x0 + p1 * x1) ** 2 * tanh(qb + q0 * x0 + q1 * x1)


def matrix(values, columns):
    return [list(values[i:i + columns]) for i in range(0, len(values), columns)]


def transposed(a):
    return [list(column) for column in zip(*a)]


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def plus(a, b, sign=1):
    return [[x + sign * y for x, y in zip(r, s)] for r, s in zip(a, b)]


def weighted(a):
    return sum((k + 1) * v * v for k, v in enumerate(v for row in a for v in row))


def forward(l, b):
    x = []
    for i in range(len(l)):
        x.append([(b[i][j] - sum(l[i][k] * x[k][j] for k in range(i))) / l[i][i] for j in range(len(b[0]))])
    return x


def backward(u, b):
    flip = lambda m: [row[::-1] for row in m[::-1]]
    return forward(flip(u), b[::-1])[::-1]


def cholesky(a):
    n = len(a)
    l = [[mpf(0)] * n for _ in range(n)]
    for j in range(n):
        l[j][j] = sqrt(a[j][j] - sum(l[j][k] ** 2 for k in range(j)))
        for i in range(j + 1, n):
            l[i][j] = (a[i][j] - sum(l[i][k] * l[j][k] for k in range(j))) / l[j][j]
    return l


def product_chain(*p):
    a, b, c = matrix(p[:6], 3), matrix(p[6:12], 2), matrix(p[12:], 2)
    d = product(a, b)
    e = product(transposed(d), c)
    e = plus(e, product(c, transposed(d)), -1)
    e = plus(e, product(transposed(c), c))
    e = plus(e, product(d, c))
    e = plus(e, product(transposed(d), d), -1)
    g = product(b, transposed(e))
    g = plus(g, product(b, c), -1)
    g = plus(g, product(transposed(a), transposed(c)))
    return weighted(g)


def product_powers(*p):
    a, v = matrix(p[:4], 2), [[p[4]], [p[5]]]
    total = mpf(0)
    for k in range(3):
        v = product(a, v)
        total += v[0][0] * v[1][0]
        v[0][0] = sin(v[0][0])
        a[0][0] *= v[1][0]
    return total + v[0][0]


def product_slices(*p):
    a, b = matrix(p[:4], 2), matrix(p[4:8], 2)
    c = product(a, b)
    b = product(c, a)
    c = plus(matrix(c[0] + c[1], 2), product(b, transposed(a)))
    return weighted(c) + b[0][1]


def cholesky_raw(*p):
    l = cholesky(matrix(p, 3))
    return weighted(l) + l[2][0] * l[1][1] + 2 * sum(log(l[i][i]) for i in range(3))


def least_squares(*p):
    x, y = matrix(p[:8], 2), [[v] for v in p[8:]]
    l = cholesky(product(transposed(x), x))
    b = backward(transposed(l), forward(l, product(transposed(x), y)))
    r = plus(y, product(x, b), -1)
    return weighted(r) + b[0][0] * b[1][0]


def gaussian_process(log_length, log_scale):
    x, y = [mpf(v) for v in ("0", "0.5", "1.25", "2", "3.5")], [[mpf(v)] for v in ("0.25", "0.75", "-0.5", "0.5", "1")]
    k = [[exp(2 * log_scale) * exp(-((u - v) / exp(log_length)) ** 2 / 2) + (mpf("0.0625") if i == j else 0) for j, v in enumerate(x)] for i, u in enumerate(x)]
    l = cholesky(k)
    z = forward(l, y)
    return -sum(v[0] ** 2 for v in z) / 2 - sum(log(l[i][i]) for i in range(5))


def systems_in_a_loop(*p):
    l, x = matrix(p[:4], 2), matrix(p[4:], 2)
    total = mpf(0)
    for k in range(3):
        x = forward(l, x)
        total += x[0][1] * x[1][0]
        x[1][1] = sin(x[1][1])
        l[1][1] += x[0][0] * x[0][0]
    x = backward(transposed(l), x)
    return total + weighted(x)


def upper_systems(*p):
    u, b = matrix(p[:9], 3), matrix(p[9:], 2)
    x = backward(u, b)
    z = forward(transposed(u), x)
    return weighted(x) + 3 * weighted(plus(z, b, -1))


def matrix_filter(*p):
    # A state of two numbers whose covariance is predicted, observed and corrected, three times.
    a, s = matrix(p[:4], 2), matrix((p[4], p[5], p[5], p[6]), 2)
    total = mpf(0)
    for k in range(3):
        s = plus(product(product(a, s), transposed(a)), [[mpf(1), 0], [0, mpf(1)]])
        l = cholesky(s)
        total += 2 * sum(log(l[i][i]) for i in range(2))
        g = forward(l, [[1], [k + 1]])
        total += sum(v[0] ** 2 for v in g)
        s = plus(s, product(g, transposed(g)), mpf(-1) / 8)
    return total


case("1", square_twice, 1.1)
case("2", swap, 1.5, 2.5)
case("3", grow, 1, -2, 3, 0.25)
case("4", solve, 2, 0, 0, 1, 4, 0, -1, 3, 5, 1, 2, 3)
case("5", sweeps, 0.9, 1.2, -0.7, 0.4, 1.1)
case("6 break", leave, 0.6, 3, 100)
case("6 return", leave, 0.6, 100, 2)
case("6 falls", leave, 0.6, 1e6, 1e6)
case("7", unentered, 3, 0.5, 2, -1)
case("8", integrate, 0.125, 1.9, 0.25, 1.5)
case("9", header, 2, 0.25, 0.3)
case("10", order, 2, 3, 4, 5, 6, 7, 8)
case("16 assigned", assigned, 2)
case("16 out", tried, 2)
case("16 loop", last_of, 0.1, 0.2, 0.3, 0.4, 0.5)
case("18", sine_tower(6), 0.8)
case("19", geometric, 0.5, -0.2, 0.3)
case("23", normalize_twice, 3, 4)
case("24", fixed_point, 0.5, 0.8, 1e-3)
case("26", one_declaration, 0.7)
case("28 sinc", lambda x: sin(x) / x, 0.5)
case("28 entropy", lambda x: x * log(x), 2)
case("29", scratch, 1, 2, 3)
case("heston", heston, 1.5, 0.04, 0.3, -0.7, 0.05)
case("arm", arm, 0.5, -0.75, 1.25, 1.5)
case("camera", camera, 1.5, 2, 4, 0.25, 0.9)
case("skin", skin, 0.5, -0.75, 1.25, 0.8)
case("complex recursion", complex_recursion, 0.5, 0.25)
case("complex array", complex_array, 1, 2, 0.5, -1, 0.5)
case("state", state(1, (0, 0)), 1, 0.5, 0.1)
case("state seeded", state(2, (3, 5)), 1, 0.5, 0.1)
case("turns", turns, 1, 0.5, 2, 3, 1, 4, 0.25, -1, 0.1)
case("layers", layers, 0.5, 0.75, 1.25, 0.6)
case("tensor network", tensor_network, 0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.05, -0.1, 0.2, 0.7, -0.8, 0.9, 0.15, -0.25, 0.35, 0.3, -0.4)
case("tensor reductions", tensor_reductions, 0.5, -1.25, 2, 1.5, 0.75, -3)
case("tensor overwritten", tensor_overwritten, 0.5, -0.3, 0.7)
case("tensor broadcast", tensor_broadcast, 0.5, 0.25, 2, 3)
case("lorenz", lorenz, 1, 2, 3, 28, 0.01)
case("generic layers", generic_layers, 0.5, -1, 0.25, 0.75, 0.5, -0.1, 0.3, 0.7)
case("product chain", product_chain, 0.5, -0.25, 0.75, 1, 0.3, -0.6, 0.2, 0.9, -0.4, 0.7, 0.1, 0.8, 0.6, -0.5, 0.35, 0.15)
case("product powers", product_powers, 0.5, -0.25, 0.75, 1.5, 0.3, 0.6)
case("product slices", product_slices, 0.5, -0.25, 0.75, 1.5, 0.3, 0.6, -0.7, 0.2)
case("cholesky", cholesky_raw, 2, 7, 8, 0.5, 3, 9, -0.25, 0.75, 1.5)
case("least squares by matrices", least_squares, 1, 0.5, 1, -0.25, 1, 1.5, 1, 2, 0.3, 0.9, -0.4, 1.1)
case("gaussian process", gaussian_process, 0.25, -0.125)
case("systems in a loop", systems_in_a_loop, 1.25, 9, 0.5, 1.5, 0.75, -0.5, 0.25, 1)
case("upper systems", upper_systems, 1.25, 0.5, -0.75, 9, 1.5, 0.25, 9, 9, 2, 0.75, -0.5, 0.25, 1, 0.5, 2)
case("matrix filter", matrix_filter, 0.9, 0.25, -0.25, 0.75, 1.5, 0.25, 2)

with open(pathlib.Path(__file__).with_name("expected.csv"), "w", newline="\n") as file:
    csv.writer(file, lineterminator="\n").writerows(rows)
