"""Plain data → the model, or every place where its shape is not that of an instrument.

Lists that are too short or too long, by the schema's limits.

Pydantic leaves them out where an entry of the list has a fault of its own, and we tell all faults at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quiz.instrument.file.report import quoted
from quiz.instrument.file.shape.model import InstrumentEntry, kind_of_item
from quiz.instrument.file.shape.schema import Schema, child_of, json_schema, kind_of, schema_at
from quiz.instrument.file.text.marks import Data, Finding, Path, Refused, Unclear


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


_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
TEXT_WANTED = ("string_type", "literal_error")
MOST_SUGGESTIONS = 100
"""Looking for a similar word is slow, and a file with more unknown words than this is no instrument."""


def shaped(data: Data) -> tuple[InstrumentEntry | None, list[Finding]]:
    """The model, or None and all that is wrong."""
    try:
        return InstrumentEntry.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [_finding(detail, number) for number, detail in enumerate(details)]
    return None, [*miscounted(data), *(finding for finding in findings if finding is not None)]


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
    part, path = schema_at(detail["loc"])
    name = next((step for step in reversed(path) if isinstance(step, str)), "the file")
    expected = _what_belongs_here(part)
    if detail["type"] in TEXT_WANTED and isinstance(detail["input"], Unclear | int | float):
        expected = f"{expected}, put in quotes"
    elif detail["type"] == "float_type" and _DECIMAL_COMMA.fullmatch(str(detail["input"])):
        expected = f"{expected}, with a point"
    return Finding(path, f"{name}: {_problem(detail)}", expected)


def _missing_key(detail: ErrorDetails) -> Finding:
    key = str(detail["loc"][-1])
    part, path = schema_at(detail["loc"])
    holder, _ = schema_at(detail["loc"][:-1])
    return Finding(path[:-1], f"{holder['title']} lacks the key {key}", part["description"], at_key=True)


def _unknown_key(detail: ErrorDetails, *, suggest: bool) -> Finding:
    key = str(detail["loc"][-1])
    holder, holder_path = schema_at(detail["loc"][:-1])
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
