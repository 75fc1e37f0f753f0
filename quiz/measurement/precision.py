"""Precision of a score: a respondent's own standard error of measurement, and the 95 % confidence band.

The error is estimated from how much the respondent's answers within each facet differ, with facets as strata
(Brennan, R. L., 1998, Raw-score conditional standard errors of measurement in generalizability theory,
Applied Psychological Measurement 22, 307-331). So it needs no norm group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, hypot, sqrt
from statistics import NormalDist

from quiz.instrument.instrument import SCORE_MAX, SCORE_MIN

SD_FLOOR = 10.0
"""Points; less than half a step of a five-point format. Keeps a straight-liner from having no error."""


@dataclass(frozen=True)
class Spread:
    """A respondent's pooled within-facet standard deviation in points, and its degrees of freedom."""

    sd: float
    df: int


def pooled_spread(facets: Iterable[Sequence[float]]) -> Spread:
    """Pool the keyed values of each facet: s² = Σ_f Σ_i (y_fi - ȳ_f)² / Σ_f (n_f - 1), floored at SD_FLOOR.

    Facets without an answer do not count; with no facet of two answers df is 0 and the floor is all there is.
    """
    answered = [values for values in facets if values]
    df = sum(len(values) - 1 for values in answered)
    if df == 0:
        return Spread(SD_FLOOR, 0)
    sum_of_squares = fsum(_sum_of_squares(values) for values in answered)
    return Spread(max(SD_FLOOR, sqrt(sum_of_squares / df)), df)


def facet_sem(spread: Spread, answers: int) -> float:
    """Standard error in points of a facet's mean over `answers` items: s / √n."""
    return spread.sd / sqrt(answers)


def expected_narrowing(answers: int, more_answers: int) -> float:
    """By which share bands are expected to be narrower with more answers, all in all: 1 - √(n / n′)."""
    return 1 - sqrt(answers / more_answers)


def mean_sem(sems: Sequence[float]) -> float:
    """Standard error in points of a mean of independent scores: √(Σ SEM²) / k.

    Over k facets it is s/k · √(Σ 1/n_f), a domain's error; over the two domains it is the headline's.
    """
    return hypot(*sems) / len(sems)


def confidence_band(score: float, sem: float, df: int) -> tuple[float, float]:
    """The 95 % band, score ± t(0.975; df) · SEM, clipped to 0-100; with df = 0 nothing is ruled out."""
    if df == 0:
        return SCORE_MIN, SCORE_MAX
    reach = t_quantile_975(df) * sem
    return max(SCORE_MIN, score - reach), min(SCORE_MAX, score + reach)


@lru_cache(maxsize=128)
def t_quantile_975(df: int) -> float:
    """The 0.975 quantile of Student's t with `df` degrees of freedom, to 0.0005 or better.

    Up to 30 from the table, beyond it by expansion. Raises ValueError when df is below 1.
    """
    if df < 1:
        raise ValueError(f"df: got {df}, expected at least 1")
    return _T_975[df - 1] if df <= len(_T_975) else _t_expansion(df)


# Abramowitz & Stegun (1964), Handbook of Mathematical Functions, table 26.10 (two-sided 0.95), df 1 to 30.
_T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)

_Z_975 = NormalDist().inv_cdf(0.975)


def _t_expansion(df: int) -> float:
    """Abramowitz & Stegun (1964), 26.7.5: the normal quantile plus terms in 1/df."""
    z = _Z_975
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def _sum_of_squares(values: Sequence[float]) -> float:
    mean = fsum(values) / len(values)
    return fsum([(value - mean) ** 2 for value in values])
