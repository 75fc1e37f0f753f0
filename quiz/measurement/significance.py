"""Significance: what of several differences may be told, so that few are told where there is none.

Student's t with the degrees of freedom of two unequal errors (Welch, B. L., 1947, The generalization of
“Student's” problem when several different population variances are involved, Biometrika 34, 28-35), and
several tests taken together (Holm, S., 1979, A simple sequentially rejective multiple test procedure,
Scandinavian Journal of Statistics 6, 65-70).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt


def welch_df(sem1: float, df1: int, sem2: float, df2: int) -> float:
    """The difference's degrees of freedom: (SEM₁² + SEM₂²)² / (SEM₁⁴/df₁ + SEM₂⁴/df₂)."""
    return (sem1**2 + sem2**2) ** 2 / (sem1**4 / df1 + sem2**4 / df2)


def two_sided_p(t: float, df: float) -> float:
    """P(|T| ≥ |t|) of Student's t: I_x(df/2, 1/2) with x = df / (df + t²) (Abramowitz & Stegun, 26.7.1)."""
    return incomplete_beta(df / (df + t**2), df / 2, 0.5)


@lru_cache(maxsize=256)
def t_reach(share: float, df: float) -> float:
    """The t beyond which this share (0-1, exclusive) of all differences lies, to either side together."""
    x_low, x_high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (x_low + x_high) / 2
        if incomplete_beta(middle, df / 2, 0.5) < share:
            x_low = middle
        else:
            x_high = middle
    x = (x_low + x_high) / 2
    return sqrt(df * (1 - x) / x)


def holm(p_values: Mapping[str, float], share: float) -> frozenset[str]:
    """Which of them are told, so that with this share of such sets at most any is told wrongly.

    From the smallest p on: the i-th of m (from 0) is told while p ≤ share / (m − i).
    """
    told = []
    for place, key in enumerate(sorted(p_values, key=p_values.__getitem__)):
        if p_values[key] > share / (len(p_values) - place):
            break
        told.append(key)
    return frozenset(told)


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


_TINY = 1e-300
_ENOUGH = 1e-14
_MOST_STEPS = 20_000
_HALVINGS = 100
