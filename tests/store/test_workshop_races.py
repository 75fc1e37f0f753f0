"""Two people act on a workshop at the same moment: one comes first, and both are told what happened."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from quiz.store.database.engine import reading
from quiz.store.participants import DoorClosedError, Submitted, load_participation
from quiz.store.response_sets import load_response_set
from quiz.workshop.disclosure import Counts, Reveal
from quiz.workshop.stages import IllegalMoveError, Move, Stage
from tests.store.conftest import TODAY
from tests.store.racing import (
    ROUNDS,
    a_room,
    another_newcomer,
    as_before,
    counts,
    kept_pictures,
    picture_of,
    submit,
)
from tests.store.workshops import join, now, press

pytestmark = pytest.mark.faults


def test_a_submit_at_the_close_is_counted_or_told_too_late(engine, together):
    outcomes: Counter[Submitted] = Counter()
    workshop_id, _ = a_room(engine, finished=0)
    token = ""
    for turn in range(ROUNDS):
        token = another_newcomer(engine, workshop_id, token)
        outcome, _ = together(
            partial(submit, engine, token, 1), lambda: press(engine, workshop_id, Move.CLOSE), turn
        )
        outcomes[outcome] += 1
        assert now(engine, workshop_id).stage is Stage.CLOSED
        is_counted = outcome is Submitted.COUNTED
        assert counts(engine, workshop_id) == (Counts(1, 0, 1) if is_counted else Counts(0, 0, 0))
        with reading(engine) as connection:
            assert (load_participation(connection, token) is not None) == is_counted
            assert load_response_set(connection, token).completed_on == TODAY
    assert set(outcomes) == {Submitted.COUNTED, Submitted.TOO_LATE}
    assert sum(outcomes.values()) == ROUNDS


@pytest.mark.parametrize("already", [2, 3])
def test_a_reveal_freezes_all_of_a_response_set_or_none_of_it(engine, together, already):
    """With two before it and a minimum of three, "none of it" is no picture at all."""
    sizes: Counter[int] = Counter()
    workshop_id, _ = a_room(engine, finished=already)
    token = ""
    for turn in range(ROUNDS):
        token = another_newcomer(engine, workshop_id, token)
        outcome, verdict = together(
            partial(submit, engine, token, already), lambda: press(engine, workshop_id, Move.REVEAL), turn
        )
        assert outcome is Submitted.COUNTED
        members, frozen = kept_pictures(engine, workshop_id)
        if already == 2 and not members:
            assert (verdict, frozen) == (Reveal.NOTHING, None)
            sizes[2] += 1
            continue
        assert (verdict, len(members)) == (Reveal.ANEW, 1)
        assert frozen.picture == picture_of(*range(len(members[0])))
        sizes[frozen.picture.n] += 1
    assert set(sizes) == {already, already + 1}


@pytest.mark.parametrize(
    ("first", "second", "from_revealed", "expected"),
    [
        (Move.REVEAL, Move.REVEAL, False, {Stage.REVEALED: 1}),
        (Move.CLOSE, Move.CLOSE, False, {Stage.CLOSED: 1}),
        (Move.UNDO, Move.UNDO, True, {Stage.ANSWERING: 1}),
        (Move.REVEAL, Move.CLOSE, False, {Stage.CLOSED: None}),
        (Move.UNDO, Move.REVEAL, True, {Stage.REVEALED: 2, Stage.ANSWERING: 1}),
    ],
    ids=["reveal twice", "close twice", "undo twice", "reveal and close", "undo and reveal"],
)
def test_two_facilitators_press_at_once_and_each_press_has_one_effect(
    engine, together, first, second, from_revealed, expected
):
    """`expected`: the stages it may end in, and how many presses had an effect then (None: one or both)."""
    workshop_id, _ = a_room(engine, finished=3)
    for turn in range(ROUNDS):
        as_before(engine, workshop_id)
        if from_revealed:
            press(engine, workshop_id, Move.REVEAL)
        before = now(engine, workshop_id)
        outcomes = together(
            lambda: press(engine, workshop_id, first),
            lambda: press(engine, workshop_id, second),
            turn,
        )
        after = now(engine, workshop_id)
        effects = sum(outcome is not IllegalMoveError for outcome in outcomes)
        assert after.stage in expected
        assert effects == (expected[after.stage] or effects) > 0
        assert after.version == before.version + effects
        members, _ = kept_pictures(engine, workshop_id)
        was_revealed = from_revealed or outcomes[0] is Reveal.ANEW
        assert len(members) == int(was_revealed or Reveal.ANEW in outcomes)
        assert after.is_revealed == (len(members) == 1 and after.stage is not Stage.ANSWERING)


def test_who_joins_while_the_door_is_locked_is_in_or_told(engine, together):
    joined: Counter[bool] = Counter()
    workshop_id, _ = a_room(engine, finished=0)
    for turn in range(ROUNDS):
        press(engine, workshop_id, Move.UNLOCK)
        outcome, _ = together(
            lambda: join(engine, workshop_id), lambda: press(engine, workshop_id, Move.LOCK), turn
        )
        joined[outcome is not DoorClosedError] += 1
        assert counts(engine, workshop_id).joined == joined[True]
        with pytest.raises(DoorClosedError):
            join(engine, workshop_id)
    assert set(joined) == {True, False}
