"""Bytes → text, and which characters an instrument may hold.

Size comes first, so that nothing else ever looks at a file that is too large to be an instrument.
"""

from __future__ import annotations

import codecs
import re

from quiz.measurement.instrument_file.report import Fault, InstrumentFileError

MOST_BYTES = 500_000
"""More than ten times a full instrument. Even text of nothing but faults is then told about in seconds."""

_UTF_16_OR_32_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

_VISIBLE = "visible characters, spaces and line ends only"

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, lone surrogates, and breaks and marks that an editor does not show.

U+0085, U+2028 and U+2029 begin a new line for YAML but not for most editors: line numbers would be wrong.
"""


def decode_instrument(data: bytes, source: str = "questions.yaml") -> str:
    """The text of a file's bytes; raises InstrumentFileError unless they are UTF-8 and not too large.

    A byte order mark is dropped (Windows editors write one) and every line end becomes a line feed, so that
    one and the same instrument has one content hash, whichever system it was checked out on.
    """
    if len(data) > MOST_BYTES:
        raise InstrumentFileError(source, (_too_large(),))
    if data.startswith(_UTF_16_OR_32_MARKS) or b"\x00" in data[:4]:
        raise InstrumentFileError(source, (Fault(1, 1, "the file is in UTF-16 or UTF-32", "UTF-8"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InstrumentFileError(source, (_not_utf8(data, error),)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def character_faults(text: str) -> list[Fault]:
    """Every character that no instrument may hold; text that is too large has only that fault."""
    if len(text) > MOST_BYTES:
        return [_too_large()]
    if not has_forbidden_character(text.removeprefix("\ufeff")):
        return []
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    return [
        Fault(number, match.start() + 1, f"the character U+{ord(match[0]):04X} is here", _VISIBLE)
        for number, line in enumerate(lines, start=1)
        for match in _FORBIDDEN.finditer(line)
    ]


def has_forbidden_character(text: str) -> bool:
    return _FORBIDDEN.search(text) is not None


def _too_large() -> Fault:
    return Fault(1, 1, "the file is too large", f"at most {MOST_BYTES:,} bytes")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Fault:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8-sig")) + 1
    problem = f"the byte 0x{data[error.start]:02X} is not UTF-8"
    return Fault(before.count(b"\n") + 1, column, problem, "a file saved as UTF-8")
