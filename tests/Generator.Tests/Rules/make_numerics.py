"""Writes numerics.csv: partial derivatives of the functions of System.Numerics that have rules, for NumericPartialsTests.

    python3 make_numerics.py > numerics.csv        (needs mpmath)

The derivatives are central differences of the functions themselves, with a step of 2**-300 relative to the argument and 750 digits,
so no formula of a derivative appears here. Arguments are exact: each is the double (or float) nearest to the number listed.
Columns: rule, layout (one letter an argument: c complex, d double, f float, 2, 3, 4 vectors, q quaternion, m a Matrix4x4 and a a Matrix3x2, row by row, p a plane), the numbers that the arguments
consist of, then the partials, result by result.
"""
import struct

from mpmath import mp, mpc, mpf

mp.dps = 750
STEP = mpf(2) ** -300
SIZES = {"c": 2, "d": 1, "f": 1, "2": 2, "3": 3, "4": 4, "q": 4, "m": 16, "a": 6, "p": 4}


def rows(rule, layout, f, points):
    """f takes lists of numbers, one an argument, and gives a list of numbers."""
    single = not set(layout) & {"c", "d"}
    sizes = [SIZES[letter] for letter in layout]
    for point in points:
        flat = [struct.unpack("f", struct.pack("f", x))[0] if single else float(x) for argument in point for x in argument]

        def at(values):
            arguments, start = [], 0
            for size in sizes:
                arguments.append(values[start:start + size])
                start += size
            return f(*arguments)

        columns = []
        start = 0
        for size in sizes:
            # A step for an argument: what is small in it must not get a small one.
            norm = max(abs(mpf(x)) for x in flat[start:start + size])
            h = STEP * (norm if norm else 1)
            for i in range(start, start + size):
                up, down = [mpf(x) for x in flat], [mpf(x) for x in flat]
                up[i] += h
                down[i] -= h
                columns.append([(a - b) / (2 * h) for a, b in zip(at(up), at(down))])
            start += size
        partials = [column[result] for result in range(len(columns[0])) for column in columns]
        print(",".join([rule, layout, *map(repr, flat), *(mp.nstr(p, 20) for p in partials)]))


def parts(z):
    z = mpc(z)
    return [z.real, z.imag]


def complex_rows(name, f, layout, points):
    def wrapped(*arguments):
        return parts(f(*(mpc(*argument) if len(argument) == 2 else argument[0] for argument in arguments)))
    rows("Complex." + name, layout, wrapped, points)


MODERATE = [(0.3, 0.7), (-1.25, 0.5), (2.5, -3.0), (-0.1, -0.2), (1.0, 1.0), (4.0, 1e-3), (1e-3, -2.0)]
EXTREME = [(1e-150, 2e-150), (-3e150, 1e150), (1e-10, 1e-12), (1e10, -1e9)]
NEAR_ONE = [(1 + 1e-9, 1e-10), (-1 - 1e-7, 1e-7), (0.5, 1e-12), (1 - 1e-12, -1e-13)]
STRIPS = [(0.3, 18.5), (-1.2, -25.0), (2.0, 300.0), (1.5707963, 1e-6)]


def c(points):
    return [[z] for z in points]



complex_rows("Exp", mp.exp, "c", c(MODERATE + STRIPS + [(-700.0, 2.0), (700.0, -1.0)]))
complex_rows("Log", mp.ln, "c", c(MODERATE + EXTREME))
complex_rows("Log10", mp.log10, "c", c(MODERATE + EXTREME))
complex_rows("LogBase", lambda z, b: mp.ln(z) / mp.ln(b), "cd", [[z, (b,)] for z in MODERATE + EXTREME for b in (0.5, 2.0, 10.0)])
complex_rows("Sqrt", mp.sqrt, "c", c(MODERATE + EXTREME))
complex_rows("Reciprocal", lambda z: 1 / z, "c", c(MODERATE + EXTREME))
for name, f in [("Sin", mp.sin), ("Cos", mp.cos), ("Tan", mp.tan)]:
    complex_rows(name, f, "c", c(MODERATE + STRIPS))
