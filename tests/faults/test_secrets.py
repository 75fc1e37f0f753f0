"""Secret keys: changed, missing, too short; and nothing of a fault is shown to visitors."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing

import pytest

from tests.faults.claims import STACK_TRACE, require_error_page, require_result
from tests.faults.conftest import MakeServer
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

OLD, NEW = "the-first-key-long-enough-to-count", "the-second-key-long-enough-to-count"


@pytest.mark.parametrize("fallbacks", [OLD, ""], ids=["old-key-as-fallback", "old-key-forgotten"])
def test_a_form_in_a_browser_of_today_survives_a_new_key(make_server: MakeServer, fallbacks: str) -> None:
    """Over https and on the machine itself, browsers say where a press came from, and no key is asked."""
    server = make_server(SECRET_KEY=OLD).start()
    ada = server.person("Ada")
    ada.start()
    _rotate(server, fallbacks)
    answers = ada.answers("4")
    sent = ada.client.post(
        f"/questionnaire/{ada.token}",
        data={**ada.form, **answers},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert sent.status_code == 303
    require_result(ada, answers)


def test_an_open_form_survives_a_new_key_when_the_old_one_is_a_fallback(make_server: MakeServer) -> None:
    server = make_server(SECRET_KEY=OLD).start()
    ada = server.person("Ada")
    ada.start()
    first, answers = ada.items[0], ada.answers("4")
    _rotate(server, fallbacks=OLD)
    assert ada.save({first: 4}).status_code == 204
    assert ada.submit(answers).status_code == 303
    require_result(ada, answers)


def test_an_open_form_keeps_its_answers_when_the_old_key_was_forgotten(
    make_server: MakeServer,
) -> None:
    server = make_server(SECRET_KEY=OLD).start()
    ada = server.person("Ada")
    ada.start()
    answers = ada.answers("4")
    _rotate(server, fallbacks="")
    assert ada.submit(answers).status_code == 400
    assert "Please send it once more" in ada.page
    assert ada.checked() == answers
    assert ada.submit(answers).status_code == 303
    require_result(ada, answers)


def test_an_installation_without_a_key_makes_one_and_keeps_it(make_server: MakeServer) -> None:
    server = make_server(SECRET_KEY="").start()
    kept = server.instance_dir / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    key = kept.read_text("ascii")
    assert len(key) >= 32
    ada = server.person("Ada")
    ada.start()
    server.stop()
    server.start()
    assert kept.read_text("ascii") == key
    assert ada.submit(ada.answers()).status_code == 303


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({"SECRET_KEY": "hunter2"}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": f"{OLD},hunter2"}, "SECRET_KEY_FALLBACKS"),
        ({"DEVELOPMENT": "true", "HOST": "0.0.0.0"}, "DEVELOPMENT"),
    ],
    ids=["short-key", "short-fallback", "development-for-everybody"],
)
def test_what_is_unsafe_stops_the_start(
    make_server: MakeServer, settings: dict[str, str], setting: str
) -> None:
    said = make_server(**settings).refusal()
    assert said.startswith(f"{setting} ")
    assert "expected" in said
    assert "hunter2" not in said
    assert STACK_TRACE not in said


@pytest.mark.parametrize("debug", ["", "1"], ids=["", "FLASK_DEBUG"])
def test_a_fault_of_ours_shows_nothing_of_itself(make_server: MakeServer, debug: str) -> None:
    server = make_server(FLASK_DEBUG=debug).start()
    ada = server.person("Ada")
    ada.finish()
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("UPDATE response_sets SET responses = '{torn'")
    require_error_page(ada.get(ada.result_path), 500, "Something broke on our side")
    assert "Decode" not in ada.page
    wait_until(lambda: STACK_TRACE in server.log_text)  # for whoever runs the server
    assert ada.token not in server.log_text


def _rotate(server: Server, fallbacks: str) -> None:
    server.stop()
    server.settings = {"SECRET_KEY": NEW, "SECRET_KEY_FALLBACKS": fallbacks}
    server.start()
