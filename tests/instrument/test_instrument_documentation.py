"""docs/instrument-format.md and docs/instrument.schema.json tell the truth about the format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from quiz.instrument.file import MOST_BYTES, check_instrument, parse_instrument, schema_text
from tests.instrument.instrument_texts import INSTRUMENTS, SMALL, small_with

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "instrument-format.md").read_text(encoding="utf-8")
SCHEMA = json.loads(schema_text())


def test_the_example_on_the_page_is_an_instrument_without_warnings() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert parse_instrument(example).id == "meetings"
    assert check_instrument(example).warnings == ()
    assert example == SMALL


def test_the_page_names_every_key_of_the_format() -> None:
    prose = PAGE.partition("```yaml")[0]
    keys = set(keys_in(SCHEMA))
    assert {"format", "levels", "keyed", "reason"} <= keys
    assert [key for key in sorted(keys) if f"`{key}`" not in prose] == []


def test_the_page_states_the_size_limit() -> None:
    assert f"{MOST_BYTES:,} bytes" in PAGE


def test_the_schema_is_up_to_date() -> None:
    stored = (ROOT / "docs" / "instrument.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run: limelight instrument schema > docs/instrument.schema.json"


@pytest.mark.parametrize(
    "file", [INSTRUMENTS / "small.yaml", ROOT / "questions.yaml"], ids=lambda file: file.name
)
def test_the_schema_accepts_instruments(file: Path) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 0"),
        ("title: How you meet\n", ""),
        ("passed_over:", "passed:"),
        ("value: 67", "value: 101"),
        ("id: meetings", "id: Meetings"),
        ("[Disagree, In between, Agree]", "[Agree]"),
        ('keyed: "-"', "keyed: down"),
        ("{voice: low, order: low}", "{voice: low}"),
    ],
)
def test_the_schema_refuses_what_the_check_refuses(old: str, new: str) -> None:
    text = small_with(old, new)
    assert check_instrument(text).faults != ()
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))


def keys_in(schema: dict[str, Any]) -> Iterator[str]:
    for part in [schema, *schema["$defs"].values()]:
        yield from part.get("properties", {})