for name, f in [("Sinh", mp.sinh), ("Cosh", mp.cosh), ("Tanh", mp.tanh)]:
    complex_rows(name, f, "c", c(MODERATE + [z[::-1] for z in STRIPS]))
for name, f in [("Asin", mp.asin), ("Acos", mp.acos)]:
    complex_rows(name, f, "c", c(MODERATE + NEAR_ONE + EXTREME))
complex_rows("Atan", mp.atan, "c", c(MODERATE + EXTREME + [(1e-10, 1 + 1e-9), (1e-9, -1.0), (-0.5, 1.0)]))
PAIRS = [[a, b] for a in MODERATE[:4] for b in MODERATE[2:6]]
HUGE = [[(1e200, 2e200), (-3e200, 1e200)], [(1e-200, 2e-200), (2e-200, -1e-200)], [(1.0, 2.0), (1e-100, 1e-101)], [(1e150, 1.0), (1e-100, 3.0)]]
complex_rows("Divide", lambda a, b: a / b, "cc", PAIRS + HUGE)
complex_rows("Divide", lambda a, b: a / b, "cd", [[a, (b,)] for a in MODERATE[:4] for b in (0.3, -2.5, 1e100)])
complex_rows("Divide", lambda a, b: a / b, "dc", [[(a,), b] for b in MODERATE[:4] for a in (0.3, -2.5, 1e100)])
complex_rows("Multiply", lambda a, b: a * b, "cd", [[a, (b,)] for a in MODERATE[:4] for b in (0.3, -2.5)])
complex_rows("Multiply", lambda a, b: a * b, "dc", [[(a,), b] for b in MODERATE[:4] for a in (0.3, -2.5)])
complex_rows("Pow", mp.power, "cc", [[a, b] for a in MODERATE + [(1e-20, 2e-20), (1e20, 1e19)] for b in [(2.0, 0.5), (0.3, -0.2), (-1.5, 1.0), (1.0, 1e-3)]])
complex_rows("Pow", mp.power, "cd", [[a, (b,)] for a in MODERATE + [(1e-20, 2e-20), (1e20, 1e19)] for b in (2.0, 3.0, 0.5, -1.0, -2.5, 0.1)])
rows("Complex.Abs", "c", lambda z: [mp.sqrt(z[0] ** 2 + z[1] ** 2)], c(MODERATE + EXTREME + [(1e300, -1e300), (1e-305, 1e-305)]))
rows("Complex.FromPolarCoordinates", "dd", lambda m, t: [m[0] * mp.cos(t[0]), m[0] * mp.sin(t[0])], [[(m,), (t,)] for m in (2.5, 1e-10, 0.75) for t in (0.3, -2.0, 3.1)])


# Vectors of 2, 3 and 4 parts.
A = [(0.3, -1.25, 2.5, 0.75), (-4.0, 0.125, 1e-3, 3.5), (1e-3, 2e-3, -5e-4, 1e-3), (7.0, 7.5, -8.0, 9.25)]
B = [(1.5, 0.5, -0.75, 2.0), (0.3, -1.0, 2.25, 0.5), (-2.5, 3.0, 0.1, -1.0), (7.25, 7.5625, -8.5, 9.0)]
T = [0.25, 0.75, -0.5, 0.9]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def norm(a):
    return mp.sqrt(dot(a, a))


def cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def minus(a, b):
    return [x - y for x, y in zip(a, b)]


def lerp(a, b, t):
    return [x * (1 - t[0]) + y * t[0] for x, y in zip(a, b)]


def each(f):
    return lambda *vectors: [f(*parts) for parts in zip(*vectors)]


def larger(a, b):
    return a if abs(a) > abs(b) else b


