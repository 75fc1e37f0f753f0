"""Consent to research: off by default, taken back at will, and never for what a workshop keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from quiz.store import consents as research
from quiz.store.consents import (
    load_consented,
    load_research_consent,
    revoke_research_consent,
    save_research_consent,
)
from quiz.store.database.engine import reading, writing
from quiz.store.participants import withdraw
from quiz.store.response_sets import delete_response_set, issue_response_set
from quiz.workshop.stages import Move
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.workshops import a_group, a_workshop, press


def consent(engine: Engine, token: str, on=TODAY) -> None:
    with writing(engine) as connection:
        save_research_consent(connection, token, on)


def consented(engine: Engine) -> list[research.Consented]:
    with reading(engine) as connection:
        return list(load_consented(connection))


def test_nothing_is_exported_unless_its_owner_said_so(engine: Engine) -> None:
    token = a_result(engine)
    assert consented(engine) == []
    consent(engine, token)
    (only,) = consented(engine)
    assert only.completed_on == TODAY
    assert only.response_set.instrument_sha256 == INSTRUMENT.sha256
    assert len(only.response_set.responses) == 40


def test_consent_keeps_its_first_day_and_can_be_taken_back(engine: Engine) -> None:
    token = a_result(engine)
    consent(engine, token)
    consent(engine, token, TODAY + timedelta(days=3))
    with writing(engine) as connection:
        assert load_research_consent(connection, token) == TODAY
        revoke_research_consent(connection, token)
        assert load_research_consent(connection, token) is None
        revoke_research_consent(connection, token)
    assert consented(engine) == []


def test_one_persons_consent_is_nobody_elses(engine: Engine) -> None:
    ada, ben = a_result(engine, 75), a_result(engine, 25)
    consent(engine, ada)
    with writing(engine) as connection:
        revoke_research_consent(connection, ben)
        assert load_research_consent(connection, ben) is None
    assert len(consented(engine)) == 1


def test_consent_goes_with_the_result(engine: Engine) -> None:
    token = a_result(engine)
    consent(engine, token)
    with writing(engine) as connection:
        assert delete_response_set(connection, token)
        assert load_research_consent(connection, token) is None
    with pytest.raises(IntegrityError):
        consent(engine, token)


def test_unfinished_answers_are_left_out(engine: Engine) -> None:
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY)
    consent(engine, token)
    assert consented(engine) == []


def test_what_is_part_of_a_workshop_is_left_out_until_it_is_no_more(engine: Engine) -> None:
    workshop = a_workshop(engine)
    press(engine, workshop, Move.OPEN)
    token, *_ = a_group(engine, workshop, 10, 50, 90)
    consent(engine, token)
    assert consented(engine) == []
    with writing(engine) as connection:
        withdraw(connection, token)
    assert len(consented(engine)) == 1


def test_many_are_read_in_pieces_and_each_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = research._AFTER.limit(2)
    monkeypatch.setattr(research, "_AFTER", statement)
    monkeypatch.setattr(research, "AT_ONCE", 2)
    for worth in (0, 25, 50, 75, 100):
        consent(engine, a_result(engine, worth))
    found = consented(engine)
    assert len(found) == 5
    assert len({tuple(each.response_set.responses.items()) for each in found}) == 5
