"""YAML's traps: each is told in a sentence, and none of them can hang or crash the reading."""

from __future__ import annotations

import pytest

from quiz.instrument.file import Fault, InstrumentFileError, check_instrument, parse_instrument
from tests.instrument.instrument_texts import SMALL, place_of, small_with

TITLE = "title: How you meet"


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("no", "true or false"),
        ("Yes", "true or false"),
        ("off", "true or false"),
        ("y", "true or false"),
        ("true", "true or false"),
        ("012", "a number"),
        ("1e3", "a number"),
        ("0x1F", "a number"),
        ("0o17", "a number"),
        ("+5", "a number"),
        ("1_000", "a number"),
        ("12:30", "a number"),
        (".nan", "a number"),
        ("-.inf", "a number"),
        ("9" * 5000, "a number"),
        ("2026-11-23", "a date"),
    ],
)
def test_text_that_yaml_takes_for_something_else_must_stand_in_quotes(raw: str, reading: str) -> None:
    text = small_with(TITLE, f"title: {raw}")
    shown = raw if len(raw) <= 40 else f"{raw[:39]}…"
    expected = "text, the instrument's title, put in quotes"
    problem = f"title: got {shown}, which YAML may read as {reading}"
    assert check_instrument(text).faults == (Fault(4, 8, problem, expected),)
    assert parse_instrument(small_with(TITLE, f"title: '{raw}'")).title == raw


@pytest.mark.parametrize(
    "raw", ["067", "6.7e1", ".nan", "NaN", ".inf", "1_0", "0x43", "+67", "1:07", "'67'", "true"]
)
def test_a_value_is_a_plain_number(raw: str) -> None:
    text = small_with("value: 67", f"value: {raw}")
    [fault] = check_instrument(text).faults
    assert (fault.line, fault.column) == place_of(f"{raw}, reason", text)
    assert fault.expected == "a plain number from 0 to 100"


def test_a_key_that_yaml_takes_for_something_else_is_told() -> None:
    text = small_with("{voice: low, order: low}", "{no: low, order: low}")
    assert "YAML may read the key 'no' otherwise; expected it in quotes" in str(error_of(text))


def test_a_key_without_a_value_is_told() -> None:
    nothing = ("title: got nothing", "text, the instrument's title")
    assert check_instrument(small_with(TITLE, "title:")).faults == (Fault(4, 7, *nothing),)
    assert check_instrument(small_with(TITLE, "title: ~")).faults == (Fault(4, 8, *nothing),)


def test_anchors_and_aliases_are_refused() -> None:
    text = small_with("low_pole: Host\n  high_pole: Guest", "low_pole: &pole Host\n  high_pole: *pole")
    assert check_instrument(text).faults == (
        Fault(6, 13, "an anchor, &pole", "no anchor; text that begins with & in quotes"),
        Fault(7, 14, "an alias, *pole", "the text itself, in quotes if it begins with *"),
    )


def test_a_bomb_of_aliases_is_refused_and_not_expanded() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    faults = check_instrument(f"l0: &l0 [lol]\n{levels}\n").faults
    assert sum("alias" in fault.problem for fault in faults) == 9 * 11


def test_tags_are_refused() -> None:
    [fault] = check_instrument(small_with(TITLE, "title: !!python/object:os.system x")).faults
    assert (fault.line, fault.column) == (4, 8)
    assert fault.problem == "a tag, 'tag:yaml.org,2002:python/object:os.syst…'"


def test_a_list_as_a_key_is_refused() -> None:
    [fault] = check_instrument(small_with(TITLE, f"? [a, {{b: c}}]\n: [d]\n{TITLE}")).faults
    assert fault == Fault(4, 3, "a key is a list, a mapping or an alias", "one word as a key")


def test_a_second_document_is_refused() -> None:
    [fault] = check_instrument(f"{SMALL}---\nmore: text\n").faults
    assert fault.problem == "a second document begins here"
    assert fault.line == SMALL.count("\n") + 1


@pytest.mark.parametrize(
    ("title", "line", "column", "meant"),
    [
        ("title: A: B", 4, 9, "quotes around text that holds a colon and a space"),
        ("title: @home", 4, 8, "quotes around text that begins with this character"),
        ("title: -", 4, 8, 'quotes around a "-" that is no list'),
        ("title: 'open", 4, 8, "a closing quote"),
        ("title", 5, 1, "a colon after the key, or this text further to the right"),
    ],
)
def test_text_that_is_no_yaml_is_told_with_what_was_meant(
    title: str, line: int, column: int, meant: str
) -> None:
    [fault] = check_instrument(small_with(TITLE, title)).faults
    assert (fault.line, fault.column, fault.expected) == (line, column, meant)
    assert fault.problem.startswith("no valid YAML: ")


def test_every_line_indented_by_a_tab_is_told() -> None:
    text = small_with("  low_pole: Host\n  high_pole: Guest", "\tlow_pole: Host\n  \thigh_pole: Guest")
    assert check_instrument(text).faults == (
        Fault(6, 1, "a tab indents this line", "spaces"),
        Fault(7, 3, "a tab indents this line", "spaces"),
    )


@pytest.mark.parametrize("text", ["", "\n \n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_told(text: str) -> None:
    begins = "an instrument that begins with format: limelight-instrument/1"
    assert check_instrument(text).faults == (Fault(1, 1, "the file is empty", begins),)


@pytest.mark.parametrize("text", ["just words", "- a\n- list\n", "12"])
def test_a_file_that_is_no_mapping_is_told(text: str) -> None:
    [fault] = check_instrument(text).faults
    assert fault.problem == "the file is no mapping of keys"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[\n" * 100_000]
)
def test_nesting_without_end_is_refused_early(text: str) -> None:
    assert "nested more than 32 deep" in [fault.problem for fault in check_instrument(text).faults]


@pytest.mark.parametrize(("depth", "is_refused"), [(32, False), (33, True)])
def test_nesting_is_refused_from_the_thirty_third_bracket_on(depth: int, is_refused: bool) -> None:
    faults = check_instrument("[" * depth + "]" * depth).faults
    assert (Fault(1, 33, "nested more than 32 deep", "the nesting of an instrument") in faults) is is_refused


def error_of(text: str) -> InstrumentFileError:
    with pytest.raises(InstrumentFileError) as caught:
        parse_instrument(text)
    return caught.value
