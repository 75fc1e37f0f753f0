"""Who comes: people who take the questionnaire, and rooms that answer together and look at their picture.

They are as patient as people with our script: what was not acknowledged is sent again, the same as before.
Who is cut off before they have a link of their own gives up and comes anew.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event

from tests.cast import Person
from tests.chaos.books import Books
from tests.faults.rooms import facilitator_at, participant_at
from tests.faults.server import Server
from tests.web.rooms import Facilitator, Participant

PAUSE = 0.2
"""Seconds until something is tried again."""

BY_AUTOSAVE = 3
IN_A_ROOM = 4

TOO_LONG = 120.0
"""Seconds after which somebody who keeps trying is left with what they have: that would be a finding."""


class CutOffError(Exception):
    """They could not go on, and have no promise that was broken."""


def take_the_quiz(server: Server, books: Books, is_over: Event, chance: random.Random) -> None:
    """One after the other, until it is over."""
    while not is_over.is_set():
        person = server.person("Ben")
        try:
            books.try_once_more()
            person.start("quick")
        except (OSError, AssertionError):
            time.sleep(PAUSE)
            continue
        books.saved[person.token] = {}
        option = chance.randint(1, 4)
        for item in person.items[:BY_AUTOSAVE]:
            if _is_saved(person, item, option):
                books.saved[person.token][item] = option
        with suppress(CutOffError):
            _submit(books, person, option)


def run_rooms(server: Server, books: Books, is_over: Event, chance: random.Random) -> None:
    """One workshop after the other, each from the door to the picture."""
    while not is_over.is_set():
        try:
            _run_a_room(server, books, chance)
        except (OSError, CutOffError, AssertionError):
            time.sleep(PAUSE)


def _run_a_room(server: Server, books: Books, chance: random.Random) -> None:
    erin = facilitator_at(server)
    books.joined[erin.workshop_id] = []
    people = [_let_in(server, books, erin, number) for number in range(IN_A_ROOM)]
    _patiently(lambda: _is_pressed(erin, "open", "answering"))
    for person in people:
        _patiently(partial(_is_open, person))
        _submit(books, person, chance.randint(1, 4))
    _patiently(lambda: _is_pressed(erin, "reveal", "revealed"))
    books.revealed.add(erin.workshop_id)


def _let_in(server: Server, books: Books, erin: Facilitator, number: int) -> Participant:
    person = participant_at(server, f"Person {number}")

    def is_in() -> bool:
        books.try_once_more()
        return person.join(erin.code).status_code == 303

    _patiently(is_in)
    books.joined[erin.workshop_id].append(person.token)
    books.saved[person.token] = {}
    return person


def _is_open(person: Participant) -> bool:
    return person.get(f"/questionnaire/{person.token}").status_code == 200


def _is_pressed(erin: Facilitator, move: str, stage: str) -> bool:
    """Also when it was pressed before, and only the answer got lost."""
    if erin.get(erin.path).status_code != 200:
        return False
    if erin.press(move).status_code == 303:
        return True
    told = erin.get(f"{erin.screen}/state")
    return told.status_code == 200 and told.json["stage"] == stage


def _is_saved(person: Person, item: str, option: int) -> bool:
    try:
        return person.save({item: option}).status_code == 204
    except OSError:
        return False


def _submit(books: Books, person: Person, option: int) -> None:
    """The form until it is taken: as it comes back with their answers, or as it was when an error came."""
    page, answers = person.page, person.answers(str(option))

    def is_taken() -> bool:
        if not person.items:
            person.page = page
        return person.submit(answers).status_code == 303

    try:
        _patiently(is_taken)
    except CutOffError:
        books.faults.append("not at all for two minutes, to somebody who kept sending")
        raise
    books.submitted[person.token] = {item: int(value) for item, value in answers.items()}


def _patiently(is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + TOO_LONG
    while time.monotonic() < deadline:
        with suppress(OSError, AssertionError):  # cut off, or an error page where another was expected
            if is_done():
                return
        time.sleep(PAUSE)
    raise CutOffError
