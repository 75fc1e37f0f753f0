"""A restore drill: a backup made while people answer is one consistent moment, and its links work."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import create_engine_for, reading, writing
from quiz.store.database.migrate import migrate
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import issue_response_set, load_response_set, submit_response_set
from quiz.store.transfer.backup import create_backup, restore_backup
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.transfer.databases import contents_of_url

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def test_a_drill_while_people_answer_restores_one_consistent_moment(
    database_url: str, target_url: str, file: Path
) -> None:
    """Each person has two results, made in one transaction: never one of them alone is in the backup."""
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    for _ in range(50):
        a_pair(engine)
    pairs, stop = [], threading.Event()

    def answer() -> None:
        while not stop.is_set():
            pairs.append(a_pair(engine))

    people = threading.Thread(target=answer)
    people.start()
    try:
        wait_for(pairs, 5)
        finished_before = list(pairs)
        made = create_backup(database_url, file, NOW)
        wait_for(pairs, len(pairs) + 5)
    finally:
        stop.set()
        people.join()
    restore_backup(target_url, file)
    assert contents_of_url(target_url) == made.contents
    restored = create_engine_for(target_url)
    with reading(restored) as connection:
        found = [[load_response_set(connection, token) is not None for token in pair] for pair in pairs]
    assert all(both == [both[0]] * 2 for both in found)
    assert all(all(both) for both in found[: len(finished_before)])
    assert not all(all(both) for both in found)
    assert made.contents["response_sets"].rows == 2 * (50 + sum(both[0] for both in found))
    restored.dispose()
    engine.dispose()


def a_pair(engine) -> tuple[str, str]:
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(75, "full", INSTRUMENT))
    with writing(engine) as connection:
        first, second = (issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY) for _ in range(2))
        assert submit_response_set(connection, first, given, TODAY)
        assert submit_response_set(connection, second, given, TODAY)
    return first, second


def wait_for(things: list[tuple[str, str]], how_many: int) -> None:
    pause = threading.Event()
    for _ in range(3000):
        if len(things) >= how_many:
            return
        pause.wait(0.01)
    pytest.fail("nobody answers")
