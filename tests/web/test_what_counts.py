"""What limits count: what was done or could have been a guess, and nothing that others could make happen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quiz.web.guards.limit_store import LimitStore
from quiz.web.guards.limits import TooOftenError, install, when_again
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Facilitator, Participant, a_room, facilitator_of

OURS = {"Sec-Fetch-Site": "same-origin"}
IMPOSSIBLE = ("0OI1SZ", "222", "2222222", "abc def", "ä" * 6, "x" * 3000)


@pytest.fixture
def erin(app: Flask) -> Facilitator:
    """Her workshop was made, but nothing has been counted so far, and no place knows its code."""
    erin = facilitator_of(app, may_bring="y")
    install(LimitStore(), app.extensions)
    return erin


def posts(app: Flask, path: str, times: int, **form: str) -> list[int]:
    """Each from a browser of its own, all behind one address."""
    return [app.test_client().post(path, data=form, headers=OURS).status_code for _ in range(times)]


def wait_told(refused: TestResponse) -> str:
    assert refused.status_code == 429
    found = re.search(r"Please try again ([^.]+)\.", unescape(refused.text))
    assert found
    assert found[1] == when_again(int(refused.headers["Retry-After"]))
    return found[1]


def test_what_cannot_be_a_code_shuts_nobody_out(app: Flask, erin: Facilitator) -> None:
    for code in IMPOSSIBLE:
        assert set(posts(app, "/join", 25, code=code)) == {422}
        assert set(posts(app, f"/join/{code}", 25)) == {404}
        assert set(posts(app, f"/join/{code}/return", 25, paper_code="2222222222")) == {404}
        assert {app.test_client().get(f"/join/{code}").status_code for _ in range(25)} == {404}
    assert posts(app, f"/join/{erin.code}", 61) == [303] * 60 + [429]


def test_wrong_codes_and_shut_doors_use_up_no_joins(app: Flask, erin: Facilitator) -> None:
    assert set(posts(app, "/join/222222", 60)) == {404}
    assert erin.press("lock").status_code == 303
    assert set(posts(app, f"/join/{erin.code}", 70)) == {409}
    erin.get(erin.path)
    assert erin.press("unlock").status_code == 303
    bringing = {"private_link": "https://example.org/this-is-no-link"}
    assert set(posts(app, f"/join/{erin.code}", 70, **bringing)) == {422}
    assert posts(app, f"/join/{erin.code}", 61) == [303] * 60 + [429]


def test_who_fills_another_workshop_uses_up_no_joins(app: Flask, erin: Facilitator) -> None:
    theirs = facilitator_of(app)
    assert posts(app, f"/join/{theirs.code}", 61)[-1] == 429
    assert posts(app, f"/join/{erin.code}", 61) == [303] * 60 + [429]


def test_whoever_is_in_already_is_never_refused(app: Flask, erin: Facilitator) -> None:
    ada = Participant("Ada", app)
    assert ada.join(erin.code).status_code == 303
    assert posts(app, f"/join/{erin.code}", 60)[-1] == 429
    assert {ada.client.post(f"/join/{erin.code}", headers=OURS).location for _ in range(70)} == {ada.path}


def test_wrong_join_codes_keep_nobody_from_coming_back_by_paper(app: Flask, erin: Facilitator) -> None:
    ada = Participant("Ada", app)
    ada.join(erin.code)
    paper = paper_code_of(ada)
    assert posts(app, "/join", 150, code="222222")[-1] == 429
    assert posts(app, f"/join/{erin.code}/return", 1, paper_code=paper) == [303]


def test_wrong_paper_codes_keep_nobody_else_out(app: Flask, erin: Facilitator) -> None:
    ada = Participant("Ada", app)
    ada.join(erin.code)
    paper = paper_code_of(ada)
    return_path = f"/join/{erin.code}/return"
    assert set(posts(app, return_path, 150, paper_code="0OI1SZ")) == {422}
    assert posts(app, return_path, 150, paper_code="2222222222") == [422] * 100 + [429] * 50
    assert posts(app, return_path, 1, paper_code=paper) == [303]
    assert posts(app, "/join", 1, code=facilitator_of(app).code) == [303]


def test_paper_codes_cannot_be_guessed_once_too_many_were_wrong(app: Flask, erin: Facilitator) -> None:
    ada = Participant("Ada", app)
    ada.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    ada.join(erin.code)
    paper = paper_code_of(ada)
    assert posts(app, f"/join/{erin.code}/return", 101, paper_code="2222222222")[-1] == 429
    assert posts(app, f"/join/{erin.code}/return", 1, paper_code=paper) == [429]


def test_one_paper_code_leads_back_thirty_times_an_hour(app: Flask, erin: Facilitator) -> None:
    ada, ben = Participant("Ada", app), Participant("Ben", app)
    for person in (ada, ben):
        person.join(erin.code)
    return_path = f"/join/{erin.code}/return"
    assert posts(app, return_path, 31, paper_code=paper_code_of(ada)) == [303] * 30 + [429]
    assert posts(app, return_path, 1, paper_code=paper_code_of(ben)) == [303]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pictures_and_frames_on_other_sites_count_for_nothing(
    app: Flask, erin: Facilitator, site: str
) -> None:
    for kind in ("image", "iframe", "empty"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": kind}
        for code in ("222222", erin.code):
            statuses = [
                app.test_client().get(f"/join/{code}", headers=headers).status_code for _ in range(70)
            ]
            assert set(statuses) == {404}
    assert app.test_client().get(f"/join/{erin.code}").status_code == 200


def test_wrong_links_on_other_sites_shut_the_door_for_no_one_else(app: Flask, erin: Facilitator) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    wrong = [app.test_client().get("/join/222222", headers=link).status_code for _ in range(101)]
    assert wrong == [404] * 100 + [429]
    assert app.test_client().get(f"/join/{erin.code}", headers=link).status_code == 429
    assert app.test_client().get(f"/join/{erin.code}").status_code == 200
    assert app.test_client().get(f"/join/{erin.code}", headers=link).status_code == 200


def test_the_room_its_facilitator_is_in_knows_its_code(app: Flask, erin: Facilitator) -> None:
    erin.get(erin.path)
    assert posts(app, "/join", 101, code="222222")[-1] == 429
    assert posts(app, f"/join/{erin.code}", 1) == [303]


def test_a_start_that_is_refused_is_none(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, starts_per_minute=2))
    assert posts(app, "/questionnaire", 5, edition="none") == [400] * 5
    assert posts(app, "/questionnaire", 3, edition="quick") == [303, 303, 429]


def test_so_many_workshops_are_made_from_one_address_and_no_more(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, workshops_per_hour=2))
    form = {"title": "Monday", "edition": "quick", "minimum_group": "3", "keep_days": "7"}
    assert posts(app, "/workshops", 5, **{**form, "title": ""}) == [422] * 5
    assert posts(app, "/workshops", 3, **form) == [303, 303, 429]
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.2"
    assert elsewhere.post("/workshops", data=form, headers=OURS).status_code == 303
    refused = app.test_client().post("/workshops", data=form, headers=OURS)
    assert wait_told(refused) == "in about an hour"


def test_a_proposal_that_is_refused_uses_up_nobodys(app: Flask, ada: Person, ben: Person) -> None:
    ada.finish()
    path = f"{ada.share()}/comparison"
    typed = {"display_name": "Ben", "extent": "facets"}
    for link in ("no link", "https://example.org/", f"/results/{'A' * 32}", ada.result_path):
        assert set(posts(app, path, 15, private_link=link, **typed)) == {422}
    ben.finish()
    assert posts(app, path, 1, private_link=ben.result_path, **typed) == [303]


def test_a_share_link_that_is_refused_is_none(app: Flask, ada: Person) -> None:
    ada.finish()
    path = f"{ada.result_path}/share-links"
    ada.get(path)
    refused = {"link_id": ada.hidden("link_id"), "extent": "nothing", "display_name": "", "expiry": "7"}
    assert set(posts(app, path, 40, **refused)) == {422}
    assert ada.share()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "in a minute"),
        (60, "in a minute"),
        (61, "in about 2 minutes"),
        (600, "in about 10 minutes"),
        (601, "in about 15 minutes"),
        (1200, "in about 20 minutes"),
        (3300, "in about 55 minutes"),
        (3301, "in about an hour"),
        (3600, "in about an hour"),
        (3601, "in about 2 hours"),
    ],
)
def test_a_time_to_wait_is_said_in_words_and_never_too_short(seconds: int, words: str) -> None:
    assert when_again(seconds) == words


def test_each_page_that_refuses_says_its_headers_time(app: Flask, erin: Facilitator, ada: Person) -> None:
    saved = "Every answer that was shown as saved is still under your private link."
    door = last(app.test_client().post(f"/join/{erin.code}", headers=OURS) for _ in range(61))
    assert wait_told(door) == "in a minute"
    assert saved not in door.text
    code = last(app.test_client().post("/join", data={"code": "222222"}, headers=OURS) for _ in range(101))
    assert wait_told(code) == "in about 10 minutes"
    assert saved not in code.text
    ada.finish()
    again = last(
        ada.client.post(f"{ada.result_path}/retake", data={"edition": "quick"}, headers=OURS)
        for _ in range(21)
    )
    assert wait_told(again) == "in about an hour"
    with app.test_request_context("/"):
        assert TooOftenError(60).told.answers == "Nothing was changed by it."
    with app.test_request_context(ada.result_path):
        assert TooOftenError(60).told.answers == saved


def paper_code_of(person: Participant) -> str:
    person.get(person.path)
    found = re.search(r'<span class="code">([^<]+)</span>', person.page)
    assert found
    return re.sub(r"\W", "", found[1])


def last(answers: Iterable[TestResponse]) -> TestResponse:
    return [*answers][-1]


def test_a_class_of_sixty_comes_in_behind_somebody_who_plays(app: Flask) -> None:
    erin, _ = a_room(app, 0)
    posts(app, "/join", 200, code="222222")
    posts(app, "/join", 60, code="0OI1SZ")
    assert set(posts(app, f"/join/{erin.code}", 60)) == {303}
