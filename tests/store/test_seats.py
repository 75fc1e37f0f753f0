"""What takes long at the door is done before anybody has to wait for it."""

from __future__ import annotations

from sqlalchemy import Engine

from quiz.store.database.engine import reading, writing
from quiz.store.paper_codes import paper_code
from quiz.store.participants import find_by_paper_code, issue_participant, load_participation, new_seat
from quiz.store.told_counts import load_finished, load_finished_keys
from quiz.workshop.stages import Move
from tests.store.conftest import TODAY
from tests.store.workshops import a_group, a_workshop, join, now, press


def test_it_lets_somebody_in_with_a_seat_made_before(engine: Engine) -> None:
    workshop = now(engine, a_workshop(engine))
    seat = new_seat(workshop.id)
    with writing(engine) as connection:
        token = issue_participant(connection, workshop, TODAY, seat)
    assert token == seat.token
    with reading(engine) as connection:
        assert load_participation(connection, token)
        assert find_by_paper_code(connection, workshop.id, paper_code(token)) == token


def test_it_knows_the_keys_of_those_who_finished_without_their_answers(engine: Engine) -> None:
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    a_group(engine, workshop_id, 20, 50, 80)
    join(engine, workshop_id)
    with reading(engine) as connection:
        keys = load_finished_keys(connection, now(engine, workshop_id))
        assert keys == list(load_finished(connection, now(engine, workshop_id)))
    assert len(keys) == 3
