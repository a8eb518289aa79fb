"""Black-Scholes prices with the Greeks' closed forms, an Asian option, and GARCH(1, 1)."""
import random
from mpmath import exp, log, mpf, ncdf, npdf, pi, sqrt
from reference import exact, gradients, write


def greeks(spot, strike, maturity, rate, dividend, volatility, sign):
    """Price and its derivatives as in Hull, Options, Futures, and Other Derivatives, chapter on the Greek letters; sign 1 is a call, -1 a put."""
    s, k, t, r, q, v = exact([spot, strike, maturity, rate, dividend, volatility])
    d1 = (log(s / k) + (r - q + v ** 2 / 2) * t) / (v * sqrt(t))
    d2 = d1 - v * sqrt(t)
    share, cash = exp(-q * t) * ncdf(sign * d1), exp(-r * t) * ncdf(sign * d2)
    vega = s * exp(-q * t) * npdf(d1) * sqrt(t)
    return {
        "price": sign * (s * share - k * cash),
        "delta": sign * share,
        "strike": -sign * cash,
        "theta": vega * v / (2 * t) + sign * (r * k * cash - q * s * share),
        "rho": sign * k * t * cash,
        "dividend": -sign * s * t * share,
        "vega": vega,
    }


OPTIONS = [(100.0, 95.0, 0.75, 0.03, 0.01, 0.2, 1), (100.0, 120.0, 0.5, 0.05, 0.0, 0.35, -1), (42.0, 40.0, 2.0, 0.1, 0.02, 0.15, -1), (80.0, 130.0, 0.25, 0.02, 0.0, 0.3, 1)]
write("black-scholes", __file__, options=OPTIONS, expected=[list(greeks(*option).values()) for option in OPTIONS])

rng = random.Random(20)
NORMALS = [[round(rng.gauss(0, 1), 4) for _ in range(12)] for _ in range(64)]


def asian(spot, strike, rate, volatility, maturity):
    total = mpf(0)
    for path in exact(NORMALS):
        dt = maturity / len(path)
        prices, level = [], log(spot)
        for z in path:
            level += (rate - volatility ** 2 / 2) * dt + volatility * sqrt(dt) * z
            prices.append(exp(level))
        total += max(sum(prices) / len(prices) - strike, mpf(0))
    return exp(-rate * maturity) * total / len(NORMALS)


INPUTS = [100.0, 101.5, 0.04, 0.25, 1.5]
value, slopes = gradients(asian, INPUTS)
write("asian-option", __file__, normals=NORMALS, inputs=INPUTS, value=value, gradient=slopes)

RETURNS = []
spread = 0.011
for _ in range(250):
    r = round(rng.gauss(0.0004, spread), 6)
    RETURNS.append(r)
    spread = sqrt(mpf(4e-6) + mpf(0.08) * r ** 2 + mpf(0.88) * spread ** 2)
    spread = float(spread)


def garch(mean, omega, alpha, beta):
    """The variances first, then the density of each return."""
    returns = exact(RETURNS)
    variances = [omega / (1 - alpha - beta)]
    for r in returns[:-1]:
        variances.append(omega + alpha * (r - mean) ** 2 + beta * variances[-1])
    return -sum(log(npdf((r - mean) / sqrt(h)) / sqrt(h)) for r, h in zip(returns, variances))


INPUTS = [0.0005, 5e-6, 0.07, 0.9]
value, slopes = gradients(garch, INPUTS)
write("garch", __file__, returns=RETURNS, inputs=INPUTS, value=value, gradient=slopes)
