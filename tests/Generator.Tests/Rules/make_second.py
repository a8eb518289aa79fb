"""Writes second.csv: second derivatives of the functions that have rules, as reference values for SecondOrderRuleTests.

    python3 make_second.py > second.csv        (needs mpmath)

They are central differences of the functions themselves, with steps of 2**-200 relative to the arguments and 750 digits, so no formula of a
derivative appears here. The arguments are the moderate ones of make_partials.py, as exact doubles.
Columns: rule, result, first operand, second operand, expected derivative, arguments.
"""

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
                if abs(value) > mpf(10) ** 300:
                    continue
                print(",".join([rule, str(result), str(i), str(j), mp.nstr(value if abs(value) > mpf(10) ** -100 else mpf(0), 20), *map(repr, exact)]))


print("rule,result,first,second,expected,arguments")
for name, (function, grid) in UNARY.items():
    rows(name, function, [(x,) for x in grid])
for name, (function, grid) in MORE.items():
    rows(name, function, grid)
for name, (first, other, grid) in PAIR_VALUED.items():
    rows(name, first, [(x,) for x in grid], 0)
    rows(name, other, [(x,) for x in grid], 1)
