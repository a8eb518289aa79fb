"""A robot's arm, a spline, and a picture of a sphere."""
from mpmath import acos, cos, lu_solve, matrix, mpf, sin, sqrt
from reference import exact, gradients, jacobian, write

ANGLES = [0.3, -0.7, 0.45, 1.1, -0.25, 0.6]
LENGTHS = [0.4, 0.7, 0.1, 0.55, 0.08, 0.2]
TARGET = [0.9, 0.5, 0.8]
ORIENTATION = [0.8, 0.36, -0.48, 0.0]
WEIGHT = 0.5


def turn(axis, angle):
    """The matrix of a rotation about an axis of the coordinate system."""
    c, s = cos(angle), sin(angle)
    return [matrix([[1, 0, 0], [0, c, -s], [0, s, c]]), matrix([[c, 0, s], [0, 1, 0], [-s, 0, c]]), matrix([[c, -s, 0], [s, c, 0], [0, 0, 1]])][axis]


def arm(angles, lengths):
    position, rotation = matrix([0, 0, 0]), matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    for i, (angle, length) in enumerate(zip(angles, lengths)):
        rotation = rotation * turn([2, 1, 0][i % 3], angle)
        position = position + rotation * matrix([length, 0, 0])
    return position, rotation


def misplacement(angles):
    """The angle between two rotations from the trace of their quotient."""
    position, rotation = arm(angles, exact(LENGTHS))
    w, x, y, z = exact(ORIENTATION)
    norm = w * w + x * x + y * y + z * z
    wanted = matrix([[w*w + x*x - y*y - z*z, 2*(x*y - w*z), 2*(x*z + w*y)],
                     [2*(x*y + w*z), w*w - x*x + y*y - z*z, 2*(y*z - w*x)],
                     [2*(x*z - w*y), 2*(y*z + w*x), w*w - x*x - y*y + z*z]]) / norm
    quotient = rotation * wanted.T
    turned = acos((quotient[0, 0] + quotient[1, 1] + quotient[2, 2] - 1) / 2)
    return sum((a - b) ** 2 for a, b in zip(position, exact(TARGET))) + mpf(WEIGHT) * turned ** 2


value, [slopes] = gradients(misplacement, [ANGLES])
write("robot-arm", __file__, angles=ANGLES, lengths=LENGTHS, target=TARGET, orientation=ORIENTATION, weight=WEIGHT,
      tool=list(arm(*exact([ANGLES, LENGTHS]))[0]), jacobian=jacobian(lambda a, l: list(arm(a, l)[0]), [ANGLES, LENGTHS]),
      misplacement=value, dAngles=slopes)

X, Y = [0.0, 0.7, 1.1, 2.0, 3.2, 3.9], [1.0, 0.2, -0.4, 0.9, 2.2, 1.7]
DATA = [[0.2, 0.8], [0.9, -0.1], [1.5, 0.2], [1.7, 0.5], [2.9, 2.0], [3.6, 1.9]]


def spline(x, y, t):
    """The slopes at the points from the linear system that the second derivatives match, then Hermite's form."""
    n = len(x)
    a, b = matrix(n), matrix(n, 1)
    h = [q - p for p, q in zip(x, x[1:])]
    s = [(q - p) / w for p, q, w in zip(y, y[1:], h)]
    a[0, 0], a[0, 1], b[0] = 2, 1, 3 * s[0]
    a[n - 1, n - 2], a[n - 1, n - 1], b[n - 1] = 1, 2, 3 * s[-1]
    for i in range(1, n - 1):
        a[i, i - 1], a[i, i], a[i, i + 1] = 1 / h[i - 1], 2 / h[i - 1] + 2 / h[i], 1 / h[i]
        b[i] = 3 * (s[i - 1] / h[i - 1] + s[i] / h[i])
    m = lu_solve(a, b)
    i = max(k for k in range(n - 1) if x[k] <= t)
    u = (t - x[i]) / h[i]
    return ((1 + 2 * u) * (1 - u) ** 2 * y[i] + u ** 2 * (3 - 2 * u) * y[i + 1]
            + h[i] * (u * (1 - u) ** 2 * m[i] - u ** 2 * (1 - u) * m[i + 1]))


def roughness(x, y):
    return sum((spline(x, y, t) - v) ** 2 for t, v in exact(DATA)) / len(DATA)


value, (d_x, d_y, d_t) = gradients(spline, [X, Y, 2.6])
error, (e_x, e_y) = gradients(roughness, [X, Y])
write("cubic-spline", __file__, x=X, y=Y, t=2.6, value=value, dX=d_x, dY=d_y, dT=d_t, data=DATA, roughness=error, roughnessDX=e_x, roughnessDY=e_y)

SPHERE, MATERIAL, LIGHT = [0.3, -0.2, 3.1, 1.25], [0.08, 0.7, 0.4, 12.0], [-2.0, 3.0, -1.0]
WIDTH, HEIGHT = 9, 7
PICTURE = [[round(((3 * i + 5 * j) % 7) / 10 + 0.1, 2) for j in range(WIDTH)] for i in range(HEIGHT)]


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def unit(a):
    return [p / sqrt(dot(a, a)) for p in a]


def shade(direction, sphere, material, light):
    """The intersection as the smaller root of a quadratic equation, with a direction that is not normalized."""
    center, radius = sphere[:3], sphere[3]
    a, b, c = dot(direction, direction), -2 * dot(direction, center), dot(center, center) - radius ** 2
    if b * b - 4 * a * c <= 0:
        return mpf(0.1)
    t = (-b - sqrt(b * b - 4 * a * c)) / (2 * a)
    point = [t * d for d in direction]
    normal = unit([p - q for p, q in zip(point, center)])
    to_light = unit([p - q for p, q in zip(light, point)])
    ambient, diffuse, specular, shininess = material
    if dot(normal, to_light) <= 0:
        return ambient
    halfway = unit([p - q for p, q in zip(to_light, unit(direction))])
    highlight = dot(normal, halfway)
    return ambient + diffuse * dot(normal, to_light) + (specular * highlight ** shininess if highlight > 0 else 0)


def difference(sphere, material, light):
    total = mpf(0)
    for i, row in enumerate(exact(PICTURE)):
        for j, wanted in enumerate(row):
            direction = [(j + mpf(1) / 2) / WIDTH - mpf(1) / 2, mpf(1) / 2 - (i + mpf(1) / 2) / HEIGHT, mpf(1)]
            total += (shade(direction, sphere, material, light) - wanted) ** 2
    return total


value, (d_sphere, d_material, d_light) = gradients(difference, [SPHERE, MATERIAL, LIGHT])
write("ray-tracer", __file__, picture=PICTURE, sphere=SPHERE, material=MATERIAL, light=LIGHT, value=value, dSphere=d_sphere, dMaterial=d_material, dLight=d_light)
