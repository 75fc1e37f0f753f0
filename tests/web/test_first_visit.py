"""What a first visit takes over the wire, headers and all: bytes are the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.server import LIMELIGHT, serving
from bench.wire import FIRST_WINDOW, RESULT_LIMIT, Visits, first_visits, total
from tests.faults.conftest import built_assets


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    folder: Path = tmp_path_factory.mktemp("instance")
    with serving(LIMELIGHT, folder, {"ASSETS_DIR": str(built_assets())}) as server:
        return first_visits(server.port)


def test_the_first_page_fits_into_what_a_server_may_send_at_once(visits: Visits) -> None:
    assert total(visits.landing) <= FIRST_WINDOW
    assert [file.name for file in visits.landing] == [
        "the page",
        "css/site.css",
        "css/landing.css",
        "js/landing.js",
    ]


def test_the_questionnaire_fits_into_it_too(visits: Visits) -> None:
    assert total(visits.questionnaire) <= FIRST_WINDOW
    assert [file.name for file in visits.questionnaire] == ["the page", "css/site.css", "js/questionnaire.js"]


def test_a_result_page_takes_25_000_bytes_at_most(visits: Visits) -> None:
    assert total(visits.result) <= RESULT_LIMIT
    assert [file.name for file in visits.result] == [
        "the page",
        "css/site.css",
        "css/result.css",
        "js/result.js",
    ]


def test_no_file_says_a_date_or_a_tag_that_its_name_says_already(visits: Visits) -> None:
    for file in (*visits.questionnaire[1:], *visits.result[1:]):
        assert file.headers < 440, file.name
