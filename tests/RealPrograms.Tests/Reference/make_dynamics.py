"""Fits of differential equations, and bodies that attract each other."""
import math
from mpmath import cos, mpf, pi, sqrt
from reference import exact, flatten, gradients, jacobian, write


def rk4(f, y, start, end, steps):
    """The classical Runge-Kutta method by its tableau."""
    h = (end - start) / steps
    for n in range(steps):
        t, slopes = start + n * h, []
        for c in (0, mpf(1) / 2, mpf(1) / 2, 1):
            at = y if not slopes else [a + c * h * k for a, k in zip(y, slopes[-1])]
            slopes.append(f(t + c * h, at))
        y = [a + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6 for a, k1, k2, k3, k4 in zip(y, *slopes)]
    return y


TIMES = [0.5, 1.25, 2.0, 3.5, 4.0]
COUNTS = [[9.1, 6.3], [6.0, 8.2], [3.4, 7.9], [2.1, 4.0], [2.3, 3.1]]


def predator_prey(growth, predation, efficiency, mortality, start):
    t, y, total = mpf(0), start, mpf(0)
    for end, row in zip(exact(TIMES), exact(COUNTS)):
        y = rk4(lambda _, s: [s[0] * (growth - predation * s[1]), s[1] * (efficiency * predation * s[0] - mortality)], y, t, end, 8)
        t = end
        total += sum((a - b) ** 2 for a, b in zip(y, row))
    return total


INPUTS = [0.9, 0.15, 0.7, 0.6, [10.0, 5.0]]
value, slopes = gradients(predator_prey, INPUTS)
write("predator-prey", __file__, times=TIMES, counts=COUNTS, inputs=INPUTS[:4], start=INPUTS[4], value=value, gradient=slopes[:4], dStart=slopes[4])

CASES = [round(0.002 * math.exp(-((week - 9) / 4) ** 2) * (20 + week % 3), 4) for week in range(20)]


def season(contact, amplitude, recovery, seed):
    """Only those who can fall ill and those who are matter."""
    def f(t, y):
        infections = contact * (1 + amplitude * cos(2 * pi * t / 52)) * y[0] * y[1]
        return [-infections, infections - recovery * y[1]]
    y, total = [1 - seed, seed], mpf(0)
    for week, cases in enumerate(exact(CASES)):
        after = rk4(f, y, mpf(week), mpf(week + 1), 4)
        total += (y[0] - after[0] - cases) ** 2
        y = after
    return total


INPUTS = [1.3, 0.15, 0.55, 0.001]
value, slopes = gradients(season, INPUTS)
write("season", __file__, cases=CASES, inputs=INPUTS, value=value, gradient=slopes)

POSITIONS = [0.0, 0.1, -0.2, 1.0, 0.3, 0.2, -0.7, 1.1, 0.4]
VELOCITIES = [0.0, -0.1, 0.05, 0.2, 0.7, -0.1, -0.5, -0.3, 0.2]
MASSES = [1.0, 0.3, 0.15]
STEP, STEPS = 0.02, 12


def rows(flat):
    return [flat[i:i + 3] for i in range(0, len(flat), 3)]


def distance(a, b):
    return sqrt(sum((p - q) ** 2 for p, q in zip(a, b)))


def energy(positions, velocities, masses):
    x, v = rows(positions), rows(velocities)
    kinetic = sum(m * sum(c ** 2 for c in u) for m, u in zip(masses, v)) / 2
    return kinetic - sum(masses[i] * masses[j] / distance(x[i], x[j]) for i in range(len(x)) for j in range(i))


def leapfrog(positions, velocities, masses, step):
    """Velocities half a step ahead: the positions are those of Stoermer and Verlet."""
    def pull(x):
        return [[sum(m * (b[d] - a[d]) / distance(a, b) ** 3 for b, m in zip(x, masses) if b is not a) for d in range(3)] for a in x]

    def move(u, w, h):
        return [[a + h * b for a, b in zip(p, q)] for p, q in zip(u, w)]
    x, half = rows(positions), move(rows(velocities), pull(rows(positions)), step / 2)
    for n in range(STEPS):
        x = move(x, half, step)
        half = move(half, pull(x), step if n < STEPS - 1 else step / 2)
    return flatten([x, half])


value, (d_positions, d_velocities, d_masses) = gradients(energy, [POSITIONS, VELOCITIES, MASSES])
INPUTS = [POSITIONS, VELOCITIES, MASSES, STEP]
write("n-body", __file__, positions=POSITIONS, velocities=VELOCITIES, masses=MASSES, energy=value, dPositions=d_positions, dVelocities=d_velocities, dMasses=d_masses,
      step=STEP, steps=STEPS, moved=leapfrog(*exact(INPUTS)), jacobian=jacobian(leapfrog, INPUTS))
