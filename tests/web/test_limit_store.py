"""Limits counted by Redis: shared while it answers, and never worth a wait or an error when it does not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from limits import parse

from quiz.web.guards import limit_store
from quiz.web.guards.limit_store import LimitStore
from tests.faults.server import wait_until
from tests.redis_server import RedisServer

THREE = parse("3 per hour")


@pytest.fixture
def redis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    monkeypatch.setattr(limit_store, "PAUSE", 0.05)
    server = RedisServer(tmp_path).start()
    yield server
    server.stop()


def hits(store: LimitStore, times: int, who: str = "Ada") -> list[bool]:
    return [store.hit(THREE, "made", who) for _ in range(times)]


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]


class TestItsOwnMemory:
    """With the clock of the test."""

    @pytest.fixture
    def at(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
        def moved_to(second: float) -> None:
            monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0 + second)

        moved_to(0)
        return moved_to

    def test_a_window_moves_and_says_when_there_is_room_again(self, at: Callable[[float], None]) -> None:
        store = LimitStore()
        for second in (0, 600, 1200):
            at(second)
            assert store.hit(THREE, "made", "Ada")
        at(1800)
        assert not store.hit(THREE, "made", "Ada")
        assert not store.may(THREE, "made", "Ada")
        assert store.seconds_until_next(THREE, "made", "Ada") == 1800
        at(3600)
        assert not store.may(THREE, "made", "Ada")
        assert store.seconds_until_next(THREE, "made", "Ada") == 1
        at(3600.5)
        assert store.hit(THREE, "made", "Ada")
        assert not store.hit(THREE, "made", "Ada")
        assert store.seconds_until_next(THREE, "made", "Ada") == 600

    def test_what_is_over_is_let_go_of_whoever_comes_next(self, at: Callable[[float], None]) -> None:
        store, two = LimitStore(), parse("2 per 1 minute")
        for number in range(5_000):
            assert store.hit(THREE, "made", str(number))
            assert store.hit(two, "joins", str(number))
        assert store.may(two, "joins", "7")
        kept = store._own.storage._times  # type: ignore[attr-defined]
        assert {window: len(keys) for window, keys in kept.items()} == {3600: 5_000, 60: 5_000}
        at(61)
        assert store.may(two, "joins", "0")  # asking empties a window, and that is no fault at the next hit
        assert store.hit(two, "joins", "Ada")
        assert {window: len(keys) for window, keys in kept.items()} == {3600: 5_000, 60: 1}
        at(3601)
        assert store.hit(THREE, "made", "Ada")
        assert {window: len(keys) for window, keys in kept.items()} == {3600: 1, 60: 1}


def test_without_redis_each_process_counts_alone():
    assert hits(LimitStore(), 4) == [True, True, True, False]


def test_two_processes_count_together(redis):
    one, other = LimitStore(redis.url), LimitStore(redis.url)
    assert hits(one, 2) + hits(other, 2) == [True, True, True, False]
    assert not one.may(THREE, "made", "Ada")
    assert one.may(THREE, "made", "Ben")
    assert hits(other, 1, "Ben") == [True]


def test_what_is_kept_in_redis_ends_by_itself(redis):
    hits(LimitStore(redis.url), 1)
    keys = redis.ask("KEYS *").split(b"\r\n")
    assert [key for key in keys if key.startswith(b"limelight")] == keys[2:-1]
    assert len(keys) == 4
    assert 0 < int(redis.ask(f"TTL {keys[2].decode()}")[1:]) <= 3600


def test_a_redis_that_is_away_is_noticed_once_and_taken_back(redis, caplog):
    losses: list[str] = []
    store = LimitStore(redis.url, when_lost=lambda: losses.append("lost"))
    assert hits(store, 3) == [True] * 3
    redis.stop()
    assert hits(store, 4) == [True, True, True, False]  # this process begins to count anew
    assert len(warnings_in(caplog)) == 1
    assert "limits are counted by each process" in warnings_in(caplog)[0]
    redis.start()
    wait_until(lambda: len(warnings_in(caplog)) == 2)
    assert "answers again" in warnings_in(caplog)[1]
    assert hits(store, 4) == [True, True, True, False]  # Redis kept nothing
    assert losses == ["lost"]


def test_a_redis_that_is_not_there_at_the_start_is_no_reason_not_to_start(redis, caplog):
    redis.stop()
    store = LimitStore(redis.url)
    assert hits(store, 4) == [True, True, True, False]
    assert len(warnings_in(caplog)) == 1


@pytest.mark.parametrize("is_connected", [True, False], ids=["connected", "not-yet-connected"])
def test_a_redis_that_hangs_costs_a_moment_once(redis, caplog, is_connected):
    store = LimitStore(redis.url)
    if is_connected:
        hits(store, 1)
    redis.freeze()
    try:
        began = time.perf_counter()
        assert store.hit(THREE, "made", "Ada")
        waited = time.perf_counter() - began
        assert 0.1 < waited < 0.3 + 0.1  # and a tenth for a busy machine
        began = time.perf_counter()
        assert hits(store, 3) == [True, True, False]
        assert time.perf_counter() - began < 0.05
    finally:
        redis.thaw()
    assert len(warnings_in(caplog)) == 1


def test_an_emptied_redis_resets_limits_and_nothing_else(redis, caplog):
    store = LimitStore(redis.url)
    assert hits(store, 4)[-1] is False
    assert redis.ask("FLUSHALL") == b"+OK\r\n"
    assert redis.ask("SCRIPT FLUSH") == b"+OK\r\n"
    assert hits(store, 4) == [True, True, True, False]
    assert warnings_in(caplog) == []
