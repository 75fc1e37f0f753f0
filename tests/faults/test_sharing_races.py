"""Links that end while they are looked at, drawn, made or answered: nothing half done, nothing left."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast
from urllib.parse import urlencode

import pytest

from tests.cast import Person
from tests.faults.http_client import HttpClient
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

LOOKERS = 6


@pytest.fixture
def ada(lasting_server: Server) -> Person:
    person = lasting_server.person("Ada")
    person.finish("quick", "4")
    return person


@pytest.fixture
def ben(lasting_server: Server) -> Person:
    person = lasting_server.person("Ben")
    person.finish("quick", "2")
    return person


def looked_at_meanwhile(
    server: Server, paths: list[str], act: Callable[[], None]
) -> tuple[set[int], set[int]]:
    """The statuses that people who kept looking saw until the act was acknowledged, and after it."""
    is_done, is_over = threading.Event(), threading.Event()

    def look() -> list[tuple[bool, int]]:
        client, seen = HttpClient(server.port), []
        while not is_over.is_set():
            for path in paths:
                was_done = is_done.is_set()
                seen.append((was_done, client.get(path).status_code))
        return seen

    with ThreadPoolExecutor(LOOKERS) as crowd:
        lookers = [crowd.submit(look) for _ in range(LOOKERS)]
        threading.Event().wait(0.3)
        act()
        is_done.set()
        threading.Event().wait(0.3)
        is_over.set()
    seen = [each for looker in lookers for each in looker.result()]
    before, after = ({status for done, status in seen if done == is_after} for is_after in (False, True))
    return before, after


def card_of(person: Person, shared: str) -> str:
    person.get(shared)
    return str(re.search(r"(/shared/[^/\"]+/card-\w+\.png)", person.page)[1])


def rows(server: Server, table: str) -> int:
    with sqlite3.connect(server.database) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_after_a_link_was_taken_back_nobody_sees_it_any_more(lasting_server: Server, ada: Person) -> None:
    shared = ada.share("facets")
    before, after = looked_at_meanwhile(lasting_server, [shared, card_of(ada, shared)], ada.take_back_all)
    assert 200 in before
    assert before <= {200, 410}
    assert after == {410}


def test_after_a_result_was_deleted_nobody_sees_anything_of_it(lasting_server: Server, ada: Person) -> None:
    shared = ada.share("facets")
    card = card_of(ada, shared)

    def delete() -> None:
        ada.get(f"{ada.result_path}/deletion")
        assert ada.post(f"{ada.result_path}/deletion").status_code == 303

    before, after = looked_at_meanwhile(lasting_server, [shared, card, ada.result_path], delete)
    assert 200 in before
    assert before <= {200, 404}
    assert after == {404}


def test_pressing_make_fifty_times_at_once_makes_one_link(lasting_server: Server, ada: Person) -> None:
    links = f"{ada.result_path}/share-links"
    ada.get(links)
    form = {
        "csrf_token": ada.hidden("csrf_token"),
        "link_id": ada.hidden("link_id"),
        "extent": "facets",
        "display_name": "Ada",
        "expiry": "7",
    }
    before = rows(lasting_server, "share_links")
    with ThreadPoolExecutor(10) as presses:
        statuses = set(presses.map(lambda _: ada.client.post(links, data=form).status_code, range(50)))
    assert statuses <= {303, 429}
    assert 303 in statuses
    assert rows(lasting_server, "share_links") == before + 1


def test_an_answer_that_was_lost_on_its_way_can_be_asked_for_again(
    lasting_server: Server, ada: Person
) -> None:
    """The browser hears nothing of the first try, and sends the same form once more."""
    links = f"{ada.result_path}/share-links"
    ada.get(links)
    form = {
        "csrf_token": ada.hidden("csrf_token"),
        "link_id": ada.hidden("link_id"),
        "extent": "headline",
        "display_name": "",
        "expiry": "never",
    }
    before = rows(lasting_server, "share_links")
    cookies = "; ".join(f"{name}={value}" for name, value in cast("HttpClient", ada.client).cookies.items())
    body = urlencode(form).encode()
    head = f"POST {links} HTTP/1.1\r\nHost: 127.0.0.1:{lasting_server.port}\r\n"
    head += f"Cookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with lasting_server.raw() as connection:
        connection.sendall(f"{head}{kind}".encode() + body)
    wait_until(lambda: rows(lasting_server, "share_links") > before)
    first, second = (ada.client.post(links, data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    ada.get(links)
    assert ada.page.count("Take this link back") == 1
    assert rows(lasting_server, "share_links") == before + 1


@pytest.mark.parametrize("step", ["making a link", "proposing", "accepting", "taking it again"])
def test_a_result_that_is_deleted_meanwhile_leaves_nothing_behind(
    lasting_server: Server, ada: Person, ben: Person, step: str
) -> None:
    tables = ("share_links", "comparisons", "retakes")
    before = [rows(lasting_server, table) for table in tables]
    for _ in range(6):
        ada.finish("quick", "4")
        act = _prepared(step, ada, ben)
        ada.get(f"{ada.result_path}/deletion")
        deletion = {"csrf_token": ada.hidden("csrf_token")}
        with ThreadPoolExecutor(2) as both:
            acting = both.submit(act)
            deleting = both.submit(ada.client.post, f"{ada.result_path}/deletion", data=deletion)
        assert deleting.result().status_code in {303, 404}
        assert acting.result() in {303, 404, 410, 422}
        assert [rows(lasting_server, table) for table in tables] == before
        with sqlite3.connect(lasting_server.database) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _prepared(step: str, ada: Person, ben: Person) -> Callable[[], int]:
    """One request of Ada's or Ben's, ready to be sent."""

    def sending(person: Person, path: str, **form: object) -> Callable[[], int]:
        data = {"csrf_token": person.hidden("csrf_token"), **form}
        return lambda: int(person.client.post(path, data=data).status_code)

    if step == "making a link":
        ada.get(f"{ada.result_path}/share-links")
        wish = {"link_id": ada.hidden("link_id"), "extent": "facets", "display_name": "", "expiry": "7"}
        return sending(ada, f"{ada.result_path}/share-links", **wish)
    if step == "taking it again":
        ada.get(f"{ada.result_path}/retake")
        return sending(ada, f"{ada.result_path}/retake", edition="quick")
    shared = ada.share("facets")
    if step == "proposing":
        ben.get(f"{shared}/comparison")
        typed = {"private_link": ben.result_path, "display_name": "Ben", "extent": "facets"}
        return sending(ben, f"{shared}/comparison", **typed)
    path = ben.propose(shared).replace(ben.token, ada.token)
    ada.get(path)
    return sending(ada, f"{path}/acceptance", display_name="Ada")
