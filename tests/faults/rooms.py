"""Workshops on the real server, with the words of the web's tests."""

from __future__ import annotations

from typing import Any, cast

from tests.faults.server import Server
from tests.web.rooms import Facilitator, Participant


def facilitator_at(server: Server, **wishes: str) -> Facilitator:
    erin = Facilitator("Erin", _app(server))
    erin.create(**wishes)
    return erin


def participant_at(server: Server, name: str = "Ada") -> Participant:
    return Participant(name, _app(server))


def a_room_at(server: Server, count: int, **wishes: str) -> tuple[Facilitator, list[Participant]]:
    """A workshop that is being answered, with so many people in it."""
    erin = facilitator_at(server, **wishes)
    people = [participant_at(server, f"Person {number}") for number in range(count)]
    for person in people:
        assert person.join(erin.code).status_code == 303
    assert erin.press("open").status_code == 303
    return erin, people


def _app(server: Server) -> Any:
    return cast("Any", server)
