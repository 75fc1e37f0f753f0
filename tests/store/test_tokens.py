"""What stands in addresses is whole when a chat program has made a link of it."""

from __future__ import annotations

import random
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

import pytest
from sqlalchemy import Engine

from quiz.store.database.engine import reading, writing
from quiz.store.facilitators import co_token, issue_co_facilitator, issue_facilitator, load_facilitator
from quiz.store.share_links import load_share_link, new_link_id, share_token
from quiz.store.tokens import new_id, new_token
from tests.store.people import a_result, a_share_link
from tests.store.workshops import a_workshop

FRAYED = ("-", "_")


def drawn_in_this_order(monkeypatch: pytest.MonkeyPatch, drawn: Iterable[str]) -> None:
    waiting = iter(drawn)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _count: next(waiting))


@pytest.mark.parametrize("frayed", ["-abc", "_abc", "abc-", "abc_"])
def test_what_begins_or_ends_with_a_hyphen_or_underscore_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch, frayed: str
) -> None:
    drawn_in_this_order(monkeypatch, [frayed, "a_b-c", frayed, "d-e_f"])
    assert new_token() == "a_b-c"
    assert new_id() == "d-e_f"


def test_a_link_is_192_bits_of_the_systems_own_chance() -> None:
    """Each bit is drawn as 0 and as 1, and no seed draws the same link twice."""
    drawn = []
    for _ in range(100):
        random.seed(2026)
        drawn.append(int.from_bytes(urlsafe_b64decode(new_token())))
    assert len(set(drawn)) == 100
    assert reduce(or_, drawn).bit_count() == 192
    assert reduce(and_, drawn) == 0


def test_an_id_is_drawn_again_until_what_is_made_from_it_is_whole_too() -> None:
    ids = [new_link_id(f"private {number}") for number in range(300)]
    tokens = [share_token(f"private {number}", link_id) for number, link_id in enumerate(ids)]
    assert not [each for each in (*ids, *tokens) if each.startswith(FRAYED) or each.endswith(FRAYED)]
    assert {len(each) for each in ids} == {22}
    assert {len(each) for each in tokens} == {32}


def test_links_of_co_facilitators_are_whole(engine: Engine) -> None:
    workshop_id = a_workshop(engine)
    with writing(engine) as connection:
        first = issue_facilitator(connection, workshop_id)
        tokens = [co_token(first, issue_co_facilitator(connection, first, workshop_id)) for _ in range(100)]
        assert load_facilitator(connection, tokens[0]) is not None
    assert not [each for each in tokens if each.startswith(FRAYED) or each.endswith(FRAYED)]


def test_an_older_link_that_ends_so_still_opens(engine: Engine) -> None:
    ada = a_result(engine)
    ids = (f"{'a' * 18}{number:04}" for number in range(10_000))
    link_id = next(each for each in ids if share_token(ada, each).endswith("_"))
    token = a_share_link(engine, ada, link_id=link_id)
    with reading(engine) as connection:
        found = load_share_link(connection, token)
    assert found is not None
    assert (found.link_id, found.last_four) == (link_id, token[-4:])
