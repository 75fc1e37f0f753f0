"""Somebody leaves a workshop, or is brought to it, while something else happens: nothing of them is left."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from quiz.store.commitments import load_commitments, save_commitment
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import participants, pictures
from quiz.store.participants import Submitted, bring_result, withdraw
from quiz.store.response_sets import delete_response_set, load_response_set
from quiz.store.workshops import lock_workshop
from quiz.workshop.disclosure import Counts, Reveal
from quiz.workshop.stages import Move
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.racing import (
    ROUNDS,
    a_room,
    another_newcomer,
    counts,
    given_by,
    kept_pictures,
    picture_of,
    submit,
)
from tests.store.workshops import now, press

pytestmark = pytest.mark.faults


def test_who_withdraws_at_the_reveal_is_wholly_in_or_not_at_all(engine, together):
    sizes: Counter[int] = Counter()
    workshop_id, _ = a_room(engine, finished=3)
    for turn in range(ROUNDS):
        token = another_newcomer(engine, workshop_id, "", answers=3)
        has_left, verdict = together(
            partial(leave, engine, token), lambda: press(engine, workshop_id, Move.REVEAL), turn
        )
        assert (has_left, verdict) == (True, Reveal.ANEW)
        (members,), frozen = kept_pictures(engine, workshop_id)
        assert frozen.picture == picture_of(*range(len(members)))
        assert counts(engine, workshop_id).finished == 3
        sizes[len(members)] += 1
    assert set(sizes) == {3, 4}


def leave(engine: Engine, token: str) -> bool:
    with writing(engine) as connection:
        return withdraw(connection, token)


def delete(engine: Engine, token: str) -> bool:
    """As the result's page does it."""
    with writing(engine) as connection:
        withdraw(connection, token)
        return delete_response_set(connection, token)


def test_a_result_deleted_while_it_is_submitted_is_gone(engine, together):
    outcomes: Counter[Submitted] = Counter()
    workshop_id, _ = a_room(engine, finished=0)
    for turn in range(ROUNDS):
        token = another_newcomer(engine, workshop_id, "")
        outcome, is_deleted = together(
            partial(submit, engine, token, 1), partial(delete, engine, token), turn
        )
        assert is_deleted
        outcomes[outcome] += 1
        assert counts(engine, workshop_id) == Counts(0, 0, 0)
        with reading(engine) as connection:
            assert load_response_set(connection, token) is None
            assert connection.execute(select(participants.c.key)).first() is None
    assert set(outcomes) == {Submitted.COUNTED, Submitted.BEFORE}


def test_a_sentence_written_while_its_writer_leaves_stays_on_no_screen(engine, together):
    written: Counter[bool] = Counter()
    workshop_id, tokens = a_room(engine, finished=ROUNDS)

    def write(token: str) -> bool:
        with writing(engine) as connection:
            lock_workshop(connection, workshop_id)
            return save_commitment(connection, workshop_id, 1, token, "Share the stage")

    for turn, token in enumerate(tokens):
        is_written, has_left = together(partial(write, token), partial(leave, engine, token), turn)
        assert has_left
        written[is_written] += 1
        with reading(engine) as connection:
            assert load_commitments(connection, workshop_id, 1) == ()
    assert set(written) == {True, False}


def test_a_result_that_is_brought_twice_at_once_counts_once(engine, together):
    workshop_id, _ = a_room(engine, finished=0)
    source = ""

    def bring() -> str:
        with writing(engine) as connection:
            return bring_result(
                connection, now(engine, workshop_id), given_by(1), source, is_scored=True, today=TODAY
            )

    for turn in range(ROUNDS // 4):
        source = a_result(engine)
        outcomes = together(bring, bring, turn)
        (copy,) = (each for each in outcomes if isinstance(each, str))
        assert counts(engine, workshop_id) == Counts(1, 0, 1)
        assert leave(engine, copy)


def test_no_picture_is_ever_without_its_workshop(engine):
    """The tables' own rules hold what the tests above rely on."""
    row = {"workshop_id": "nobody", "round": 1, "number": 1, "members": [], "picture": {}}
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(pictures), {**row, "instrument_sha256": INSTRUMENT.sha256})
