"""CSV: one writer for all tables there are, whoever makes them, and nothing in it is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

MARK: Final = "\ufeff"
"""The byte order mark: without it spreadsheets take UTF-8 for another encoding."""


def csv_for_people(rows: Iterable[Sequence[Any]]) -> str:
    """RFC 4180 text as spreadsheets open it."""
    return MARK + csv_for_programs(rows)


def csv_for_programs(rows: Iterable[Sequence[Any]]) -> str:
    """The same without the mark, which some programs take for a part of the first column's name."""
    text = io.StringIO()
    # Every cell in quotes: where a spreadsheet parts cells at ";", one in a bare text would begin another.
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(map(_harmless, row) for row in rows)
    return text.getvalue()


def table_rows(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Any]]:
    """The columns' names, and then each record's cells, empty where it has none."""
    yield columns
    for record in records:
        yield [record.get(column) for column in columns]


_FORMULA: Final = re.compile(
    r"""
    \A (?= [\t\r\n\0] )                                          # some leave these out
    | (?: \A | (?<= [;\t\r\n] ) )                                # where some see a cell begin
      (?= [\s\0"'\ufeff\u200b]* [=+\-@＝＋－＠﹦﹢﹣﹫] )
    """,
    re.VERBOSE,
)


def _harmless(cell: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula (OWASP ASVS 5.0, 1.2.10); numbers stay numbers."""
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell
