"""Everybody who may knock at a workshop's addresses, each with the secret they hold."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quiz.store.facilitators import co_token
from tests.web.rooms import Facilitator, Participant, fresh

ROLES = (
    *("facilitator", "co-facilitator", "revoked co-facilitator", "participant"),
    *("participant elsewhere", "facilitator elsewhere", "outsider"),
)
ROOMS = ("/workshops", "/facilitators", "/join", "/participants", "/projector")
NOBODY = "B" * 32


@dataclass(frozen=True)
class Knocker:
    """Sends their secret in every cookie, to whatever address: the server decides and not the browser."""

    app: Flask
    secret: str

    def knock(self, path: str, method: str = "GET", **form: str) -> TestResponse:
        client = self.app.test_client(use_cookies=False)
        cookies = f"limelight-facilitator={self.secret}; limelight-participant={self.secret}"
        headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
        fresh(self.app)
        return client.open(path, method=method, data=form if method == "POST" else None, headers=headers)


@dataclass(frozen=True)
class House:
    """A workshop with everybody around it."""

    app: Flask
    workshop_id: str
    code: str
    co_id: str
    everybody: dict[str, Knocker]

    def path(self, rule: Rule, role: str) -> str:
        """The rule's address in this workshop, with the role's own secret where a secret belongs."""
        filled = {
            "workshop_id": self.workshop_id,
            "code": self.code,
            "co_id": self.co_id,
            "token": self.everybody[role].secret,
        }
        return re.sub(r"<(\w+)>", lambda found: filled[found[1]], rule.rule)


def rules_of(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every address of workshops with every method it has of its own."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(ROOMS):
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                yield rule, method


def a_house(erin: Facilitator, ada: Participant, finn: Facilitator, grace: Participant) -> House:
    """Around Erin's workshop, in which Ada takes part; Finn runs another, in which Grace takes part."""
    revoked_id = _invited(erin)
    revoked = _co_secret(erin, revoked_id)
    erin.post(f"{erin.path}/co-facilitators/{revoked_id}/revocation")
    co_id = _invited(erin)
    secrets = (
        *(_secret(erin), _co_secret(erin, co_id), revoked, ada.token),
        *(grace.token, _secret(finn), NOBODY),
    )
    everybody = {role: Knocker(erin.app, secret) for role, secret in zip(ROLES, secrets, strict=True)}
    return House(erin.app, erin.workshop_id, erin.code, co_id, everybody)


def _invited(erin: Facilitator) -> str:
    erin.get(f"{erin.path}/links")
    made = erin.post(f"{erin.path}/co-facilitators")
    found = re.search(r"made=([^&#]+)", made.location)
    assert found
    return found[1]


def _secret(facilitator: Facilitator) -> str:
    return facilitator.secret_link().rsplit("/", 1)[1]


def _co_secret(erin: Facilitator, co_id: str) -> str:
    return co_token(_secret(erin), co_id)


def dump_of(database: Path) -> list[str]:
    """All that is in the database."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())
