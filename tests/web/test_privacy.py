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
from quiz.web.guards.wrong_codes import KNOWN, MOST_WRONG
from quiz.web.page.display_names import MAX_LETTERS
from quiz.web.results.page import RESULTS_KEPT
from quiz.web.sharing.card_painter import KEPT as CARDS_KEPT
from quiz.web.site.privacy import KEPT, kept_things
from quiz.workshop.stages import MOST_PARTICIPANTS
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

DOCUMENT = (ROOT / "docs" / "privacy.md").read_text("utf-8")


def test_the_page_and_the_document_name_the_same_things():
    named = re.findall(r"^\| ([A-Z][^|]+) \|", DOCUMENT, re.MULTILINE)
    assert named == [each.name for each in KEPT]


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


def test_the_page_says_every_thing_with_place_and_time(cleo: Person) -> None:
    assert cleo.get("/privacy").status_code == 200
    page = unescape(cleo.page)
    for each in kept_things(cleo.app.extensions["limelight"].settings):
        assert f"<h3>{each.name}</h3>" in page
        assert f"Where: {each.where}. For how long: {each.how_long}." in page
    assert "{" not in page


@pytest.mark.sqlite_only("what is said of each database is asked for by its own address")
def test_it_goes_by_the_real_settings(tmp_path):
    plain = Person("Cleo", app_for(settings_for(tmp_path / "plain")))
    plain.get("/privacy")
    assert "a database file on this server" in plain.page
    assert "This server speaks plain http," in plain.page
    secure = Person("Cleo", app_for(settings_for(tmp_path / "tls", base_url="https://limelight.example")))
    secure.get("/privacy")
    assert "plain http" not in secure.page
    urls = {"database_url": "postgresql://127.0.0.1/limelight", "redis_url": "redis://127.0.0.1"}
    small, large = kept_things(settings_for(tmp_path)), kept_things(settings_for(tmp_path, **urls))
    for program in ("PostgreSQL", "Redis"):
        assert all(program not in each.where for each in small)
        assert any(program in each.where for each in large)


def test_it_says_the_periods_that_are_set(tmp_path):
    as_delivered = Person("Cleo", app_for(settings_for(tmp_path)))
    as_delivered.get("/privacy")
    assert "unfinished ones for 30 days" in as_delivered.page
    assert "not longer than 365 days" in as_delivered.page
    assert "once a day by itself" in as_delivered.page
    assert "at the latest" not in as_delivered.page
    own = {
        "retention": "manual",
        "retention_unfinished_days": 14,
        "retention_results_days": 730,
        "retention_ended_days": 90,
    }
    set_otherwise = Person("Cleo", app_for(settings_for(tmp_path, **own)))
    set_otherwise.get("/privacy")
    assert "unfinished ones for 14 days" in set_otherwise.page
    assert "730 days after its end at the latest" in set_otherwise.page
    assert "not longer than 90 days" in set_otherwise.page
    assert "give the command for it" in set_otherwise.page


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
