"""Response sets, found by the hash of their private link's token."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, ScalarSelect, bindparam, delete, insert, null, select, update

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

    Known only when it was loaded by its own token: the workshop it is a part of; the time an item took (see
    `quality`); and the longer edition its owner goes on to from the finished one, with what they responded
    to of it so far.
    """

    response_set: ResponseSet
    position: str | None
    completed_on: date | None
    workshop_id: str | None = None
    median_seconds: int | None = None
    goes_on_to: str | None = None
    further_responses: Responses = field(default_factory=dict)

    def so_far(self, after: str = "") -> Responses | None:
        """Responses from the start, or beyond the finished edition `after`; None when no more are taken."""
        if after:
            return self.further_responses if self.goes_on_to and self.response_set.edition == after else None
        return self.response_set.responses if self.completed_on is None else None

    def shown_as(self, edition: str) -> SavedResponseSet:
        """As what was shown of it in this edition, though its owner may have gone on since."""
        return replace(self, response_set=replace(self.response_set, edition=edition))


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


def sharpen_response_set(writer: Writer, token: str, given: ResponseSet, goes_on_to: str) -> bool:
    """Open this finished set for a longer edition; False when it is not so finished, or open already."""
    parameters = {"key": hash_token(token), "sha": given.instrument_sha256, "after": given.edition}
    return _changed_rows(writer, _SHARPEN, {**parameters, "in_edition": goes_on_to, "none": {}}) == 1


def save_responses(
    writer: Writer, token: str, given: ResponseSet, position: str | None, after: str = ""
) -> bool:
    """Lay these responses over the saved ones; False when there is no such response set open for them.

    With the finished edition `after` they are laid beside those given to it, which stay as they are.
    """
    parameters = {**_key(token, given, after), "patch": _stored(given.responses), "at": position}
    return _changed_rows(writer, _SAVE_FURTHER if after else _SAVE, parameters) == 1


def submit_response_set(
    writer: Writer,
    token: str,
    given: ResponseSet,
    today: date,
    median_seconds: int | None = None,
    after: str = "",
) -> bool:
    """Keep these responses for good; False when the set is unknown, or submitted before: the first stays.

    After a finished edition the responses to it stay, and so does the time an item took.
    """
    parameters = {**_key(token, given, after), "patch": _stored(given.responses), "today": today}
    if after:
        return _changed_rows(writer, _SUBMIT_FURTHER, parameters) == 1
    return _changed_rows(writer, _SUBMIT, {**parameters, "seconds": median_seconds}) == 1


def delete_response_set(connection: Connection, token: str) -> bool:
    """Remove everything kept under this token; False when there was nothing."""
    return connection.execute(_DELETE, {"key": hash_token(token)}).rowcount == 1


def kept_edition(token: str) -> ScalarSelect[str]:
    """In a statement: the edition of the response set under this token, as it is at that moment."""
    edition = select(response_sets.c.edition).where(response_sets.c.token_hash == hash_token(token))
    return edition.scalar_subquery()


def hash_token(token: str) -> bytes:
    """What the database knows of a token. It has 192 random bits, so it needs neither salt nor slowness."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def saved_response_set(row: RowMapping | Mapping[str, Any]) -> SavedResponseSet:
    """From a row with the columns of RESPONSE_SET_COLUMNS."""
    given = ResponseSet(row["instrument_sha256"], row["edition"], _responses(row["responses"]))
    return SavedResponseSet(
        given,
        row["position"],
        row["completed_on"],
        row.get("workshop_id"),
        row.get("median_seconds"),
        row.get("goes_on_to"),
        _responses(row.get("further_responses") or {}),
    )


def _changed_rows(writer: Writer, statement: Writing, values: Values) -> int:
    if isinstance(writer, GroupCommit):
        return writer.changed_rows(statement, values)
    return changed_rows(writer, statement, values)


def _key(token: str, given: ResponseSet, after: str) -> dict[str, object]:
    key = {"key": hash_token(token), "sha": given.instrument_sha256, "in_edition": given.edition}
    return {**key, "after": after}


def _responses(stored: Mapping[str, int]) -> Responses:
    return {item: option or PASSED_OVER for item, option in stored.items()}


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
    select(
        *RESPONSE_SET_COLUMNS,
        response_sets.c.median_seconds,
        response_sets.c.goes_on_to,
        response_sets.c.further_responses,
        participants.c.workshop_id,
    )
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
_OF_THIS = (
    response_sets.c.token_hash == bindparam("key"),
    response_sets.c.instrument_sha256 == bindparam("sha"),
)
_UPDATE_UNFINISHED = update(response_sets).where(
    *_OF_THIS,
    response_sets.c.edition == bindparam("in_edition"),
    response_sets.c.completed_on.is_(None),
)
_PATCH = bindparam("patch", type_=response_sets.c.responses.type)
_MERGED = json_merge(response_sets.c.responses, _PATCH)
_SAVE = _UPDATE_UNFINISHED.values(responses=_MERGED, position=bindparam("at"))
_SUBMIT = _UPDATE_UNFINISHED.values(
    responses=_MERGED, completed_on=bindparam("today"), median_seconds=bindparam("seconds")
)

_UPDATE_FINISHED = update(response_sets).where(
    *_OF_THIS, response_sets.c.edition == bindparam("after"), response_sets.c.completed_on.is_not(None)
)
_SHARPEN = _UPDATE_FINISHED.where(response_sets.c.goes_on_to.is_(None)).values(
    goes_on_to=bindparam("in_edition"), further_responses=bindparam("none"), position=null()
)
_UPDATE_FURTHER = _UPDATE_FINISHED.where(response_sets.c.goes_on_to == bindparam("in_edition"))
_FURTHER = json_merge(response_sets.c.further_responses, _PATCH)
_SAVE_FURTHER = _UPDATE_FURTHER.values(further_responses=_FURTHER, position=bindparam("at"))
_SUBMIT_FURTHER = _UPDATE_FURTHER.values(
    # Those given before are laid over the others: nothing can change them.
    responses=json_merge(_FURTHER, response_sets.c.responses),
    edition=bindparam("in_edition"),
    completed_on=bindparam("today"),
    goes_on_to=null(),
    further_responses=null(),
)
_DELETE = delete(response_sets).where(response_sets.c.token_hash == bindparam("key"))
