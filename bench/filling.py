"""A workshop filled straight into the database: ten thousand people have finished in a second."""

from __future__ import annotations

import random
import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, update

from quiz.instrument.file import parse_instrument
from quiz.settings.environment import ROOT
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.tables import participants, response_sets, workshops

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
EDITION = "full"


def fill(database: Path, workshop_id: str, people: int, chance: random.Random) -> None:
    """So many more who have joined the first round and finished, each with answers of their own."""
    hashes = [secrets.token_bytes(32) for _ in range(people)]
    this = workshops.c.id == workshop_id
    engine = create_engine_for(f"sqlite:///{database}")
    with writing(engine) as connection:
        connection.execute(insert(response_sets), [response_set_row(each, chance) for each in hashes])
        connection.execute(insert(participants), [participant_row(each, workshop_id) for each in hashes])
        connection.execute(update(workshops).where(this).values(arrivals=workshops.c.arrivals + 2 * people))
    engine.dispose()


def response_set_row(token_hash: bytes, chance: random.Random) -> dict[str, object]:
    items = INSTRUMENT.editions[EDITION].items
    today = datetime.now(UTC).date()
    return {
        "token_hash": token_hash,
        "instrument_sha256": INSTRUMENT.sha256,
        "edition": EDITION,
        "responses": {item.id: chance.randint(1, len(INSTRUMENT.option_labels(item))) for item in items},
        "started_on": today,
        "completed_on": today,
    }


def participant_row(token_hash: bytes, workshop_id: str) -> dict[str, object]:
    """Nobody can come back to it: its paper code is made up."""
    return {
        "token_hash": token_hash,
        "workshop_id": workshop_id,
        "round": 1,
        "key": secrets.token_urlsafe(16),
        "paper_hash": secrets.token_bytes(32),
        "sealed_token": secrets.token_bytes(32),
        "is_scored": True,
    }
