"""People, results and workshops in every state, under the longest names; each made when it is looked at."""

from __future__ import annotations

import re
from functools import cached_property

from playwright.sync_api import Page

from tests.browser.rooms import a_room, a_second_round
from tests.cast import Person
from tests.faults.server import Server
from tests.web.rooms import Facilitator, Participant

NAME = "W" * 40
TITLE = "W" * 60
SENTENCE = "W" * 200
"""The longest that may be typed, of the widest letter, and nowhere a place to break it."""

Room = tuple[Facilitator, list[Participant]]


class World:
    """People and workshops with the longest names; each is made when somebody first looks at it."""

    def __init__(self, server: Server) -> None:
        self.server = server

    @cached_property
    def ada(self) -> Person:
        ada = self.server.person("Ada")
        ada.finish("full", "4")
        return ada

    @cached_property
    def shared(self) -> str:
        return self.ada.share("facets", display_name=NAME)

    @cached_property
    def asked(self) -> str:
        return self.ben.propose(self.ada.share("domains", display_name=NAME), display_name=NAME)

    @cached_property
    def accepted(self) -> str:
        asked = self.ben.propose(self.shared, display_name=NAME)
        self.ada.get(of(self.ada, asked))
        accepted = self.ada.post(f"{of(self.ada, asked)}/acceptance", display_name=NAME)
        assert accepted.status_code == 303
        return asked

    @cached_property
    def ben(self) -> Person:
        ben = self.server.person("Ben")
        ben.finish("quick", "2")
        return ben

    @cached_property
    def again(self) -> str:
        """What Ada's next result shows of this one."""
        ada = self.server.person("Ada, once more")
        ada.get(f"{self.ada.result_path}/retake")
        began = ada.post(f"{self.ada.result_path}/retake", edition="full")
        ada.token = began.location.rsplit("/", 1)[1]
        ada.get(began.location)
        assert ada.submit(ada.answers("2")).status_code == 303
        return ada.result_path

    @cached_property
    def unfinished(self) -> Person:
        person = self.server.person("Somebody")
        person.start()
        return person

    @cached_property
    def taken_back(self) -> str:
        path = self.ben.share("headline")
        self.ben.take_back_all()
        return path

    @cached_property
    def lobby(self) -> Room:
        return a_room(self.server, 1, opened=False, title="Monday", may_bring="y")

    @cached_property
    def long_lobby(self) -> Room:
        return a_room(self.server, 1, opened=False, title=TITLE, may_bring="y")

    @cached_property
    def locked(self) -> Room:
        erin, people = a_room(self.server, 1, title=TITLE)
        assert erin.press("lock").status_code == 303
        return erin, people

    @cached_property
    def answering(self) -> Room:
        """Three of four have finished, and the fourth is reminded."""
        erin, people = a_room(self.server, 4, finished=3, title=TITLE)
        assert erin.post(f"{erin.path}/reminder").status_code == 200
        return erin, people

    @cached_property
    def revealed(self) -> Room:
        """A second round with its picture; the last four took part in the first."""
        erin, again, earlier = a_second_round(self.server, 4, title=TITLE)
        again[0].get(again[0].path)
        assert again[0].post(f"{again[0].path}/commitment", commitment=SENTENCE).status_code == 303
        return erin, [*again, *earlier]

    @cached_property
    def closed(self) -> Room:
        erin, people = a_room(self.server, 3, finished=3, title=TITLE)
        for move in ("reveal", "close"):
            assert erin.press(move).status_code == 303
        return erin, people

    @cached_property
    def closed_early(self) -> Room:
        erin, people = a_room(self.server, 1, title=TITLE)
        assert erin.press("close").status_code == 303
        return erin, people


def of(person: Person, path: str) -> str:
    """The same comparison under this person's own link."""
    return re.sub(r"/results/[^/]+", person.result_path, path)


def at_the_console(page: Page, room: Room, address: str = "") -> None:
    page.goto(room[0].secret_link())
    page.goto(room[0].path + address)


def unfold(page: Page) -> None:
    """All there is to open, opened."""
    page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true; })")
