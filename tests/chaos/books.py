"""What the server acknowledged, what it answered besides, and whether its database says the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from quiz.store.database.tables import participants, pictures, response_sets, workshops
from quiz.store.response_sets import hash_token
from tests.faults.http_client import Answer

STACK_TRACE = "Traceback"


@dataclass
class Books:
    """Acknowledged by token: `saved` along the way, `submitted` for good. By workshop: joined, revealed.

    `tries` counts the starts and joins that were sent, acknowledged or not; no more rows may be there.
    """

    saved: dict[str, dict[str, int]] = field(default_factory=dict)
    submitted: dict[str, dict[str, int]] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    revealed: set[str] = field(default_factory=set)
    tries: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def try_once_more(self) -> None:
        with self._lock:
            self.tries += 1

    def note(self, path: str, answer: Answer | None) -> None:
        """None when the server hung up or did not answer."""
        with self._lock:
            self.statuses[answer.status_code if answer else 0] += 1
            if answer is not None and (answer.status_code == 500 or STACK_TRACE.encode() in answer.body):
                self.faults.append(f"{answer.status_code} at {path.split('/')[1]}")

    def wrong_with(self, engine: Engine) -> list[str]:
        """What the database does not have as it was acknowledged; nothing, if all is well."""
        with engine.connect() as connection:
            kept = _response_sets(connection)
            wrong = [*self._wrong_answers(kept), *self._wrong_rooms(connection), *_unsound(connection)]
        if not len(self.saved) <= len(kept) <= self.tries:
            wrong.append(f"{len(kept)} response sets, {len(self.saved)} acknowledged, {self.tries} tried")
        return wrong

    def _wrong_answers(self, kept: dict[bytes, tuple[dict[str, int], bool]]) -> list[str]:
        wrong = []
        for token, responses in self.saved.items():
            row = kept.get(hash_token(token))
            if row is None or not responses.items() <= row[0].items():
                wrong.append("an answer that was acknowledged is not there")
        for token, responses in self.submitted.items():
            if kept.get(hash_token(token)) != (responses, True):
                wrong.append("a submit that was acknowledged is not there as it was sent")
        return wrong

    def _wrong_rooms(self, connection: Connection) -> list[str]:
        wrong = []
        columns = participants.c.token_hash, participants.c.workshop_id
        members = {bytes(key): workshop_id for key, workshop_id in connection.execute(select(*columns))}
        stages = dict(connection.execute(select(workshops.c.id, workshops.c.stage)).all())
        shown = Counter(connection.execute(select(pictures.c.workshop_id)).scalars())
        for workshop_id, tokens in self.joined.items():
            if stages.get(workshop_id) is None:
                wrong.append("a workshop that was acknowledged is not there")
            if any(members.get(hash_token(token)) != workshop_id for token in tokens):
                wrong.append("somebody who was let in is not in the room")
        hidden = [each for each in self.revealed if stages.get(each) != "revealed" or shown[each] != 1]
        return wrong + ["a reveal that was acknowledged has no picture, or several"] * len(hidden)


def _response_sets(connection: Connection) -> dict[bytes, tuple[dict[str, int], bool]]:
    columns = response_sets.c.token_hash, response_sets.c.responses, response_sets.c.completed_on
    found: Any = connection.execute(select(*columns)).all()
    return {bytes(key): (responses, day is not None) for key, responses, day in found}


def _unsound(connection: Connection) -> list[str]:
    """What the database itself finds wrong. PostgreSQL reads all its rows, and what hangs on them."""
    if connection.dialect.name == "sqlite":
        checks = ("integrity_check", "foreign_key_check")
        found = [row for check in checks for row in connection.exec_driver_sql(f"PRAGMA {check}")]
        return [str(row) for row in found if tuple(row) != ("ok",)]
    orphans = text(
        "SELECT count(*) FROM participants LEFT JOIN response_sets USING (token_hash) "
        "WHERE response_sets.token_hash IS NULL"
    )
    return ["participants without answers"] if connection.execute(orphans).scalar_one() else []
