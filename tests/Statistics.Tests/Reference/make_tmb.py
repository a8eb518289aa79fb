"""Writes tmb-*.txt from the JSON files of six examples of TMB (kaskr/adcomp, tmb_examples), as TMB 1.9.2 in R 4.2.2 evaluated them.

    python3 make_tmb.py FOLDER

FOLDER holds linreg.json, simple.json and so on: data, parameters, and the joint negative log-likelihood with its gradient at the start. They have no
numbers of Fluxion. Results have 12 digits, more than the tests compare; data have all of theirs.
"""
import json
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
HERE = pathlib.Path(__file__).parent


def text(value, digits):
    if isinstance(value, int) or value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if digits is None else f"{value:.{digits}g}"


def write(name, source, data, results):
    lines = [f"# TMB's example {source['name']} (make_tmb.py). {source['model']}"]
    for label, values in data.items():
        lines.append(" ".join([label, *(text(v, None) for v in values)]))
    for label, values in results.items():
        lines.append(" ".join([label, *(text(v, 12) for v in values)]))
    (HERE / f"tmb-{name}.txt").write_text("\n".join(lines) + "\n")


def read(name):
    source = json.loads((FOLDER / f"{name}.json").read_text())
    start = source["start"]
    joint = {"value": [start["joint_nll_at_initial"]], "gradient": start["joint_gradient_at_initial"]} if "joint_nll_at_initial" in start else {}
    return source, source["data"], joint


def flat(rows):
    return [value for row in rows for value in row]


source, data, _ = read("linreg")
start, polished = source["start"], source["sdreport_polished"]
write("linreg", source, {"y": data["Y"], "x": data["x"]}, {
    "value": [start["fn"]], "gradient": start["gr"], "hessian": flat(start["he"]),
    "estimates": source["optimum_polished"]["par"], "minimum": [source["optimum_polished"]["value"]],
    "errors": polished["se_fixed"], "covariance": flat(polished["cov_fixed"]),
    "reported": [polished["adreport"]["value"]], "reported-error": [polished["adreport"]["se"]],
})

source, data, joint = read("simple")
assert set(data["A"]["x"]) | set(data["B"]["x"]) == {1} and data["A"]["i"] == list(range(222))
write("simple", source, {"x": data["x"], "a-column": data["A"]["j"], "b-row": data["B"]["i"], "b-column": data["B"]["j"]}, joint)

source, data, joint = read("nmix")
parameters = source["parameters"]
write("nmix", source, {
    "start": [parameters[name] for name in ("log_lambda", "p0", "p1", "log_sigma")], "x": data["x"], "y": data["y"]["values"],
    "entry": data["IDind"]["values"], "effect": data["ID"]["codes0"], "site": data["IDfac"]["codes0"],
}, joint)

source, data, joint = read("socatt")
write("socatt", source, {"y": data["y"]["codes0"], "x": data["X"]["values"], "group": data["group"]["codes0"]}, joint)

source, data, joint = read("thetalog")
write("thetalog", source, {"y": data["Y"]}, joint)

source, data, joint = read("sdv_multi")
y, gradient = data["y"]["values"], joint["gradient"]
write("sdv-multi", source, {f"y{i}": y[i::3] for i in range(3)}, {
    "value": joint["value"], "gradient": gradient[:12], **{f"gradient-h{i}": gradient[12:][i::3] for i in range(3)},
})
