"""Somebody who reads a shared result of the quick edition closely, and works out what was answered.

Of a facet's two answers (0 to 4) only the sum and the square of the difference count for any figure. So a
page is made of eight sums and the sum of all squares; all that give the same page are tried, four facets at a
time, as bits in a number: bit t·WIDTH + q says that a domain can have the sum t and the squares q.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import product
from math import sqrt

from quiz.measurement.posterior import RawScore, posterior_of
from quiz.measurement.precision import SD_FLOOR, Spread, confidence_band
from quiz.measurement.profile import Profile, Score, archetype_probabilities, wording_of
from tests.builders import an_instrument

Seen = Callable[[Profile], Profile]
Pair = tuple[int, int]

ANSWERS = range(5)
UNIT = 25  # points between two answers
FACETS, OF_A_DOMAIN, MOST_SQUARES = 8, 4, 8 * 16
DF = FACETS
WIDTH = 256
INSTRUMENT = an_instrument()


def pairs_worked_out(answers: Sequence[tuple[float, ...]], seen: Seen) -> int:
    """Of how many facets the reader knows both answers, be it not which is whose; `seen` makes the page."""
    pairs = [tuple(round(value / UNIT) for value in values) for values in answers]
    squares = sum((one - other) ** 2 for one, other in pairs)
    page = _Page(pairs, squares, seen)
    possible: list[set[Pair]] = [set() for _ in pairs]
    for guessed in range(MOST_SQUARES + 1):
        for facet, found in enumerate(page.pairs_with(guessed)):
            possible[facet] |= found
    assert all(tuple(sorted(pair)) in found for pair, found in zip(pairs, possible, strict=True))
    return sum(len(found) == 1 for found in possible)


class _Page:
    """What is to be seen, and all that gives the same."""

    def __init__(self, pairs: Sequence[Pair], squares: int, seen: Seen) -> None:
        self.seen = seen
        self.facets = [_facet(sum(pair), squares, seen) for pair in pairs]
        sums = [sum(map(sum, pairs[:OF_A_DOMAIN])), sum(map(sum, pairs[OF_A_DOMAIN:]))]
        self.whole = _whole(sums[0], sums[1], squares, seen)

    def pairs_with(self, squares: int) -> list[set[Pair]]:
        """By facet, the pairs that fit if all squares together are so many."""
        fitting = [self._fitting(facet, squares) for facet in self.facets]
        if not all(fitting):
            return [set()] * FACETS
        halves = (fitting[:OF_A_DOMAIN], fitting[OF_A_DOMAIN:])
        sums = [_reached(half) for half in halves]
        found = []
        for number, half in enumerate(halves):
            partners = self._with_partner(sums[1 - number], squares, is_second=number == 1)
            for place, options in enumerate(half):
                rest = _reached(half[:place] + half[place + 1 :])
                found.append({pair for pair in options if rest << _bit(pair) & partners})
        return found

    def _fitting(self, facet: object, squares: int) -> set[Pair]:
        return {
            (one, other)
            for one, other in product(ANSWERS, ANSWERS)
            if one <= other and _facet(one + other, squares, self.seen) == facet
        }

    def _with_partner(self, other: int, squares: int, *, is_second: bool) -> int:
        """The sums and squares of one domain for which the other one has what makes up the page."""
        found = 0
        for own, theirs in product(range(33), range(33)):
            first, second = (theirs, own) if is_second else (own, theirs)
            row = other >> theirs * WIDTH & (1 << WIDTH) - 1
            if row and _whole(first, second, squares, self.seen) == self.whole:
                for left in range(min(squares, OF_A_DOMAIN * 16) + 1):
                    if row >> squares - left & 1:
                        found |= 1 << own * WIDTH + left
        return found


def _bit(pair: Pair) -> int:
    return sum(pair) * WIDTH + (pair[0] - pair[1]) ** 2


def _reached(facets: Iterable[set[Pair]]) -> int:
    reached = 1
    for options in facets:
        reached = _or(reached << bit for bit in set(map(_bit, options)))
    return reached


def _or(numbers: Iterable[int]) -> int:
    every = 0
    for number in numbers:
        every |= number
    return every


@cache
def _facet(total: int, squares: int, seen: Seen) -> object:
    return seen(_profile([total] * FACETS, squares)).facets["remit"]


@cache
def _whole(first: int, second: int, squares: int, seen: Seen) -> object:
    sums = [first / OF_A_DOMAIN] * OF_A_DOMAIN + [second / OF_A_DOMAIN] * OF_A_DOMAIN
    profile = seen(_profile(sums, squares))
    return profile.headline, tuple(profile.domains.items()), profile.archetypes, profile.wording


def _profile(sums: Sequence[float], squares: int) -> Profile:
    """As the product scores it; compared with `profile_of` below."""
    spread = max(SD_FLOOR, UNIT * sqrt(squares / 2 / DF))
    facets = [_score(total * UNIT / 2, spread / sqrt(2), 2) for total in sums]
    halves = (facets[:OF_A_DOMAIN], facets[OF_A_DOMAIN:])
    domains = [_score(sum(each.score for each in half) / OF_A_DOMAIN, spread / sqrt(8), 8) for half in halves]
    names = [facet.id for facet in INSTRUMENT.facets]
    raw = {name: RawScore(each.score, 2) for name, each in zip(names, facets, strict=True)}
    posterior = posterior_of(
        {each.id: {facet.id: raw[facet.id] for facet in each.facets} for each in INSTRUMENT.domains},
        Spread(spread, DF),
    )
    one, other = (each.p_high for each in posterior.domains.values())
    probabilities = archetype_probabilities((one, other), INSTRUMENT.archetypes)
    return Profile(
        headline=_score(sum(each.score for each in domains) / 2, spread / 4, 16),
        domains=dict(zip((domain.id for domain in INSTRUMENT.domains), domains, strict=True)),
        facets=dict(zip(names, facets, strict=True)),
        archetypes=probabilities,
        wording=wording_of(probabilities),
    )


def _score(score: float, sem: float, items: int) -> Score:
    low, high = confidence_band(score, sem, DF)
    return Score(score=score, sem=sem, df=DF, low=low, high=high, items=items)
