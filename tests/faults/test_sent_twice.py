"""Answers that get lost on their way back, and presses that come twice: one result, and everybody sees it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import Person
from tests.faults.claims import require_result
from tests.faults.http_client import encoded
from tests.faults.ledger import read_rows
from tests.faults.raw_http import with_line_ends
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

ROUNDS = 50


def test_a_submit_whose_response_got_lost_is_sent_again_and_counts_once(server: Server) -> None:
    ada = server.person("Ada")
    ada.start()
    answers = ada.answers("4")
    _submit_and_hang_up(server, ada, answers)
    wait_until(lambda: [done for _, done in read_rows(server.database).values()] == [True])
    again = ada.submit(answers)
    assert again.status_code == 303
    ada.get(again.location)
    assert "They were counted once" in ada.page
    require_result(ada, answers)
    assert len(read_rows(server.database)) == 1


def test_fifty_double_presses_make_fifty_results_that_both_tabs_see(server: Server) -> None:
    with ThreadPoolExecutor(2) as tabs:
        for _ in range(ROUNDS):
            ada = server.person("Ada")
            ada.start()
            sent = [ada.answers("2"), ada.answers("4")]
            pressed = list(tabs.map(lambda answers, ada=ada: _press(server, ada, answers), sent))
            assert pressed[0][0] == pressed[1][0]
            assert sorted(is_told for _, is_told in pressed) == [False, True]
            require_result(ada, sent[[is_told for _, is_told in pressed].index(False)])
    rows = read_rows(server.database)
    assert len(rows) == ROUNDS
    assert all(is_submitted for _, is_submitted in rows.values())


def test_double_presses_of_further_questions_keep_one_tabs_answers(server: Server) -> None:
    with ThreadPoolExecutor(2) as tabs:
        for _ in range(ROUNDS // 5):
            ada = server.person("Ada")
            ada.finish("quick", "3")
            given = ada.answers("3")
            ada.sharpen()
            sent = [ada.answers("2"), ada.answers("4")]
            pressed = list(tabs.map(lambda answers, ada=ada: _press(server, ada, answers), sent))
            assert sorted(is_told for _, is_told in pressed) == [False, True]
            require_result(ada, given | sent[[is_told for _, is_told in pressed].index(False)])


def _press(server: Server, person: Person, answers: dict[str, str]) -> tuple[str, bool]:
    """Where a tab of the person's arrives, and whether it is told that it was not the first."""
    sent = server.test_client().post(
        f"/questionnaire/{person.token}",
        data={**person.form, **answers},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert sent.status_code == 303
    assert sent.location is not None
    page = server.test_client().get(sent.location)
    assert page.status_code == 200
    return sent.location.partition("?")[0], "You had already submitted" in page.text


def _submit_and_hang_up(server: Server, person: Person, answers: dict[str, str]) -> None:
    headers: dict[str, str] = {}
    body = encoded({**person.form, **answers}, None, headers)
    head = f"""\
        POST /questionnaire/{person.token} HTTP/1.1
        Host: localhost
        Sec-Fetch-Site: same-origin
        Content-Type: {headers["Content-Type"]}
        Content-Length: {len(body)}"""
    with server.raw() as connection:
        connection.sendall(with_line_ends(head) + body)
