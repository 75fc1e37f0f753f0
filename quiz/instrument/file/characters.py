"""Characters: bytes → text, and which of them an instrument may hold.

Size comes first, so that nothing else ever looks at a file that is too large to be an instrument.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from quiz.instrument.file.report import Fault, InstrumentFileError

MOST_BYTES = 500_000
"""More than ten times a full instrument. Even text of nothing but faults is then told about in seconds."""

_UTF_16_OR_32_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

_VISIBLE = "visible characters, spaces and line ends only"

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, lone surrogates, and breaks and marks that an editor does not show.

U+0085, U+2028 and U+2029 begin a new line for YAML but not for most editors: line numbers would be wrong.
"""


_INVISIBLE = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u202a-\u202e\u2060-\u206f\u3164\uffa0\ufff9-\ufffb]"
    r"|[\U000e0000-\U000e001f]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
)
"""What nobody sees, or what turns the text around it about; a flag's tags are part of the flag."""

_DOUBTFUL = re.compile(r"[\u00ad\u061c\u200e\u200f]|(?<=[ -~])[\u200c\u200d]|[\u200c\u200d](?=[ -~])")
"""Some languages need these, and in others they came with something pasted."""


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


def character_faults(text: str, *, is_archived: bool = False) -> list[Fault]:
    """Every character that no instrument may hold; text that is too large has only that fault.

    One that is archived was taken before invisible characters were refused, and stays readable.
    """
    if len(text) > MOST_BYTES:
        return [_too_large()]
    found = _found(_FORBIDDEN, text, _VISIBLE)
    return found if is_archived else sorted(found + _found(_INVISIBLE, text, _VISIBLE))


def character_warnings(text: str) -> list[Fault]:
    """Every character that is seen only by what it does to those beside it."""
    return _found(_DOUBTFUL, text, "it only where the language needs it")


def forbidden_in(text: str, *, is_archived: bool = False) -> str | None:
    """The first character that no instrument may hold."""
    patterns = (_FORBIDDEN,) if is_archived else (_FORBIDDEN, _INVISIBLE)
    return next((found[0] for pattern in patterns if (found := pattern.search(text))), None)


def named(character: str) -> str:
    """A character as an author can look it up."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"


def _found(pattern: re.Pattern[str], text: str, expected: str) -> list[Fault]:
    whole = text.removeprefix("\ufeff")
    if not pattern.search(whole):
        return []
    return [
        Fault(number, match.start() + 1, f"the character {named(match[0])} is here", expected)
        for number, line in enumerate(re.split(r"\r\n|\r|\n", whole), start=1)
        for match in pattern.finditer(line)
    ]


def _too_large() -> Fault:
    return Fault(1, 1, "the file is too large", f"at most {MOST_BYTES:,} bytes")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Fault:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8-sig")) + 1
    problem = f"the byte 0x{data[error.start]:02X} is not UTF-8"
    return Fault(before.count(b"\n") + 1, column, problem, "a file saved as UTF-8")