def smaller(a, b):
    return a if abs(a) < abs(b) else b


def cut(vectors, n):
    return [v[:n] for v in vectors]


for n in (2, 3, 4):
    v = str(n)
    one = [[a] for a in cut(A, n)]
    two = [[a, b] for a, b in zip(cut(A, n), cut(B, n))]
    positive = [[tuple(abs(x) for x in a)] for a in cut(A, n)]
    rows("Vector.Negate", v, lambda a: [-x for x in a], one)
    rows("Vector.Dot", v + v, lambda a, b: [dot(a, b)], two)
    rows("Vector.LengthSquared", v, lambda a: [dot(a, a)], one)
    rows("Vector.Length", v, lambda a: [norm(a)], one)
    rows("Vector.DistanceSquared", v + v, lambda a, b: [dot(minus(a, b), minus(a, b))], two)
    rows("Vector.Distance", v + v, lambda a, b: [norm(minus(a, b))], two)
    rows("Vector.Normalize", v, lambda a: [x / norm(a) for x in a], one)
    rows("Vector.Lerp", v + v + "f", lerp, [[a, b, (t,)] for (a, b), t in zip(two, T)])
    rows("Vector.LerpEach", v + v + v, each(lambda a, b, t: a * (1 - t) + b * t), [[a, b, c] for (a, b), c in zip(two, cut(B[::-1], n))])
    if n < 4:
        rows("Vector.Reflect", v + v, lambda a, b: [x - 2 * dot(a, b) * y for x, y in zip(a, b)], two)
    rows("Vector.Sum", v, lambda a: [sum(a)], one)
    for name, f in [("Max", max), ("Min", min), ("MaxNative", max), ("MinNative", min), ("MaxNumber", max), ("MinNumber", min), ("MaxMagnitude", larger),
                    ("MinMagnitude", smaller), ("MaxMagnitudeNumber", larger), ("MinMagnitudeNumber", smaller)]:
        # Ties are not differentiable.
        rows("Vector." + name, v + v, each(f), [p for p in two if all(abs(x) != abs(y) for x, y in zip(*p))])
    rows("Vector.CopySign", v + v, each(lambda a, b: abs(a) if b >= 0 else -abs(a)), two)
    rows("Vector.Hypot", v + v, each(lambda a, b: mp.sqrt(a * a + b * b)), two)
    for name, f in [("Exp", mp.exp), ("Sin", mp.sin), ("Cos", mp.cos), ("DegreesToRadians", lambda x: x * mp.pi / 180), ("RadiansToDegrees", lambda x: x * 180 / mp.pi)]:
        rows("Vector." + name, v, each(f), one)
    rows("Vector.Log", v, each(mp.ln), positive)
    rows("Vector.Log2", v, each(lambda x: mp.ln(x) / mp.ln(2)), positive)
    for name in ("FusedMultiplyAdd", "MultiplyAddEstimate"):
        rows("Vector." + name, v + v + v, each(lambda a, b, c: a * b + c), [[a, b, a] for a, b in two])
rows("Vector.Cross", "33", cross, [[a, b] for a, b in zip(cut(A, 3), cut(B, 3))])
rows("Vector.PlaneCross", "22", lambda a, b: [a[0] * b[1] - a[1] * b[0]], [[a, b] for a, b in zip(cut(A, 2), cut(B, 2))])


# Quaternions: the parts X, Y, Z, W.
def product(a, b):
    c = cross(a, b)
    return [a[i] * b[3] + b[i] * a[3] + c[i] for i in range(3)] + [a[3] * b[3] - dot(a[:3], b[:3])]


def conjugate(a):
    return [-a[0], -a[1], -a[2], a[3]]


def inverse(a):
    return [x / dot(a, a) for x in conjugate(a)]


def normalized(a):
    return [x / norm(a) for x in a]


def shorter(a, b):
    return b if dot(a, b) >= 0 else [-x for x in b]


