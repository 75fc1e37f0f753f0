"""What is kept no longer goes on its day, and nothing goes that still lives."""

from __future__ import annotations

from sqlalchemy import Engine

from quiz.store.comparisons import (
    ComparisonState,
    end_comparison,
    load_comparison,
)
from quiz.store.database.engine import reading, writing
from quiz.store.facilitators import issue_facilitator, load_facilitator
from quiz.store.participants import load_participation
from quiz.store.retakes import issue_retake
from quiz.store.retention.rules import Periods
from quiz.store.retention.sweep import sweep
from quiz.store.share_links import LinkState, load_share_link, revoke_share_link
from quiz.store.workshops import load_workshop
from tests.store.conftest import INSTRUMENT
from tests.store.people import a_result, a_share_link, a_wish
from tests.store.retention.over import (
    PERIODS,
    a_comparison,
    an_open_group,
    begin,
    days_later,
    has,
    rows,
    went,
)
from tests.store.workshops import a_workshop, join


def test_a_questionnaire_that_was_not_finished_goes_after_its_period(engine: Engine) -> None:
    unfinished, finished = begin(engine), a_result(engine)
    with writing(engine) as connection:
        retake = issue_retake(connection, finished, INSTRUMENT.sha256, "full", days_later(1))
    assert went(sweep(engine, days_later(30), PERIODS)) == {}
    assert went(sweep(engine, days_later(31), PERIODS)) == {"questionnaires not finished": 1}
    assert [has(engine, token) for token in (unfinished, finished, retake)] == [False, True, True]
    assert went(sweep(engine, days_later(32), PERIODS)) == {"questionnaires not finished": 1}
    assert [has(engine, token) for token in (finished, retake)] == [True, False]
    assert rows(engine)["retakes"] == 0


def test_results_stay_for_good_unless_a_period_is_set(engine: Engine) -> None:
    token = a_result(engine)
    shared = a_share_link(engine, token)
    assert went(sweep(engine, days_later(30_000), PERIODS)) == {}
    ninety = Periods(unfinished_days=30, results_days=90, ended_days=365)
    assert went(sweep(engine, days_later(90), ninety)) == {}
    assert went(sweep(engine, days_later(91), ninety)) == {"results": 1}
    with reading(engine) as connection:
        assert load_share_link(connection, shared) is None


def test_a_deleted_workshop_leaves_people_their_results(engine: Engine) -> None:
    workshop_id = a_workshop(engine, keep_days=60)
    finished, *_ = an_open_group(engine, workshop_id)
    answering = join(engine, workshop_id)
    with writing(engine) as connection:
        facilitator = issue_facilitator(connection, workshop_id)
    assert went(sweep(engine, days_later(60), PERIODS)) == {}  # who answers in it stays as long as it does
    assert went(sweep(engine, days_later(61), PERIODS)) == {
        "workshops that are over": 1,
        "questionnaires not finished": 1,
    }
    with reading(engine) as connection:
        assert load_workshop(connection, workshop_id) is None
        assert load_facilitator(connection, facilitator) is None
        assert load_participation(connection, finished) is None
    assert has(engine, finished)
    assert not has(engine, answering)
    left = rows(engine)
    assert {left[table] for table in ("workshops", "facilitators", "participants", "pictures")} == {0}


def test_a_result_in_a_workshop_stays_as_long_as_the_workshop(engine: Engine) -> None:
    workshop_id = a_workshop(engine, keep_days=60)
    tokens = an_open_group(engine, workshop_id)
    week = Periods(unfinished_days=7, results_days=7, ended_days=365)
    assert went(sweep(engine, days_later(60), week)) == {}
    assert went(sweep(engine, days_later(61), week)) == {"workshops that are over": 1, "results": 3}
    assert not any(has(engine, token) for token in tokens)


def test_an_expired_share_link_forgets_its_name_at_once(engine: Engine) -> None:
    owner = a_result(engine)
    shared = a_share_link(engine, owner, display_name="Ada", expires_on=days_later(7))
    lasting = a_share_link(engine, owner, display_name="Ada")
    assert went(sweep(engine, days_later(7), PERIODS)) == {}
    assert went(sweep(engine, days_later(8), PERIODS)) == {"names on expired share links": 1}
    with reading(engine) as connection:
        link = load_share_link(connection, shared)
        assert (link.display_name, link.state_on(days_later(8))) == ("", LinkState.EXPIRED)
    assert went(sweep(engine, days_later(7 + 365), PERIODS)) == {}
    assert went(sweep(engine, days_later(8 + 365), PERIODS)) == {"share links that ended": 1}
    with reading(engine) as connection:
        assert load_share_link(connection, shared) is None
        assert load_share_link(connection, lasting).display_name == "Ada"


def test_a_revoked_share_link_goes_a_year_later(engine: Engine) -> None:
    owner, wish = a_result(engine), a_wish()
    a_share_link(engine, owner, link_id=wish.link_id)
    with writing(engine) as connection:
        assert revoke_share_link(connection, owner, wish.link_id, days_later(3))
    assert went(sweep(engine, days_later(3 + 365), PERIODS)) == {}
    assert went(sweep(engine, days_later(4 + 365), PERIODS)) == {"share links that ended": 1}


def test_a_comparison_ends_with_its_share_link_and_forgets_both_names(engine: Engine) -> None:
    comparison_id, _ = a_comparison(engine, expires_on=days_later(7))
    assert went(sweep(engine, days_later(8), PERIODS)) == {
        "names in comparisons over an expired share link": 1,
        "names on expired share links": 1,
    }
    with reading(engine) as connection:
        comparison = load_comparison(connection, comparison_id)
    assert (comparison.owner_name, comparison.proposer_name) == ("", "")
    assert comparison.state_on(days_later(8)) is ComparisonState.ENDED


def test_a_comparison_that_ended_goes_a_year_later(engine: Engine) -> None:
    comparison_id, ada = a_comparison(engine)
    assert went(sweep(engine, days_later(30_000), PERIODS)) == {}
    with writing(engine) as connection:
        assert end_comparison(connection, comparison_id, ada, days_later(2))
    assert went(sweep(engine, days_later(2 + 365), PERIODS)) == {}
    assert went(sweep(engine, days_later(3 + 365), PERIODS)) == {"comparisons that ended": 1}
