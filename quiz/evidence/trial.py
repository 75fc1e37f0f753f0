"""Trial of an edition before anybody answers it: what the scoring makes of respondents of known truth.

Authors look at it before they publish a questionnaire of their own. It rests on the assumptions of
`simulation`: items as good as those there, and people who answer as the model says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from quiz.evidence.naming import Naming, naming_of, true_archetype
from quiz.evidence.simulation import (
    Careless,
    Generator,
    Recovery,
    SimulatedRespondent,
    careless_responses,
    recovery,
    simulated_respondents,
)
from quiz.evidence.worlds import OWN_WORLD, World
from quiz.instrument.instrument import Archetype, Edition, Instrument
from quiz.instrument.reading_time import ReadingTime, reading_time
from quiz.measurement.profile import Profile, Score, Wording, profile_of

CARELESS_SHARES = (0.0, 0.1, 0.2, 0.3)
"""Of the respondents; 10 to 12 % is what Meade & Craig (2012) found among students."""

POINTS = 400
"""Of so many respondents true headline and score are kept, for a picture."""

AT_ONCE = 100
"""Respondents between two reports of progress; where all meet one item set, so many do."""

LEAST_RESPONDENTS = 100


@dataclass(frozen=True)
class Confusion:
    """How many of each true archetype were most probably taken for which; `rows[true][named]`, by id.

    `named` and `rightly` count by wording: how many were named that firmly, and how many of them truly.
    """

    rows: Mapping[str, Mapping[str, int]]
    named: Mapping[Wording, int]
    rightly: Mapping[Wording, int]


@dataclass(frozen=True)
class CarelessEffect:
    """One way not to read: what it does to everybody's figures, and what such a respondent is told.

    `headline` and `facets` are correlations with the truth by share of careless respondents, in the order of
    CARELESS_SHARES. `mean` and `sd` are of the careless ones' headlines, in points; `named_plainly` is the
    share of them to whom an archetype is named plainly, 0-1.
    """

    kind: Careless
    headline: tuple[float, ...]
    facets: tuple[float, ...]
    mean: float
    sd: float
    named_plainly: float


@dataclass(frozen=True)
class EditionTrial:
    """All of one edition in one world.

    `recoveries` are by level (headline, domains, facets), `parts` by domain and facet id.
    `naming` is what people are told of facets and archetypes, and how often rightly.
    `points` are true headline and score of the first respondents, for a picture.
    """

    edition: str
    world: World
    respondents: int
    recoveries: Mapping[str, Recovery]
    parts: Mapping[str, Recovery]
    confusion: Confusion
    naming: Naming
    careless: tuple[CarelessEffect, ...]
    reading: ReadingTime
    points: tuple[tuple[float, Score], ...]


def try_edition(
    edition: Edition,
    instrument: Instrument,
    generator: Generator,
    count: int,
    advance: Callable[[int], None] = lambda _: None,
    world: World = OWN_WORLD,
) -> EditionTrial:
    """Draw `count` respondents of a world and see; `advance` is told how many more are done.

    Raises ValueError for fewer than LEAST_RESPONDENTS: a share of fewer says nothing.
    """
    if count < LEAST_RESPONDENTS:
        raise ValueError(f"got {count} respondents, expected at least {LEAST_RESPONDENTS}")
    drawn: list[SimulatedRespondent] = []
    while len(drawn) < count:
        more = min(AT_ONCE, count - len(drawn))
        drawn += simulated_respondents(more, edition, instrument, generator, world=world)
        advance(more)
    return EditionTrial(
        edition=edition.id,
        world=world,
        respondents=count,
        recoveries=_recoveries([each.profile for each in drawn], drawn),
        parts=_parts(drawn, instrument),
        confusion=_confusion(drawn, instrument.archetypes),
        naming=naming_of(drawn, instrument.archetypes),
        careless=tuple(_effect(kind, drawn, edition, instrument, generator) for kind in Careless),
        reading=reading_time(edition, instrument),
        points=tuple(
            (each.true_headline, each.profile.headline) for each in drawn[:POINTS] if each.profile.headline
        ),
    )


def _recoveries(profiles: Sequence[Profile], drawn: Sequence[SimulatedRespondent]) -> dict[str, Recovery]:
    """How well each level is recovered, all its parts together, when these are the profiles."""
    return {
        "headline": recovery(
            [each.true_headline for each in drawn], [profile.headline for profile in profiles]
        ),
        "domains": recovery(
            [truth for each in drawn for truth in each.true_domains.values()],
            [score for profile in profiles for score in profile.domains.values()],
        ),
        "facets": recovery(
            [truth for each in drawn for truth in each.true_facets.values()],
            [score for profile in profiles for score in profile.facets.values()],
        ),
    }


def _parts(drawn: Sequence[SimulatedRespondent], instrument: Instrument) -> dict[str, Recovery]:
    def domain(each: str) -> Recovery:
        return recovery(
            [one.true_domains[each] for one in drawn], [one.profile.domains[each] for one in drawn]
        )

    def facet(each: str) -> Recovery:
        return recovery([one.true_facets[each] for one in drawn], [one.profile.facets[each] for one in drawn])

    domains = {each.id: domain(each.id) for each in instrument.domains}
    return domains | {each.id: facet(each.id) for each in instrument.facets}


def _confusion(drawn: Sequence[SimulatedRespondent], archetypes: Sequence[Archetype]) -> Confusion:
    rows = {each.id: dict.fromkeys((other.id for other in archetypes), 0) for each in archetypes}
    named: Counter[Wording] = Counter()
    rightly: Counter[Wording] = Counter()
    for each in drawn:
        probabilities, wording = each.profile.archetypes, each.profile.wording
        if probabilities is None or wording is None:
            continue
        truth, guess = true_archetype(each, archetypes), max(probabilities, key=probabilities.__getitem__)
        rows[truth][guess] += 1
        named[wording] += 1
        rightly[wording] += truth == guess
    return Confusion(rows, named, rightly)


def _effect(
    kind: Careless,
    drawn: Sequence[SimulatedRespondent],
    edition: Edition,
    instrument: Instrument,
    generator: Generator,
) -> CarelessEffect:
    profiles = [
        profile_of(careless_responses(kind, edition, instrument, generator), edition, instrument)
        for _ in range(round(max(CARELESS_SHARES) * len(drawn)))
    ]
    mixed = []
    for share in CARELESS_SHARES:
        careless = profiles[: round(share * len(drawn))]
        honest = [each.profile for each in drawn[len(careless) :]]
        mixed.append(_recoveries([*careless, *honest], drawn))
    headlines = [profile.headline.score for profile in profiles if profile.headline]
    return CarelessEffect(
        kind=kind,
        headline=tuple(each["headline"].correlation for each in mixed),
        facets=tuple(each["facets"].correlation for each in mixed),
        mean=fmean(headlines),
        sd=pstdev(headlines),
        named_plainly=fmean(profile.wording is Wording.PLAIN for profile in profiles),
    )
