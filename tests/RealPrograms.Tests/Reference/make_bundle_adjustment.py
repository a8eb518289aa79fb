"""Reprojection errors of two cameras and three points, with the rotation as a matrix: exp of the cross-product matrix."""
from mpmath import cos, matrix, sin, sqrt
from reference import jacobian, write

CAMERAS = [[0.3, -0.2, 0.5, 1.2, -0.7, -4.5, 420.0, 310.5, 240.25, 0.05, -0.004],
           [-0.001, 0.0005, 0.002, -0.4, 0.3, -5.1, 515.0, 322.0, 236.0, -0.08, 0.01]]
POINTS = [[0.4, -0.3, 1.1], [-0.8, 0.9, 2.3], [1.5, 0.2, 0.6]]
WEIGHTS = [0.9, 1.1, 0.4, 1.0]
OBSERVATIONS = [[0, 0], [1, 1], [0, 2], [1, 0]]
FEATURES = [[250.0, 260.5], [400.0, 250.0], [330.25, 410.0], [300.0, 199.5]]


def rotation(v):
    angle = sqrt(sum(x * x for x in v))
    x, y, z = [a / angle for a in v]
    k = matrix([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]) + sin(angle) * k + (1 - cos(angle)) * k * k


def project(camera, point):
    u = rotation(camera[:3]) * matrix([p - c for p, c in zip(point, camera[3:6])])
    x, y = u[0] / u[2], u[1] / u[2]
    r2 = x ** 2 + y ** 2
    scale = camera[6] * (1 + camera[9] * r2 + camera[10] * r2 ** 2)
    return scale * x + camera[7], scale * y + camera[8]


def errors(cameras, points, weights):
    pixels = []
    for (c, p), w, feature in zip(OBSERVATIONS, weights, FEATURES):
        pixels += [w * (a - b) for a, b in zip(project(cameras[c], points[p]), feature)]
    return pixels + [1 - w ** 2 for w in weights]


INPUTS = [CAMERAS, POINTS, WEIGHTS]
write("bundle-adjustment", __file__, cameras=CAMERAS, points=POINTS, weights=WEIGHTS, observations=OBSERVATIONS, features=FEATURES,
      errors=errors(*INPUTS), jacobian=jacobian(errors, INPUTS))
