"""Running sums of one or several numbers, from which means and covariances come; no list of cases is kept."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from quiz.instrument.instrument import SCORE_MID


class Moments:
    """Of numbers that are taken together: their count, sums and cross-products.

    Sums are of differences from the middle of the scale, so that a hundred thousand cases lose no digits.
    """

    def __init__(self, width: int) -> None:
        self.n = 0
        self._sums = [0.0] * width
        self._products = [[0.0] * (place + 1) for place in range(width)]

    def add(self, values: Sequence[float], times: int = 1) -> None:
        """Count one case, or several that are equal."""
        self.n += times
        centred = [value - SCORE_MID for value in values]
        for row, value in enumerate(centred):
            self._sums[row] += times * value
            products = self._products[row]
            for column in range(row + 1):
                products[column] += times * value * centred[column]

    def means(self) -> list[float]:
        """Raises ZeroDivisionError when nothing was added."""
        return [SCORE_MID + total / self.n for total in self._sums]

    def covariances(self) -> list[list[float]]:
        """With n - 1 below. Raises ZeroDivisionError for fewer than two cases."""
        width = range(len(self._sums))
        return [[self._covariance(max(i, j), min(i, j)) for j in width] for i in width]

    def sd(self) -> float:
        """The first number's standard deviation."""
        return sqrt(max(0.0, self._covariance(0, 0)))

    def _covariance(self, row: int, column: int) -> float:
        between = self._sums[row] * self._sums[column] / self.n
        return (self._products[row][column] - between) / (self.n - 1)
