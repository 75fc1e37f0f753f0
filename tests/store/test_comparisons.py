"""Comparisons: who may ask, who may agree, who may end them; and what both see at most."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from quiz.measurement.as_others_see import Extent
from quiz.store.comparisons import (
    OPEN_PROPOSALS,
    Comparison,
    ComparisonState,
    OwnResultError,
    Proposal,
    TooManyProposalsError,
    accept_comparison,
    end_comparison,
    load_comparison,
    load_comparisons,
    load_pair,
    propose_comparison,
)
from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.database.tables import comparisons
from quiz.store.response_sets import delete_response_set, load_response_set
from quiz.store.share_links import load_share_link, revoke_share_link
from tests.store.conftest import TODAY
from tests.store.people import a_result, a_share_link


@pytest.fixture
def ada(engine: Engine) -> str:
    return a_result(engine, 75)


@pytest.fixture
def ben(engine: Engine) -> str:
    return a_result(engine, 25)


def propose(engine, share, proposer, name="Ben", extent=Extent.FACETS) -> Comparison:
    with writing(engine) as connection:
        link = load_share_link(connection, share)
        return propose_comparison(connection, link, proposer, Proposal(name, extent), TODAY)


def load(engine, comparison: Comparison) -> Comparison | None:
    with reading(engine) as connection:
        return load_comparison(connection, comparison.id)


def accept(engine, comparison, token) -> bool:
    with writing_once(engine) as connection:
        return accept_comparison(connection, comparison.id, token, "Ada", TODAY)


def end(engine, comparison, token) -> bool:
    with writing_once(engine) as connection:
        return end_comparison(connection, comparison.id, token, TODAY)


def rows(engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(comparisons)).scalar_one()


def test_a_proposal_waits_until_the_links_owner_accepts(engine, ada, ben):
    comparison = propose(engine, a_share_link(engine, ada), ben)
    assert comparison.state_on(TODAY) is ComparisonState.PROPOSED
    assert (comparison.proposer_name, comparison.owner_name) == ("Ben", "")
    assert not accept(engine, comparison, ben)
    assert accept(engine, comparison, ada)
    assert not accept(engine, comparison, ada)
    accepted = load(engine, comparison)
    assert accepted.state_on(TODAY) is ComparisonState.ACCEPTED
    assert (accepted.owner_name, accepted.accepted_on) == ("Ada", TODAY)


def test_two_parties_and_nobody_else(engine, ada, ben):
    cleo = a_result(engine)
    comparison = propose(engine, a_share_link(engine, ada), ben)
    assert [comparison.is_party(token) for token in (ada, ben, cleo)] == [True, True, False]
    assert [comparison.is_proposer(token) for token in (ada, ben, cleo)] == [False, True, False]
    assert not accept(engine, comparison, cleo)
    assert not end(engine, comparison, cleo)
    with reading(engine) as connection:
        assert [len(load_comparisons(connection, token)) for token in (ada, ben, cleo)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("link", "proposer", "both"),
    [
        (Extent.FACETS, Extent.FACETS, Extent.FACETS),
        (Extent.HEADLINE, Extent.FACETS, Extent.HEADLINE),
        (Extent.FACETS, Extent.DOMAINS, Extent.DOMAINS),
    ],
)
def test_they_see_no_more_than_both_show(engine, ada, ben, link, proposer, both):
    share = a_share_link(engine, ada, extent=link)
    assert propose(engine, share, ben, extent=proposer).extent is both


def test_nobody_compares_with_their_own_result(engine, ada):
    with pytest.raises(OwnResultError):
        propose(engine, a_share_link(engine, ada), ada)


def test_asking_again_finds_the_first_proposal_even_when_it_has_ended(engine, ada, ben):
    share = a_share_link(engine, ada)
    first = propose(engine, share, ben)
    assert propose(engine, share, ben, name="Benjamin") == first
    assert end(engine, first, ada)
    assert propose(engine, share, ben).state_on(TODAY) is ComparisonState.ENDED
    assert propose(engine, a_share_link(engine, ada), ben).state_on(TODAY) is ComparisonState.PROPOSED


def test_asking_in_eight_threads_at_once_asks_once(engine, ada, ben):
    share = a_share_link(engine, ada)
    with ThreadPoolExecutor(8) as presses:
        ids = {comparison.id for comparison in presses.map(lambda _: propose(engine, share, ben), range(8))}
    assert len(ids) == rows(engine) == 1


def test_so_many_may_wait_at_one_link_and_no_more(engine, ada):
    share = a_share_link(engine, ada)
    waiting = [propose(engine, share, a_result(engine)) for _ in range(OPEN_PROPOSALS)]
    with pytest.raises(TooManyProposalsError):
        propose(engine, share, a_result(engine))
    assert end(engine, waiting[0], ada)
    assert propose(engine, share, a_result(engine)).state_on(TODAY) is ComparisonState.PROPOSED


@pytest.mark.parametrize("who", ["ada", "ben"])
@pytest.mark.parametrize("is_accepted", [True, False])
def test_either_can_end_it_once_and_the_names_are_forgotten(engine, ada, ben, who, is_accepted):
    comparison = propose(engine, a_share_link(engine, ada), ben)
    if is_accepted:
        assert accept(engine, comparison, ada)
    token = {"ada": ada, "ben": ben}[who]
    assert end(engine, comparison, token)
    assert not end(engine, comparison, token)
    ended = load(engine, comparison)
    assert ended.state_on(TODAY) is ComparisonState.ENDED
    assert (ended.owner_name, ended.proposer_name) == ("", "")
    assert not accept(engine, comparison, ada)


def test_it_ends_with_its_share_link(engine, ada, ben):
    tomorrow = TODAY + timedelta(days=1)
    short = propose(engine, a_share_link(engine, ada, expires_on=TODAY), ben)
    assert short.state_on(TODAY) is ComparisonState.PROPOSED
    assert short.state_on(tomorrow) is ComparisonState.ENDED

    revoked = propose(engine, a_share_link(engine, ada), ben)
    with writing_once(engine) as connection:
        assert revoke_share_link(connection, ada, revoked.link.link_id, TODAY)
    ended = load(engine, revoked)
    assert ended.state_on(TODAY) is ComparisonState.ENDED
    assert (ended.ended_on, ended.owner_name, ended.proposer_name) == (TODAY, "", "")
    with reading(engine) as connection:
        assert [each.id for each in load_comparisons(connection, ben)] == [short.id]


def test_the_pair_comes_owner_first(engine, ada, ben):
    comparison = propose(engine, a_share_link(engine, ada), ben)
    with reading(engine) as connection:
        assert load_pair(connection, comparison) == (
            load_response_set(connection, ada),
            load_response_set(connection, ben),
        )


@pytest.mark.parametrize("deleted", ["ada", "ben"])
def test_deleting_either_result_deletes_the_comparison(engine, ada, ben, deleted):
    comparison = propose(engine, a_share_link(engine, ada), ben)
    tokens = {"ada": ada, "ben": ben}
    with writing_once(engine) as connection:
        assert delete_response_set(connection, tokens.pop(deleted))
    assert load(engine, comparison) is None
    assert rows(engine) == 0
    (other,) = tokens.values()
    with reading(engine) as connection:
        assert load_response_set(connection, other) is not None
        assert load_pair(connection, comparison) is None


def test_when_one_accepts_while_the_other_withdraws_it_has_ended(engine, ada, ben):
    for _ in range(20):
        comparison = propose(engine, a_share_link(engine, ada), ben)
        with ThreadPoolExecutor(2) as both:
            accepting = both.submit(accept, engine, comparison, ada)
            ending = both.submit(end, engine, comparison, ben)
        assert ending.result()
        ended = load(engine, comparison)
        assert ended.state_on(TODAY) is ComparisonState.ENDED
        assert ended.owner_name == ""
        assert accepting.result() == (ended.accepted_on is not None)


def test_names_of_what_is_only_over_can_still_be_forgotten(engine, ada, ben):
    comparison = propose(engine, a_share_link(engine, ada, expires_on=TODAY - timedelta(days=1)), ben)
    assert comparison.state_on(TODAY) is ComparisonState.ENDED
    assert load(engine, comparison).proposer_name == "Ben"
    assert end(engine, comparison, ben)
    assert load(engine, comparison).proposer_name == ""


@pytest.mark.parametrize("strange", ["", "x" * 22, "\x7f", "9" * 5000])
def test_a_strange_id_finds_nothing(engine, strange):
    with reading(engine) as connection:
        assert load_comparison(connection, strange) is None
