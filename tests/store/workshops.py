"""Workshops in the store, with people in them, for tests."""

from __future__ import annotations

from sqlalchemy import Engine

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import reading, writing
from quiz.store.participants import Submitted, issue_participant, submit_in_workshop
from quiz.store.workshops import Plan, Workshop, issue_workshop, load_workshop, lock_workshop, move_workshop
from quiz.web.workshops.picture import reveal_picture
from quiz.workshop.disclosure import Reveal
from quiz.workshop.stages import Move
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY


def a_workshop(engine: Engine, **overrides: object) -> str:
    """The id of a workshop in its lobby, with a minimum group of three."""
    plan = {
        "title": "Monday",
        "instrument_sha256": INSTRUMENT.sha256,
        "edition": "full",
        "minimum_group": 3,
        "may_bring": True,
        "keep_days": 30,
    }
    with writing(engine) as connection:
        return issue_workshop(connection, Plan(**(plan | overrides)), TODAY).id


def now(engine: Engine, workshop_id: str) -> Workshop:
    with reading(engine) as connection:
        found = load_workshop(connection, workshop_id)
    assert found
    return found


def press(engine: Engine, workshop_id: str, move: Move) -> Reveal | None:
    with writing(engine) as connection:
        workshop = lock_workshop(connection, workshop_id)
        if move is Move.REVEAL:
            return reveal_picture(connection, workshop, INSTRUMENT)
        move_workshop(connection, workshop, move)
    return None


def join(engine: Engine, workshop_id: str) -> str:
    with writing(engine) as connection:
        return issue_participant(connection, load_workshop(connection, workshop_id), TODAY)


def finish(engine: Engine, token: str, worth: float = 75) -> Submitted:
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(worth, "full", INSTRUMENT))
    with writing(engine) as connection:
        return submit_in_workshop(connection, token, given, TODAY, TODAY, is_scored=True)


def a_group(engine: Engine, workshop_id: str, *worths: float) -> list[str]:
    """People who join and finish; their tokens."""
    tokens = [join(engine, workshop_id) for _ in worths]
    for token, worth in zip(tokens, worths, strict=True):
        assert finish(engine, token, worth) is Submitted.COUNTED
    return tokens
