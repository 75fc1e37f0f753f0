"""Taking share links back, and what is left of them then: nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quiz.web.sharing import links as views
from tests.cast import Person
from tests.web.test_share import links_of


@pytest.fixture
def ada_with_result(ada: Person) -> Person:
    ada.finish("quick", "4")
    return ada


def test_a_link_that_was_taken_back_is_listed_without_address_and_name(ada_with_result):
    ada = ada_with_result
    shared = ada.share("facets", display_name="Augusta")
    ada.take_back_all()
    assert shared not in ada.page
    assert "Augusta" not in ada.page
    assert "taken back on" in ada.page


def test_only_the_owner_can_take_a_link_back(ada_with_result, ben):
    ben.finish()
    shared = ada_with_result.share("headline")
    link_id = links_of(ada_with_result)[0].link_id
    ben.get(f"{ben.result_path}/share-links")
    assert ben.post(f"{ben.result_path}/share-links/{link_id}/revocation").status_code == 404
    assert ben.post(f"{ben.result_path}/share-links/nonsense/revocation").status_code == 404
    assert ben.get(shared).status_code == 200


def test_deleting_the_result_closes_its_links_at_once(ada_with_result, cleo):
    ada = ada_with_result
    shared = ada.share("facets")
    assert cleo.get(shared).status_code == 200
    ada.get(f"{ada.result_path}/deletion")
    assert "share link" in ada.page
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    assert cleo.get(shared).status_code == 404


def test_when_only_its_time_is_over_the_name_can_be_forgotten(ada_with_result, monkeypatch):
    ada = ada_with_result
    ada.share("headline", display_name="Augusta", expiry="7")
    later = datetime.now(UTC).date() + timedelta(days=8)
    monkeypatch.setattr(views, "still_today", lambda: later)
    ada.get(f"{ada.result_path}/share-links")
    assert "its time is over" in ada.page
    assert "Augusta" in ada.page
    assert "Forget its name" in ada.page
    ada.take_back_all()
    assert "Augusta" not in ada.page
    assert links_of(ada)[0].display_name == ""


@pytest.mark.sqlite_only("PostgreSQL keeps what was deleted until it vacuums (docs/privacy.md)")
@pytest.mark.parametrize("ending", ["deleted", "taken back"])
def test_what_is_gone_is_in_no_file_of_the_database_either(ada_with_result, tmp_path, ending):
    ada = ada_with_result
    name = "Augusta Ada Byron of Lovelace"
    ada.share("headline", display_name=name)
    files = [tmp_path / f"limelight.db{ending}" for ending in ("", "-wal")]
    assert any(name.encode() in file.read_bytes() for file in files)
    if ending == "deleted":
        ada.get(f"{ada.result_path}/deletion")
        assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    else:
        ada.take_back_all()
    assert not any(name.encode() in file.read_bytes() for file in files)
