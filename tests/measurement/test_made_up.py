"""The made-up person's answers: chosen by pole, the same every time, and from every side of the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Level
from quiz.measurement.interpretation import level_of
from quiz.measurement.made_up import made_up_edition, made_up_responses
from quiz.measurement.profile import profile_of
from quiz.measurement.responses import check_responses, items_without_response
from quiz.measurement.scoring import keyed_values_by_facet
from quiz.settings.environment import ROOT

INSTRUMENTS = (ROOT / "questions.yaml", *sorted((ROOT / "tests" / "instruments").glob("[ls]*.yaml")))


@pytest.mark.parametrize("file", INSTRUMENTS, ids=lambda file: file.stem)
def test_it_answers_every_item_of_every_instrument_s_longest_edition(file: Path) -> None:
    instrument = parse_instrument(file.read_text(encoding="utf-8"), source=file.name)
    edition = made_up_edition(instrument)
    assert len(edition.items) == max(len(each.items) for each in instrument.editions.values())
    responses = made_up_responses(edition, instrument)
    check_responses(responses, edition, instrument)
    assert items_without_response(responses, edition) == ()
    assert responses == made_up_responses(edition, instrument)


def test_values_lie_on_both_sides_of_their_facet_s_place() -> None:
    """Statements are worth 0, 25, 50, 75 or 100; about 90 the nearest to 110 and 70 are 100 and 75."""
    instrument = parse_instrument(INSTRUMENTS[0].read_text(encoding="utf-8"), source="questions.yaml")
    edition = made_up_edition(instrument)
    values = keyed_values_by_facet(made_up_responses(edition, instrument), edition, instrument)
    statements = [value for value in values["remit"] if value in {0, 25, 50, 75, 100}]
    assert set(statements) == {75, 100}
    assert set(values["stamina"]) >= {0, 25}  # about 15: -5 and 35


def test_it_shows_all_three_levels() -> None:
    instrument = parse_instrument(INSTRUMENTS[0].read_text(encoding="utf-8"), source="questions.yaml")
    edition = made_up_edition(instrument)
    scores = profile_of(made_up_responses(edition, instrument), edition, instrument).facets.values()
    assert {level_of(score) for score in scores if score} == set(Level)
