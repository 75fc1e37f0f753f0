"""A result is brought to one workshop, once: two pictures with it would tell of the others."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import used_results, workshops
from quiz.store.participants import BroughtBeforeError, bring_result, withdraw
from quiz.store.response_sets import delete_response_set, load_response_set
from quiz.store.told_counts import load_counts
from quiz.store.workshops import begin_round, lock_workshop
from quiz.workshop.disclosure import Counts, Reveal
from quiz.workshop.stages import Move
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.workshops import a_group, a_workshop, now, press


def counts(engine, workshop_id):
    with reading(engine) as connection:
        return load_counts(connection, now(engine, workshop_id))


def test_a_result_is_brought_once(engine):
    workshop_id, source = a_workshop(engine), a_result(engine)
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(75, "full", INSTRUMENT))
    with writing(engine) as connection:
        workshop = lock_workshop(connection, workshop_id)
        token = bring_result(connection, workshop, given, source, is_scored=True, today=TODAY)
        assert load_response_set(connection, token).response_set == given
        with pytest.raises(BroughtBeforeError):
            bring_result(connection, workshop, given, source, is_scored=True, today=TODAY)
    assert counts(engine, workshop_id) == Counts(1, 0, 1)


def bring(engine, workshop_id, source):
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(75, "full", INSTRUMENT))
    with writing(engine) as connection:
        workshop = lock_workshop(connection, workshop_id)
        return bring_result(connection, workshop, given, source, is_scored=True, today=TODAY)


def test_what_was_answered_in_one_round_cannot_be_brought_to_the_next(engine):
    """Rounds are seen side by side: if all but one brought theirs, what moved would be that one's."""
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    tokens = a_group(engine, workshop_id, 75, 25, 50)
    assert press(engine, workshop_id, Move.REVEAL) is Reveal.ANEW
    press(engine, workshop_id, Move.CLOSE)
    with writing(engine) as connection:
        begin_round(connection, lock_workshop(connection, workshop_id), TODAY)
    with pytest.raises(BroughtBeforeError):
        bring(engine, workshop_id, tokens[0])
    with writing(engine) as connection:
        assert withdraw(connection, tokens[0])
    with pytest.raises(BroughtBeforeError):
        bring(engine, workshop_id, tokens[0])
    assert bring(engine, workshop_id, a_result(engine))


def test_what_was_in_one_workshops_picture_cannot_be_in_another(engine):
    first, second = a_workshop(engine), a_workshop(engine)
    source = a_result(engine)
    press(engine, first, Move.OPEN)
    copy = bring(engine, first, source)
    a_group(engine, first, 25, 50)
    assert press(engine, first, Move.REVEAL) is Reveal.ANEW
    for token in (source, copy):
        with pytest.raises(BroughtBeforeError):
            bring(engine, second, token)
    with writing(engine) as connection:
        withdraw(connection, copy)
    with pytest.raises(BroughtBeforeError):
        bring(engine, second, source)


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_withdrawn_copy_cannot_be_brought_to_another_workshop(engine, is_shown):
    """It holds the same answers: they would be in two pictures."""
    first, second, source = a_workshop(engine), a_workshop(engine), a_result(engine)
    press(engine, first, Move.OPEN)
    copy = bring(engine, first, source)
    if is_shown:
        a_group(engine, first, 25, 50)
        assert press(engine, first, Move.REVEAL) is Reveal.ANEW
    with writing(engine) as connection:
        assert withdraw(connection, copy)
    for token in (source, copy):
        with pytest.raises(BroughtBeforeError):
            bring(engine, second, token)


def test_nor_can_it_when_the_first_workshop_is_gone(engine):
    first, source = a_workshop(engine), a_result(engine)
    press(engine, first, Move.OPEN)
    copy, (ada,) = bring(engine, first, source), a_group(engine, first, 25)
    with writing(engine) as connection:
        connection.execute(delete(workshops).where(workshops.c.id == first))
    for token in (source, copy, ada):
        with pytest.raises(BroughtBeforeError):
            bring(engine, a_workshop(engine), token)


def test_the_mark_goes_with_the_result(engine):
    source = a_result(engine)
    copy = bring(engine, a_workshop(engine), source)
    with writing(engine) as connection:
        assert connection.execute(select(func.count()).select_from(used_results)).scalar_one() == 2
        delete_response_set(connection, source)
        delete_response_set(connection, copy)
        assert connection.execute(select(func.count()).select_from(used_results)).scalar_one() == 0


def test_what_was_in_a_picture_cannot_be_brought_again_after_withdrawing(engine):
    workshop_id, source = a_workshop(engine), a_result(engine)
    press(engine, workshop_id, Move.OPEN)
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(75, "full", INSTRUMENT))
    with writing(engine) as connection:
        workshop = lock_workshop(connection, workshop_id)
        token = bring_result(connection, workshop, given, source, is_scored=True, today=TODAY)
    a_group(engine, workshop_id, 25, 50)
    assert press(engine, workshop_id, Move.REVEAL) is Reveal.ANEW
    with writing(engine) as connection:
        withdraw(connection, token)
        workshop = lock_workshop(connection, workshop_id)
        with pytest.raises(BroughtBeforeError):
            bring_result(connection, workshop, given, source, is_scored=True, today=TODAY)
