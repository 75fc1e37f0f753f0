"""The contexts of a participant's pages."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.charts.base.chart import Chart
from quiz.web.pages import ErrorSummary
from quiz.web.teams.pages import Room, TeamSection
from quiz.workshop.codes import EXAMPLE, grouped


@dataclass(frozen=True)
class CodePage:
    title: str
    typed: str = ""
    summary: ErrorSummary | None = None
    example: str = grouped(EXAMPLE)
    own_url: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class DoorPage:
    """What everybody reads before they answer. `closed` says why nobody can come in, if so."""

    title: str
    room: Room
    edition_name: str
    questions: int
    minutes: int
    minimum_group: int
    keep_days: int
    may_bring: bool
    has_earlier: bool
    closed: str
    summary: ErrorSummary | None
    door_url: str
    return_url: str
    is_private: bool = True


@dataclass(frozen=True)
class ParticipantPage:
    """`phase`: what the phone shows. `is_committing`: the room is at its commitments now."""

    title: str
    room: Room
    phase: str
    is_scored: bool
    has_joined_here: bool
    team: TeamSection | None
    own_map: Chart | None
    commitment: str
    is_taken_off: bool
    may_commit: bool
    is_committing: bool
    commitment_letters: int
    summary: ErrorSummary | None
    paper_code: str
    page_url: str
    questionnaire_url: str
    result_url: str
    commitment_url: str
    withdrawal_url: str
    door_url: str
    plotly_src: str
    is_private: bool = True


@dataclass(frozen=True)
class WithdrawalPage:
    title: str
    workshop_title: str
    is_revealed: bool
    action_url: str
    cancel_url: str
    is_private: bool = True
