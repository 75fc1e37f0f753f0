"""Two rooms with the same counts and other answers: nobody but the person themself gets a byte that differs.

Chance is taken out of both rooms, so that links, codes and keys are the same, and bytes can be compared.
"""

from __future__ import annotations

import random
import re
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from quiz.web.front.log import REQUEST_ID_HEADER
from tests.builders import responses_worth
from tests.web.conftest import app_for, settings_for
from tests.web.roles import House, a_house, rules_of
from tests.web.rooms import a_room, fresh

pytestmark = pytest.mark.sqlite_only("two rooms that draw the same numbers need a database each")
MINIMUM = 3
ANSWERS = {"one": (75, 0, 25, 100), "other": (75, 100, 50, 75)}
"""By the room, what each person's answers are worth: Ada's the same in both, everybody else's not."""


FACILITATORS = ("facilitator", "co-facilitator", "facilitator elsewhere")


def without(chance: pytest.MonkeyPatch) -> None:
    """Every room draws the same numbers."""
    drawn = random.Random(2026)

    def token_urlsafe(count: int) -> str:
        return urlsafe_b64encode(drawn.randbytes(count)).decode().rstrip("=")

    chance.setattr(secrets, "token_urlsafe", token_urlsafe)
    chance.setattr(secrets, "randbelow", drawn.randrange)


def a_room_where(
    tmp_path: Path, chance: pytest.MonkeyPatch, worths: tuple[int, ...], finished: int, moves: tuple[str, ...]
) -> tuple[House, dict[str, tuple[int, str, bytes]]]:
    """The room after so many have finished and these presses; and all that anybody gets there."""
    tmp_path.mkdir()
    without(chance)
    app = app_for(settings_for(tmp_path))
    erin, people = a_room(app, 4, minimum_group=str(MINIMUM))
    finn, (grace,) = a_room(app, 1)
    instrument = app.extensions["limelight"].instrument
    for person, worth in zip(people[:finished], worths, strict=False):
        person.get(f"/questionnaire/{person.token}")
        options = responses_worth(worth, "quick", instrument)
        sent = person.submit({item: str(option) for item, option in options.items()})
        assert sent.status_code == 303
    house = a_house(erin, people[0], finn, grace)
    facilitator = house.everybody["facilitator"]
    said = {
        f"press {number} {move}": told(facilitator.knock(f"{erin.path}/moves", "POST", move=move))
        for number, move in enumerate(moves)
    }
    return house, said | all_that_is_told(house)


def all_that_is_told(house: House) -> dict[str, tuple[int, str, bytes]]:
    """What every role gets at every address of the workshop; Ada's own page of her own result is hers."""
    return {
        f"{role}: {rule.rule}": told(house.everybody[role].knock(house.path(rule, role)))
        for role in house.everybody
        for rule, method in rules_of(house.app)
        if method == "GET"
    }


def told(answer: TestResponse) -> tuple[int, str, bytes]:
    """All of an answer but the second at which a cookie ends, and the reference to a line in the log."""
    reference = answer.headers.pop(REQUEST_ID_HEADER, "none")
    headers = re.sub(r"Expires=[^;]+", "", str(answer.headers))
    return answer.status_code, headers, answer.data.replace(reference.encode(), b"reference")


@pytest.mark.parametrize(
    ("finished", "moves"),
    [
        pytest.param(0, (), id="nobody has finished"),
        pytest.param(1, ("reveal",), id="one has finished"),
        pytest.param(MINIMUM - 1, ("reveal",), id="one too few have finished"),
        pytest.param(MINIMUM - 1, ("reveal", "close"), id="closed with one too few"),
        pytest.param(MINIMUM, (), id="enough have finished, nothing is revealed"),
        pytest.param(4, ("reveal", "undo"), id="the reveal was undone"),
        pytest.param(4, ("lock", "close"), id="closed without a reveal"),
    ],
)
def test_before_the_reveal_nobody_gets_anything_that_depends_on_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finished: int, moves: tuple[str, ...]
) -> None:
    one, told_in_one = a_room_where(tmp_path / "1", monkeypatch, ANSWERS["one"], finished, moves)
    other, told_in_other = a_room_where(tmp_path / "2", monkeypatch, ANSWERS["other"], finished, moves)
    assert one.everybody["participant"].secret == other.everybody["participant"].secret
    assert len(told_in_one) > 80
    assert {status for status, _, _ in told_in_one.values()} >= {200, 404}
    assert [where for where, what in told_in_one.items() if told_in_other[where] != what] == []


def test_after_the_reveal_the_same_comparison_finds_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the test above could not fail."""
    _, one = a_room_where(tmp_path / "1", monkeypatch, ANSWERS["one"], 4, ("reveal",))
    _, other = a_room_where(tmp_path / "2", monkeypatch, ANSWERS["other"], 4, ("reveal",))
    different = {where for where, what in one.items() if other[where] != what}
    team = {f"facilitator: /workshops/<workshop_id>/{file}" for file in ("report", "team.csv", "team.xlsx")}
    screens = {f"{role}: /projector/<workshop_id>" for role in ("facilitator", "participant", "outsider")}
    assert different >= team | screens | {"participant: /participants/<token>"}
    readers = {"facilitator", "co-facilitator", "participant"}
    for where in different:
        role, _, path = where.partition(": ")
        assert role in readers or path == "/projector/<workshop_id>"
        assert not path.endswith("/state")


def test_a_withdrawal_moves_no_screen_before_the_counts_are_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else everybody would see who has just left: one glance at the screen, one at the phone put down."""
    house, _ = a_room_where(tmp_path / "1", monkeypatch, ANSWERS["one"], 4, ("reveal",))
    state = f"/projector/{house.workshop_id}/state"
    client = house.app.test_client()
    before = client.get(state)
    ada = house.everybody["participant"].secret
    left = client.post(f"/participants/{ada}/withdrawal", headers={"Sec-Fetch-Site": "same-origin"})
    assert left.status_code == 303
    after = client.get(state)
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    fresh(house.app)
    assert client.get(state).get_json()["finished"] == 3


def test_a_current_browser_gets_no_cookie_but_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, said = a_room_where(tmp_path / "1", monkeypatch, ANSWERS["one"], 4, ("reveal",))
    cookies = {where for where, (_, headers, _) in said.items() if "Set-Cookie" in headers}
    assert cookies == {f"{role}: /facilitators/<token>" for role in FACILITATORS}
