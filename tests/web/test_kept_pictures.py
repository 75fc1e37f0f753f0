"""A picture that was shown once is kept with its round until the workshop ends, and every press says so."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from tests.cast import Person
from tests.web.rooms import Facilitator, Participant, a_revealed_room, fresh


def press(erin: Facilitator, *moves: str) -> None:
    for move in moves:
        erin.get(erin.path)
        assert erin.press(move).status_code in {200, 303}
    fresh(erin.app)


def run_again(erin: Facilitator) -> None:
    erin.get(erin.path)
    assert erin.post(f"{erin.path}/rounds").status_code == 200
    fresh(erin.app)


def people_in(erin: Facilitator, path: str) -> str:
    """As the table to take home has it."""
    rows = csv.reader(io.StringIO(erin.get(path).text.lstrip("\ufeff")))
    return next(row[1] for row in rows if row and row[0] == "People in the picture")


@pytest.mark.parametrize("moves", [("close",), ("undo", "close"), ("undo", "reveal", "undo", "close")])
def test_after_run_it_again_it_is_there_for_whom_it_was_for(app: Flask, moves: tuple[str, ...]) -> None:
    erin, (ada, *_) = a_revealed_room(app, 4)
    late = Participant("Late", app)
    assert late.join(erin.code).status_code == 303
    press(erin, *moves)
    run_again(erin)
    erin.get(erin.path)
    assert "Pictures of rounds that are over" in erin.page
    assert people_in(erin, f"{erin.path}/team.csv?round=1") == "4"
    assert erin.get(f"{erin.path}/report?round=1").status_code == 200
    assert "Round 1 · 4 people" in erin.page
    assert erin.get(f"{erin.path}/team.xlsx?round=1").status_code == 200
    ada.get(ada.path)
    assert "The picture of round 1 is below." in ada.page
    assert 'data-chart="team-map"' in ada.page
    late.get(late.path)
    assert 'data-chart="team-map"' not in late.page
    erin.get(erin.screen)
    assert 'data-chart="team-map"' not in erin.page


def test_after_undo_and_close_the_console_alone_has_it(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    press(erin, "undo", "close")
    erin.get(erin.path)
    assert "report?round=1" in erin.page
    assert erin.get(f"{erin.path}/report?round=1").status_code == 200
    for person, path in ((ada, ada.path), (erin, erin.screen)):
        person.get(path)
        assert 'data-chart="team-map"' not in person.page


def test_nothing_is_told_of_a_round_without_a_picture_or_going_on(app: Flask, cleo: Person) -> None:
    erin, _ = a_revealed_room(app)
    press(erin, "undo")
    for round_ in ("1", "2", "0", "-1", "x", "1.0", "９"):
        assert erin.get(f"{erin.path}/team.csv?round={round_}").status_code == 404
    press(erin, "close")
    run_again(erin)
    press(erin, "open")
    assert erin.get(f"{erin.path}/team.csv?round=2").status_code == 404
    assert cleo.get(f"{erin.path}/report?round=1").status_code == 404


def test_each_press_says_what_becomes_of_the_picture(app: Flask) -> None:
    erin, _ = a_revealed_room(app)
    erin.get(erin.path)
    assert "It is kept with this round, as it is, and you can show it again." in erin.page
    assert "The picture stays on all screens until you run it again" in erin.page
    press(erin, "undo")
    erin.get(erin.path)
    assert "A picture that you took off the screens stays off them." in erin.page
    press(erin, "close")
    erin.get(erin.path)
    assert "This round’s picture leaves the screen and is kept until the workshop ends" in erin.page
    run_again(erin)
    press(erin, "close")
    erin.get(erin.path)
    assert "This one had no picture." in erin.page


def test_with_the_workshop_all_of_them_go(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    press(erin, "close")
    run_again(erin)
    erin.get(f"{erin.path}/deletion")
    assert erin.post(f"{erin.path}/deletion").status_code == 303
    assert erin.get(f"{erin.path}/report?round=1").status_code == 404
    assert ada.get(ada.path).status_code == 404
