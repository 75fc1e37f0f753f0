"""Response sets, found by the hash of their private link's token."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from quiz.measurement.responses import PASSED_OVER, Responses, ResponseSet
from quiz.store.database.dialects import json_merge
from quiz.store.database.driver import Values, Writing, changed_rows, first_row
from quiz.store.database.group_commit import GroupCommit
from quiz.store.database.tables import participants, response_sets
from quiz.store.tokens import new_token

Writer = Connection | GroupCommit
"""GroupCommit: the statement is a transaction by itself, and others that wait share its commit."""

_STORED_PASSED_OVER = 0
# A JSON null would delete the key when SQLite merges it, so "passed over" is the number no option has.


@dataclass(frozen=True)
class SavedResponseSet:
    """A response set as it was found in the store; `position` is the item its owner was last at.

    `workshop_id` is that of the workshop it is a part of, and `median_seconds` the time an item took (see
    `quality`); both are known only when it was loaded by its own token.
    """

    response_set: ResponseSet
    position: str | None
    completed_on: date | None
    workshop_id: str | None = None
    median_seconds: int | None = None


def issue_response_set(
    writer: Writer, instrument_sha256: str, edition: str, today: date, token: str = ""
) -> str:
    """Begin an empty response set and return its token, which is kept nowhere but with its owner."""
    token = token or new_token()
    values = {"key": hash_token(token), "sha": instrument_sha256, "in_edition": edition, "today": today}
    _changed_rows(writer, _ISSUE, {**values, "none": {}})
    return token


def load_response_set(connection: Connection, token: str) -> SavedResponseSet | None:
    """What is kept under this token, or None."""
    row = first_row(connection, _LOAD, {"key": hash_token(token)})
    return None if row is None else saved_response_set(row)


def load_started_on(connection: Connection, token: str) -> date | None:
    """The day on which it was begun; None when there is no such response set."""
    started_on = select(response_sets.c.started_on).where(response_sets.c.token_hash == hash_token(token))
    return connection.execute(started_on).scalar_one_or_none()


def save_responses(writer: Writer, token: str, given: ResponseSet, position: str | None) -> bool:
    """Lay these responses over the saved ones; False when there is no such unfinished response set."""
    parameters = {**_key(token, given), "patch": _stored(given.responses), "at": position}
    return _changed_rows(writer, _SAVE, parameters) == 1


def submit_response_set(
    writer: Writer, token: str, given: ResponseSet, today: date, median_seconds: int | None = None
) -> bool:
    """Keep these responses for good; False when the set is unknown, or submitted before: the first stays."""
    parameters = {
        **_key(token, given),
        "patch": _stored(given.responses),
        "today": today,
        "seconds": median_seconds,
    }
    return _changed_rows(writer, _SUBMIT, parameters) == 1


def delete_response_set(connection: Connection, token: str) -> bool:
    """Remove everything kept under this token; False when there was nothing."""
    return connection.execute(_DELETE, {"key": hash_token(token)}).rowcount == 1


def hash_token(token: str) -> bytes:
    """What the database knows of a token. It has 192 random bits, so it needs neither salt nor slowness."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def saved_response_set(row: RowMapping | Mapping[str, Any]) -> SavedResponseSet:
    """From a row with the columns of RESPONSE_SET_COLUMNS."""
    responses = {item: option or PASSED_OVER for item, option in row["responses"].items()}
    given = ResponseSet(row["instrument_sha256"], row["edition"], responses)
    return SavedResponseSet(
        given, row["position"], row["completed_on"], row.get("workshop_id"), row.get("median_seconds")
    )


def _changed_rows(writer: Writer, statement: Writing, values: Values) -> int:
    if isinstance(writer, GroupCommit):
        return writer.changed_rows(statement, values)
    return changed_rows(writer, statement, values)


def _key(token: str, given: ResponseSet) -> dict[str, object]:
    return {"key": hash_token(token), "sha": given.instrument_sha256, "in_edition": given.edition}


def _stored(responses: Responses) -> Mapping[str, int]:
    return {
        item: _STORED_PASSED_OVER if option is PASSED_OVER else option for item, option in responses.items()
    }


RESPONSE_SET_COLUMNS = (
    response_sets.c.instrument_sha256,
    response_sets.c.edition,
    response_sets.c.responses,
    response_sets.c.position,
    response_sets.c.completed_on,
)
_LOAD = (
    select(*RESPONSE_SET_COLUMNS, response_sets.c.median_seconds, participants.c.workshop_id)
    .outerjoin_from(response_sets, participants, participants.c.token_hash == response_sets.c.token_hash)
    .where(response_sets.c.token_hash == bindparam("key"))
)

_ISSUE = insert(response_sets).values(
    token_hash=bindparam("key"),
    instrument_sha256=bindparam("sha"),
    edition=bindparam("in_edition"),
    responses=bindparam("none"),
    started_on=bindparam("today"),
)
_UPDATE_UNFINISHED = update(response_sets).where(
    response_sets.c.token_hash == bindparam("key"),
    response_sets.c.instrument_sha256 == bindparam("sha"),
    response_sets.c.edition == bindparam("in_edition"),
    response_sets.c.completed_on.is_(None),
)
_MERGED = json_merge(response_sets.c.responses, bindparam("patch", type_=response_sets.c.responses.type))
_SAVE = _UPDATE_UNFINISHED.values(responses=_MERGED, position=bindparam("at"))
_SUBMIT = _UPDATE_UNFINISHED.values(
    responses=_MERGED, completed_on=bindparam("today"), median_seconds=bindparam("seconds")
)
_DELETE = delete(response_sets).where(response_sets.c.token_hash == bindparam("key"))
