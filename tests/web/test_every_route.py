"""Every address there is, by every method, for everybody, right and with ids of every wrong kind.

Nothing is a fault of ours, nothing that only asks changes anything, and what is not an address says no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quiz.store import paper_codes
from quiz.store.database.tables import metadata
from tests.cast import Person
from tests.web.roles import NOBODY, ROLES, House, Knocker, a_house
from tests.web.rooms import a_revealed_room, a_room

ASKING = ("GET", "HEAD", "OPTIONS")
OTHERS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
BAD_IDS = {
    "empty": "",
    "one letter": "x",
    "of a token's length": "a" * 32,
    "too long": "a" * 200,
    "another alphabet": "ключключключключключключключключ",
    "signs": "'\";--$(x)`|&",
    "a tag": "<script>alert(1)</script>",
    "a template": "{{7*7}}",
    "dots": "..",
    "encoded dots": "%2e%2e%2f%2e%2e%2fapp.py",
    "twice encoded dots": "%252e%252e%252f",
    "NUL": "%00",
    "no UTF-8": "%ff%fe",
    "a line end": "x%0d%0aSet-Cookie:%20evil=1",
    "an emoji": "🙂🙂🙂",
    "full width": "\uff11\uff12\uff13",
    "a sign that overrides": "\u202eabc",
    "a lone surrogate": "%ed%a0%80",
    "a negative number": "-1",
    "five thousand digits": "9" * 5000,
}


@pytest.fixture
def house(app: Flask, monkeypatch: pytest.MonkeyPatch) -> House:
    """A picture is on Erin's screen, and Ada, who takes part, has shared her result."""
    monkeypatch.setattr(paper_codes, "_COST", 2)
    erin, (ada, *_) = a_revealed_room(app, may_bring="y")
    finn, (grace,) = a_room(app, 1)
    Person("Ada", app, token=ada.token).share("facets")
    return a_house(erin, ada, finn, grace)


def all_that_is_kept(app: Flask) -> dict[str, set[str]]:
    engine: Engine = app.extensions["limelight"].engine
    with engine.connect() as connection:
        return {
            table.name: {repr(row) for row in connection.execute(select(table))}
            for table in metadata.sorted_tables
        }


def rules_of(app: Flask) -> list[Rule]:
    rules = list(app.url_map.iter_rules())
    assert len(rules) > 50
    return rules


def methods_at(rule: Rule, app: Flask) -> set[str]:
    """All that this address takes, by whichever view."""
    return {method for each in rules_of(app) if each.rule == rule.rule for method in each.methods or ()}


def right_path(rule: Rule, house: House, knocker: Knocker) -> str:
    """The address with what is right in this house, and the knocker's own secret for all other places."""
    known = {"workshop_id": house.workshop_id, "code": house.code, "co_id": house.co_id}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known.get(found[1], knocker.secret), rule.rule)


def everywhere(rule: Rule, bad: str) -> str:
    return re.sub(r"<[^>]+>", lambda _: bad, rule.rule)


def wrong_paths(rule: Rule, house: House, knocker: Knocker, bad: str) -> Iterator[str]:
    """With the bad id in all places, and in each place alone while the others are right."""
    places = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
    right = right_path(rule, house, knocker)
    yield everywhere(rule, bad)
    if len(places) > 1:
        for place in places:
            alone = re.sub(rf"<(?:\w+:)?{place}>", lambda _: bad, rule.rule)
            yield right_path(Rule(alone, endpoint="x"), house, knocker)
    assert not places or right != rule.rule


def test_asking_is_no_fault_and_changes_nothing_whoever_asks_for_whatever(house: House) -> None:
    before = all_that_is_kept(house.app)
    assert all(before[table] for table in ("response_sets", "workshops", "participants", "share_links"))
    for role, knocker in house.everybody.items():
        for rule in rules_of(house.app):
            for method in ASKING:
                answer = knocker.knock(right_path(rule, house, knocker), method)
                assert answer.status_code < 500, (role, method, rule)
                assert b"Traceback" not in answer.data
    assert all_that_is_kept(house.app) == before


