"""Check: plain data → the model, or every place where it is not that of an instrument.

What is asked of it is told from the JSON Schema, which editors use as well and which the model generates. The
schema knows one entry at a time; what spans several is in `faults`.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails

from quiz.instrument.file.model import InstrumentEntry, kind_of_item
from quiz.instrument.file.report import Finding, Path, quoted
from quiz.instrument.file.yaml_reader import Data, Refused, Unclear

MOST_SUGGESTIONS = 100
"""Looking for a similar word is slow, and a file with more unknown words than this is no instrument."""

Schema = dict[str, Any]


def shaped(data: Data) -> tuple[InstrumentEntry | None, list[Finding]]:
    """The model, or None and all that is wrong."""
    try:
        return InstrumentEntry.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [_finding(detail, number) for number, detail in enumerate(details)]
    return None, [
        *_miscounted(data, _json_schema(), ()),
        *(finding for finding in findings if finding is not None),
    ]


def schema_text() -> str:
    """What docs/instrument.schema.json holds."""
    return json.dumps(_json_schema(), indent=2, ensure_ascii=False) + "\n"


def with_suggestion(word: str, known: Iterable[str]) -> str:
    """The word, and the known one that is most like it if any is."""
    alike = difflib.get_close_matches(word, list(known), n=1)
    return f"{quoted(word)} (did you mean {quoted(alike[0])}?)" if alike else quoted(word)


def one_of(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _finding(detail: ErrorDetails, number: int) -> Finding | None:
    is_miscounted_list = detail["type"] in ("too_short", "too_long") and isinstance(detail["input"], list)
    if is_miscounted_list or isinstance(detail["input"], Refused):
        return None
    if detail["type"] == "missing":
        return _missing_key(detail)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(detail, suggest=number < MOST_SUGGESTIONS)
    part, path = _schema_at(detail["loc"])
    name = next((step for step in reversed(path) if isinstance(step, str)), "the file")
    expected = _what_belongs_here(part)
    if detail["type"] in _TEXT_WANTED and isinstance(detail["input"], Unclear | int | float):
        expected = f"{expected}, put in quotes"
    elif detail["type"] == "float_type" and _DECIMAL_COMMA.fullmatch(str(detail["input"])):
        expected = f"{expected}, with a point"
    return Finding(path, f"{name}: {_problem(detail)}", expected)


_TEXT_WANTED = ("string_type", "literal_error")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")


def _missing_key(detail: ErrorDetails) -> Finding:
    key = str(detail["loc"][-1])
    part, path = _schema_at(detail["loc"])
    holder, _ = _schema_at(detail["loc"][:-1])
    return Finding(path[:-1], f"{holder['title']} lacks the key {key}", part["description"], at_key=True)


def _unknown_key(detail: ErrorDetails, *, suggest: bool) -> Finding:
    key = str(detail["loc"][-1])
    holder, holder_path = _schema_at(detail["loc"][:-1])
    known = list(holder["properties"])
    shown = with_suggestion(key, known) if suggest else quoted(key)
    problem = f"{holder['title']} has no key {shown}"
    return Finding((*holder_path, key), problem, one_of(known), at_key=True)


def _problem(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "too_short" | "too_long":
            return f"got {len(detail['input'])}"
        case "string_too_short":
            return "the text is empty"
        case "string_too_long":
            return f"{quoted(detail['input'])} is longer than 60 characters"
        case _:
            return f"got {_found(detail['input'])}"


def _found(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case Unclear(raw, reading):
            return f"{quoted(raw)[1:-1]}, which YAML may read as {reading}"
        case int() | float():
            return f"the number {value}"
        case str():
            return quoted(value)
        case list():
            return "a list"
        case _:
            return "a mapping of keys"


def _what_belongs_here(part: Schema) -> str:
    if "properties" in part:
        return f"{part['title']} with the keys {', '.join(part['properties'])}"
    if "enum" in part and "description" not in part:
        return one_of(f'"{value}"' for value in part["enum"])
    return str(part.get("description", "text"))


def _miscounted(value: Data, part: Schema, path: Path) -> Iterator[Finding]:
    """Lists too short or too long: pydantic leaves them out where an entry has a fault of its own."""
    if "oneOf" in part:
        part = _kind_of(part, kind_of_item(value))
    if isinstance(value, list):
        if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
            yield Finding(path, f"{path[-1]}: got {len(value)}", part["description"])
        for index, entry in enumerate(value):
            yield from _miscounted(entry, _child_of(part, index), (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _miscounted(entry, _child_of(part, key), (*path, key))


@cache
def _json_schema() -> Schema:
    """In JSON Schema 2020-12."""
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return dialect | InstrumentEntry.model_json_schema(schema_generator=_WithoutFieldTitles)


def _schema_at(location: tuple[str | int, ...]) -> tuple[Schema, tuple[str | int, ...]]:
    """The part of the schema for a pydantic error's location, and the location as a path in the file.

    They differ in one thing: inside an item pydantic names its kind, which the file does not.
    """
    part = _json_schema()
    path: tuple[str | int, ...] = ()
    for step in location:
        if "oneOf" in part:
            part = _kind_of(part, str(step))
        else:
            part, path = _child_of(part, step), (*path, step)
    return part, path


def _child_of(part: Schema, step: str | int) -> Schema:
    """The schema of what stands under a key, or of a list's every entry; {} when the schema knows none."""
    if isinstance(step, int):
        return _resolved(part.get("items", {}))
    return _resolved(part.get("properties", {}).get(step) or part.get("additionalProperties") or {})


def _kind_of(part: Schema, kind: str) -> Schema:
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
    definition: Schema = _json_schema()["$defs"][part["$ref"].removeprefix("#/$defs/")]
    return definition | {key: value for key, value in part.items() if key != "$ref"}
