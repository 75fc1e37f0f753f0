"""What people on their phones can do to a workshop, and the server that may start again at any time."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    multiple,
    precondition,
    rule,
)

from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Facilitator, Participant, fresh
from tests.web.workshop_model import Model

LEVELS = st.sampled_from("12345")
RARELY = st.sampled_from([1, 2, 3, 0])
"""0 is the rare one: a round that is closed or locked at once shows nothing of what can happen in it."""

MOST_PEOPLE = 14


class People(RuleBasedStateMachine):
    """Those who come, answer, write and leave; `erin` runs the workshop (see `workshop_machine`)."""

    erin: Facilitator
    people = Bundle("people")
    reached: ClassVar[Counter[str]] = Counter()
    """What came about in all runs together."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.settings = settings_for(self.folder)
        self.app = app_for(self.settings)
        self.model = Model()
        self.numbers = count()
        self.shown_before = ""
        self.known: dict[str, Participant] = {}

    @rule()
    def the_server_is_started_again(self) -> None:
        self.app.extensions["limelight"].engine.dispose()
        self.app = app_for(self.settings)
        self.reached["a restart with a picture"] += bool(self.model.pictures)

    def moved_to(self, person: Facilitator | Participant) -> None:
        """The same browser, with the same cookies, in front of the server as it runs now."""
        if person.client.application is not self.app:
            person.app = person.client.application = self.app

    @rule(target=people, levels=st.lists(LEVELS, min_size=3, max_size=5))
    @precondition(lambda self: len(self.model.here) < MOST_PEOPLE)
    def several_join_and_answer(self, levels: list[str]) -> MultipleResults[str]:
        return self.several_joined(levels)

    def several_joined(self, levels: list[str]) -> MultipleResults[str]:
        names = [self.joined(brings=False) for _ in levels]
        for name, level in zip(names, levels, strict=True):
            self.answered(name, level)
        return multiple(*names)

    @rule(target=people, brings=st.booleans())
    @precondition(lambda self: len(self.model.here) < MOST_PEOPLE)
    def somebody_joins(self, brings: bool) -> str:
        return self.joined(brings=brings)

    def joined(self, *, brings: bool) -> str:
        """Their name, or nothing if they could not come in."""
        name = f"Person {next(self.numbers)}"
        person = Participant(name, self.app)
        link = person.finish("quick", "4") if brings else ""
        fresh(self.app)
        joined = person.join(self.erin.code, private_link=link)
        model = self.model
        if model.stage == "closed" or model.is_locked:
            assert joined.status_code == 409
            self.reached["a shut door"] += 1
            return ""
        assert joined.status_code == 303
        model.here[name] = brings
        model.has_anybody_joined = True
        self.known[name] = person
        if brings:
            self.reached["a result that was brought"] += 1
            again = Participant("again", self.app).join(self.erin.code, private_link=link)
            assert again.status_code == 422
        return name

    def somebody(self, name: str) -> Participant:
        self.moved_to(self.known[name])
        return self.known[name]

    @rule(name=people, level=LEVELS)
    def somebody_answers(self, name: str, level: str) -> None:
        self.answered(name, level)

    def answered(self, name: str, level: str) -> None:
        if not name or name not in self.model.here or self.model.here[name]:
            return
        person = self.somebody(name)
        fresh(self.app)
        shown = person.get(f"/questionnaire/{person.token}")
        if self.model.stage == "lobby":
            assert shown.location == person.path
            return
        sent = person.submit(person.answers(level))
        assert sent.status_code == 303
        if self.model.stage == "closed":
            assert sent.location.endswith("sent=too_late")
            del self.model.here[name]
            self.reached["a late submit"] += 1
            return
        assert sent.location == person.path
        self.model.here[name] = True
        again = person.submit(person.answers("1"))
        assert again.location.endswith(("sent=first", "sent=kept"))

    @rule(name=consumes(people), deletes=st.booleans(), chance=RARELY)
    def somebody_leaves(self, name: str, deletes: bool, chance: int) -> None:
        if chance == 0:
            self.left(name, deletes=deletes)

    @rule(name=consumes(people), deletes=st.booleans(), chance=RARELY)
    def somebody_writes_and_leaves(self, name: str, deletes: bool, chance: int) -> None:
        if chance == 0:
            self.wrote(name, "Ask first")
            self.left(name, deletes=deletes)

    def left(self, name: str, *, deletes: bool) -> None:
        if not name:
            return
        person = self.somebody(name)
        is_in = name in self.model.here or person.get(person.path).status_code == 200
        path = f"/results/{person.token}/deletion" if deletes else f"{person.path}/withdrawal"
        found = person.get(path)
        if not is_in and not deletes:
            assert found.status_code == 404
            return
        assert person.post(path).status_code == 303
        if self.model.here.pop(name, None):
            self.reached["one who finished and left"] += 1
        if self.model.sentences.pop(name, None):
            self.reached["a sentence that left with its writer"] += 1
        assert person.get(person.path).status_code == 404
        if deletes:
            assert person.get(person.result_path).status_code == 404

    @rule(name=people, text=st.sampled_from(["Share the stage", "Ask first", ""]))
    def somebody_writes_a_sentence(self, name: str, text: str) -> None:
        self.wrote(name, text)

    def wrote(self, name: str, text: str) -> None:
        if not name or name not in self.model.here:
            return
        person = self.somebody(name)
        person.get(person.path)
        written = person.client.post(
            f"{person.path}/commitment", data={"commitment": text}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        may = self.model.stage == "revealed" and self.model.here[name]
        assert written.status_code == (303 if may else 409)
        if may:
            self.model.sentences.pop(name, None)
            if text:
                self.model.sentences[name] = text

    def teardown(self) -> None:
        self.app.extensions["limelight"].engine.dispose()
        shutil.rmtree(self.folder)
