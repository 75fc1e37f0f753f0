"""A crowd asks for cards at once: answers are saved as before, and nobody gets a fault."""

from __future__ import annotations

import io
import random
import re
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from tests.cast import Person
from tests.faults.http_client import HttpClient
from tests.faults.ledger import Ledger, busy_respondents
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

CARDS = 100
HEADROOM = 100_000_000


def cards(server: Server, count: int) -> list[str]:
    """The paths of that many different cards: of people who answer differently."""
    paths = []
    for number in range(count):
        person: Person = server.person("Ada")
        person.start("quick")
        chance = random.Random(number)
        answers = {item: chance.choice("1234") for item in person.items}
        assert person.submit(answers).status_code == 303
        links = f"{person.result_path}/share-links"
        person.get(links)
        form = {"link_id": person.hidden("link_id"), "extent": "domains", "display_name": "", "expiry": "7"}
        assert person.post(links, **form).status_code == 303  # without the preview, which draws the card
        person.get(links)
        shared = re.search(r"/shared/[\w-]+", person.page)[0]
        person.get(shared)
        paths.append(str(re.search(r"(/shared/[^/\"]+/card-\w+\.png)", person.page)[1]))
    return paths


def test_a_hundred_cards_at_once_cost_no_answer_and_no_fault(server: Server) -> None:
    paths = cards(server, 10)
    assert len(set(paths)) == 10
    ledger = Ledger(tries=["Ada"] * len(paths))  # their rows are there too
    with busy_respondents(server, ledger):
        wait_until(lambda: len(ledger.submitted) > 2)
        with ThreadPoolExecutor(CARDS) as crowd:
            answers = list(
                crowd.map(lambda number: HttpClient(server.port).get(paths[number % 10]), range(CARDS))
            )
        seen = len(ledger.submitted)
        wait_until(lambda: len(ledger.submitted) > seen + 2)
    assert {answer.status_code for answer in answers} <= {200, 503}  # 503 for who waited for too long
    pictures = {(number % 10, each.body) for number, each in enumerate(answers) if each.status_code == 200}
    assert pictures
    assert {Image.open(io.BytesIO(body)).size for _, body in pictures} == {(1200, 630)}
    ledger.check(server.database)
    assert "Traceback" not in server.log_text
    drawn = [HttpClient(server.port).get(path).body for path in paths]
    assert len(set(drawn)) == 10
    assert pictures <= set(enumerate(drawn))  # each was its own, as when it is calm again


def test_thirty_previews_of_one_link_at_the_same_moment_all_show_its_card(server: Server) -> None:
    (path,) = cards(server, 1)
    with ThreadPoolExecutor(30) as crowd:
        answers = list(crowd.map(lambda _: HttpClient(server.port).get(path), range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.body for answer in answers} == {HttpClient(server.port).get(path).body}


def test_without_memory_for_cards_the_server_goes_on_and_loses_no_answer(server: Server) -> None:
    """Each worker may grow by so much that a few pictures fit, which take some megabytes each."""
    paths = cards(server, 6)
    with ThreadPoolExecutor(CARDS) as crowd:  # first the threads, whose stacks count as well
        list(crowd.map(lambda _: HttpClient(server.port).get("/healthz"), range(3 * CARDS)))
    for worker in server.workers:
        now = 1024 * int(re.search(r"VmSize:\s+(\d+)", Path(f"/proc/{worker}/status").read_text())[1])
        resource.prlimit(worker, resource.RLIMIT_AS, (now + HEADROOM, now + HEADROOM))
    ledger = Ledger(tries=["Ada"] * len(paths))

    def ask(number: int) -> int:
        try:
            return HttpClient(server.port).get(paths[number % 6]).status_code
        except OSError:
            return 0  # a worker that ends for want of memory hangs up; another takes its place

    with busy_respondents(server, ledger), ThreadPoolExecutor(20) as crowd:
        statuses = set(crowd.map(ask, range(CARDS)))
    assert statuses <= {200, 503, 0}
    assert 200 in statuses
    server.kill_workers()  # the new ones have no limit
    assert HttpClient(server.port).get(paths[0]).status_code == 200
    ledger.check(server.database)
