"""The rules of a guide for teams: its times add up, and it has a card for every archetype."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.measurement.instrument_file.report import quoted
from quiz.measurement.instrument_file.rules.faults import Rule
from quiz.measurement.instrument_file.rules.outline import InstrumentOutline, Outline
from quiz.measurement.instrument_file.shape.check import with_suggestion
from quiz.measurement.instrument_file.text.marks import Finding


def agendas_fill_their_time(outline: InstrumentOutline) -> Iterator[Finding]:
    for agenda in _inner(outline, "guide").entries("agendas"):
        whole = agenda.number("minutes")
        steps = [step.number("minutes") for step in agenda.entries("steps")]
        known = [minutes for minutes in steps if minutes is not None]
        if whole is not None and known and len(known) == agenda.length("steps") and sum(known) != whole:
            problem = f"the steps take {sum(known):g} minutes"
            yield Finding((*agenda.path, "minutes"), problem, f"steps that take {whole:g} minutes together")


def cards_name_archetypes(outline: InstrumentOutline) -> Iterator[Finding]:
    cards = _inner(_inner(outline, "guide"), "cards")
    named = cards.fields.get("one_quarter")
    if not isinstance(named, dict) or not outline.is_whole("archetypes"):
        return
    path = (*cards.path, "one_quarter")
    known = [archetype.id for archetype in outline.archetypes if archetype.id]
    for archetype_id in named:
        if archetype_id not in known:
            problem = f"there is no archetype {with_suggestion(archetype_id, known)}"
            yield Finding((*path, archetype_id), problem, "the id of an archetype", at_key=True)
    for archetype_id in known:
        if archetype_id not in named:
            problem = f"the archetype {quoted(archetype_id)} has no card"
            yield Finding(path, problem, "a card for every archetype", at_key=True)


GUIDE_RULES: tuple[Rule, ...] = (agendas_fill_their_time, cards_name_archetypes)


def _inner(outline: Outline, key: str) -> Outline:
    return Outline((*outline.path, key), outline.mapping(key))
