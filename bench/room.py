"""A room of five hundred: all come within a minute, answer and submit, and then see the picture."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench.crowd import Crowd
from bench.phone import SAY_HELLO, Phone, Request
from bench.server import HELLO, LIMELIGHT, running
from bench.table import Row, note
from quiz.store.response_sets import hash_token

PEOPLE, ARRIVAL = 500, 60.0
"""So many within so many seconds."""

P99_LIMIT = 500.0
"""Milliseconds: what 99 of 100 requests keep, of whichever kind."""

LAG_LIMIT = 6.0
"""Seconds: how old a count on the projector may be."""


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(LIMELIGHT, Path(folder)) as port,
        running(HELLO, Path(folder)) as hello,
    ):
        crowd = Crowd(port, hello, PEOPLE, ARRIVAL)
        crowd.run()
        kept = sum(_is_kept(Path(folder) / "limelight.db", phone) for phone in crowd.phones)
    faults, told = crowd.diary.faults, crowd.seen[-1][1]
    for fault in sorted(set(faults)):
        print(fault, file=sys.stderr)
    truth = told.joined == told.finished == PEOPLE
    lag = max(_lag(crowd, "join"), _lag(crowd, "submit"))
    return [
        Row(f"{PEOPLE} people in one workshop, requests that failed", "0", str(len(faults)), not faults),
        Row("· answers in the database as they were acknowledged", str(PEOPLE), str(kept), kept == PEOPLE),
        Row(
            "· joined and finished on the projector at the end",
            str(PEOPLE),
            f"{told.joined} and {told.finished}",
            truth,
        ),
        Row("· oldest count on the projector", f"< {LAG_LIMIT:.0f} s", f"{lag:.1f} s", lag < LAG_LIMIT),
        *_slowest("until the reveal", crowd.diary.requests[: crowd.before_reveal]),
        *_slowest("while all phones fetch the picture", crowd.diary.requests[crowd.before_reveal :]),
    ]


def _is_kept(database: Path, phone: Phone) -> bool:
    """Exactly once, and exactly what was acknowledged."""
    statement = (
        "SELECT responses FROM response_sets NATURAL JOIN participants WHERE token_hash = ? AND is_scored"
    )
    with sqlite3.connect(database) as connection:
        rows = connection.execute(statement, [hash_token(phone.token)]).fetchall()
    return [json.loads(responses) for (responses,) in rows] == [phone.answers]


def _lag(crowd: Crowd, event: str) -> float:
    """Seconds between an acknowledged event and the answer that brought it to the projector, at worst.

    Raises AssertionError when the projector showed what had not happened yet.
    """
    happened, worst = sorted(crowd.diary.acknowledged[event]), 0.0
    sent = sorted(crowd.diary.sent[event])
    counts = [(at, state.joined if event == "join" else state.finished) for at, state in crowd.seen]
    for (at, count), (until, _) in pairwise(counts):
        assert count <= bisect_right(sent, at), "a count from the future"
        if count < bisect_right(happened, until):
            worst = max(worst, until - happened[count])
    return worst


def _slowest(when: str, requests: Sequence[Request]) -> Iterator[Row]:
    kinds = defaultdict(list)
    for kind, seconds in requests:
        kinds[kind].append(1000 * seconds)
    p99 = {kind: sorted(times)[int(0.99 * len(times))] for kind, times in kinds.items()}
    hello = p99.pop(SAY_HELLO)
    kind = max(p99, key=lambda each: p99[each])
    yield Row(
        f"· p99 of the slowest kind of request {when}",
        f"< {P99_LIMIT:.0f} ms",
        f"{p99[kind]:.0f} ms ({kind}); bare Flask beside it {hello:.0f} ms",
        p99[kind] < P99_LIMIT,
    )
    each = ", ".join(f"{kind} {p99[kind]:.0f}" for kind in sorted(p99))
    yield note(f"· p99 of each of {len(requests):,} requests {when}", f"{each} ms")
