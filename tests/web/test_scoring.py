"""How this is scored: made from the very instrument, complete, and without anything it cannot keep."""

from __future__ import annotations

import re
from html import unescape

from quiz.instrument.instrument import Instrument, Situation, Statement
from quiz.settings.environment import ROOT
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

FIRST = ROOT / "tests" / "instruments" / "limelight-1.yaml"


def instrument_of(person: Person) -> Instrument:
    instrument: Instrument = person.app.extensions["limelight"].instrument
    return instrument


def said(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def key_of(page: str, facet_id: str) -> str:
    found = re.search(f'<details class="card" id="key-{facet_id}">(.*?)</details>', page, re.DOTALL)
    assert found, facet_id
    return said(found[1])


def test_every_item_has_its_direction_and_every_option_its_points(cleo: Person) -> None:
    assert cleo.get("/scoring").status_code == 200
    instrument = instrument_of(cleo)
    items = list(instrument.all_items())
    assert len(items) == 40
    for item in items:
        facet, key = instrument.facets_by_id[item.facet], key_of(cleo.page, item.facet)
        if isinstance(item, Statement):
            pole = facet.high_pole if item.keyed == "+" else facet.low_pole
            assert f"{item.text} “Nearly always” counts towards “{pole}”" in key
        else:
            assert isinstance(item, Situation)
            assert item.text in key
            for option in item.options:
                assert f"{option.value:g} {option.text} {option.reason}" in key


def test_it_says_in_which_editions_an_item_is_asked(cleo: Person) -> None:
    cleo.get("/scoring")
    assert said(cleo.page).count("asked in every edition") == 16
    assert said(cleo.page).count("asked in the standard questionnaire and the full questionnaire only") == 16
    assert said(cleo.page).count("asked in the full questionnaire only") == 8


def test_what_an_answer_is_worth_is_said_for_both_directions(cleo: Person) -> None:
    cleo.get("/scoring")
    [table] = re.findall(r"<table>\s*<caption>What an answer.*?</table>", cleo.page, re.DOTALL)
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td><td>(\d+)</td>', table)
    assert rows == [
        ("Never", "0", "100"),
        ("Rarely", "25", "75"),
        ("Sometimes", "50", "50"),
        ("Often", "75", "25"),
        ("Nearly always", "100", "0"),
    ]


def test_it_says_what_it_is_not_for_and_what_is_not_known(cleo: Person) -> None:
    cleo.get("/scoring")
    text = said(cleo.page)
    assert "Never use it to hire, promote, pay, rank or let go of anybody." in text
    assert "Nobody has shown yet that these questions measure what they are meant to." in text
    assert "look slightly better" in text
    sources = text[text.index(" Sources ", text.index("Every question and its key")) :]
    cited = set(re.findall(r"([A-Z][a-z]+)(?: et al\.| & [A-Z][a-z]+)? \d{4}[;)]", text))
    assert cited == {"Brennan", "Ghosh", "Holm", "Huang", "Jacobson", "Lindley", "Samejima", "Welch"}
    assert {author for author in cited if f"{author}, " not in sources} == set()


def test_the_simulations_figures_are_shown_for_their_editions(cleo: Person) -> None:
    cleo.get("/scoring")
    assert re.search(r"Headline full questionnaire 0\.9[56] 95 % 4 ", said(cleo.page))
    assert said(cleo.page).count("quick questionnaire 0.") == 3


def test_of_an_instrument_of_another_shape_no_figures_are_claimed(tmp_path) -> None:
    small = ROOT / "tests" / "instruments" / "small.yaml"
    cleo = Person("Cleo", app_for(settings_for(tmp_path, instrument=small)))
    cleo.get("/scoring")
    assert "How you meet" in cleo.page
    assert "What the simulation found" not in cleo.page
    assert "look slightly better" not in cleo.page


def test_a_result_leads_to_the_key_of_its_own_version(tmp_path) -> None:
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=FIRST)))
    ada.finish("express")
    later = Person("Ada", app_for(settings_for(tmp_path)), token=ada.token)
    later.get(ada.result_path)
    found = re.search(r'href="(/scoring/[0-9a-f]{64})"', later.page)
    assert found
    later.get(found[1])
    assert "Limelight, version 1" in later.page
    assert "I take the wheel myself" in later.page
    assert "the key of an earlier version" in later.page
    later.get("/scoring")
    assert "I take the wheel myself" not in later.page
    assert "the key of an earlier version" not in later.page


def test_an_unknown_version_is_not_found(cleo: Person) -> None:
    for wrong in ("0" * 64, "x"):
        assert cleo.get(f"/scoring/{wrong}").status_code == 404


def test_every_page_leads_to_it_and_help_does_where_it_speaks_of_bands(ada: Person) -> None:
    ada.finish()
    for path in ("/", "/sample", "/help", "/privacy", ada.result_path, "/nothing"):
        ada.get(path)
        assert '<a href="/scoring">Scoring</a>' in ada.page, path
    ada.get("/help")
    assert re.search(r'id="bands".*?href="/scoring#bands"', ada.page, re.DOTALL)


def test_what_it_links_to_on_itself_is_there(cleo: Person) -> None:
    cleo.get("/scoring")
    targets = set(re.findall(r'href="#([^"]+)"', cleo.page))
    assert len(targets) > 6
    assert {target for target in targets if f'id="{target}"' not in cleo.page} == set()
