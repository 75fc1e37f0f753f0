"""What is kept of a share link, who may take it back, and what goes with the result."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from quiz.measurement.as_others_see import Extent
from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.database.tables import share_links
from quiz.store.response_sets import delete_response_set, load_response_set
from quiz.store.share_links import (
    LinkState,
    ShareLink,
    issue_share_link,
    load_link_state,
    load_share_link,
    load_share_links,
    load_shared,
    new_link_id,
    revoke_share_link,
    share_token,
)
from tests.store.conftest import TODAY
from tests.store.people import a_result, a_share_link, a_wish


@pytest.fixture
def ada(engine: Engine) -> str:
    return a_result(engine)


def _load(engine: Engine, token: str) -> ShareLink | None:
    with reading(engine) as connection:
        return load_share_link(connection, token)


def _revoke(engine: Engine, owner: str, link_id: str) -> bool:
    with writing_once(engine) as connection:
        return revoke_share_link(connection, owner, link_id, TODAY)


def test_a_token_is_192_bits_of_an_hmac_that_only_the_private_token_gives():
    digest = hmac.new(b"private", b"share link id", hashlib.sha256).digest()
    assert share_token("private", "id") == urlsafe_b64encode(digest[:24]).decode()
    assert len(share_token("private", "id")) == 32
    assert len({share_token(owner, id_) for owner in "ab" for id_ in "xy"}) == 4


def test_a_link_keeps_what_was_wished_for(engine, ada):
    expires_on = TODAY + timedelta(days=7)
    token = a_share_link(engine, ada, extent=Extent.DOMAINS, is_findable=True, expires_on=expires_on)
    link = _load(engine, token)
    assert (link.extent, link.display_name, link.is_findable) == (Extent.DOMAINS, "Ada", True)
    assert (link.created_on, link.expires_on, link.revoked_on) == (TODAY, expires_on, None)
    assert link.last_four == token[-4:]
    assert share_token(ada, link.link_id) == token


def test_the_database_never_holds_a_token(engine, ada):
    token = a_share_link(engine, ada)
    with reading(engine) as connection:
        row = connection.execute(select(share_links)).one()
    assert token not in repr(row)
    assert ada not in repr(row)


@pytest.mark.parametrize(
    "name", ["Ada", "", "Ádá 👩‍🚒", "'; DROP TABLE share_links; --", "א" * 40, "x" * 160]
)
def test_any_name_comes_back_as_it_was(engine, ada, name):
    assert _load(engine, a_share_link(engine, ada, display_name=name)).display_name == name


def test_pressing_twice_makes_one_link_and_the_first_stays(engine, ada):
    wish = a_wish()
    first = a_share_link(engine, ada, **vars(wish))
    second = a_share_link(engine, ada, **{**vars(wish), "display_name": "Another", "extent": Extent.HEADLINE})
    assert first == second
    assert _load(engine, first).display_name == "Ada"
    with reading(engine) as connection:
        assert len(load_share_links(connection, ada)) == 1


def test_pressing_in_eight_threads_at_once_makes_one_link(engine, ada):
    wish = vars(a_wish())
    with ThreadPoolExecutor(8) as presses:
        tokens = set(presses.map(lambda _: a_share_link(engine, ada, **wish), range(8)))
    assert len(tokens) == 1
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(share_links)).scalar_one() == 1


def test_without_a_result_there_is_no_link(engine):
    with pytest.raises(IntegrityError), writing(engine) as connection:
        issue_share_link(connection, "nobody", a_wish(), TODAY)


@pytest.mark.parametrize(
    ("expires_on", "day", "state"),
    [
        (None, date(2126, 1, 1), LinkState.OPEN),
        (date(2026, 11, 30), date(2026, 11, 30), LinkState.OPEN),
        (date(2026, 11, 30), date(2026, 12, 1), LinkState.EXPIRED),
        (date(2028, 2, 29), date(2028, 3, 1), LinkState.EXPIRED),
    ],
)
def test_a_link_is_open_through_its_last_day(engine, ada, expires_on, day, state):
    assert _load(engine, a_share_link(engine, ada, expires_on=expires_on)).state_on(day) is state


@pytest.mark.parametrize(
    ("expires_on", "state"), [(TODAY, "open"), (date(2026, 1, 1), "expired"), (None, "open")]
)
def test_the_fast_look_says_the_same_as_the_whole_link(engine, ada, expires_on, state):
    token = a_share_link(engine, ada, expires_on=expires_on)
    assert load_link_state(engine, token, TODAY) == _load(engine, token).state_on(TODAY) == state
    assert _revoke(engine, ada, _load(engine, token).link_id)
    assert load_link_state(engine, token, TODAY) is LinkState.REVOKED
    assert load_link_state(engine, "x" * 32, TODAY) is None


def test_the_fast_look_fails_as_every_other_does(engine):
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE comparisons"))
        connection.execute(text("DROP TABLE share_links"))
    with pytest.raises(SQLAlchemyError):
        load_link_state(engine, "x" * 32, TODAY)


def test_a_revoked_link_stays_as_a_row_without_a_name(engine, ada):
    token = a_share_link(engine, ada)
    link_id = _load(engine, token).link_id
    assert _revoke(engine, ada, link_id)
    assert not _revoke(engine, ada, link_id)
    link = _load(engine, token)
    assert link.state_on(TODAY) is LinkState.REVOKED
    assert link.display_name == ""


def test_only_its_owner_can_take_a_link_back(engine, ada):
    ben = a_result(engine)
    token = a_share_link(engine, ada)
    assert not _revoke(engine, ben, _load(engine, token).link_id)
    assert not _revoke(engine, ada, new_link_id(ada))
    assert _load(engine, token).state_on(TODAY) is LinkState.OPEN


def test_links_are_listed_newest_first_and_for_their_owner_alone(engine, ada):
    ben = a_result(engine)
    with writing(engine) as connection:
        for day in (1, 3, 2):
            issue_share_link(connection, ada, a_wish(), date(2026, 12, day))
    with reading(engine) as connection:
        assert [link.created_on.day for link in load_share_links(connection, ada)] == [3, 2, 1]
        assert load_share_links(connection, ben) == ()


def test_a_shared_result_is_the_link_and_the_response_set_behind_it(engine, ada):
    token = a_share_link(engine, ada)
    with reading(engine) as connection:
        found = load_shared(connection, token)
        assert found is not None
        link, saved = found
        assert saved == load_response_set(connection, ada)
    assert link == _load(engine, token)


def test_deleting_the_result_deletes_its_links_and_no_others(engine, ada):
    ben = a_result(engine)
    adas, bens = a_share_link(engine, ada), a_share_link(engine, ben)
    with writing_once(engine) as connection:
        assert delete_response_set(connection, ada)
    assert _load(engine, adas) is None
    assert _load(engine, bens) is not None


@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase, lambda token: token[:-1]])
def test_a_token_counts_only_letter_by_letter(engine, ada, change):
    token = a_share_link(engine, ada)
    assert change(token) != token
    assert _load(engine, change(token)) is None


@pytest.mark.parametrize("strange", ["", "x", "\x00", "\ud800", "9" * 5000])
def test_a_strange_token_finds_nothing(engine, strange):
    assert _load(engine, strange) is None


def test_one_kind_of_token_is_worth_nothing_as_the_other(engine, ada):
    token = a_share_link(engine, ada)
    assert _load(engine, ada) is None
    with reading(engine) as connection:
        assert load_response_set(connection, token) is None
