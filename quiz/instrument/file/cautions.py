"""Cautions: what makes an instrument poor, though it can be used; warnings, in the manner of `faults`.

The word limits and the balance of keys are the project's writing rules (docs/instrument-format.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from quiz.instrument.file.faults import Rule
from quiz.instrument.file.outline import InstrumentOutline, Outline
from quiz.instrument.file.report import Finding, Path, quoted
from quiz.instrument.reading_time import word_count

MOST_WORDS_OF_STATEMENT = 20
MOST_WORDS_OF_SITUATION = 60
MOST_WORDS_OF_OPTION = 25

BOTH_WAYS = 'statements keyed "+" and statements keyed "-"'


def keys_are_balanced(outline: InstrumentOutline) -> Iterator[Finding]:
    """When all statements of a facet are keyed one way, people who tend to agree get its score for that."""
    one_way = _keyed_one_way(outline.items)
    for facet in outline.facets:
        if facet.id in one_way:
            problem = f'all statements of the facet {quoted(facet.id)} are keyed "{one_way[facet.id]}"'
            yield Finding((*facet.path, "id"), problem, BOTH_WAYS)
    for edition in outline.editions:
        for facet_id, keyed in _keyed_one_way(outline.items_of(edition)).items():
            if facet_id not in one_way:
                problem = f'all statements of the facet {quoted(facet_id)} here are keyed "{keyed}"'
                yield Finding((*edition.path, "items"), problem, BOTH_WAYS, at_key=True)


def neighbours_differ(outline: InstrumentOutline) -> Iterator[Finding]:
    for edition in outline.editions:
        for (_, before), (path, after) in pairwise(edition.texts("items")):
            items = outline.items_by_id.get(before), outline.items_by_id.get(after)
            facets = {item.text("facet") for item in items if item}
            if None not in items and before != after and len(facets) == 1 and None not in facets:
                problem = f"{quoted(before)} and {quoted(after)}, of one facet, are neighbours"
                yield Finding(path, problem, "items of other facets between them")


def options_are_mixed(outline: InstrumentOutline) -> Iterator[Finding]:
    """Options in the order of their value give the key away."""
    for item in outline.items:
        values = [option.number("value") for option in item.entries("options")]
        known = [value for value in values if value is not None]
        path = (*item.path, "options")
        if len(known) < len(values) or len(known) < 2:
            continue
        if len(set(known)) == 1:
            yield Finding(path, "all options have the same value", "values that differ", at_key=True)
        elif len(known) > 2 and known in (sorted(known), sorted(known, reverse=True)):
            yield Finding(path, "the options stand in the order of their value", "a mixed order", at_key=True)


def texts_are_short(outline: InstrumentOutline) -> Iterator[Finding]:
    for item in outline.items:
        options = item.entries("options")
        if options:
            yield from _too_long(item, "a situation", MOST_WORDS_OF_SITUATION)
        else:
            yield from _too_long(item, "a statement", MOST_WORDS_OF_STATEMENT)
        for option in options:
            yield from _too_long(option, "an option", MOST_WORDS_OF_OPTION)


def items_are_used(outline: InstrumentOutline) -> Iterator[Finding]:
    used = {item_id for edition in outline.editions for _, item_id in edition.texts("items")}
    for item in outline.items:
        if used and item.id and item.id not in used:
            problem = f"no edition holds the item {quoted(item.id)}"
            yield Finding((*item.path, "id"), problem, "it in an edition")


def precision_can_be_known(outline: InstrumentOutline) -> Iterator[Finding]:
    """The error of a score is estimated from how a person's answers within one facet differ."""
    for edition in outline.editions:
        items_of_facet = Counter(item.text("facet") for item in outline.items_of(edition))
        if items_of_facet and max(items_of_facet.values()) == 1:
            problem = "one item a facet leaves the precision of every score unknown"
            yield Finding((*edition.path, "items"), problem, "two items or more for each facet", at_key=True)


Undrawable = Callable[[str], str]


def cards_can_be_drawn(undrawable: Undrawable) -> Rule:
    """Where the font lacks a letter, no card is drawn: link previews show the general picture instead."""

    def rule(outline: InstrumentOutline) -> Iterator[Finding]:
        headline = Outline(("headline",), outline.mapping("headline"))
        poles = [(headline, "low_pole"), (headline, "high_pole")]
        for entry, key in [*poles, *((archetype, "name") for archetype in outline.archetypes)]:
            if lacking := undrawable(entry.text(key) or ""):
                problem = f"the cards’ font has no {quoted(lacking)}, so no result has a card of its own"
                yield Finding((*entry.path, key), problem, "letters of Latin, Greek or Cyrillic")

    return rule


CAUTIONS: tuple[Rule, ...] = (
    keys_are_balanced,
    neighbours_differ,
    options_are_mixed,
    texts_are_short,
    items_are_used,
    precision_can_be_known,
)


def _keyed_one_way(items: list[Outline]) -> dict[str, str]:
    """The facets whose statements are all keyed alike, and how."""
    directions: dict[str, set[str]] = {}
    for item in items:
        facet, keyed = item.text("facet"), item.text("keyed")
        if facet and keyed in ("+", "-"):
            directions.setdefault(facet, set()).add(keyed)
    return {facet: next(iter(keyed)) for facet, keyed in directions.items() if len(keyed) == 1}


def _too_long(entry: Outline, what: str, most: int) -> Iterator[Finding]:
    path: Path = (*entry.path, "text")
    words = word_count(entry.text("text") or "")
    if words > most:
        yield Finding(path, f"{what} of {words} words", f"at most {most}")