@pytest.mark.parametrize("role", ["outsider", "facilitator", "participant"])
def test_no_id_is_a_fault_or_is_repeated_or_changes_anything(house: House, role: str) -> None:
    """Neither where it is asked for nor where something is sent to it."""
    before = all_that_is_kept(house.app)
    knocker = house.everybody[role]
    for kind, bad in BAD_IDS.items():
        for rule in rules_of(house.app):
            for path in wrong_paths(rule, house, knocker, bad) if rule.arguments else ():
                for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                    answer = knocker.knock(path, method, text=bad)
                    assert answer.status_code < 500, (kind, method, path)
                    assert "evil" not in str(answer.headers), (kind, method, path)
                    assert b"<script>alert" not in answer.data, (kind, method, path)
    assert all_that_is_kept(house.app) == before


def pages_of(house: House) -> Iterator[tuple[str, Knocker, TestResponse]]:
    """Every page that anybody gets, and a shared one."""
    for knocker in house.everybody.values():
        for rule in rules_of(house.app):
            path = right_path(rule, house, knocker)
            answer = knocker.knock(path)
            if answer.status_code == 200:
                yield path, knocker, answer


def test_what_a_secret_opens_is_in_no_cache_and_loads_from_nowhere_else(house: House) -> None:
    opened = 0
    for path, knocker, answer in pages_of(house):
        elsewhere = r'(?:\ssrc="|\ssrcset="|<link[^>]* href="|url\()(?:https?:)?//'
        assert not re.search(elsewhere, answer.text if "text" in answer.mimetype else ""), path
        if knocker.secret in path:
            opened += 1
            assert answer.headers["Cache-Control"] == "no-store", path
            assert answer.headers["Referrer-Policy"] == "no-referrer", path
            assert "noindex" in answer.headers["X-Robots-Tag"], path
    assert opened > 20


def test_no_page_lists_a_link_for_whoever_has_none(house: House) -> None:
    outsider = house.everybody["outsider"]
    secrets = {each.secret for each in house.everybody.values()} - {NOBODY}
    read = 0
    for rule in rules_of(house.app):
        if not rule.arguments:
            answer = outsider.knock(rule.rule).text
            read += 1
            assert not [secret for secret in (*secrets, house.workshop_id, house.code) if secret in answer], (
                rule
            )
    assert read > 10


def test_no_page_asks_for_a_name_that_has_to_be_given(house: House) -> None:
    """Every field that letters can be typed into is known, and only a workshop's title must be filled."""
    typed: dict[str, bool] = {}
    for _, _, answer in pages_of(house):
        for field in re.findall(
            r"<(?:input|textarea)[^>]*>", answer.text if answer.mimetype == "text/html" else ""
        ):
            kind = re.search(r' type="(\w+)"', field)
            name = re.search(r' name="([^"]+)"', field)
            if name and (kind is None or kind[1] not in {"hidden", "radio", "checkbox", "number", "date"}):
                typed[name[1]] = typed.get(name[1], False) or " required" in field
    ours = {"code", "paper_code", "private_link", "title", "minimum_group", "commitment", "display_name"}
    assert {name for name in typed if not name.startswith("pattern_")} == ours
    assert not typed["display_name"]


def test_no_id_is_a_fault_by_any_method_there_is(house: House) -> None:
    before = all_that_is_kept(house.app)
    outsider = house.everybody["outsider"]
    for kind, bad in BAD_IDS.items():
        for rule in rules_of(house.app):
            path = everywhere(rule, bad)
            for method in {*ASKING, *OTHERS} - methods_at(rule, house.app) if rule.arguments else ():
                answer = outsider.knock(path, method)
                assert answer.status_code in {400, 404, 405}, (kind, method, path)
    assert all_that_is_kept(house.app) == before


def test_what_no_page_of_ours_sends_is_refused_whoever_sends_it(house: House) -> None:
    """Other methods everywhere, and presses with nothing in them from another site."""
    before = all_that_is_kept(house.app)
    client = house.app.test_client(use_cookies=False)
    for role, knocker in house.everybody.items():
        for rule in rules_of(house.app):
            path = right_path(rule, house, knocker)
            for method in {*OTHERS} - methods_at(rule, house.app):
                assert knocker.knock(path, method).status_code == 405, (role, method, rule)
            if "POST" in (rule.methods or set()):
                cookies = f"limelight-facilitator={knocker.secret}; limelight-participant={knocker.secret}"
                headers = {"Cookie": cookies, "Sec-Fetch-Site": "cross-site"}
                assert client.post(path, headers=headers).status_code == 400, (role, rule)
    assert all_that_is_kept(house.app) == before


def test_the_outsider_holds_no_secret_of_anybody(house: House) -> None:
    assert house.everybody["outsider"].secret == NOBODY
    assert len({each.secret for each in house.everybody.values()}) == len(ROLES)
