"""Likelihoods of state-space models, as normal densities of all observations at once or as sums over all paths."""
import itertools
import random
from mpmath import det, exp, log, lu_solve, matrix, mpf, pi
from reference import exact, gradients, write

rng = random.Random(7)


def log_normal(y, mean, covariance):
    d = matrix([a - b for a, b in zip(y, mean)])
    return -(len(y) * log(2 * pi) + log(det(covariance)) + (d.T * lu_solve(covariance, d))[0]) / 2


def local_level(level, log_eta, log_epsilon):
    """The covariance of the levels at two times is that of the earlier one."""
    seen = [(t, v) for t, v in enumerate(exact(LEVELS)) if v == v]
    covariance = matrix(len(seen))
    for i, (s, _) in enumerate(seen):
        for j, (t, _) in enumerate(seen):
            covariance[i, j] = 10 + min(s, t) * exp(2 * log_eta) + (exp(2 * log_epsilon) if s == t else 0)
    return log_normal([v for _, v in seen], [level] * len(seen), covariance)


def trend(sigmas, damping):
    """Moments of the states by their recursions, then the density of all observations but the first."""
    y = exact(TREND)
    transition = matrix([[1, 1], [0, damping]])
    noise = matrix([[sigmas[0] ** 2, 0], [0, sigmas[1] ** 2]])
    mean, variance = matrix([y[0], 0]), matrix([[4, 0], [0, 1]])
    means, variances = [], []
    for _ in y[1:]:
        mean, variance = transition * mean, transition * variance * transition.T + noise
        means.append(mean[0])
        variances.append(variance)
    n = len(means)
    covariance = matrix(n)
    for i in range(n):
        carried = variances[i]
        for j in range(i, n):
            covariance[i, j] = covariance[j, i] = carried[0, 0]
            carried = transition * carried
        covariance[i, i] += sigmas[2] ** 2
    return log_normal(y[1:], means, covariance)


def all_paths(states, start, transition, emission):
    """The likelihood by its definition."""
    total = mpf(0)
    for path in itertools.product(range(states), repeat=len(emission)):
        p = start[path[0]] * emission[0][path[0]]
        for t in range(1, len(path)):
            p *= transition[path[t - 1]][path[t]] * emission[t][path[t]]
        total += p
    return log(total)


def scaled(start, transition, emission):
    return all_paths(len(start), start, transition, [[row[symbol] for row in emission] for symbol in SYMBOLS])


def gaussian(logits, means, log_sigmas):
    weights = [[mpf(1)] + [exp(v) for v in row] for row in logits]
    transition = [[w / sum(row) for w in row] for row in weights]
    density = [[exp(-((y - m) / exp(s)) ** 2 / 2 - s) / (2 * pi) ** mpf("0.5") for m, s in zip(means, log_sigmas)] for y in exact(NUMBERS)]
    return all_paths(len(means), [mpf(1) / len(means)] * len(means), transition, density)


LEVELS = [round(3 + 0.3 * t ** 0.5 + rng.gauss(0, 0.6), 3) for t in range(20)]
LEVELS[4] = LEVELS[11] = LEVELS[12] = float("nan")
INPUTS = [2.5, -0.9, -0.4]
value, slopes = gradients(local_level, INPUTS)
write("local-level", __file__, y=["NaN" if v != v else v for v in LEVELS], inputs=INPUTS, value=value, gradient=slopes)

TREND = [round(1 + 0.4 * t + rng.gauss(0, 0.5), 3) for t in range(16)]
SIGMAS, DAMPING = [0.3, 0.2, 0.5], 0.9
value, (d_sigmas, d_damping) = gradients(trend, [SIGMAS, DAMPING])
write("trend", __file__, y=TREND, sigmas=SIGMAS, damping=DAMPING, value=value, dSigmas=d_sigmas, dDamping=d_damping)

SYMBOLS = [0, 2, 1, 1, 0, 2, 2, 0]
START, TRANSITION, EMISSION = [0.5, 0.3, 0.2], [[0.7, 0.2, 0.1], [0.15, 0.8, 0.05], [0.3, 0.3, 0.4]], [[0.6, 0.3, 0.1], [0.1, 0.2, 0.7], [0.25, 0.5, 0.25]]
value, (d_start, d_transition, d_emission) = gradients(scaled, [START, TRANSITION, EMISSION])
write("hmm-symbols", __file__, symbols=SYMBOLS, start=START, transition=TRANSITION, emission=EMISSION,
      value=value, dStart=d_start, dTransition=d_transition, dEmission=d_emission)

NUMBERS = [0.3, -1.2, 2.4, 2.9, 0.1, -0.8, 3.3]
LOGITS, MEANS, LOG_SIGMAS = [[-0.8, -1.5], [0.4, -0.3], [0.2, 1.1]], [-0.5, 0.9, 2.8], [-0.2, 0.1, -0.5]
value, (d_logits, d_means, d_log_sigmas) = gradients(gaussian, [LOGITS, MEANS, LOG_SIGMAS])
write("hmm-numbers", __file__, y=NUMBERS, logits=LOGITS, means=MEANS, logSigmas=LOG_SIGMAS,
      value=value, dLogits=d_logits, dMeans=d_means, dLogSigmas=d_log_sigmas)
