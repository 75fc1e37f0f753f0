"""Builders for tests: everything they return is valid until a test says otherwise.

The instrument has the shape of the real one (two domains of four facets, a full edition of 40 items and a
quick one of 16) and plain placeholder texts, so that no test depends on the wording of `questions.yaml`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from quiz.instrument.instrument import (
    Archetype,
    Domain,
    Edition,
    Facet,
    Instrument,
    Item,
    KeyedDirection,
    Level,
    LevelText,
    Situation,
    SituationOption,
    Spectrum,
    Statement,
)
from quiz.measurement.profile import Score
from quiz.measurement.responses import Responses, ResponseSet
from quiz.measurement.scoring import keyed_value

FACETS_BY_DOMAIN = {
    "mindset": ("remit", "knowledge", "breadth", "succession"),
    "focus": ("stage", "credit", "yardstick", "stamina"),
}
FACET_IDS = tuple(facet_id for facet_ids in FACETS_BY_DOMAIN.values() for facet_id in facet_ids)
STATEMENT_KEYS: tuple[KeyedDirection, ...] = ("+", "-", "+", "-")
SITUATION_VALUES = (67.0, 0.0, 100.0, 33.0)


def an_instrument(**overrides: Any) -> Instrument:
    """Two domains of four facets; editions "full" (five items a facet) and "quick" (two a facet).

    A facet's items are `remit-1` (+), `remit-2` (-), `remit-3` (+), `remit-4` (-) and `remit-situation`,
    whose four options are worth 67, 0, 100 and 33 in the order shown. Quick holds the first two.
    """
    parts: dict[str, Any] = {
        "id": "limelight",
        "version": 1,
        "title": "An instrument for tests",
        "headline": Spectrum("Superstar", "Enabler", "From the spotlight to the switchboard."),
        "response_format": (
            "Strongly disagree",
            "Disagree",
            "Neither agree nor disagree",
            "Agree",
            "Strongly agree",
        ),
        "passed_over": "Does not fit my work",
        "domains": tuple(a_domain(domain_id) for domain_id in FACETS_BY_DOMAIN),
        "archetypes": four_archetypes(),
        "editions": {"full": a_full_edition(), "quick": a_quick_edition()},
    }
    parts |= overrides
    parts.setdefault("sha256", hashlib.sha256(repr(sorted(parts.items())).encode()).hexdigest())
    return Instrument(**parts)


def a_domain(domain_id: str = "mindset", facet_ids: Sequence[str] | None = None) -> Domain:
    ids = FACETS_BY_DOMAIN[domain_id] if facet_ids is None else facet_ids
    return Domain(
        id=domain_id,
        name=domain_id.capitalize(),
        low_pole=f"{domain_id} low pole",
        high_pole=f"{domain_id} high pole",
        description=f"What {domain_id} is about.",
        facets=tuple(a_facet(facet_id) for facet_id in ids),
    )


def a_facet(facet_id: str = "remit") -> Facet:
    return Facet(
        id=facet_id,
        name=facet_id.capitalize(),
        low_pole=f"{facet_id} low pole",
        high_pole=f"{facet_id} high pole",
        description=f"What {facet_id} is about.",
        levels={level: a_level_text(facet_id, level) for level in Level},
    )


def a_level_text(facet_id: str = "remit", level: Level = Level.MIDDLE) -> LevelText:
    subject = f"{facet_id}, {level.value}"
    return LevelText(
        meaning=f"What it means ({subject}).",
        gain=f"What it gains ({subject}).",
        cost=f"What it costs ({subject}).",
        practice=f"One thing to try ({subject}).",
    )


def four_archetypes() -> tuple[Archetype, ...]:
    return (
        an_archetype("superstar", ("low", "low")),
        an_archetype("ambassador", ("high", "low")),
        an_archetype("specialist", ("low", "high")),
        an_archetype("enabler", ("high", "high")),
    )


def an_archetype(archetype_id: str, sides: tuple[Any, Any]) -> Archetype:
    return Archetype(
        id=archetype_id,
        name=archetype_id.capitalize(),
        sides=sides,
        summary=f"The {archetype_id} in short.",
        gain=f"What the {archetype_id} gains.",
        cost=f"What it costs the {archetype_id}.",
    )


def a_full_edition() -> Edition:
    return Edition(id="full", name="Full edition", minutes=8, items=interleaved_items(rounds=5))


def a_quick_edition() -> Edition:
    return Edition(id="quick", name="Quick edition", minutes=3, items=interleaved_items(rounds=2))


def interleaved_items(rounds: int) -> tuple[Item, ...]:
    """One item of every facet a round, so that no two neighbours belong to the same facet."""
    return tuple(items_of_facet(facet_id)[turn] for turn in range(rounds) for facet_id in FACET_IDS)


def items_of_facet(facet_id: str) -> tuple[Item, ...]:
    statements = tuple(
        a_statement(f"{facet_id}-{number}", facet_id, keyed)
        for number, keyed in enumerate(STATEMENT_KEYS, start=1)
    )
    return (*statements, a_situation(f"{facet_id}-situation", facet_id))


def a_statement(item_id: str = "remit-1", facet_id: str = "remit", keyed: KeyedDirection = "+") -> Statement:
    return Statement(
        id=item_id, facet=facet_id, keyed=keyed, text=f"I did {item_id}.", theme=f"{facet_id} theme"
    )


def a_situation(
    item_id: str = "remit-situation",
    facet_id: str = "remit",
    values: Sequence[float] = SITUATION_VALUES,
) -> Situation:
    options = tuple(
        SituationOption(text=f"Course {number} of {item_id}", value=value, reason=f"Worth {value:.0f}.")
        for number, value in enumerate(values, start=1)
    )
    return Situation(
        id=item_id,
        facet=facet_id,
        text=f"What do you do in {item_id}?",
        options=options,
        theme=f"{facet_id} theme",
    )


def mirrored(instrument: Instrument) -> Instrument:
    """The same instrument with every key flipped: what counted towards one pole counts towards the other."""
    editions = {
        edition.id: replace(edition, items=tuple(mirrored_item(item) for item in edition.items))
        for edition in instrument.editions.values()
    }
    return replace(instrument, editions=editions, sha256=instrument.sha256[::-1])


def mirrored_item(item: Item) -> Item:
    if isinstance(item, Statement):
        return replace(item, keyed="-" if item.keyed == "+" else "+")
    return replace(
        item, options=tuple(replace(option, value=100.0 - option.value) for option in item.options)
    )


def responses_all(
    option: int | None, edition: str = "full", instrument: Instrument | None = None
) -> Responses:
    """The same option for every item, a straight-liner; a situation with fewer options gets its last one.

    `None` passes every item over.
    """
    instrument = instrument or an_instrument()
    return {
        item.id: None if option is None else min(option, len(instrument.option_labels(item)))
        for item in instrument.editions[edition].items
    }


def responses_worth(value: float, edition: str = "full", instrument: Instrument | None = None) -> Responses:
    """For every item the option whose keyed value is nearest to `value`: 0 all superstar, 100 all enabler."""
    instrument = instrument or an_instrument()
    return {item.id: option_worth(value, item, instrument) for item in instrument.editions[edition].items}


def option_worth(value: float, item: Item, instrument: Instrument) -> int:
    options = range(1, len(instrument.option_labels(item)) + 1)
    return min(options, key=lambda option: abs(keyed_value(item, option, instrument) - value))


def a_response_set(
    responses: Mapping[str, int | None] | None = None,
    edition: str = "full",
    instrument: Instrument | None = None,
) -> ResponseSet:
    """Ada's finished response set: by default she leans towards the enabler pole throughout."""
    instrument = instrument or an_instrument()
    given = responses_worth(75, edition, instrument) if responses is None else responses
    return ResponseSet(instrument_sha256=instrument.sha256, edition=edition, responses=given)


def a_score(score: float = 70.0, **overrides: Any) -> Score:
    """A score with a 95 % band of 10 points to either side, unless told otherwise."""
    parts: dict[str, Any] = {
        "score": score,
        "sem": 5.0,
        "df": 32,
        "low": max(0.0, score - 10.0),
        "high": min(100.0, score + 10.0),
        "items": 5,
    }
    return Score(**(parts | overrides))


def practices_of(instrument: Instrument) -> list[str]:
    """All practices that a result may advise its owner to try."""
    levels = [level for facet in instrument.facets for level in facet.levels.values()]
    return [level.practice for level in levels if level.practice]
