"""Workshops as they are kept: who comes in, what is counted, what is frozen, what goes."""

from __future__ import annotations

import pytest

from quiz.store.commitments import load_commitment, load_commitments, save_commitment
from quiz.store.database.engine import reading, writing
from quiz.store.facilitators import (
    co_token,
    issue_co_facilitator,
    issue_facilitator,
    load_co_links,
    load_facilitator,
    revoke_co_facilitator,
)
from quiz.store.paper_codes import paper_code
from quiz.store.participants import (
    DoorClosedError,
    Submitted,
    find_by_paper_code,
    load_participation,
    withdraw,
)
from quiz.store.pictures import load_earlier_pictures, load_picture, load_published, load_rounds
from quiz.store.response_sets import delete_response_set, load_response_set
from quiz.store.told_counts import load_counts
from quiz.store.workshops import (
    Plan,
    begin_round,
    delete_workshop,
    issue_workshop,
    load_workshop,
    load_workshop_by_code,
    lock_workshop,
)
from quiz.workshop.disclosure import Counts, Reveal
from quiz.workshop.stages import IllegalMoveError, Move, Stage
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.workshops import a_group, a_workshop, finish, join, now, press


def counts(engine, workshop_id):
    with reading(engine) as connection:
        return load_counts(connection, now(engine, workshop_id))


def revealed(engine, *worths):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    tokens = a_group(engine, workshop_id, *worths)
    return workshop_id, tokens, press(engine, workshop_id, Move.REVEAL)


def test_a_workshop_is_found_by_its_code_and_begins_in_the_lobby(engine):
    workshop = now(engine, a_workshop(engine))
    with reading(engine) as connection:
        assert load_workshop_by_code(connection, workshop.join_code) == workshop
        assert load_workshop_by_code(connection, "222222") is None
    assert (workshop.stage, workshop.round, workshop.is_revealed) == (Stage.LOBBY, 1, False)


def test_every_change_raises_the_version_and_every_arrival_its_own_number(engine):
    workshop_id = a_workshop(engine)
    before = now(engine, workshop_id)
    press(engine, workshop_id, Move.OPEN)
    join(engine, workshop_id)
    after = now(engine, workshop_id)
    assert (after.version, after.arrivals) == (before.version + 1, before.arrivals + 1)


def test_counts_tell_how_many_and_nothing_else(engine):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    a_group(engine, workshop_id, 75, 25)
    join(engine, workshop_id)
    assert counts(engine, workshop_id) == Counts(joined=3, answering=1, finished=2)


def test_below_the_minimum_a_reveal_brings_nothing_and_changes_nothing(engine):
    workshop_id, _, verdict = revealed(engine, 75, 25)
    assert verdict is Reveal.NOTHING
    assert now(engine, workshop_id).stage is Stage.ANSWERING


def test_a_picture_is_frozen_and_knows_its_members_by_random_keys_alone(engine):
    workshop_id, tokens, verdict = revealed(engine, 75, 25, 50)
    workshop = now(engine, workshop_id)
    assert (verdict, workshop.stage, workshop.slide) == (Reveal.ANEW, Stage.REVEALED, "map")
    with reading(engine) as connection:
        (published,) = load_published(connection, workshop)
        frozen = load_picture(connection, workshop, 1)
    assert len(set(published.members)) == frozen.picture.n == 3
    assert not set(published.members) & set(tokens)


def test_a_latecomer_changes_nothing_until_enough_have_changed(engine):
    workshop_id, _, _ = revealed(engine, 75, 25, 50)
    with reading(engine) as connection:
        before = load_picture(connection, now(engine, workshop_id), 1)
    a_group(engine, workshop_id, 100)
    press(engine, workshop_id, Move.UNDO)
    assert not now(engine, workshop_id).is_revealed
    assert press(engine, workshop_id, Move.REVEAL) is Reveal.FROZEN
    a_group(engine, workshop_id, 100, 0)
    press(engine, workshop_id, Move.UNDO)
    with reading(engine) as connection:
        assert load_picture(connection, now(engine, workshop_id), 1) == before
    assert press(engine, workshop_id, Move.REVEAL) is Reveal.ANEW
    with reading(engine) as connection:
        assert load_picture(connection, now(engine, workshop_id), 1).picture.n == 6


def test_a_closed_or_locked_workshop_lets_nobody_in(engine):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.LOCK)
    with pytest.raises(DoorClosedError):
        join(engine, workshop_id)
    press(engine, workshop_id, Move.UNLOCK)
    join(engine, workshop_id)
    press(engine, workshop_id, Move.CLOSE)
    with pytest.raises(DoorClosedError):
        join(engine, workshop_id)


def test_whoever_submits_after_the_end_keeps_a_result_and_is_not_counted(engine):
    workshop_id = a_workshop(engine)
    press(engine, workshop_id, Move.OPEN)
    token = join(engine, workshop_id)
    press(engine, workshop_id, Move.CLOSE)
    assert finish(engine, token) is Submitted.TOO_LATE
    assert counts(engine, workshop_id) == Counts(0, 0, 0)
    with reading(engine) as connection:
        saved = load_response_set(connection, token)
    assert (saved.completed_on, saved.workshop_id) == (TODAY, None)
    assert finish(engine, token) is Submitted.BEFORE


