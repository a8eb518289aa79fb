"""Times the value and gradient of a model in PyTorch, on one thread: torch_peer.py MODEL FOLDER.

FOLDER holds an array of doubles in each file. Prints one object of JSON: value, gradient, and the nanoseconds of the fastest run.
"""
import json
import math
import pathlib
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def logistic(beta, x, y):
    eta = x.reshape(len(y), -1) @ beta
    return torch.sum(torch.nn.functional.softplus(eta) - y * eta)


def gaussian(beta, log_sigma, x, y):
    residual = y - x.reshape(len(y), -1) @ beta
    return torch.sum(0.5 * residual**2) * torch.exp(-2 * log_sigma[0]) + len(y) * (log_sigma[0] + 0.5 * math.log(2 * math.pi))


def gmm(alphas, means, icf, x, sizes):
    d, m = int(sizes[0]), int(sizes[2])
    gamma, k = float(sizes[1]), len(alphas)
    means, icf, x = means.reshape(k, d), icf.reshape(k, -1), x.reshape(-1, d)
    logs = icf[:, :d]
    diagonals = torch.exp(logs)
    columns, rows = torch.triu_indices(d, d, 1)
    lower = torch.zeros(k, d, d)
    lower[:, rows, columns] = icf[:, d:]
    factors = lower + torch.diag_embed(diagonals)
    centered = x[:, None, :] - means[None, :, :]
    scaled = torch.einsum("kij,nkj->nki", factors, centered)
    terms = alphas + logs.sum(1) - 0.5 * torch.sum(scaled**2, 2)
    n = len(x)
    likelihood = torch.sum(torch.logsumexp(terms, 1)) - n * (0.5 * d * math.log(2 * math.pi) + torch.logsumexp(alphas, 0))
    squares = torch.sum(diagonals**2, 1) + torch.sum(icf[:, d:] ** 2, 1)
    degrees = d + m + 1
    normalizer = degrees * d * (math.log(gamma) - 0.5 * math.log(2)) - float(torch.mvlgamma(torch.tensor(0.5 * degrees), d))
    return likelihood + torch.sum(0.5 * gamma**2 * squares - m * logs.sum(1)) - k * normalizer


MODELS = {"logistic": (logistic, ["beta"]), "gaussian": (gaussian, ["beta", "log_sigma"]), "gmm": (gmm, ["alphas", "means", "icf"])}


def main():
    function, active = MODELS[sys.argv[1]]
    arguments = {}
    for file in pathlib.Path(sys.argv[2]).glob("*.bin"):
        arguments[file.stem] = torch.frombuffer(bytearray(file.read_bytes()), dtype=torch.float64).requires_grad_(file.stem in active)

    fastest, start, runs = math.inf, time.perf_counter(), 0
    while runs < 5 or (runs < 200 and time.perf_counter() - start < 1.0):
        before = time.perf_counter_ns()
        value = function(**arguments)
        gradients = torch.autograd.grad(value, [arguments[name] for name in active])
        fastest = min(fastest, time.perf_counter_ns() - before)
        runs += 1
    print(json.dumps({"value": value.item(), "gradient": torch.cat(gradients).tolist(), "ns": fastest}))


main()
