"""Assembly: the file's model → the frozen Instrument of the core, which calls things by the same names."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from quiz.instrument.file.model import InstrumentEntry
from quiz.instrument.instrument import Instrument, Item

_INSTRUMENT = TypeAdapter(Instrument)
_ITEMS = TypeAdapter(tuple[Item, ...])


def assembled(entry: InstrumentEntry, sha256: str) -> Instrument:
    """The instrument; the entry must have kept every rule. What the file leaves out, the core knows."""
    data = entry.model_dump(exclude_unset=True)
    across, up = (domain["id"] for domain in data["domains"])
    items = {item.id: item for item in _ITEMS.validate_python(data["items"])}
    for archetype in data["archetypes"]:
        archetype["sides"] = archetype["sides"][across], archetype["sides"][up]
    for edition in data["editions"]:
        edition["items"] = [items[item_id] for item_id in edition["items"]]
    data["editions"] = {edition["id"]: edition for edition in data["editions"]}
    if "guide" in data:
        data["guide"] |= _cards(data["guide"]["cards"])
    return _INSTRUMENT.validate_python(data | {"sha256": sha256})


def _cards(cards: dict[str, Any]) -> dict[str, Any]:
    return {"cards": cards["one_quarter"], "mixed_card": cards["mixed"]}
