"""The file's guide → the core's texts for teams."""

from __future__ import annotations

from quiz.measurement.guide_texts import Agenda, FacilitatorCard, GuideTexts, Step
from quiz.measurement.instrument_file.shape.guide_model import NO_GUIDE, AgendaEntry, CardEntry, GuideEntry


def assembled_guide(entry: GuideEntry) -> GuideTexts | None:
    """None for a file without one."""
    if entry is NO_GUIDE:
        return None
    return GuideTexts(
        opening=entry.opening,
        commitment=entry.commitment,
        not_to_conclude=tuple(entry.not_to_conclude),
        agendas=tuple(_agenda(agenda) for agenda in entry.agendas),
        cards={archetype: _card(card) for archetype, card in entry.cards.one_quarter.items()},
        mixed_card=_card(entry.cards.mixed),
    )


def _agenda(entry: AgendaEntry) -> Agenda:
    steps = tuple(Step(step.minutes, step.title, step.text) for step in entry.steps)
    return Agenda(entry.minutes, steps)


def _card(entry: CardEntry) -> FacilitatorCard:
    return FacilitatorCard(entry.title, entry.text, entry.to_try)
