"""Where a request comes from: what visitors write into X-Forwarded-For is never believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.web.guards.limits import network_address
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import facilitator_of


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),  # it came past one of the proxies
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "198.51.100.1:1, 203.0.113.9:65535 ", "203.0.113.9"),
        (1, "203.0.113.9:", "203.0.113.9"),
        (1, "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        (1, "[::ffff:203.0.113.9]:4711", "203.0.113.9"),
        (1, '"[2001:db8:1:2::9]:4711"', "2001:db8:1:2::/64"),
        (1, 'for="[2001:DB8:1:2::9]:4711"', "2001:db8:1:2::/64"),
        (1, "For=203.0.113.9", "203.0.113.9"),
        (1, "2001:db8:1:2::9%eth0", "2001:db8:1:2::/64"),
        (2, "203.0.113.9:4711, 192.0.2.7:80", "203.0.113.9"),
        (1, "no address", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "_hidden", "192.0.2.1"),
        (1, "for=_SEVKISEK", "192.0.2.1"),
        (1, "unix:", "192.0.2.1"),
        (1, "203.0.113.999", "192.0.2.1"),
        (1, "203.0.113.9, ", "192.0.2.1"),
        (1, "[203.0.113.9", "203.0.113.9"),
        (1, '"198.51.100.1, 203.0.113.9', "203.0.113.9"),  # what the visitor opens swallows nothing
        (2, '"198.51.100.1\\", 203.0.113.9, 192.0.2.7', "203.0.113.9"),
        (2, "198.51.100.1, , 192.0.2.7", "192.0.2.1"),  # and an empty part leads to nothing they wrote
    ],
)
def test_it_believes_as_many_proxies_as_it_was_told_to(trusted, forwarded, expected):
    environ = {"REMOTE_ADDR": "192.0.2.1"}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    assert network_address(environ, trusted) == expected


def starts(app, address: str, spoofed: str | None = None) -> int:
    ben = Person("Ben", app)
    ben.client.environ_base["REMOTE_ADDR"] = address
    headers = {"Sec-Fetch-Site": "same-origin"} | ({"X-Forwarded-For": spoofed} if spoofed else {})
    return ben.client.post("/questionnaire", data={"edition": "quick"}, headers=headers).status_code


def test_only_so_many_questionnaires_are_begun_from_one_place_in_a_minute(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, starts_per_minute=3))
    assert [starts(app, "192.0.2.1") for _ in range(4)] == [303, 303, 303, 429]
    assert starts(app, "192.0.2.2") == 303
    assert starts(app, "192.0.2.1", spoofed="192.0.2.99") == 429


def test_behind_a_proxy_each_visitor_counts_alone_and_cannot_pretend(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, starts_per_minute=2, trusted_proxies=1))
    assert [starts(app, "127.0.0.1", f"10.0.0.{n}, 192.0.2.1") for n in range(3)] == [303, 303, 429]
    assert starts(app, "127.0.0.1", "192.0.2.2") == 303


def test_a_proxy_that_adds_the_port_makes_nobody_somebody_else(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, starts_per_minute=2, trusted_proxies=1))
    assert [starts(app, "127.0.0.1", f"192.0.2.1:{port}") for port in (4711, 4712, 4713)] == [303, 303, 429]
    assert [starts(app, "127.0.0.1", f"[2001:db8::1]:{port}") for port in (1, 2, 3)] == [303, 303, 429]
    assert [starts(app, "127.0.0.1", name) for name in ("unknown", "_a", "_b")] == [303, 303, 429]


def test_a_room_of_sixty_behind_one_address_comes_in_and_a_flood_does_not(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path))
    erin = facilitator_of(app)
    headers = {"Sec-Fetch-Site": "same-origin"}
    joined = [app.test_client().post(f"/join/{erin.code}", headers=headers).status_code for _ in range(62)]
    assert joined == [303] * 60 + [429] * 2


def test_zero_is_no_limit(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, starts_per_minute=0))
    assert {starts(app, "192.0.2.1") for _ in range(130)} == {303}