def slerp(a, b, t):
    b = shorter(a, b)
    c = dot(a, b)
    if c > 1 - mpf(1e-6):
        return lerp(a, b, t)
    omega = mp.acos(c)
    return [(mp.sin((1 - t[0]) * omega) * x + mp.sin(t[0] * omega) * y) / mp.sin(omega) for x, y in zip(a, b)]


def euler(y, p, r):
    yaw, pitch, roll = ([0, mp.sin(y[0] / 2), 0, mp.cos(y[0] / 2)], [mp.sin(p[0] / 2), 0, 0, mp.cos(p[0] / 2)], [0, 0, mp.sin(r[0] / 2), mp.cos(r[0] / 2)])
    return product(product(yaw, pitch), roll)


def rotate(v, q):
    """As .NET 9 and later have it."""
    return product(product(q, v), conjugate(q))


UNIT = [(0.5, -0.5, 0.5, 0.5), (0.6, 0.0, 0.0, 0.8), (0.2, -0.4, 0.4, 0.8), (0.1, 0.7, -0.1, -0.7)]
OTHER = [(0.1, 0.5, 0.5, -0.7), (0.0, 0.6, 0.0, 0.8), (-0.2, 0.4, 0.4, 0.8), (0.1, 0.7, -0.1, -0.699)]
QUATERNIONS = [[a, b] for a, b in zip(A, B)] + [[a, b] for a, b in zip(UNIT, OTHER)]
rows("Quaternion.Negate", "q", lambda a: [-x for x in a], [[a] for a in A])
rows("Quaternion.Multiply", "qq", product, QUATERNIONS)
rows("Quaternion.Concatenate", "qq", lambda a, b: product(b, a), QUATERNIONS)
rows("Quaternion.Inverse", "q", inverse, [[a] for a in A + UNIT])
rows("Quaternion.Divide", "qq", lambda a, b: product(a, inverse(b)), QUATERNIONS)
rows("Quaternion.Dot", "qq", lambda a, b: [dot(a, b)], QUATERNIONS)
rows("Quaternion.LengthSquared", "q", lambda a: [dot(a, a)], [[a] for a in A + UNIT])
rows("Quaternion.Length", "q", lambda a: [norm(a)], [[a] for a in A + UNIT])
rows("Quaternion.Normalize", "q", normalized, [[a] for a in A + UNIT])
rows("Quaternion.CreateFromAxisAngle", "3f", lambda a, t: [x * mp.sin(t[0] / 2) for x in a] + [mp.cos(t[0] / 2)], [[a, (t,)] for a, t in zip(cut(A, 3), [0.3, -1.5, 2.9, 5.0])])
rows("Quaternion.CreateFromYawPitchRoll", "fff", euler, [[(a,), (b,), (c,)] for a, b, c in [(0.3, -0.2, 0.7), (2.5, 1.0, -1.5), (-1.0, 0.0, 0.25)]])
rows("Quaternion.Lerp", "qqf", lambda a, b, t: normalized(lerp(a, shorter(a, b), t)), [[a, b, (t,)] for (a, b), t in zip(QUATERNIONS[:2] + QUATERNIONS[3:], T + T)])
rows("Quaternion.Slerp", "qqf", slerp, [[a, b, (t,)] for (a, b), t in zip([[a, b] for a, b in zip(UNIT, OTHER)] + [[UNIT[0], UNIT[0]]], T + T)])
for q in (A, UNIT):
    rows("Quaternion.Transform2", "2q", lambda v, r: rotate(v + [0, 0], r)[:2], [[v, r] for v, r in zip(cut(B, 2), q)])
    rows("Quaternion.Transform3", "3q", lambda v, r: rotate(v + [0], r)[:3], [[v, r] for v, r in zip(cut(B, 3), q)])
    rows("Quaternion.Transform4", "4q", lambda v, r: rotate(v[:3] + [0], r)[:3] + [v[3] * dot(r, r)], [[v, r] for v, r in zip(B, q)])
    rows("Quaternion.Transform24", "2q", lambda v, r: rotate(v + [0, 0], r)[:3] + [dot(r, r)], [[v, r] for v, r in zip(cut(B, 2), q)])
    rows("Quaternion.Transform34", "3q", lambda v, r: rotate(v + [0], r)[:3] + [dot(r, r)], [[v, r] for v, r in zip(cut(B, 3), q)])


