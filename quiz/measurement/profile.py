"""Profile: one respondent's ordered scores, each with its confidence band, and the archetypes' probabilities.

Nobody is labelled near the middle: a probability is said beside every name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from quiz.instrument.instrument import SCORE_MID, Archetype, Edition, Instrument
from quiz.measurement.precision import Spread, confidence_band, facet_sem, mean_sem, pooled_spread
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import keyed_values_by_facet, mean, scoring_key

PLAIN_FROM = 0.80
"""From this probability on the archetype is named plainly."""

LEANING_FROM = 0.50
"""From this probability on the respondent is said to lean towards it; below, to be between two."""


class Wording(StrEnum):
    """How firmly the archetype may be named."""

    PLAIN = "plain"
    LEANING = "leaning"
    BETWEEN = "between"


@dataclass(frozen=True)
class Score:
    """A place on 0-100 and how sure it is.

    `sem` is the standard error of measurement in points, `df` its degrees of freedom,
    `low` and `high` the 95 % confidence band clipped to 0-100, `items` how many answers it rests on,
    `rounded_by` how many points at most it was moved for others to see (see `as_others_see`).
    """

    score: float
    sem: float
    df: int
    low: float
    high: float
    items: int
    rounded_by: float = 0.0


@dataclass(frozen=True)
class Profile:
    """Scores by id, in the instrument's order; an unscored part is None.

    `archetypes` maps archetype id to probability (they sum to 1), or is None when the headline is unscored
    or rests on too little to know its error; then `wording` is None too.
    """

    headline: Score | None
    domains: Mapping[str, Score | None]
    facets: Mapping[str, Score | None]
    archetypes: Mapping[str, float] | None
    wording: Wording | None


def profile_of(responses: Responses, edition: Edition, instrument: Instrument) -> Profile:
    """Score one respondent's responses to an edition.

    A facet is the mean of its answered items, a domain the mean of its facets, the headline the mean of the
    two domains. Raises UnknownItemError or OptionOutOfRangeError for responses that break a rule.
    """
    values_by_facet = keyed_values_by_facet(responses, edition, instrument)
    spread = pooled_spread(values_by_facet.values())
    needed = scoring_key(edition, instrument).answers_needed
    facets = {
        facet_id: _facet_score(values, spread) if len(values) >= needed[facet_id] else None
        for facet_id, values in values_by_facet.items()
    }
    domains = {
        domain.id: _mean_score(facets[facet.id] for facet in domain.facets) for domain in instrument.domains
    }
    headline = _mean_score(domains.values())
    probabilities = _archetypes(domains.values(), instrument)
    return Profile(
        headline=headline,
        domains=domains,
        facets=facets,
        archetypes=probabilities,
        wording=wording_of(probabilities) if probabilities else None,
    )


def probability_above_middle(score: float, sem: float) -> float:
    """P(true score > 50) = Φ((score - 50) / SEM), 0-1: the normal approximation; `sem` in points, above 0."""
    return _STANDARD_NORMAL.cdf((score - SCORE_MID) / sem)


def archetype_probabilities(
    above_middle: tuple[float, float], archetypes: Sequence[Archetype]
) -> dict[str, float]:
    """Archetype id to probability: the product over the two domains of being on the archetype's side.

    `above_middle` holds P(domain > 50) in the order of the domains. Four archetypes, one a quarter, sum to 1.
    """
    sides = [{"low": 1.0 - probability, "high": probability} for probability in above_middle]
    return {
        archetype.id: sides[0][archetype.sides[0]] * sides[1][archetype.sides[1]] for archetype in archetypes
    }


def wording_of(probabilities: Mapping[str, float]) -> Wording:
    """How firmly the most probable archetype may be named."""
    highest = max(probabilities.values())
    if highest >= PLAIN_FROM:
        return Wording.PLAIN
    return Wording.LEANING if highest >= LEANING_FROM else Wording.BETWEEN


_STANDARD_NORMAL = NormalDist()


def _facet_score(values: tuple[float, ...], spread: Spread) -> Score:
    return _score(mean(values), facet_sem(spread, len(values)), spread.df, len(values))


def _mean_score(parts: Iterable[Score | None]) -> Score | None:
    scores = []
    for part in parts:
        if part is None:
            return None
        scores.append(part)
    return _score(
        mean(tuple(part.score for part in scores)),
        mean_sem([part.sem for part in scores]),
        scores[0].df,
        sum(part.items for part in scores),
    )


def _score(score: float, sem: float, df: int, items: int) -> Score:
    low, high = confidence_band(score, sem, df)
    return Score(score=score, sem=sem, df=df, low=low, high=high, items=items)


def _archetypes(domains: Iterable[Score | None], instrument: Instrument) -> dict[str, float] | None:
    x, y = domains
    if x is None or y is None or x.df == 0:
        return None
    above_middle = (probability_above_middle(x.score, x.sem), probability_above_middle(y.score, y.sem))
    return archetype_probabilities(above_middle, instrument.archetypes)
