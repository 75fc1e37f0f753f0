"""Writes that wait at the same time share a commit; each is told its outcome, and not before it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import BUSY_TIMEOUT_MS, reading, writing
from quiz.store.database.group_commit import GroupCommit
from quiz.store.response_sets import (
    issue_response_set,
    load_response_set,
    save_responses,
    submit_response_set,
)
from tests.store.conftest import INSTRUMENT, TODAY

GIVEN = ResponseSet(INSTRUMENT.sha256, "full", {"remit-1": 4})
WRITES = 6


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@contextmanager
def all_at_once(together: GroupCommit) -> Iterator[ThreadPoolExecutor]:
    """What is submitted here waits, and is let go when all of it does."""
    with ThreadPoolExecutor(WRITES) as pool:
        together._is_led = True
        try:
            yield pool
            wait_until(lambda: len(together._waiting) == WRITES)
        finally:
            together._hand_over()


@contextmanager
def statements_of(engine: Any) -> Iterator[list[str]]:
    seen: list[str] = []

    def watch(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(lambda statement: seen.append(statement.split(" ", 1)[0]))

    event.listen(engine, "checkout", watch)
    yield seen
    event.remove(engine, "checkout", watch)


def test_a_write_alone_is_kept_when_it_is_acknowledged(engine):
    together = GroupCommit(engine)
    token = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)
    assert save_responses(together, token, GIVEN, "remit-1")
    assert not save_responses(together, "nobody", GIVEN, "remit-1")
    assert submit_response_set(together, token, GIVEN, TODAY)
    assert not submit_response_set(together, token, GIVEN, TODAY)
    with reading(engine) as connection:
        saved = load_response_set(connection, token)
    assert saved.response_set == GIVEN
    assert (saved.position, saved.completed_on) == ("remit-1", TODAY)


def test_all_that_waits_is_one_transaction_with_its_own_outcomes(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL shares commits by itself")
    together = GroupCommit(engine)
    with statements_of(engine) as statements:
        tokens = [issue_response_set(together, INSTRUMENT.sha256, "full", TODAY) for _ in range(WRITES - 1)]
        tokens.insert(2, "nobody")
        statements.clear()
        with all_at_once(together) as pool:
            saves = [pool.submit(save_responses, together, token, GIVEN, "remit-1") for token in tokens]
    assert [save.result() for save in saves] == [token != "nobody" for token in tokens]
    assert statements == ["BEGIN", *["UPDATE"] * WRITES, "COMMIT"]
    with reading(engine) as connection:
        kept = [load_response_set(connection, token) for token in tokens]
    assert [token for token, each in zip(tokens, kept, strict=True) if each is None] == ["nobody"]
    assert {each.position for each in kept if each} == {"remit-1"}


def test_when_a_commit_fails_nothing_is_kept_and_all_are_told(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL shares commits by itself")
    together = GroupCommit(engine)
    taken = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)

    def issue(token: str) -> Future[str]:
        return pool.submit(issue_response_set, together, INSTRUMENT.sha256, "full", TODAY, token)

    with all_at_once(together) as pool:
        issues = [issue(f"a token of its own {number}") for number in range(WRITES - 1)] + [issue(taken)]
    for each in issues:
        assert isinstance(each.exception(), DBAPIError)
    with reading(engine) as connection:
        assert load_response_set(connection, taken) is not None
        assert all(load_response_set(connection, f"a token of its own {n}") is None for n in range(WRITES))
    assert save_responses(together, taken, GIVEN, None), "and the next write finds everything in order"


def test_after_a_fault_that_nobody_foresaw_none_waits_for_ever(engine, monkeypatch):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL shares commits by itself")
    together = GroupCommit(engine)
    token = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)

    def commit(_writes: object) -> list[int]:
        raise MemoryError

    with monkeypatch.context() as patch, all_at_once(together) as pool:
        patch.setattr(together._writer, "commit", commit)
        saves = [pool.submit(save_responses, together, token, GIVEN, None) for _ in range(WRITES)]
    faults = [type(save.exception(timeout=5)) for save in saves]
    assert sorted(faults, key=str) == [MemoryError, *[RuntimeError] * (WRITES - 1)]
    assert save_responses(together, token, GIVEN, None), "and the next write finds everything in order"


class LockThenAct:
    """A lock after whose first release something happens before its user goes on."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._lock = Lock()
        self._acts = [act]

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        while self._acts:
            self._acts.pop()()


def test_who_gets_the_lead_before_it_waits_commits_and_wakes_the_others(engine, monkeypatch):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL shares commits by itself")
    together = GroupCommit(engine)
    token = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)
    other = Thread(target=save_responses, args=(together, token, GIVEN, None), daemon=True)

    def the_other_comes_and_the_lead_is_free() -> None:
        other.start()
        wait_until(lambda: len(together._waiting) == 2)
        together._hand_over()

    together._is_led = True
    monkeypatch.setattr(together, "_lock", LockThenAct(the_other_comes_and_the_lead_is_free))
    assert save_responses(together, token, GIVEN, None)
    other.join(timeout=5)
    assert not other.is_alive()


def test_many_threads_that_write_all_the_time_each_get_their_turn(engine):
    together = GroupCommit(engine)
    tokens = [issue_response_set(together, INSTRUMENT.sha256, "full", TODAY) for _ in range(WRITES)]

    def save_often(token: str) -> int:
        return sum(save_responses(together, token, GIVEN, None) for _ in range(50))

    with ThreadPoolExecutor(WRITES) as pool:
        assert list(pool.map(save_often, tokens, timeout=60)) == [50] * WRITES
    assert save_responses(together, tokens[0], GIVEN, None), "and nobody leads any more"


def test_a_write_goes_on_as_soon_as_another_process_lets_go_of_the_lock(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has a lock for each row")
    together = GroupCommit(engine)
    token = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)
    with ThreadPoolExecutor(1) as pool:
        with writing(engine):
            save = pool.submit(save_responses, together, token, GIVEN, None)
            time.sleep(0.2)
            assert not save.done()
        assert save.result(timeout=5)


def test_who_came_while_a_commit_waited_in_vain_fails_with_it(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL shares commits by itself")
    together = GroupCommit(engine)
    token = issue_response_set(together, INSTRUMENT.sha256, "full", TODAY)

    def save() -> float:
        started = time.monotonic()
        with pytest.raises(DBAPIError):
            save_responses(together, token, GIVEN, None)
        return time.monotonic() - started

    with writing(engine), ThreadPoolExecutor(2) as pool:
        first = pool.submit(save)
        time.sleep(0.2)
        waits = [pool.submit(save).result(), first.result()]
    assert BUSY_TIMEOUT_MS / 1000 - 0.5 < max(waits) < BUSY_TIMEOUT_MS / 1000 + 2
