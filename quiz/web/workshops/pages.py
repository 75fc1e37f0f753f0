"""The contexts of a facilitator's pages.

What pages about a workshop share: the room as everybody sees it, and the team's picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.charts.base.chart import Chart
from quiz.measurement.guide import Guide
from quiz.web.page.pages import EditionCard, ErrorSummary
from quiz.web.workshops.forms import WorkshopForm


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


@dataclass(frozen=True)
class CreationPage:
    title: str
    editions: tuple[EditionCard, ...]
    keeping: tuple[tuple[str, str], ...]
    form: WorkshopForm
    summary: ErrorSummary | None
    title_letters: int
    is_private: bool = False


@dataclass(frozen=True)
class MoveButton:
    """One press: its value, what it says, and what it does, in a sentence.

    `standing` is "forward" for the way the workshop goes, "final" for what cannot be undone, else empty.
    """

    value: str
    text: str
    hint: str
    standing: str


@dataclass(frozen=True)
class SlideButton:
    value: str
    text: str
    is_shown: bool


@dataclass(frozen=True)
class ConsolePage:
    title: str
    room: Room
    notice: str | None
    summary: ErrorSummary | None
    moves: tuple[MoveButton, ...]
    slides: tuple[SlideButton, ...]
    next_slide: SlideButton | None
    guide: Guide | None
    news: str
    minimum_group: int
    typed_minimum: str
    next_round_on: str
    is_answering: bool
    is_closed: bool
    is_co: bool
    base_url: str
    projector_url: str
    has_team: bool
    kept_rounds: tuple[int, ...]
    after_close: str
    after_another: str
    commitments: tuple[str, ...]
    is_private: bool = True


@dataclass(frozen=True)
class CoLinkRow:
    co_id: str
    url: str
    revoked_on: str
    is_new: bool


@dataclass(frozen=True)
class LinksPage:
    title: str
    workshop_title: str
    is_new: bool
    secret_link: str
    qr_svg: str
    is_reachable: bool
    co_links: tuple[CoLinkRow, ...]
    is_co: bool
    is_full: bool
    base_url: str
    is_private: bool = True


@dataclass(frozen=True)
class WorkshopDeletionPage:
    title: str
    workshop_title: str
    base_url: str
    is_private: bool = True


@dataclass(frozen=True)
class ReportPage:
    title: str
    room: Room
    team: TeamSection
    plotly_src: str
    base_url: str
    is_private: bool = True
