"""The questionnaire's page: rendered once per edition, then filled with one person's answers.

And what is wrong with responses that cannot be submitted, item by item.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template
from markupsafe import Markup

from quiz.instrument.instrument import Edition, Instrument
from quiz.instrument.nesting import Portion
from quiz.measurement.responses import PASSED_OVER, Responses, items_without_response
from quiz.measurement.scoring import answers_still_needed
from quiz.web.guards import csrf
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.slots import filled, rendered, slot, slotted_page
from quiz.web.page.words import counted
from quiz.web.taking.response_input import PASS, field_name


@dataclass(frozen=True)
class QuestionnairePage:
    """HTML that is the same for everybody; whatever is personal is a slot (see `slots`)."""

    title: str
    portion: Portion
    is_private: bool = True


def questionnaire_html(
    portion: Portion,
    responses: Responses,
    *,
    position: str | None = None,
    summary: ErrorSummary | None = None,
    room: str = "",
) -> str | Response:
    """One person's questionnaire: their answers checked, and what is wrong with them on top.

    `room` is a participant's line about their workshop, as Markup.
    """
    key = ("questionnaire", portion.instrument.sha256, portion.edition.id, portion.after_id)
    page = slotted_page(key, lambda: _render(portion))
    contents = {f"checked:{item}:{_sent_as(option)}": " checked" for item, option in responses.items()}
    contents |= {
        "csrf_token": csrf.token(),
        "position": _place(position or _first_open(responses, portion.asked)),
        "room": room,
    }
    if summary is not None:
        contents |= _problem_slots(summary, portion.asked)
    return filled(page, contents)


def first_control(item_id: str) -> str:
    """The id of an item's first radio button, where an error message leads."""
    return f"first_{item_id}"


def _problem_slots(summary: ErrorSummary, edition: Edition) -> dict[str, str]:
    slots = {"summary": rendered("questionnaire/_summary.html", summary=summary), "error": "Error: "}
    items = {first_control(item.id): item.id for item in edition.items}
    for problem in summary.problems:
        if problem.target in items:
            message = rendered("questionnaire/_item_error.html", message=problem.message)
            slots[f"error:{items[problem.target]}"] = message
            slots[f"first:{items[problem.target]}"] = Markup(' id="{}"').format(problem.target)
    return slots


def _first_open(responses: Responses, edition: Edition) -> str:
    """The first item without a response; nothing when that is the first of all, where everybody begins."""
    if not responses:
        return ""
    return next((item.id for item in edition.items if item.id not in responses), edition.items[-1].id)


def _place(item_id: str) -> str:
    return field_name(item_id) if item_id else ""


def _sent_as(option: int | None) -> str:
    return PASS if option is PASSED_OVER else str(option)


def _render(portion: Portion) -> str:
    asked = counted(len(portion.asked.items), "more question" if portion.after else "question")
    page = QuestionnairePage(f"{portion.edition.name}: {asked}", portion)
    return render_template("questionnaire/show.html", page=page, field_name=field_name, slot=slot)


def find_problems(responses: Responses, portion: Portion, *, may_stay_unscored: bool) -> ErrorSummary | None:
    """None when the responses to the whole edition may be submitted.

    Every item must be answered or passed over. Facets that too many passed-over items leave unscored are
    told once; the person may then submit all the same.
    """
    edition, instrument = portion.edition, portion.instrument
    if missing := items_without_response(responses, edition):
        return _missing(tuple(item.id for item in missing), edition, instrument)
    needed = {
        facet: (count, passed)
        for facet, count in answers_still_needed(responses, edition, instrument).items()
        if (passed := _passed(facet, responses, portion))
    }
    if needed and not may_stay_unscored:
        return _unscored(needed, portion)
    return None


def _missing(items: tuple[str, ...], edition: Edition, instrument: Instrument) -> ErrorSummary:
    numbers = edition.numbers
    passed_over = instrument.passed_over.lower()
    return ErrorSummary(
        heading="There is a problem",
        problems=tuple(
            Problem(first_control(item), f"Question {numbers[item]}: choose an answer, or “{passed_over}”")
            for item in items
        ),
        note="The answers you gave are kept.",
    )


def _passed(facet: str, responses: Responses, portion: Portion) -> list[str]:
    """A facet's passed-over items that can still be answered."""
    return [item.id for item in portion.asked.items_of(facet) if responses[item.id] is PASSED_OVER]


def _unscored(needed: dict[str, tuple[int, list[str]]], portion: Portion) -> ErrorSummary:
    return ErrorSummary(
        heading="Some of it cannot be scored yet",
        problems=tuple(
            _unscored_facet(facet, count, passed, portion) for facet, (count, passed) in needed.items()
        ),
        note=(
            "A theme needs answers to at least half of its questions. Without it there is no overall result: "
            "you will still see every theme that can be scored. All your answers are kept."
        ),
        offers_submit_as_it_is=True,
    )


def _unscored_facet(facet: str, count: int, passed: list[str], portion: Portion) -> Problem:
    listed = ", ".join(str(portion.edition.numbers[item]) for item in passed)
    answers = counted(count, "more answer")
    name = portion.instrument.facets_by_id[facet].name
    return Problem(first_control(passed[0]), f"{name} needs {answers}, out of questions {listed}")
