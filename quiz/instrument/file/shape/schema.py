"""The JSON Schema of an instrument file, generated from the model: for editors, and for our own messages."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from quiz.instrument.file.shape.model import InstrumentEntry

Schema = dict[str, Any]


def schema_text() -> str:
    """What docs/instrument.schema.json holds."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


@cache
def json_schema() -> Schema:
    """In JSON Schema 2020-12. It knows one entry at a time; `flask instrument check` knows all the rules."""
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return dialect | InstrumentEntry.model_json_schema(schema_generator=_WithoutFieldTitles)


def schema_at(location: tuple[str | int, ...]) -> tuple[Schema, tuple[str | int, ...]]:
    """The part of the schema for a pydantic error's location, and the location as a path in the file.

    They differ in one thing: inside an item pydantic names its kind, which the file does not.
    """
    part = json_schema()
    path: tuple[str | int, ...] = ()
    for step in location:
        if "oneOf" in part:
            part = kind_of(part, str(step))
        else:
            part, path = child_of(part, step), (*path, step)
    return part, path


def child_of(part: Schema, step: str | int) -> Schema:
    """The schema of what stands under a key, or of a list's every entry; {} when the schema knows none."""
    if isinstance(step, int):
        return _resolved(part.get("items", {}))
    return _resolved(part.get("properties", {}).get(step) or part.get("additionalProperties") or {})


def kind_of(part: Schema, kind: str) -> Schema:
    """The schema of a statement or of a situation, out of that of an item."""
    return next(each for each in map(_resolved, part["oneOf"]) if each["title"] == f"a {kind}")


class _WithoutFieldTitles(GenerateJsonSchema):
    """Leaves out titles such as "Low Pole", which say no more than the key."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False


def _resolved(part: Schema) -> Schema:
    """The part itself, or what it refers to under its own description."""
    if "$ref" not in part:
        return part
    definition: Schema = json_schema()["$defs"][part["$ref"].removeprefix("#/$defs/")]
    return definition | {key: value for key, value in part.items() if key != "$ref"}
