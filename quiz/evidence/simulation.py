"""Simulation: respondents whose true scores are known, to see how well the scoring recovers them.

They answer through a graded response model (Samejima, F., 1969, Estimation of latent ability using a response
pattern of graded scores, Psychometrika Monograph 17). As in generalizability theory, the items of a facet are
a random sample from a universe of items; a respondent's *true score* is the score to be expected over that
whole universe, so it depends on the facet positions alone and not on the items drawn or the answers given.
For a facet it is the mean over its items of the expected keyed value of an item of that kind; a domain and
the headline are means of these, as in the scoring. Each respondent meets items drawn anew: the error that the
confidence band must cover includes which items happened to be asked.

Some respondents do not read: how they answer is here too. Chance comes only from the generator handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from statistics import correlation, fmean
from typing import Protocol

from quiz.instrument.instrument import Edition, Instrument, Item
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import scoring_key

GENERAL_SHARE, DOMAIN_SHARE = 0.30, 0.20
"""Of a facet position's variance: shared by all facets, and by those of one domain. The rest is its own."""

DISCRIMINATIONS = (1.0, 1.3, 1.6, 1.9, 2.2)
DIFFICULTIES = (-0.5, -0.25, 0.0, 0.25, 0.5)
"""In the standard deviations of a facet position, as every position and threshold here."""

THRESHOLD_REACH = 1.8
"""The outermost thresholds lie this far from the item's difficulty, the others evenly between them."""


class Careless(StrEnum):
    """Two ways not to read (Meade, A. W. & Craig, S. B., 2012, Identifying careless responses in survey data,
    Psychological Methods 17, 437-455)."""

    STRAIGHT_LINING = "straight-lining"
    GUESSING = "guessing"


class Generator(Protocol):
    """The part of `random.Random` that is used."""

    def random(self) -> float: ...
    def gauss(self, mu: float, sigma: float) -> float: ...


@dataclass(frozen=True)
class GradedItem:
    """An item of the universe: its discrimination and its rising thresholds, one fewer than its grades."""

    discrimination: float
    thresholds: tuple[float, ...]


@dataclass(frozen=True)
class SimulatedRespondent:
    """What is true of someone, and what the scoring makes of their answers."""

    true_headline: float
    true_domains: Mapping[str, float]
    true_facets: Mapping[str, float]
    profile: Profile


@dataclass(frozen=True)
class Recovery:
    """How well one level was recovered: n scores, their correlation with the truth, the share of bands
    that hold it, and the mean standard error in points."""

    n: int
    correlation: float
    coverage: float
    mean_sem: float


def simulated_respondents(
    count: int, edition: Edition, instrument: Instrument, generator: Generator, passed_over: float = 0.0
) -> tuple[SimulatedRespondent, ...]:
    """Draw respondents and score their answers; `passed_over` is the probability to pass over an item."""
    return tuple(_simulated_respondent(edition, instrument, generator, passed_over) for _ in range(count))


def recovery(truths: Sequence[float], scores: Sequence[Score | None]) -> Recovery:
    """Compare true scores with the scores given; unscored ones are left out."""
    pairs = [(truth, score) for truth, score in zip(truths, scores, strict=True) if score is not None]
    return Recovery(
        n=len(pairs),
        correlation=correlation([truth for truth, _ in pairs], [score.score for _, score in pairs]),
        coverage=fmean(score.low <= truth <= score.high for truth, score in pairs),
        mean_sem=fmean(score.sem for _, score in pairs),
    )


def grade_probabilities(position: float, item: GradedItem) -> tuple[float, ...]:
    """P(grade) from the lowest grade to the highest.

    P(grade >= k) = 1 / (1 + exp(-a (position - b_k))); a grade's probability is the difference of neighbours.
    """
    reached = (1.0, *(_logistic(item.discrimination * (position - b)) for b in item.thresholds), 0.0)
    return tuple(lower - higher for lower, higher in pairwise(reached))


