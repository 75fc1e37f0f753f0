"""The file's model → the frozen Instrument of the core.

The file's guide → the core's texts for teams.
"""

from __future__ import annotations

from quiz.instrument.file.shape.guide_model import NO_GUIDE, AgendaEntry, CardEntry, GuideEntry
from quiz.instrument.file.shape.model import (
    NO_QUESTIONS,
    ArchetypeEntry,
    DomainEntry,
    FacetEntry,
    InstrumentEntry,
    LevelEntry,
    QuestionsEntry,
    SituationEntry,
    StatementEntry,
)
from quiz.instrument.guide_texts import Agenda, FacilitatorCard, GuideTexts, Step
from quiz.instrument.instrument import (
    Archetype,
    Domain,
    Edition,
    Facet,
    FacetQuestions,
    Instrument,
    Item,
    Level,
    LevelText,
    Situation,
    SituationOption,
    Spectrum,
    Statement,
    Welcome,
)


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


def assembled(entry: InstrumentEntry, sha256: str) -> Instrument:
    """The instrument; the entry must have kept every rule."""
    first, second = (_domain(domain) for domain in entry.domains)
    items = {item.id: _item(item) for item in entry.items}
    return Instrument(
        id=entry.id,
        version=entry.version,
        title=entry.title,
        sha256=sha256,
        headline=Spectrum(**entry.headline.model_dump()),
        response_format=tuple(entry.response_format),
        passed_over=entry.passed_over,
        domains=(first, second),
        archetypes=tuple(_archetype(archetype, (first.id, second.id)) for archetype in entry.archetypes),
        editions={
            edition.id: Edition(
                id=edition.id,
                name=edition.name,
                minutes=edition.minutes,
                items=tuple(items[item_id] for item_id in edition.items),
            )
            for edition in entry.editions
        },
        guide=assembled_guide(entry.guide),
        welcome=Welcome(**dict(entry.welcome)),
    )


def _domain(entry: DomainEntry) -> Domain:
    return Domain(
        id=entry.id,
        name=entry.name,
        low_pole=entry.low_pole,
        high_pole=entry.high_pole,
        description=entry.description,
        facets=tuple(_facet(facet) for facet in entry.facets),
    )


def _facet(entry: FacetEntry) -> Facet:
    return Facet(
        id=entry.id,
        name=entry.name,
        low_pole=entry.low_pole,
        high_pole=entry.high_pole,
        description=entry.description,
        levels={
            Level.LOW: _level_text(entry.levels.low),
            Level.MIDDLE: _level_text(entry.levels.middle),
            Level.HIGH: _level_text(entry.levels.high),
        },
        questions=_questions(entry.questions),
    )


def _questions(entry: QuestionsEntry) -> FacetQuestions | None:
    return None if entry is NO_QUESTIONS else FacetQuestions(entry.apart, entry.alike)


def _level_text(entry: LevelEntry) -> LevelText:
    return LevelText(meaning=entry.meaning, gain=entry.gain, cost=entry.cost, practice=entry.practice)


def _archetype(entry: ArchetypeEntry, domain_ids: tuple[str, str]) -> Archetype:
    x, y = domain_ids
    return Archetype(
        id=entry.id,
        name=entry.name,
        sides=(entry.sides[x], entry.sides[y]),
        summary=entry.summary,
        gain=entry.gain,
        cost=entry.cost,
    )


def _item(entry: StatementEntry | SituationEntry) -> Item:
    if isinstance(entry, StatementEntry):
        return Statement(entry.id, entry.facet, entry.keyed, entry.text, entry.theme)
    options = tuple(SituationOption(option.text, option.value, option.reason) for option in entry.options)
    return Situation(entry.id, entry.facet, entry.text, options, entry.theme)
