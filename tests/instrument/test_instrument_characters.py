"""Bytes that are no UTF-8, and characters no text should hold, are refused with their place."""

from __future__ import annotations

import codecs

import pytest

from quiz.instrument.file import (
    MOST_BYTES,
    Fault,
    InstrumentFileError,
    check_instrument,
    decode_instrument,
    parse_instrument,
)
from tests.instrument.instrument_texts import SMALL, place_of, small_with


def faults_of(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(InstrumentFileError) as caught:
        decode_instrument(data, "a.yaml")
    return caught.value.faults


def test_utf_8_is_decoded() -> None:
    assert decode_instrument("größer – 🎭".encode()) == "größer – 🎭"


def test_a_byte_order_mark_changes_nothing() -> None:
    plain = parse_instrument(SMALL)
    assert parse_instrument(decode_instrument(codecs.BOM_UTF8 + SMALL.encode())) == plain
    [fault] = check_instrument("\ufeff" + small_with("format:", "formats:")).faults[:1]
    assert (fault.line, fault.column) == (1, 1)


def test_windows_line_ends_change_neither_the_places_nor_the_content_hash() -> None:
    windows = SMALL.replace("\n", "\r\n")
    assert parse_instrument(decode_instrument(windows.encode())) == parse_instrument(SMALL)
    text = small_with("version: 1", "version: one")
    assert check_instrument(text.replace("\n", "\r\n")).faults == check_instrument(text).faults


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_utf_16_and_32_are_told_by_name(encoding: str) -> None:
    assert faults_of(SMALL.encode(encoding)) == (Fault(1, 1, "the file is in UTF-16 or UTF-32", "UTF-8"),)


def test_a_byte_that_is_no_utf_8_is_told_with_its_place() -> None:
    data = "title: größer\nname: grö".encode() + "ß".encode("latin-1")
    assert faults_of(data) == (Fault(2, 10, "the byte 0xDF is not UTF-8", "a file saved as UTF-8"),)


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    too_large = (Fault(1, 1, "the file is too large", "at most 500,000 bytes"),)
    assert faults_of(b"\xff" * 10_000_000) == too_large
    assert check_instrument("x" * 10_000_000).faults == too_large
    assert check_instrument("x" * MOST_BYTES).faults != too_large


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *((each, "") for each in ("\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\uffff")),
        ("\u2028", " (line separator)"),
        ("\ufeff", " (zero width no-break space)"),
        ("\u202e", " (right-to-left override)"),
        ("\u2066", " (left-to-right isolate)"),
        ("\u200b", " (zero width space)"),
        ("\u2060", " (word joiner)"),
        ("\u3164", " (hangul filler)"),
        ("\U000e0041", " (tag latin capital letter a)"),
    ],
)
def test_a_character_that_does_not_show_is_told_with_its_place(character: str, name: str) -> None:
    text = small_with("How you meet", f"How you{character} meet").replace("I went", f"I {character}went")
    shown = f"the character U+{ord(character):04X}{name} is here"
    first, second, third = check_instrument(text).faults
    assert first == Fault(4, 15, shown, "visible characters, spaces and line ends only")
    assert (second.line, third.line) == (
        place_of("agenda-1, facet", text)[0],
        place_of("agenda-2, facet", text)[0],
    )


def test_a_control_character_written_as_an_escape_is_told_too() -> None:
    text = small_with("How you meet", '"How you \\0 meet"')
    assert check_instrument(text).faults == (Fault(4, 8, "the text holds U+0000", "visible characters only"),)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("How\u200e you", "U+200E (left-to-right mark)"),
        ("Ho\u00adw you", "U+00AD (soft hyphen)"),
        ("How\u200d you", "U+200D (zero width joiner)"),
    ],
)
def test_a_character_that_some_languages_need_is_a_warning(written: str, name: str) -> None:
    report = check_instrument(small_with("How you", written))
    column = 8 + written.index(next(each for each in written if each > "\x7f"))
    problem = f"the character {name} is here"
    assert report.faults == ()
    assert report.warnings == (Fault(4, column, problem, "it only where the language needs it"),)


@pytest.mark.parametrize(
    "text", ["👩\u200d💻 How you", "می\u200cخواهم", "🏴\U000e0067\U000e0062\U000e007f How", "100\u00a0% you"]
)
def test_what_belongs_to_its_letters_is_neither(text: str) -> None:
    report = check_instrument(small_with("How you", text))
    assert (report.faults, report.warnings) == ((), ())


def test_an_archived_instrument_stays_readable_whatever_is_refused_today() -> None:
    text = small_with("How you meet", "How \u202eyou meet")
    assert parse_instrument(text, is_archived=True).title == "How \u202eyou meet"
    quoted = small_with("How you meet", '"How \\u202eyou meet"')
    assert parse_instrument(quoted, is_archived=True).title == "How \u202eyou meet"
    assert check_instrument(quoted).faults == (
        Fault(4, 8, "the text holds U+202E (right-to-left override)", "visible characters only"),
    )
