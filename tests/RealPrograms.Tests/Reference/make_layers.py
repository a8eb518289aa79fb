"""A network of layers with weights in matrices, and the mean squared error of a small batch."""
import random

from mpmath import mpf, tanh

from reference import exact, gradients, write

rng = random.Random(11)
SIZES = [2, 3, 2, 1]
SAMPLES = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
TARGETS = [-0.5, 0.75, 0.8, -0.45]


def draw(n):
    return [round(rng.uniform(-1, 1), 3) for _ in range(n)]


def loss(*layers):
    total = mpf(0)
    for x, target in zip(exact(SAMPLES), exact(TARGETS)):
        for n, (w, b) in enumerate(zip(layers[::2], layers[1::2])):
            s = [sum(w[len(x) * i + j] * x[j] for j in range(len(x))) + b[i] for i in range(len(b))]
            x = s if n == len(SIZES) - 2 else [tanh(v) for v in s]
        total += (x[0] - target) ** 2
    return total / len(SAMPLES)


PARAMETERS = [numbers for size, after in zip(SIZES, SIZES[1:]) for numbers in (draw(size * after), draw(after))]
value, slopes = gradients(loss, PARAMETERS)
write("layers", __file__, sizes=SIZES, samples=SAMPLES, targets=TARGETS, parameters=PARAMETERS, value=value, gradient=slopes)