def rotate_before(v, q):
    """As it was before .NET 9."""
    c = cross(q[:3], v)
    d = cross(q[:3], c)
    return [v[i] + 2 * q[3] * c[i] + 2 * d[i] for i in range(3)]


rows("Before.Transform3", "3q", rotate_before, [[v, r] for v, r in zip(cut(B, 3), A)])
rows("Before.Transform34", "3q", lambda v, r: rotate_before(v, r) + [mpf(1)], [[v, r] for v, r in zip(cut(B, 3), A)])


# Matrices of four rows. Vectors are rows, too, and go in front.
def table(m):
    return [m[4 * i:4 * i + 4] for i in range(4)]


def flat(rows_of):
    return [x for row in rows_of for x in row]


def matmul(a, b):
    a, b = table(a), table(b)
    return flat([[sum(a[i][k] * b[k][j] for k in range(4)) for j in range(4)] for i in range(4)])


def through(v, m):
    m = table(m)
    return [sum(x * m[i][j] for i, x in enumerate(v)) for j in range(4)]


def determinant(m):
    return mp.det(mp.matrix(table(m)))


def identity(**elements):
    m = [mpf(i == j) for i in range(4) for j in range(4)]
    for name, value in elements.items():
        m[4 * (int(name[1]) - 1) + int(name[2]) - 1] = value
    return m


def plane_rotation(i, j):
    """Row i turns towards row j; a centre, if there is one, stays."""
    def f(angle, center=(0, 0, 0)):
        c, s = mp.cos(angle[0]), mp.sin(angle[0])
        turn = identity(**{f"M{i}{i}": c, f"M{i}{j}": s, f"M{j}{i}": -s, f"M{j}{j}": c})
        return about(turn, center)
    return f


def shift(v):
    return identity(M41=v[0], M42=v[1], M43=v[2])


def about(m, center):
    return matmul(matmul(shift([-x for x in center]), m), shift(center))


def scaling(*v):
    return identity(M11=v[0], M22=v[1], M33=v[2])


def of_quaternion(q):
    x, y, z, w = q
    return identity(
        M11=1 - 2 * (y * y + z * z), M12=2 * (x * y + w * z), M13=2 * (x * z - w * y),
        M21=2 * (x * y - w * z), M22=1 - 2 * (x * x + z * z), M23=2 * (y * z + w * x),
        M31=2 * (x * z + w * y), M32=2 * (y * z - w * x), M33=1 - 2 * (x * x + y * y))


def frame(back, up):
    z = normalized(back)
    x = normalized(cross(up, z))
    return x, cross(z, x), z


def look_at(position, target, up):
    x, y, z = frame(minus(position, target), up)
    return flat([[x[i], y[i], z[i], 0] for i in range(3)]) + [-dot(x, position), -dot(y, position), -dot(z, position), mpf(1)]


def world(position, forward, up):
    return flat([axis + [0] for axis in frame([-x for x in forward], up)]) + position + [mpf(1)]


def perspective(x, y, near, far, **elements):
    ratio = far / (near - far)
    return identity(M11=x, M22=y, M33=ratio, M34=mpf(-1), M43=near * ratio, M44=mpf(0), **elements)


def field_of_view(angle, aspect, near, far):
    y = 1 / mp.tan(angle[0] / 2)
    return perspective(y / aspect[0], y, near[0], far[0])


