"""Everything that can happen to a workshop through the web, checked against the model after each event."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, initialize, invariant, multiple, rule

from tests.web.rooms import Facilitator, fresh
from tests.web.workshop_model import Model
from tests.web.workshop_people import LEVELS, RARELY, People


class Workshop(People):
    """The facilitator's presses, and what the screen says after each event."""

    @initialize(target=People.people, levels=st.lists(LEVELS, max_size=5))
    def a_workshop_is_made(self, levels: list[str]) -> MultipleResults[str]:
        """With people who have answered already, if any are given."""
        self.erin = Facilitator("Erin", self.app)
        self.erin.create(may_bring="y")
        if not levels:
            return multiple()
        self.everybody_may_answer()
        return self.several_joined(levels)

    def press(self, move: str) -> int:
        fresh(self.app)
        self.erin.get(self.erin.path)
        return self.erin.press(move).status_code

    @rule()
    def everybody_may_answer(self) -> None:
        is_legal = self.model.stage == "lobby"
        assert self.press("open") == (303 if is_legal else 409)
        if is_legal:
            self.model.stage = "answering"

    @rule()
    def the_picture_is_revealed(self) -> None:
        model = self.model
        pressed = self.press("reveal")
        if model.stage != "answering":
            assert pressed == 409
        elif model.may_show_anew():
            assert pressed == 303
            model.pictures.append(model.finished)
            self.shown_before = ""
            self.reached[f"picture {len(model.pictures)} of a round"] += 1
        else:
            assert pressed == 200
            if model.pictures and model.finished != model.pictures[-1]:
                self.reached["the same picture although somebody changed"] += 1
        if model.stage == "answering" and model.pictures:
            model.stage, model.is_shown = "revealed", True

    @rule()
    def the_reveal_is_undone(self) -> None:
        is_legal = self.model.stage == "revealed"
        assert self.press("undo") == (303 if is_legal else 409)
        if is_legal:
            self.model.stage, self.model.is_shown = "answering", False

    @rule()
    def another_picture_is_asked_for(self) -> None:
        self.the_reveal_is_undone()
        self.the_picture_is_revealed()

    @rule(chance=RARELY, level=LEVELS)
    def the_round_is_closed_while_somebody_answers(self, chance: int, level: str) -> None:
        if chance == 0:
            name = self.joined(brings=False)
            self.closed()
            self.answered(name, level)

    @rule(chance=RARELY)
    def the_round_is_closed(self, chance: int) -> None:
        if chance == 0:
            self.closed()

    def closed(self) -> None:
        is_legal = self.model.stage != "closed"
        assert self.press("close") == (303 if is_legal else 409)
        self.model.stage = "closed"

    @rule()
    def the_next_round_begins(self) -> None:
        model = self.model
        self.erin.get(self.erin.path)
        begun = self.erin.post(f"{self.erin.path}/rounds")
        assert begun.status_code == (200 if model.stage == "closed" else 409)
        if model.stage == "closed":
            self.model = Model(
                round=model.round + 1, minimum=model.minimum, has_anybody_joined=model.has_anybody_joined
            )
            self.shown_before = ""
            self.reached["another round"] += 1

    @rule(chance=RARELY)
    def the_door_is_turned(self, chance: int) -> None:
        is_locked = chance == 0
        is_legal = self.model.stage != "closed"
        assert self.press("lock" if is_locked else "unlock") == (303 if is_legal else 409)
        if is_legal:
            self.model.is_locked = is_locked

    @rule(wanted=st.sampled_from([3, 3, 2, 4]))
    def the_minimum_is_changed(self, wanted: int) -> None:
        model = self.model
        may = wanted >= 3 and (wanted >= model.minimum or not (model.has_anybody_joined or model.round > 1))
        self.erin.get(self.erin.path)
        changed = self.erin.post(f"{self.erin.path}/minimum", minimum_group=str(wanted))
        assert changed.status_code == (200 if may else 409)
        if may:
            model.minimum = wanted

    @invariant()
    def the_screen_tells_what_the_model_knows_and_nothing_before_the_reveal(self) -> None:
        if not hasattr(self, "erin"):
            return
        model = self.model
        self.moved_to(self.erin)
        fresh(self.app)
        state = self.erin.get(f"{self.erin.screen}/state").get_json()
        assert (state["stage"], state["round"]) == (model.stage, model.round)
        assert (state["joined"], state["finished"]) == (len(model.here), len(model.finished))
        assert bool(state["slide"]) == model.is_shown
        table = self.erin.get(f"{self.erin.path}/team.csv")
        self.erin.get(self.erin.screen)
        if not model.is_shown:
            assert table.status_code == 404
            assert "data-chart" not in self.erin.page
            return
        assert f"{len(model.pictures[-1])} people" in self.erin.page
        figures, _, sentences = table.text.partition('"Commitments"\r\n')
        written = sentences.replace('"', "").split()
        assert sorted(written) == sorted(" ".join(model.expected_sentences()).split())
        assert self.shown_before in {"", figures}
        self.shown_before = figures
