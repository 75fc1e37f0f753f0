"""Quantiles of Fisher's F, which Feldt's interval needs; checked against SciPy in the tests."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_ENOUGH = 1e-14
_MOST_STEPS = 20_000
_HALVINGS = 100


def f_quantile(probability: float, numerator_df: int, denominator_df: int) -> float:
    """The quantile of F with these degrees of freedom, to some ten digits; `probability` is 0-1, exclusive.

    With x = d₁F / (d₁F + d₂), F's distribution is the regularised incomplete beta function I_x(d₁/2, d₂/2)
    (Abramowitz & Stegun, 1964, Handbook of Mathematical Functions, 26.6.2); x is found by halving.
    """
    if not 0 < probability < 1 or min(numerator_df, denominator_df) < 1:
        raise ValueError(
            f"got p = {probability}, df = {numerator_df}, {denominator_df}; expected 0 < p < 1, df >= 1"
        )
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, numerator_df / 2, denominator_df / 2) < probability:
            low = middle
        else:
            high = middle
    x = (low + high) / 2
    return denominator_df * x / (numerator_df * (1 - x))


def incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), 0-1, by the continued fraction 26.5.8 of Abramowitz & Stegun."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly, its mirror image does not
        return 1 - incomplete_beta(1 - x, b, a)
    log_front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(log_front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's way from the front; raises ArithmeticError if it does not settle."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, _MOST_STEPS):
        m, is_odd = divmod(step, 2)
        if is_odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _ENOUGH:
            return value
    raise ArithmeticError(f"I_x(a, b) did not converge at x = {x}, a = {a}, b = {b}")
