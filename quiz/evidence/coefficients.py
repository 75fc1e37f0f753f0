"""Coefficients of reliability, each from covariances alone, and the one-factor model that omega needs.

A covariance matrix is a square of rows in the items' order, over the same respondents throughout. Feldt's
interval has quantiles of Fisher's F, checked against SciPy in the tests. The model is fitted by statsmodels,
of the `analysis` extra: nothing else in the product needs NumPy, so it is imported when it is asked for
(docs/adr/0027).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum, sqrt

from quiz.measurement.significance import incomplete_beta

Covariances = Sequence[Sequence[float]]

CONFIDENCE = 0.95

LEAST_ITEMS = 3
"""With two items a one-factor model has more unknowns than there are covariances."""


class AnalysisExtraMissingError(RuntimeError):
    """statsmodels is not installed: `pip install limelight[analysis]`."""


class NoSolutionError(ArithmeticError):
    """The likelihood has no maximum with proper uniquenesses for these correlations."""


@dataclass(frozen=True)
class OneFactor:
    """Standardised loadings and uniquenesses in the items' order; λ² + ψ = 1."""

    loadings: tuple[float, ...]
    uniquenesses: tuple[float, ...]


def cronbach_alpha(covariances: Covariances) -> float | None:
    """Cronbach's alpha, at most 1: k/(k-1) · (1 - Σσ²ᵢ / σ²ₓ); None for fewer than two items or no variance.

    Cronbach, L. J. (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16, 297-334.
    """
    k = len(covariances)
    total = total_variance(covariances)
    if k < 2 or total <= 0:
        return None
    return k / (k - 1) * (1 - fsum(variances(covariances)) / total)


def feldt_interval(alpha: float, n: int, k: int) -> tuple[float, float]:
    """The 95 % interval of alpha from n respondents and k items: 1 - (1 - α) F, F with n-1, (n-1)(k-1) df.

    Feldt, L. S., Woodruff, D. J. & Salih, F. A. (1987), Statistical inference for coefficient alpha, Applied
    Psychological Measurement 11, 93-103. It takes items as essentially tau-equivalent and errors as normal.
    """
    df1, df2, tail = n - 1, (n - 1) * (k - 1), (1 - CONFIDENCE) / 2
    low, high = (1 - (1 - alpha) * f_quantile(p, df1, df2) for p in (1 - tail, tail))
    return low, high


def mcdonald_omega(loadings: Sequence[float], uniquenesses: Sequence[float]) -> float:
    """McDonald's omega of the items' sum in a one-factor model: (Σλ)² / ((Σλ)² + Σψ), 0-1.

    Loadings and uniquenesses in the items' own units (λ·SD and ψ·SD² of the standardised ones).
    McDonald, R. P. (1999), Test theory: a unified treatment, Erlbaum, p. 89.
    """
    common = fsum(loadings) ** 2
    return common / (common + fsum(uniquenesses))


def stratified_alpha(parts: Sequence[tuple[float, float]], variance: float) -> float | None:
    """Reliability of a mean of scales: 1 - Σ w²σ²_f(1 - α_f) / σ²_X; None without variance.

    `parts` holds each scale's variance and alpha, `variance` is that of their mean, w = 1 / number of parts.
    Cronbach, L. J., Schönemann, P. & McKie, D. (1965), Alpha coefficients for stratified-parallel tests,
    Educational and Psychological Measurement 25, 291-312.
    """
    if variance <= 0:
        return None
    error = fsum(part * (1 - alpha) for part, alpha in parts) / len(parts) ** 2
    return 1 - error / variance


def standard_error(sd: float, reliability: float) -> float:
    """The group's standard error of measurement, SD · √(1 - r), in the SD's unit."""
    return sd * sqrt(max(0.0, 1 - reliability))


def item_rest_correlations(covariances: Covariances) -> tuple[float | None, ...]:
    """Each item with the sum of the others, -1 to 1; None where one of the two does not vary."""
    total = total_variance(covariances)
    return tuple(_item_rest(row, row[place], total) for place, row in enumerate(covariances))


def correlations(covariances: Covariances) -> list[list[float]] | None:
    """The correlation matrix; None when an item does not vary."""
    sds = [sqrt(max(0.0, variance)) for variance in variances(covariances)]
    if not all(sds):
        return None
    return [
        [value / (sds[i] * sds[j]) if i != j else 1.0 for j, value in enumerate(row)]
        for i, row in enumerate(covariances)
    ]


def one_factor(correlations: Sequence[Sequence[float]]) -> OneFactor:
    """Fit the model to a correlation matrix of LEAST_ITEMS items or more.

    Jöreskog, K. G. (1967), Some contributions to maximum likelihood factor analysis, Psychometrika 32,
    443-482. Raises AnalysisExtraMissingError or NoSolutionError.
    """
    try:
        import numpy as np  # noqa: PLC0415 - an extra, and half a second
        from statsmodels.multivariate.factor import Factor  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise AnalysisExtraMissingError("install the analysis extra") from missing
    k = len(correlations)
    start = np.full((k, 1), _START), np.full(k, 1 - _START**2)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("error")  # it warns where it does not converge, and goes on
            fit = Factor(corr=np.array(correlations), n_factor=1, method="ml").fit(start=start)
    except (Warning, ArithmeticError, np.linalg.LinAlgError) as error:
        raise NoSolutionError(str(error)) from error
    loadings, uniquenesses = fit.loadings[:, 0].tolist(), fit.uniqueness.tolist()
    if not all(0 < value <= 1 + 1e-6 for value in uniquenesses):
        raise NoSolutionError("a uniqueness lies outside of 0 to 1")
    if not all(abs(value) <= 1 + 1e-6 for value in chain(loadings, uniquenesses)):
        raise NoSolutionError("a loading lies outside of -1 to 1")
    return OneFactor(tuple(loadings), tuple(uniquenesses))


_START = 0.7
"""Where every loading starts: a fixed place, or each run would begin at a random one."""


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


def variances(covariances: Covariances) -> list[float]:
    return [row[place] for place, row in enumerate(covariances)]


def total_variance(covariances: Covariances) -> float:
    """Of the items' sum."""
    return fsum(value for row in covariances for value in row)


def _item_rest(row: Sequence[float], own: float, total: float) -> float | None:
    with_total = fsum(row)
    rest = total - 2 * with_total + own
    if own <= 0 or rest <= 0 or len(row) < 2:
        return None
    return max(-1.0, min(1.0, (with_total - own) / sqrt(own * rest)))
