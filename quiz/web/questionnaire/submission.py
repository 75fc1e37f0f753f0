"""What a posted questionnaire says: which instrument and edition it answers, and the responses."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.responses import ResponseSet
from quiz.web.questionnaire.forms import may_stay_unscored, median_seconds, posted_responses
from quiz.web.questionnaire.response_input import MalformedResponsesError
from quiz.web.services import Services, services


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
