"""The door of a workshop: who will see what, from how many people on, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, url_for

from quiz.store.workshops import Workshop
from quiz.web.page.pages import ErrorSummary
from quiz.web.services import services
from quiz.web.workshops.workshop_view import WorkshopView, find_live_or_404, page_title, workshop_view
from quiz.workshop.codes import EXAMPLE, grouped
from quiz.workshop.stages import MOST_PARTICIPANTS, Stage, may_join


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
    """Page that everybody reads before they answer. `closed` says why nobody can come in, if so."""

    title: str
    workshop: WorkshopView
    edition_name: str
    questions: int
    minutes: int
    minimum_group: int
    keep_days: int
    may_bring: bool
    has_earlier: bool
    closed: str
    summary: ErrorSummary | None
    return_url: str
    is_private: bool = True


CLOSED = "This round is closed. If there is another one, the same code will open it."
FULL = f"This workshop is full: {MOST_PARTICIPANTS:,} are in it, and no more can be. Tell the facilitator."
LOCKED = "The facilitator has locked the door. Ask them to unlock it if you are late."


def door_page(
    workshop: Workshop,
    summary: ErrorSummary | None = None,
    *,
    has_earlier: bool = False,
    is_full: bool = False,
) -> DoorPage:
    instrument = services().find_instrument(workshop.instrument_sha256)
    if instrument is None:
        abort(404)
    edition = instrument.editions[workshop.edition]
    closed = _closed(workshop, is_full=is_full)
    return DoorPage(
        title=page_title(workshop, "No way in" if closed else "Join"),
        workshop=workshop_view(find_live_or_404(workshop.id)),
        edition_name=edition.name,
        questions=len(edition.items),
        minutes=edition.minutes,
        minimum_group=workshop.minimum_group,
        keep_days=workshop.keep_days,
        may_bring=workshop.may_bring,
        has_earlier=has_earlier,
        closed=closed,
        summary=summary,
        return_url=url_for("joining.come_back", code=workshop.join_code),
    )


def _closed(workshop: Workshop, *, is_full: bool) -> str:
    """Reason why nobody can come in; empty when they can."""
    if not may_join(workshop.stage, is_locked=workshop.is_locked):
        return CLOSED if workshop.stage is Stage.CLOSED else LOCKED
    return FULL if is_full else ""
