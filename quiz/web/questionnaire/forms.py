"""What the questionnaire's forms say. Whether a request is ours was decided before (see `csrf`).

Read by hand and not by WTForms: its fields for forty items cost 40 ms, and one for one value a tenth of a
start.
"""

from __future__ import annotations

from flask import request

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import Responses
from quiz.web.questionnaire.response_input import (
    MEDIAN_SECONDS,
    median_seconds_from_form,
    responses_from_form,
)

_OTHER_FIELDS = ("csrf_token", "instrument", "edition", "as_it_is", MEDIAN_SECONDS)
"""What the questionnaire's form sends besides responses."""


def posted_responses(edition: Edition, instrument: Instrument) -> Responses:
    """A posted questionnaire; raises MalformedResponsesError for what no page of ours sends."""
    return responses_from_form(request.form, edition, instrument, _OTHER_FIELDS)


def may_stay_unscored() -> bool:
    """Whether the person wants the result even if some facets cannot be scored."""
    return bool(request.form.get("as_it_is"))


def median_seconds() -> int | None:
    """How long an item took; raises MalformedResponsesError for what our script does not send."""
    return median_seconds_from_form(request.form)
