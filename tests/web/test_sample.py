"""The sample: whole, computed as every result is, marked as nobody's, and without a trace of anybody."""

from __future__ import annotations

import re
from html import unescape

from flask import Flask

from quiz.measurement.made_up import made_up_edition, made_up_responses
from quiz.web.services import services_of
from tests.cast import Person
from tests.web.test_every_route import all_that_is_kept

MARK = "Sample: a made-up person"
FIGURES = re.compile(r"(\d+), band (\d+) to (\d+)")


def test_it_is_what_somebody_with_these_answers_would_see(ada: Person, cleo: Person) -> None:
    instrument = services_of(ada.app).instrument
    edition = made_up_edition(instrument)
    ada.start(edition.id)
    responses = made_up_responses(edition, instrument)
    assert ada.submit({item: str(option) for item, option in responses.items()}).status_code == 303
    ada.get(ada.result_path)
    cleo.get("/sample")
    assert len(FIGURES.findall(cleo.page)) >= 8
    assert FIGURES.findall(cleo.page) == FIGURES.findall(ada.page)
    headings = [re.findall(r"<h1.*?</h1>", page, re.DOTALL) for page in (ada.page, cleo.page)]
    assert headings[0] == headings[1] != []


def test_it_says_that_nobody_gave_these_answers_wherever_it_is_met(cleo: Person) -> None:
    cleo.get("/sample")
    assert f"<title>{MARK} – Limelight</title>" in cleo.page
    assert f'property="og:title" content="{MARK}"' in cleo.page
    assert "from answers that we made up" in cleo.page
    assert '/sample">\n<meta property="og:image"' in cleo.page
    main = cleo.page.split("<main")[1]
    assert main.index(MARK) < main.index("<h1")
    assert "one person’s own answers" not in main


def test_no_search_engine_takes_it_for_somebody(cleo: Person) -> None:
    cleo.get("/sample")
    assert re.findall(r'<meta name="robots" content="([^"]+)">', cleo.page) == ["noindex"]


def test_it_leaves_no_row_no_cookie_and_no_way_back(app: Flask, cleo: Person) -> None:
    before = all_that_is_kept(app)
    response = cleo.get("/sample")
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "data-remember" not in cleo.page
    assert all_that_is_kept(app) == before


def test_nothing_on_it_needs_an_owner(cleo: Person) -> None:
    cleo.get("/sample")
    assert "<form" not in cleo.page
    assert "<input" not in cleo.page
    leads_to = {address.partition("#")[0] for address in re.findall(r'<a[^>]* href="([^"]*)"', cleo.page)}
    of_the_instrument = f"/scoring/{services_of(cleo.app).instrument.sha256}"
    assert leads_to - {"", "/", "/help", "/privacy", "/scoring", "/join", "/workshops"} == {of_the_instrument}
    assert [each for each in leads_to - {""} if cleo.get(each).status_code != 200] == []


def test_every_place_it_leads_to_on_itself_is_there(cleo: Person) -> None:
    cleo.get("/sample")
    targets = set(re.findall(r'href="#([^"]+)"', cleo.page))
    assert {target for target in targets if f'id="{target}"' not in cleo.page} == set()


def test_it_is_made_once_and_the_same_for_everybody(ada: Person, cleo: Person) -> None:
    first = ada.client.get("/sample", headers={"Accept-Encoding": "br"})
    second = cleo.client.get("/sample", headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    assert first.data == second.data
    assert second.headers["Cache-Control"] == "no-cache"


def test_the_first_page_shows_it_in_few_lines_and_leads_to_it(cleo: Person) -> None:
    cleo.get("/sample")
    table = unescape(cleo.page)
    cleo.get("/")
    figure = unescape(re.findall(r"<figure.*?</figure>", cleo.page, re.DOTALL)[0])
    assert "A sample</strong>: the result of a made-up person" in figure
    assert '<a href="/sample">' in figure
    rows = re.findall(r"(\w+): (\d+), band (\d+ to \d+)", figure)
    assert len(rows) == 2
    for name, score, band in rows:
        assert re.search(rf"{name}[^<]*</th>\s*<td>{score}</td><td>{band}</td>", table), name


def test_every_page_leads_to_join_teams_and_help(ada: Person) -> None:
    ada.finish()
    for path in ("/", "/sample", "/privacy", ada.result_path, "/nothing"):
        ada.get(path)
        header = ada.page.split("<header")[1].split("</header>")[0]
        assert re.findall(r'href="([^"]+)"', header) == ["/", "/join", "/#teams", "/help"], path
    ada.get("/")
    assert 'id="teams"' in ada.page
