"""The room in words: how many are here, and what they are waiting for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import abort, url_for

from quiz.store.workshops import Workshop
from quiz.web.guards.workshops import open_or_410
from quiz.web.page.qr import is_this_machine, qr_svg
from quiz.web.services import services
from quiz.web.workshops.live import Live, watch
from quiz.workshop.codes import grouped
from quiz.workshop.disclosure import Counts
from quiz.workshop.stages import Stage, may_answer


@dataclass(frozen=True)
class WorkshopView:
    """A workshop as everybody in the room may know it; `sequence` is what the screens compare."""

    title: str
    stage: str
    round: int
    join_code: str
    join_address: str
    door_url: str
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


SLIDE_NAMES = {
    "map": "Map",
    "facets": "Themes",
    "guide": "Questions to talk about",
    "together": "What you share and lack",
    "commitments": "Commitments",
    "rounds": "Two rounds",
}


def find_live_or_404(workshop_id: str) -> Live:
    """The workshop as everybody may see it; 410 when its time is over."""
    live = watch().look(workshop_id)
    if live is None:
        abort(404)
    open_or_410(live.workshop)
    return live


def workshop_view(live: Live) -> WorkshopView:
    workshop, counts = live.workshop, live.counts
    address = services().settings.origin + url_for("joining.find")
    door_url = url_for("joining.door", code=workshop.join_code)
    link = services().settings.origin + door_url
    return WorkshopView(
        title=workshop.title,
        stage=workshop.stage.value,
        round=workshop.round,
        join_code=grouped(workshop.join_code),
        join_address=address.partition("://")[2],
        door_url=door_url,
        qr_svg=_join_qr(link),
        is_reachable=not is_this_machine(link),
        is_locked=workshop.is_locked,
        **vars(counts),
        sentence=sentence(workshop, counts),
        still_answering=still_answering(workshop, counts),
        version=workshop.version,
        arrivals=live.arrivals,
        state_url=url_for("projector.state", workshop_id=workshop.id),
        is_reminded=workshop.reminders > 0 and workshop.stage is Stage.ANSWERING,
    )


@lru_cache(maxsize=512)
def _join_qr(link: str) -> str:
    """Made once: it takes longer than all the rest of a page. No secret is in the link to a door."""
    return qr_svg(link)


def sentence(workshop: Workshop, counts: Counts) -> str:
    """Sentence on where the room stands, for everybody."""
    minimum, finished = workshop.minimum_group, counts.finished
    if workshop.is_revealed:
        return "The picture is here."
    if workshop.stage is Stage.CLOSED:
        return "This round is closed."
    if counts.joined == 0:
        return f"Nobody has joined yet. The picture needs {minimum} who have finished."
    if finished < minimum:
        return f"The picture can be shown when {minimum} have finished: {finished} so far."
    if counts.answering:
        others = "1 is" if counts.answering == 1 else f"{counts.answering} are"
        doing = "waiting" if workshop.stage is Stage.LOBBY else "still answering"
        return f"Ready: {finished} have finished. {others} {doing}."
    return "Ready: everybody who is here has finished."


def still_answering(workshop: Workshop, counts: Counts) -> str:
    """Sentence on how many a close would meet."""
    if not may_answer(workshop.stage) or counts.answering == 0:
        return "Nobody is answering now."
    return "1 is still answering." if counts.answering == 1 else f"{counts.answering} are still answering."


def page_title(workshop: Workshop, where: str) -> str:
    """Title that tells this page and its state from all others; `where` is what somebody sees there now."""
    return f"{where} · {workshop.title}" + (f" · round {workshop.round}" if workshop.round > 1 else "")


ROUND_IS_OVER = "This round is over. You can go on for yourself; it no longer counts for the team."


def sentence_while_answering(workshop: Workshop) -> str:
    """Notice for somebody who still answers; mostly empty."""
    if workshop.stage is Stage.CLOSED:
        return ROUND_IS_OVER
    if workshop.stage is Stage.REVEALED:
        return "The picture is on the screen. Go on: what you send now may be in the next one."
    return "The facilitator asks everybody to finish soon." if workshop.reminders else ""
