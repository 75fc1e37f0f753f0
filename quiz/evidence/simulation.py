"""Simulation: respondents whose true scores are known, to see how well the scoring recovers them.

They answer through a graded response model (Samejima, F., 1969, Estimation of latent ability using a response
pattern of graded scores, Psychometrika Monograph 17). As in generalizability theory, the items of a facet are
a random sample from a universe of items; a respondent's *true score* is the score to be expected over that
whole universe, so it depends on the facet positions alone and not on the items drawn or the answers given.
For a facet it is the mean over its items of the expected keyed value of an item of that kind; a domain and
the headline are means of these, as in the scoring. Each respondent meets items drawn anew, but in a world
with one item set: the error that the confidence band must cover includes which items happened to be asked.

Some respondents do not read: how they answer is here too. Chance comes only from the generator handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import exp, fsum, sqrt
from statistics import correlation, fmean
from typing import Protocol

from quiz.evidence.worlds import OWN_WORLD, GradedItem, World
from quiz.instrument.instrument import Edition, Instrument, Item, Statement
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import scoring_key


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
    count: int,
    edition: Edition,
    instrument: Instrument,
    generator: Generator,
    passed_over: float = 0.0,
    world: World = OWN_WORLD,
) -> tuple[SimulatedRespondent, ...]:
    """Draw respondents and score their answers; `passed_over` is the probability to pass over an item.

    Where all meet one item set, it is drawn for these.
    """
    here = settled(world, edition, instrument, generator)
    return tuple(
        _simulated_respondent(edition, instrument, generator, passed_over, here) for _ in range(count)
    )


def settled(world: World, edition: Edition, instrument: Instrument, generator: Generator) -> World:
    """The world with its one item set drawn, for an edition and all that are part of it, or as it is."""
    if not world.has_one_item_set:
        return world
    option_values = scoring_key(edition, instrument).option_values
    return replace(
        world,
        asked={
            item.id: _draw_item(item, len(option_values[item.id]), world, generator) for item in edition.items
        },
    )


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


def expected_value(
    position: float, grade_values: Sequence[float], world: World = OWN_WORLD, *, is_situation: bool = False
) -> float:
    """The mean keyed value over the whole universe of items whose grades are worth `grade_values`, rising.

    Without habits of answering. What an item alone is to a person is averaged out, at three places after
    Gauss and Hermite (Abramowitz & Stegun, 1964, Handbook of Mathematical Functions, 25.4.46).
    """
    universe = world.universe(len(grade_values), is_situation=is_situation)
    if not world.specifics:
        return _expected_value(position, grade_values, universe)
    away = sqrt(3.0) * world.specifics
    low, middle, high = (
        _expected_value(place, grade_values, universe)
        for place in (position - away, position, position + away)
    )
    return (low + 4 * middle + high) / 6


def _expected_value(position: float, grade_values: Sequence[float], universe: Sequence[GradedItem]) -> float:
    steps = [higher - lower for lower, higher in pairwise(grade_values)]
    return grade_values[0] + fsum(
        step * _logistic(item.discrimination * (position - threshold))
        for item in universe
        for step, threshold in zip(steps, item.thresholds, strict=True)
    ) / len(universe)


def draw_positions(
    instrument: Instrument, generator: Generator, world: World = OWN_WORLD
) -> dict[str, float]:
    """Facet id to position: normal with SD 1, correlated within a domain and less so across the two."""
    own_share = 1.0 - world.general_share - world.domain_share
    general = world.centre + generator.gauss(0.0, sqrt(world.general_share))
    positions = {}
    for domain in instrument.domains:
        shared = general + generator.gauss(0.0, sqrt(world.domain_share))
        for facet in domain.facets:
            positions[facet.id] = shared + generator.gauss(0.0, sqrt(own_share))
    return positions


def draw_responses(
    positions: Mapping[str, float],
    edition: Edition,
    instrument: Instrument,
    generator: Generator,
    passed_over: float = 0.0,
    world: World = OWN_WORLD,
) -> Responses:
    """One response to every item of the edition, or PASSED_OVER."""
    option_values = scoring_key(edition, instrument).option_values
    agrees = generator.gauss(0.0, world.acquiescence) if world.acquiescence else 0.0
    stretch = exp(generator.gauss(0.0, world.styles)) if world.styles else 1.0
    responses: dict[str, int | None] = {}
    for item in edition.items:
        if generator.random() < passed_over:
            responses[item.id] = PASSED_OVER
            continue
        place = positions[item.facet] + _habit(item, agrees)
        if world.specifics:
            place += generator.gauss(0.0, world.specifics)
        values = option_values[item.id]
        graded = world.asked.get(item.id) or _draw_item(item, len(values), world, generator)
        responses[item.id] = _draw_option(place, values, _stretched(graded, stretch), generator)
    return responses


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
    edition: Edition, instrument: Instrument, generator: Generator, passed_over: float, world: World
) -> SimulatedRespondent:
    positions = draw_positions(instrument, generator, world)
    responses = draw_responses(positions, edition, instrument, generator, passed_over, world)
    return simulated_respondent(positions, responses, edition, instrument, world)


def simulated_respondent(
    positions: Mapping[str, float],
    responses: Responses,
    edition: Edition,
    instrument: Instrument,
    world: World = OWN_WORLD,
) -> SimulatedRespondent:
    """Of whoever is at these positions and responded so."""
    facets = true_facets(positions, edition, instrument, world)
    domains = {domain.id: fmean(facets[facet.id] for facet in domain.facets) for domain in instrument.domains}
    return SimulatedRespondent(
        true_headline=fmean(domains.values()),
        true_domains=domains,
        true_facets=facets,
        profile=profile_of(responses, edition, instrument),
    )


def true_facets(
    positions: Mapping[str, float], edition: Edition, instrument: Instrument, world: World = OWN_WORLD
) -> dict[str, float]:
    """Facet id to true score."""
    option_values = scoring_key(edition, instrument).option_values

    def of(position: float, items: Sequence[Item]) -> float:
        kinds = [(tuple(sorted(option_values[item.id].values())), _is_situation(item)) for item in items]
        expected = {
            (values, is_situation): expected_value(position, values, world, is_situation=is_situation)
            for values, is_situation in set(kinds)
        }
        return fmean(expected[kind] for kind in kinds)

    return {facet.id: of(positions[facet.id], edition.items_of(facet.id)) for facet in instrument.facets}


def _is_situation(item: Item) -> bool:
    return not isinstance(item, Statement)


def _habit(item: Item, agrees: float) -> float:
    """What agreeing with whatever is said moves this item's answer, towards the high pole."""
    if not isinstance(item, Statement):
        return 0.0
    return agrees if item.keyed == "+" else -agrees


def _stretched(item: GradedItem, stretch: float) -> GradedItem:
    if stretch == 1.0:
        return item
    middle = fmean(item.thresholds)
    thresholds = tuple(middle + stretch * (each - middle) for each in item.thresholds)
    return GradedItem(item.discrimination, thresholds)


def _draw_item(item: Item, grades: int, world: World, generator: Generator) -> GradedItem:
    universe = world.universe(grades, is_situation=_is_situation(item))
    return universe[int(generator.random() * len(universe))]


def _draw_option(
    position: float, option_values: Mapping[int, float], item: GradedItem, generator: Generator
) -> int:
    """Draw a grade on the item, and return the option worth that grade."""
    drawn = generator.random()
    below = (_logistic(item.discrimination * (threshold - position)) for threshold in item.thresholds)
    grade = sum(each <= drawn for each in below)
    return sorted(option_values, key=option_values.__getitem__)[grade]


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))