def orthographic(w, h, near, far):
    return identity(M11=2 / w[0], M22=2 / h[0], M33=1 / (near[0] - far[0]), M43=near[0] / (near[0] - far[0]))


def off_center(l, r, b, t, near, far):
    return perspective(2 * near[0] / (r[0] - l[0]), 2 * near[0] / (t[0] - b[0]), near[0], far[0], M31=(l[0] + r[0]) / (r[0] - l[0]), M32=(t[0] + b[0]) / (t[0] - b[0]))


def flat_off_center(l, r, b, t, near, far):
    return identity(
        M11=2 / (r[0] - l[0]), M22=2 / (t[0] - b[0]), M33=1 / (near[0] - far[0]),
        M41=(l[0] + r[0]) / (l[0] - r[0]), M42=(t[0] + b[0]) / (b[0] - t[0]), M43=near[0] / (near[0] - far[0]))


M = [(0.3, -1.25, 2.5, 0.5, 1.5, 0.25, -0.75, 2.0, -0.1, 0.8, 1.1, -0.6, 3.0, -2.0, 0.7, 1.25), (1.0, 2.0, -1.0, 0.0, 0.5, -0.3, 0.2, 0.0, 1.7, 0.9, 0.4, 0.0, 5.0, -3.0, 2.0, 1.0)]
SINGULAR = (1.0, 2.0, 3.0, 4.0, 2.0, 4.0, 6.0, 8.0, 0.5, -1.0, 0.25, 2.0, 1.0, 0.0, 1.0, 0.0)
V = [(1.5, -0.5, 2.25, 0.75), (-0.2, 3.0, 0.1, 1.0)]
AXES = [(0.0, 0.6, 0.8), (1.5, -0.5, 0.25)]
rows("Matrix.Multiply", "mm", matmul, [[M[0], M[1]]])
rows("Matrix.Scale", "mf", lambda m, k: [x * k[0] for x in m], [[M[0], (1.75,)]])
rows("Matrix.Transpose", "m", lambda m: flat(zip(*table(m))), [[M[0]]])
rows("Matrix.Lerp", "mmf", lerp, [[M[0], M[1], (0.3,)]])
rows("Matrix.GetDeterminant", "m", lambda m: [determinant(m)], [[M[0]], [M[1]], [SINGULAR]])
rows("Matrix.Transform2", "2m", lambda v, m: through([v[0], v[1], 0, 1], m)[:2], [[v[:2], m] for v, m in zip(V, M)])
rows("Matrix.Transform3", "3m", lambda v, m: through(v + [1], m)[:3], [[v[:3], m] for v, m in zip(V, M)])
rows("Matrix.TransformNormal2", "2m", lambda v, m: through([v[0], v[1], 0, 0], m)[:2], [[v[:2], M[0]] for v in V[:1]])
rows("Matrix.TransformNormal3", "3m", lambda v, m: through(v + [0], m)[:3], [[v[:3], M[0]] for v in V[:1]])
rows("Matrix.Transform4", "4m", through, [[v, m] for v, m in zip(V, M)])
rows("Matrix.Transform34", "3m", lambda v, m: through(v + [1], m), [[v[:3], m] for v, m in zip(V, M)])
rows("Matrix.CreateTranslation", "fff", lambda x, y, z: shift(x + y + z), [[(0.5,), (-1.5,), (2.0,)]])
rows("Matrix.CreateTranslation", "3", shift, [[AXES[1]]])
rows("Matrix.CreateScale", "fff", lambda x, y, z: scaling(*(x + y + z)), [[(0.5,), (-1.5,), (2.0,)]])
rows("Matrix.CreateScale", "3", lambda v: scaling(*v), [[AXES[1]]])
rows("Matrix.CreateScaleUniform", "f", lambda k: scaling(*(3 * k)), [[(0.5,)]])
rows("Matrix.CreateScaleAbout", "fff3", lambda x, y, z, c: about(scaling(*(x + y + z)), c), [[(0.5,), (-1.5,), (2.0,), AXES[1]]])
rows("Matrix.CreateScaleAbout", "33", lambda v, c: about(scaling(*v), c), [[AXES[1], (3.0, -2.0, 0.25)]])
rows("Matrix.CreateScaleUniformAbout", "f3", lambda k, c: about(scaling(*(3 * k)), c), [[(0.5,), AXES[1]]])
for name, i, j in [("X", 2, 3), ("Y", 3, 1), ("Z", 1, 2)]:
    rows("Matrix.CreateRotation" + name, "f", plane_rotation(i, j), [[(t,)] for t in (0.3, -2.5)])
    rows("Matrix.CreateRotation" + name, "f3", plane_rotation(i, j), [[(t,), (3.0, -2.0, 0.25)] for t in (0.3, -2.5)])
