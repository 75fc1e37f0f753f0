"""Change: do the scores of two people differ by more than their errors of measurement allow?

z = (x₂ - x₁) / √(SEM₁² + SEM₂²), and beyond 1.96 the difference is taken for real, in 95 of 100 cases rightly
(Jacobson, N. S. & Truax, P., 1991, Clinical significance, Journal of Consulting and Clinical Psychology 59,
12-19). What one person's results say of two times is told by another rule: see `progress`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from quiz.measurement.profile import Score

BEYOND_ERROR = 1.96
"""How many standard errors of the difference."""


@dataclass(frozen=True)
class Change:
    """From one score to another; `is_beyond_error` is the verdict, never true where an error is unknown."""

    first: Score
    second: Score

    @property
    def difference(self) -> float:
        """The second minus the first, in points, -100 to 100."""
        return self.second.score - self.first.score

    @property
    def least_difference(self) -> float:
        """Points that a difference must exceed to count: 1.96 · √(SEM₁² + SEM₂²), and what rounding moved."""
        return BEYOND_ERROR * self._error + self.first.rounded_by + self.second.rounded_by

    @property
    def z(self) -> float:
        """The difference in its standard errors."""
        return self.difference / self._error

    @property
    def is_beyond_error(self) -> bool:
        is_known = self.first.df > 0 and self.second.df > 0
        return is_known and abs(self.difference) > self.least_difference

    @property
    def _error(self) -> float:
        return hypot(self.first.sem, self.second.sem)


def change_of(first: Score | None, second: Score | None) -> Change | None:
    """The change between two scores; None when one is unscored."""
    return None if first is None or second is None else Change(first, second)
