"""Who gets what at every address of a workshop: one table, walked from the URL map."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.conftest import app_for, settings_for
from tests.web.roles import ROLES, House, a_house, dump_of, rules_of
from tests.web.rooms import Participant, a_revealed_room, a_room

ALL = "200 200 200 200 200 200 200"
BOTH = "200 200 404 404 404 404 404"
STATUSES = {
    ("workshops.new", "GET"): ALL,
    ("workshops.create", "POST"): "303 303 303 303 303 303 303",
    ("workshops.enter", "GET"): "303 303 404 404 404 303 404",
    ("workshops.confirm_deletion", "GET"): "200 403 404 404 404 404 404",
    ("workshops.delete", "POST"): "303 403 404 404 404 404 404",
    ("console.show", "GET"): BOTH,
    ("console.move", "POST"): "303 303 404 404 404 404 404",
    ("console.slide", "POST"): "303 303 404 404 404 404 404",
    ("console.remind", "POST"): "409 409 404 404 404 404 404",
    ("console.choose_minimum", "POST"): BOTH,
    ("console.next_round", "POST"): "409 409 404 404 404 404 404",
    ("console.plan_next_round", "POST"): BOTH,
    ("console.take_off", "POST"): "409 409 404 404 404 404 404",
    ("workshop_links.show", "GET"): BOTH,
    ("workshop_links.invite", "POST"): "303 403 404 404 404 404 404",
    ("workshop_links.revoke", "POST"): "303 403 404 404 404 404 404",
    ("take_home.report", "GET"): BOTH,
    ("take_home.download_csv", "GET"): BOTH,
    ("take_home.download_xlsx", "GET"): BOTH,
    ("joining.find", "GET"): ALL,
    ("joining.go", "POST"): "303 303 303 303 303 303 303",
    ("joining.door", "GET"): "200 200 200 303 200 200 200",
    ("joining.join", "POST"): "303 303 303 303 303 303 303",
    ("joining.come_back", "POST"): "422 422 422 422 422 422 422",
    ("participants.show", "GET"): "404 404 404 200 200 404 404",
    ("participants.commit", "POST"): "404 404 404 303 409 404 404",
    ("participants.confirm_withdrawal", "GET"): "404 404 404 200 200 404 404",
    ("participants.leave", "POST"): "404 404 404 303 303 404 404",
    ("projector.show", "GET"): ALL,
    ("projector.state", "GET"): ALL,
}
"""Endpoint and method to the status for each of ROLES, in their order; secrets in addresses are their own."""

FORMS = {
    "workshops.create": {"title": "Monday", "edition": "quick", "minimum_group": "3", "keep_days": "7"},
    "console.move": {"move": "lock"},
    "console.slide": {"slide": "facets"},
    "console.choose_minimum": {"minimum_group": "6"},
    "console.plan_next_round": {"next_round_on": ""},
    "console.take_off": {"commitment": "None of theirs"},
    "joining.come_back": {"paper_code": "2222222222"},
    "participants.commit": {"commitment": "Share the stage"},
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roles") / "limelight.db"


@pytest.fixture(scope="module")
def house(database: Path) -> House:
    """A picture is on the screen; the workshop elsewhere is being answered."""
    app = app_for(settings_for(database.parent, database_url=f"sqlite:///{database}"))
    erin, (ada, *_) = a_revealed_room(app)
    finn, (grace,) = a_room(app, 1)
    return a_house(erin, ada, finn, grace)


@pytest.fixture
def as_it_was(house: House, database: Path) -> Iterator[list[str]]:
    """What the database holds; put back after the test."""
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(":memory:")) as kept:
        live.backup(kept)
        yield list(live.iterdump())
        kept.backup(live)


def expected(endpoint: str, method: str) -> dict[str, int]:
    return dict(zip(ROLES, map(int, STATUSES[endpoint, method].split()), strict=True))


def test_every_address_of_a_workshop_has_a_row_in_the_table(house: House) -> None:
    assert {(rule.endpoint, method) for rule, method in rules_of(house.app)} == set(STATUSES)
    elsewhere = [
        rule
        for rule in house.app.url_map.iter_rules()
        if rule.arguments & {"workshop_id", "co_id", "code"} and (rule.endpoint, "GET") not in STATUSES
    ]
    assert all((rule.endpoint, "POST") in STATUSES for rule in elsewhere)


@pytest.mark.parametrize("role", ROLES)
def test_reading_gives_each_role_what_the_table_says_and_changes_nothing(
    house: House, as_it_was: list[str], database: Path, role: str
) -> None:
    knocker = house.everybody[role]
    for rule, method in rules_of(house.app):
        path = house.path(rule, role)
        assert knocker.knock(path, "OPTIONS").status_code == 200, rule
        if method == "GET":
            status = expected(rule.endpoint, "GET")[role]
            assert knocker.knock(path).status_code == status, rule
            assert knocker.knock(path, "HEAD").status_code == status, rule
        for strange in ("PUT", "PATCH", "DELETE", "TRACE"):
            assert knocker.knock(path, strange).status_code == 405, (rule, strange)
    assert dump_of(database) == as_it_was


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", [endpoint for endpoint, method in STATUSES if method == "POST"])
def test_writing_gives_each_role_what_the_table_says(
    house: House, as_it_was: list[str], database: Path, role: str, endpoint: str
) -> None:
    (rule,) = (rule for rule, method in rules_of(house.app) if (rule.endpoint, method) == (endpoint, "POST"))
    form = {"code": house.code} if endpoint == "joining.go" else FORMS.get(endpoint, {})
    answer = house.everybody[role].knock(house.path(rule, role), "POST", **form)
    assert answer.status_code == expected(endpoint, "POST")[role], answer.text
    is_refused = answer.status_code >= 400
    changes_nothing = {"joining.go"} | ({"joining.join"} if role == "participant" else set())
    assert (dump_of(database) == as_it_was) == (is_refused or endpoint in changes_nothing)


def test_a_facilitators_link_opens_their_own_workshop_and_no_other(house: House) -> None:
    knocker = house.everybody["facilitator elsewhere"]
    entered = knocker.knock(f"/facilitators/{knocker.secret}")
    assert entered.status_code == 303
    assert house.workshop_id not in entered.location
    assert knocker.knock(entered.location).status_code == 200


def test_withdrawing_takes_the_own_part_and_leaves_the_other_workshop(
    house: House, as_it_was: list[str]
) -> None:
    grace = house.everybody["participant elsewhere"]
    before = house.everybody["outsider"].knock(f"/projector/{house.workshop_id}/state").get_json()
    assert grace.knock(f"/participants/{grace.secret}/withdrawal", "POST").status_code == 303
    after = house.everybody["outsider"].knock(f"/projector/{house.workshop_id}/state").get_json()
    assert before == after
    assert before["finished"] == 4


def test_ada_is_who_the_table_takes_her_for(house: House) -> None:
    """The precondition of all the above: the roles hold different secrets, and hers opens her page."""
    assert len({each.secret for each in house.everybody.values()}) == len(ROLES)
    ada = Participant("Ada", house.app, token=house.everybody["participant"].secret)
    assert ada.get(ada.path).status_code == 200
