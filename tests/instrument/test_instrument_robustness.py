"""Whatever the text is, reading it gives an instrument or an InstrumentFileError with places in the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.instrument.file import InstrumentFileError, check_instrument, decode_instrument, parse_instrument
from quiz.instrument.instrument import Instrument
from tests.instrument.instrument_texts import SMALL

MARKS_OF_YAML = st.text("{}[]:,-?&*!|>'\"%@`#~ \n\t\r\\.0123456789eEnoyfx_+=<\u2028\ud800\ufeff", max_size=60)
PIECES = [
    "",
    "no",
    "012",
    "&a",
    "*a",
    "!!int 3",
    "- ",
    "? ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "\t",
    "\n",
    "---\n",
]
PIECES += [
    "...\n",
    "%YAML 1.2\n",
    "%TAG ! x\n",
    "<<: ",
    "|\n",
    ">\n",
    "# ",
    "\x00",
    "id: ",
    "options: []",
    "1e999",
]


def reads_or_refuses(text: str) -> None:
    report = check_instrument(text, "a.yaml")
    lines = text.count("\n") + text.count("\r") + 2
    assert all(1 <= fault.line <= lines and fault.column >= 1 for fault in report.faults + report.warnings)
    outcome = instrument_or_error(text)
    if isinstance(outcome, Instrument):
        assert report.faults == ()
    else:
        assert outcome.faults == report.faults != ()
        assert all(line.isprintable() for line in str(outcome).split("\n"))


def instrument_or_error(text: str) -> Instrument | InstrumentFileError:
    try:
        return parse_instrument(text, "a.yaml")
    except InstrumentFileError as error:
        return error


@given(st.text() | MARKS_OF_YAML)
def test_any_text_is_read_or_refused(text: str) -> None:
    reads_or_refuses(text)


@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        reads_or_refuses(decode_instrument(data, "a.yaml"))
    except InstrumentFileError:
        assert any(byte > 127 or byte == 0 for byte in data)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The small instrument after some cuts, copies and insertions."""
    text = SMALL
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 5, 20, 100, 1000])))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5) | st.just(text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=300, deadline=None)
@given(mutations())
def test_any_change_of_an_instrument_is_read_or_refused(text: str) -> None:
    reads_or_refuses(text)


SCALARS = st.none() | st.sampled_from(
    ["low", "+", "opening", "opening-1", "no", "''", "12", "1.5", "~", "{}", "[]"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, SMALL.count("\n") - 1), SCALARS), min_size=1, max_size=5))
def test_any_value_may_stand_anywhere(changes: list[tuple[int, str | None]]) -> None:
    lines = SMALL.splitlines()
    for number, value in changes:
        key, _, _ = lines[number].partition(": ")
        lines[number] = f"{key}: {value or ''}"
    reads_or_refuses("\n".join(lines))
