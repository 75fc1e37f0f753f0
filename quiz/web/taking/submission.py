"""What a posted questionnaire says: which instrument and edition it answers, and the responses.

What the questionnaire's forms say. Whether a request is ours was decided before (see `csrf`).

Read by hand and not by WTForms: its fields for forty items cost 40 ms, and one for one value a tenth of a
start.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import Responses, ResponseSet
from quiz.web.services import Services, services
from quiz.web.taking.response_input import (
    MEDIAN_SECONDS,
    MalformedResponsesError,
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


@dataclass(frozen=True)
class Submission:
    """`may_stay_unscored`: the person wants the result even if some facets cannot be scored.

    `median_seconds` is how long an item took, None when it was not measured.
    """

    instrument: Instrument
    edition: Edition
    response_set: ResponseSet
    may_stay_unscored: bool
    median_seconds: int | None


def posted_submission() -> Submission:
    """The form of this request; raises MalformedResponsesError for what no page of ours sends."""
    instrument, edition = named_edition(
        request.form.get("instrument"), request.form.get("edition"), services()
    )
    response_set = ResponseSet(instrument.sha256, edition.id, posted_responses(edition, instrument))
    return Submission(instrument, edition, response_set, may_stay_unscored(), median_seconds())


def named_edition(sha256: object, edition: object, among: Services) -> tuple[Instrument, Edition]:
    """The edition a page says it shows; it names the instrument by content hash, so old pages stay valid."""
    instrument = among.find_instrument(sha256) if isinstance(sha256, str) else None
    if instrument is None or not isinstance(edition, str) or edition not in instrument.editions:
        raise MalformedResponsesError("the instrument or edition is unknown here")
    return instrument, instrument.editions[edition]
