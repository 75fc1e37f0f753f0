"""Instrument file: text → Instrument, or a report of all that is wrong with it and where.

The stages, each in its own module: characters → yaml_reader → check → faults and cautions → assembly.
Opening the file is the caller's business; `decode_instrument` takes its bytes.
"""

from __future__ import annotations

from hashlib import sha256

from quiz.instrument.file.assembly import assembled
from quiz.instrument.file.cautions import CAUTIONS, Undrawable, cards_can_be_drawn
from quiz.instrument.file.characters import (
    MOST_BYTES,
    character_faults,
    character_warnings,
    decode_instrument,
)
from quiz.instrument.file.check import schema_text, shaped
from quiz.instrument.file.faults import RULES, Rule, findings_of
from quiz.instrument.file.model import FORMAT, InstrumentEntry
from quiz.instrument.file.outline import InstrumentOutline
from quiz.instrument.file.report import Fault, Finding, InstrumentFileError, Report, quoted
from quiz.instrument.file.syntax import odd_spaces
from quiz.instrument.file.yaml_reader import REFUSED, MarkedData, read_yaml
from quiz.instrument.instrument import Instrument

__all__ = [
    "MOST_BYTES",
    "Fault",
    "InstrumentFileError",
    "Report",
    "check_instrument",
    "decode_instrument",
    "parse_instrument",
    "schema_text",
]


def parse_instrument(text: str, source: str = "questions.yaml", *, is_archived: bool = False) -> Instrument:
    """The instrument in a text; raises InstrumentFileError with every fault, whatever the text is.

    The instrument's `sha256` is that of the text in UTF-8. One that is archived was in order once.
    """
    entry, report = _read(text, source, is_archived=is_archived)
    if entry is None or report.faults:
        raise InstrumentFileError(source, report.faults)
    return assembled(entry, sha256(text.encode()).hexdigest())


def check_instrument(
    text: str, source: str = "questions.yaml", undrawable: Undrawable | None = None
) -> Report:
    """All faults, and the warnings that no fault makes meaningless; never raises.

    `undrawable` tells which characters of a text the cards’ font lacks; None warns of no letter.
    """
    return _read(text, source, drawn=cards_can_be_drawn(undrawable) if undrawable else None)[1]


def _read(
    text: str, source: str, *, drawn: Rule | None = None, is_archived: bool = False
) -> tuple[InstrumentEntry | None, Report]:
    faults = character_faults(text, is_archived=is_archived)
    if faults:
        return None, Report(source, tuple(faults), ())
    read = read_yaml(text, is_archived=is_archived)
    entry, findings, cautions = _examined(read, CAUTIONS + ((drawn,) if drawn else ()))
    faults = [*read.faults, *(finding.located(read.marks) for finding in findings)]
    warnings = [*read.warnings, *character_warnings(text)]
    warnings += [caution.located(read.marks) for caution in cautions]
    # Odd spaces are a likely cause of whatever else is wrong, and worth a word where nothing is.
    (faults or warnings).extend(odd_spaces(text.removeprefix("\ufeff")))
    return entry, Report(source, _in_order(faults), _in_order(warnings))


def _examined(
    read: MarkedData, cautions: tuple[Rule, ...]
) -> tuple[InstrumentEntry | None, list[Finding], list[Finding]]:
    """The entry, what breaks a rule, and what is worth a warning."""
    data = read.data
    if data is REFUSED:
        return None, [], []
    if not isinstance(data, dict):
        problem = "the file is empty" if data is None else "the file is no mapping of keys"
        return None, [Finding((), problem, f"an instrument that begins with format: {FORMAT}")], []
    written_in = data.get("format")
    if isinstance(written_in, str) and written_in != FORMAT:
        problem = f"the format {quoted(written_in)} is not supported"
        return None, [Finding(("format",), problem, FORMAT)], []
    entry, findings = shaped(data)
    outline = InstrumentOutline((), data)
    return entry, findings + findings_of(RULES, outline), findings_of(cautions, outline)


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults)))
