"""Variance shares: how much of facets' true variance is common, of a domain, or a facet's own, in a sample.

By maximum likelihood from the covariances of facet scores, as the posterior takes them to be:
C = aJ + b·block + cI, and error variances on the diagonal, that are known from alpha. They stand beside the
posterior's own shares, and change nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True)
class VarianceShares:
    """Shares, 0-1, together 1, and the SD of facets' true scores in points."""

    general: float
    domain: float
    own: float
    sd: float


def variance_shares(
    covariances: Matrix, errors: Sequence[float], domains: Sequence[str]
) -> VarianceShares | None:
    """Of facets with these covariances, error variances and domain ids; None where no true variance is left.

    The likelihood of three variances is smooth and has one top, so it is climbed by steps that get shorter.
    """
    place = [max(_LEAST, fsum(row[i] for i, row in enumerate(covariances)) / len(covariances) / 3)] * 3
    best = _misfit(place, covariances, errors, domains)
    step = place[0]
    while step > _SHORTEST:
        nearby = [[max(0.0, v + d) for v, d in zip(place, way, strict=True)] for way in _ways(step)]
        found = min(((_misfit(each, covariances, errors, domains), each) for each in nearby), default=None)
        if found and found[0] < best:
            best, place = found
        else:
            step /= 2
    total = fsum(place)
    if total <= _SHORTEST:
        return None
    general, domain, own = (each / total for each in place)
    return VarianceShares(general, domain, own, sqrt(total))


_LEAST, _SHORTEST = 1.0, 0.01
"""Squared points."""


def _ways(step: float) -> list[tuple[float, float, float]]:
    """Along each axis and each diagonal between two: what one variance gains another often loses."""
    alone = [(step, 0.0, 0.0), (0.0, step, 0.0), (0.0, 0.0, step)]
    between = [(step, -step, 0.0), (step, 0.0, -step), (0.0, step, -step)]
    ways = alone + between
    return ways + [(-x, -y, -z) for x, y, z in ways]


def _misfit(
    variances: Sequence[float], covariances: Matrix, errors: Sequence[float], domains: Sequence[str]
) -> float:
    """log|Σ| + tr(Σ⁻¹S), twice the negative log likelihood of one respondent but for a constant."""
    general, domain, own = variances
    expected = [
        [
            general + domain * (domains[i] == domains[j]) + (own + errors[i]) * (i == j)
            for j in range(len(domains))
        ]
        for i in range(len(domains))
    ]
    root = _cholesky(expected)
    if root is None:
        return float("inf")
    # tr(Σ⁻¹S) = tr(L⁻¹ S L⁻ᵀ): solve with L twice, and S is symmetrical
    once = [_forward(root, row) for row in covariances]
    twice = [_forward(root, column) for column in zip(*once, strict=True)]
    return 2 * fsum(log(row[i]) for i, row in enumerate(root)) + fsum(row[i] for i, row in enumerate(twice))


def _cholesky(matrix: Matrix) -> list[list[float]] | None:
    """The lower root of a matrix; None when it is not positive definite."""
    root: list[list[float]] = []
    for i, row in enumerate(matrix):
        root.append([])
        for j in range(i + 1):
            left = row[j] - fsum(a * b for a, b in zip(root[i], root[j][:j], strict=False))
            if i == j:
                if left <= 0:
                    return None
                root[i].append(sqrt(left))
            else:
                root[i].append(left / root[j][j])
    return root


def _forward(root: Matrix, values: Sequence[float]) -> list[float]:
    """L⁻¹ times a column."""
    found: list[float] = []
    for row, value in zip(root, values, strict=True):
        found.append((value - fsum(a * b for a, b in zip(row, found, strict=False))) / row[len(found)])
    return found