def test_withdrawing_takes_part_and_sentence_and_leaves_the_result(engine):
    workshop_id, tokens, _ = revealed(engine, 75, 25, 50)
    with writing(engine) as connection:
        save_commitment(connection, workshop_id, 1, tokens[0], "Share the stage")
        assert withdraw(connection, tokens[0])
        assert not withdraw(connection, tokens[0])
        assert load_commitments(connection, workshop_id, 1) == ()
        assert load_participation(connection, tokens[0]) is None
        assert load_response_set(connection, tokens[0]).completed_on == TODAY
        assert load_picture(connection, now(engine, workshop_id), 1).picture.n == 3
    assert counts(engine, workshop_id).finished == 2


def test_deleting_a_result_takes_it_out_of_its_workshop(engine):
    workshop_id, tokens, _ = revealed(engine, 75, 25, 50)
    with writing(engine) as connection:
        delete_response_set(connection, tokens[0])
    assert counts(engine, workshop_id).joined == 2


def test_a_paper_code_leads_back_in_its_own_workshop_alone(engine):
    workshop_id, other = a_workshop(engine), a_workshop(engine)
    token = join(engine, workshop_id)
    with reading(engine) as connection:
        assert find_by_paper_code(connection, workshop_id, paper_code(token)) == token
        assert find_by_paper_code(connection, other, paper_code(token)) is None
        assert find_by_paper_code(connection, workshop_id, "2222222222") is None


def test_a_new_round_follows_a_closed_one_and_begins_empty(engine):
    workshop_id, tokens, _ = revealed(engine, 75, 25, 50)
    with pytest.raises(IllegalMoveError), writing(engine) as connection:
        begin_round(connection, lock_workshop(connection, workshop_id), TODAY)
    press(engine, workshop_id, Move.CLOSE)
    with writing(engine) as connection:
        begin_round(connection, lock_workshop(connection, workshop_id), TODAY)
    workshop = now(engine, workshop_id)
    assert (workshop.round, workshop.stage, workshop.is_revealed) == (2, Stage.LOBBY, False)
    assert counts(engine, workshop_id) == Counts(0, 0, 0)
    with reading(engine) as connection:
        assert load_picture(connection, workshop, 1).picture.n == 3
        assert load_participation(connection, tokens[0]).round == 1


def test_a_picture_that_was_taken_off_the_screens_is_kept_with_its_round(engine):
    workshop_id, _, _ = revealed(engine, 75, 25, 50)
    for move in (Move.UNDO, Move.CLOSE):
        press(engine, workshop_id, move)
    with writing(engine) as connection:
        begin_round(connection, lock_workshop(connection, workshop_id), TODAY)
        workshop = now(engine, workshop_id)
        assert load_picture(connection, workshop, 1).picture.n == 3
        assert load_earlier_pictures(connection, workshop, 2)[-1].round == 1
        assert load_rounds(connection, workshop) == [1]


def test_a_facilitator_and_a_co_facilitator_hold_links_to_one_workshop(engine):
    workshop_id, other = a_workshop(engine), a_workshop(engine)
    with writing(engine) as connection:
        token = issue_facilitator(connection, workshop_id)
        issue_facilitator(connection, other)
        co_id = issue_co_facilitator(connection, token, workshop_id)
        assert load_facilitator(connection, token).workshop.id == workshop_id
        assert not load_facilitator(connection, token).is_co
        assert load_facilitator(connection, co_token(token, co_id)).is_co
        assert not revoke_co_facilitator(connection, other, co_id, TODAY)
        assert revoke_co_facilitator(connection, workshop_id, co_id, TODAY)
        assert load_facilitator(connection, co_token(token, co_id)) is None
        assert [link.revoked_on for link in load_co_links(connection, workshop_id)] == [TODAY]
        assert load_facilitator(connection, "nobody") is None


def test_commitments_are_one_a_person_and_lead_to_nobody(engine):
    workshop_id, tokens, _ = revealed(engine, 75, 25, 50)
    with writing(engine) as connection:
        save_commitment(connection, workshop_id, 1, tokens[0], "Write it down")
        save_commitment(connection, workshop_id, 1, tokens[0], "Ask first")
        save_commitment(connection, workshop_id, 1, tokens[1], "Be on time")
        assert load_commitments(connection, workshop_id, 1) == ("Ask first", "Be on time")
        assert load_commitment(connection, workshop_id, 1, tokens[0]) == "Ask first"
        save_commitment(connection, workshop_id, 1, tokens[0], "")
        assert load_commitments(connection, workshop_id, 1) == ("Be on time",)


def test_a_workshop_that_is_deleted_leaves_everybody_their_result(engine):
    workshop_id, tokens, _ = revealed(engine, 75, 25, 50)
    with writing(engine) as connection:
        assert delete_workshop(connection, workshop_id)
        assert load_participation(connection, tokens[0]) is None
        assert load_response_set(connection, tokens[0]).completed_on == TODAY


@pytest.mark.parametrize("strange", ["a\x00", "\x00", "\ud800", "\u0663", "x" * 5000])
def test_what_cannot_be_an_id_is_no_workshop_on_any_database(engine, strange):
    with writing(engine) as connection:
        assert load_workshop(connection, strange) is None
        assert load_participation(connection, strange) is None
        assert load_facilitator(connection, strange) is None
        assert not revoke_co_facilitator(connection, a_workshop_id(connection), strange, TODAY)


def a_workshop_id(connection):
    plan = Plan("Monday", INSTRUMENT.sha256, "full", 3, may_bring=False, keep_days=1)
    return issue_workshop(connection, plan, TODAY).id
