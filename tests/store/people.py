"""People with finished response sets, for tests of what hangs on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from quiz.measurement.as_others_see import Extent
from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import writing
from quiz.store.response_sets import issue_response_set, submit_response_set
from quiz.store.share_links import ShareWish, issue_share_link, new_link_id
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY


def a_result(engine: Engine, worth: float = 75, on: date = TODAY) -> str:
    """Somebody's finished response set; returns its private token."""
    with writing(engine) as connection:
        token = issue_response_set(connection, INSTRUMENT.sha256, "full", on)
        given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(worth, "full", INSTRUMENT))
        assert submit_response_set(connection, token, given, on)
    return token


def a_wish(**overrides: object) -> ShareWish:
    parts = {
        "link_id": new_link_id("whoever wishes"),
        "extent": Extent.FACETS,
        "display_name": "Ada",
        "is_findable": False,
        "expires_on": None,
    }
    return ShareWish(**(parts | overrides))


def a_share_link(engine: Engine, owner: str, **overrides: object) -> str:
    """A share link of this result; returns its token."""
    with writing(engine) as connection:
        return issue_share_link(connection, owner, a_wish(**overrides), TODAY)
