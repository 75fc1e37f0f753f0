"""Pages on the way: small where the browser takes it, and always the same page."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from quiz.web.page.slots import SlottedPage
from tests.cast import Person

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1, br;q=0", "gzip"),
        ("", None),
        ("zstd", None),
        ("x" * 9000, None),
    ],
)
def test_it_sends_what_the_browser_takes(ada: Person, accepted: str, coding: str | None) -> None:
    ada.start()
    ada.save({ada.items[0]: 4})
    for path in ("/", "/help", f"/questionnaire/{ada.token}"):
        plain = ada.client.get(path, headers={"Sec-Fetch-Site": "none"})
        response = ada.client.get(path, headers={"Sec-Fetch-Site": "none", "Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding") == coding
        assert response.headers["Vary"] == "Accept-Encoding"
        assert UNPACK[coding](response.data) == plain.data


def test_of_a_very_long_list_of_codings_only_the_beginning_is_read(ada: Person) -> None:
    """It took 6 ms to take 30,000 letters apart."""
    tried = f"gzip;q=0.5, {'x, ' * 400}br"
    assert ada.client.get("/", headers={"Accept-Encoding": tried}).headers["Content-Encoding"] == "gzip"


def test_a_page_with_answers_is_not_the_one_kept_for_everybody(ada: Person, ben: Person) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br"}
    ada.start()
    ben.start()
    ada.save({ada.items[0]: 4})
    pages = [
        brotli.decompress(person.client.get(f"/questionnaire/{person.token}", headers=headers).data).decode()
        for person in (ben, ada, ben)
    ]
    assert pages[0] == pages[2]
    assert pages[1].count(" checked") == pages[0].count(" checked") + 1


def test_the_page_kept_for_everybody_names_nobody(ada: Person) -> None:
    ada.start()
    page = ada.client.get(f"/questionnaire/{ada.token}", headers={"Sec-Fetch-Site": "none"}).text
    assert ada.token not in page


def test_the_link_to_delete_leads_from_the_questionnaire_to_the_question(ada: Person) -> None:
    ada.start()
    assert 'href="?deletion"' in ada.page
    response = ada.client.get(f"/questionnaire/{ada.token}?deletion")
    assert response.location == f"{ada.result_path}/deletion"


def test_what_many_ask_for_at_once_is_made_once() -> None:
    page, made = SlottedPage("the same for everybody"), []

    def slowly(html: str) -> bytes:
        made.append(html)
        time.sleep(0.05)
        return html.encode()

    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _: page.kept("br", slowly), range(8)))
    assert answers == [b"the same for everybody"] * 8
    assert made == ["the same for everybody"]
