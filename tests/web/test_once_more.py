"""A press that could not be taken brings its own page again, with what was typed, and says what to do."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Facilitator, Participant, a_revealed_room

House = tuple[Facilitator, Participant, Person, dict[str, str]]
STALE = "ImE2YjYi.aSkQ1w.stale"
SENTENCE = "allow this site's cookie: it holds nothing about you."


NOT_NOW = ("workshop_links.revoke", "console.next_round", "console.remind", "console.take_off")
"""Presses whose button is not on its page in this state of the house."""


def stale_press(person: Person, path: str, **typed: str) -> str:
    """Sent by a browser that does not say from where, with a token that is none of ours; returns the page."""
    person.client.delete_cookie("limelight")
    answer = person.client.post(path, data={"csrf_token": STALE, **typed})
    assert answer.status_code == 400, path
    assert answer.headers["Set-Cookie"].startswith("limelight="), path
    person.page = unescape(answer.text)
    assert person.page.count("Please send it once more") == 1, path
    assert SENTENCE in person.page, path
    assert "<title>Error: " in person.page, path
    return person.page


def value_of(page: str, name: str) -> list[str]:
    return re.findall(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)


@pytest.fixture
def house(app: Flask) -> House:
    """A picture is shown; Ada takes part and shares; Ben proposed a comparison to her."""
    erin, (ada, *_) = a_revealed_room(app)
    erin.get(f"{erin.path}/links")
    erin.post(f"{erin.path}/co-facilitators")
    ben = Person("Ben", app)
    ben.finish("quick", "1")
    owner = Person("Ada", app, token=ada.token)
    shared = owner.share("facets", display_name="Ada")
    ben.get(f"{shared}/comparison")
    form = {"private_link": ben.result_path, "display_name": "Ben", "extent": "facets"}
    comparison = str(ben.post(f"{shared}/comparison", **form).location).rsplit("/", 1)[1]
    names = {"workshop_id": erin.workshop_id, "code": erin.code, "token": ada.token, "co_id": "x" * 22}
    names |= {"share_token": shared.rsplit("/", 1)[1], "comparison_id": comparison, "link_id": "y" * 22}
    return erin, ada, ben, names


def test_every_press_there_is_brings_a_page_to_press_again_on(app: Flask, house: House) -> None:
    erin, ada, ben, names = house
    presses = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())]
    presses = [rule for rule in presses if not rule.endpoint.startswith("questionnaire.")]
    assert len(presses) > 24
    cleo = Participant("Cleo", app)
    for rule in presses:
        if rule.endpoint in ("research.save", "sharpening.start"):  # Ada's is a workshop's
            path = f"{ben.result_path}/{rule.rule.rpartition('/')[2]}"
        else:
            path = re.sub(r"<(\w+)>", lambda found: names[found[1]], rule.rule)
        person = erin if rule.rule.startswith("/workshops") else cleo if "/join" in path else ada
        page = stale_press(person, path)
        assert person.hidden("csrf_token"), path
        action = {"share_links.create": f"{path}/preview", "share_links.revoke": "/share-links/preview"}
        gone = rule.endpoint in NOT_NOW
        assert gone or f'{action.get(rule.endpoint, path)}"' in page, path


TYPED = (
    ("erin", "/workshops", {"title": "Ünser “Team” <3", "keep_days": "90", "may_bring": "y"}),
    ("erin", "{room}/minimum", {"minimum_group": "seven"}),
    ("erin", "{room}/next-round", {"next_round_on": "2031-02-30"}),
    ("cleo", "/join", {"code": "7kq 4m&x"}),
    ("cleo", "/join/{code}/return", {"paper_code": '7KQ"4MX'}),
    ("ada", "{participant}/commitment", {"commitment": "I shall “ask” <b>first</b>"}),
    ("ada", "{result}/share-links/preview", {"display_name": "Ada & Co", "extent": "domains", "expiry": "7"}),
    ("ada", "{result}/share-links", {"display_name": "Ada & Co", "extent": "facets", "expiry": "never"}),
    ("ben", "{shared}/comparison", {"private_link": "<my link>", "display_name": "B", "extent": "headline"}),
    ("ada", "{result}/comparisons/{comparison}/acceptance", {"display_name": "Ada the Ä"}),
    ("ben", "{own}/retake", {"edition": "full"}),
    ("ben", "{own}/research", {"consent": "y"}),
)


def test_what_was_typed_and_chosen_is_still_there(app: Flask, house: House) -> None:
    erin, ada, ben, names = house
    people = {"erin": erin, "ada": ada, "ben": ben, "cleo": Participant("Cleo", app)}
    places = {"room": erin.path, "code": erin.code, "participant": ada.path, "result": ada.result_path}
    places |= {"shared": f"/shared/{names['share_token']}", "comparison": names["comparison_id"]}
    for who, path, typed in TYPED:
        person = people[who]
        person.client.delete_cookie("limelight")
        sent = {"csrf_token": STALE, **typed}
        answer = person.client.post(path.format(own=ben.result_path, **places), data=sent)
        assert answer.status_code == 400, path
        page = re.sub(r'<section[^>]* id="quick".*?</section>', "", answer.text, flags=re.DOTALL)
        for name, value in typed.items():
            fields = [tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag]
            if 'type="radio"' in fields[0] or 'type="checkbox"' in fields[0]:
                chosen = [tag for tag in fields if " checked" in tag]
                assert [value_of(tag, name) for tag in chosen] == [[value]], (path, name)
            else:
                assert [unescape(each) for each in value_of(page, name)] == [value], (path, name)
        assert "<b>first" not in answer.text


def test_the_fresh_token_is_taken_and_an_empty_box_stays_empty(app: Flask, ben: Person) -> None:
    page = stale_press(ben, "/workshops", title="Monday", edition="quick", keep_days="7")
    token = ben.hidden("csrf_token")
    assert value_of(page, "title") == ["Monday"]
    form = {"title": "Monday", "edition": "quick", "keep_days": "7", "minimum_group": "5"}
    assert ben.client.post("/workshops", data={**form, "csrf_token": token}).status_code == 303
    path = f"{ben.finish('quick')}/research"
    ben.get(path)
    assert ben.post(path, consent="y").status_code == 303
    assert " checked" not in stale_press(ben, path)


def test_another_site_gets_no_page_that_is_filled_in(ben: Person) -> None:
    for site in ("cross-site", "same-site"):
        answer = ben.client.post("/workshops", data={"title": "evil"}, headers={"Sec-Fetch-Site": site})
        assert (answer.status_code, "evil" in answer.text) == (400, False)
        assert "csrf_token" not in answer.text


def test_where_there_is_nothing_a_stale_press_finds_nothing(ben: Person) -> None:
    for path in (f"/results/{'x' * 32}/deletion", f"/participants/{'x' * 32}/commitment"):
        assert ben.client.post(path, data={"commitment": "x"}).status_code in {400, 404}
        assert "Set-Cookie" not in ben.client.get(path).headers


def test_two_instances_on_one_host_leave_each_others_cookie_alone(tmp_path: Path) -> None:
    jar = app_for(settings_for(tmp_path / "one")).test_client()
    other = app_for(settings_for(tmp_path / "two", secret_key="another key for tests, longer than needed"))
    page = jar.get("/workshops", base_url="http://limelight.example:8000")
    jar.application = other
    jar.get("/workshops", base_url="http://limelight.example:8001")
    assert {cookie.key for cookie in jar._cookies.values()} == {"limelight-8000", "limelight-8001"}
    assert page.headers["Set-Cookie"].startswith("limelight-8000=")


@pytest.mark.parametrize(
    ("base_url", "path", "typed"),
    [
        ("https://limelight.example", "/questionnaire", {"edition": "quick"}),
        ("https://limelight.example", "/workshops", {"title": "Monday"}),
        ("http://limelight.example", "/workshops", {"title": "Monday"}),
    ],
)
@pytest.mark.sqlite_only("no database is asked")
def test_whoever_came_without_https_is_told_where_to_go(
    tmp_path: Path, base_url: str, path: str, typed: dict[str, str]
) -> None:
    client = app_for(settings_for(tmp_path, base_url=base_url)).test_client()
    client.get("/", base_url="http://limelight.example")
    answer = client.post(path, data=typed, base_url="http://limelight.example")
    assert answer.status_code == 400
    own = {"/questionnaire": "/", "/workshops": "/workshops"}[path]
    is_named = f'<a href="{base_url}{own}">{base_url}{own}</a>' in answer.text
    assert is_named == base_url.startswith("https")
    assert answer.location is None


def test_a_questionnaire_that_came_without_https_says_so_too(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, base_url="https://limelight.example"))
    ours = {"Sec-Fetch-Site": "same-origin"}
    ada = Person("Ada", app)
    begun = ada.client.post("/questionnaire", data={"edition": "quick"}, headers=ours)
    ada.get(begun.location)
    answer = ada.client.post(begun.location, data={**ada.form, "csrf_token": STALE})
    assert (answer.status_code, f"https://limelight.example{begun.location}" in answer.text) == (400, True)


def test_a_body_that_is_too_long_is_not_thrown_away(ben: Person) -> None:
    ben.get("/workshops")
    title = "long " * 20_000
    answer = ben.post("/workshops", title=title, keep_days="90")
    assert answer.status_code == 413
    assert "That was too much at once" in answer.text
    assert value_of(answer.text, "title") == [title]
    assert ben.post("/workshops", title="x" * 300_000).status_code == 413


def test_while_nothing_can_be_written_the_page_and_its_text_stay(
    ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben.get("/workshops")

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("no", None, Exception("locked"))

    monkeypatch.setattr("quiz.web.workshops.making.issue_workshop", fail)
    form = {"title": "Monday", "edition": "quick", "keep_days": "7", "minimum_group": "5"}
    answer = ben.post("/workshops", **form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert value_of(answer.text, "title") == ["Monday"]
    assert "What you typed is still here." in answer.text


def test_while_nothing_can_be_read_either_it_can_be_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ada, *_ = house
    ada.get(ada.path)

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("no", None, Exception("away"))

    with monkeypatch.context() as away:
        away.setattr("quiz.web.workshops.participants.reading", fail)
        answer = ada.post(f"{ada.path}/commitment", commitment='I ask "first"')
    assert answer.status_code == 503
    assert f'<form method="post" action="{ada.path}/commitment">' in answer.text
    assert [unescape(each) for each in value_of(answer.text, "commitment")] == ['I ask "first"']
    ada.page = answer.text
    assert ada.post(f"{ada.path}/commitment", commitment='I ask "first"').status_code == 303
