"""A database with something of everything in it, and what there is in one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, insert

from quiz.measurement.as_others_see import Extent
from quiz.store.commitments import save_commitment
from quiz.store.comparison_groups import count_headline
from quiz.store.comparisons import Proposal, accept_comparison, propose_comparison
from quiz.store.consents import save_research_consent
from quiz.store.database.engine import create_engine_for, create_patient_engine_for, writing
from quiz.store.database.tables import chores, comparison_groups, metadata, response_sets
from quiz.store.facilitators import issue_facilitator
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import hash_token, load_response_set
from quiz.store.retakes import issue_retake
from quiz.store.share_links import load_share_link
from quiz.store.tokens import new_token
from quiz.store.transfer.snapshot import Contents, contents_of
from quiz.workshop.stages import Move
from tests.migrated import migrate_by_copy
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result, a_share_link
from tests.store.workshops import a_group, a_workshop, press


@dataclass(frozen=True)
class Filled:
    """The links that lead into a database with something of everything."""

    private: str
    shared: str
    facilitator: str
    comparison_id: str


def fill(database_url: str) -> Filled:
    migrate_by_copy(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text: ä, „ö“, 🌞", TODAY)
        connection.execute(insert(chores), {"name": "retention", "done_on": TODAY})
    ada, ben = a_result(engine), a_result(engine, 25)
    shared = a_share_link(engine, ada, display_name="Ada Ü")
    with writing(engine) as connection:
        issue_retake(connection, ada, INSTRUMENT.sha256, "full", TODAY)
        save_research_consent(connection, ada, TODAY)
        count_headline(connection, ada, load_response_set(connection, ada).response_set, 75)
        group = {"instrument_sha256": INSTRUMENT.sha256, "edition": "full", "people": 30}
        connection.execute(insert(comparison_groups), {**group, "counts": [0, -1, 2, 30, 1]})
        link = load_share_link(connection, shared)
        asked = propose_comparison(connection, link, ben, Proposal("Ben", Extent.HEADLINE), TODAY)
        assert accept_comparison(connection, asked.id, ada, "Ada", TODAY)
    facilitator = _a_room(engine)
    full = contents_of_url(database_url)
    assert set(full) == set(metadata.tables)
    assert all(content.rows > 0 for content in full.values())
    engine.dispose()
    return Filled(ada, shared, facilitator, asked.id)


def an_early_result(engine: Engine) -> str:
    """A finished response set with what the first schema knew of one; returns its token."""
    token = new_token()
    row = {
        "token_hash": hash_token(token),
        "instrument_sha256": INSTRUMENT.sha256,
        "edition": "full",
        "responses": {},
        "started_on": TODAY,
        "completed_on": TODAY,
    }
    with writing(engine) as connection:
        connection.execute(insert(response_sets), row)
    return token


def contents_of_url(database_url: str) -> Contents:
    engine = create_patient_engine_for(database_url)
    with engine.connect() as connection:
        contents = contents_of(connection)
    engine.dispose()
    return contents


def _a_room(engine: Engine) -> str:
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    people = a_group(engine, workshop_id, 75, 25, 50)
    press(engine, workshop_id, Move.REVEAL)
    with writing(engine) as connection:
        save_commitment(connection, workshop_id, 1, people[0], "Write it down")
        return issue_facilitator(connection, workshop_id)
