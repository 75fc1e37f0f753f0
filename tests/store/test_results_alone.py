"""Most results stand alone, and the quick look says so exactly then."""

from __future__ import annotations

from sqlalchemy import Engine

from quiz.measurement.as_others_see import Extent
from quiz.store.comparisons import Proposal, propose_comparison
from quiz.store.database.engine import reading, writing
from quiz.store.retakes import is_alone, issue_retake
from quiz.store.share_links import load_share_link
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result, a_share_link


def alone(engine: Engine, token: str) -> bool:
    with reading(engine) as connection:
        return is_alone(connection, token)


def test_a_result_and_a_share_link_alone_are_no_company(engine):
    ada = a_result(engine)
    a_share_link(engine, ada)
    assert alone(engine, ada)
    assert alone(engine, "nobody")


def test_both_sides_of_a_comparison_have_company_and_nobody_else(engine):
    ada, ben, cleo = (a_result(engine) for _ in range(3))
    share = a_share_link(engine, ada)
    a_share_link(engine, cleo)
    with writing(engine) as connection:
        link = load_share_link(connection, share)
        propose_comparison(connection, link, ben, Proposal("Ben", Extent.FACETS), TODAY)
    assert [alone(engine, token) for token in (ada, ben, cleo)] == [False, False, True]


def test_both_sides_of_a_retake_have_company(engine):
    ada = a_result(engine)
    with writing(engine) as connection:
        again = issue_retake(connection, ada, INSTRUMENT.sha256, "full", TODAY)
    assert [alone(engine, token) for token in (ada, again)] == [False, False]
