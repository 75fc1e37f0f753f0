"""Profile: one respondent's ordered scores, each with its confidence band, and the archetypes' probabilities.

Nobody is labelled near the middle: a probability is said beside every name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.instrument.instrument import Archetype, Edition, Instrument
from quiz.measurement.posterior import Estimate, Posterior, RawScore, Word, posterior_of, word_of
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
    `rounded_by` how many points at most it was moved for others to see (see `as_others_see`). Of facets and
    domains `p_high` is the probability (0-1) that the true score is above the middle, all facets read
    together (see `posterior`), and of a facet `word` what it allows to say; None where it is not known.
    """

    score: float
    sem: float
    df: int
    low: float
    high: float
    items: int
    rounded_by: float = 0.0
    p_high: float | None = None
    word: Word | None = None


@dataclass(frozen=True)
class Profile:
    """Scores by id, in the instrument's order; an unscored part is None.

    `archetypes` maps archetype id to probability (they sum to 1), or is None when the headline is unscored
    or rests on too little to know its error (see `LEAST_DF`); then `wording` is None too.
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
    key = scoring_key(edition, instrument)
    raw = {
        facet_id: RawScore(mean(values), len(values)) if len(values) >= key.answers_needed[facet_id] else None
        for facet_id, values in values_by_facet.items()
    }
    posterior = posterior_of(
        {domain.id: {facet.id: raw[facet.id] for facet in domain.facets} for domain in instrument.domains},
        spread,
    )
    items = {facet_id: len(of_facet) for facet_id, of_facet in key.values_by_facet.items()}
    facets = {
        facet_id: each and _facet_score(each, spread, posterior.facets.get(facet_id), items[facet_id])
        for facet_id, each in raw.items()
    }
    domains = {
        domain.id: _mean_score(
            [facets[facet.id] for facet in domain.facets], posterior.domains.get(domain.id)
        )
        for domain in instrument.domains
    }
    probabilities = _archetypes(posterior, instrument)
    return Profile(
        headline=_mean_score(list(domains.values())),
        domains=domains,
        facets=facets,
        archetypes=probabilities,
        wording=wording_of(probabilities) if probabilities else None,
    )


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


def _facet_score(raw: RawScore, spread: Spread, found: Estimate | None, items: int) -> Score:
    sem = facet_sem(spread, raw.answers)
    low, high = confidence_band(raw.score, sem, spread.df)
    p_high = found.p_high if found else None
    word = None if p_high is None else word_of(p_high, raw.score, items)
    return Score(raw.score, sem, spread.df, low, high, raw.answers, p_high=p_high, word=word)


def _mean_score(parts: Sequence[Score | None], found: Estimate | None = None) -> Score | None:
    """Of a domain from its facets, with what was found of its side; of the headline from the domains."""
    scores = [part for part in parts if part is not None]
    if len(scores) < len(parts):
        return None
    score, sem, df = (
        mean(tuple(part.score for part in scores)),
        mean_sem([part.sem for part in scores]),
        scores[0].df,
    )
    low, high = confidence_band(score, sem, df)
    items = sum(part.items for part in scores)
    return Score(score, sem, df, low, high, items, p_high=found.p_high if found else None)


def _archetypes(posterior: Posterior, instrument: Instrument) -> dict[str, float] | None:
    x, y = (posterior.domains.get(domain.id) for domain in instrument.domains)
    return archetype_probabilities((x.p_high, y.p_high), instrument.archetypes) if x and y else None
