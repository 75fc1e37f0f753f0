"""A database as after years: a hundred thousand response sets and a thousand workshops, put in at once."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, make_url

from bench.filling import EDITION, INSTRUMENT, participant_row, response_set_row
from quiz.measurement.comparison_group import FIRST_DAYS, class_counts, release_due
from quiz.measurement.profile import profile_of
from quiz.settings.environment import ROOT
from quiz.store.database import tables
from quiz.store.database.engine import create_patient_engine_for, writing
from quiz.store.database.migrate import migrate
from quiz.store.instruments import save_instrument
from quiz.workshop.codes import JOIN_LENGTH, code_of

SETS, WORKSHOPS = 100_000, 1_000
"""What is spoken of as filled."""

FEW = 100, 1
"""The same of a database that is nearly empty."""

_AT_ONCE = 5_000
_DRAWN = 1_000
# Different answers; they come again and again.
_IN_WORKSHOPS, _UNFINISHED, _SHARED, _COUNTED = 0.2, 0.1, 0.1, 0.4
# Shares of all response sets; the first two are of different ones.

Stored = dict[str, Any]


def stock(url: str, sets: int, workshops: int) -> None:
    """Put so many into an empty database. A tenth of the workshops and of the share links is over, and half
    of what is not finished is forgotten."""
    chance = random.Random(1)
    migrate(url)
    engine = create_patient_engine_for(url)
    hashes = [secrets.token_bytes(32) for _ in range(sets)]
    rooms = [_workshop_row(place, chance) for place in range(workshops)]
    drawn = [response_set_row(b"", chance) for _ in range(_DRAWN)]
    points = [_points(row) for row in drawn]
    counted = round(_COUNTED * sets)
    with writing(engine) as connection:
        text = (ROOT / "questions.yaml").read_text("utf-8")
        save_instrument(connection, INSTRUMENT, text, _today())
        for table, rows in (
            (tables.response_sets, _response_set_rows(hashes, drawn)),
            (tables.workshops, rooms),
            (tables.facilitators, map(_facilitator_row, rooms)),
            (tables.participants, _participant_rows(hashes, rooms)),
            (tables.share_links, _share_link_rows(hashes)),
            (tables.counted_headlines, _counted_rows(hashes[-counted:], points)),
            (tables.comparison_groups, _group_rows(points, counted)),
        ):
            for some in _some_at_once(rows):
                connection.execute(insert(table), some)
    if make_url(url).get_backend_name() == "postgresql":  # which does it by itself some minutes later
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()


def _some_at_once(rows: Iterable[Stored]) -> Iterator[list[Stored]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _response_set_rows(hashes: list[bytes], drawn: list[Stored]) -> Iterator[Stored]:
    """First those in workshops, then those that are not finished, then all others."""
    joined = round(_IN_WORKSHOPS * len(hashes))
    unfinished = range(joined, joined + round(_UNFINISHED * len(hashes)))
    for place, token_hash in enumerate(hashes):
        day = _today() - timedelta(days=60 * (place % 2))
        completed = None if place in unfinished else day
        row = drawn[place % len(drawn)]
        yield {**row, "token_hash": token_hash, "started_on": day, "completed_on": completed}


def _workshop_row(place: int, chance: random.Random) -> Stored:
    return {
        "id": secrets.token_urlsafe(16),
        # Counted upwards in the codes' signs, since no two may be the same.
        "join_code": code_of([place // 20**sign for sign in range(JOIN_LENGTH)]),
        "title": "Monday",
        "instrument_sha256": INSTRUMENT.sha256,
        "edition": EDITION,
        "minimum_group": 5,
        "may_bring": False,
        "keep_days": 7,
        "kept_until": _today() + timedelta(days=-1 if place % 10 == 9 else 7),
        "stage": chance.choice(("lobby", "answering", "closed")),
        "is_locked": False,
        "slide": "",
        "round": 1,
        "reminders": 0,
        "version": 1,
        "arrivals": 0,
    }


def _facilitator_row(workshop: Stored) -> Stored:
    return {"token_hash": secrets.token_bytes(32), "workshop_id": workshop["id"]}


def _participant_rows(hashes: list[bytes], workshops: list[Stored]) -> Iterator[Stored]:
    for place, token_hash in enumerate(hashes[: round(_IN_WORKSHOPS * len(hashes))]):
        yield participant_row(token_hash, workshops[place % len(workshops)]["id"])


def _share_link_rows(hashes: list[bytes]) -> Iterator[Stored]:
    for place, owner_hash in enumerate(hashes[-round(_SHARED * len(hashes)) :]):
        yield {
            "token_hash": secrets.token_bytes(32),
            "owner_hash": owner_hash,
            "link_id": secrets.token_urlsafe(16),
            "last_four": secrets.token_hex(2),
            "extent": "facets",
            "display_name": f"Person {place}",
            "is_findable": False,
            "created_on": _today() - timedelta(days=30),
            "expires_on": _today() + timedelta(days=-1 if place % 10 == 9 else 30),
        }


def _points(row: Stored) -> int:
    headline = profile_of(row["responses"], INSTRUMENT.editions[EDITION], INSTRUMENT).headline
    assert headline is not None  # everything was answered
    return round(headline.score)


def _counted_rows(hashes: list[bytes], points: list[int]) -> Iterator[Stored]:
    for place, token_hash in enumerate(hashes):
        yield {**_of_the_group(), "token_hash": token_hash, "points": points[place % _DRAWN]}


def _group_rows(points: list[int], people: int) -> Iterator[Stored]:
    """Not blurred: nobody looks at it."""
    size = release_due(people, FIRST_DAYS, 0)
    if size is not None:
        counts = class_counts(points[place % _DRAWN] for place in range(size))
        yield {**_of_the_group(), "people": size, "counts": list(counts)}


def _of_the_group() -> Stored:
    return {"instrument_sha256": INSTRUMENT.sha256, "edition": EDITION}


def _today() -> date:
    return datetime.now(UTC).date()
