"""Kept pictures tell no more than they may, also those of an earlier version; and rounds are compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, insert, select, update

from quiz.measurement.team import Leanings
from quiz.store.database.engine import create_engine_for, create_patient_engine_for, reading, writing
from quiz.store.database.migrate import changing_schema, create_sqlite_file, migrate, upgrade_schema
from quiz.store.database.tables import participants, pictures, used_results, workshops
from quiz.store.instruments import save_instrument
from quiz.store.pictures import load_earlier_pictures, load_picture
from quiz.store.workshops import begin_round, lock_workshop
from quiz.workshop.disclosure import Reveal
from quiz.workshop.stages import Move
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.workshops import a_group, a_workshop, join, now, press

BEFORE = "0008"


def as_it_was(low: int, middle: int, high: int) -> dict[str, Any]:
    leanings = {"low": low, "middle": middle, "high": high}
    told = None if low + middle + high in leanings.values() else leanings
    n = low + middle + high
    return {
        "n": n,
        "mean": 55.0,
        "sd": 10.0,
        "standard_error": 5.0,
        "agreement": 0.88,
        "leanings": told,
    }


def test_an_upgrade_takes_from_old_pictures_what_may_not_be_told(
    database_url: str,
) -> None:
    create_sqlite_file(database_url)
    with changing_schema(create_patient_engine_for(database_url)) as connection:
        upgrade_schema(connection, BEFORE)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    workshop_id = a_workshop(engine)
    facets = {"remit": as_it_was(1, 3, 8), "stage": as_it_was(0, 0, 12)}
    old = {"n": 12, "headline": facets["remit"], "domains": {}, "facets": facets, "cells": [[1, 11]]}
    row = {"workshop_id": workshop_id, "round": 1, "number": 1, "instrument_sha256": INSTRUMENT.sha256}
    with writing(engine) as connection:
        connection.execute(insert(pictures), row | {"members": ["one"], "picture": old})
        connection.execute(update(workshops).values(slide="spread"))
    engine.dispose()

    migrate(database_url)
    engine = create_engine_for(database_url)
    with reading(engine) as connection:
        found = load_picture(connection, now(engine, workshop_id), 1)
        kept = connection.execute(select(pictures.c.picture)).scalar_one()
        assert connection.execute(select(workshops.c.slide)).scalar_one() == "facets"
    engine.dispose()
    assert found is not None
    assert found.picture.facets == {"remit": Leanings(0, 8), "stage": Leanings(0, 0)}
    assert set(kept) == {"n", "facets", "quarters"}


def test_who_takes_part_is_marked(engine: Engine) -> None:
    join(engine, a_workshop(engine))
    with reading(engine) as connection:
        marked = connection.execute(select(used_results.c.token_hash)).scalars().all()
        assert marked == connection.execute(select(participants.c.token_hash)).scalars().all()


def a_round(engine: Engine, workshop_id: str, *worths: int) -> None:
    if now(engine, workshop_id).is_revealed:
        press(engine, workshop_id, Move.CLOSE)
        with writing(engine) as connection:
            begin_round(connection, lock_workshop(connection, workshop_id), TODAY)
    press(engine, workshop_id, Move.OPEN)
    a_group(engine, workshop_id, *worths)
    assert press(engine, workshop_id, Move.REVEAL) is Reveal.ANEW


def told(engine: Engine, workshop_id: str) -> tuple[Leanings, bool]:
    workshop = now(engine, workshop_id)
    with reading(engine) as connection:
        found = load_picture(connection, workshop, workshop.round)
    assert found is not None
    return found.picture.facets["remit"], found.picture.is_later


def test_with_one_person_exchanged_a_second_round_tells_the_same(engine: Engine) -> None:
    workshop_id = a_workshop(engine)
    a_round(engine, workshop_id, 75, 75, 75, 25, 25)
    assert told(engine, workshop_id) == (Leanings(2, 2), False)
    a_round(engine, workshop_id, 75, 75, 75, 75, 25)
    assert told(engine, workshop_id) == (Leanings(2, 2), True), "one is left who leans low"
    with reading(engine) as connection:
        [first] = load_earlier_pictures(connection, now(engine, workshop_id), 2)
    assert not first.picture.is_later


def test_the_earlier_rounds_are_loaded_oldest_first_each_as_it_is_told(engine: Engine) -> None:
    workshop_id = a_workshop(engine)
    for values in ((75, 75, 75, 25, 25), (75, 75, 75, 75, 25), (25, 25, 25, 25, 25)):
        a_round(engine, workshop_id, *values)
    with reading(engine) as connection:
        workshop = now(engine, workshop_id)
        earlier = load_earlier_pictures(connection, workshop, 3)
        assert [each.round for each in earlier] == [1, 2]
        assert earlier == [load_picture(connection, workshop, each) for each in (1, 2)]
        assert load_earlier_pictures(connection, workshop, 1) == []


def test_a_second_round_in_which_enough_people_moved_tells_so(engine: Engine) -> None:
    workshop_id = a_workshop(engine)
    a_round(engine, workshop_id, 75, 75, 75, 75, 25, 25)
    a_round(engine, workshop_id, 25, 25, 25, 25, 25, 25)
    assert told(engine, workshop_id) == (Leanings(2, 0), True)
