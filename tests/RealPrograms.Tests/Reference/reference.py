"""What the other programs here share: derivatives by central differences at 60 digits, and the files that the tests read.

A file has a name and numbers on each line; arrays are flattened row by row. Inputs are doubles, written so that they round-trip.
"""
import os
from mpmath import mp, mpf

mp.dps = 60
STEP = mpf(10) ** -20  # the error of a central difference is of the order of its square


def exact(values):
    """Doubles as they are, nested as they are."""
    return [exact(v) for v in values] if isinstance(values, (list, tuple)) else mpf(values)


def flatten(values):
    return [x for v in values for x in flatten(v)] if isinstance(values, (list, tuple)) else [values]


def rebuild(like, flat):
    """The numbers of an iterator, nested like something else."""
    return [rebuild(v, flat) for v in like] if isinstance(like, (list, tuple)) else next(flat)


def difference(f, inputs, i):
    """The derivative of a list of results with respect to the i-th of all numbers in the inputs."""
    def at(h):
        flat = flatten(inputs)
        flat[i] += h
        return flatten([f(*rebuild(inputs, iter(flat)))])
    return [(b - a) / (2 * STEP) for a, b in zip(at(-STEP), at(STEP))]


def jacobian(f, inputs):
    """Rows are results, columns the numbers in the inputs."""
    inputs = exact(inputs)
    columns = [difference(f, inputs, i) for i in range(len(flatten(inputs)))]
    return [list(row) for row in zip(*columns)]


def gradients(f, inputs):
    """The value, and for each input its gradient."""
    inputs = exact(inputs)
    slopes = iter(jacobian(f, inputs)[0])
    return f(*inputs), [rebuild([v], slopes) for v in inputs]


def text(x):
    return mp.nstr(x, 20) if isinstance(x, mpf) else str(x)


def write(name, script, **lines):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".txt")
    with open(path, "w") as file:
        file.write(f"# Written by {os.path.basename(script)}: mpmath, 60 digits, derivatives by central differences.\n")
        for key, value in lines.items():
            file.write(" ".join([key] + [text(x) for x in flatten([value])]) + "\n")
