"""Sums of what response sets say while they stream past, once: enough for every figure, and of no one person.

The answers to one facet are few items of few options, so the same patterns come again and again: each set
only raises a count for each facet, and the sums are worked out from the patterns. A facet of so many items
that its patterns do not come again is summed up whenever there are MOST_PATTERNS of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from quiz.instrument.instrument import SCORE_MID, Edition, Instrument, Item
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import keyed_value, mean, scoring_key

MOST_PATTERNS = 20_000
"""Of a facet in memory, some 6 MB."""

Pattern = tuple[int | None, ...]


class EditionSums:
    """All response sets to one edition of one instrument so far."""

    def __init__(self, edition: Edition, instrument: Instrument) -> None:
        needed = scoring_key(edition, instrument).answers_needed
        self.edition, self.instrument = edition, instrument
        self.respondents = 0
        self.facets = {
            facet.id: FacetSums(edition.items_of(facet.id), needed[facet.id], instrument)
            for facet in instrument.facets
        }
        self.domains = {domain.id: Moments(1) for domain in instrument.domains}
        self.headline = Moments(1)
        self.asked = [facet.id for facet in instrument.facets if edition.items_of(facet.id)]
        self.together = Moments(len(self.asked))
        self._facets_of = {domain.id: [facet.id for facet in domain.facets] for domain in instrument.domains}

    def add(self, responses: Responses) -> None:
        """Count one response set. Raises OptionOutOfRangeError; items of other editions are left aside."""
        self.respondents += 1
        scores = {facet_id: facet.add(responses) for facet_id, facet in self.facets.items()}
        domains = [
            _count_mean(self.domains[domain_id], [scores[facet_id] for facet_id in facet_ids])
            for domain_id, facet_ids in self._facets_of.items()
        ]
        _count_mean(self.headline, domains)
        together = [score for facet_id in self.asked if (score := scores[facet_id]) is not None]
        if len(together) == len(self.asked):
            self.together.add(together)

    def settle(self) -> Mapping[str, FacetSums]:
        """The facets with all that was counted brought into their sums."""
        for facet in self.facets.values():
            facet.settle()
        return self.facets


class FacetSums:
    """One facet: its score, its items, and their cross-products over those who answered all of them."""

    def __init__(self, items: tuple[Item, ...], needed: int, instrument: Instrument) -> None:
        self.items = {item.id: ItemSums(Moments(1), Counter()) for item in items}
        self.score, self.complete = Moments(1), Moments(len(items))
        self._items, self._needed, self._instrument = items, needed, instrument
        self._ids = tuple(self.items)
        self._patterns: dict[Pattern, _PatternSums] = {}

    def add(self, responses: Responses) -> float | None:
        """Count one response set; its facet score, or None while unscored.

        Raises OptionOutOfRangeError for an option that an item does not have.
        """
        pattern = tuple(map(responses.get, self._ids))
        found = self._patterns.get(pattern)
        if found is None:
            if len(self._patterns) >= MOST_PATTERNS:
                self.settle()
            found = self._patterns[pattern] = self._new(pattern)
        found.times += 1
        return found.score

    def settle(self) -> None:
        """Bring what was counted into the sums."""
        for pattern, found in self._patterns.items():
            for item, option, value in zip(self.items.values(), pattern, found.values, strict=True):
                if option is None or value is None:
                    item.not_answered += found.times
                else:
                    item.options[option] += found.times
                    item.moments.add((value,), found.times)
            if None not in found.values:
                self.complete.add(_answered(found.values), found.times)
            if found.score is not None:
                self.score.add((found.score,), found.times)
        self._patterns.clear()

    def _new(self, pattern: Pattern) -> _PatternSums:
        values = tuple(
            None if option is None else keyed_value(item, option, self._instrument)
            for item, option in zip(self._items, pattern, strict=True)
        )
        answered = _answered(values)
        return _PatternSums(values, mean(answered) if len(answered) >= self._needed else None)


@dataclass
class ItemSums:
    """One item: the moments of its keyed values, how often each option was chosen, and how often none."""

    moments: Moments
    options: Counter[int]
    not_answered: int = 0


@dataclass
class _PatternSums:
    """One pattern of responses to a facet: its keyed values, the score they make, and how often it came."""

    values: tuple[float | None, ...]
    score: float | None
    times: int = 0


class Moments:
    """Of numbers that are taken together: their count, sums and cross-products; no list of cases is kept.

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


def _count_mean(moments: Moments, parts: list[float | None]) -> float | None:
    total = 0.0
    for part in parts:
        if part is None:
            return None
        total += part
    value = total / len(parts)
    moments.add((value,))
    return value


def _answered(values: tuple[float | None, ...]) -> tuple[float, ...]:
    return tuple(value for value in values if value is not None)
