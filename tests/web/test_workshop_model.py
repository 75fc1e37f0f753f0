"""A whole workshop through the web, in any order of events, with restarts in between, against a model."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from quiz.store import paper_codes
from tests.web.workshop_machine import Workshop


@pytest.fixture(autouse=True)
def quick_paper_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow hash would only make this slow."""
    monkeypatch.setattr(paper_codes, "_COST", 2)
    Workshop.reached.clear()


def test_a_workshop_is_what_the_model_says_in_whatever_order() -> None:
    wanted = settings(
        max_examples=10,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Workshop, settings=wanted)
    assert {"picture 1 of a round", "a shut door", "one who finished and left"} <= set(Workshop.reached)


EVERYTHING = {
    *("picture 1 of a round", "picture 2 of a round", "the same picture although somebody changed"),
    *("another round", "a restart with a picture", "a shut door", "a late submit"),
    *("a result that was brought", "one who finished and left", "a sentence that left with its writer"),
}


def test_one_long_day_in_which_everything_happens_once() -> None:
    """So that nothing hangs on chance: each event comes about, and the screen is looked at after each."""
    day = Workshop()
    names = day.a_workshop_is_made(["1", "2", "4", "5"]).values
    late = day.somebody_joins(brings=False)
    steps = [
        day.the_picture_is_revealed,
        day.the_server_is_started_again,
        lambda: day.wrote(names[0], "Ask first"),
        lambda: day.wrote(names[1], "Share the stage"),
        lambda: day.several_join_and_answer(["3", "3"]),
        day.another_picture_is_asked_for,
        lambda: day.answered(late, "5"),
        day.another_picture_is_asked_for,
        lambda: day.left(names[0], deletes=False),
        lambda: day.left(names[1], deletes=True),
        day.another_picture_is_asked_for,
        lambda: day.the_minimum_is_changed(2),
        lambda: day.the_minimum_is_changed(4),
        lambda: day.the_minimum_is_changed(3),
        lambda: day.somebody_joins(brings=True),
        lambda: day.the_door_is_turned(0),
        lambda: day.somebody_joins(brings=False),
        lambda: day.the_door_is_turned(1),
        lambda: day.the_round_is_closed_while_somebody_answers(0, "2"),
        day.the_picture_is_revealed,
        day.the_reveal_is_undone,
        day.the_next_round_begins,
        lambda: day.several_join_and_answer(["1"]),
        day.everybody_may_answer,
        lambda: day.several_join_and_answer(["1", "2", "3", "4"]),
        *(day.the_picture_is_revealed, day.closed),
    ]
    for step in steps:
        step()
        day.the_screen_tells_what_the_model_knows_and_nothing_before_the_reveal()
    day.teardown()
    assert set(Workshop.reached) == EVERYTHING
    assert Workshop.reached["picture 1 of a round"] == 2
