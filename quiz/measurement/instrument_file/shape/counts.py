"""Lists that are too short or too long, by the schema's limits.

Pydantic leaves them out where an entry of the list has a fault of its own, and we tell all faults at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from quiz.measurement.instrument_file.shape.model import kind_of_item
from quiz.measurement.instrument_file.shape.schema import Schema, child_of, json_schema, kind_of
from quiz.measurement.instrument_file.text.marks import Data, Finding, Path


def miscounted(data: Data) -> Iterator[Finding]:
    yield from _miscounted_in(data, json_schema(), ())


def _miscounted_in(value: Data, part: Schema, path: Path) -> Iterator[Finding]:
    if "oneOf" in part:
        part = kind_of(part, kind_of_item(value))
    if isinstance(value, list):
        if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
            yield Finding(path, f"{path[-1]}: got {len(value)}", part["description"])
        for index, entry in enumerate(value):
            yield from _miscounted_in(entry, child_of(part, index), (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _miscounted_in(entry, child_of(part, key), (*path, key))
