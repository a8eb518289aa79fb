"""Writes second.csv and third.csv: higher derivatives of the functions that have rules, as reference values for SecondOrderRuleTests.

    python3 make_second.py        (needs mpmath)

They are central differences of the functions themselves, with steps of 2**-200 (second) and 2**-300 (third) relative to the arguments and 750 digits, so no formula of a
derivative appears here. The arguments are the moderate ones of make_partials.py, as exact doubles.
Columns: rule, result, first operand, second operand, (third operand,) expected derivative, arguments.
"""

import pathlib

from mpmath import mp, mpf

from make_partials import INTEGER_OPERANDS, MORE, PAIR_VALUED, UNARY

STEP = mpf(2) ** -200


def step(x):
    return abs(x) * STEP if x != 0 else STEP


def second(f, args, i, j):
    h, k = step(args[i]), step(args[j])

    def at(a, b):
        moved = list(args)
        moved[i] += a
        moved[j] += b
        return f(*moved)

    if i == j:
        return (at(h, 0) - 2 * f(*args) + at(-h, 0)) / (h * h)
    return (at(h, k) - at(h, -k) - at(-h, k) + at(-h, -k)) / (4 * h * k)


def third(f, args, operands):
    def along(moves, args):
        if not moves:
            return f(*args)
        i, h = moves[0], abs(args[moves[0]]) * mpf(2) ** -300 if args[moves[0]] != 0 else mpf(2) ** -300
        up, down = list(args), list(args)
        up[i] += h
        down[i] -= h
        return (along(moves[1:], up) - along(moves[1:], down)) / (2 * h)

    return along(operands, args)


def rows(rule, f, points, result=0):
    integer = INTEGER_OPERANDS.get(rule)
    for point in points:
        exact = tuple(a if i == integer else float(a) for i, a in enumerate(point))
        if any(a != 0 and not 1e-3 <= abs(a) <= 1e10 for a in exact):
            continue
        for i in range(len(exact)):
            for j in range(i, len(exact)):
                if integer in (i, j) or (rule == "Pow" and exact[0] < 0 and j == 1):
                    continue
                value = second(f, [a if n == integer else mpf(a) for n, a in enumerate(exact)], i, j)
                write(seconds, value, rule, result, exact, i, j)
                for k in range(j, len(exact)):
                    if k != integer and not (rule == "Pow" and exact[0] < 0 and k == 1):
                        write(thirds, third(f, [a if n == integer else mpf(a) for n, a in enumerate(exact)], [i, j, k]), rule, result, exact, i, j, k)


def write(file, value, rule, result, exact, *operands):
    if abs(value) <= mpf(10) ** 300:
        file.write(",".join([rule, str(result), *map(str, operands), mp.nstr(value if abs(value) > mpf(10) ** -100 else mpf(0), 20), *map(repr, exact)]) + "\n")


folder = pathlib.Path(__file__).parent
seconds, thirds = open(folder / "second.csv", "w", newline="\n"), open(folder / "third.csv", "w", newline="\n")
seconds.write("rule,result,first,second,expected,arguments\n")
thirds.write("rule,result,first,second,third,expected,arguments\n")
for name, (function, grid) in UNARY.items():
    rows(name, function, [(x,) for x in grid])
for name, (function, grid) in MORE.items():
    rows(name, function, grid)
for name, (first, other, grid) in PAIR_VALUED.items():
    rows(name, first, [(x,) for x in grid], 0)
    rows(name, other, [(x,) for x in grid], 1)
