"""A bar on a terminal for what takes long, and nothing in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, rows: int) -> Iterator[Callable[[int], None]]:
    """Yields what is to be told how many rows more are done."""
    is_seen = sys.stderr.isatty()
    with click.progressbar(length=rows, label=label, file=sys.stderr, hidden=not is_seen) as bar:
        yield bar.update
