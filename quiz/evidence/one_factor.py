"""One common factor by maximum likelihood, as statsmodels fits it: part of the `analysis` extra.

Nothing else in the product needs NumPy; it is imported when it is asked for (docs/adr/0027).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

LEAST_ITEMS = 3
"""With two items a one-factor model has more unknowns than there are covariances."""

_START = 0.7
"""Where every loading starts: a fixed place, or each run would begin at a random one."""


class AnalysisExtraMissingError(RuntimeError):
    """statsmodels is not installed: `pip install limelight[analysis]`."""


class NoSolutionError(ArithmeticError):
    """The likelihood has no maximum with proper uniquenesses for these correlations."""


@dataclass(frozen=True)
class OneFactor:
    """Standardised loadings and uniquenesses in the items' order; λ² + ψ = 1."""

    loadings: tuple[float, ...]
    uniquenesses: tuple[float, ...]


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
