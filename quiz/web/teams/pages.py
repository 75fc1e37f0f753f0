"""What pages about a workshop share: the room as everybody sees it, and the team's picture."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.charts.base.chart import Chart
from quiz.measurement.guide import Guide


@dataclass(frozen=True)
class Room:
    """A workshop as everybody in the room may know it; `sequence` is what the screens compare."""

    title: str
    stage: str
    round: int
    join_code: str
    join_address: str
    qr_svg: str
    is_reachable: bool
    is_locked: bool
    joined: int
    answering: int
    finished: int
    sentence: str
    still_answering: str
    version: int
    arrivals: int
    state_url: str
    is_reminded: bool


@dataclass(frozen=True)
class TeamSection:
    """The picture of one round in words, figures and tables; `rounds` only if an earlier one has one."""

    n: int
    round: int
    map: Chart
    facets: Chart
    rounds: Chart | None
    guide: Guide | None
    commitments: tuple[str, ...]
    next_round_on: str
