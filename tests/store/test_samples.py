"""The sample that figures about an instrument come from: each person once, and no workshop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from quiz.measurement.responses import PASSED_OVER, ResponseSet
from quiz.store import samples
from quiz.store.database.engine import reading, writing
from quiz.store.participants import withdraw
from quiz.store.response_sets import issue_response_set, save_responses, submit_response_set
from quiz.store.retakes import issue_retake
from quiz.store.samples import SampleCounts, load_sample, load_sample_counts
from quiz.workshop.stages import Move
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.workshops import a_group, a_workshop, press


def sampled(engine: Engine) -> list[ResponseSet]:
    with reading(engine) as connection:
        return list(load_sample(connection))


def counts(engine: Engine) -> SampleCounts:
    with reading(engine) as connection:
        return load_sample_counts(connection)


def test_finished_response_sets_are_in_it_as_they_were_given(engine: Engine) -> None:
    a_result(engine, 25)
    (only,) = sampled(engine)
    assert only == ResponseSet(INSTRUMENT.sha256, "full", responses_worth(25, "full", INSTRUMENT))
    assert counts(engine) == SampleCounts(sampled=1, in_workshops=0, retakes=0)


def test_what_was_passed_over_comes_as_passed_over(engine: Engine) -> None:
    given = ResponseSet(INSTRUMENT.sha256, "quick", {"remit-1": PASSED_OVER, "remit-2": 4})
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "quick", TODAY)
        assert submit_response_set(connection, token, given, TODAY)
    assert sampled(engine) == [given]


def test_unfinished_ones_are_not(engine: Engine) -> None:
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY)
        given = ResponseSet(INSTRUMENT.sha256, "full", {"remit-1": 3})
        assert save_responses(connection, token, given, None)
    assert sampled(engine) == []
    assert counts(engine) == SampleCounts(0, 0, 0)


def test_a_retake_is_not_so_that_everybody_counts_once(engine: Engine) -> None:
    first = a_result(engine, 75)
    with writing(engine) as connection:
        again = issue_retake(connection, first, INSTRUMENT.sha256, "full", TODAY)
        given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(25, "full", INSTRUMENT))
        assert submit_response_set(connection, again, given, TODAY + timedelta(days=40))
    assert [each.responses["remit-1"] for each in sampled(engine)] == [4]
    assert counts(engine) == SampleCounts(sampled=1, in_workshops=0, retakes=1)


def test_parts_of_a_workshop_are_not_as_long_as_it_keeps_them(engine: Engine) -> None:
    workshop = a_workshop(engine)
    press(engine, workshop, Move.OPEN)
    token, *_ = a_group(engine, workshop, 10, 50, 90)
    a_result(engine)
    assert len(sampled(engine)) == 1
    assert counts(engine) == SampleCounts(sampled=1, in_workshops=3, retakes=0)
    with writing(engine) as connection:
        withdraw(connection, token)
    assert counts(engine) == SampleCounts(sampled=2, in_workshops=2, retakes=0)


@pytest.mark.parametrize("people", [1, 2, 4, 5])
def test_many_are_read_in_pieces_and_each_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    statement = samples._AFTER.limit(2)
    monkeypatch.setattr(samples, "_AFTER", statement)
    monkeypatch.setattr(samples, "AT_ONCE", 2)
    for place in range(people):
        a_result(engine, 25 * place)
    found = [tuple(each.responses.items()) for each in sampled(engine)]
    assert len(found) == len(set(found)) == people
