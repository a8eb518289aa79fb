"""A network of two layers with a normalised hidden layer: softmax and cross entropy over a small batch."""
import random

from mpmath import exp, log, mpf, sqrt, tanh

from reference import exact, gradients, write

rng = random.Random(7)
INPUTS, HIDDEN, CLASSES, BATCH = 3, 5, 4, 6


def draw(n):
    return [round(rng.uniform(-1, 1), 3) for _ in range(n)]


SAMPLES = [draw(INPUTS) for _ in range(BATCH)]
LABELS = [rng.randrange(CLASSES) for _ in range(BATCH)]


def layer(w, b, x):
    return [sum(w[len(x) * i + j] * x[j] for j in range(len(x))) + b[i] for i in range(len(b))]


def loss(w1, b1, w2, b2, decay):
    total = mpf(0)
    for x, label in zip(exact(SAMPLES), LABELS):
        h = layer(w1, b1, x)
        mean = sum(h) / len(h)
        spread = sqrt(sum((v - mean) ** 2 for v in h) / len(h)) + mpf(1e-3)
        z = layer(w2, b2, [tanh((v - mean) / spread) for v in h])
        total += log(sum(exp(v) for v in z)) - z[label]
    return total / BATCH + decay * sum(w * w for w in w1 + w2)


PARAMETERS = [draw(INPUTS * HIDDEN), draw(HIDDEN), draw(HIDDEN * CLASSES), draw(CLASSES), 0.05]
value, slopes = gradients(loss, PARAMETERS)
w1, b1, w2, b2, decay = PARAMETERS
write("tensor-network", __file__, samples=SAMPLES, labels=LABELS, w1=w1, b1=b1, w2=w2, b2=b2, decay=decay, value=value, gradient=slopes)
