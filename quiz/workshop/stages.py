"""Stages of a workshop and the moves between them. Each move is one deliberate press of a facilitator."""

from __future__ import annotations

from enum import StrEnum

MOST_PARTICIPANTS = 10_000
"""Of one round. A picture of so many takes half a second to compose, and others who write wait meanwhile."""


class Stage(StrEnum):
    """What a workshop is doing."""

    LOBBY = "lobby"
    ANSWERING = "answering"
    REVEALED = "revealed"
    CLOSED = "closed"


class Move(StrEnum):
    """What a facilitator may press."""

    OPEN = "open"
    REVEAL = "reveal"
    UNDO = "undo"
    CLOSE = "close"
    LOCK = "lock"
    UNLOCK = "unlock"


class IllegalMoveError(Exception):
    """The workshop is not where this move begins; the message is for the facilitator."""


def after(stage: Stage, move: Move) -> Stage:
    """The stage that this move leads to. Raises IllegalMoveError.

    Locking and unlocking the door change no stage; they are possible until the workshop is closed.
    """
    following = _NEXT.get((stage, move))
    if following is None:
        raise IllegalMoveError(_REASONS[stage])
    return following


def legal_moves(stage: Stage) -> tuple[Move, ...]:
    """What may be pressed now, in the order of `Move`."""
    return tuple(move for move in Move if (stage, move) in _NEXT)


def may_join(stage: Stage, *, is_locked: bool) -> bool:
    """Whether somebody new may come in: also late, while the door is open."""
    return stage is not Stage.CLOSED and not is_locked


def may_answer(stage: Stage) -> bool:
    """Whether answers are taken: from the start until the end, also of those who come late."""
    return stage in {Stage.ANSWERING, Stage.REVEALED}


_DOOR = {(stage, move): stage for stage in list(Stage)[:-1] for move in (Move.LOCK, Move.UNLOCK)}
_NEXT = _DOOR | {
    (Stage.LOBBY, Move.OPEN): Stage.ANSWERING,
    (Stage.ANSWERING, Move.REVEAL): Stage.REVEALED,
    (Stage.REVEALED, Move.UNDO): Stage.ANSWERING,
    (Stage.LOBBY, Move.CLOSE): Stage.CLOSED,
    (Stage.ANSWERING, Move.CLOSE): Stage.CLOSED,
    (Stage.REVEALED, Move.CLOSE): Stage.CLOSED,
}
_REASONS = {
    Stage.LOBBY: "Nobody has begun to answer yet. Open the questionnaire first.",
    Stage.ANSWERING: "The room is answering. Reveal the picture, or close the workshop.",
    Stage.REVEALED: "The picture is on the screen. Undo the reveal first, or close the workshop.",
    Stage.CLOSED: "This workshop is closed, and that is final. A new round is a new start.",
}
