"""Two servers behind nginx, with one PostgreSQL and one Redis: a workshop on both of them is one workshop."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Engine

from tests.faults.nginx import NAME, Nginx
from tests.faults.server import Server
from tests.postgres import a_schema
from tests.redis_server import RedisServer
from tests.web.observatory import score
from tests.web.rooms import Facilitator, Participant

pytestmark = pytest.mark.faults

COUNTS_WITHIN, PRESS_WITHIN = 6.0, 1.5
MARGIN = 1.5
"""Seconds that a machine busy with other tests may take besides."""

MOST_JOINS = 12


@dataclass
class Site:
    one: Server
    other: Server
    nginx: Nginx
    redis: RedisServer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, assets_dir: Path, postgres: Engine) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with ExitStack() as ended, a_schema(postgres) as database_url:
        redis = RedisServer(folder).start()
        ended.callback(redis.stop)
        settings = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis.url,
            "BASE_URL": f"https://{NAME}",
            "ALLOWED_HOSTS": f"{NAME},127.0.0.1",
            "SECRET_KEY": "Yb3q8Zr1-two-hosts-have-the-same-one",
            "TRUSTED_PROXIES": "1",
            "JOINS_PER_MINUTE": str(MOST_JOINS),
            "METRICS_TOKEN": "figures-of-two-hosts",
        }
        servers = []
        for name in ("one", "other"):
            (folder / name).mkdir()
            server = Server(folder / name, assets_dir, settings)
            ended.callback(server.kill_everything)
            servers.append(server.start())
        nginx = Nginx(folder / "nginx", (servers[0].port, servers[1].port))
        ended.callback(nginx.stop)
        yield Site(servers[0], servers[1], nginx.start(), redis)


def waited(what: Callable[[], Any], wanted: object, patience: float = 20.0) -> float:
    """Seconds until it is so."""
    began = time.monotonic()
    while (found := what()) != wanted:
        assert time.monotonic() - began < patience, f"{found} and not {wanted}"
        time.sleep(0.1)
    return time.monotonic() - began


def test_a_workshop_on_two_servers_is_one_workshop(site: Site) -> None:
    erin = Facilitator("Erin", cast("Any", site.other))
    erin.create()
    people = [
        Participant(f"Person {number}", cast("Any", server))
        for number, server in enumerate((site.one, site.nginx, site.nginx, site.other))
    ]
    screen = site.one.test_client()

    def shown(name: str) -> Any:
        return screen.get(f"{erin.screen}/state").json[name]

    assert shown("stage") == "lobby"
    for person in people:
        assert person.join(erin.code).status_code == 303
    assert waited(lambda: shown("joined"), 4) < COUNTS_WITHIN + MARGIN
    there = site.other.test_client()
    assert waited(lambda: there.get(f"{erin.screen}/state").json["joined"], 4) < COUNTS_WITHIN + MARGIN

    assert erin.press("open").status_code == 303
    assert waited(lambda: shown("stage"), "answering") < PRESS_WITHIN + MARGIN
    for number, person in enumerate(people):
        assert person.answer(str(number + 1)).status_code == 303
    assert waited(lambda: shown("finished"), 4) < COUNTS_WITHIN + MARGIN

    assert erin.press("reveal").status_code == 303
    assert waited(lambda: shown("stage"), "revealed") < PRESS_WITHIN + MARGIN
    time.sleep(1)  # longer than any process remembers what a room looked like
    pages = [server.test_client().get(erin.screen).text for server in (site.one, site.other)]
    figures = [re.findall(r"<script[^>]+data-chart-figure>(.*?)</script>", page) for page in pages]
    assert figures[0] == figures[1] != []
    for person in people:  # each finds their own result wherever they ask
        for server in (site.one, site.other, site.nginx):
            assert server.test_client().get(f"/results/{person.token}").status_code == 200


def test_limits_are_shared_and_nobody_can_pretend_to_be_elsewhere(site: Site) -> None:
    site.redis.ask("FLUSHALL")  # who joined in the test before counts no more
    erin = Facilitator("Erin", cast("Any", site.one))
    erin.create()
    doors = (site.one, site.other, site.nginx)
    statuses = []
    for number in range(MOST_JOINS + 3):
        ben = Participant("Ben", cast("Any", doors[number % 3]))
        statuses.append(ben.join(erin.code).status_code)
    assert statuses == [303] * MOST_JOINS + [429] * 3
    cleo = site.nginx.test_client()
    page = cleo.get(f"/join/{erin.code}").text
    form = {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}
    for name in ("X-Forwarded-For", "X_Forwarded_For", "X-Forwarded_For", "x_forwarded-for"):
        spoofed = {name: "198.51.100.7", "Referer": f"https://{NAME}/"}
        assert cleo.post(f"/join/{erin.code}", form, headers=spoofed).status_code == 429, name


def test_plain_http_leads_to_https_at_the_same_name(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.nginx.plain_port, timeout=10)
    connection.request("GET", "/help?a=b", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/help?a=b")
    connection.close()


def test_figures_and_health_are_not_for_the_world(site: Site) -> None:
    bearer = {"Authorization": "Bearer figures-of-two-hosts"}
    for path in ("/metrics", "/readyz"):
        assert site.nginx.test_client().get(path, headers=bearer).status_code == 404
        assert site.one.test_client().get(path, headers=bearer).status_code == 200
    text = site.one.test_client().get("/metrics", headers=bearer).text
    assert "\nlimelight_processes 2.0\n" in text
    assert 'limelight_ready{part="database"} 1' in text


def test_no_log_holds_a_link(site: Site) -> None:
    ada = site.nginx.person("Ada")
    ada.finish()
    assert ada.get(f"{ada.result_path}x").status_code == 404
    assert '"room":"results"' in site.nginx.log_text
    for log in (site.nginx.log_text, site.one.log_text, site.other.log_text):
        assert ada.token not in log
    for name in ("limelight-error.log", "start.log"):
        assert ada.token not in (site.nginx.folder / name).read_text()


def test_one_server_less_is_noticed_by_nobody(site: Site) -> None:
    ada = site.nginx.person("Ada")
    ada.finish()
    site.one.kill_everything()
    assert [site.nginx.test_client().get(ada.result_path).status_code for _ in range(20)] == [200] * 20
    site.other.kill_everything()
    away = site.nginx.test_client().get(ada.result_path)
    assert away.status_code == 503
    assert away.headers["Retry-After"] == "5"
    assert "What was saved is safe" in away.text
    assert score({name.lower(): value for name, value in away.headers.items()}, []) >= 130
    site.other.start()
    assert waited(lambda: site.nginx.test_client().get(ada.result_path).status_code, 200) < 10
