"""May these responses be submitted? If not, what the person should do about it, item by item."""

from __future__ import annotations

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import PASSED_OVER, Responses, items_without_response
from quiz.measurement.scoring import answers_still_needed
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.words import counted
from quiz.web.taking.page import first_control


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
