"""The console's context: which presses there are now, and what each of them does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from quiz.measurement.guide import Guide
from quiz.store.workshops import SLIDES, Workshop
from quiz.web.page.pages import ErrorSummary
from quiz.web.workshops.live import Live
from quiz.web.workshops.picture import kept_rounds, team_section
from quiz.web.workshops.workshop_view import SLIDE_NAMES, WorkshopView, page_title, workshop_view
from quiz.workshop.stages import Move, Stage, legal_moves


@dataclass(frozen=True)
class MoveButton:
    """One press: its value, what it says, and what it does, in a sentence.

    `emphasis` is "forward" for the way the workshop goes, "final" for what cannot be undone, else empty.
    """

    value: str
    text: str
    hint: str
    emphasis: str


@dataclass(frozen=True)
class ConsolePage:
    title: str
    workshop: WorkshopView
    notice: str | None
    summary: ErrorSummary | None
    moves: tuple[MoveButton, ...]
    slides: tuple[str, ...]
    slide: str
    next_slide: str
    slide_names: Mapping[str, str]
    guide: Guide | None
    next_picture: str
    minimum_group: int
    typed_minimum: str
    next_round_on: str
    is_answering: bool
    is_closed: bool
    is_co: bool
    workshop_id: str
    has_team: bool
    kept_rounds: tuple[int, ...]
    is_revealed: bool
    has_picture: bool
    commitments: tuple[str, ...]
    is_private: bool = True


MOVES = {
    Move.OPEN: ("Let them answer", "Everybody who is here, and everybody who comes later, can begin."),
    Move.REVEAL: ("Reveal the picture", "Shows the team’s picture on every screen."),
    Move.UNDO: (
        "Take the picture off the screens",
        "It is kept with this round, as it is, and you can show it again.",
    ),
    Move.LOCK: ("Lock the door", "Nobody new comes in. Those who are here stay."),
    Move.UNLOCK: ("Unlock the door", "People can join again by the code."),
    Move.CLOSE: ("Close this round", "For good: nobody joins or answers any more. You can run it again."),
}
"""Moves that a facilitator may press, in the order of the buttons."""

STAGES = {
    Stage.LOBBY: "waiting",
    Stage.ANSWERING: "answering",
    Stage.REVEALED: "on the screen",
    Stage.CLOSED: "closed",
}

EMPHASIS = {Move.OPEN: "forward", Move.REVEAL: "forward", Move.CLOSE: "final"}
"""Moves that stand out, or are asked for once more; all others are by the way."""


def console_page(
    live: Live, said: str | ErrorSummary | None, next_picture: str, *, is_co: bool
) -> ConsolePage:
    """`said` is what a press did, or why it did nothing."""
    workshop = live.workshop
    slides, team, kept = _slides(workshop), team_section(workshop), kept_rounds(workshop)
    return ConsolePage(
        title=page_title(workshop, f"Console: {_stage(workshop)}"),
        workshop=workshop_view(live),
        notice=None if isinstance(said, ErrorSummary) else said,
        summary=said if isinstance(said, ErrorSummary) else None,
        moves=_moves(workshop),
        slides=slides,
        slide=workshop.slide,
        next_slide=_next_slide(workshop.slide, slides),
        slide_names=SLIDE_NAMES,
        guide=team.guide if team else None,
        next_picture=next_picture,
        minimum_group=workshop.minimum_group,
        typed_minimum=str(workshop.minimum_group),
        next_round_on=workshop.next_round_on.isoformat() if workshop.next_round_on else "",
        is_answering=workshop.stage is Stage.ANSWERING,
        is_closed=workshop.stage is Stage.CLOSED,
        is_co=is_co,
        workshop_id=workshop.id,
        has_team=team is not None,
        kept_rounds=kept,
        is_revealed=workshop.is_revealed,
        has_picture=workshop.is_revealed or workshop.round in kept,
        commitments=team.commitments if team else (),
    )


def _stage(workshop: Workshop) -> str:
    doing = STAGES[workshop.stage]
    if workshop.stage is Stage.REVEALED:
        return f"{doing}, {SLIDE_NAMES[workshop.slide].lower()}"
    return f"{doing}, door locked" if workshop.is_locked and workshop.stage is not Stage.CLOSED else doing


def _moves(workshop: Workshop) -> tuple[MoveButton, ...]:
    legal = set(legal_moves(workshop.stage)) - {Move.UNLOCK if not workshop.is_locked else Move.LOCK}
    shown = [move for move in MOVES if move in legal]
    return tuple(MoveButton(move.value, *MOVES[move], emphasis=EMPHASIS.get(move, "")) for move in shown)


def _slides(workshop: Workshop) -> tuple[str, ...]:
    if not workshop.is_revealed:
        return ()
    return SLIDES if workshop.round > 1 else SLIDES[:-1]


def _next_slide(slide: str, slides: tuple[str, ...]) -> str:
    """Slide after this one; empty at the end."""
    return dict(pairwise(slides)).get(slide, "")
