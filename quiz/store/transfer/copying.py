"""From one database into another, of the same kind or not."""

from __future__ import annotations

from collections.abc import Callable

from quiz.store.transfer.loading import Load, load
from quiz.store.transfer.records import Contents, MovingError
from quiz.store.transfer.snapshot import snapshot


class SourceChangedError(MovingError):
    """Something was saved while the copy was made, and is not in it."""


def count_rows(database_url: str) -> int:
    """How many rows there are to copy. Raises what `snapshot` raises."""
    with snapshot(database_url, is_checked=False) as source:
        return source.row_count


def copy_database(source_url: str, target_url: str, advance: Callable[[int], None]) -> Contents:
    """Copy everything, compare it row by row, and only then keep it. The target is empty, or stays as it is.

    Raises what `snapshot` and `load` raise, and SourceChangedError.
    """

    def confirm(copied: Contents) -> None:
        with snapshot(source_url, is_checked=False) as later:
            if later.contents() != copied:
                raise SourceChangedError(
                    "Something was saved while the copy was made, and would be missing in it: stop "
                    "Limelight, and copy again. Nothing was kept of this copy."
                )

    with snapshot(source_url) as source:
        return load(target_url, Load(source.revision, source.records(), advance, confirm))
