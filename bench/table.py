"""The one table that every benchmark adds its rows to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_HEADERS = ("what", "budget", "measured", "met")


@dataclass(frozen=True)
class Row:
    """`is_met` is None where there is no budget: the row explains another one."""

    what: str
    budget: str
    measured: str
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        met = "" if self.is_met is None else "yes" if self.is_met else "NO"
        return self.what, self.budget, self.measured, met


def note(what: str, measured: str) -> Row:
    return Row(what, "", measured)


def spread(values: Sequence[float], form: str) -> str:
    """The median, and between what the values lay."""
    return f"{form.format(median(values))} ({form.format(min(values))} to {form.format(max(values))})"


def drawn(rows: Sequence[Row]) -> str:
    """The rows in columns: plain text, and a table in Markdown too."""
    lines = [_HEADERS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADERS))]
    texts = [_line(line, widths) for line in lines]
    rule = "|".join(["", *("-" * (width + 2) for width in widths), ""])
    return "\n".join([texts[0], rule, *texts[1:]])


def _line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"
