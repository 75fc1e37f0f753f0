"""Faults: the rules that span several entries of an instrument file. One that breaks one is no instrument.

A rule takes the outline and yields what it finds; to add one, write it and name it in RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, product

from quiz.instrument.file.check import one_of, with_suggestion
from quiz.instrument.file.outline import InstrumentOutline, Outline
from quiz.instrument.file.report import Finding, Path, quoted

Rule = Callable[[InstrumentOutline], Iterator[Finding]]

MOST_PER_RULE = 200


def findings_of(rules: tuple[Rule, ...], outline: InstrumentOutline) -> list[Finding]:
    return [finding for rule in rules for finding in islice(rule(outline), MOST_PER_RULE)]


def ids_are_unique(outline: InstrumentOutline) -> Iterator[Finding]:
    kinds = {
        "domain": outline.domains,
        "facet": outline.facets,
        "archetype": outline.archetypes,
        "item": outline.items,
        "edition": outline.editions,
    }
    for kind, entries in kinds.items():
        ids = [((*entry.path, "id"), entry.id) for entry in entries if entry.id]
        for path, repeated in _repeated(ids):
            yield Finding(path, f"the id {quoted(repeated)} is taken", f"an id that no other {kind} has")


def labels_differ(outline: InstrumentOutline) -> Iterator[Finding]:
    """Nobody can choose between two labels that read the same."""
    for path, label in _repeated(outline.texts("response_format")):
        yield Finding(path, f"the label {quoted(label)} stands here twice", "labels that differ")
    for item in outline.items:
        options = [((*option.path, "text"), option.text("text") or "") for option in item.entries("options")]
        for path, text in _repeated([option for option in options if option[1]]):
            yield Finding(path, f"the option {quoted(text)} stands here twice", "options that differ")


def items_name_facets(outline: InstrumentOutline) -> Iterator[Finding]:
    if not outline.knows_every_facet:
        return
    known = [facet.id for facet in outline.facets if facet.id]
    for item in outline.items:
        facet = item.text("facet")
        if facet and facet not in known:
            problem = f"there is no facet {with_suggestion(facet, known)}"
            yield Finding((*item.path, "facet"), problem, "the id of a facet")


def facets_have_items(outline: InstrumentOutline) -> Iterator[Finding]:
    if not outline.is_whole("items"):
        return
    measured = {item.text("facet") for item in outline.items}
    for facet in outline.facets:
        if facet.id and facet.id not in measured:
            problem = f"no item measures the facet {quoted(facet.id)}"
            yield Finding((*facet.path, "id"), problem, "one item or more for every facet")


def editions_name_items(outline: InstrumentOutline) -> Iterator[Finding]:
    for edition in outline.editions:
        references = edition.texts("items")
        for path, item_id in _repeated(references):
            yield Finding(path, f"the item {quoted(item_id)} stands here twice", "every item once")
        for path, item_id in references:
            if item_id not in outline.items_by_id and outline.is_whole("items"):
                problem = f"there is no item {with_suggestion(item_id, outline.items_by_id)}"
                yield Finding(path, problem, "the id of an item")


def editions_cover_facets(outline: InstrumentOutline) -> Iterator[Finding]:
    """A facet without an item in an edition could never be scored, nor could its domain and the headline."""
    measured = {item.text("facet") for item in outline.items}
    for edition in outline.editions:
        covered = {item.text("facet") for item in outline.items_of(edition)}
        missing = [facet.id for facet in outline.facets if facet.id in measured - covered and facet.id]
        if missing and covered and outline.is_whole("items"):
            problem = f"no item of this edition measures {' and '.join(map(quoted, missing))}"
            yield Finding((*edition.path, "items"), problem, "one item or more for every facet", at_key=True)


def archetypes_name_domains(outline: InstrumentOutline) -> Iterator[Finding]:
    if not outline.is_whole("domains"):
        return
    known = [domain.id for domain in outline.domains if domain.id]
    for archetype in outline.archetypes:
        sides = archetype.mapping("sides")
        for named in sides:
            if named not in known:
                problem = f"there is no domain {with_suggestion(named, known)}"
                yield Finding((*archetype.path, "sides", named), problem, one_of(known), at_key=True)


def archetypes_cover_the_map(outline: InstrumentOutline) -> Iterator[Finding]:
    domains = [domain.id for domain in outline.domains if domain.id]
    if len(domains) != 2 or len(set(domains)) != 2:
        return
    placed: list[tuple[Path, str]] = []
    for archetype in outline.archetypes:
        sides = archetype.mapping("sides")
        if set(sides) != set(domains) or not all(sides[domain] in ("low", "high") for domain in domains):
            return
        placed.append(((*archetype.path, "sides"), _quarter(domains, [str(sides[each]) for each in domains])))
    free = {_quarter(domains, list(sides)) for sides in product(("low", "high"), repeat=2)}
    free -= {quarter for _, quarter in placed}
    for path, quarter in _repeated(placed):
        expected = one_of(sorted(free)) if free else "one archetype for each quarter"
        yield Finding(path, f"another archetype has the quarter {quarter}", expected, at_key=True)


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


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    labels_differ,
    items_name_facets,
    facets_have_items,
    editions_name_items,
    editions_cover_facets,
    archetypes_name_domains,
    archetypes_cover_the_map,
    agendas_fill_their_time,
    cards_name_archetypes,
)


def _repeated(entries: list[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Every entry but the first of those with the same text."""
    seen: set[str] = set()
    for path, text in entries:
        if text in seen:
            yield path, text
        seen.add(text)


def _quarter(domains: list[str], sides: list[str]) -> str:
    return ", ".join(f"{domain}: {side}" for domain, side in zip(domains, sides, strict=True))


def _inner(outline: Outline, key: str) -> Outline:
    return Outline((*outline.path, key), outline.mapping(key))
