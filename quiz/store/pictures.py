"""Pictures: a team's frozen aggregates, with the random keys of who was in them, and nothing else of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select

from quiz.measurement.team import Leanings, TeamPicture, beside
from quiz.store.database.tables import pictures
from quiz.store.workshops import Workshop


@dataclass(frozen=True)
class FrozenPicture:
    """A picture as it was revealed; `instrument_sha256` is what its ids belong to."""

    round: int
    number: int
    instrument_sha256: str
    picture: TeamPicture
    members: list[str]


def load_published(connection: Connection, workshop: Workshop) -> list[FrozenPicture]:
    """The pictures of this round, the oldest first, as they were made."""
    made = _load_made(connection, workshop, workshop.round)
    return [each for each in made if each.round == workshop.round]


def freeze_picture(
    connection: Connection,
    workshop: Workshop,
    number: int,
    members: Iterable[str],
    picture: TeamPicture,
) -> None:
    """Keep it for good, with the keys of who is in it, in no order."""
    told = asdict(picture)
    del told["is_later"]  # whoever reads it compares it with the rounds before
    keys = list(members)
    row = {
        "workshop_id": workshop.id,
        "round": workshop.round,
        "number": number,
        "instrument_sha256": workshop.instrument_sha256,
        "members": random.sample(keys, len(keys)),
        "picture": told,
    }
    connection.execute(insert(pictures), row)


def load_picture(connection: Connection, workshop: Workshop, round_: int) -> FrozenPicture | None:
    """The last picture of a round, as far as it is told. Whether it may be shown is the workshop's to say."""
    return _as_told(_load_made(connection, workshop, round_), round_)


def load_rounds(connection: Connection, workshop: Workshop) -> list[int]:
    """The rounds that have a picture, whether it is on a screen now or not."""
    statement = select(pictures.c.round).where(pictures.c.workshop_id == workshop.id)
    return list(connection.execute(statement.distinct().order_by(pictures.c.round)).scalars())


def load_earlier_pictures(connection: Connection, workshop: Workshop, round_: int) -> list[FrozenPicture]:
    """The last picture of each round before this one that has a picture, the oldest first, as it is told."""
    made = _load_made(connection, workshop, round_ - 1)
    told = [_as_told(made, each) for each in sorted({frozen.round for frozen in made})]
    return [each for each in told if each]


def _as_told(made: list[FrozenPicture], round_: int) -> FrozenPicture | None:
    """The last picture of this round, beside all of the rounds before it; None when the round has none."""
    own = [each for each in made if each.round == round_]
    earlier = [each.picture for each in made if each.round < round_]
    return replace(own[-1], picture=beside(own[-1].picture, earlier)) if own else None


def _load_made(connection: Connection, workshop: Workshop, last_round: int) -> list[FrozenPicture]:
    """All pictures up to that round, the oldest first, as they were made: more than may be told."""
    statement = (
        select(pictures)
        .where(pictures.c.workshop_id == workshop.id, pictures.c.round <= last_round)
        .order_by(pictures.c.round, pictures.c.number)
    )
    return [
        FrozenPicture(row.round, row.number, row.instrument_sha256, _picture(row.picture), row.members)
        for row in connection.execute(statement)
    ]


def _picture(kept: Mapping[str, Any]) -> TeamPicture:
    facets = {facet_id: Leanings(**leanings) for facet_id, leanings in kept["facets"].items()}
    return TeamPicture(kept["n"], facets, kept["quarters"])
