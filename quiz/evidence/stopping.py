"""Optional stopping: what is named is right how often, if people stop as soon as something is named?

Whoever looks after every few items and stops at the first claim gives chance more than one try. Editions that
nest are a way to do so: each is the beginning of the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quiz.evidence.naming import Hits, hits, is_clear, named_facets, true_archetype
from quiz.evidence.simulation import (
    Generator,
    SimulatedRespondent,
    draw_positions,
    draw_responses,
    settled,
    simulated_respondent,
)
from quiz.evidence.worlds import OWN_WORLD, World
from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.profile import Wording

TOGETHER = 50
"""Respondents who meet one item set, in a world with one."""


class NotNestedError(ValueError):
    """An edition is not the beginning of the next one."""


@dataclass(frozen=True)
class Stopping:
    """How many stopped where, by edition id, and what they had been told by then, right or wrong."""

    stopped: Mapping[str, int]
    clearly: Hits
    probably: Hits
    archetypes: Hits


def optional_stopping(
    count: int,
    editions: Sequence[Edition],
    instrument: Instrument,
    generator: Generator,
    world: World = OWN_WORLD,
) -> Stopping:
    """Draw `count` people who stop at the first of these editions, shortest first, that names something.

    That is a facet clearly, or an archetype plainly. Whoever is told nothing goes on to the last.

    Raises NotNestedError.
    """
    for shorter, longer in pairwise(editions):
        if longer.items[: len(shorter.items)] != shorter.items:
            raise NotNestedError(f"{longer.id} does not begin with the items of {shorter.id}")
    here, stopped = world, []
    for number in range(count):
        if number % TOGETHER == 0:
            here = settled(world, editions[-1], instrument, generator)
        stopped.append(_stop(editions, instrument, generator, here))
    people = [respondent for _, respondent in stopped]
    told = [each for respondent in people for each in named_facets(respondent)]
    plain = [each for each in people if each.profile.wording is Wording.PLAIN]
    return Stopping(
        stopped={each.id: sum(edition is each for edition, _ in stopped) for each in editions},
        clearly=hits(is_right for word, _, is_right in told if is_clear(word)),
        probably=hits(is_right for word, _, is_right in told if not is_clear(word)),
        archetypes=hits(_is_right(each, instrument) for each in plain),
    )


def _stop(
    editions: Sequence[Edition], instrument: Instrument, generator: Generator, world: World
) -> tuple[Edition, SimulatedRespondent]:
    positions = draw_positions(instrument, generator, world)
    responses = draw_responses(positions, editions[-1], instrument, generator, world=world)
    for edition in editions:
        given = {item.id: responses[item.id] for item in edition.items}
        respondent = simulated_respondent(positions, given, edition, instrument, world)
        if edition is editions[-1] or _is_told_something(respondent):
            return edition, respondent
    raise ValueError("there is no edition to answer")


def _is_told_something(respondent: SimulatedRespondent) -> bool:
    is_plain = respondent.profile.wording is Wording.PLAIN
    return is_plain or any(is_clear(word) for word, _, _ in named_facets(respondent))


def _is_right(respondent: SimulatedRespondent, instrument: Instrument) -> bool:
    probabilities = respondent.profile.archetypes or {}
    named = max(probabilities, key=probabilities.__getitem__)
    return named == true_archetype(respondent, instrument.archetypes)
