"""The privacy page says what this server really does, and the document says the same."""

from __future__ import annotations

import re
from html import unescape

import pytest

from quiz.measurement.comparison_group import FIRST_RELEASE
from quiz.measurement.quality import MOST_SECONDS
from quiz.settings.environment import ROOT
from quiz.store.database.tables import metadata
from quiz.store.retakes import EARLIER_AT_MOST
from quiz.web.guards.limits import KNOWN, MOST_WRONG
from quiz.web.page.display_names import MAX_LETTERS
from quiz.web.results.page import RESULTS_KEPT
from quiz.web.sharing.cards import KEPT as CARDS_KEPT
from quiz.workshop.stages import MOST_PARTICIPANTS
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

DOCUMENT = (ROOT / "docs" / "privacy.md").read_text("utf-8")


def said(person: Person) -> str:
    """The page with one space wherever it has any."""
    assert person.get("/privacy").status_code == 200
    return " ".join(unescape(person.page).split())


def test_the_page_and_the_document_name_the_same_things(cleo: Person) -> None:
    """Each with what it is, its place and its time."""
    named = re.findall(r"^\| ([A-Z][^|]+) \|", DOCUMENT, re.MULTILINE)
    page = said(cleo)
    kept = page[page.index("<h2>What is kept") : page.index("<h2>Who can see it")]
    thing = (
        r"<h3>([^<]+)</h3> <p>[A-Z][^<]+\.</p> <p class=\"quiet\">Where: [^<.]+\. For how long: [^<]+\.</p>"
    )
    assert re.findall(thing, kept) == re.findall("<h3>([^<]+)", kept) == named
    assert "{" not in page


def test_the_document_covers_every_table_of_the_database():
    tables = set(metadata.tables)
    assert {"response_sets", "share_links", "comparisons", "retakes", "instruments"} <= tables
    assert {table for table in tables if f"`{table}`" not in DOCUMENT} == set()


IN_THE_BROWSER = {
    "this.key": "answers not yet acknowledged, with what they replaced",
    "AUTO_ADVANCE_KEY": "“go on as soon as I choose”",
    "WITHDRAWALS": "how often something was taken back in this browser",
    "keyOf(form)": "what was typed into a form that could not be sent",
    "OPENED": "the addresses of questionnaires, results, participants' pages and consoles",
    "SWITCHED_OFF": "or that none are wanted",
}


def test_the_document_covers_all_that_scripts_keep():
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "static" / "js").rglob("*.js"))
    kept = re.findall(r"(?:local|session)Storage\.setItem\((\w+\(\w+\)|[\w.]+)", scripts)
    assert set(kept) == set(IN_THE_BROWSER)
    assert len(re.findall(r"Storage\.setItem|Storage\[", scripts)) == len(kept)
    assert not re.search(r"indexedDB|document\.cookie|caches\.open", scripts)
    assert [words for words in IN_THE_BROWSER.values() if words not in DOCUMENT] == []


def test_the_document_has_the_codes_own_numbers():
    assert f"up to {MAX_LETTERS} letters" in DOCUMENT
    assert f"{FIRST_RELEASE}, {2 * FIRST_RELEASE}, {4 * FIRST_RELEASE} …" in DOCUMENT
    assert f"in whole seconds and {MOST_SECONDS} at most" in DOCUMENT
    assert f"the last {CARDS_KEPT}" in DOCUMENT
    assert f"the last {RESULTS_KEPT}" in DOCUMENT
    assert f"shows {EARLIER_AT_MOST} earlier" in DOCUMENT
    assert f"{MOST_PARTICIPANTS:,} people at most" in (ROOT / "docs" / "workshops.md").read_text("utf-8")
    assert "two hours for the right codes" in DOCUMENT
    assert (KNOWN.get_expiry(), MOST_WRONG.get_expiry()) == (2 * 3600, 600)


@pytest.mark.sqlite_only("what is said of each database is asked for by its own address")
def test_it_goes_by_the_real_settings(tmp_path):
    plain = said(Person("Cleo", app_for(settings_for(tmp_path / "plain"))))
    assert "a database file on this server" in plain
    assert "This server speaks plain http," in plain
    secure = Person("Cleo", app_for(settings_for(tmp_path / "tls", base_url="https://limelight.example")))
    assert "plain http" not in said(secure)


def test_it_names_the_programs_that_are_set(cleo: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    held = cleo.app.extensions["limelight"]
    own = {"database_url": "sqlite:///:memory:", "redis_url": None}
    large = {"database_url": "postgresql://127.0.0.1/limelight", "redis_url": "redis://127.0.0.1"}
    pages = []
    for urls in (own, large):
        held.forget(("privacy",))
        monkeypatch.setitem(vars(held), "settings", held.settings.model_copy(update=urls))
        pages.append(said(cleo))
    for program in ("PostgreSQL", "Redis"):
        assert program not in pages[0]
        assert program in pages[1]


def test_it_says_the_periods_that_are_set(tmp_path):
    as_delivered = said(Person("Cleo", app_for(settings_for(tmp_path))))
    assert "unfinished ones for 30 days" in as_delivered
    assert "not longer than 365 days" in as_delivered
    assert "once a day by itself" in as_delivered
    assert "at the latest" not in as_delivered
    own = {
        "retention": "manual",
        "retention_unfinished_days": 14,
        "retention_results_days": 730,
        "retention_ended_days": 90,
    }
    set_otherwise = said(Person("Cleo", app_for(settings_for(tmp_path, **own))))
    assert "unfinished ones for 14 days" in set_otherwise
    assert "730 days after its end at the latest" in set_otherwise
    assert "not longer than 90 days" in set_otherwise
    assert "give the command for it" in set_otherwise


def test_the_document_has_the_periods_as_delivered(tmp_path):
    settings = settings_for(tmp_path)
    assert settings.retention_results_days is None
    assert f"unfinished ones {settings.retention_unfinished_days} days from the start" in DOCUMENT
    assert DOCUMENT.count(f"not longer than {settings.retention_ended_days} days after") == 2
    assert f"`RETENTION={settings.retention}`, which is the default" in DOCUMENT


def test_every_page_leads_to_it(ada: Person) -> None:
    ada.finish()
    for path in ("/", "/help", ada.result_path, "/nothing"):
        ada.get(path)
        assert '<a href="/privacy">Privacy</a>' in ada.page
