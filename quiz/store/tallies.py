"""The sample counted, for each edition of each instrument version that was ever answered here."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from quiz.evidence.tally import Tally
from quiz.store.instruments import load_instrument
from quiz.store.samples import AT_ONCE, load_sample


def load_tallies(connection: Connection, advance: Callable[[int], None] = lambda _: None) -> list[Tally]:
    """By instrument, version and edition; `advance` is told how many response sets more are counted."""
    tallies: dict[tuple[str, str], Tally] = {}
    untold = 0
    for given in load_sample(connection):
        key = (given.instrument_sha256, given.edition)
        if key not in tallies:
            tallies[key] = _new_tally(connection, *key)
        tallies[key].add(given.responses)
        untold += 1
        if untold == AT_ONCE:
            advance(untold)
            untold = 0
    advance(untold)
    return sorted(tallies.values(), key=_order)


def _new_tally(connection: Connection, sha256: str, edition: str) -> Tally:
    instrument = load_instrument(connection, sha256)
    assert instrument is not None  # response sets refer to the archive
    return Tally(instrument.editions[edition], instrument)


def _order(tally: Tally) -> tuple[str, int, str, int]:
    instrument = tally.instrument
    return (
        instrument.id,
        instrument.version,
        instrument.sha256,
        list(instrument.editions).index(tally.edition.id),
    )