rows("Matrix.CreateFromQuaternion", "q", of_quaternion, [[q] for q in (A[0], UNIT[2])])
# As .NET 9 and later have it.
rows("Matrix.CreateFromAxisAngle", "3f", lambda a, t: of_quaternion([x * mp.sin(t[0] / 2) for x in a] + [mp.cos(t[0] / 2)]), [[a, (t,)] for a, t in zip(AXES, (0.3, -1.5))])
rows("Matrix.CreateFromYawPitchRoll", "fff", lambda y, p, r: of_quaternion(euler(y, p, r)), [[(a,), (b,), (c,)] for a, b, c in [(0.3, -0.2, 0.7), (2.5, 1.0, -1.5)]])
rows("Matrix.CreateLookAt", "333", look_at, [[(1.0, 2.0, 5.0), (0.25, -0.5, 1.0), (0.0, 1.0, 0.0)], [(-3.0, 1.5, 0.5), (2.0, 0.0, -1.0), (0.3, 0.9, 0.2)]])
rows("Matrix.CreateWorld", "333", world, [[(1.0, 2.0, 5.0), (0.25, -0.5, 1.0), (0.0, 1.0, 0.0)], [(-3.0, 1.5, 0.5), (2.0, 0.0, -1.0), (0.3, 0.9, 0.2)]])
rows("Matrix.CreatePerspectiveFieldOfView", "ffff", field_of_view, [[(1.1,), (1.5,), (0.5,), (20.0,)]])
rows("Matrix.CreatePerspective", "ffff", lambda w, h, n, f: perspective(2 * n[0] / w[0], 2 * n[0] / h[0], n[0], f[0]), [[(1.5,), (2.5,), (0.5,), (20.0,)]])
rows("Matrix.CreatePerspectiveOffCenter", "ffffff", off_center, [[(-1.0,), (1.5,), (-0.5,), (0.75,), (0.5,), (20.0,)]])
rows("Matrix.CreateOrthographic", "ffff", orthographic, [[(1.5,), (2.5,), (0.5,), (20.0,)]])
rows("Matrix.CreateOrthographicOffCenter", "ffffff", flat_off_center, [[(-1.0,), (1.5,), (-0.5,), (0.75,), (0.5,), (20.0,)]])


def square(m):
    """A Matrix3x2 as the rows of three by three."""
    return [[m[0], m[1], mpf(0)], [m[2], m[3], mpf(0)], [m[4], m[5], mpf(1)]]


def affine(m):
    return [m[0][0], m[0][1], m[1][0], m[1][1], m[2][0], m[2][1]]


