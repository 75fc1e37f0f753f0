"""Rooms in which two people act at the same moment, for tests of races."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import pictures, workshops
from quiz.store.participants import Submitted, issue_participant, submit_in_workshop, withdraw
from quiz.store.pictures import load_picture, load_published
from quiz.store.response_sets import SavedResponseSet
from quiz.store.told_counts import load_counts
from quiz.store.workshops import load_workshop
from quiz.web.workshops.picture import compose
from quiz.workshop.disclosure import Counts
from quiz.workshop.stages import Stage
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.workshops import a_workshop, now

ROUNDS = 200


def a_room(engine: Engine, finished: int) -> tuple[str, list[str]]:
    """A workshop being answered, with so many who have finished; their tokens."""
    workshop_id = a_workshop(engine)
    with writing(engine) as connection:
        _reset(connection, workshop_id)
        workshop = load_workshop(connection, workshop_id)
        tokens = [issue_participant(connection, workshop, TODAY) for _ in range(finished)]
        for number, token in enumerate(tokens):
            outcome = submit_in_workshop(connection, token, given_by(number), TODAY, TODAY, is_scored=True)
            assert outcome is Submitted.COUNTED
    return workshop_id, tokens


@cache
def given_by(number: int) -> ResponseSet:
    return ResponseSet(INSTRUMENT.sha256, "full", responses_worth(25 * (number % 5), "full", INSTRUMENT))


def counts(engine: Engine, workshop_id: str) -> Counts:
    with reading(engine) as connection:
        return load_counts(connection, now(engine, workshop_id))


def kept_pictures(engine: Engine, workshop_id: str) -> tuple[list[list[str]], Any]:
    with reading(engine) as connection:
        workshop = now(engine, workshop_id)
        return [each.members for each in load_published(connection, workshop)], load_picture(
            connection, workshop, 1
        )


@cache
def picture_of(*numbers: int) -> Any:
    """Of the people with these numbers."""
    return compose((SavedResponseSet(given_by(number), None, TODAY) for number in numbers), INSTRUMENT)


def submit(engine: Engine, token: str, number: int) -> Submitted:
    with writing(engine) as connection:
        return submit_in_workshop(connection, token, given_by(number), TODAY, TODAY, is_scored=True)


def as_before(engine: Engine, workshop_id: str) -> None:
    """The room is answering again, and no picture was ever shown."""
    with writing(engine) as connection:
        _reset(connection, workshop_id)


def another_newcomer(engine: Engine, workshop_id: str, earlier: str, answers: int | None = None) -> str:
    """As before, but that the earlier newcomer has left and another came; their token.

    They are answering, or have answered as the person with this number.
    """
    with writing(engine) as connection:
        _reset(connection, workshop_id)
        if earlier:
            withdraw(connection, earlier)
        token = issue_participant(connection, load_workshop(connection, workshop_id), TODAY)
        if answers is not None:
            submit_in_workshop(connection, token, given_by(answers), TODAY, TODAY, is_scored=True)
        return token


def _reset(connection: Connection, workshop_id: str) -> None:
    connection.execute(pictures.delete().where(pictures.c.workshop_id == workshop_id))
    answering = {"stage": Stage.ANSWERING.value, "slide": ""}
    connection.execute(workshops.update().where(workshops.c.id == workshop_id).values(**answering))
