"""The run: visitors, a fault every few seconds, then calm, then the books."""

from __future__ import annotations

import os
import random
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from quiz.store.database.engine import create_engine_for
from tests.chaos.books import Books
from tests.chaos.faults import faults_for, name_of, nothing_left_frozen
from tests.chaos.installation import Installation, an_installation, database_url
from tests.chaos.visitors import run_rooms, take_the_quiz
from tests.faults.conftest import built_assets

QUIZ_TAKERS, ROOMS = 3, 2
SECONDS = 300
"""On each database, unless CHAOS_SECONDS says otherwise."""

PAUSE = 1.0, 4.0
"""Seconds between two faults."""

FAULT = "a fault on "
CALM = 5.0
"""Seconds without faults at the end, in which whoever waits gets through."""


@dataclass
class Done:
    """Of one fault: how often, and the seconds until answers could be saved again; or why not at all."""

    back_after: list[float] = field(default_factory=list)
    skipped: str = ""


def main() -> int:
    seconds = float(os.environ.get("CHAOS_SECONDS", SECONDS))
    seed = int(os.environ.get("CHAOS_SEED") or secrets.randbelow(1_000_000))
    databases = os.environ.get("CHAOS_DATABASES", "postgresql,sqlite").split(",")
    print(f"CHAOS_SEED={seed}, {seconds:.0f} s on each of {', '.join(databases)}", flush=True)
    failed = [kind for kind in databases if not _is_survived(kind, seconds, seed)]
    return int(bool(failed))


def _is_survived(kind: str, seconds: float, seed: int) -> bool:
    chance, books = random.Random(seed), Books()
    with tempfile.TemporaryDirectory(prefix="limelight-chaos-") as folder:
        try:
            with an_installation(kind, Path(folder), built_assets(), books) as here:
                done = _chaos(here, books, chance, seconds)
                engine = create_engine_for(database_url(here.server, here.server.settings))
                wrong = books.wrong_with(engine)
                engine.dispose()
                log = here.server.log_text
        except pytest.skip.Exception as reason:
            print(f"{kind}: left out: {reason}")
            return True
    wrong += [f"answered {fault}" for fault in books.faults]
    wrong += [f"a fault of ours in the log: {fault}" for fault in _faults(log)]
    _print_table(kind, books, done, wrong)
    return not wrong


def _chaos(here: Installation, books: Books, chance: random.Random, seconds: float) -> dict[str, Done]:
    faults = faults_for(here)
    done = {name_of(fault): Done() for fault in faults}
    is_over, deadline = Event(), time.monotonic() + seconds
    with ThreadPoolExecutor(QUIZ_TAKERS + ROOMS) as crowd:
        visits = [take_the_quiz] * QUIZ_TAKERS + [run_rooms] * ROOMS
        wishes = [random.Random(chance.random()) for _ in visits]
        visiting = [
            crowd.submit(visit, here.server, books, is_over, own)
            for visit, own in zip(visits, wishes, strict=True)
        ]
        try:
            while time.monotonic() < deadline:
                time.sleep(chance.uniform(*PAUSE))
                fault = chance.choice(faults)
                try:
                    fault(here, chance)
                    done[name_of(fault)].back_after.append(here.seconds_until_ready())
                except pytest.skip.Exception as reason:
                    done[name_of(fault)].skipped = str(reason)
                except AssertionError:
                    books.faults.append(f"nothing any more after: {name_of(fault)}; {here.state()}")
                    break
            time.sleep(CALM)
        finally:
            nothing_left_frozen(here)
            is_over.set()
    for each in visiting:
        each.result()
    return done


def _faults(log: str) -> list[str]:
    """What was no answer of the database, but a fault: its end, where the log says what it was."""
    return [line[-500:] for line in log.splitlines() if FAULT in line]


def _print_table(kind: str, books: Books, done: dict[str, Done], wrong: list[str]) -> None:
    print(f"\n| {kind}: fault | times | saving again after, at most |\n|---|---|---|")
    for name, each in done.items():
        times, most = len(each.back_after), max(each.back_after, default=0)
        print(f"| {name} | {times} | {each.skipped or (f'{most:.1f} s' if times else 'not drawn')} |")
    answers = ", ".join(f"{status or 'cut off'}: {count}" for status, count in sorted(books.statuses.items()))
    people = sum(map(len, books.joined.values()))
    print(f"\n{sum(books.statuses.values())} requests ({answers})")
    rooms = f"{len(books.joined)} workshops, {people} people let in, {len(books.revealed)} reveals"
    print(
        f"acknowledged: {len(books.submitted)} submits, {rooms}; "
        + ("each is there, exactly once." if not wrong else "WRONG:")
    )
    for finding in sorted(set(wrong)):
        print(f"  {wrong.count(finding)} times: {finding}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
