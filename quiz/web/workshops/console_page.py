"""The console's context: which presses there are now, and what each of them does."""

from __future__ import annotations

from flask import url_for

from quiz.store.workshops import SLIDES, Workshop
from quiz.web.teams.live import Live
from quiz.web.teams.room import room_of
from quiz.web.workshops.pages import ConsolePage, MoveButton, SlideButton
from quiz.workshop.stages import Move, Stage, legal_moves

MOVES = {
    Move.OPEN: ("Let them answer", "Everybody who is here, and everybody who comes later, can begin."),
    Move.REVEAL: ("Reveal the picture", "Shows the team’s picture on every screen."),
    Move.UNDO: ("Take the picture off the screens", "It stays as it is, and you can show it again."),
    Move.LOCK: ("Lock the door", "Nobody new comes in. Those who are here stay."),
    Move.UNLOCK: ("Unlock the door", "People can join again by the code."),
    Move.CLOSE: ("Close this round", "For good: nobody joins or answers any more. You can run it again."),
}
"""What a facilitator may press, in the order of the buttons."""

SLIDE_NAMES = {
    "map": "Map",
    "facets": "Facets",
    "spread": "Where to talk first",
    "guide": "Guide",
    "commitments": "Commitments",
    "rounds": "Two rounds",
}


def console_page(live: Live, notice: str | None, news: str, *, is_co: bool) -> ConsolePage:
    workshop = live.workshop
    return ConsolePage(
        title=workshop.title,
        room=room_of(live),
        notice=notice,
        moves=_moves(workshop),
        slides=_slides(workshop),
        news=news,
        minimum_group=workshop.minimum_group,
        next_round_on=workshop.next_round_on.isoformat() if workshop.next_round_on else "",
        is_answering=workshop.stage is Stage.ANSWERING,
        is_closed=workshop.stage is Stage.CLOSED,
        is_co=is_co,
        base_url=url_for("console.show", workshop_id=workshop.id),
        projector_url=url_for("projector.show", workshop_id=workshop.id),
        has_team=workshop.is_revealed,
    )


def _moves(workshop: Workshop) -> tuple[MoveButton, ...]:
    legal = set(legal_moves(workshop.stage)) - {Move.UNLOCK if not workshop.is_locked else Move.LOCK}
    shown = [move for move in MOVES if move in legal]
    return tuple(MoveButton(move.value, *MOVES[move], is_first=move is shown[0]) for move in shown)


def _slides(workshop: Workshop) -> tuple[SlideButton, ...]:
    if not workshop.is_revealed:
        return ()
    names = SLIDES if workshop.round > 1 else SLIDES[:-1]
    return tuple(SlideButton(name, SLIDE_NAMES[name], name == workshop.slide) for name in names)
