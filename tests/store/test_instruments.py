"""The archive: a result is always shown under the text it was taken with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from quiz.instrument.file import parse_instrument
from quiz.store.database.engine import reading, writing
from quiz.store.instruments import is_changed_under_same_version, load_instrument, save_instrument
from tests.store.conftest import TODAY

TEXT = (Path(__file__).parents[2] / "questions.yaml").read_text("utf-8")


def test_it_gives_back_the_instrument_that_was_archived(engine: Engine) -> None:
    instrument = parse_instrument(TEXT)
    with writing(engine) as connection:
        save_instrument(connection, instrument, TEXT, TODAY)
        save_instrument(connection, instrument, TEXT, TODAY)
    with reading(engine) as connection:
        assert load_instrument(connection, instrument.sha256) == instrument


def test_an_unknown_hash_is_none(engine: Engine) -> None:
    with reading(engine) as connection:
        assert load_instrument(connection, "0" * 64) is None


def test_it_notices_other_questions_under_the_same_version(engine: Engine) -> None:
    instrument = parse_instrument(TEXT)
    with writing(engine) as connection:
        save_instrument(connection, instrument, TEXT, TODAY)
        reworded = replace(instrument, sha256="f" * 64, title="Another title")
        assert not is_changed_under_same_version(connection, reworded)
        labels = replace(reworded, response_format=("No!", *instrument.response_format[1:]))
        assert is_changed_under_same_version(connection, labels)
        assert not is_changed_under_same_version(connection, replace(labels, version=99))
        (first, *others) = instrument.editions["quick"].items
        other = {"quick": replace(instrument.editions["quick"], items=(*others, first))}
        assert is_changed_under_same_version(
            connection, replace(reworded, editions={**instrument.editions, **other})
        )
