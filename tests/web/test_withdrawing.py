"""Which presses take something back, and that neither a browser's cache nor a look ahead keeps it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from quiz.settings.environment import ROOT
from quiz.web.page.forms import CLEARING
from tests.cast import Person
from tests.web.rooms import a_revealed_room

WITHDRAWING = {
    "results.delete",
    "share_links.revoke",
    "comparisons.withdraw",
    "research.save",
    "standing.choose",
    "participants.leave",
    "participants.commit",
    "workshop_links.revoke",
    "workshops.delete",
    "console.take_off",
}
KEEPING = {
    *("questionnaire.start", "questionnaire.save", "questionnaire.submit", "retakes.start"),
    "sharpening.start",
    *("share_links.preview", "share_links.create", "comparisons.send_proposal", "comparisons.accept"),
    *("workshops.create", "workshop_links.invite", "joining.go", "joining.join"),
    *("joining.come_back", "console.move", "console.slide", "console.remind"),
    *("console.choose_minimum", "console.next_round", "console.plan_next_round"),
}


def test_of_every_press_it_is_decided_whether_it_takes_something_back(app: Flask) -> None:
    presses = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    assert presses == WITHDRAWING | KEEPING
    decorated = {name for name in presses if hasattr(app.view_functions[name], "__wrapped__")}
    assert not WITHDRAWING - decorated


def test_every_form_that_takes_something_back_says_so_to_the_script(app: Flask) -> None:
    """One form for each, and both of a comparison."""
    marked = [
        path.name
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for _ in re.findall(r"<form[^>]* data-withdraws>|call form\([^%]*withdraws=", path.read_text("utf-8"))
    ]
    assert len(marked) == len(WITHDRAWING) + 1


def test_a_deletion_tells_the_browser_to_let_go_of_its_pages(ada: Person) -> None:
    ada.finish()
    ada.get(f"{ada.result_path}/deletion")
    response = ada.post(f"{ada.result_path}/deletion")
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache"'


def test_what_was_refused_and_what_only_goes_on_costs_nobody_their_cache(ada: Person) -> None:
    ada.finish()
    refused = ada.client.post(f"{ada.result_path}/share-links/nothing/revocation")
    assert refused.status_code >= 400
    for response in (refused, ada.get(ada.result_path), ada.get("/")):
        assert CLEARING[0] not in response.headers


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"])
def test_what_a_browser_fetches_ahead_is_not_kept_either(app: Flask, purpose: str) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    shared = Person("Ada", app, token=ada.token).share()
    paths = (ada.path, f"/results/{ada.token}", shared, f"{shared}/comparison", erin.path, erin.screen)
    for person, path in ((erin if path == erin.path else ada, path) for path in paths):
        response = person.client.get(path, headers={"Sec-Purpose": purpose})
        assert response.status_code == 200, path
        assert response.headers["Cache-Control"] == "no-store", path


def is_looked_after(page: str) -> bool:
    """Has it a script that hides what was withdrawn?"""
    scripts = re.findall(r'<script type="module" src="[^"]*/(js/\w+\.js)"', page)
    return any("'./looked_after.js'" in (ROOT / "static" / name).read_text("utf-8") for name in scripts)


def test_a_findable_shared_page_is_looked_after_too(ada: Person) -> None:
    ada.finish()
    ada.get(ada.share(is_findable="y"))
    assert is_looked_after(ada.page)
    for path in ("/", "/help", "/privacy"):
        ada.get(path)
        assert not is_looked_after(ada.page), path


def test_every_page_that_robots_are_kept_from_has_the_script(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    rooms = ("", "/deletion", "/share-links", "/phone", "/retake", "/research")
    for path in (ada.path, f"{ada.path}/withdrawal", *(f"/results/{ada.token}{room}" for room in rooms)):
        assert ada.get(path).status_code == 200
        assert is_looked_after(ada.page), path
    of_console = ("links", "report", "deletion")
    for path in (erin.path, erin.screen, *(f"{erin.path}/{room}" for room in of_console)):
        assert erin.get(path).status_code == 200
        assert is_looked_after(erin.page), path
