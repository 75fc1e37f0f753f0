"""The sweep: few rows at a time, on several hosts, beside people who answer, under clocks that are wrong."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, event, text

from quiz.store.chores import claim_chore
from quiz.store.comparisons import (
    end_comparison,
)
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.retention import sweep as sweeping
from quiz.store.retention.rules import Periods
from quiz.store.retention.sweep import sweep, would_sweep
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result, a_share_link
from tests.store.retention.over import (
    PERIODS,
    a_comparison,
    an_open_group,
    begin,
    days_later,
    has,
    rows,
    went,
)
from tests.store.workshops import a_workshop


def everything_over(engine: Engine) -> date:
    """A database with something under every rule; the day on which they apply."""
    comparison_id, ada = a_comparison(engine)
    with writing(engine) as connection:
        end_comparison(connection, comparison_id, ada, TODAY)
    a_comparison(engine, expires_on=TODAY)
    a_share_link(engine, ada, expires_on=TODAY)
    begin(engine)
    an_open_group(engine, a_workshop(engine))
    return days_later(366)


def test_a_dry_run_tells_the_same_and_deletes_nothing(engine: Engine) -> None:
    day, periods = everything_over(engine), Periods(30, 100, 365)
    before = rows(engine)
    told = would_sweep(engine, day, Periods(30, None, 365))
    assert rows(engine) == before
    assert all(each.rows > 0 for each in told)
    assert went(sweep(engine, day, Periods(30, None, 365))) == {
        # The expired link's comparison and name went with the link, and are not counted twice.
        each.name: each.rows
        for each in told
    }
    assert went(sweep(engine, day, periods)).keys() == {"results"}
    assert went(would_sweep(engine, day, periods)) == {}


@pytest.mark.parametrize("days", [0, -1, -45, -4000])
def test_a_clock_that_went_back_deletes_nothing(engine: Engine, days: int) -> None:
    everything_over(engine)
    before = rows(engine)
    assert went(sweep(engine, days_later(days), Periods(1, 1, 1))) == {}
    assert rows(engine) == before


def test_the_database_has_a_say_in_which_day_it_is(monkeypatch, engine: Engine) -> None:
    """One host's clock that runs 45 days ahead deletes nothing where the database's own knows better."""
    monkeypatch.undo()
    agreed = sweeping._agreed(engine, date(9999, 1, 1))
    assert (agreed < date(9999, 1, 1)) is (engine.dialect.name == "postgresql")
    assert sweeping._agreed(engine, date(2026, 1, 1)) == date(2026, 1, 1)


def test_who_finishes_in_the_last_moment_keeps_the_result(monkeypatch, engine: Engine) -> None:
    """Between finding what is over and deleting it, somebody may submit."""
    token = begin(engine)
    batches = sweeping._batches_of_keys

    def submitting(engine_, rule):
        for keys in batches(engine_, rule):
            with writing(engine_) as connection:
                connection.execute(text("UPDATE response_sets SET completed_on = '2026-12-31'"))
            yield keys

    monkeypatch.setattr(sweeping, "_batches_of_keys", submitting)
    assert went(sweep(engine, days_later(31), PERIODS)) == {}
    assert has(engine, token)


def test_two_hosts_sweep_at_once_and_each_row_goes_once(
    monkeypatch, database_url: str, engine: Engine
) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 3)
    for _ in range(40):
        begin(engine)
    lives = a_result(engine)
    hosts = [create_engine_for(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        swept = list(pool.map(lambda host: sweep(host, days_later(31), PERIODS), hosts))
    assert sum(went(each).get("questionnaires not finished", 0) for each in swept) == 40
    assert rows(engine)["response_sets"] == 1
    assert has(engine, lives)
    for host in hosts:
        host.dispose()


def test_people_answer_while_it_sweeps(monkeypatch, engine: Engine) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 1)
    for _ in range(30):
        begin(engine)
    sweeper = threading.Thread(target=sweep, args=(engine, days_later(31), PERIODS))
    sweeper.start()
    answered = [a_result(engine, on=days_later(31)) for _ in range(10)]
    sweeper.join()
    assert all(has(engine, token) for token in answered)
    assert rows(engine)["response_sets"] == 10


def test_what_went_is_in_no_file_of_sqlite_any_more(tmp_path) -> None:
    from quiz.store.database.migrate import migrate
    from quiz.store.instruments import save_instrument

    url = f"sqlite:///{tmp_path / 'limelight.db'}"
    migrate(url)
    engine = create_engine_for(url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    a_share_link(engine, a_result(engine), display_name="Ada Unforgettable", expires_on=TODAY)

    def is_in_a_file() -> bool:
        return any(b"Unforgettable" in path.read_bytes() for path in tmp_path.iterdir())

    assert is_in_a_file()
    sweep(engine, days_later(1), PERIODS)
    assert not is_in_a_file()
    engine.dispose()


def test_a_chore_is_given_to_one_process_a_day(database_url: str, engine: Engine) -> None:
    hosts = [create_engine_for(database_url) for _ in range(4)]

    def claim(host: Engine, day: date = TODAY) -> bool:
        with writing(host) as connection:
            return claim_chore(connection, "retention", day)

    for day in (TODAY, days_later(1), days_later(9)):
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(lambda host, day=day: claim(host, day), hosts)) == [False] * 3 + [True]
    assert not claim(hosts[0], days_later(8))  # another host's clock, a little behind
    assert claim(hosts[0], TODAY)  # the nine days were a mistake
    for host in hosts:
        host.dispose()


def test_hosts_that_sweep_at_once_wait_for_each_other(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer anyhow")
    day = everything_over(engine)
    held = []

    def count(connection: Connection, _: object, statement: str, *__: object) -> None:
        if statement.startswith("DELETE"):
            own = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            held.append(connection.connection.cursor().execute(own).fetchone()[0])

    event.listen(engine, "before_cursor_execute", count)
    sweep(engine, day, PERIODS)
    assert held
    assert set(held) == {1}
