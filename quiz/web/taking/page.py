"""The questionnaire's page: rendered once per edition, then filled with one person's answers.

And what is wrong with responses that cannot be submitted, item by item.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template
from markupsafe import Markup

from quiz.instrument.instrument import Edition, Instrument
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
    instrument: Instrument
    edition: Edition
    is_private: bool = True


def questionnaire_html(
    instrument: Instrument,
    edition: Edition,
    responses: Responses,
    *,
    position: str | None = None,
    summary: ErrorSummary | None = None,
    room: str = "",
) -> str | Response:
    """One person's questionnaire: their answers checked, and what is wrong with them on top.

    `room` is a participant's line about their workshop, as Markup.
    """
    page = slotted_page(
        ("questionnaire", instrument.sha256, edition.id), lambda: _render(instrument, edition)
    )
    contents = {f"checked:{item}:{_sent_as(option)}": " checked" for item, option in responses.items()}
    contents |= {
        "csrf_token": csrf.token(),
        "position": _place(position or _first_open(responses, edition)),
        "room": room,
    }
    if summary is not None:
        contents |= _problem_slots(summary, edition)
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


def _render(instrument: Instrument, edition: Edition) -> str:
    title = f"{edition.name}: {counted(len(edition.items), 'question')}"
    page = QuestionnairePage(title, instrument, edition)
    return render_template("questionnaire/show.html", page=page, field_name=field_name, slot=slot)


def find_problems(
    responses: Responses, edition: Edition, instrument: Instrument, *, may_stay_unscored: bool
) -> ErrorSummary | None:
    """None when the responses may be submitted.

    Every item must be answered or passed over. Facets that too many passed-over items leave unscored are
    told once; the person may then submit all the same.
    """
    if missing := items_without_response(responses, edition):
        return _missing(tuple(item.id for item in missing), edition, instrument)
    needed = answers_still_needed(responses, edition, instrument)
    if needed and not may_stay_unscored:
        return _unscored(needed, responses, edition, instrument)
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


def _unscored(
    needed: dict[str, int], responses: Responses, edition: Edition, instrument: Instrument
) -> ErrorSummary:
    return ErrorSummary(
        heading="Some of it cannot be scored yet",
        problems=tuple(
            _unscored_facet(facet, count, responses, edition, instrument) for facet, count in needed.items()
        ),
        note=(
            "A theme needs answers to at least half of its questions. Without it there is no overall result: "
            "you will still see every theme that can be scored. All your answers are kept."
        ),
        offers_submit_as_it_is=True,
    )


def _unscored_facet(
    facet: str, count: int, responses: Responses, edition: Edition, instrument: Instrument
) -> Problem:
    numbers = edition.numbers
    passed = [item.id for item in edition.items_of(facet) if responses[item.id] is PASSED_OVER]
    listed = ", ".join(str(numbers[item]) for item in passed)
    answers = counted(count, "more answer")
    name = instrument.facets_by_id[facet].name
    return Problem(first_control(passed[0]), f"{name} needs {answers}, out of questions {listed}")