def chain(*ms):
    product = square([1, 0, 0, 1, 0, 0])
    for m in map(square, ms):
        product = [[sum(product[i][k] * m[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    return affine(product)


def at_center(m, center):
    return chain([1, 0, 0, 1, -center[0], -center[1]], m, [1, 0, 0, 1, center[0], center[1]])


def move(v, m, last):
    return [v[0] * m[0] + v[1] * m[2] + last * m[4], v[0] * m[1] + v[1] * m[3] + last * m[5]]


def turn(angle, center=(0, 0)):
    c, s = mp.cos(angle[0]), mp.sin(angle[0])
    return at_center([c, s, -s, c, 0, 0], center)


def skew(x, y, center=(0, 0)):
    return at_center([1, mp.tan(y[0]), mp.tan(x[0]), 1, 0, 0], center)


def plane(a, b, c):
    n = normalized(cross(minus(b, a), minus(c, a)))
    return n + [-dot(n, a)]


T = [(0.3, -1.25, 2.5, 0.5, 1.5, 0.25), (-0.75, 2.0, -0.1, 0.8, 1.1, -0.6)]
W, CENTER = (1.5, -0.5), (3.0, -2.0)
PLANE = (0.6, -0.4, 1.25, 2.5)
rows("Affine.Multiply", "aa", chain, [[T[0], T[1]]])
rows("Affine.Negate", "a", lambda m: [-x for x in m], [[T[0]]])
rows("Affine.Lerp", "aaf", lerp, [[T[0], T[1], (0.3,)]])
rows("Affine.GetDeterminant", "a", lambda m: [m[0] * m[3] - m[1] * m[2]], [[T[0]], [T[1]]])
rows("Affine.Transform", "2a", lambda v, m: move(v, m, 1), [[W, m] for m in T])
rows("Affine.TransformNormal", "2a", lambda v, m: move(v, m, 0), [[W, m] for m in T])
rows("Affine.CreateTranslation", "ff", lambda x, y: [mpf(1), mpf(0), mpf(0), mpf(1), x[0], y[0]], [[(0.5,), (-1.5,)]])
rows("Affine.CreateTranslation", "2", lambda v: [mpf(1), mpf(0), mpf(0), mpf(1), v[0], v[1]], [[W]])
rows("Affine.CreateScale", "ff", lambda x, y: at_center([x[0], 0, 0, y[0], 0, 0], (0, 0)), [[(0.5,), (-1.5,)]])
rows("Affine.CreateScale", "2", lambda v: at_center([v[0], 0, 0, v[1], 0, 0], (0, 0)), [[W]])
rows("Affine.CreateScaleUniform", "f", lambda k: at_center([k[0], 0, 0, k[0], 0, 0], (0, 0)), [[(0.5,)]])
rows("Affine.CreateScaleAbout", "ff2", lambda x, y, c: at_center([x[0], 0, 0, y[0], 0, 0], c), [[(0.5,), (-1.5,), CENTER]])
rows("Affine.CreateScaleAbout", "22", lambda v, c: at_center([v[0], 0, 0, v[1], 0, 0], c), [[W, CENTER]])
rows("Affine.CreateScaleUniformAbout", "f2", lambda k, c: at_center([k[0], 0, 0, k[0], 0, 0], c), [[(0.5,), CENTER]])
rows("Affine.CreateRotation", "f", turn, [[(t,)] for t in (0.3, -2.5)])
rows("Affine.CreateRotation", "f2", turn, [[(t,), CENTER] for t in (0.3, -2.5)])
rows("Affine.CreateSkew", "ff", skew, [[(0.3,), (-0.7,)]])
rows("Affine.CreateSkew", "ff2", skew, [[(0.3,), (-0.7,), CENTER]])
rows("Plane.Dot", "p4", lambda p, v: [dot(p, v)], [[PLANE, V[0]]])
rows("Plane.DotCoordinate", "p3", lambda p, v: [dot(p[:3], v) + p[3]], [[PLANE, V[0][:3]]])
rows("Plane.DotNormal", "p3", lambda p, v: [dot(p[:3], v)], [[PLANE, V[0][:3]]])
rows("Plane.CreateFromVertices", "333", plane, [[V[0][:3], V[1][:3], AXES[1]], [(1.0, 2.0, 5.0), (0.25, -0.5, 1.0), (0.0, 1.0, 0.0)]])
