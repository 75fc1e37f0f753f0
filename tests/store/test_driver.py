"""What goes straight to the driver is what SQLAlchemy would have done, errors included."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from quiz.store.database.driver import changed_rows, first_row
from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.database.tables import response_sets
from quiz.store.response_sets import hash_token
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result

ROW = select(*response_sets.c).where(response_sets.c.token_hash == bindparam("key"))
MOVE = (
    update(response_sets)
    .where(response_sets.c.token_hash == bindparam("key"))
    .values(position=bindparam("at"), responses=bindparam("all"))
)
ISSUE = insert(response_sets).values({column.name: bindparam(column.name) for column in response_sets.c})


def test_a_row_comes_as_sqlalchemy_gives_it(engine):
    key = {"key": hash_token(a_result(engine))}
    with reading(engine) as connection:
        row = first_row(connection, ROW, key)
        assert row == dict(connection.execute(ROW, key).mappings().one())
    assert row["completed_on"] == TODAY
    assert row["responses"]
    assert row["position"] is None


def test_no_row_is_none(engine):
    with reading(engine) as connection:
        assert first_row(connection, ROW, {"key": b"nobody"}) is None


def test_it_counts_the_rows_it_changed_and_keeps_them(engine):
    key = {"key": hash_token(a_result(engine))}
    with writing_once(engine) as connection:
        assert changed_rows(connection, MOVE, {**key, "at": "remit-1", "all": {"remit-1": 5}}) == 1
        assert changed_rows(connection, MOVE, {"key": b"nobody", "at": None, "all": {}}) == 0
    with reading(engine) as connection:
        row = first_row(connection, ROW, key)
    assert (row["position"], row["responses"]) == ("remit-1", {"remit-1": 5})


def test_a_transaction_that_fails_takes_it_back(engine):
    key = {"key": hash_token(a_result(engine))}

    def change_and_fail():
        with writing(engine) as connection:
            assert changed_rows(connection, MOVE, {**key, "at": "remit-1", "all": {}}) == 1
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()
    with reading(engine) as connection:
        assert first_row(connection, ROW, key)["position"] is None


def test_an_error_is_sqlalchemys_and_tells_no_values(engine):
    key = hash_token(a_result(engine))
    again = dict.fromkeys(ISSUE.compile().params, None) | {"token_hash": key, "started_on": TODAY}
    again |= {"instrument_sha256": INSTRUMENT.sha256, "edition": "full", "responses": {"remit-1": 3}}

    def issue_twice():
        with writing_once(engine) as connection:
            changed_rows(connection, ISSUE, again)

    with pytest.raises(DBAPIError) as caught:
        issue_twice()
    assert INSTRUMENT.sha256 not in str(caught.value)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(response_sets)).scalar_one() == 1
