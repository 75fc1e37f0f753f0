"""The conversation guide: what a team's picture gives to talk about, and in which order.

Spread comes first, then what is shared, then what is lacking. Nothing is said here that the picture's own
rounded figures do not say; where it hides how many lean which way, the guide does not tell either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.measurement.guide_texts import Agenda, FacilitatorCard, GuideTexts
from quiz.measurement.instrument import SCORE_MID, Facet, Instrument, Level, Side
from quiz.measurement.team import GroupScore, TeamPicture, widest_spread

WIDE, CLOSE = 15.0, 10.0
"""Points of SD: above the first people stand apart, up to the second they stand close together."""

SHARED_AGREEMENT = 0.7
ONE_IS_FEW_FROM = 5
"""People; in a smaller team one person is no small part of it."""

TOPICS = 3
NO_QUESTION = "When did this last matter in your work together? What would each of you have wished for?"
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
    opening: str
    commitment: str
    not_to_conclude: tuple[str, ...]
    agendas: tuple[Agenda, ...]
    card: FacilitatorCard


def conversation_guide(picture: TeamPicture, instrument: Instrument) -> Guide | None:
    """The guide for this picture; None when the instrument brings no texts for one."""
    texts = instrument.guide
    if texts is None:
        return None
    topics = _topics(picture, instrument)
    parts = [(facet, picture.facets[facet.id]) for facet in instrument.facets]
    return Guide(
        first_topic=topics[0],
        topics=topics,
        strengths=tuple(sentence for facet, score in parts for sentence in _strength(facet, score)),
        lacking=tuple(sentence for facet, score in parts for sentence in _lacking(facet, score)),
        coverage=tuple(_coverage(facet, score) for facet, score in parts),
        opening=texts.opening,
        commitment=texts.commitment,
        not_to_conclude=texts.not_to_conclude,
        agendas=texts.agendas,
        card=_card(picture, instrument, texts),
    )


def clear_side(score: GroupScore) -> Side | None:
    """The side of 50 on which the mean lies by more than 1.96 of its standard errors, or None."""
    distance = score.mean - SCORE_MID
    if abs(distance) <= 1.96 * score.standard_error:
        return None
    return "low" if distance < 0 else "high"


def _topics(picture: TeamPicture, instrument: Instrument) -> tuple[Topic, ...]:
    facets = [instrument.facets_by_id[facet_id] for facet_id in widest_spread(picture)]
    return tuple(
        Topic(facet, _why(facet, facets, picture), _question(facet, picture.facets[facet.id]))
        for facet in facets[:TOPICS]
    )


def _why(facet: Facet, facets: Sequence[Facet], picture: TeamPicture) -> str:
    """`facets` with the widest spread first."""
    spread, widest = picture.facets[facet.id].sd, picture.facets[facets[0].id].sd
    if widest <= CLOSE:
        return _why_when_all_is_close(facet, facets)
    as_wide = [each.name for each in facets if picture.facets[each.id].sd == spread and each is not facet]
    points = f"about {spread:.0f} points of spread"
    if spread < widest:
        return f"Here you have {points}{f', as on {_listed(as_wide)}' if as_wide else ''}."
    if as_wide:
        return f"You stand furthest apart here and on {_listed(as_wide)}: {points} each."
    return f"You stand furthest apart here: {points}."


def _why_when_all_is_close(facet: Facet, facets: Sequence[Facet]) -> str:
    if facet is facets[0]:
        return "You stand close together on every facet. So talk about what may be missing."
    return "Here, too, you stand close together."


def _question(facet: Facet, score: GroupScore) -> str:
    if facet.questions is None:
        return NO_QUESTION
    return facet.questions.apart if score.sd > WIDE else facet.questions.alike


def _strength(facet: Facet, score: GroupScore) -> Iterator[str]:
    """A sentence if nearly all lean one way; a clear mean alone may still have some on the other side."""
    side = clear_side(score)
    if side is None or score.agreement < SHARED_AGREEMENT or _leaning(score, _other(side)) > 1:
        return
    pole, gain = _pole(facet, side), facet.levels[Level(side)].gain
    yield f"{facet.name}: this team leans together to “{pole}”. {gain}"


def _lacking(facet: Facet, score: GroupScore) -> Iterator[str]:
    """What the picture hides all lean to, or nobody: so one end is nobody's, and the mean may tell which."""
    if score.leanings is None and clear_side(score) is None:
        yield f"{facet.name}: at least one of its two ends is nobody’s."
    for side in _sides():
        if _is_nobodys(side, score):
            yield f"{facet.name}: nobody here leans clearly to “{_pole(facet, side)}”."
        elif _leaning(score, side) == 1 and 2 * _leaning(score, _other(side)) >= score.n >= ONE_IS_FEW_FROM:
            yield f"{facet.name}: hardly anybody here leans clearly to “{_pole(facet, side)}”."


def _is_nobodys(side: Side, score: GroupScore) -> bool:
    if score.leanings is None:
        return clear_side(score) == _other(side)
    return _leaning(score, side) == 0


def _coverage(facet: Facet, score: GroupScore) -> str:
    """How many could take either end's part. The counts come with the picture, so nobody is named by them."""
    if score.leanings is None:
        return f"{facet.name}: you are all alike here, so no counts are shown."
    first, other = sorted(_sides(), key=lambda side: _leaning(score, side) == 0)
    verb = "leans" if _leaning(score, first) == 1 else "lean"
    ends = f"{_leaning(score, first)} {verb} to “{_pole(facet, first)}”"
    return f"{facet.name}: {ends}, {_leaning(score, other) or 'nobody'} to “{_pole(facet, other)}”."


def _card(picture: TeamPicture, instrument: Instrument, texts: GuideTexts) -> FacilitatorCard:
    sides = tuple(clear_side(picture.domains[domain.id]) for domain in instrument.domains)
    for archetype in instrument.archetypes:
        if archetype.sides == sides:
            return texts.cards[archetype.id]
    return texts.mixed_card


def _sides() -> tuple[Side, Side]:
    return "low", "high"


def _other(side: Side) -> Side:
    return "high" if side == "low" else "low"


def _leaning(score: GroupScore, side: Side) -> int:
    """How many lean to a side as far as the picture tells: none where it hides the counts."""
    if score.leanings is None:
        return 0
    return score.leanings.low if side == "low" else score.leanings.high


def _pole(facet: Facet, side: Side) -> str:
    return facet.low_pole if side == "low" else facet.high_pole


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
