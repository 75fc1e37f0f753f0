"""Pictures: a team's frozen aggregates, with the random keys of who was in them, and nothing else of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from quiz.measurement.team import GroupScore, Leanings, TeamPicture
from quiz.store.attendance import load_finished
from quiz.store.response_sets import SavedResponseSet
from quiz.store.tables import pictures
from quiz.store.workshops import Workshop, change_workshop
from quiz.workshop.disclosure import Reveal, reveal
from quiz.workshop.stages import Move, after

Compose = Callable[[Iterable[SavedResponseSet]], TeamPicture]


@dataclass(frozen=True)
class FrozenPicture:
    """A picture as it was revealed; `instrument_sha256` is what its ids belong to."""

    round: int
    number: int
    instrument_sha256: str
    picture: TeamPicture


def reveal_picture(connection: Connection, workshop: Workshop, compose: Compose) -> Reveal:
    """The move "reveal" of a locked workshop: freeze a new picture if the rules allow one, or show the last.

    Raises IllegalMoveError. Reveal.NOTHING leaves the room where it was.
    """
    stage = after(workshop.stage, Move.REVEAL)
    finished = load_finished(connection, workshop)
    published = load_members(connection, workshop)
    verdict = reveal(published, list(finished), workshop.minimum_group)
    if verdict is Reveal.NOTHING:
        return verdict
    if verdict is Reveal.ANEW:
        _freeze(connection, workshop, len(published) + 1, finished, compose(finished.values()))
    change_workshop(connection, workshop, stage=stage.value, slide="map")
    return verdict


def load_members(connection: Connection, workshop: Workshop) -> list[list[str]]:
    """Who is in the pictures of this round, by their keys, the oldest picture first."""
    statement = (
        select(pictures.c.members)
        .where(pictures.c.workshop_id == workshop.id, pictures.c.round == workshop.round)
        .order_by(pictures.c.number)
    )
    return list(connection.execute(statement).scalars())


def load_picture(connection: Connection, workshop: Workshop, round_: int) -> FrozenPicture | None:
    """The last picture of a round. Whether it may be shown is the workshop's to say."""
    statement = (
        select(pictures.c.number, pictures.c.instrument_sha256, pictures.c.picture)
        .where(pictures.c.workshop_id == workshop.id, pictures.c.round == round_)
        .order_by(pictures.c.number.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return None if row is None else FrozenPicture(round_, row[0], row[1], _picture(row[2]))


def load_earlier_picture(connection: Connection, workshop: Workshop) -> FrozenPicture | None:
    """The last picture of the nearest earlier round that has one."""
    for round_ in range(workshop.round - 1, 0, -1):
        if found := load_picture(connection, workshop, round_):
            return found
    return None


def _freeze(
    connection: Connection,
    workshop: Workshop,
    number: int,
    members: Mapping[str, object],
    picture: TeamPicture,
) -> None:
    row = {
        "workshop_id": workshop.id,
        "round": workshop.round,
        "number": number,
        "instrument_sha256": workshop.instrument_sha256,
        "members": random.sample(list(members), len(members)),
        "picture": asdict(picture),
    }
    connection.execute(insert(pictures), row)


def _picture(kept: Mapping[str, Any]) -> TeamPicture:
    cells = kept["cells"]
    return TeamPicture(
        n=kept["n"],
        headline=_group_score(kept["headline"]),
        domains={key: _group_score(value) for key, value in kept["domains"].items()},
        facets={key: _group_score(value) for key, value in kept["facets"].items()},
        cells=tuple(map(tuple, cells)) if cells else None,
    )


def _group_score(kept: Mapping[str, Any]) -> GroupScore:
    leanings = kept["leanings"]
    return GroupScore(**{**kept, "leanings": Leanings(**leanings) if leanings else None})
