"""Loading and permission in one verb: who holds the private link may, everybody else finds nothing."""

from __future__ import annotations

from flask import abort

from quiz.measurement.instrument import Edition, Instrument
from quiz.measurement.responses import ResponseSet
from quiz.store.engine import reading
from quiz.store.response_sets import SavedResponseSet, load_response_set
from quiz.web.services import services


def find_response_set_or_404(token: str) -> SavedResponseSet:
    """What is kept under this private link. Wrong, malformed and deleted links are all the same 404."""
    with reading(services().engine) as connection:
        saved = load_response_set(connection, token)
    if saved is None:
        abort(404)
    return saved


def find_instrument_or_404(response_set: ResponseSet) -> tuple[Instrument, Edition]:
    """The instrument and edition these responses were given to."""
    instrument = services().find_instrument(response_set.instrument_sha256)
    if instrument is None or response_set.edition not in instrument.editions:
        abort(404)
    return instrument, instrument.editions[response_set.edition]
