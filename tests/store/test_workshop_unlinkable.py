"""Nothing in the database ties an answer in a workshop to a person, a moment, a device or a sentence.

Every column there is, with what it is for; a new one fails here until somebody has thought about it. What can
be joined by whoever has the database is said in docs/privacy.md, and nothing else can be.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from itertools import product

import pytest
from sqlalchemy import Date, DateTime, Integer, inspect, select, text

from quiz.settings.environment import ROOT
from quiz.store.commitments import save_commitment
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import commitments, metadata, participants, pictures, response_sets, workshops
from quiz.store.participants import bring_result, picture_key, withdraw
from quiz.store.response_sets import hash_token
from quiz.store.workshops import lock_workshop
from quiz.workshop.stages import Move
from tests.store.conftest import TODAY
from tests.store.people import a_result
from tests.store.racing import given_by
from tests.store.workshops import a_group, a_workshop, now, press

COLUMNS = {
    "instruments": "sha256 id version text first_used_on",
    "response_sets": (
        "token_hash instrument_sha256 edition responses position started_on completed_on median_seconds "
        "goes_on_to further_responses"
    ),
    "share_links": (
        "token_hash owner_hash link_id last_four extent edition display_name is_findable created_on "
        "expires_on revoked_on"
    ),
    "comparisons": (
        "id share_link_hash proposer_hash proposer_name owner_name proposer_extent proposer_edition "
        "proposed_on accepted_on ended_on"
    ),
    "retakes": "token_hash earlier_hash",
    "counted_headlines": "token_hash instrument_sha256 edition points",
    "comparison_groups": "instrument_sha256 edition people counts",
    "workshops": (
        "id join_code title instrument_sha256 edition minimum_group may_bring keep_days kept_until stage "
        "is_locked slide round reminders next_round_on version arrivals told told_in"
    ),
    "facilitators": "token_hash workshop_id co_id revoked_on",
    "participants": "token_hash workshop_id round key paper_hash sealed_token is_scored",
    "pictures": "workshop_id round number instrument_sha256 members picture",
    "commitments": "workshop_id round author_hash text",
    "used_results": "token_hash",
    "chores": "name done_on",
    "research_consents": "token_hash given_on",
}

NUMBERS = {
    "instruments.version": "of the questionnaire",
    "response_sets.median_seconds": "one of eleven, and never of somebody in a workshop",
    "counted_headlines.points": "what its owner let count",
    "comparison_groups.people": "of those who said yes, at each doubling; beside nobody's answers",
    "workshops.minimum_group": "chosen",
    "workshops.keep_days": "chosen",
    "workshops.round": "of the whole workshop",
    "workshops.reminders": "of the whole workshop",
    "workshops.version": "of the whole workshop; kept with nobody",
    "workshops.arrivals": "of the whole workshop; kept with nobody",
    "participants.round": "of the whole workshop",
    "pictures.round": "of the whole workshop",
    "pictures.number": "of the round's pictures",
    "commitments.round": "of the whole workshop",
}
"""Every number that is no answer: none counts people, so none tells who came first."""


def test_every_column_is_known_here():
    assert {name: {column.name for column in table.columns} for name, table in metadata.tables.items()} == {
        name: set(columns.split()) for name, columns in COLUMNS.items()
    }


def test_days_are_kept_and_times_nowhere():
    columns = [column for table in metadata.tables.values() for column in table.columns]
    assert [str(column) for column in columns if isinstance(column.type, DateTime)] == []
    days = {str(column) for column in columns if isinstance(column.type, Date)}
    assert {day for day in days if day.startswith(("participants", "pictures", "commitments"))} == set()
    assert {"response_sets.started_on", "response_sets.completed_on"} <= days
    assert not {str(column) for column in columns if column.name.endswith(("_at", "_time", "_ip", "agent"))}


def test_no_number_counts_people_up_beside_their_answers():
    integers = {
        str(column)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Integer)
    }
    assert integers == set(NUMBERS)
    for column in (column for table in metadata.tables.values() for column in table.primary_key):
        assert not isinstance(column.type, Integer) or str(column) in NUMBERS


def test_the_database_has_these_columns_and_keeps_no_order(engine):
    """SQLite would number the rows of a table without a key of ours, in the order they came."""
    found = inspect(engine)
    for name, columns in COLUMNS.items():
        assert {column["name"] for column in found.get_columns(name)} == set(columns.split())
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        tables = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        numbered = {name for name, sql in tables if "WITHOUT ROWID" not in sql}
    assert numbered == {"instruments", "alembic_version"}  # nobody is in either


def test_rows_come_out_in_no_order_of_arrival(engine):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    tokens = a_group(engine, workshop_id, *[50] * 12)
    came = [hash_token(token) for token in tokens]
    keys = [picture_key(token) for token in tokens]
    assert came != sorted(came)
    press(engine, workshop_id, Move.REVEAL)
    with reading(engine) as connection:
        by_key = list(connection.execute(select(participants.c.key).order_by(participants.c.key)).scalars())
        (members,) = connection.execute(select(pictures.c.members)).scalars()
        if engine.dialect.name == "sqlite":
            kept = list(connection.execute(select(response_sets.c.token_hash)).scalars())
            assert kept == sorted(came)
    assert set(members) == set(by_key) == set(keys)
    assert members not in (keys, by_key)  # once in 12! by chance


def digests(value: bytes) -> set[bytes]:
    """What somebody might try to make of one value to find it again in another column."""
    plain = {value, hashlib.sha256(value).digest(), hashlib.sha512(value).digest()}
    labels = (b"commitment", b"picture", b"paper code", b"brought:", b"co-facilitator:")
    keyed = {hmac.digest(value, label, hashlib.sha256) for label in labels}
    keyed |= {hmac.digest(label, value, hashlib.sha256) for label in labels}
    return plain | keyed | {hashlib.sha256(label + value).digest() for label in labels}


def looks_like(digest: bytes, key: str) -> bool:
    """Whether the key is a part of the digest, written in any way it is written here."""
    return key in digest.hex() or key[:-1] in urlsafe_b64encode(digest).decode()


def test_neither_sentences_nor_pictures_lead_to_answers(engine):
    """Not directly, and not by any of the ways in which such hashes are made here."""
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    tokens = a_group(engine, workshop_id, 25, 50, 75)
    press(engine, workshop_id, Move.REVEAL)
    with writing(engine) as connection:
        for token in tokens:
            assert save_commitment(connection, workshop_id, 1, token, "Share the stage")
        withdraw(connection, tokens[0])
    with reading(engine) as connection:
        kept = connection.execute(select(response_sets.c.token_hash)).scalars().all()
        authors = connection.execute(select(commitments.c.author_hash)).scalars().all()
        (members,) = connection.execute(select(pictures.c.members)).scalars()
        row = connection.execute(select(participants)).mappings().first()
    assert (len(kept), len(authors), len(members)) == (3, 2, 3)
    beside = [value for column, value in row.items() if participants.c[column].type.python_type is bytes]
    assert len(beside) == 3
    assert not set(authors) & set().union(*map(digests, {*kept, *beside}))
    for digest, member in product(set().union(*map(digests, kept)), members):
        assert not looks_like(digest, member)


def test_a_brought_copys_key_does_not_lead_to_its_source(engine):
    workshop_id, source = a_workshop(engine), a_result(engine)
    with writing(engine) as connection:
        workshop = lock_workshop(connection, workshop_id)
        bring_result(connection, workshop, given_by(1), source, is_scored=True, today=TODAY)
        key = connection.execute(select(participants.c.key)).scalar_one()
    assert key == picture_key(source)
    for digest in digests(hash_token(source)):
        assert not looks_like(digest, key)


def test_the_counters_of_a_workshop_move_alike_for_whoever_comes(engine):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    before = now(engine, workshop_id)
    a_group(engine, workshop_id, 0, 100)
    after = now(engine, workshop_id)
    assert (after.arrivals - before.arrivals, after.version) == (4, before.version)
    with reading(engine) as connection:
        assert connection.execute(select(workshops.c.arrivals)).scalar_one() == after.arrivals


@pytest.mark.parametrize(
    "said",
    [
        "Which answers belong to which round of which workshop",
        "A result that was brought and its copy have the same answers",
        "in which order rows were written",
        "opens their paper code",
        "who was in a picture and has withdrawn since",
    ],
)
def test_what_can_be_joined_is_said(said):
    assert said in " ".join((ROOT / "docs" / "privacy.md").read_text("utf-8").split())
