"""What is kept of a respondent's answers, and what cannot happen to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine, select

from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import response_sets
from quiz.store.response_sets import (
    SavedResponseSet,
    delete_response_set,
    issue_response_set,
    load_response_set,
    save_responses,
    submit_response_set,
)
from tests.store.conftest import INSTRUMENT, TODAY


def _given(responses: Responses, edition: str = "full") -> ResponseSet:
    return ResponseSet(INSTRUMENT.sha256, edition, responses)


def _load(engine: Engine, token: str) -> SavedResponseSet:
    with reading(engine) as connection:
        saved = load_response_set(connection, token)
    assert saved is not None
    return saved


def _save(engine: Engine, token: str, responses: Responses, position: str | None = None) -> bool:
    with writing(engine) as connection:
        return save_responses(connection, token, _given(responses), position)


def _submit(engine: Engine, token: str, responses: Responses) -> bool:
    with writing(engine) as connection:
        return submit_response_set(connection, token, _given(responses), TODAY)


@pytest.fixture
def token(engine: Engine) -> str:
    with writing(engine) as connection:
        return issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY)


def test_it_begins_empty_and_unfinished(engine: Engine, token: str) -> None:
    assert _load(engine, token) == SavedResponseSet(_given({}), position=None, completed_on=None)


def test_a_token_has_192_random_bits(token: str) -> None:
    assert len(token) == 32  # 24 bytes in base64


def test_the_database_never_holds_the_token(engine: Engine, token: str) -> None:
    with reading(engine) as connection:
        row = connection.execute(select(response_sets)).one()
    assert token not in repr(row)
    assert len(row.token_hash) == 32


def test_it_lays_new_answers_over_the_saved_ones(engine: Engine, token: str) -> None:
    assert _save(engine, token, {"remit-1": 2, "stage-1": 5}, "stage-1")
    assert _save(engine, token, {"remit-1": 4, "credit-1": PASSED_OVER}, "credit-1")
    saved = _load(engine, token)
    assert saved.response_set.responses == {"remit-1": 4, "stage-1": 5, "credit-1": PASSED_OVER}
    assert saved.position == "credit-1"


def test_two_devices_saving_at_once_lose_nothing(engine: Engine, token: str) -> None:
    items = [item.id for item in INSTRUMENT.editions["full"].items]
    with ThreadPoolExecutor(4) as phones:
        assert all(phones.map(lambda item: _save(engine, token, {item: 3}), items))
    assert _load(engine, token).response_set.responses == dict.fromkeys(items, 3)


def test_it_is_submitted_once_and_the_first_stays(engine: Engine, token: str) -> None:
    assert _submit(engine, token, {"remit-1": 1})
    assert not _submit(engine, token, {"remit-1": 5})
    saved = _load(engine, token)
    assert saved.response_set.responses == {"remit-1": 1}
    assert saved.completed_on == TODAY


def test_nothing_is_saved_into_a_submitted_set(engine: Engine, token: str) -> None:
    _submit(engine, token, {"remit-1": 1})
    assert not _save(engine, token, {"remit-1": 5})
    assert _load(engine, token).response_set.responses == {"remit-1": 1}


def test_how_long_an_item_took_is_kept_once_where_it_was_measured(engine: Engine, token: str) -> None:
    given = _given({"remit-1": 1})
    assert _load(engine, token).median_seconds is None
    with writing(engine) as connection:
        assert submit_response_set(connection, token, given, TODAY, 1)
        assert not submit_response_set(connection, token, given, TODAY, 9)
    assert _load(engine, token).median_seconds == 1


@pytest.mark.parametrize("round_", range(10))
def test_a_double_click_submits_once(engine: Engine, round_: int) -> None:
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY)
    with ThreadPoolExecutor(2) as clicks:
        outcomes = list(clicks.map(lambda option: _submit(engine, token, {"remit-1": option}), (1, 5)))
    assert sorted(outcomes) == [False, True]
    kept = _load(engine, token).response_set.responses["remit-1"]
    assert kept == (1 if outcomes[0] else 5)


def test_answers_to_another_edition_are_not_taken(engine: Engine, token: str) -> None:
    with writing(engine) as connection:
        assert not save_responses(connection, token, _given({"remit-1": 1}, "quick"), None)
    assert _load(engine, token).response_set.responses == {}


def test_deleting_leaves_nothing(engine: Engine, token: str) -> None:
    with writing(engine) as connection:
        assert delete_response_set(connection, token)
        assert not delete_response_set(connection, token)
    with reading(engine) as connection:
        assert load_response_set(connection, token) is None
        assert connection.execute(select(response_sets)).all() == []


@pytest.mark.parametrize("wrong", ["", "x", "..", "\udcff", "a\x00b", "٣" * 32, "A" * 5000])
def test_a_wrong_token_finds_nothing(engine: Engine, token: str, wrong: str) -> None:
    with reading(engine) as connection:
        assert load_response_set(connection, wrong) is None


def test_a_token_is_matched_exactly(engine: Engine, token: str) -> None:
    with reading(engine) as connection:
        assert load_response_set(connection, token.swapcase()) is None


def test_only_days_are_kept_of_time(engine: Engine, token: str) -> None:
    kept = {column.name: column.type.python_type for column in response_sets.columns}
    assert [name for name, type_ in kept.items() if type_ is date] == ["started_on", "completed_on"]
    assert not {"datetime", "time"} & {type_.__name__ for type_ in kept.values()}
