"""What is printed on a terminal: a bar for what takes long, and tables, by rich."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

_WIDTH_IN_FILES = 140
# And in a pipe: as wide as tables need.


@contextmanager
def progress(label: str, rows: int) -> Iterator[Callable[[int], None]]:
    """A bar, and nothing in a log; yields what is to be told how many rows more are done."""
    is_seen = sys.stderr.isatty()
    with click.progressbar(length=rows, label=label, file=sys.stderr, hidden=not is_seen) as bar:
        yield bar.update


def print_table(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> None:
    """Print it; the first `left` columns hold words, the others figures. No cell is taken for markup."""
    from rich import box  # noqa: PLC0415 - servers import the commands too, and print no tables
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=Text(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for place, header in enumerate(headers):
        table.add_column(Text(header), justify="left" if place < left else "right", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH_IN_FILES)
    console.print(table)
