"""Promises that no other test tries: nothing of a visitor is stored, and what ended has ended everywhere."""

from __future__ import annotations

import gc
import re
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.settings.environment import Settings
from quiz.store.database.engine import reading
from quiz.store.database.tables import metadata, response_sets
from quiz.store.response_sets import hash_token
from quiz.web.guards.limits import limit_store
from quiz.web.results.page import _kept
from quiz.web.sharing.cards import card_painter
from tests.cast import Person
from tests.web.conftest import app_for
from tests.web.rooms import a_revealed_room, facilitator_of, fresh

ADDRESS, BROWSER = "198.51.100.23", "Planted Browser/7.3"


def everything_stored(app: Flask) -> Iterator[str]:
    """Each value of each row, but the text of the questionnaire."""
    with reading(app.extensions["limelight"].engine) as connection:
        for table in metadata.sorted_tables:
            columns = [
                column for column in table.columns if column.name != "text" or table.name != "instruments"
            ]
            for row in connection.execute(select(*columns)):
                yield from (each.hex() if isinstance(each, bytes) else str(each) for each in row)


def rows_of(app: Flask, token: str) -> dict[str, int]:
    """How many rows of each table hang on this result."""
    keys = {
        column
        for table in metadata.tables.values()
        for column in table.columns
        if column is response_sets.c.token_hash
        or any(key.column is response_sets.c.token_hash for key in column.foreign_keys)
    }
    with reading(app.extensions["limelight"].engine) as connection:
        return {
            f"{key.table.name}.{key.name}": connection.execute(
                select(func.count()).where(key == hash_token(token))
            ).scalar_one()
            for key in keys
        }


def test_the_database_has_no_address_browser_link_or_time_of_a_visitor(app: Flask) -> None:
    ada = Person("Ada", app)
    ada.client.environ_base |= {
        "REMOTE_ADDR": ADDRESS,
        "HTTP_USER_AGENT": BROWSER,
        "HTTP_X_FORWARDED_FOR": ADDRESS,
    }
    ada.finish()
    shared = ada.share(display_name="Augusta")
    erin, people = a_revealed_room(app)
    erin.client.environ_base |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER}
    erin.press("remind")
    stored = list(everything_stored(app))
    with app.app_context():
        counted = repr(vars(limit_store()._own.storage))
    assert "joins" in counted or "starts" in counted, counted[:300]
    assert ADDRESS not in counted
    assert "Augusta" in stored
    assert len(stored) > 100
    today = datetime.now(UTC).date().isoformat()
    links = (ada.token, shared.rsplit("/", 1)[1], *(person.token for person in people))
    for planted in (
        ADDRESS,
        ADDRESS.encode().hex(),
        BROWSER,
        *links,
        *(link.encode().hex() for link in links),
        *(urlsafe_b64decode(link).hex() for link in links),
    ):
        assert not [value for value in stored if planted in value], planted
    assert today in stored
    assert not [value for value in stored if re.search(rf"{today}[T ]|\b\d\d:\d\d:\d\d\b", value)]
    seconds = [float(value) for value in stored if re.fullmatch(r"\d{10}(?:\.\d+)?", value)]
    assert not [each for each in seconds if abs(each - time.time()) < 86_400]


def test_what_ended_in_one_process_has_ended_in_every_other(ada: Person, settings: Settings) -> None:
    """Each of them has shown it before, and has what it drew and read in its memory."""
    ada.finish()
    shared = ada.share(display_name="Augusta")
    other = Person("Cleo", app_for(settings))
    card = re.search(r"/shared/[^\"]+\.png", other.get(shared).text)
    assert card
    assert other.get(card[0]).status_code == 200
    assert other.get(ada.result_path).status_code == 200
    ada.take_back_all()
    assert (other.get(shared).status_code, other.get(card[0]).status_code) == (410, 410)
    again = ada.share(display_name="Augusta")
    assert other.get(again).status_code == 200
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    gone = (
        shared,
        card[0],
        again,
        ada.result_path,
        f"{ada.result_path}/data.json",
        f"/questionnaire/{ada.token}",
    )
    assert [other.get(path).status_code for path in gone] == [404] * len(gone)


def test_a_workshop_deleted_in_one_process_is_gone_in_every_other(app: Flask, settings: Settings) -> None:
    erin, people = a_revealed_room(app)
    other = Person("Cleo", app_for(settings))
    places = (erin.screen, f"/join/{erin.code}", f"{erin.screen}/state")
    assert [other.get(path).status_code for path in places] == [200, 200, 200]
    erin.get(f"{erin.path}/deletion")
    assert erin.post(f"{erin.path}/deletion").status_code == 303
    for table in ("workshops", "pictures", "commitments", "facilitators", "participants"):
        with reading(app.extensions["limelight"].engine) as connection:
            assert connection.execute(select(metadata.tables[table])).all() == [], table
    fresh(other.app)  # a look at the workshop is good for a third of a second
    assert {other.get(path).status_code for path in places} <= {404, 410}
    assert other.get(f"/results/{people[0].token}").status_code == 200


