"""The stages of a workshop: every legal move, and no other."""

from __future__ import annotations

import pytest

from quiz.workshop.stages import IllegalMoveError, Move, Stage, after, legal_moves, may_answer, may_join

LOBBY, ANSWERING, REVEALED, CLOSED = Stage
LEGAL = {
    (LOBBY, Move.OPEN): ANSWERING,
    (ANSWERING, Move.REVEAL): REVEALED,
    (REVEALED, Move.UNDO): ANSWERING,
    (LOBBY, Move.CLOSE): CLOSED,
    (ANSWERING, Move.CLOSE): CLOSED,
    (REVEALED, Move.CLOSE): CLOSED,
    **{(stage, move): stage for stage in (LOBBY, ANSWERING, REVEALED) for move in (Move.LOCK, Move.UNLOCK)},
}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", Move)
def test_each_move_leads_where_it_should_or_is_refused_in_a_sentence(stage, move):
    if (stage, move) in LEGAL:
        assert after(stage, move) is LEGAL[stage, move]
        assert move in legal_moves(stage)
    else:
        with pytest.raises(IllegalMoveError, match=r"\.$"):
            after(stage, move)
        assert move not in legal_moves(stage)


def test_closed_is_final():
    assert legal_moves(CLOSED) == ()


def test_the_reveal_can_be_undone_until_it_is_closed():
    stage = after(after(after(ANSWERING, Move.REVEAL), Move.UNDO), Move.REVEAL)
    assert stage is REVEALED
    with pytest.raises(IllegalMoveError):
        after(after(stage, Move.CLOSE), Move.UNDO)


def test_people_join_late_but_not_through_a_locked_door_or_after_the_end():
    assert [may_join(stage, is_locked=False) for stage in Stage] == [True, True, True, False]
    assert not any(may_join(stage, is_locked=True) for stage in Stage)


def test_answers_are_taken_from_the_start_to_the_end():
    assert [may_answer(stage) for stage in Stage] == [False, True, True, False]