@cache
def item_universe(grades: int) -> tuple[GradedItem, ...]:
    """Every item that may be drawn: each discrimination with each difficulty."""
    steps = [
        THRESHOLD_REACH * (2 * step / (grades - 2) - 1) if grades > 2 else 0.0 for step in range(grades - 1)
    ]
    return tuple(
        GradedItem(discrimination, tuple(difficulty + step for step in steps))
        for discrimination in DISCRIMINATIONS
        for difficulty in DIFFICULTIES
    )


def expected_value(position: float, grade_values: Sequence[float]) -> float:
    """The mean keyed value over the whole universe of items whose grades are worth `grade_values`, rising."""
    return fmean(
        sum(p * value for p, value in zip(grade_probabilities(position, item), grade_values, strict=True))
        for item in item_universe(len(grade_values))
    )


def draw_positions(instrument: Instrument, generator: Generator) -> dict[str, float]:
    """Facet id to position: standard normal, correlated within a domain and less so across the two."""
    general = generator.gauss(0.0, sqrt(GENERAL_SHARE))
    positions = {}
    for domain in instrument.domains:
        shared = general + generator.gauss(0.0, sqrt(DOMAIN_SHARE))
        for facet in domain.facets:
            positions[facet.id] = shared + generator.gauss(0.0, sqrt(1.0 - GENERAL_SHARE - DOMAIN_SHARE))
    return positions


def draw_responses(
    positions: Mapping[str, float],
    edition: Edition,
    instrument: Instrument,
    generator: Generator,
    passed_over: float = 0.0,
) -> Responses:
    """One response to every item of the edition, or PASSED_OVER."""
    option_values = scoring_key(edition, instrument).option_values
    return {
        item.id: PASSED_OVER
        if generator.random() < passed_over
        else _draw_option(positions[item.facet], option_values[item.id], generator)
        for item in edition.items
    }


def careless_responses(
    kind: Careless, edition: Edition, instrument: Instrument, generator: Generator
) -> Responses:
    """One option for every item (the last one where there are fewer), or one drawn anew for each."""
    place = generator.random()
    responses = {}
    for item in edition.items:
        count = instrument.option_count(item)
        if kind is Careless.GUESSING:
            responses[item.id] = 1 + int(generator.random() * count)
        else:
            responses[item.id] = min(1 + int(place * len(instrument.response_format)), count)
    return responses


def _simulated_respondent(
    edition: Edition, instrument: Instrument, generator: Generator, passed_over: float
) -> SimulatedRespondent:
    positions = draw_positions(instrument, generator)
    responses = draw_responses(positions, edition, instrument, generator, passed_over)
    facets = {
        facet.id: _true_facet_score(positions[facet.id], edition.items_of(facet.id), edition, instrument)
        for facet in instrument.facets
    }
    domains = {domain.id: fmean(facets[facet.id] for facet in domain.facets) for domain in instrument.domains}
    return SimulatedRespondent(
        true_headline=fmean(domains.values()),
        true_domains=domains,
        true_facets=facets,
        profile=profile_of(responses, edition, instrument),
    )


def _true_facet_score(
    position: float, items: Sequence[Item], edition: Edition, instrument: Instrument
) -> float:
    option_values = scoring_key(edition, instrument).option_values
    kinds = [tuple(sorted(option_values[item.id].values())) for item in items]
    expected = {kind: expected_value(position, kind) for kind in set(kinds)}
    return fmean(expected[kind] for kind in kinds)


def _draw_option(position: float, option_values: Mapping[int, float], generator: Generator) -> int:
    """Draw an item from the universe, a grade on it, and return the option worth that grade."""
    options = sorted(option_values, key=option_values.__getitem__)
    universe = item_universe(len(options))
    item = universe[int(generator.random() * len(universe))]
    left = generator.random()
    for option, probability in zip(options, grade_probabilities(position, item), strict=True):
        left -= probability
        if left < 0:
            return option
    return options[-1]


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))
