"""A small hand of two fingers, with rotations and translations kept apart, and each vertex moved by itself."""
import random
from mpmath import cos, matrix, mpf, sin, sqrt
from reference import exact, jacobian, write

rng = random.Random(11)
FINGERS = 2
BONES = 2 + 4 * FINGERS
VERTICES, POINTS = 9, 5


def draw(spread, digits=3):
    return round(rng.uniform(-spread, spread), digits)


def turn(axis, angle):
    c, s = cos(angle), sin(angle)
    return [matrix([[1, 0, 0], [0, c, -s], [0, s, c]]), matrix([[c, 0, s], [0, 1, 0], [-s, 0, c]]), matrix([[c, -s, 0], [s, c, 0], [0, 0, 1]])][axis]


def transform(linear, shift):
    """As doubles: 16 numbers, row by row."""
    return [float(x) for i in range(3) for x in (*[linear[i, j] for j in range(3)], shift[i])] + [0.0, 0.0, 0.0, 1.0]


PARENTS = [-1, 0] + [p for f in range(FINGERS) for p in (0, 2 + 4 * f, 3 + 4 * f, 4 + 4 * f)]
RELATIVES = [transform(turn(b % 3, mpf(draw(0.6))), [draw(0.5), 0.4 + draw(0.2), draw(0.3)]) for b in range(BONES)]
INVERSES = [transform(turn((b + 1) % 3, mpf(draw(0.6))), [draw(0.5), -0.4 + draw(0.2), draw(0.3)]) for b in range(BONES)]
POSITIONS = [[draw(1), draw(1), draw(1)] for _ in range(VERTICES)]
WEIGHTS = [[0.0] * VERTICES for _ in range(BONES)]
for vertex in range(VERTICES):
    first, second = rng.sample(range(BONES), 2)
    WEIGHTS[first][vertex], WEIGHTS[second][vertex] = 0.75, 0.25
TRIANGLES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [1, 4, 7]]
CORRESPONDENCES = [0, 2, 1, 3, 2]
MEASURED = [[draw(2), draw(2), draw(2)] for _ in range(POINTS)]
THETA = [0.4, -0.3, 0.7, 0.1, -0.2, 0.5] + [draw(0.9) for _ in range(4 * FINGERS)]
US = [round(rng.uniform(0.1, 0.5), 3) for _ in range(2 * POINTS)]


def parts(flat):
    m = matrix([flat[0:4], flat[4:8], flat[8:12]])
    return m[:, 0:3], m[:, 3]


def residuals(theta, us):
    rotations, shifts = [], []
    for bone in range(BONES):
        x = z = mpf(0)
        finger, joint = divmod(bone - 2, 4)
        if bone >= 2 and joint == 0:
            x, z = theta[6 + 4 * finger], theta[7 + 4 * finger]
        elif bone >= 2 and joint < 3:
            x = theta[7 + 4 * finger + joint]
        linear, shift = parts(exact(RELATIVES[bone]))
        linear = linear * turn(2, z) * turn(0, x)
        if PARENTS[bone] >= 0:
            up, along = rotations[PARENTS[bone]], shifts[PARENTS[bone]]
            linear, shift = up * linear, up * shift + along
        rotations.append(linear)
        shifts.append(shift)

    axis = matrix(theta[:3])
    angle = sqrt(sum(a ** 2 for a in axis))
    a, b, c = axis / angle
    cross = matrix([[0, -c, b], [c, 0, -a], [-b, a, 0]])
    overall = matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]) + sin(angle) * cross + (1 - cos(angle)) * cross * cross

    skin = []
    for vertex, position in enumerate(exact(POSITIONS)):
        place = matrix([0, 0, 0])
        for bone in range(BONES):
            linear, shift = parts(exact(INVERSES[bone]))
            place += mpf(WEIGHTS[bone][vertex]) * (rotations[bone] * (linear * matrix(position) + shift) + shifts[bone])
        skin.append(overall * place + matrix(theta[3:6]))

    result = []
    for i, measured in enumerate(exact(MEASURED)):
        p, q, r = [skin[v] for v in TRIANGLES[CORRESPONDENCES[i]]]
        on_skin = us[2 * i] * p + us[2 * i + 1] * q + (1 - us[2 * i] - us[2 * i + 1]) * r
        result += [m - s for m, s in zip(measured, on_skin)]
    return result


write("hand", __file__, parents=PARENTS, baseRelatives=RELATIVES, inverseBaseAbsolutes=INVERSES, basePositions=POSITIONS, weights=WEIGHTS,
      triangles=TRIANGLES, correspondences=CORRESPONDENCES, points=MEASURED, theta=THETA, us=US,
      residuals=residuals(*exact([THETA, US])), jacobian=jacobian(residuals, [THETA, US]))
