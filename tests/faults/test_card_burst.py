"""A crowd asks for cards at once: answers are saved as before, and nobody gets a fault."""

from __future__ import annotations

import io
import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from tests.cast import Person
from tests.faults.http_client import HttpClient
from tests.faults.ledger import Ledger, busy_respondents
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

CARDS = 100


def cards(server: Server, count: int) -> list[str]:
    """The paths of that many different cards: of people who answer differently."""
    paths = []
    for number in range(count):
        person: Person = server.person("Ada")
        person.start("express")
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
    assert {answer.status_code for answer in answers} == {200}
    assert {Image.open(io.BytesIO(answer.body)).size for answer in answers} == {(1200, 630)}
    ledger.check(server.database)
    assert "Traceback" not in server.log_text
    drawn = {HttpClient(server.port).get(path).body for path in paths}
    assert len(drawn) == 10  # when it is calm again, each has its own