def test_whoever_has_the_private_link_needs_nothing_else(ada: Person, cleo: Person) -> None:
    path = ada.finish()
    assert cleo.get(path).status_code == 200
    assert cleo.get(f"{path}/data.json").get_json()["responses"]
    cleo.get(f"{path}/deletion")
    assert cleo.post(f"{path}/deletion").status_code == 303
    assert ada.get(path).status_code == 404


def test_with_a_result_goes_every_row_that_hangs_on_it(ada: Person, ben: Person) -> None:
    ada.finish()
    ben.finish()
    ben.propose(ada.share(display_name="Augusta"))
    ada.get(f"{ada.result_path}/research")
    ada.post(f"{ada.result_path}/research", consent="y")
    hanging = rows_of(ada.app, ada.token)
    assert hanging["response_sets.token_hash"] == hanging["share_links.owner_hash"] == 1
    assert hanging["research_consents.token_hash"] == 1
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    assert set(rows_of(ada.app, ada.token).values()) == {0}
    assert "Augusta" not in set(everything_stored(ada.app))


def test_with_a_participants_result_goes_every_row_that_hangs_on_it(app: Flask) -> None:
    _, (ada, *_) = a_revealed_room(app)
    ada.get(ada.path)
    assert ada.post(f"{ada.path}/commitment", commitment="Ask the quokkas").status_code == 303
    hanging = rows_of(app, ada.token)
    assert hanging["participants.token_hash"] == hanging["used_results.token_hash"] == 1
    assert "Ask the quokkas" in set(everything_stored(app))
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    assert set(rows_of(app, ada.token).values()) == {0}
    assert "Ask the quokkas" not in set(everything_stored(app))


def test_the_name_on_a_link_is_in_no_row_once_it_was_taken_back(ada: Person, ben: Person) -> None:
    ada.finish()
    ben.finish("quick", "5")
    asked = ben.propose(ada.share(display_name="Augusta"), display_name="Benedict")
    comparison = f"{ada.result_path}/comparisons/{asked.rsplit('/', 1)[1]}"
    ada.get(comparison)
    assert ada.post(f"{comparison}/acceptance", display_name="Augusta").status_code == 303
    assert list(everything_stored(ada.app)).count("Augusta") == 2
    ada.take_back_all()
    assert {"Augusta", "Benedict"} & set(everything_stored(ada.app)) == set()


def test_what_was_looked_at_lately_is_kept_without_link_name_or_file(ada: Person, tmp_path: Path) -> None:
    """A result and a card: in memory, where no link leads to them, and in no file but the database."""
    ada.finish(option="4")
    shared = ada.share("domains", display_name="Augusta")
    before = {path.name for path in tmp_path.rglob("*")}
    assert ada.get(ada.result_path).status_code == 200
    card = re.search(r"/shared/[^\"]+\.png", ada.get(shared).text)
    assert card
    assert ada.get(card[0]).status_code == 200
    assert {path.name for path in tmp_path.rglob("*")} == before
    with ada.app.app_context():
        cards = list(card_painter()._kept._values)
    results = next(each for each in gc.get_referents(_kept) if isinstance(each, dict))
    remembered = repr([list(results), cards])
    assert len(cards) >= 1
    assert "remit-1" in remembered
    assert not [each for each in (ada.token, shared.rsplit("/", 1)[1], "Augusta") if each in remembered]


IN_THE_DOWNLOAD = {
    "response_sets": "responses",
    "share_links": "share_links",
    "comparisons": "comparisons",
    "retakes": "earlier_results",
    "counted_headlines": "counts_for_others",
    "research_consents": "research_consent_on",
}
WITH_A_WORKSHOP = {"participants", "used_results"}


def test_the_download_has_what_hangs_on_a_result(ada: Person, ben: Person) -> None:
    """Her first result counts, is shared and is compared; her second goes back to it."""
    first = ada.finish()
    ada.get(f"{first}/research")
    for room, ticked in (("standing", "counts"), ("research", "consent")):
        assert (
            ada.post(f"{first}/{room}", **{ticked: "yes" if room == "standing" else "y"}).status_code == 303
        )
    ben.finish()
    ben.propose(ada.share(display_name="Augusta"))
    ada.get(f"{first}/retake")
    began = ada.post(f"{first}/retake", edition="quick").location
    again = Person("Ada", ada.app, began.rsplit("/", 1)[1])
    again.get(began)
    again.submit(again.answers("4"))
    documents = [ada.get(f"{path}/data.json").get_json() for path in (first, again.result_path)]
    hanging = {place.partition(".")[0] for place in rows_of(ada.app, ada.token)}
    assert hanging == set(IN_THE_DOWNLOAD) | WITH_A_WORKSHOP
    told = {key for document in documents for key, value in document.items() if value}
    assert set(IN_THE_DOWNLOAD.values()) - told == set()


@pytest.mark.parametrize("days", ["1", "7"])
def test_the_door_says_when_it_ends_and_not_that_a_result_does(app: Flask, days: str) -> None:
    erin, cleo = facilitator_of(app, keep_days=days), Person("Cleo", app)
    cleo.get(f"/join/{erin.code}")
    assert f"ends {days} day{'s' * (days != '1')} after its latest round began" in cleo.page
    assert "Your own result does not end with it." in cleo.page
