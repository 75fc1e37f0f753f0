"""Conversation guide: what a team's picture gives to talk about, and in which order.

Where people stand apart comes first, then what is shared, then what is lacking. All of it is made from the
figures that the picture tells: where it tells nothing, the guide does not say that people are alike, or few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.instrument.instrument import Facet, FacilitatorCard, GuideTexts, Instrument, Level, Side
from quiz.measurement.team import NOT_TOLD, TeamPicture, leanings_words

TOPICS = 3
NO_QUESTION = "When did this last matter among you? What would each of you have wished for?"
"""For a facet whose instrument brings no questions."""


@dataclass(frozen=True)
class Topic:
    """A facet to talk about: why this one, and what to ask."""

    facet: Facet
    why: str
    question: str


@dataclass(frozen=True)
class Guide:
    """A whole conversation; `topics` begins with `first_topic`, `strengths` and `lacking` may be empty."""

    first_topic: Topic
    topics: tuple[Topic, ...]
    strengths: tuple[str, ...]
    lacking: tuple[str, ...]
    coverage: tuple[str, ...]
    texts: GuideTexts
    card: FacilitatorCard


def conversation_guide(picture: TeamPicture, instrument: Instrument) -> Guide | None:
    """The guide for this picture; None when the instrument brings no texts for one."""
    texts = instrument.guide
    if texts is None:
        return None
    topics = tuple(_topic(facet, picture) for facet in furthest_apart(picture, instrument)[:TOPICS])
    return Guide(
        first_topic=topics[0],
        topics=topics,
        strengths=tuple(each for facet in instrument.facets for each in _strength(facet, picture)),
        lacking=tuple(each for facet in instrument.facets for each in _lacking(facet, picture)),
        coverage=tuple(_coverage(picture, instrument)),
        texts=texts,
        card=_card(picture, instrument, texts),
    )


def _coverage(picture: TeamPicture, instrument: Instrument) -> Iterator[str]:
    """Each facet of which something is told, and all others in one line."""
    words = {facet.name: leanings_words(picture, facet) for facet in instrument.facets}
    unsaid = [name for name, said in words.items() if said == NOT_TOLD]
    yield from (f"{name}: {said}." for name, said in words.items() if said != NOT_TOLD)
    if len(unsaid) == len(words):
        yield "Of no theme is it told."
    elif unsaid:
        yield f"{', '.join(unsaid)}: {NOT_TOLD}."


def furthest_apart(picture: TeamPicture, instrument: Instrument) -> tuple[Facet, ...]:
    """The facets, first those of which most is told at both ends; equal ones in the instrument's order."""

    def apart(facet: Facet) -> tuple[int, int]:
        told = picture.facets[facet.id]
        return -min(told.low, told.high), -max(told.low, told.high)

    return tuple(sorted(instrument.facets, key=apart))


def _topic(facet: Facet, picture: TeamPicture) -> Topic:
    told = picture.facets[facet.id]
    is_apart = told.low > 0 and told.high > 0
    if is_apart:
        why = f"You stand on both sides here: {leanings_words(picture, facet)}."
    elif side := told.shared_side:
        why = f"Here {picture.in_words(told.of(side))} of you lean to “{facet.pole(side)}”."
    else:
        why = "How you stand here is not told. Tell each other as much as you like."
    asked = facet.questions
    question = NO_QUESTION if asked is None else asked.apart if is_apart else asked.alike
    return Topic(facet, why, question)


def _strength(facet: Facet, picture: TeamPicture) -> Iterator[str]:
    if side := _shared(facet, picture):
        count, gain = picture.in_words(picture.facets[facet.id].of(side)), facet.levels[Level(side)].gain
        yield f"{facet.name}: {count} of you lean to “{facet.pole(side)}”. {gain}"


def _lacking(facet: Facet, picture: TeamPicture) -> Iterator[str]:
    if side := _shared(facet, picture):
        other = facet.pole("high" if side == "low" else "low")
        yield f"{facet.name}: whether anybody leans to “{other}” is not told. Who would take that part?"


def _shared(facet: Facet, picture: TeamPicture) -> Side | None:
    """The end of which it is told that half of the team or more lean to it, if nothing is of the other."""
    told = picture.facets[facet.id]
    side = told.shared_side
    return side if side and picture.is_half(told.of(side)) else None


def _card(picture: TeamPicture, instrument: Instrument, texts: GuideTexts) -> FacilitatorCard:
    for archetype in instrument.archetypes:
        if picture.is_half(picture.quarters.get(archetype.id, 0)):
            return texts.cards[archetype.id]
    return texts.mixed_card
